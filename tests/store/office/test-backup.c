#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "check-error.h"
#include "fixture.h"
#include "store/office/backup.h"
#include "store/journal/check.h"
#include "store/journal/journal.h"
#include "store/engine/engine.h"

static char *
in_folder (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
assert_sound (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_WRITE, &error);
  g_autoptr (GPtrArray) lines = NULL;

  g_assert_no_error (error);
  lines = nuan_check_run (connection, NUAN_CHECK_ALL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, >, 15);
  for (guint i = 0; i < lines->len; i++)
    {
      const NuanCheckLine *line = lines->pdata[i];

      if (!line->passed)
        g_error ("%s: %s", line->code, line->detail);
    }
}

static void
assert_private (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

/* Nothing but what stood there: no part, no log. */
static void
assert_absent (const char *path)
{
  static const char *const ends[] = { "", "-journal", "-wal" };
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *left;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (path, ends[i], NULL);

      g_assert_false (g_file_test (name, G_FILE_TEST_EXISTS));
    }
  while ((left = g_dir_read_name (directory)) != NULL)
    g_assert_null (strstr (left, ".part"));
}

static void
restored_backup_is_sound_and_private (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *file = in_folder (fixture, "backup.db"), *to = in_folder (fixture, "new/restored.db");
  g_autoptr (GError) error = NULL;

  fixture_add_approved (fixture, 1);
  nuan_backup_write (fixture->connection, fixture->admin, file, NUAN_FILE_NEW, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_private (file);
  nuan_backup_restore (file, to, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_private (to);
  assert_sound (to);
  assert_sound (fixture->path);
}

static void
journal_tells_of_the_backup (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *file = in_folder (fixture, "backup.db");

  g_assert_true (nuan_backup_write (fixture->connection, fixture->admin, file, NUAN_FILE_NEW, NULL, NULL, NULL, NULL));
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM journal WHERE action = 'backup' AND detail = '/2 file=backup.db'"), ==, 1);
}

/* Another program commits between the steps of the copy. */
typedef struct
{
  NuanConnection *other;
  guint           n;
} Neighbour;

static void
write_meanwhile (gint64 done, gint64 total, gpointer data)
{
  Neighbour *neighbour = data;
  g_autofree char *name = g_strdup_printf ("meanwhile-%u", neighbour->n++);
  g_autoptr (GError) error = NULL;

  nuan_sql_run (neighbour->other, &error, "INSERT INTO counter (name, value) VALUES (?, 1)", "t", name);
  g_assert_no_error (error);
  g_assert_cmpuint (neighbour->n, <, 1000);   /* the copy must not begin anew for ever */
}

/* Enough pages for several steps. */
static void
fatten (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  nuan_sql_run (fixture->connection, &error,
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)"
                " INSERT INTO counter (name, value) SELECT 'fat-' || i || hex (randomblob (1200)), i FROM n", "");
  g_assert_no_error (error);
  fixture_commit (fixture);
}

static void
others_write_while_it_runs (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *file = in_folder (fixture, "backup.db");
  Neighbour neighbour = { .other = nuan_connection_open (fixture->path, NUAN_OPEN_WRITE, NULL) };
  g_autoptr (NuanConnection) copy = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  fatten (fixture);
  nuan_backup_write (fixture->connection, fixture->admin, file, NUAN_FILE_NEW, write_meanwhile, &neighbour, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (neighbour.n, >, 1);
  nuan_connection_close (neighbour.other);

  assert_sound (file);
  copy = nuan_connection_open (file, NUAN_OPEN_READ, NULL);
  g_assert_true (nuan_sql_value (copy, &n, NULL, "SELECT count (*) FROM counter WHERE name LIKE 'meanwhile-%'", ""));
  g_assert_cmpint (n, ==, 0);   /* of the moment in which it began */
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM counter WHERE name LIKE 'meanwhile-%'"), ==, neighbour.n);
}

static void
assert_precious (Fixture *fixture, const char *file, NuanFileMode mode)
{
  g_autoptr (GError) error = NULL;
  const gint64 rows = fixture_value (fixture, "SELECT count (*) FROM journal");

  g_assert_false (nuan_backup_write (fixture->connection, fixture->admin, file, mode, NULL, NULL, NULL, &error));
  check_error (error, NUAN_ERROR_RULE, NULL);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM journal"), ==, rows);
}

static void
existing_file_goes_when_a_person_says_so_but_no_data_file (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *file = in_folder (fixture, "backup.db"), *to = in_folder (fixture, "precious.txt"), *content = NULL;
  g_autofree char *other = in_folder (fixture, "other.txt");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (other, "old", -1, NULL));

  g_assert_true (g_file_set_contents (to, "precious", -1, NULL));
  g_assert_false (nuan_backup_write (fixture->connection, fixture->admin, to, NUAN_FILE_NEW, NULL, NULL, NULL, &error));
  check_error (error, NUAN_ERROR_CONFLICT, NULL);
  g_assert_true (nuan_backup_write (fixture->connection, fixture->admin, other, NUAN_FILE_REPLACE, NULL, NULL, NULL, NULL));
  assert_precious (fixture, other, NUAN_FILE_REPLACE);   /* now it is a backup */
  assert_precious (fixture, fixture->path, NUAN_FILE_REPLACE);
  g_assert_true (nuan_backup_write (fixture->connection, fixture->admin, file, NUAN_FILE_NEW, NULL, NULL, NULL, NULL));
  g_assert_false (nuan_backup_restore (file, to, NULL, NULL, NULL, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "to");
  g_assert_true (g_file_get_contents (to, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "precious");
}

static void
log_of_a_lost_file_is_not_played_into_the_restored_one (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *file = in_folder (fixture, "backup.db"), *to = in_folder (fixture, "restored.db"), *log = in_folder (fixture, "restored.db-wal");
  g_autoptr (GError) error = NULL;

  g_assert_true (nuan_backup_write (fixture->connection, fixture->admin, file, NUAN_FILE_NEW, NULL, NULL, NULL, NULL));
  g_assert_true (g_file_set_contents (log, "left over", -1, NULL));
  g_assert_false (nuan_backup_restore (file, to, NULL, NULL, NULL, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "to");
}

static void
cancel_at_once (gint64 done, gint64 total, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
cancelled_backup_leaves_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *file = in_folder (fixture, "backup.db");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 rows;

  fatten (fixture);
  rows = fixture_value (fixture, "SELECT count (*) FROM journal");
  g_assert_false (nuan_backup_write (fixture->connection, fixture->admin, file, NUAN_FILE_NEW, cancel_at_once, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_absent (file);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM journal"), ==, rows);
  g_clear_error (&error);

  g_cancellable_reset (cancellable);
  g_assert_true (nuan_backup_write (fixture->connection, fixture->admin, file, NUAN_FILE_NEW, NULL, NULL, cancellable, &error));
}

static void
cancelled_restore_leaves_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *file = in_folder (fixture, "backup.db"), *to = in_folder (fixture, "restored.db");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (nuan_backup_write (fixture->connection, fixture->admin, file, NUAN_FILE_NEW, NULL, NULL, NULL, NULL));
  g_assert_false (nuan_backup_restore (file, to, cancel_at_once, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_absent (to);
}

static void
only_admin_makes_one (Fixture *fixture, gconstpointer unused)
{
  const NuanStaff *const others[] = { fixture->intake, fixture->review, fixture->direct, fixture->cash, fixture->audit };
  g_autofree char *file = in_folder (fixture, "backup.db");

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (nuan_backup_write (fixture->connection, others[i], file, NUAN_FILE_NEW, NULL, NULL, NULL, &error));
      g_assert_error (error, NUAN_ERROR, NUAN_ERROR_FORBIDDEN);
      assert_absent (file);
    }
}

/* Writes BYTES over what stands at OFFSET of PATH. */
static void
scribble (const char *path, gsize offset, gsize bytes)
{
  g_autofree char *noise = g_strnfill (bytes, '\x5a');
  const int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pwrite (fd, noise, bytes, (off_t) offset), ==, (gssize) bytes);
  close (fd);
}

static void
assert_refused (const char *file, const char *to)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_backup_restore (file, to, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
  assert_absent (to);
}

static void
broken_backup_is_refused (Fixture *fixture, gconstpointer unused)
{
  static const struct { gsize offset, bytes; } blows[] = {
    { 0, 16 },             /* what says that it is SQLite's */
    { 100, 400 },          /* the root of the schema */
    { 4096 * 3, 4096 },    /* a page in the middle */
    { 4096 * 40, 8192 },
  };
  g_autofree char *to = in_folder (fixture, "restored.db");

  fixture_add_approved (fixture, 1);
  for (guint i = 0; i < G_N_ELEMENTS (blows); i++)
    {
      g_autofree char *name = g_strdup_printf ("backup-%u.db", i), *file = in_folder (fixture, name);

      g_assert_true (nuan_backup_write (fixture->connection, fixture->admin, file, NUAN_FILE_NEW, NULL, NULL, NULL, NULL));
      scribble (file, blows[i].offset, blows[i].bytes);
      assert_refused (file, to);
    }
}

static void
cut_backup_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *file = in_folder (fixture, "backup.db"), *to = in_folder (fixture, "restored.db");

  g_assert_true (nuan_backup_write (fixture->connection, fixture->admin, file, NUAN_FILE_NEW, NULL, NULL, NULL, NULL));
  g_assert_cmpint (truncate (file, 4096 * 20), ==, 0);
  assert_refused (file, to);
}

static void
tampered_backup_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *file = in_folder (fixture, "backup.db"), *to = in_folder (fixture, "restored.db");
  sqlite3 *db = NULL;

  g_assert_true (nuan_backup_write (fixture->connection, fixture->admin, file, NUAN_FILE_NEW, NULL, NULL, NULL, NULL));
  g_assert_cmpint (sqlite3_open (file, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "DROP TRIGGER journal_update; UPDATE journal SET detail = 'nothing' WHERE id = 1", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  assert_refused (file, to);
}

/* What is wrong in the books is told by the audit; it keeps nobody from the data. */
static void
fault_of_the_audit_gates_neither_backup_nor_restore (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *file = in_folder (fixture, "backup.db"), *to = in_folder (fixture, "restored.db");
  g_autoptr (NuanConnection) restored = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint n_wrong = 0;

  fixture_add_approved (fixture, 1);
  g_assert_true (nuan_connection_exec (fixture->connection, "UPDATE household SET head_name = 'x' WHERE id = 1", NULL));
  nuan_backup_write (fixture->connection, fixture->admin, file, NUAN_FILE_NEW, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  nuan_backup_restore (file, to, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  restored = nuan_connection_open (to, NUAN_OPEN_READ, NULL);
  g_assert_true (nuan_check_whole (restored, NULL, NULL, NULL, &error));
  lines = nuan_check_run (restored, NUAN_CHECK_AUDIT, NULL, NULL, NULL, NULL);
  for (guint i = 0; i < lines->len; i++)
    n_wrong += !((NuanCheckLine *) lines->pdata[i])->passed;
  g_assert_cmpuint (n_wrong, ==, 1);
}

static void
backup_that_lay_on_a_stick_is_restored (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *file = in_folder (fixture, "backup.db"), *to = in_folder (fixture, "restored.db");
  g_autoptr (GError) error = NULL;

  g_assert_true (nuan_backup_write (fixture->connection, fixture->admin, file, NUAN_FILE_NEW, NULL, NULL, NULL, NULL));
  g_assert_cmpint (g_chmod (file, 0755), ==, 0);
  nuan_backup_restore (file, to, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_private (to);
}

#define ADD(path, test) g_test_add ("/backup/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("restored-backup-is-sound-and-private", restored_backup_is_sound_and_private);
  ADD ("journal-tells-of-the-backup", journal_tells_of_the_backup);
  ADD ("others-write-while-it-runs", others_write_while_it_runs);
  ADD ("existing-file-goes-when-a-person-says-so-but-no-data-file", existing_file_goes_when_a_person_says_so_but_no_data_file);
  ADD ("log-of-a-lost-file-is-not-played-into-the-restored-one", log_of_a_lost_file_is_not_played_into_the_restored_one);
  ADD ("cancelled-backup-leaves-nothing", cancelled_backup_leaves_nothing);
  ADD ("cancelled-restore-leaves-nothing", cancelled_restore_leaves_nothing);
  ADD ("only-admin-makes-one", only_admin_makes_one);
  ADD ("broken-backup-is-refused", broken_backup_is_refused);
  ADD ("cut-backup-is-refused", cut_backup_is_refused);
  ADD ("tampered-backup-is-refused", tampered_backup_is_refused);
  ADD ("fault-of-the-audit-gates-neither-backup-nor-restore", fault_of_the_audit_gates_neither_backup_nor_restore);
  ADD ("backup-that-lay-on-a-stick-is-restored", backup_that_lay_on_a_stick_is_restored);
  return g_test_run ();
}

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check-error.h"
#include "fixture.h"
#include "store/office/backup.h"
#include "store/journal/check.h"
#include "store/journal/journal.h"
#include "store/engine/engine.h"
#include "store/engine/holder.h"
#include "store/office/form-draft.h"

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
assert_absent_beside (const char *path)
{
  static const char *const ends[] = { "-journal", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (path, ends[i], NULL);

      g_assert_false (g_file_test (name, G_FILE_TEST_EXISTS));
    }
}

static gboolean
write_first (NuanConnection *connection, gpointer unused, GError **error)
{
  return nuan_sql_run (connection, error, "INSERT INTO counter (name, value) VALUES ('first written', 1)", "");
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
  nuan_backup_restore (file, to, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_private (to);
  assert_sound (to);
  assert_sound (fixture->path);
}

/* Where a check reads it for minutes, the desk would wait for the end of it otherwise. */
static void
restored_file_is_written_to_while_others_read (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *file = in_folder (fixture, "backup.db"), *to = in_folder (fixture, "restored.db");
  g_autoptr (NuanConnection) writer = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *reader = NULL;

  g_assert_true (nuan_backup_write (fixture->connection, fixture->admin, file, NUAN_FILE_NEW, NULL, NULL, NULL, NULL));
  g_assert_true (nuan_backup_restore (file, to, NULL, NULL, NULL, NULL, NULL));
  assert_absent_beside (to);
  g_assert_cmpint (sqlite3_open_v2 (to, &reader, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (reader, "BEGIN; SELECT count (*) FROM household", NULL, NULL, NULL), ==, SQLITE_OK);

  writer = nuan_connection_open (to, NUAN_OPEN_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (nuan_connection_transact (writer, write_first, NULL, &error));
  g_assert_no_error (error);
  sqlite3_close (reader);
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
                " INSERT INTO search_key (key, household_id, member_id) SELECT 'fat-' || i || hex (randomblob (1200)), i, i FROM n", "");
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
  g_assert_false (nuan_backup_restore (file, to, NULL, NULL, NULL, NULL, &error));
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
  g_assert_false (nuan_backup_restore (file, to, NULL, NULL, NULL, NULL, &error));
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
  g_assert_false (nuan_backup_restore (file, to, NULL, cancel_at_once, cancellable, cancellable, &error));
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

  g_assert_false (nuan_backup_restore (file, to, NULL, NULL, NULL, NULL, &error));
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
  nuan_backup_restore (file, to, NULL, NULL, NULL, NULL, &error);
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
  nuan_backup_restore (file, to, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_private (to);
}

static void
nobody_needs_to_sign_in (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *file = in_folder (fixture, "backup.db");
  g_autoptr (NuanConnection) reader = nuan_connection_open (fixture->path, NUAN_OPEN_COPY, NULL);
  g_autoptr (GError) error = NULL;
  const gint64 rows = fixture_value (fixture, "SELECT count (*) FROM journal");

  nuan_backup_write (reader, NULL, file, NUAN_FILE_NEW, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_private (file);
  assert_sound (file);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM journal"), ==, rows);
}

static gboolean
holds (const char *path, const char *text)
{
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  for (gsize at = 0; at + strlen (text) <= size; at++)
    if (memcmp (content + at, text, strlen (text)) == 0)
      return TRUE;

  return FALSE;
}

/* Short and long ones, many of them forgotten again: their pages are taken by other things or by nothing. */
static void
half_typed_forms_are_not_among_its_bytes (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *file = in_folder (fixture, "backup.db");
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  for (gint64 i = 1; i <= 60; i++)
    {
      g_autofree char *filler = g_strnfill ((gsize) (i % 7) * 1500, 'x');
      g_autofree char *content = g_strdup_printf ("half typed %s", filler);

      g_assert_true (nuan_form_draft_save (fixture->connection, fixture->intake->id, "household", i, content, &error));
    }
  fixture_commit (fixture);
  fixture_begin (fixture);
  for (gint64 i = 1; i <= 60; i += 2)
    g_assert_true (nuan_form_draft_forget (fixture->connection, fixture->intake->id, "household", i, &error));
  fixture_commit (fixture);
  g_assert_true (nuan_file_gather (fixture->connection, &error));
  g_assert_true (holds (fixture->path, "half typed"));

  g_assert_true (nuan_backup_write (fixture->connection, fixture->admin, file, NUAN_FILE_NEW, NULL, NULL, NULL, &error));
  g_assert_false (holds (file, "half typed"));
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM form_draft"), ==, 30);
}

/* As a kill leaves them. */
static char *
kill_writer (Fixture *fixture, const char *name)
{
  static const char *const ends[] = { "", "-wal" };
  char *path = in_folder (fixture, name);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *from = g_strconcat (fixture->path, ends[i], NULL), *to = g_strconcat (path, ends[i], NULL), *content = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (from, &content, &size, NULL));
      g_assert_true (g_file_set_contents_full (to, content, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }
  return path;
}

static void
assert_same (const char *one, const char *other)
{
  g_autofree char *first = NULL, *second = NULL;
  gsize first_size, second_size;

  g_assert_true (g_file_get_contents (one, &first, &first_size, NULL));
  g_assert_true (g_file_get_contents (other, &second, &second_size, NULL));
  g_assert_cmpmem (first, first_size, second, second_size);
}

static void
damaged_file_and_its_log_are_copied_byte_for_byte (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *file = in_folder (fixture, "backup.db"), *log = in_folder (fixture, "backup.db-wal"), *path = NULL, *path_log = NULL;
  g_autoptr (GError) error = NULL;

  fixture_add_approved (fixture, 1);
  path = kill_writer (fixture, "killed.db");
  path_log = g_strconcat (path, "-wal", NULL);
  scribble (path, 4096 * 3, 4096 * 40);

  nuan_backup_bytes (path, file, NUAN_FILE_NEW, &error);
  g_assert_no_error (error);
  assert_same (path, file);
  assert_same (path_log, log);
  assert_private (file);
  assert_private (log);

  g_assert_false (nuan_backup_bytes (path, file, NUAN_FILE_REPLACE, &error));
  check_error (error, NUAN_ERROR_RULE, NULL);
}

static void
file_without_a_log_is_copied_without_one (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = in_folder (fixture, "whole.db"), *file = in_folder (fixture, "backup.db"), *log = in_folder (fixture, "backup.db-wal");
  g_autoptr (GError) error = NULL;

  g_assert_true (nuan_backup_write (fixture->connection, fixture->admin, path, NUAN_FILE_NEW, NULL, NULL, NULL, NULL));
  nuan_backup_bytes (path, file, NUAN_FILE_NEW, &error);
  g_assert_no_error (error);
  assert_same (path, file);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

static gint64
ask (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *row = NULL;
  gint64 value;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (row, 0);
  sqlite3_finalize (row);
  sqlite3_close (db);
  return value;
}

static void
damaged_backup_is_restored_when_a_person_says_so (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *file = in_folder (fixture, "backup.db"), *to = in_folder (fixture, "restored.db");
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gint64 page;

  fixture_add_approved (fixture, 1);
  g_assert_true (nuan_backup_write (fixture->connection, fixture->admin, file, NUAN_FILE_NEW, NULL, NULL, NULL, NULL));
  page = ask (file, "SELECT rootpage FROM sqlite_schema WHERE name = 'search_key'");
  scribble (file, (gsize) (page - 1) * 4096, 4096);
  assert_refused (file, to);

  nuan_backup_restore (file, to, findings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, >, 0);
  assert_private (to);
  g_assert_cmpint (ask (to, "SELECT count (*) FROM household"), ==, 1);
}

static void
whole_backup_has_no_findings (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *file = in_folder (fixture, "backup.db"), *to = in_folder (fixture, "restored.db");
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (nuan_backup_write (fixture->connection, fixture->admin, file, NUAN_FILE_NEW, NULL, NULL, NULL, NULL));
  g_assert_true (nuan_backup_restore (file, to, findings, NULL, NULL, NULL, NULL));
  g_assert_cmpuint (findings->len, ==, 0);
  assert_sound (to);
}

/* Among so many people the check looks at each second one; a restore looks at all. */
static void
keys_of_each_person_fit_after_a_restore (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *file = in_folder (fixture, "backup.db"), *to = in_folder (fixture, "restored.db");
  g_autoptr (GError) error = NULL;
  gint64 keys;

  fixture_add_approved (fixture, 1);
  keys = fixture_value (fixture, "SELECT count (*) FROM search_key WHERE member_id = 1");
  g_assert_cmpint (keys, >, 0);
  fixture_begin (fixture);
  nuan_journal_open (fixture->connection, fixture->intake, "test", &error);
  nuan_sql_run (fixture->connection, &error,
                "WITH RECURSIVE n (i) AS (SELECT 101 UNION ALL SELECT i + 1 FROM n WHERE i < 20101)"
                " INSERT INTO member (id, household_id, place, name, relation, removed, open) SELECT i, 1, i, '张', '20', 1, 0 FROM n", "");
  g_assert_no_error (error);
  nuan_sql_run (fixture->connection, &error, "DELETE FROM search_key WHERE member_id = 1", "");
  g_assert_no_error (error);
  nuan_journal_wrote (fixture->connection, "household", 1);
  nuan_journal_close (fixture->connection, "", NULL, &error);
  g_assert_no_error (error);
  fixture_commit (fixture);

  g_assert_true (nuan_backup_write (fixture->connection, fixture->admin, file, NUAN_FILE_NEW, NULL, NULL, NULL, NULL));
  g_assert_cmpint (ask (file, "SELECT count (*) FROM search_key WHERE member_id = 1"), ==, 0);
  nuan_backup_restore (file, to, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (to, "SELECT count (*) FROM search_key WHERE member_id = 1"), ==, keys);
  assert_sound (to);
}

/* A name with room for no log beside it: what is told is why the file itself can't be read. */
static void
file_that_can_not_be_copied_is_told_with_its_own_reason (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *name = g_strnfill (253, 'x'), *path = in_folder (fixture, name), *file = in_folder (fixture, "copy.db");
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_backup_bytes (path, file, NUAN_FILE_NEW, &error));
  g_assert_nonnull (strstr (error->message, g_strerror (ENOENT)));
  check_error (error, NUAN_ERROR_STORAGE, "db");
  assert_absent (file);
}

/* Its log is half of the data: without it nothing was copied. */
static void
file_whose_log_can_not_be_read_is_not_copied (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = in_folder (fixture, "desk.db"), *log = g_strconcat (path, "-wal", NULL), *file = in_folder (fixture, "copy.db");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "no database", -1, NULL));
  g_assert_cmpint (symlink ("desk.db-wal", log), ==, 0);   /* leads to itself */
  g_assert_false (nuan_backup_bytes (path, file, NUAN_FILE_NEW, &error));
  g_assert_nonnull (strstr (error->message, g_strerror (ELOOP)));
  check_error (error, NUAN_ERROR_STORAGE, "db");
  assert_absent (file);
  g_unlink (log);
}

/* Whatever kind of log: it would be played into the file that gets the name. */
static void
journal_of_a_lost_file_is_not_played_into_the_restored_one (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *file = in_folder (fixture, "backup.db"), *to = in_folder (fixture, "restored.db"), *log = g_strconcat (to, "-journal", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (nuan_backup_write (fixture->connection, fixture->admin, file, NUAN_FILE_NEW, NULL, NULL, NULL, NULL));
  g_assert_true (g_file_set_contents (log, "old", -1, NULL));
  g_assert_false (nuan_backup_restore (file, to, NULL, NULL, NULL, NULL, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "to");
  g_assert_false (g_file_test (to, G_FILE_TEST_EXISTS));
}

/* A file of the desk after the backup, with a household that the backup has not, killed. */
typedef struct
{
  Fixture *fixture;
  char    *backup, *path;
} Accident;

static void
accident_happen (Accident *accident, Fixture *fixture)
{
  accident->fixture = fixture;
  accident->backup = in_folder (fixture, "backup.db");
  g_assert_true (nuan_backup_write (fixture->connection, fixture->admin, accident->backup, NUAN_FILE_NEW, NULL, NULL, NULL, NULL));
  fixture_add_approved (fixture, 1);
  accident->path = kill_writer (fixture, "desk.db");
}

static void
accident_clear (Accident *accident)
{
  g_free (accident->backup);
  g_free (accident->path);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Accident, accident_clear)

static void
assert_new (const char *path)
{
  assert_sound (path);
  g_assert_cmpint (ask (path, "SELECT count (*) FROM household"), ==, 0);
}

static void
assert_old (const char *path)
{
  assert_sound (path);
  g_assert_cmpint (ask (path, "SELECT count (*) FROM household"), ==, 1);
}

static void
file_is_replaced_and_the_old_one_stands_aside_whole (Fixture *fixture, gconstpointer unused)
{
  g_auto (Accident) accident = { 0 };
  g_autofree char *aside = NULL, *again = NULL;
  g_autoptr (GError) error = NULL;

  accident_happen (&accident, fixture);
  nuan_backup_replace (accident.backup, accident.path, NULL, &aside, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_private (accident.path);
  assert_new (accident.path);
  g_assert_true (g_str_has_prefix (aside, accident.path));
  assert_old (aside);

  /* Twice in a second: neither goes over the other. */
  nuan_backup_replace (accident.backup, accident.path, NULL, &again, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (aside, !=, again);
  assert_new (accident.path);
  assert_new (again);
  assert_old (aside);
}

static void
missing_file_is_restored_and_its_log_stands_aside (Fixture *fixture, gconstpointer unused)
{
  g_auto (Accident) accident = { 0 };
  g_autofree char *aside = NULL, *log = NULL;
  g_autoptr (GError) error = NULL;

  accident_happen (&accident, fixture);
  g_assert_cmpint (g_unlink (accident.path), ==, 0);
  nuan_backup_replace (accident.backup, accident.path, NULL, &aside, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_new (accident.path);
  log = g_strconcat (aside, "-wal", NULL);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
}

static void
damaged_file_is_replaced (Fixture *fixture, gconstpointer unused)
{
  g_auto (Accident) accident = { 0 };
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;

  accident_happen (&accident, fixture);
  scribble (accident.path, 0, 8192);
  nuan_backup_replace (accident.backup, accident.path, NULL, &aside, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_new (accident.path);
  g_assert_nonnull (aside);
}

static void
link_stays_a_link (Fixture *fixture, gconstpointer unused)
{
  g_auto (Accident) accident = { 0 };
  g_autofree char *link = in_folder (fixture, "link.db"), *aside = NULL;
  g_autoptr (GError) error = NULL;

  accident_happen (&accident, fixture);
  g_assert_cmpint (symlink ("desk.db", link), ==, 0);
  nuan_backup_replace (accident.backup, link, NULL, &aside, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  assert_new (accident.path);
  assert_old (aside);
}

static void
file_that_a_window_holds_is_not_replaced (Fixture *fixture, gconstpointer unused)
{
  g_auto (Accident) accident = { 0 };
  g_autofree char *aside = NULL;
  g_autoptr (NuanHolder) holder = NULL;
  g_autoptr (GError) error = NULL;

  accident_happen (&accident, fixture);
  holder = nuan_holder_take (accident.path, NULL);
  g_assert_false (nuan_backup_replace (accident.backup, accident.path, NULL, &aside, NULL, NULL, NULL, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "db");
  assert_old (accident.path);
}

static void
bad_backup_replaces_nothing (Fixture *fixture, gconstpointer unused)
{
  g_auto (Accident) accident = { 0 };
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;

  accident_happen (&accident, fixture);
  scribble (accident.backup, 4096 * 3, 8192);
  g_assert_false (nuan_backup_replace (accident.backup, accident.path, NULL, &aside, NULL, NULL, NULL, &error));
  check_error (error, NUAN_ERROR_DAMAGED, NULL);
  g_assert_null (aside);
  assert_old (accident.path);
}

/* Who had it open writes nothing into the file that went. */
static void
connection_of_the_old_file_notices (Fixture *fixture, gconstpointer unused)
{
  g_auto (Accident) accident = { 0 };
  g_autofree char *aside = NULL;
  g_autoptr (NuanConnection) desk = NULL;
  g_autoptr (GError) error = NULL;

  accident_happen (&accident, fixture);
  desk = nuan_connection_open (accident.path, NUAN_OPEN_WRITE, NULL);
  nuan_backup_replace (accident.backup, accident.path, NULL, &aside, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (nuan_file_check_place (desk, &error));
  check_error (error, NUAN_ERROR_STORAGE, "db");
  g_clear_pointer (&desk, nuan_connection_close);
  assert_new (accident.path);
  assert_old (aside);
}

static guint die_at;

static void
die (guint step)
{
  if (step == die_at)
    raise (SIGKILL);
}

/* In a process of its own, which is killed before step AT; FALSE when it has done them all. */
static gboolean
replace_and_die (const Accident *accident, guint at)
{
  const pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      g_autofree char *aside = NULL;

      die_at = at;
      nuan_file_between_swaps = die;
      _exit (nuan_backup_replace (accident->backup, accident->path, NULL, &aside, NULL, NULL, NULL, NULL) ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) || WEXITSTATUS (status) == 0);
  return WIFSIGNALED (status);
}

/* Refused once where the log of the old file still stands beside the new one. */
static void
open_at_last (const char *path)
{
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_WRITE, NULL);

  if (connection == NULL)
    connection = nuan_connection_open (path, NUAN_OPEN_WRITE, NULL);
  g_assert_nonnull (connection);
}

/* Killed on the way aside: as the manual says, the file gets the name that its log has already. */
static char *
name_by_its_log (const Accident *accident, const char *between, const char *log)
{
  char *path = in_folder (accident->fixture, log);
  g_autofree char *from = in_folder (accident->fixture, between);

  path[strlen (path) - strlen ("-wal")] = '\0';
  g_assert_cmpint (g_rename (from, path), ==, 0);
  return path;
}

/* The old file, whole, somewhere: in its place, aside, or on its way there. Nothing else has a dated name. */
static gboolean
old_one_is_whole (const Accident *accident)
{
  g_autoptr (GDir) dir = g_dir_open (accident->fixture->folder, 0, NULL);
  g_autofree char *between = NULL, *log = NULL, *named = NULL;
  gboolean found = ask (accident->path, "SELECT count (*) FROM household") == 1;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = in_folder (accident->fixture, name);

      if (g_str_has_suffix (name, ".swap"))
        between = g_strdup (name);
      else if (g_regex_match_simple ("^desk\\.db\\.[0-9]{8}-[0-9]{6}-wal$", name, 0, 0))
        log = g_strdup (name);
      else if (g_regex_match_simple ("^desk\\.db\\.[0-9]{8}-[0-9]{6}$", name, 0, 0))
        {
          g_assert_cmpint (ask (path, "SELECT count (*) FROM household"), ==, 1);
          found = TRUE;
        }
    }
  if (found || between == NULL || log == NULL)
    return found;

  named = name_by_its_log (accident, between, log);
  return ask (named, "SELECT count (*) FROM household") == 1;
}

static void
kill_at_any_step_leaves_the_old_file_or_the_new_one (Fixture *fixture, gconstpointer unused)
{
  gboolean died = TRUE;
  guint n_old = 0, n_new = 0;

  for (guint at = 0; died; at++)
    {
      g_auto (Accident) accident = { 0 };
      Fixture own = { 0 };

      fixture_set_up (&own, NULL);
      accident_happen (&accident, &own);
      died = replace_and_die (&accident, at);
      open_at_last (accident.path);
      assert_sound (accident.path);
      if (ask (accident.path, "SELECT count (*) FROM household") == 1)
        n_old++;
      else
        n_new++;
      g_assert_true (old_one_is_whole (&accident));
      fixture_tear_down (&own, NULL);
    }
  g_assert_cmpuint (n_old, >=, 3);
  g_assert_cmpuint (n_new, >=, 3);
}

#define ADD(path, test) g_test_add ("/backup/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("restored-backup-is-sound-and-private", restored_backup_is_sound_and_private);
  ADD ("restored-file-is-written-to-while-others-read", restored_file_is_written_to_while_others_read);
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
  ADD ("nobody-needs-to-sign-in", nobody_needs_to_sign_in);
  ADD ("half-typed-forms-are-not-among-its-bytes", half_typed_forms_are_not_among_its_bytes);
  ADD ("damaged-file-and-its-log-are-copied-byte-for-byte", damaged_file_and_its_log_are_copied_byte_for_byte);
  ADD ("file-without-a-log-is-copied-without-one", file_without_a_log_is_copied_without_one);
  ADD ("damaged-backup-is-restored-when-a-person-says-so", damaged_backup_is_restored_when_a_person_says_so);
  ADD ("whole-backup-has-no-findings", whole_backup_has_no_findings);
  ADD ("keys-of-each-person-fit-after-a-restore", keys_of_each_person_fit_after_a_restore);
  ADD ("file-that-can-not-be-copied-is-told-with-its-own-reason", file_that_can_not_be_copied_is_told_with_its_own_reason);
  ADD ("file-whose-log-can-not-be-read-is-not-copied", file_whose_log_can_not_be_read_is_not_copied);
  ADD ("journal-of-a-lost-file-is-not-played-into-the-restored-one", journal_of_a_lost_file_is_not_played_into_the_restored_one);
  ADD ("file-is-replaced-and-the-old-one-stands-aside-whole", file_is_replaced_and_the_old_one_stands_aside_whole);
  ADD ("missing-file-is-restored-and-its-log-stands-aside", missing_file_is_restored_and_its_log_stands_aside);
  ADD ("damaged-file-is-replaced", damaged_file_is_replaced);
  ADD ("link-stays-a-link", link_stays_a_link);
  ADD ("file-that-a-window-holds-is-not-replaced", file_that_a_window_holds_is_not_replaced);
  ADD ("bad-backup-replaces-nothing", bad_backup_replaces_nothing);
  ADD ("connection-of-the-old-file-notices", connection_of_the_old_file_notices);
  ADD ("kill-at-any-step-leaves-the-old-file-or-the-new-one", kill_at_any_step_leaves_the_old_file_or_the_new_one);
  return g_test_run ();
}

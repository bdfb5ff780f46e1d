#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "check-error.h"
#include "fixture.h"
#include "store/engine/engine.h"

static gboolean
count_up (NuanConnection *connection, gpointer data, GError **error)
{
  const gboolean *succeeds = data;

  if (!nuan_sql_run (connection, error, "INSERT INTO counter (name, value) VALUES ('test', 1) ON CONFLICT (name) DO UPDATE SET value = counter.value + 1", ""))
    return FALSE;
  if (!*succeeds)
    nuan_error_set (error, NUAN_ERROR_RULE, "test", "This was not to be");
  return *succeeds;
}

static void
whole_transaction_or_none_of_it (Fixture *fixture, gconstpointer unused)
{
  gboolean succeeds = TRUE;
  g_autoptr (GError) error = NULL;

  g_assert_true (nuan_connection_transact (fixture->connection, count_up, &succeeds, &error));
  succeeds = FALSE;
  g_assert_false (nuan_connection_transact (fixture->connection, count_up, &succeeds, &error));
  check_error (error, NUAN_ERROR_RULE, "test");
  g_assert_false (nuan_connection_in_transaction (fixture->connection));
  g_assert_cmpint (fixture_value (fixture, "SELECT value FROM counter WHERE name = 'test'"), ==, 1);
}

static void
guards_are_rules_and_the_rest_is_storage (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_connection_exec (fixture->connection, "DELETE FROM journal", &error));
  check_error (error, NUAN_ERROR_RULE, NULL);
  g_assert_false (nuan_connection_exec (fixture->connection, "INSERT INTO counter (name, value) VALUES ('x', 'many')", &error));
  check_error (error, NUAN_ERROR_STORAGE, NULL);   /* STRICT */
  g_assert_false (nuan_connection_exec (fixture->connection, "INSERT INTO household_author (household_id, staff_id) VALUES (1, 999)", &error));
  check_error (error, NUAN_ERROR_STORAGE, NULL);   /* foreign keys */
}

/* Counts for minutes if nobody stops it. */
#define ENDLESS "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) SELECT count (*) FROM n"

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (30000);   /* at some moment of the statement */
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
cancelled_statement_stops (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  nuan_connection_set_cancellable (fixture->connection, cancellable);
  g_assert_false (nuan_sql_value (fixture->connection, &n, &error, ENDLESS, ""));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  nuan_connection_set_cancellable (fixture->connection, NULL);
  g_assert_true (nuan_connection_exec (fixture->connection, "SELECT 1", NULL));
  g_thread_join (thread);
}

static char *
make_file (Fixture *fixture, const char *name, const char *sql)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  return path;
}

static void
assert_untouched (const char *path, GBytes *before)
{
  g_autoptr (GBytes) after = NULL;
  char *content;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  after = g_bytes_new_take (content, length);
  g_assert_true (g_bytes_equal (before, after));
}

static GBytes *
read_all (const char *path)
{
  char *content;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  return g_bytes_new_take (content, length);
}

static void
refused_file_stays_byte_for_byte (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *foreign = make_file (fixture, "foreign.db", "CREATE TABLE household (x)");
  g_autofree char *newer = make_file (fixture, "newer.db", "CREATE TABLE x (y); PRAGMA application_id = 0x6e75616e; PRAGMA user_version = 99");
  const char *const paths[] = { foreign, newer };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GBytes) before = read_all (paths[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (nuan_connection_open (paths[i], NUAN_OPEN_WRITE, &error));
      check_error (error, NUAN_ERROR_FOREIGN, "db");
      assert_untouched (paths[i], before);
    }
}

static guint
mode_of (const char *path, const char *end)
{
  g_autofree char *file = g_strconcat (path, end, NULL);
  GStatBuf status;

  g_assert_cmpint (g_stat (file, &status), ==, 0);
  return status.st_mode & 07777;
}

/* As a program leaves them that ended without closing: the log still stands. */
static char *
leave_open_to_others (Fixture *fixture, const char *name)
{
  static const char *const ends[] = { "", "-wal", "-shm" };
  char *path = g_build_filename (fixture->folder, name, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *from = g_strconcat (fixture->path, ends[i], NULL);
      g_autofree char *to = g_strconcat (path, ends[i], NULL);
      g_autoptr (GBytes) content = read_all (from);

      g_assert_true (g_file_set_contents (to, g_bytes_get_data (content, NULL), (gssize) g_bytes_get_size (content), NULL));
      g_assert_cmpint (g_chmod (to, 0644), ==, 0);
    }
  return path;
}

static void
files_that_others_may_read_are_closed_to_them (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = leave_open_to_others (fixture, "wide.db");
  g_autofree char *link = g_build_filename (fixture->folder, "link.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = NULL;

  g_assert_cmpint (symlink ("wide.db", link), ==, 0);
  connection = nuan_connection_open (link, NUAN_OPEN_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mode_of (path, ""), ==, 0600);
  g_assert_cmpuint (mode_of (path, "-wal"), ==, 0600);
  g_assert_cmpuint (mode_of (path, "-shm"), ==, 0600);
}

static void
an_empty_file_becomes_a_private_one (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "empty.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = NULL;

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_cmpint (g_chmod (path, 0666), ==, 0);
  connection = nuan_connection_open (path, NUAN_OPEN_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mode_of (path, ""), ==, 0600);
  g_assert_cmpuint (mode_of (path, "-wal"), ==, 0600);
  g_assert_cmpuint (mode_of (path, "-shm"), ==, 0600);
}

/* Whose it is, and who may read it, is not for us to say. */
static void
file_of_another_program_keeps_its_mode (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = make_file (fixture, "another.db", "CREATE TABLE household (x)");

  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  g_assert_null (nuan_connection_open (path, NUAN_OPEN_WRITE, NULL));
  g_assert_cmpuint (mode_of (path, ""), ==, 0644);
}

/* Step 1 is the only one so far: an older file of ours is one that carries our number and no version. */
static void
older_file_is_copied_before_its_migration (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = make_file (fixture, "older.db", "CREATE TABLE old (x); INSERT INTO old VALUES (7); PRAGMA application_id = 0x6e75616e");
  g_autofree char *copy = g_strconcat (path, ".before-1", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = NULL;
  sqlite3 *db = NULL;
  sqlite3_stmt *row = NULL;
  gint64 version = 0;
  GStatBuf status;

  g_assert_null (nuan_connection_open (path, NUAN_OPEN_READ, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "db");
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));

  connection = nuan_connection_open (path, NUAN_OPEN_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (nuan_sql_value (connection, &version, NULL, "PRAGMA user_version", ""));
  g_assert_cmpint (version, >=, 1);

  g_assert_cmpint (g_stat (copy, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (sqlite3_open (copy, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT x FROM old", -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (row, 0), ==, 7);
  sqlite3_finalize (row);
  sqlite3_close (db);
}

static void
failed_migration_leaves_the_file_as_it_was (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = make_file (fixture, "older.db", "CREATE TABLE staff (x); PRAGMA application_id = 0x6e75616e");
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;
  sqlite3_stmt *row = NULL;

  g_assert_null (nuan_connection_open (path, NUAN_OPEN_WRITE, &error));
  check_error (error, NUAN_ERROR_STORAGE, NULL);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT count (*) FROM sqlite_schema", -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (row, 0), ==, 1);
  sqlite3_finalize (row);
  sqlite3_close (db);
}

static void
file_with_a_broken_schema_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = make_file (fixture, "broken.db", "CREATE TABLE x (y); PRAGMA application_id = 0x6e75616e; PRAGMA user_version = 1;"
                                                           "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE'");
  g_autoptr (GError) error = NULL;

  g_assert_null (nuan_connection_open (path, NUAN_OPEN_READ, &error));
  check_error (error, NUAN_ERROR_DAMAGED, NULL);
}

static void
log_of_an_earlier_file_is_not_played_into_a_new_one (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "new.db", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (log, "left over", -1, NULL));
  g_assert_null (nuan_connection_open (path, NUAN_OPEN_CREATE, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "db");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static gboolean
read_twice (NuanConnection *connection, gpointer data, GError **error)
{
  Fixture *fixture = data;
  gint64 before = 0, after = 0;

  g_assert_true (nuan_sql_value (connection, &before, error, "SELECT count (*) FROM counter", ""));
  fixture_begin (fixture);
  g_assert_true (nuan_connection_exec (fixture->connection, "INSERT INTO counter (name, value) VALUES ('meanwhile', 1)", NULL));
  fixture_commit (fixture);
  g_assert_true (nuan_sql_value (connection, &after, error, "SELECT count (*) FROM counter", ""));
  g_assert_cmpint (before, ==, after);
  return TRUE;
}

static void
snapshot_sees_one_moment (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanConnection) reader = nuan_connection_open (fixture->path, NUAN_OPEN_READ, NULL);
  gint64 n = 0;

  g_assert_true (nuan_connection_snapshot (reader, read_twice, fixture, NULL));
  g_assert_true (nuan_sql_value (reader, &n, NULL, "SELECT count (*) FROM counter WHERE name = 'meanwhile'", ""));
  g_assert_cmpint (n, ==, 1);
}

/* Another file gets the name right after SQLite has opened the one that stood there. */
static sqlite3_vfs late;
static int (*open_as_ever) (sqlite3_vfs *, const char *, sqlite3_file *, int, int *);
static const char *newcomer, *its_place;

static int
open_and_move (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
  const int code = open_as_ever (vfs, name, file, flags, out);

  if (newcomer != NULL && g_strcmp0 (name, its_place) == 0)
    g_assert_cmpint (g_rename (g_steal_pointer (&newcomer), its_place), ==, 0);
  return code;
}

static void
file_that_is_replaced_while_it_is_opened_is_refused (Fixture *fixture, gconstpointer unused)
{
  static const NuanOpen ways[] = { NUAN_OPEN_WRITE, NUAN_OPEN_READ, NUAN_OPEN_COPY };
  g_autofree char *path = g_build_filename (fixture->folder, "one.db", NULL), *other = g_build_filename (fixture->folder, "other.db", NULL);
  sqlite3_vfs *usual = sqlite3_vfs_find (NULL);

  nuan_connection_close (nuan_connection_open (path, NUAN_OPEN_CREATE, NULL));
  late = *usual;
  late.zName = "late";
  open_as_ever = usual->xOpen;
  late.xOpen = open_and_move;
  sqlite3_vfs_register (&late, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (NuanConnection) connection = NULL;
      g_autoptr (GError) error = NULL;

      nuan_connection_close (nuan_connection_open (other, NUAN_OPEN_CREATE, NULL));
      its_place = path;
      newcomer = other;
      g_assert_null (nuan_connection_open (path, ways[i], &error));
      check_error (error, NUAN_ERROR_STORAGE, "db");
      g_assert_null (newcomer);
      connection = nuan_connection_open (path, ways[i], &error);
      g_assert_no_error (error);
    }
  sqlite3_vfs_register (usual, TRUE);
  sqlite3_vfs_unregister (&late);
}

#define ADD(path, test) g_test_add ("/connection/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

/* As where a folder on a server is switched to another one. */
static void
link_that_is_turned_elsewhere_is_noticed (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *one = g_build_filename (fixture->folder, "one", NULL), *two = g_build_filename (fixture->folder, "two", NULL);
  g_autofree char *link = g_build_filename (fixture->folder, "now", NULL), *path = g_build_filename (link, "c.db", NULL);
  g_autofree char *first = g_build_filename (one, "c.db", NULL), *second = g_build_filename (two, "c.db", NULL);
  g_autoptr (NuanConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (one, 0700) | g_mkdir (two, 0700) | symlink ("one", link), ==, 0);
  nuan_connection_close (nuan_connection_open (first, NUAN_OPEN_CREATE, NULL));
  nuan_connection_close (nuan_connection_open (second, NUAN_OPEN_CREATE, NULL));
  connection = nuan_connection_open (path, NUAN_OPEN_WRITE, NULL);
  g_assert_true (nuan_file_check_place (connection, NULL));
  g_assert_cmpint (g_unlink (link) | symlink ("two", link), ==, 0);
  g_assert_false (nuan_file_check_place (connection, &error));
  check_error (error, NUAN_ERROR_STORAGE, "db");

  g_clear_pointer (&connection, nuan_connection_close);
  g_assert_cmpint (g_unlink (link) | g_unlink (first) | g_unlink (second) | g_rmdir (one) | g_rmdir (two), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("whole-transaction-or-none-of-it", whole_transaction_or_none_of_it);
  ADD ("guards-are-rules-and-the-rest-is-storage", guards_are_rules_and_the_rest_is_storage);
  ADD ("cancelled-statement-stops", cancelled_statement_stops);
  ADD ("refused-file-stays-byte-for-byte", refused_file_stays_byte_for_byte);
  ADD ("files-that-others-may-read-are-closed-to-them", files_that_others_may_read_are_closed_to_them);
  ADD ("an-empty-file-becomes-a-private-one", an_empty_file_becomes_a_private_one);
  ADD ("file-of-another-program-keeps-its-mode", file_of_another_program_keeps_its_mode);
  ADD ("older-file-is-copied-before-its-migration", older_file_is_copied_before_its_migration);
  ADD ("file-that-is-replaced-while-it-is-opened-is-refused", file_that_is_replaced_while_it_is_opened_is_refused);
  ADD ("link-that-is-turned-elsewhere-is-noticed", link_that_is_turned_elsewhere_is_noticed);
  ADD ("failed-migration-leaves-the-file-as-it-was", failed_migration_leaves_the_file_as_it_was);
  ADD ("file-with-a-broken-schema-is-refused", file_with_a_broken_schema_is_refused);
  ADD ("log-of-an-earlier-file-is-not-played-into-a-new-one", log_of_an_earlier_file_is_not_played_into_a_new_one);
  ADD ("snapshot-sees-one-moment", snapshot_sees_one_moment);
  return g_test_run ();
}

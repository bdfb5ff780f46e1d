#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "check-error.h"
#include "fixture.h"
#include "store/schema/migrations.h"
#include "store/engine/engine.h"

static char *
pragma_text (NuanConnection *connection, const char *sql)
{
  g_autoptr (NuanStatement) row = nuan_statement_once (connection, sql, "");

  return nuan_statement_next (row, NULL) ? nuan_statement_dup (row, 0) : NULL;
}

static void
fresh_file_is_private_and_durable (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "fresh.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_CREATE, &error);
  g_autofree char *mode = NULL, *synchronous = NULL, *keys = NULL;
  struct stat status;

  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  mode = pragma_text (connection, "PRAGMA journal_mode");
  synchronous = pragma_text (connection, "PRAGMA synchronous");
  keys = pragma_text (connection, "PRAGMA foreign_keys");
  g_assert_cmpstr (mode, ==, "wal");
  g_assert_cmpstr (synchronous, ==, "2");   /* FULL */
  g_assert_cmpstr (keys, ==, "1");
}

static void
every_table_is_strict (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
                                           " AND strict = 0"
                                           " AND name NOT LIKE 'sqlite%'"), ==, 0);
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 1"), >, 20);
}

static void
existing_file_is_not_created_again (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (nuan_connection_open (fixture->path, NUAN_OPEN_CREATE, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "db");
}

static void
missing_file_is_told (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (nuan_connection_open (path, NUAN_OPEN_WRITE, &error));
  check_error (error, NUAN_ERROR_NOT_FOUND, "db");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
newer_file_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nuan_connection_exec (fixture->connection, "PRAGMA user_version = 99", NULL));
  g_assert_null (nuan_connection_open (fixture->path, NUAN_OPEN_WRITE, &error));
  check_error (error, NUAN_ERROR_FOREIGN, "db");
  g_assert_null (nuan_connection_open (fixture->path, NUAN_OPEN_READ, &error));
  check_error (error, NUAN_ERROR_FOREIGN, "db");
  g_assert_cmpint (fixture_value (fixture, "PRAGMA user_version"), ==, 99);
}

static void
version_below_zero_is_damage (Fixture *fixture, gconstpointer unused)
{
  static const NuanOpen ways[] = { NUAN_OPEN_READ, NUAN_OPEN_COPY, NUAN_OPEN_WRITE };
  g_autoptr (GError) error = NULL;

  g_assert_true (nuan_connection_exec (fixture->connection, "PRAGMA user_version = -5", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_assert_null (nuan_connection_open (fixture->path, ways[i], &error));
      check_error (error, NUAN_ERROR_DAMAGED, "db");
    }
  g_assert_cmpint (fixture_value (fixture, "PRAGMA user_version"), ==, -5);
}

static void
foreign_file_is_refused_and_left_alone (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "foreign.db", NULL);
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "CREATE TABLE household (x)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  g_assert_null (nuan_connection_open (path, NUAN_OPEN_WRITE, &error));
  check_error (error, NUAN_ERROR_FOREIGN, "db");
}

static void
file_that_is_no_database_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "text.db", NULL);
  g_autofree char *content = g_strnfill (5000, 'x'), *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  g_assert_null (nuan_connection_open (path, NUAN_OPEN_WRITE, &error));
  check_error (error, NUAN_ERROR_DAMAGED, NULL);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, content);
}

static void
opened_again_nothing_is_migrated (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanConnection) again = nuan_connection_open (fixture->path, NUAN_OPEN_WRITE, NULL);
  g_autofree char *before = g_strconcat (fixture->path, ".before-1", NULL);

  g_assert_nonnull (again);
  g_assert_false (g_file_test (before, G_FILE_TEST_EXISTS));
}

static void
built_schema_is_the_files_schema (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) scratch = nuan_connection_scratch (fixture->connection, &error);
  gint64 n_objects = 0;

  g_assert_no_error (error);
  g_assert_true (nuan_migrations_build (scratch, &error));
  g_assert_no_error (error);
  g_assert_true (nuan_sql_value (scratch, &n_objects, NULL, "SELECT count(*) FROM sqlite_schema", ""));
  g_assert_cmpint (n_objects, ==, fixture_value (fixture, "SELECT count(*) FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'"));
}

static void
reading_connection_writes_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanConnection) reader = nuan_connection_open (fixture->path, NUAN_OPEN_READ, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_connection_exec (reader, "INSERT INTO counter (name, value) VALUES ('x', 1)", &error));
  check_error (error, NUAN_ERROR_STORAGE, NULL);
}

#define ADD(path, test) g_test_add ("/migrations/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("fresh-file-is-private-and-durable", fresh_file_is_private_and_durable);
  ADD ("every-table-is-strict", every_table_is_strict);
  ADD ("existing-file-is-not-created-again", existing_file_is_not_created_again);
  ADD ("missing-file-is-told", missing_file_is_told);
  ADD ("newer-file-is-refused", newer_file_is_refused);
  ADD ("version-below-zero-is-damage", version_below_zero_is_damage);
  ADD ("foreign-file-is-refused-and-left-alone", foreign_file_is_refused_and_left_alone);
  ADD ("file-that-is-no-database-is-refused", file_that_is_no_database_is_refused);
  ADD ("opened-again-nothing-is-migrated", opened_again_nothing_is_migrated);
  ADD ("built-schema-is-the-files-schema", built_schema_is_the_files_schema);
  ADD ("reading-connection-writes-nothing", reading_connection_writes_nothing);
  return g_test_run ();
}

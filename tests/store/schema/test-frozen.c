#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "base/error.h"
#include "store/engine/database.h"
#include "store/engine/engine.h"
#include "store/journal/check.h"
#include "store/schema/migrations.h"

/* A data file of each schema that was ever released, with an invented history in it, as the program of its time left it. */
static const struct { int version; const char *file; } frozen[] = {
  { 1, "schema-1.db.gz" },
  { 3, "schema-3.db.gz" },
  { 6, "schema-6.db.gz" },
};

static gint64 newest;   /* version of a file that is made today */

typedef struct
{
  char *folder, *path;
} Desk;

static void
unpack (const char *name, const char *path)
{
  g_autofree char *packed = g_build_filename (g_getenv ("NUAN_TEST_SOURCE"), "tests/store/schema/frozen", name, NULL);
  g_autoptr (GFile) from = g_file_new_for_path (packed), to = g_file_new_for_path (path);
  g_autoptr (GZlibDecompressor) unzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) raw = g_file_read (from, NULL, &error);
  g_autoptr (GInputStream) content = NULL;
  g_autoptr (GFileOutputStream) out = NULL;

  g_assert_no_error (error);
  content = g_converter_input_stream_new (G_INPUT_STREAM (raw), G_CONVERTER (unzip));
  out = g_file_replace (to, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_splice (G_OUTPUT_STREAM (out), content, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Desk *desk, gconstpointer index)
{
  desk->folder = g_dir_make_tmp ("nuan-frozen-XXXXXX", NULL);
  desk->path = g_build_filename (desk->folder, "centre.db", NULL);
  unpack (frozen[GPOINTER_TO_UINT (index)].file, desk->path);
}

static void
tear_down (Desk *desk, gconstpointer index)
{
  g_autoptr (GDir) dir = g_dir_open (desk->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (desk->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (desk->folder);
  g_free (desk->folder);
  g_free (desk->path);
}

static void
tell (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
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
      const NuanCheckLine *line = g_ptr_array_index (lines, i);

      if (!line->passed)
        g_error ("%s: %s: %s", path, line->code, line->detail);
    }
}

static char *
copy_before (Desk *desk, gconstpointer index)
{
  return g_strdup_printf ("%s.before-%d", desk->path, frozen[GPOINTER_TO_UINT (index)].version + 1);
}

/* What the last step wants to make is there: the steps before it are taken back with it, and the message may say so. */
static void
migration_that_fails_late_changes_nothing (Desk *desk, gconstpointer index)
{
  const gint64 version = ask (desk->path, "PRAGMA user_version");
  g_autoptr (GError) error = NULL;

  tell (desk->path, "CREATE TABLE file_id (x)");
  g_assert_null (nuan_connection_open (desk->path, NUAN_OPEN_WRITE, &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_STORAGE);
  g_assert_cmpint (ask (desk->path, "PRAGMA user_version"), ==, version);
  g_assert_cmpint (ask (desk->path, "SELECT count (*) FROM sqlite_schema WHERE tbl_name = 'finding_answer'"), ==, 0);

  tell (desk->path, "DROP TABLE file_id");
  assert_sound (desk->path);
}

static void
opens_is_migrated_and_passes_the_check (Desk *desk, gconstpointer index)
{
  const gint64 payments = ask (desk->path, "SELECT sum (amount_fen) FROM payment"), journal = ask (desk->path, "SELECT max (id) FROM journal");

  g_assert_cmpint (ask (desk->path, "PRAGMA user_version"), ==, frozen[GPOINTER_TO_UINT (index)].version);
  assert_sound (desk->path);
  g_assert_cmpint (ask (desk->path, "PRAGMA user_version"), ==, newest);
  g_assert_cmpint (ask (desk->path, "SELECT sum (amount_fen) FROM payment"), ==, payments);
  g_assert_cmpint (payments, >, 0);
  g_assert_cmpint (ask (desk->path, "SELECT count (*) FROM journal WHERE id <= (SELECT max (id) FROM journal)"), >=, journal);
}

/* Everything that the copy holds is what the file held, and it goes the same way. */
static void
copy_kept_before_is_private_old_and_opens (Desk *desk, gconstpointer index)
{
  g_autofree char *copy = copy_before (desk, index);
  GStatBuf status;

  assert_sound (desk->path);
  g_assert_cmpint (g_stat (copy, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (ask (copy, "PRAGMA user_version"), ==, frozen[GPOINTER_TO_UINT (index)].version);
  assert_sound (copy);
}

static void
copy_kept_before_never_replaces_an_earlier_one (Desk *desk, gconstpointer index)
{
  g_autofree char *copy = copy_before (desk, index), *next = g_strconcat (copy, "-2", NULL), *content = NULL;

  g_assert_true (g_file_set_contents (copy, "of an earlier day", -1, NULL));
  assert_sound (desk->path);
  g_assert_true (g_file_get_contents (copy, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "of an earlier day");
  g_assert_cmpint (ask (next, "PRAGMA user_version"), ==, frozen[GPOINTER_TO_UINT (index)].version);
}

static void
stop (gint64 done, gint64 total, gpointer cancellable)
{
  g_assert_cmpint (done, <=, total);
  g_cancellable_cancel (cancellable);
}

/* As the window opens it: told how far it is, the person thinks better of it. */
static void
cancelled_it_stays_as_it_was (Desk *desk, gconstpointer index)
{
  g_autofree char *copy = copy_before (desk, index), *before = NULL, *after = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gsize length, length_after;

  g_assert_true (g_file_get_contents (desk->path, &before, &length, NULL));
  g_assert_null (nuan_database_open (desk->path, stop, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (desk->path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length, after, length_after);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

/* A kill of the program of that time: its log has no id, nor has its file. */
static void
log_of_that_time_is_played (Desk *desk, gconstpointer index)
{
  g_autofree char *killed = g_build_filename (desk->folder, "killed.db", NULL);
  static const char *const ends[] = { "", "-wal" };
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (desk->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA journal_mode = WAL; INSERT INTO form_draft (staff_id, kind, subject, content, saved_at) VALUES (1, 'then', 7, '', '2999-01-01T00:00:00Z')", NULL, NULL, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *from = g_strconcat (desk->path, ends[i], NULL), *to = g_strconcat (killed, ends[i], NULL), *content = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (from, &content, &length, NULL));
      g_assert_true (g_file_set_contents (to, content, (gssize) length, NULL));
      g_assert_cmpint (g_chmod (to, 0600), ==, 0);
    }
  sqlite3_close (db);

  assert_sound (killed);
  g_assert_cmpint (ask (killed, "SELECT subject FROM form_draft WHERE kind = 'then'"), ==, 7);
}

/* When the connection that migrated it is killed, the main file knows its id already. */
static void
main_file_holds_its_id_once_it_is_open (Desk *desk, gconstpointer index)
{
  g_autofree char *copy = g_build_filename (desk->folder, "alone.db", NULL), *content = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (desk->path, NUAN_OPEN_WRITE, &error);
  gsize length;

  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (desk->path, &content, &length, NULL));
  g_assert_true (g_file_set_contents (copy, content, (gssize) length, NULL));
  g_assert_cmpint (ask (copy, "SELECT count (*) FROM file_id"), ==, 1);
}

/* Step 4: 单雄信 under what no program of before knew, and a head in the place that its surname has in lists. */
static void
people_are_found_under_every_reading (Desk *desk, gconstpointer index)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = NULL;

  tell (desk->path, "UPDATE household SET head_name = '贠雄信', head_key = 'yuan xiong xin\t贠雄信' WHERE id = 1");
  g_assert_cmpint (ask (desk->path, "SELECT count (*) FROM search_key WHERE key = 'chanxiongxin'"), ==, 0);
  connection = nuan_connection_open (desk->path, NUAN_OPEN_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (desk->path, "SELECT household_id FROM search_key WHERE key = 'chanxiongxin'"), ==, 2);
  g_assert_cmpint (ask (desk->path, "SELECT count (*) FROM search_key WHERE key = 'danxiongxin'"), ==, 1);
  g_assert_cmpint (ask (desk->path, "SELECT head_key = 'yun xiong xin\t贠雄信' FROM household WHERE id = 1"), ==, 1);
  g_assert_cmpint (ask (desk->path, "SELECT head_key = 'shan xiong xin\t单雄信' FROM household WHERE id = 2"), ==, 1);
}

/* A file of the newest version, which is of today as long as no further step is written, needs no copy. */
static void
add_tests (guint i)
{
  static const struct { const char *name; void (*test) (Desk *, gconstpointer); gboolean migrates; } tests[] = {
    { "opens-is-migrated-and-passes-the-check", opens_is_migrated_and_passes_the_check, FALSE },
    { "copy-kept-before-is-private-old-and-opens", copy_kept_before_is_private_old_and_opens, TRUE },
    { "copy-kept-before-never-replaces-an-earlier-one", copy_kept_before_never_replaces_an_earlier_one, TRUE },
    { "cancelled-it-stays-as-it-was", cancelled_it_stays_as_it_was, TRUE },
    { "people-are-found-under-every-reading", people_are_found_under_every_reading, TRUE },
    { "log-of-that-time-is-played", log_of_that_time_is_played, FALSE },
    { "main-file-holds-its-id-once-it-is-open", main_file_holds_its_id_once_it_is_open, FALSE },
  };

  for (guint j = 0; j < G_N_ELEMENTS (tests); j++)
    {
      g_autofree char *name = g_strdup_printf ("/frozen/schema-%d/%s", frozen[i].version, tests[j].name);

      if (!tests[j].migrates || frozen[i].version < newest)
        g_test_add (name, Desk, GUINT_TO_POINTER (i), set_up, tests[j].test, tear_down);
    }
}

static void
find_newest (void)
{
  Desk desk = { .folder = g_dir_make_tmp ("nuan-frozen-XXXXXX", NULL) };

  desk.path = g_build_filename (desk.folder, "new.db", NULL);
  nuan_connection_close (nuan_connection_open (desk.path, NUAN_OPEN_CREATE, NULL));
  newest = ask (desk.path, "PRAGMA user_version");
  tear_down (&desk, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  find_newest ();
  for (guint i = 0; i < G_N_ELEMENTS (frozen); i++)
    add_tests (i);
  g_test_add ("/frozen/schema-1/migration-that-fails-late-changes-nothing", Desk, GUINT_TO_POINTER (0), set_up,
              migration_that_fails_late_changes_nothing, tear_down);   /* several steps behind */
  return g_test_run ();
}

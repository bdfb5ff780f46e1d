#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "check-error.h"
#include "fixture.h"
#include "store/engine/engine.h"
#include "store/journal/check.h"
#include "store/office/backup.h"

static char *
in_folder (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static GBytes *
read_all (const char *path)
{
  char *content;
  gsize length;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (content, length);
}

static void
write_all (const char *path, gconstpointer content, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, content, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static void
copy_bytes (const char *from, const char *to)
{
  g_autoptr (GBytes) content = read_all (from);

  write_all (to, g_bytes_get_data (content, NULL), g_bytes_get_size (content));
}

static char *
log_of (const char *path)
{
  return g_strconcat (path, "-wal", NULL);
}

/* What is written from here on stands in the log. */
static gboolean
add_name (NuanConnection *connection, gpointer name, GError **error)
{
  return nuan_sql_run (connection, error, "INSERT INTO counter (name, value) VALUES (?, 1)", "t", name);
}

static void
write_name (NuanConnection *connection, const char *name)
{
  g_autoptr (GError) error = NULL;

  nuan_connection_transact (connection, add_name, (gpointer) name, &error);
  g_assert_no_error (error);
}

static gint64
count_name (NuanConnection *connection, const char *name)
{
  gint64 n = -1;

  g_assert_true (nuan_sql_value (connection, &n, NULL, "SELECT count (*) FROM counter WHERE name = ?", "t", name));
  return n;
}

static void
empty_log (NuanConnection *connection)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nuan_file_gather (connection, &error));
  g_assert_no_error (error);
}

/* The data file and its log as a kill leaves them. */
static char *
kill_writer (Fixture *fixture, const char *name)
{
  char *path = in_folder (fixture, name);
  g_autofree char *log = log_of (path), *log_from = log_of (fixture->path);

  copy_bytes (fixture->path, path);
  copy_bytes (log_from, log);
  return path;
}

static char *
restored (Fixture *fixture, const char *name)
{
  g_autofree char *backup_name = g_strconcat (name, ".backup", NULL);
  g_autofree char *backup = in_folder (fixture, backup_name);
  char *to = in_folder (fixture, name);
  g_autoptr (GError) error = NULL;

  nuan_backup_write (fixture->connection, fixture->admin, backup, NUAN_FILE_NEW, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  nuan_backup_restore (backup, to, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return to;
}

/* The one file beside PATH whose name goes on with BEGINNING; NULL: none. */
static char *
find_beside (const char *path, const char *beginning)
{
  g_autofree char *folder = g_path_get_dirname (path), *base = g_path_get_basename (path);
  g_autofree char *start = g_strconcat (base, beginning, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, start))
      return g_build_filename (folder, name, NULL);

  return NULL;
}

static void
assert_whole (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_WRITE, &error);

  g_assert_no_error (error);
  nuan_check_whole (connection, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Refused once; the log stands aside, the file is what it was, and opens. */
static void
assert_log_refused (const char *path, NuanOpen how)
{
  g_autofree char *log = log_of (path), *aside = NULL, *message = NULL;
  g_autoptr (GBytes) file_before = read_all (path), log_before = read_all (log), file_after = NULL, log_after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (nuan_connection_open (path, how, &error));
  message = g_strdup (error->message);
  check_error (error, NUAN_ERROR_STORAGE, "db");
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  aside = find_beside (log, ".");
  g_assert_nonnull (aside);
  g_assert_nonnull (strstr (message, aside));

  file_after = read_all (path);
  log_after = read_all (aside);
  g_assert_true (g_bytes_equal (file_before, file_after));
  g_assert_true (g_bytes_equal (log_before, log_after));
  assert_whole (path);
}

static void
own_log_is_played (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = NULL;

  empty_log (fixture->connection);
  write_name (fixture->connection, "in the log");
  path = kill_writer (fixture, "killed.db");
  connection = nuan_connection_open (path, NUAN_OPEN_READ, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_name (connection, "in the log"), ==, 1);
}

static gboolean
holds (GBytes *content, const char *text)
{
  gsize size;
  const char *bytes = g_bytes_get_data (content, &size);

  for (gsize at = 0; at + strlen (text) <= size; at++)
    if (memcmp (bytes + at, text, strlen (text)) == 0)
      return TRUE;

  return FALSE;
}

static void
each_fresh_log_holds_the_id (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *log = log_of (fixture->path);

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("round %u", i), *path = NULL;
      g_autoptr (GBytes) content = NULL;
      g_autoptr (NuanConnection) connection = NULL;
      g_autoptr (GError) error = NULL;

      empty_log (fixture->connection);
      write_name (fixture->connection, name);
      content = read_all (log);
      g_assert_true (holds (content, "nuanfile-"));

      path = kill_writer (fixture, name);
      connection = nuan_connection_open (path, NUAN_OPEN_WRITE, &error);
      g_assert_no_error (error);
      g_assert_cmpint (count_name (connection, name), ==, 1);
    }
}

static void
plain_copy_opens_without_its_log (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *copy = in_folder (fixture, "copy.db");

  empty_log (fixture->connection);
  write_name (fixture->connection, "in the log only");
  copy_bytes (fixture->path, copy);
  assert_whole (copy);
}

static void
restored_file_refuses_the_log_of_the_old_one (Fixture *fixture, gconstpointer how)
{
  g_autofree char *new = restored (fixture, "new.db");
  g_autofree char *path = NULL;

  fixture_add_approved (fixture, 1);
  write_name (fixture->connection, "in the log");
  path = kill_writer (fixture, "killed.db");
  g_assert_cmpint (g_rename (new, path), ==, 0);
  assert_log_refused (path, GPOINTER_TO_INT (how));
}

/* The old file was used for a while, so that its log began anew and holds other pages than at first. */
static void
a_later_log_is_refused_too (Fixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("new-%u.db", i), *killed = g_strdup_printf ("killed-%u.db", i);
      g_autofree char *new = restored (fixture, name), *path = NULL;

      write_name (fixture->connection, name);
      empty_log (fixture->connection);
      fixture_add_household (fixture, i);
      write_name (fixture->connection, killed);
      path = kill_writer (fixture, killed);
      g_assert_cmpint (g_rename (new, path), ==, 0);
      assert_log_refused (path, NUAN_OPEN_WRITE);
    }
}

static void
an_older_copy_of_the_file_refuses_its_newer_log (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *older = in_folder (fixture, "older.db"), *path = NULL;

  write_name (fixture->connection, "one");
  empty_log (fixture->connection);
  copy_bytes (fixture->path, older);
  write_name (fixture->connection, "two");
  empty_log (fixture->connection);
  write_name (fixture->connection, "three");
  empty_log (fixture->connection);
  write_name (fixture->connection, "four");
  path = kill_writer (fixture, "killed.db");
  g_assert_cmpint (g_rename (older, path), ==, 0);
  assert_log_refused (path, NUAN_OPEN_WRITE);
}

/* The pages of a copy before a migration lie elsewhere than the original's. */
static void
squeezed_copy_refuses_the_log_of_the_original (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *copy = in_folder (fixture, "squeezed.db"), *path = NULL;
  g_autoptr (GError) error = NULL;

  empty_log (fixture->connection);
  write_all (copy, "", 0);
  g_assert_true (nuan_file_squeeze (fixture->connection, copy, NULL, NULL, NULL, &error));
  write_name (fixture->connection, "in the log");
  path = kill_writer (fixture, "killed.db");
  g_assert_cmpint (g_rename (copy, path), ==, 0);
  assert_log_refused (path, NUAN_OPEN_WRITE);
}

static void
log_that_can_not_be_read_is_refused (Fixture *fixture, gconstpointer unused)
{
  static const char *const logs[] = { "left over", "left over of something longer than the header of a log is" };

  for (guint i = 0; i < G_N_ELEMENTS (logs); i++)
    {
      g_autofree char *name = g_strdup_printf ("new-%u.db", i), *new = restored (fixture, name), *log = log_of (new);

      write_all (log, logs[i], strlen (logs[i]));
      assert_log_refused (new, NUAN_OPEN_WRITE);
    }
}

/* The power went while the first bytes of a log were written: nothing was committed. */
static void
log_that_was_never_begun_is_no_hindrance (Fixture *fixture, gconstpointer unused)
{
  static const guint8 beginnings[][4] = { { 0, 0, 0, 0 }, { 0x37, 0x7f, 0x06, 0x82 } };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_autofree char *name = g_strdup_printf ("new-%u.db", i), *new = restored (fixture, name), *log = log_of (new);

      write_all (log, beginnings[i], sizeof beginnings[i]);
      assert_whole (new);
    }
}

static void
log_of_another_program_is_left_alone (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = in_folder (fixture, "other.db"), *log = log_of (path), *aside = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "CREATE TABLE t (x)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  write_all (log, "left over", 9);
  g_assert_null (nuan_connection_open (path, NUAN_OPEN_WRITE, &error));
  check_error (error, NUAN_ERROR_FOREIGN, "db");
  aside = find_beside (log, ".");
  g_assert_null (aside);
}

/* Whatever is asked of PATH, it and its log are what they were. */
static void
assert_untouched_by_all (const char *path, NuanError code)
{
  static const NuanOpen ways[] = { NUAN_OPEN_WRITE, NUAN_OPEN_READ, NUAN_OPEN_COPY };
  g_autofree char *log = log_of (path), *to = g_strconcat (path, ".to", NULL), *aside = NULL;
  g_autoptr (GBytes) file_before = read_all (path), log_before = read_all (log), file_after = NULL, log_after = NULL;
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_assert_null (nuan_connection_open (path, ways[i], &error));
      check_error (error, code, "db");
    }
  g_assert_false (nuan_file_put_log_aside (path, &aside, &error));
  check_error (error, code, "db");
  g_assert_false (nuan_backup_restore (path, to, NULL, NULL, NULL, NULL, &error));
  check_error (error, code, "db");
  nuan_backup_restore (path, to, findings, NULL, NULL, NULL, NULL);
  g_unlink (to);
  g_assert_true (nuan_backup_bytes (path, to, NUAN_FILE_NEW, &error));
  g_assert_no_error (error);

  file_after = read_all (path);
  log_after = read_all (log);
  g_assert_true (g_bytes_equal (file_before, file_after));
  g_assert_true (g_bytes_equal (log_before, log_after));
}

/* SQLite removes the log of a file without a byte, in whatever way it opens it. */
static void
file_without_a_byte_keeps_its_log (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = NULL, *log = NULL, *link_path = in_folder (fixture, "link.db");

  write_name (fixture->connection, "in the log");
  path = kill_writer (fixture, "emptied.db");
  g_assert_cmpint (truncate (path, 0), ==, 0);
  assert_untouched_by_all (path, NUAN_ERROR_CONFLICT);

  g_assert_cmpint (symlink (path, link_path), ==, 0);
  log = log_of (path);
  g_assert_null (nuan_connection_open (link_path, NUAN_OPEN_WRITE, NULL));
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
}

static void
overwrite (const char *path, gsize at, gsize n)
{
  g_autofree guint8 *zeros = g_malloc0 (n);
  const int fd = g_open (path, O_WRONLY, 0);

  g_assert_cmpint (pwrite (fd, zeros, n, (off_t) at), ==, (gssize) n);
  close (fd);
}

static gsize
find_id_page (const char *path)
{
  g_autoptr (GBytes) content = read_all (path);
  gsize size;
  const guint8 *bytes = g_bytes_get_data (content, &size);

  for (gsize at = 0; at + 9 <= size; at++)
    if (memcmp (bytes + at, "nuanfile-", 9) == 0)
      return at / 4096 * 4096;

  g_assert_not_reached ();
}

/* The log of another file would make them "whole". */
static void
damaged_file_is_not_made_another_by_a_log (Fixture *fixture, gconstpointer unused)
{
  static const struct { gsize at, n; } damages[] = { { 0, 100 }, { 0, 4096 }, { G_MAXSIZE, 4096 }, { 68, 4 } };

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *name = g_strdup_printf ("new-%u.db", i), *killed = g_strdup_printf ("killed-%u.db", i);
      g_autofree char *new = restored (fixture, name), *path = NULL;

      fixture_add_household (fixture, i);
      write_name (fixture->connection, killed);
      path = kill_writer (fixture, killed);
      overwrite (new, damages[i].at == G_MAXSIZE ? find_id_page (new) : damages[i].at, damages[i].n);
      g_assert_cmpint (g_rename (new, path), ==, 0);
      assert_untouched_by_all (path, NUAN_ERROR_STORAGE);
    }
}

#define FRAME (24 + 4096)

static gsize
size_of (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return (gsize) status.st_size;
}

static void
flip (const char *path, gsize at)
{
  g_autoptr (GBytes) content = read_all (path);
  const guint8 other = ((const guint8 *) g_bytes_get_data (content, NULL))[at] ^ 1;
  const int fd = g_open (path, O_WRONLY, 0);

  g_assert_cmpint (pwrite (fd, &other, 1, (off_t) at), ==, 1);
  close (fd);
}

/* What was committed stands behind the damage, and SQLite would begin the log anew. */
static void
damaged_log_is_put_aside (Fixture *fixture, gconstpointer unused)
{
  static const struct { gsize at, n; } damages[] = { { 0, 32 }, { 20, 0 }, { 27, 0 }, { 32 + 24 + 100, 0 }, { 32 + 9, 0 }, { 32 + 17, 0 }, { 32, FRAME } };

  empty_log (fixture->connection);
  write_name (fixture->connection, "one");
  write_name (fixture->connection, "two");
  write_name (fixture->connection, "three");
  for (guint i = 0; i < 2 * G_N_ELEMENTS (damages); i++)
    {
      const guint n = i / 2;
      g_autofree char *name = g_strdup_printf ("killed-%u.db", i), *path = kill_writer (fixture, name), *log = log_of (path), *aside = NULL;
      g_autoptr (GError) error = NULL;

      if (damages[n].n > 0)
        overwrite (log, damages[n].at, damages[n].n);
      else
        flip (log, damages[n].at);
      g_assert_null (nuan_connection_open (path, NUAN_OPEN_COPY, &error));   /* which moves nothing */
      check_error (error, NUAN_ERROR_STORAGE, "db");
      if (i % 2 == 0)
        assert_log_refused (path, NUAN_OPEN_READ);
      else
        {
          g_autofree char *to = g_strconcat (path, ".to", NULL), *log_to = log_of (to);
          g_autoptr (GBytes) damaged = read_all (log), copied = NULL;

          g_assert_false (nuan_file_put_log_aside (path, &aside, &error));   /* a backup without it would be taken for whole */
          check_error (error, NUAN_ERROR_STORAGE, "db");
          g_assert_null (aside);
          g_assert_true (nuan_backup_bytes (path, to, NUAN_FILE_NEW, &error));
          g_assert_no_error (error);
          copied = read_all (log_to);
          g_assert_true (g_bytes_equal (damaged, copied));
          assert_log_refused (path, NUAN_OPEN_WRITE);
        }
    }
}

/* A transaction that was cut off is no damage. */
static void
log_cut_off_in_its_last_transaction_is_played (Fixture *fixture, gconstpointer unused)
{
  gsize before, after;
  g_autofree char *live = log_of (fixture->path);

  empty_log (fixture->connection);
  write_name (fixture->connection, "one");
  write_name (fixture->connection, "two");
  fixture_add_approved (fixture, 1);
  before = size_of (live);
  write_name (fixture->connection, "three");
  after = size_of (live);
  g_assert_cmpuint (after, >, before);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("cut-%u.db", i), *path = kill_writer (fixture, name), *log = log_of (path);
      g_autoptr (GError) error = NULL;
      g_autoptr (NuanConnection) connection = NULL;

      if (i == 0)
        flip (log, before + 24 + 100);   /* its first frame, and the last, which commits it, is there */
      else if (i == 1)
        flip (log, after - 100);
      else if (i == 2)
        g_assert_cmpint (truncate (log, (off_t) after - 100), ==, 0);
      else
        overwrite (log, before, FRAME);
      connection = nuan_connection_open (path, NUAN_OPEN_WRITE, &error);
      g_assert_no_error (error);
      g_assert_cmpint (count_name (connection, "two"), ==, 1);
      g_assert_cmpint (count_name (connection, "three"), ==, 0);
    }
}

/* The index that the programs share knows better than the bytes of a log that is in use. */
static void
log_in_use_is_never_moved (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *log = log_of (fixture->path);
  g_autoptr (NuanConnection) other = NULL;
  g_autoptr (GError) error = NULL;

  empty_log (fixture->connection);
  write_name (fixture->connection, "one");
  write_name (fixture->connection, "two");
  write_name (fixture->connection, "three");
  flip (log, 32 + 17);
  other = nuan_connection_open (fixture->path, NUAN_OPEN_READ, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_name (other, "three"), ==, 1);
}

/* Of a transaction in another file, as a kill leaves it. */
static void
leave_journal (Fixture *fixture, const char *to)
{
  g_autofree char *path = in_folder (fixture, "foreign.db"), *journal = g_strconcat (path, "-journal", NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "CREATE TABLE t (x); INSERT INTO t WITH n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 200)"
                                     " SELECT zeroblob (2000) FROM n; PRAGMA cache_size = 2; BEGIN; UPDATE t SET x = randomblob (2000)",
                                 NULL, NULL, NULL), ==, SQLITE_OK);
  copy_bytes (journal, to);
  sqlite3_close (db);
  g_unlink (path);
}

static void
journal_of_another_file_is_not_played (Fixture *fixture, gconstpointer unused)
{
  static const NuanOpen ways[] = { NUAN_OPEN_WRITE, NUAN_OPEN_READ, NUAN_OPEN_COPY };

  for (guint i = 0; i <= G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *name = g_strdup_printf ("new-%u.db", i), *path = restored (fixture, name), *to = g_strconcat (path, ".to", NULL);
      g_autofree char *journal = g_strconcat (path, "-journal", NULL), *aside = NULL, *found = NULL;
      g_autoptr (GBytes) before = read_all (path), after = NULL, journal_before = NULL, journal_after = NULL;
      g_autoptr (GError) error = NULL;

      leave_journal (fixture, journal);
      journal_before = read_all (journal);
      g_assert_true (nuan_backup_bytes (path, to, NUAN_FILE_NEW, &error));
      g_assert_no_error (error);
      if (i < G_N_ELEMENTS (ways))
        {
          g_assert_null (nuan_connection_open (path, ways[i], &error));
          check_error (error, NUAN_ERROR_STORAGE, "db");
        }
      if (i == G_N_ELEMENTS (ways) || ways[i] == NUAN_OPEN_COPY)   /* which moves nothing */
        g_assert_true (nuan_file_put_log_aside (path, &aside, &error));
      g_assert_no_error (error);
      g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
      found = find_beside (journal, ".");
      journal_after = read_all (found);
      after = read_all (path);
      g_assert_true (g_bytes_equal (before, after));
      g_assert_true (g_bytes_equal (journal_before, journal_after));
      assert_whole (path);
    }
}

static void
renamed_file_asks_for_its_log (Fixture *fixture, gconstpointer unused)
{
  static const NuanOpen ways[] = { NUAN_OPEN_WRITE, NUAN_OPEN_READ, NUAN_OPEN_COPY };
  g_autofree char *path = NULL, *log = NULL, *renamed = in_folder (fixture, "renamed.db"), *renamed_log = log_of (renamed);
  g_autofree char *stranger = restored (fixture, "stranger.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = NULL;

  empty_log (fixture->connection);
  write_name (fixture->connection, "in the log");
  path = kill_writer (fixture, "killed.db");
  log = log_of (path);
  g_assert_cmpint (g_rename (path, renamed), ==, 0);
  assert_whole (stranger);   /* it is no log of others */
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_assert_null (nuan_connection_open (renamed, ways[i], &error));
      g_assert_nonnull (strstr (error->message, log));
      check_error (error, NUAN_ERROR_STORAGE, "db");
    }

  g_assert_cmpint (g_rename (log, renamed_log), ==, 0);
  connection = nuan_connection_open (renamed, NUAN_OPEN_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_name (connection, "in the log"), ==, 1);
}

/* As far as readers let it; ALL of the log or some of it. */
static void
play (Fixture *fixture, gboolean all)
{
  sqlite3 *db = NULL;
  int n = -1, done = -1;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "SELECT count (*) FROM counter", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_wal_checkpoint_v2 (db, NULL, SQLITE_CHECKPOINT_PASSIVE, &n, &done), ==, SQLITE_OK);
  g_assert_cmpint (done, >, 0);
  g_assert_cmpint (done == n, ==, all);
  sqlite3_close (db);
}

/* A reader kept the checkpoint from its end: the file holds the row of the log, and not all that stands in it. */
static void
renamed_file_asks_for_a_log_that_was_played_in_part (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = NULL, *log = NULL, *renamed = in_folder (fixture, "renamed.db"), *renamed_log = log_of (renamed);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) reader = nuan_connection_open (fixture->path, NUAN_OPEN_READ, &error), connection = NULL;

  empty_log (fixture->connection);
  write_name (fixture->connection, "played");
  g_assert_true (nuan_connection_exec (reader, "BEGIN", &error));
  g_assert_cmpint (count_name (reader, "played"), ==, 1);
  write_name (fixture->connection, "not played");
  play (fixture, FALSE);
  path = kill_writer (fixture, "killed.db");
  g_assert_true (nuan_connection_exec (reader, "ROLLBACK", &error));

  log = log_of (path);
  g_assert_cmpint (g_rename (path, renamed), ==, 0);
  g_assert_null (nuan_connection_open (renamed, NUAN_OPEN_WRITE, &error));
  g_assert_nonnull (strstr (error->message, log));
  check_error (error, NUAN_ERROR_STORAGE, "db");

  g_assert_cmpint (g_rename (log, renamed_log), ==, 0);
  connection = nuan_connection_open (renamed, NUAN_OPEN_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_name (connection, "played"), ==, 1);
  g_assert_cmpint (count_name (connection, "not played"), ==, 1);
}

/* What a swap that was killed leaves. */
static void
renamed_file_asks_for_no_log_that_was_played (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = NULL, *log = NULL, *renamed = in_folder (fixture, "renamed.db");

  empty_log (fixture->connection);
  write_name (fixture->connection, "played");
  play (fixture, TRUE);
  path = kill_writer (fixture, "killed.db");
  log = log_of (path);
  g_assert_cmpint (g_rename (path, renamed), ==, 0);
  assert_whole (renamed);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
}

/* SQLite would write it, and remove it, to mark a restored file as one with a log. */
static void
restored_file_needs_no_journal (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = restored (fixture, "new.db"), *journal = g_strconcat (path, "-journal", NULL), *log = log_of (path);
  g_autoptr (NuanConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  write_all (journal, "", 0);
  connection = nuan_connection_open (path, NUAN_OPEN_WRITE, &error);
  g_assert_no_error (error);
  write_name (connection, "in the log");
  g_assert_cmpuint (size_of (journal), ==, 0);
  g_assert_cmpuint (size_of (log), >, 0);
}

static void
checkpoint (const char *path)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA wal_checkpoint", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
copy_first_page (const char *from, const char *to)
{
  g_autoptr (GBytes) content = read_all (from);
  const int fd = g_open (to, O_WRONLY, 0);

  g_assert_cmpint (pwrite (fd, g_bytes_get_data (content, NULL), 4096, 0), ==, 4096);
  close (fd);
}

/* A checkpoint was cut off after page 1: its own log makes it whole. */
static void
file_cut_off_in_a_checkpoint_is_made_whole (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = NULL, *whole = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = NULL;

  empty_log (fixture->connection);
  g_assert_true (nuan_connection_exec (fixture->connection, "CREATE TABLE filler (x); INSERT INTO filler VALUES (zeroblob (100000))", &error));
  g_assert_no_error (error);
  write_name (fixture->connection, "in the log");
  path = kill_writer (fixture, "killed.db");
  whole = kill_writer (fixture, "whole.db");
  checkpoint (whole);
  copy_first_page (whole, path);
  connection = nuan_connection_open (path, NUAN_OPEN_READ, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_name (connection, "in the log"), ==, 1);
}

static char *
id_of (const char *path)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *row = NULL;
  char *id;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT value FROM file_id", -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  id = g_strdup ((const char *) sqlite3_column_text (row, 0));
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_DONE);
  sqlite3_finalize (row);
  sqlite3_close (db);
  return id;
}

static void
init_backup_and_restore_give_new_ids (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *new = restored (fixture, "new.db"), *backup = in_folder (fixture, "new.db.backup"), *again = in_folder (fixture, "again.db");
  g_autofree char *first = NULL, *second = NULL, *third = NULL, *fourth = NULL;

  g_assert_true (nuan_backup_restore (backup, again, NULL, NULL, NULL, NULL, NULL));
  first = id_of (fixture->path);
  second = id_of (backup);
  third = id_of (new);
  fourth = id_of (again);
  g_assert_cmpstr (first, !=, second);
  g_assert_cmpstr (second, !=, third);
  g_assert_cmpstr (first, !=, third);
  g_assert_cmpstr (third, !=, fourth);
}

static void
moved_file_is_not_written_any_more (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *away = in_folder (fixture, "away.db");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rename (fixture->path, away), ==, 0);
  g_assert_false (nuan_connection_transact (fixture->connection, add_name, (gpointer) "lost", &error));
  check_error (error, NUAN_ERROR_STORAGE, "db");
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM counter WHERE name = 'lost'"), ==, 0);

  g_assert_cmpint (g_rename (away, fixture->path), ==, 0);   /* put back: all is well */
  write_name (fixture->connection, "found");
}

static gboolean
write_and_replace (NuanConnection *connection, gpointer path, GError **error)
{
  g_autofree char *away = g_strconcat (path, ".away", NULL);

  g_assert_true (nuan_connection_exec (connection, "INSERT INTO counter (name, value) VALUES ('lost', 1)", error));
  g_assert_cmpint (g_rename (path, away), ==, 0);
  copy_bytes (away, path);
  return TRUE;
}

static void
file_replaced_under_a_transaction_takes_nothing_of_it (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_connection_transact (fixture->connection, write_and_replace, fixture->path, &error));
  check_error (error, NUAN_ERROR_STORAGE, "db");
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM counter WHERE name = 'lost'"), ==, 0);
}

static void
names_are_plain_names (Fixture *fixture, gconstpointer unused)
{
  static const char *const names[] = { "file:plain.db", "a?mode=memory.db", "b#c.db", "d%41.db", "e f.db", "暖窗 数据.db", ":memory:", "-x.db" };
  g_autofree char *before = g_get_current_dir ();

  empty_log (fixture->connection);
  g_assert_cmpint (g_chdir (fixture->folder), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = in_folder (fixture, names[i]), *backup = g_strconcat (names[i], ".backup", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (NuanConnection) connection = NULL;

      copy_bytes (fixture->path, path);
      connection = nuan_connection_open (names[i], NUAN_OPEN_WRITE, &error);
      g_assert_no_error (error);
      write_name (connection, "here");
      nuan_backup_write (connection, fixture->admin, backup, NUAN_FILE_NEW, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      assert_whole (backup);
      g_clear_pointer (&connection, nuan_connection_close);
      connection = nuan_connection_open (path, NUAN_OPEN_READ, &error);
      g_assert_no_error (error);
      g_assert_cmpint (count_name (connection, "here"), ==, 1);
    }
  g_assert_cmpint (g_chdir (before), ==, 0);
}

#define ADD(path, test) g_test_add ("/file-id/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

/* `cp` writes into the file that is open: the name leads to the same inode. By another program: its descriptor is none of ours. */
static void
copy_over (const char *from, const char *to)
{
  const char *const words[] = { "cp", from, to, NULL };
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static void
assert_stops_and_leaves (Fixture *fixture, const char *other)
{
  g_autoptr (NuanConnection) reader = nuan_connection_open (fixture->path, NUAN_OPEN_READ, NULL);
  g_autoptr (GBytes) content = read_all (other);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;

  write_name (fixture->connection, "in-the-log");
  g_assert_true (nuan_file_check_place (reader, NULL));
  copy_over (other, fixture->path);

  g_assert_false (nuan_connection_transact (fixture->connection, add_name, (gpointer) "too-late", &error));
  check_error (error, NUAN_ERROR_STORAGE, "db");
  g_assert_false (nuan_file_check_place (fixture->connection, NULL));
  g_assert_false (nuan_file_check_place (reader, NULL));
  g_clear_pointer (&reader, nuan_connection_close);
  g_clear_pointer (&fixture->connection, nuan_connection_close);
  found = read_all (fixture->path);
  g_assert_true (g_bytes_equal (found, content));
}

static void
file_that_was_copied_over_the_open_one_stays_as_it_is (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *other = restored (fixture, "other.db");

  assert_stops_and_leaves (fixture, other);
}

/* The same file, with the same id, as it was before the last log was played. */
static void
older_copy_of_it_is_another_file (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *old = in_folder (fixture, "old.db");

  write_name (fixture->connection, "early");
  empty_log (fixture->connection);
  copy_over (fixture->path, old);
  write_name (fixture->connection, "late");
  empty_log (fixture->connection);
  assert_stops_and_leaves (fixture, old);
}

static void
log_that_was_played_at_once_makes_the_copy_before_it_an_older_one (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *old = in_folder (fixture, "old.db");
  g_autoptr (GError) error = NULL;

  empty_log (fixture->connection);
  g_assert_true (nuan_connection_exec (fixture->connection, "PRAGMA wal_autocheckpoint = 1", &error));
  copy_over (fixture->path, old);
  write_name (fixture->connection, "played");
  copy_over (old, fixture->path);
  g_assert_false (nuan_connection_transact (fixture->connection, add_name, (gpointer) "too-late", &error));
  check_error (error, NUAN_ERROR_STORAGE, "db");
}

/* Nor is the file another one for whoever has not looked for a while. */
static void
file_that_others_played_logs_into_is_the_same (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) reader = nuan_connection_open (fixture->path, NUAN_OPEN_READ, &error);
  g_autoptr (NuanConnection) other = nuan_connection_open (fixture->path, NUAN_OPEN_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (nuan_file_check_place (reader, NULL));
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("round %u", i);

      write_name (other, name);
      empty_log (other);
    }
  g_assert_true (nuan_file_check_place (reader, NULL));
  write_name (fixture->connection, "and on");
  write_name (other, "and on again");
  g_assert_true (nuan_file_check_place (reader, NULL));
}

static void
text_that_was_copied_over_the_open_one_stays_as_it_is (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *other = in_folder (fixture, "other.txt");

  write_all (other, "no data file", 12);
  assert_stops_and_leaves (fixture, other);
}

static gint64
root_of_the_id (NuanConnection *connection)
{
  gint64 page = 0;

  g_assert_true (nuan_sql_value (connection, &page, NULL, "SELECT rootpage FROM sqlite_schema WHERE name = 'file_id'", ""));
  return page;
}

static void
own_file_is_known_when_somebody_lays_its_pages_anew (Fixture *fixture, gconstpointer unused)
{
  const gint64 before = root_of_the_id (fixture->connection);
  g_autoptr (NuanConnection) reader = nuan_connection_open (fixture->path, NUAN_OPEN_READ, NULL);
  sqlite3 *db = NULL;

  g_assert_true (nuan_file_check_place (reader, NULL));
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "VACUUM; PRAGMA wal_checkpoint (TRUNCATE);", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  g_assert_cmpint (root_of_the_id (reader), !=, before);
  g_assert_true (nuan_file_check_place (reader, NULL));
  g_assert_true (nuan_file_check_place (fixture->connection, NULL));
  write_name (fixture->connection, "afterwards");
  g_assert_true (nuan_file_check_place (reader, NULL));
}

/* Copied over and noticed by nobody: closing plays nothing into it either. */
static void
closing_alone_leaves_what_was_copied_over (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *other = restored (fixture, "other.db");
  g_autoptr (GBytes) content = read_all (other);
  g_autoptr (GBytes) found = NULL;

  write_name (fixture->connection, "in-the-log");
  copy_over (other, fixture->path);
  g_clear_pointer (&fixture->connection, nuan_connection_close);
  found = read_all (fixture->path);
  g_assert_true (g_bytes_equal (found, content));
}

/* Each round of the log writes the row again, and each checkpoint its page: that is the same file. */
static void
own_file_is_known_after_each_round (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanConnection) reader = nuan_connection_open (fixture->path, NUAN_OPEN_READ, NULL);

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *name = g_strdup_printf ("round-%u", i);

      write_name (fixture->connection, name);
      empty_log (fixture->connection);
      g_assert_true (nuan_file_check_place (fixture->connection, NULL));
      g_assert_true (nuan_file_check_place (reader, NULL));
    }
}

/* What the programs share says that the log is done with: nobody would look into it, and who comes next would write behind an older state. */
static void
newcomers_are_not_shown_an_older_copy (Fixture *fixture, gconstpointer how)
{
  g_autofree char *older = in_folder (fixture, "older.db"), *log = log_of (fixture->path), *aside = NULL;
  g_autoptr (NuanConnection) newcomer = NULL;
  g_autoptr (GBytes) before = NULL, after = NULL, log_before = NULL, log_after = NULL;
  g_autoptr (GError) error = NULL;

  write_name (fixture->connection, "one");
  empty_log (fixture->connection);
  copy_bytes (fixture->path, older);
  write_name (fixture->connection, "two");
  play (fixture, TRUE);
  newcomer = nuan_connection_open (fixture->path, GPOINTER_TO_INT (how), &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_name (newcomer, "two"), ==, 1);
  g_clear_pointer (&newcomer, nuan_connection_close);

  copy_over (older, fixture->path);
  before = read_all (fixture->path);
  log_before = read_all (log);
  newcomer = nuan_connection_open (fixture->path, GPOINTER_TO_INT (how), &error);
  g_assert_null (newcomer);
  check_error (error, NUAN_ERROR_STORAGE, "db");
  after = read_all (fixture->path);
  g_assert_true (g_bytes_equal (before, after));
  aside = find_beside (log, ".");
  g_assert_nonnull (aside);
  log_after = read_all (aside);
  g_assert_true (g_bytes_equal (log_before, log_after));
}

/* As programs do that are told to make a log short, or a disk that fails. The hole behind which we would write is played as zeros. */
static void
empty_in_place (const char *log)
{
  g_assert_cmpint (truncate (log, 0), ==, 0);
}

static void
write_zeros_over (const char *log)
{
  const guint8 zeros[4096] = { 0 };
  const int fd = g_open (log, O_WRONLY | O_CLOEXEC, 0);

  g_assert_cmpint (pwrite (fd, zeros, sizeof zeros, 0), ==, sizeof zeros);
  close (fd);
}

static void
emptied_log_stops_and_is_not_played (Fixture *fixture, gconstpointer spoil)
{
  g_autofree char *log = log_of (fixture->path);
  g_autoptr (NuanConnection) reader = nuan_connection_open (fixture->path, NUAN_OPEN_READ, NULL);
  g_autoptr (GBytes) before = NULL, after = NULL;
  g_autoptr (GError) error = NULL, looked = NULL;

  empty_log (fixture->connection);
  write_name (fixture->connection, "in-the-log");
  before = read_all (fixture->path);
  g_assert_true (nuan_file_check_place (reader, NULL));
  ((void (*) (const char *)) spoil) (log);

  g_assert_false (nuan_connection_transact (fixture->connection, add_name, (gpointer) "too-late", &error));
  g_assert_nonnull (strstr (error->message, log));
  check_error (error, NUAN_ERROR_STORAGE, "db");
  g_assert_false (nuan_file_check_place (reader, &looked));
  check_error (looked, NUAN_ERROR_STORAGE, "db");
  g_clear_pointer (&reader, nuan_connection_close);
  g_clear_pointer (&fixture->connection, nuan_connection_close);
  after = read_all (fixture->path);
  g_assert_true (g_bytes_equal (before, after));
}

static void
whole_log_is_known_by_its_index (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanConnection) other = nuan_connection_open (fixture->path, NUAN_OPEN_WRITE, NULL);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *one = g_strdup_printf ("one-%u", i), *two = g_strdup_printf ("two-%u", i);

      write_name (fixture->connection, one);
      if (i % 3 == 0)
        play (fixture, TRUE);
      if (i % 5 == 0)
        empty_log (other);
      write_name (other, two);
      g_assert_true (nuan_file_check_place (fixture->connection, NULL));
      g_assert_true (nuan_file_check_place (other, NULL));
    }
}

/* Another program wrote, and all of it was copied into the main file, which this one has not looked at since. */
static void
lay_older_copy_over (Fixture *fixture)
{
  g_autofree char *older = in_folder (fixture, "older.db");
  g_autoptr (NuanConnection) other = nuan_connection_open (fixture->path, NUAN_OPEN_WRITE, NULL);

  write_name (fixture->connection, "one");
  copy_bytes (fixture->path, older);
  write_name (other, "two");
  play (fixture, TRUE);
  g_clear_pointer (&other, nuan_connection_close);
  copy_over (older, fixture->path);
}

static void
older_copy_is_seen_by_who_wrote_before (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *log = log_of (fixture->path);
  g_autoptr (GBytes) before = NULL, after = NULL;
  g_autoptr (GError) error = NULL;

  lay_older_copy_over (fixture);
  before = read_all (log);
  g_assert_false (nuan_connection_transact (fixture->connection, add_name, (gpointer) "three", &error));
  check_error (error, NUAN_ERROR_STORAGE, "db");
  g_clear_pointer (&fixture->connection, nuan_connection_close);
  after = read_all (log);
  g_assert_true (g_bytes_equal (before, after));
}

/* What stands in the log alone now would go with it. */
static void
log_over_an_older_copy_is_left_by_who_closes (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *log = log_of (fixture->path);
  g_autoptr (NuanConnection) again = NULL;
  g_autoptr (GBytes) before = NULL, after = NULL;
  g_autoptr (GError) error = NULL;

  lay_older_copy_over (fixture);
  before = read_all (log);
  g_clear_pointer (&fixture->connection, nuan_connection_close);
  after = read_all (log);
  g_assert_true (g_bytes_equal (before, after));

  again = nuan_connection_open (fixture->path, NUAN_OPEN_READ, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_name (again, "two"), ==, 1);
}

#define N_NEWCOMERS 100

typedef struct
{
  const char *path;
  gint        ends;
} Rounds;

/* Each transaction begins the log anew. */
static gpointer
write_rounds (gpointer data)
{
  Rounds *rounds = data;
  g_autoptr (NuanConnection) connection = nuan_connection_open (rounds->path, NUAN_OPEN_WRITE, NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (rounds->path, &db), ==, SQLITE_OK);
  for (guint i = 0; !g_atomic_int_get (&rounds->ends); i++)
    {
      g_autofree char *name = g_strdup_printf ("round-%u", i);

      write_name (connection, name);
      g_assert_cmpint (sqlite3_exec (db, "SELECT count (*) FROM counter", NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_wal_checkpoint_v2 (db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    }
  sqlite3_close (db);
  return NULL;
}

static void
newcomers_find_the_file_in_each_round (Fixture *fixture, gconstpointer unused)
{
  Rounds rounds = { .path = fixture->path };
  GThread *writer = g_thread_new ("writer", write_rounds, &rounds);

  for (guint i = 0; i < N_NEWCOMERS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NuanConnection) newcomer = nuan_connection_open (fixture->path, NUAN_OPEN_READ, &error);

      g_assert_no_error (error);
      g_assert_nonnull (newcomer);
    }
  g_atomic_int_set (&rounds.ends, 1);
  g_thread_join (writer);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("own-log-is-played", own_log_is_played);
  ADD ("each-fresh-log-holds-the-id", each_fresh_log_holds_the_id);
  ADD ("plain-copy-opens-without-its-log", plain_copy_opens_without_its_log);
  g_test_add ("/file-id/restored-file-refuses-the-log-of-the-old-one", Fixture, GINT_TO_POINTER (NUAN_OPEN_WRITE), fixture_set_up,
              restored_file_refuses_the_log_of_the_old_one, fixture_tear_down);
  g_test_add ("/file-id/emptied-log-stops-and-is-not-played", Fixture, empty_in_place, fixture_set_up, emptied_log_stops_and_is_not_played,
              fixture_tear_down);
  g_test_add ("/file-id/log-of-zeros-stops-and-is-not-played", Fixture, write_zeros_over, fixture_set_up, emptied_log_stops_and_is_not_played,
              fixture_tear_down);
  ADD ("whole-log-is-known-by-its-index", whole_log_is_known_by_its_index);
  ADD ("older-copy-is-seen-by-who-wrote-before", older_copy_is_seen_by_who_wrote_before);
  ADD ("log-over-an-older-copy-is-left-by-who-closes", log_over_an_older_copy_is_left_by_who_closes);
  ADD ("newcomers-find-the-file-in-each-round", newcomers_find_the_file_in_each_round);
  g_test_add ("/file-id/newcomers-are-not-shown-an-older-copy/writer", Fixture, GINT_TO_POINTER (NUAN_OPEN_WRITE), fixture_set_up,
              newcomers_are_not_shown_an_older_copy, fixture_tear_down);
  g_test_add ("/file-id/newcomers-are-not-shown-an-older-copy/reader", Fixture, GINT_TO_POINTER (NUAN_OPEN_READ), fixture_set_up,
              newcomers_are_not_shown_an_older_copy, fixture_tear_down);
  g_test_add ("/file-id/a-reader-refuses-it-too", Fixture, GINT_TO_POINTER (NUAN_OPEN_READ), fixture_set_up,
              restored_file_refuses_the_log_of_the_old_one, fixture_tear_down);
  ADD ("a-later-log-is-refused-too", a_later_log_is_refused_too);
  ADD ("an-older-copy-of-the-file-refuses-its-newer-log", an_older_copy_of_the_file_refuses_its_newer_log);
  ADD ("squeezed-copy-refuses-the-log-of-the-original", squeezed_copy_refuses_the_log_of_the_original);
  ADD ("log-that-can-not-be-read-is-refused", log_that_can_not_be_read_is_refused);
  ADD ("log-that-was-never-begun-is-no-hindrance", log_that_was_never_begun_is_no_hindrance);
  ADD ("log-of-another-program-is-left-alone", log_of_another_program_is_left_alone);
  ADD ("file-without-a-byte-keeps-its-log", file_without_a_byte_keeps_its_log);
  ADD ("damaged-file-is-not-made-another-by-a-log", damaged_file_is_not_made_another_by_a_log);
  ADD ("file-cut-off-in-a-checkpoint-is-made-whole", file_cut_off_in_a_checkpoint_is_made_whole);
  ADD ("damaged-log-is-put-aside", damaged_log_is_put_aside);
  ADD ("log-cut-off-in-its-last-transaction-is-played", log_cut_off_in_its_last_transaction_is_played);
  ADD ("log-in-use-is-never-moved", log_in_use_is_never_moved);
  ADD ("journal-of-another-file-is-not-played", journal_of_another_file_is_not_played);
  ADD ("restored-file-needs-no-journal", restored_file_needs_no_journal);
  ADD ("renamed-file-asks-for-its-log", renamed_file_asks_for_its_log);
  ADD ("renamed-file-asks-for-a-log-that-was-played-in-part", renamed_file_asks_for_a_log_that_was_played_in_part);
  ADD ("renamed-file-asks-for-no-log-that-was-played", renamed_file_asks_for_no_log_that_was_played);
  ADD ("init-backup-and-restore-give-new-ids", init_backup_and_restore_give_new_ids);
  ADD ("moved-file-is-not-written-any-more", moved_file_is_not_written_any_more);
  ADD ("file-replaced-under-a-transaction-takes-nothing-of-it", file_replaced_under_a_transaction_takes_nothing_of_it);
  ADD ("names-are-plain-names", names_are_plain_names);
  ADD ("file-that-was-copied-over-the-open-one-stays-as-it-is", file_that_was_copied_over_the_open_one_stays_as_it_is);
  ADD ("own-file-is-known-when-somebody-lays-its-pages-anew", own_file_is_known_when_somebody_lays_its_pages_anew);
  ADD ("older-copy-of-it-is-another-file", older_copy_of_it_is_another_file);
  ADD ("log-that-was-played-at-once-makes-the-copy-before-it-an-older-one", log_that_was_played_at_once_makes_the_copy_before_it_an_older_one);
  ADD ("file-that-others-played-logs-into-is-the-same", file_that_others_played_logs_into_is_the_same);
  ADD ("text-that-was-copied-over-the-open-one-stays-as-it-is", text_that_was_copied_over_the_open_one_stays_as_it_is);
  ADD ("closing-alone-leaves-what-was-copied-over", closing_alone_leaves_what_was_copied_over);
  ADD ("own-file-is-known-after-each-round", own_file_is_known_after_each_round);
  return g_test_run ();
}

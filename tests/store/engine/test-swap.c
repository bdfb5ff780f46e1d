#define _GNU_SOURCE   /* RENAME_EXCHANGE */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "base/error.h"
#include "base/part-file.h"
#include "base/unfinished.h"
#include "store/engine/file.h"
#include "store/office/backup.h"

/* File systems of several kinds, which fail when they are told to. The linker puts these in the place of the system's functions. */
typedef struct {
  const char *name;
  gboolean    new_only, exchange, links;   /* what they know */
} Kind;

static const Kind kinds[] = {
  { "disk", TRUE, TRUE, TRUE },
  { "fuse", TRUE, FALSE, TRUE },
  { "network", FALSE, FALSE, TRUE },
  { "stick", FALSE, FALSE, FALSE },
};

static const Kind *kind = &kinds[0];
static const char *bad_from, *bad_to;   /* nothing gets from or to a name that ends so; NULL: everything does */

int __real_renameat2 (int old_folder, const char *old, int new_folder, const char *new, unsigned int flags);
int __wrap_renameat2 (int old_folder, const char *old, int new_folder, const char *new, unsigned int flags);
int __real_rename    (const char *old, const char *new);
int __wrap_rename    (const char *old, const char *new);
int __real_link      (const char *old, const char *new);
int __wrap_link      (const char *old, const char *new);
int __real_fsync     (int descriptor);
int __wrap_fsync     (int descriptor);

static gboolean no_dates;               /* and nothing gets a dated name */
static const char dated[] = "centre\\.db\\.[0-9]{8}-[0-9]{6}(-[0-9]+)?$";
static const char *looked_at;
static ino_t new_file;       /* 0: nobody looks */

/* At no moment does a dated name, which means "old", lead to the new file. */
static int
look (int code)
{
  const int kept = errno;
  g_autoptr (GDir) dir = new_file != 0 ? g_dir_open (looked_at, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (looked_at, name, NULL);
      GStatBuf status;

      g_assert_false (g_regex_match_simple (dated, name, 0, 0) && g_lstat (path, &status) == 0 && status.st_ino == new_file);
    }
  errno = kept;
  return code;
}

static gboolean
is_bad (const char *old, const char *new)
{
  return (bad_from != NULL && g_str_has_suffix (old, bad_from)) || (bad_to != NULL && g_str_has_suffix (new, bad_to))
         || (no_dates && g_regex_match_simple (dated, new, 0, 0));
}

static int
refuse (int code)
{
  errno = code;
  return -1;
}

int
__wrap_renameat2 (int old_folder, const char *old, int new_folder, const char *new, unsigned int flags)
{
  if (!(flags == RENAME_EXCHANGE ? kind->exchange : kind->new_only))
    return refuse (EINVAL);
  return is_bad (old, new) ? refuse (EIO) : look (__real_renameat2 (old_folder, old, new_folder, new, flags));
}

int
__wrap_rename (const char *old, const char *new)
{
  return is_bad (old, new) ? refuse (EIO) : look (__real_rename (old, new));
}

int
__wrap_link (const char *old, const char *new)
{
  if (!kind->links)
    return refuse (EPERM);
  return is_bad (old, new) ? refuse (EIO) : look (__real_link (old, new));
}

static guint folder_syncs, bad_sync;   /* how often a folder was synced, and which time it fails, once; 0: never */

int
__wrap_fsync (int descriptor)
{
  struct stat status;

  g_assert_cmpint (fstat (descriptor, &status), ==, 0);
  if (S_ISDIR (status.st_mode) && ++folder_syncs == bad_sync)
    return refuse (EIO);
  return __real_fsync (descriptor);
}

typedef struct {
  char *folder, *path, *part;
  int   descriptor;
} Desk;

/* A file whose last row stands in its log alone, as a killed writer leaves it. */
static void
make_file (const char *path, const char *word, gboolean with_log)
{
  g_autofree char *insert = g_strdup_printf ("INSERT INTO word (text) VALUES ('%s')", word);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "CREATE TABLE word (text TEXT NOT NULL)", NULL, NULL, NULL), ==, SQLITE_OK);
  if (with_log)
    {
      g_assert_cmpint (sqlite3_exec (db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    }
  g_assert_cmpint (sqlite3_exec (db, insert, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* Owned; NULL where no row is. */
static char *
read_word (const char *path)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *row = NULL;
  char *word = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT text FROM word", -1, &row, NULL), ==, SQLITE_OK);
  if (sqlite3_step (row) == SQLITE_ROW)
    word = g_strdup ((const char *) sqlite3_column_text (row, 0));
  sqlite3_finalize (row);
  sqlite3_close (db);
  return word;
}

static void
assert_word (const char *path, const char *expected)
{
  g_autofree char *word = read_word (path);

  g_assert_cmpstr (word, ==, expected);
}

static void
set_up (Desk *desk, gconstpointer data)
{
  GStatBuf status;

  kind = &kinds[0];
  bad_from = bad_to = NULL;
  no_dates = FALSE;
  folder_syncs = bad_sync = 0;
  desk->folder = g_dir_make_tmp ("nuan-swap-XXXXXX", NULL);
  desk->path = g_build_filename (desk->folder, "centre.db", NULL);
  make_file (desk->path, "old", TRUE);
  desk->descriptor = nuan_part_file_open (desk->path, &desk->part);
  g_assert_cmpint (desk->descriptor, >=, 0);
  make_file (desk->part, "new", FALSE);
  g_assert_cmpint (g_stat (desk->part, &status), ==, 0);
  looked_at = desk->folder;
  new_file = status.st_ino;
  kind = data;
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (desk->folder, 0, NULL);
  const char *name;

  bad_from = bad_to = NULL;
  no_dates = FALSE;
  new_file = 0;
  nuan_unfinished_drop (desk->part);
  close (desk->descriptor);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (desk->folder, name, NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (desk->folder), ==, 0);
  g_free (desk->folder);
  g_free (desk->path);
  g_free (desk->part);
}

/* How many names the folder has that begin so. */
static guint
count_names (Desk *desk, const char *beginning)
{
  g_autoptr (GDir) dir = g_dir_open (desk->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, beginning);
  return n;
}

static void
new_file_stands_there_and_the_old_one_aside_with_its_log (Desk *desk, gconstpointer data)
{
  g_autofree char *aside = NULL, *log = g_strconcat (desk->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  nuan_file_swap (desk->path, desk->part, NULL, NULL, &aside, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  assert_word (desk->path, "new");
  assert_word (aside, "old");
  g_assert_false (g_file_test (desk->part, G_FILE_TEST_EXISTS));
}

static void
assert_nothing_done (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;

  g_assert_false (nuan_file_swap (desk->path, desk->part, NULL, NULL, &aside, &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_STORAGE);
  g_assert_null (aside);
  g_assert_cmpuint (count_names (desk, "centre.db."), ==, 0);
  assert_word (desk->path, "old");
  assert_word (desk->part, "new");
}

static void
part_that_gets_no_name_leaves_all_as_it_was (Desk *desk, gconstpointer data)
{
  bad_from = ".part";
  assert_nothing_done (desk);
}

/* Where the names change in one stroke the log is not moved. */
static void
log_that_stays_where_it_is_keeps_its_file (Desk *desk, gconstpointer data)
{
  bad_from = "-wal";
  if (kind->exchange)
    kind = &kinds[1];
  assert_nothing_done (desk);
}

/* Nothing comes back any more: then the error tells where the file lies. */
static void
file_that_can_not_come_back_is_named (Desk *desk, gconstpointer data)
{
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;

  if (kind->exchange)
    return;   /* moves nothing away */
  bad_to = "centre.db";
  g_assert_false (nuan_file_swap (desk->path, desk->part, NULL, NULL, &aside, &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_STORAGE);
  g_assert_nonnull (g_regex_match_simple ("centre\\.db\\.[0-9]{8}-[0-9]{6} ", error->message, 0, 0) ? error->message : NULL);
  assert_word (desk->part, "new");
}

static void
old_file_that_gets_no_name_stays_in_its_place (Desk *desk, gconstpointer data)
{
  no_dates = TRUE;
  assert_nothing_done (desk);
}

/* No path leads to it: nothing is moved, and nothing is said to be. */
static void
name_in_no_folder_is_an_error (Desk *desk, gconstpointer data)
{
  g_autofree char *path = g_build_filename (desk->folder, "nowhere", "centre.db", NULL), *aside = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_file_swap (path, desk->part, NULL, NULL, &aside, &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_STORAGE);
  assert_word (desk->part, "new");
}

static gboolean
think_better_of_it (gpointer data, GError **error)
{
  Desk *desk = data;
  sqlite3 *other = NULL;

  /* What is read now is what will be moved: nobody commits. */
  assert_word (desk->path, "old");
  g_assert_cmpint (sqlite3_open (desk->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_BUSY);
  sqlite3_close (other);
  nuan_error_set (error, NUAN_ERROR_STORAGE, "db", "not today");
  return FALSE;
}

static void
check_that_fails_leaves_all_as_it_was (Desk *desk, gconstpointer data)
{
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_file_swap (desk->path, desk->part, think_better_of_it, desk, &aside, &error));
  g_assert_cmpstr (error->message, ==, "not today");
  g_assert_cmpuint (count_names (desk, "centre.db."), ==, 0);
  assert_word (desk->path, "old");
}

/* Byte for byte, file and log get their names together or not at all. */
static void
log_of_a_copy_without_a_name_has_none (Desk *desk, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (desk->folder, "copy.db", NULL);
  g_autoptr (GError) error = NULL;

  bad_to = "copy.db";
  g_assert_false (nuan_backup_bytes (desk->path, copy, NUAN_FILE_NEW, &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_STORAGE);
  g_assert_cmpuint (count_names (desk, "copy.db-wal"), ==, 0);
  g_assert_cmpuint (count_names (desk, "nuanchuang-"), ==, 1);   /* the desk's */
}

/* By kind: before there is no way back, and in all. Where an exchange fails, the folder was synced before it was tried. */
static const guint n_syncs_before[] = { 1, 2, 1, 1 }, n_syncs[] = { 4, 3, 2, 2 };

/* The disk tells each failure once: whichever time it was, either nothing is done or it is told what was. */
static void
disk_that_does_not_confirm_is_told (Desk *desk, gconstpointer data)
{
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;
  guint undone = 0;

  for (bad_sync = 1; !nuan_file_swap (desk->path, desk->part, NULL, NULL, &aside, &error) && aside == NULL; bad_sync++)
    {
      g_assert_error (error, NUAN_ERROR, NUAN_ERROR_STORAGE);
      g_assert_cmpuint (count_names (desk, "centre.db."), ==, 0);
      assert_word (desk->path, "old");
      assert_word (desk->part, "new");
      g_clear_error (&error);
      folder_syncs = 0;
      undone++;
    }
  g_assert_cmpuint (undone, ==, n_syncs_before[kind - kinds]);

  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, aside));
  assert_word (desk->path, "new");
  assert_word (aside, "old");
}

static void
last_word_of_the_disk_counts (Desk *desk, gconstpointer data)
{
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;

  bad_sync = n_syncs[kind - kinds];
  g_assert_false (nuan_file_swap (desk->path, desk->part, NULL, NULL, &aside, &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_STORAGE);
  g_assert_cmpuint (folder_syncs, ==, bad_sync);
  assert_word (desk->path, "new");
  assert_word (aside, "old");
}

int
main (int argc, char *argv[])
{
  static const struct { const char *name; void (*test) (Desk *, gconstpointer); } tests[] = {
    { "new-file-stands-there-and-the-old-one-aside-with-its-log", new_file_stands_there_and_the_old_one_aside_with_its_log },
    { "part-that-gets-no-name-leaves-all-as-it-was", part_that_gets_no_name_leaves_all_as_it_was },
    { "log-that-stays-where-it-is-keeps-its-file", log_that_stays_where_it_is_keeps_its_file },
    { "file-that-can-not-come-back-is-named", file_that_can_not_come_back_is_named },
    { "old-file-that-gets-no-name-stays-in-its-place", old_file_that_gets_no_name_stays_in_its_place },
    { "name-in-no-folder-is-an-error", name_in_no_folder_is_an_error },
    { "check-that-fails-leaves-all-as-it-was", check_that_fails_leaves_all_as_it_was },
    { "disk-that-does-not-confirm-is-told", disk_that_does_not_confirm_is_told },
    { "last-word-of-the-disk-counts", last_word_of_the_disk_counts },
    { "log-of-a-copy-without-a-name-has-none", log_of_a_copy_without_a_name_has_none },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint j = 0; j < G_N_ELEMENTS (tests); j++)
      {
        g_autofree char *name = g_strdup_printf ("/swap/on-a-%s-%s", kinds[i].name, tests[j].name);

        g_test_add (name, Desk, &kinds[i], set_up, tests[j].test, tear_down);
      }
  return g_test_run ();
}

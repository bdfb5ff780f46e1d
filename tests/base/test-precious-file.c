#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/error.h"
#include "base/precious-file.h"

typedef struct {
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = g_dir_make_tmp ("nuan-test-XXXXXX", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  GDir *directory = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_dir_close (directory);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

static char *
path_of (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
put (Fixture *fixture, const char *name, const char *bytes, gsize size)
{
  g_autofree char *path = path_of (fixture, name);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

static void
assert_precious (Fixture *fixture, const char *name, gboolean expected)
{
  g_autofree char *path = path_of (fixture, name);
  g_autoptr (GError) error = NULL;
  const gboolean free_to_use = nuan_precious_file_check (path, NULL, &error);

  g_test_message ("%s", name);
  g_assert_cmpint (free_to_use, ==, !expected);
  if (expected)
    g_assert_error (error, NUAN_ERROR, NUAN_ERROR_RULE);
  else
    g_assert_no_error (error);
}

/* The two copies of the header of an index. */
static void
put_index (Fixture *fixture, const char *name, guint32 version)
{
  char bytes[96] = "";

  memcpy (bytes, &version, sizeof version);
  bytes[8] = 7;
  memcpy (bytes + 48, bytes, 48);
  put (fixture, name, bytes, sizeof bytes);
}

static void
files_of_sqlite_and_backups_are_known_by_their_beginning (Fixture *fixture, gconstpointer unused)
{
  put (fixture, "data.csv", "SQLite format 3\0and more", 24);
  put (fixture, "log-1", "\x37\x7f\x06\x82rest", 8);
  put (fixture, "log-2", "\x37\x7f\x06\x83rest", 8);
  put (fixture, "rollback", "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7rest", 12);
  put_index (fixture, "index", 3007000);
  put (fixture, "sealed", NUAN_SEALED_BACKUP_HEADER " and more", strlen (NUAN_SEALED_BACKUP_HEADER) + 9);

  assert_precious (fixture, "data.csv", TRUE);
  assert_precious (fixture, "log-1", TRUE);
  assert_precious (fixture, "log-2", TRUE);
  assert_precious (fixture, "rollback", TRUE);
  assert_precious (fixture, "index", TRUE);
  assert_precious (fixture, "sealed", TRUE);
}

static void
other_files_are_not (Fixture *fixture, gconstpointer unused)
{
  put (fixture, "paper.pdf", "%PDF-1.4", 8);
  put (fixture, "empty", "", 0);
  put (fixture, "about", "SQLite format 3 is a format", 27);   /* no zero byte after the 3 */
  put (fixture, "gbk", "\xc0\xa7\xc4\xd1\xd6\xb0\xb9\xa4\n", 9);
  put (fixture, "binary.pdf", "%PDF-1.4\n\0\1\n%%EOF", 17);

  assert_precious (fixture, "paper.pdf", FALSE);
  assert_precious (fixture, "empty", FALSE);
  assert_precious (fixture, "about", FALSE);
  assert_precious (fixture, "gbk", FALSE);
  assert_precious (fixture, "binary.pdf", FALSE);
  assert_precious (fixture, "not there", FALSE);
}

/* Part of a log, of an index, of a paper that was damaged, an erased sector: nobody knows. */
static void
what_nobody_knows_is_not_written_over (Fixture *fixture, gconstpointer unused)
{
  put (fixture, "short", "\x37\x7f\x06", 3);
  put_index (fixture, "numbers", 3007001);
  put (fixture, "zero", "", 1);
  put (fixture, "erased", "\xff\xff\xff\xff", 4);
  put (fixture, "late", "a text\n\0", 8);
  put (fixture, "half.pdf", "%PDF-1.4\n\0\1\n", 12);

  for (const char *const *name = (const char *const[]) { "short", "numbers", "zero", "erased", "late", "half.pdf", NULL };
       *name != NULL; name++)
    assert_precious (fixture, *name, TRUE);
}

/* Wherever it lies, also across two blocks and at the end. */
static void
a_paper_with_a_data_file_in_it_is_not_written_over (Fixture *fixture, gconstpointer unused)
{
  static const char data[] = "SQLite format 3";
  static const gsize places[] = { 9, 64 * 1024 - 16, 64 * 1024 - 15, 64 * 1024 - 8, 64 * 1024 - 1, 64 * 1024, 128 * 1024 - 30, 200000 - 21 };
  const gsize size = 200000;
  g_autofree char *paper = g_malloc0 (size);

  memcpy (paper, "%PDF-1.4\n", 9);
  memcpy (paper + size - 5, "%%EOF", 5);
  put (fixture, "paper.pdf", paper, size);
  assert_precious (fixture, "paper.pdf", FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      memcpy (paper + places[i], data, sizeof data);
      put (fixture, "paper.pdf", paper, size);
      assert_precious (fixture, "paper.pdf", TRUE);
      paper[places[i] + 14] = '4';   /* of another kind */
      put (fixture, "paper.pdf", paper, size);
      assert_precious (fixture, "paper.pdf", FALSE);
    }
}

/* At the end of a large file, too. */
static void
all_of_a_text_is_read (Fixture *fixture, gconstpointer unused)
{
  const gsize size = 300000;
  g_autofree char *text = g_malloc (size);

  memset (text, 'a', size);
  put (fixture, "text", text, size);
  assert_precious (fixture, "text", FALSE);
  text[size - 1] = '\0';
  put (fixture, "text", text, size);
  assert_precious (fixture, "text", TRUE);
}

static void
what_stands_beside_a_data_file_is_known_by_its_name (Fixture *fixture, gconstpointer unused)
{
  put (fixture, "other.db", "SQLite format 3\0and more", 24);
  put (fixture, "other.db.lock", "anna@desk", 9);
  put (fixture, "report.lock", "a lock of nothing", 17);

  assert_precious (fixture, "other.db-wal", TRUE);   /* not there: it would be read as the log */
  assert_precious (fixture, "other.db-shm", TRUE);
  assert_precious (fixture, "other.db-journal", TRUE);
  assert_precious (fixture, "other.db.lock", TRUE);
  assert_precious (fixture, "other.db.pdf", FALSE);
  assert_precious (fixture, "report.lock", FALSE);
  assert_precious (fixture, "report-wal", FALSE);
}

static void
a_damaged_data_file_is_known_by_its_log (Fixture *fixture, gconstpointer unused)
{
  put (fixture, "damaged.db", "no beginning", 12);
  assert_precious (fixture, "damaged.db", FALSE);
  put (fixture, "damaged.db-wal", "\x37\x7f\x06\x82rest", 8);
  assert_precious (fixture, "damaged.db", TRUE);
}

/* Whatever is in them: a log is empty where all of it is in the file, and who held a lock may have been killed before he said so. */
static void
a_damaged_data_file_is_known_by_what_stands_beside_it (Fixture *fixture, gconstpointer unused)
{
  static const char *const ends[] = { "-wal", "-shm", "-journal", ".lock" };

  put (fixture, "fine.csv", "no beginning", 12);
  put (fixture, "fine.csv.bak", "", 0);
  assert_precious (fixture, "fine.csv", FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strdup_printf ("damaged-%u.db", i);
      g_autofree char *beside = g_strconcat (name, ends[i], NULL);

      put (fixture, name, "no beginning", 12);
      put (fixture, beside, "", 0);
      assert_precious (fixture, name, TRUE);
    }
}

static void
assert_holds_data (Fixture *fixture, const char *name, gboolean expected)
{
  g_autofree char *path = path_of (fixture, name);

  g_test_message ("%s", name);
  g_assert_cmpint (nuan_precious_file_holds_data (path), ==, expected);
}

static void
put_pages (Fixture *fixture, const char *name, guint number, const char *page, gsize size)
{
  g_autofree char *pages = g_malloc0 (3 * 4096);

  memcpy (pages + number * 4096, page, size);
  put (fixture, name, pages, 3 * 4096);
}

/* The page of the id: a leaf with one cell. */
static void
a_copy_whose_beginning_is_destroyed_is_known_by_its_id_or_its_number (Fixture *fixture, gconstpointer unused)
{
  static const char id[] = "\x0d\0\0\0\1 nuanfile-0123456789abcdef0123456789abcdef";
  static const char text[] = "\x0d\0\0\0\1 nuanfile-0123456789abcdef is how an id begins";
  static const char note[] = "nuanfile-0123456789abcdef0123456789abcdef";
  char head[100] = { 0 };

  put_pages (fixture, "third", 2, id, sizeof id);
  put_pages (fixture, "text", 2, text, sizeof text);
  put_pages (fixture, "note", 1, note, sizeof note);
  put_pages (fixture, "zeros", 0, head, sizeof head);
  memcpy (head + 68, "nuan", 4);
  put_pages (fixture, "number", 0, head, sizeof head);
  put (fixture, "letter", head, sizeof head);   /* no length of pages: a text that has these letters there */

  assert_precious (fixture, "third", TRUE);
  assert_precious (fixture, "text", TRUE);   /* by their zeros */
  assert_precious (fixture, "note", TRUE);
  assert_precious (fixture, "zeros", TRUE);
  assert_precious (fixture, "number", TRUE);
  assert_precious (fixture, "letter", TRUE);
}

/* For a copy of its pages: is it one of ours at all? */
static void
what_holds_data_has_its_number_or_its_id (Fixture *fixture, gconstpointer unused)
{
  static const char id[] = "\x0d\0\0\0\1 nuanfile-0123456789abcdef0123456789abcdef";
  static const char text[] = "\x0d\0\0\0\1 nuanfile-0123456789abcdef is how an id begins";
  char head[100] = { 0 };

  put_pages (fixture, "third", 2, id, sizeof id);
  put_pages (fixture, "text", 2, text, sizeof text);
  put_pages (fixture, "zeros", 0, head, sizeof head);
  memcpy (head + 68, "nuan", 4);
  put_pages (fixture, "number", 0, head, sizeof head);
  put (fixture, "letter", head, sizeof head);   /* no length of pages: a text that has these letters there */

  assert_holds_data (fixture, "third", TRUE);
  assert_holds_data (fixture, "number", TRUE);
  assert_holds_data (fixture, "text", FALSE);
  assert_holds_data (fixture, "zeros", FALSE);
  assert_holds_data (fixture, "letter", FALSE);
}

static void
link_to (Fixture *fixture, const char *from, const char *to, int (*make) (const char *, const char *))
{
  g_autofree char *old = path_of (fixture, from);
  g_autofree char *new = path_of (fixture, to);

  g_assert_cmpint (make (old, new), ==, 0);
}

/* Neither name nor content tells all: an open data file without a byte, its empty log, links to its lock. */
static void
what_the_program_opened_is_known_by_name_and_by_inode (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *opened = path_of (fixture, "link.db");

  put (fixture, "open.db", "", 0);
  link_to (fixture, "open.db", "link.db", symlink);
  assert_precious (fixture, "open.db", FALSE);
  nuan_precious_file_protect (opened);   /* SQLite's log stands beside what the link names, the lock beside the link */
  put (fixture, "open.db-wal", "", 0);
  put (fixture, "link.db.lock", "anna@desk", 9);
  link_to (fixture, "open.db", "hard.csv", link);
  link_to (fixture, "open.db-wal", "log.csv", link);
  link_to (fixture, "link.db.lock", "soft.csv", symlink);

  assert_precious (fixture, "open.db", TRUE);
  assert_precious (fixture, "link.db", TRUE);
  assert_precious (fixture, "open.db-wal", TRUE);
  assert_precious (fixture, "open.db-shm", TRUE);
  assert_precious (fixture, "open.db-journal", TRUE);
  assert_precious (fixture, "open.db.lock", TRUE);
  assert_precious (fixture, "link.db.lock", TRUE);
  assert_precious (fixture, "hard.csv", TRUE);
  assert_precious (fixture, "log.csv", TRUE);
  assert_precious (fixture, "soft.csv", TRUE);
  assert_precious (fixture, "open.db.csv", FALSE);
}

#define ADD(name, function) g_test_add ("/precious-file/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("files-of-sqlite-and-backups-are-known-by-their-beginning", files_of_sqlite_and_backups_are_known_by_their_beginning);
  ADD ("other-files-are-not", other_files_are_not);
  ADD ("what-nobody-knows-is-not-written-over", what_nobody_knows_is_not_written_over);
  ADD ("a-paper-with-a-data-file-in-it-is-not-written-over", a_paper_with_a_data_file_in_it_is_not_written_over);
  ADD ("all-of-a-text-is-read", all_of_a_text_is_read);
  ADD ("what-stands-beside-a-data-file-is-known-by-its-name", what_stands_beside_a_data_file_is_known_by_its_name);
  ADD ("a-damaged-data-file-is-known-by-its-log", a_damaged_data_file_is_known_by_its_log);
  ADD ("a-damaged-data-file-is-known-by-what-stands-beside-it", a_damaged_data_file_is_known_by_what_stands_beside_it);
  ADD ("a-copy-whose-beginning-is-destroyed-is-known-by-its-id-or-its-number", a_copy_whose_beginning_is_destroyed_is_known_by_its_id_or_its_number);
  ADD ("what-holds-data-has-its-number-or-its-id", what_holds_data_has_its_number_or_its_id);
  ADD ("what-the-program-opened-is-known-by-name-and-by-inode", what_the_program_opened_is_known_by_name_and_by_inode);
  return g_test_run ();
}

#include "config.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/atomic-file.h"
#include "base/error.h"
#include "base/unfinished.h"

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = g_dir_make_tmp ("nuan-test-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "paper.pdf", NULL);
}

/* How many files stand in the folder. */
static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) directory = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (directory) != NULL)
    n++;
  return n;
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_unlink (fixture->path);
  g_assert_cmpuint (count_files (fixture), ==, 0);   /* no part is left */
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
assert_content (const char *path, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static NuanAtomicFile *
begin (Fixture *fixture, NuanFileMode mode, const char *text)
{
  g_autoptr (GError) error = NULL;
  NuanAtomicFile *file = nuan_atomic_file_begin (fixture->path, mode, &error);

  g_assert_no_error (error);
  g_assert_true (nuan_atomic_file_write (file, text, strlen (text), &error));
  return file;
}

static void
only_a_commit_makes_the_file (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  NuanAtomicFile *file = begin (fixture, NUAN_FILE_NEW, "whole");
  g_autofree char *part = g_strdup (nuan_atomic_file_get_part (file));
  struct stat status;

  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (stat (part, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (nuan_atomic_file_commit (file, &error));
  assert_content (fixture->path, "whole");
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
an_abort_leaves_the_old_file (Fixture *fixture, gconstpointer unused)
{
  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  nuan_atomic_file_abort (begin (fixture, NUAN_FILE_REPLACE, "half"));
  assert_content (fixture->path, "old");
}

static void
a_long_file_arrives_to_the_last_byte (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) expected = g_string_new (NULL);
  NuanAtomicFile *file = begin (fixture, NUAN_FILE_NEW, "");

  for (guint i = 0; i < 40000; i++)
    {
      g_autofree char *line = g_strdup_printf ("line %u\n", i);

      g_string_append (expected, line);
      g_assert_true (nuan_atomic_file_write (file, line, strlen (line), &error));
    }
  g_assert_true (nuan_atomic_file_write (file, expected->str, expected->len, &error));
  g_assert_true (nuan_atomic_file_commit (file, &error));
  g_string_append (expected, expected->str);
  assert_content (fixture->path, expected->str);
}

static void
a_file_that_stands_there_stays_unless_a_person_lets_it_go (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("new", 3);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "mine", -1, NULL));
  g_assert_false (nuan_atomic_file_check (fixture->path, NUAN_FILE_NEW, NULL));
  g_assert_true (nuan_atomic_file_check (fixture->path, NUAN_FILE_REPLACE, NULL));
  g_assert_false (nuan_atomic_file_save (fixture->path, NUAN_FILE_NEW, content, &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_CONFLICT);
  assert_content (fixture->path, "mine");
  g_assert_true (nuan_atomic_file_save (fixture->path, NUAN_FILE_REPLACE, content, NULL));
  assert_content (fixture->path, "new");
}

/* What killed programs left has their pattern and no holder; everything else in the folder is somebody's. */
static void
what_a_killed_program_left_goes_and_nothing_else (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *left = g_build_filename (fixture->folder, "nuanchuang-0123456789abcdef.part", NULL);
  g_autofree char *left_log = g_strconcat (left, "-wal", NULL);
  g_autofree char *strange = g_build_filename (fixture->folder, "nuanchuang-2025.part", NULL);
  g_autofree char *old_fashioned = g_strconcat (fixture->path, ".part", NULL);
  g_autofree char *linked = g_build_filename (fixture->folder, "nuanchuang-fedcba9876543210.part", NULL);
  NuanAtomicFile *held = begin (fixture, NUAN_FILE_NEW, "held");
  g_autofree char *part = g_strdup (nuan_atomic_file_get_part (held));

  g_assert_true (g_file_set_contents (left, "leavings", -1, NULL));
  g_assert_true (g_file_set_contents (left_log, "leavings", -1, NULL));
  g_assert_true (g_file_set_contents (strange, "mine", -1, NULL));
  g_assert_true (g_file_set_contents (old_fashioned, "mine", -1, NULL));
  g_assert_cmpint (symlink (strange, linked), ==, 0);
  nuan_atomic_file_abort (begin (fixture, NUAN_FILE_NEW, "other"));
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (left_log, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (part, G_FILE_TEST_EXISTS));
  assert_content (strange, "mine");
  assert_content (old_fashioned, "mine");
  g_assert_true (g_file_test (linked, G_FILE_TEST_IS_SYMLINK));

  g_assert_true (nuan_atomic_file_commit (held, NULL));
  assert_content (fixture->path, "held");
  g_unlink (strange);
  g_unlink (old_fashioned);
  g_unlink (linked);
}

static void
of_two_writers_the_second_is_told (Fixture *fixture, gconstpointer gmode)
{
  const NuanFileMode mode = GPOINTER_TO_INT (gmode);
  g_autoptr (GError) error = NULL;
  NuanAtomicFile *first, *second;

  if (mode == NUAN_FILE_REPLACE)
    g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  first = begin (fixture, mode, "first");
  second = begin (fixture, mode, "second");
  g_assert_true (nuan_atomic_file_commit (first, NULL));
  g_assert_false (nuan_atomic_file_commit (second, &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_CONFLICT);
  assert_content (fixture->path, "first");
}

static void
a_file_that_comes_meanwhile_stays (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  NuanAtomicFile *file = begin (fixture, NUAN_FILE_REPLACE, "ours");

  g_assert_true (g_file_set_contents (fixture->path, "theirs", -1, NULL));
  g_assert_false (nuan_atomic_file_commit (file, &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_CONFLICT);
  assert_content (fixture->path, "theirs");
}

static void
a_file_that_becomes_a_data_file_meanwhile_stays (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  NuanAtomicFile *file;
  FILE *stream;

  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  file = begin (fixture, NUAN_FILE_REPLACE, "ours");
  stream = fopen (fixture->path, "r+");   /* the same inode */
  g_assert_cmpint (fwrite ("SQLite format 3", 1, 16, stream), ==, 16);
  fclose (stream);
  g_assert_false (nuan_atomic_file_commit (file, &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_RULE);
  assert_content (fixture->path, "SQLite format 3");
}

static void
a_part_that_was_exchanged_gets_no_name (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  NuanAtomicFile *file = begin (fixture, NUAN_FILE_NEW, "ours");
  g_autofree char *part = g_strdup (nuan_atomic_file_get_part (file));

  g_assert_true (g_file_set_contents (part, "theirs", -1, NULL));   /* another inode */
  g_assert_false (nuan_atomic_file_commit (file, &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_CONFLICT);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  assert_content (part, "theirs");
  g_unlink (part);
}

static void
what_was_placed_is_kept_or_taken_back (Fixture *fixture, gconstpointer unused)
{
  NuanAtomicFile *file = begin (fixture, NUAN_FILE_NEW, "one");

  g_assert_true (nuan_atomic_file_place (file, NULL));
  assert_content (fixture->path, "one");
  nuan_atomic_file_abort (file);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  file = begin (fixture, NUAN_FILE_REPLACE, "two");
  g_assert_true (nuan_atomic_file_place (file, NULL));
  assert_content (fixture->path, "two");
  nuan_atomic_file_abort (file);
  assert_content (fixture->path, "old");

  file = begin (fixture, NUAN_FILE_REPLACE, "three");
  g_assert_true (nuan_atomic_file_place (file, NULL));
  nuan_atomic_file_keep (file);
  assert_content (fixture->path, "three");
}

static void
a_link_is_kept_and_its_file_replaced (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *folder = g_dir_make_tmp ("nuan-test-XXXXXX", NULL);
  g_autofree char *real = g_build_filename (folder, "real.pdf", NULL);
  g_autoptr (GBytes) content = g_bytes_new_static ("new", 3);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink (real, fixture->path), ==, 0);
  g_assert_false (nuan_atomic_file_save (fixture->path, NUAN_FILE_REPLACE, content, &error));   /* leads nowhere yet */
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_CONFLICT);
  g_assert_true (g_file_set_contents (real, "old", -1, NULL));
  g_assert_false (nuan_atomic_file_save (fixture->path, NUAN_FILE_NEW, content, NULL));
  assert_content (real, "old");
  g_assert_true (nuan_atomic_file_save (fixture->path, NUAN_FILE_REPLACE, content, NULL));
  assert_content (real, "new");
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_SYMLINK));
  g_unlink (real);
  g_rmdir (folder);
}

static void
assert_refused (const char *path, NuanError code)
{
  for (NuanFileMode mode = NUAN_FILE_NEW; mode <= NUAN_FILE_REPLACE; mode++)
    {
      g_autoptr (GError) begun = NULL;
      g_autoptr (GError) checked = NULL;

      g_assert_null (nuan_atomic_file_begin (path, mode, &begun));
      g_assert_error (begun, NUAN_ERROR, (gint) code);
      g_assert_false (nuan_atomic_file_check (path, mode, &checked));
      g_assert_error (checked, NUAN_ERROR, (gint) code);
    }
}

static void
what_is_no_file_is_refused_at_once (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);

  assert_refused (fixture->folder, NUAN_ERROR_INVALID);
  assert_refused ("/dev/null", NUAN_ERROR_INVALID);
  assert_refused ("/nonexistent/paper.pdf", NUAN_ERROR_STORAGE);
  assert_refused ("", NUAN_ERROR_INVALID);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  assert_refused (fixture->path, NUAN_ERROR_INVALID);
  g_assert_cmpint (symlink (fixture->path, link), ==, 0);
  assert_refused (link, NUAN_ERROR_INVALID);
  g_unlink (link);
}

/* A process that is told to end takes its parts with it; what it has placed is finished first. */
static void
told_to_end_no_part_is_left (Fixture *fixture, gconstpointer unused)
{
  if (g_test_subprocess ())
    {
      g_autofree char *path = g_build_filename (g_getenv ("NUAN_TEST_FOLDER"), "paper.pdf", NULL);
      NuanAtomicFile *file = nuan_atomic_file_begin (path, NUAN_FILE_NEW, NULL);

      g_assert_nonnull (file);
      g_assert_true (g_file_test (nuan_atomic_file_get_part (file), G_FILE_TEST_EXISTS));
      nuan_unfinished_end ();
      _exit (0);
    }
  g_setenv ("NUAN_TEST_FOLDER", fixture->folder, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

#define ADD(name, data, function) g_test_add ("/atomic-file/" name, Fixture, data, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("only-a-commit-makes-the-file", NULL, only_a_commit_makes_the_file);
  ADD ("an-abort-leaves-the-old-file", NULL, an_abort_leaves_the_old_file);
  ADD ("a-long-file-arrives-to-the-last-byte", NULL, a_long_file_arrives_to_the_last_byte);
  ADD ("a-file-that-stands-there-stays-unless-a-person-lets-it-go", NULL, a_file_that_stands_there_stays_unless_a_person_lets_it_go);
  ADD ("what-a-killed-program-left-goes-and-nothing-else", NULL, what_a_killed_program_left_goes_and_nothing_else);
  ADD ("of-two-writers-of-a-new-file-the-second-is-told", GINT_TO_POINTER (NUAN_FILE_NEW), of_two_writers_the_second_is_told);
  ADD ("of-two-writers-over-a-file-the-second-is-told", GINT_TO_POINTER (NUAN_FILE_REPLACE), of_two_writers_the_second_is_told);
  ADD ("a-file-that-comes-meanwhile-stays", NULL, a_file_that_comes_meanwhile_stays);
  ADD ("a-file-that-becomes-a-data-file-meanwhile-stays", NULL, a_file_that_becomes_a_data_file_meanwhile_stays);
  ADD ("a-part-that-was-exchanged-gets-no-name", NULL, a_part_that_was_exchanged_gets_no_name);
  ADD ("what-was-placed-is-kept-or-taken-back", NULL, what_was_placed_is_kept_or_taken_back);
  ADD ("a-link-is-kept-and-its-file-replaced", NULL, a_link_is_kept_and_its_file_replaced);
  ADD ("what-is-no-file-is-refused-at-once", NULL, what_is_no_file_is_refused_at_once);
  ADD ("told-to-end-no-part-is-left", NULL, told_to_end_no_part_is_left);
  return g_test_run ();
}

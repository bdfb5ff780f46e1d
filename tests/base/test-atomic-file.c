#include "config.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "base/atomic-file.h"
#include "base/error.h"

typedef struct {
  char *folder;
  char *path;
  char *part;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = g_dir_make_tmp ("nuan-test-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "paper.pdf", NULL);
  fixture->part = g_strconcat (fixture->path, ".part", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_unlink (fixture->path);
  g_unlink (fixture->part);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->part);
}

static void
assert_content (const char *path, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
only_a_commit_makes_the_file (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  NuanAtomicFile *file = nuan_atomic_file_begin (fixture->path, &error);
  struct stat status;

  g_assert_no_error (error);
  g_assert_true (nuan_atomic_file_puts (file, "whole", &error));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_true (nuan_atomic_file_commit (file, &error));
  assert_content (fixture->path, "whole");
  g_assert_false (g_file_test (fixture->part, G_FILE_TEST_EXISTS));
  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
an_abort_leaves_the_old_file (Fixture *fixture, gconstpointer unused)
{
  NuanAtomicFile *file;

  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  file = nuan_atomic_file_begin (fixture->path, NULL);
  g_assert_true (nuan_atomic_file_puts (file, "half", NULL));
  nuan_atomic_file_abort (file);
  assert_content (fixture->path, "old");
  g_assert_false (g_file_test (fixture->part, G_FILE_TEST_EXISTS));
}

static void
a_long_file_arrives_to_the_last_byte (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) expected = g_string_new (NULL);
  NuanAtomicFile *file = nuan_atomic_file_begin (fixture->path, &error);

  for (guint i = 0; i < 40000; i++)
    {
      g_autofree char *line = g_strdup_printf ("line %u\n", i);

      g_string_append (expected, line);
      g_assert_true (nuan_atomic_file_puts (file, line, &error));
    }
  g_assert_true (nuan_atomic_file_write (file, expected->str, expected->len, &error));
  g_assert_true (nuan_atomic_file_commit (file, &error));
  g_string_append (expected, expected->str);
  assert_content (fixture->path, expected->str);
}

static void
what_a_killed_program_left_is_taken_over (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("new", 3);

  g_assert_true (g_file_set_contents (fixture->part, "much longer leavings", -1, NULL));
  g_assert_true (nuan_atomic_file_replace (fixture->path, content, NULL));
  assert_content (fixture->path, "new");
}

static void
a_second_writer_is_told (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanAtomicFile) first = nuan_atomic_file_begin (fixture->path, NULL);

  g_assert_nonnull (first);
  g_assert_null (nuan_atomic_file_begin (fixture->path, &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_CONFLICT);
  g_assert_true (g_file_test (fixture->part, G_FILE_TEST_EXISTS));
}

static void
a_folder_or_device_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) folder = NULL;
  g_autoptr (GError) device = NULL;
  g_autoptr (GError) missing = NULL;

  g_assert_null (nuan_atomic_file_begin (fixture->folder, &folder));
  g_assert_error (folder, NUAN_ERROR, NUAN_ERROR_STORAGE);
  g_assert_null (nuan_atomic_file_begin ("/dev/null", &device));
  g_assert_error (device, NUAN_ERROR, NUAN_ERROR_STORAGE);
  g_assert_null (nuan_atomic_file_begin ("/nonexistent/paper.pdf", &missing));
  g_assert_error (missing, NUAN_ERROR, NUAN_ERROR_STORAGE);
}

#define ADD(name, function) g_test_add ("/atomic-file/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("only-a-commit-makes-the-file", only_a_commit_makes_the_file);
  ADD ("an-abort-leaves-the-old-file", an_abort_leaves_the_old_file);
  ADD ("a-long-file-arrives-to-the-last-byte", a_long_file_arrives_to_the_last_byte);
  ADD ("what-a-killed-program-left-is-taken-over", what_a_killed_program_left_is_taken_over);
  ADD ("a-second-writer-is-told", a_second_writer_is_told);
  ADD ("a-folder-or-device-is-refused", a_folder_or_device_is_refused);
  return g_test_run ();
}

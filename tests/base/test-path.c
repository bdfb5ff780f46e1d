#include <unistd.h>

#include <glib/gstdio.h>

#include "base/path.h"

/* FOLDER/real/deep, and FOLDER/near/link, which leads to the latter. */
static char *folder;

static char *
in_folder (const char *rest)
{
  return g_build_filename (folder, rest, NULL);
}

static void
assert_absolute (const char *path, const char *expected)
{
  g_autofree char *given = in_folder (path), *wanted = in_folder (expected);
  g_autofree char *whole = nuan_path_absolute (given), *relative = nuan_path_absolute (path);

  g_assert_cmpstr (whole, ==, wanted);
  g_assert_cmpstr (relative, ==, wanted);   /* the test stands in FOLDER */
}

static void
the_folder_above_is_the_systems (void)
{
  assert_absolute ("near/x.db", "near/x.db");
  assert_absolute ("near/../x.db", "x.db");
  assert_absolute ("./near//./x.db", "near/x.db");
  assert_absolute ("near/link/x.db", "near/link/x.db");
  assert_absolute ("near/link/../deep/x.db", "real/deep/x.db");
  assert_absolute ("near/link/../x.db", "real/x.db");
  assert_absolute ("near/link/../../near/link/..", "real");
}

static void
the_last_name_stays (void)
{
  assert_absolute ("near/link", "near/link");
  assert_absolute ("near/link/", "near/link");
  assert_absolute ("near/link/.", "real/deep");
  assert_absolute ("lost", "lost");
}

static void
what_is_not_there_yet_goes_by_its_letters (void)
{
  assert_absolute ("near/link/../new/more/x.db", "real/new/more/x.db");
  assert_absolute ("new/../x.db", "x.db");
}

static void
assert_follows (const char *path, const char *expected)
{
  g_autofree char *given = in_folder (path), *wanted = in_folder (expected);
  g_autofree char *whole = nuan_path_follow (given), *relative = nuan_path_follow (path);

  g_assert_cmpstr (whole, ==, wanted);
  g_assert_cmpstr (relative, ==, g_str_equal (path, expected) ? path : wanted);
}

static void
a_link_is_followed_to_its_end_and_what_is_nothing_stays (void)
{
  g_autofree char *deep = nuan_path_follow ("real/deep"), *wanted = in_folder ("real/deep");

  g_assert_cmpstr (deep, ==, wanted);
  assert_follows ("near/link", "real/deep");
  assert_follows ("near/link/..", "real");
  assert_follows ("lost", "lost");   /* leads nowhere */
  assert_follows ("near/link/x.db", "near/link/x.db");
}

static void
the_root_is_its_own_folder (void)
{
  g_autofree char *root = nuan_path_absolute ("/"), *above = nuan_path_absolute ("/.."), *file = nuan_path_absolute ("/x.db");

  g_assert_cmpstr (root, ==, "/");
  g_assert_cmpstr (above, ==, "/");
  g_assert_cmpstr (file, ==, "/x.db");
}

int
main (int argc, char *argv[])
{
  g_autofree char *made = g_dir_make_tmp ("nuan-test-XXXXXX", NULL);
  g_autofree char *deep = NULL, *near = NULL, *link = NULL, *lost = NULL, *real = NULL;
  int code;

  folder = nuan_path_absolute (made);
  deep = in_folder ("real/deep");
  near = in_folder ("near");
  link = in_folder ("near/link");
  lost = in_folder ("lost");
  real = in_folder ("real");
  g_assert_cmpint (g_mkdir_with_parents (deep, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (near, 0700), ==, 0);
  g_assert_cmpint (symlink (deep, link), ==, 0);
  g_assert_cmpint (symlink ("nowhere", lost), ==, 0);
  g_assert_cmpint (g_chdir (folder), ==, 0);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path/the-folder-above-is-the-systems", the_folder_above_is_the_systems);
  g_test_add_func ("/path/the-last-name-stays", the_last_name_stays);
  g_test_add_func ("/path/what-is-not-there-yet-goes-by-its-letters", what_is_not_there_yet_goes_by_its_letters);
  g_test_add_func ("/path/a-link-is-followed-to-its-end-and-what-is-nothing-stays", a_link_is_followed_to_its_end_and_what_is_nothing_stays);
  g_test_add_func ("/path/the-root-is-its-own-folder", the_root_is_its_own_folder);
  code = g_test_run ();

  g_unlink (lost);
  g_unlink (link);
  g_rmdir (near);
  g_rmdir (deep);
  g_rmdir (real);
  g_rmdir (folder);
  g_free (folder);
  return code;
}

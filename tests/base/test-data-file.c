#include <sys/stat.h>

#include <glib/gstdio.h>

#include "base/code-list.h"
#include "base/data-file.h"
#include "base/day.h"
#include "base/region.h"
#include "check-error.h"

static char *directory;

static void
write_file (const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
test_directory (void)
{
  g_assert_cmpstr (nuan_data_directory (), ==, directory);
}

static void
test_shipped (void)
{
  static const char *const names[] = { "regions.csv", "holidays.csv", "surname-readings.csv", "code-lists.csv", "tables/receipts.ini" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = nuan_data_file_load (names[i], &error);

      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), >, 100);
    }
}

static void
test_override (void)
{
  g_autoptr (GBytes) bytes = NULL;

  write_file ("tables/fund-state.ini", "mine");
  bytes = nuan_data_file_load ("tables/fund-state.ini", NULL);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "mine", 4);
}

static void
test_pipe (void)
{
  g_autofree char *path = g_build_filename (directory, "papers.ini", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_null (nuan_data_file_load ("papers.ini", &error));   /* at once */
  check_error (error, NUAN_ERROR_STORAGE, "name");
  g_unlink (path);
}

static void
test_override_used (void)
{
  gboolean guessed = TRUE;

  write_file ("regions.csv", "code,name,first_revision,last_revision\r\n990000,试点省,2024,2024\r\n990100,试点市,2024,2024\r\n");
  write_file ("holidays.csv", "date,kind,name\n2099-03-04,off,馆庆\n2099-03-08,work,馆庆\n");
  g_assert_cmpstr (nuan_region_name ("990100"), ==, "试点市");
  g_assert_null (nuan_region_name ("511102"));
  g_assert_false (nuan_day_is_working (nuan_day_new (2099, 3, 4), &guessed));
  g_assert_false (guessed);
  g_assert_true (nuan_day_is_working (nuan_day_new (2099, 3, 8), NULL));
}

static void
test_broken_line (void)
{
  guint n_codes;

  write_file ("code-lists.csv", "list,code,label\n# a comment\nmethod,cash,\"现金, \"\"零钱\"\"\"\nmethod\nmethod,cash,twice\nmethod,card,转账");
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "code-lists.csv*");
  nuan_code_list ("method", &n_codes);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (n_codes, ==, 2);
  g_assert_cmpstr (nuan_code_label ("method", "cash"), ==, "现金, \"零钱\"");
}

static void
test_missing (void)
{
  static const char *const bad[] = { "", "/etc/passwd", "../secret", "tables/../../secret" };
  g_autoptr (GError) error = NULL;

  g_assert_null (nuan_data_file_load ("no-such.csv", &error));
  check_error (error, NUAN_ERROR_NOT_FOUND, "name");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (nuan_data_file_load (bad[i], &error));
      check_error (error, NUAN_ERROR_INVALID, "name");
    }
}

static void
test_list (void)
{
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) none = nuan_data_file_list ("no-such", ".ini");

  write_file ("tables/an-own-one.ini", "x");
  write_file ("tables/receipts.ini", "x");
  write_file ("tables/notes.txt", "x");
  write_file ("tables/.hidden.ini", "x");
  names = nuan_data_file_list ("tables", ".ini");
  g_assert_cmpstr (names[0], ==, "an-own-one.ini");
  g_assert_true (g_strv_contains ((const char *const *) names, "help-by-programme-fund.ini"));
  g_assert_false (g_strv_contains ((const char *const *) names, "notes.txt"));
  g_assert_false (g_strv_contains ((const char *const *) names, ".hidden.ini"));
  for (guint i = 1; names[i] != NULL; i++)
    g_assert_cmpstr (names[i - 1], <, names[i]);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

static void
test_csv (void)
{
  static const struct { const char *line, *fields; } cases[] = {
    { "a,b,c", "a|b|c" }, { "", "" }, { ",", "|" }, { "a,,c,", "a||c|" }, { "\"a,b\",c", "a,b|c" }, { "\"a \"\"b\"\"\",c\r\n", "a \"b\"|c" },
    { "乐山市,\"市中区\"", "乐山市|市中区" }, { "\"open", "open" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) fields = nuan_csv_split (cases[i].line);
      g_autofree char *joined = g_strjoinv ("|", fields);

      g_assert_cmpstr (joined, ==, cases[i].fields);
    }
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

int
main (int argc, char **argv)
{
  int status;

  directory = g_dir_make_tmp ("nuan-data-XXXXXX", NULL);
  g_setenv ("NUAN_DATA_DIR", directory, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-file/the data directory is the one that is set", test_directory);
  g_test_add_func ("/data-file/what ships is compiled in", test_shipped);
  g_test_add_func ("/data-file/a file in the data directory wins", test_override);
  g_test_add_func ("/data-file/a pipe in the data directory is refused at once", test_pipe);
  g_test_add_func ("/data-file/regions and holidays of the data directory are used", test_override_used);
  g_test_add_func ("/data-file/a broken line is skipped and told", test_broken_line);
  g_test_add_func ("/data-file/a missing file is told and none outside is read", test_missing);
  g_test_add_func ("/data-file/a list joins both places without doubles", test_list);
  g_test_add_func ("/data-file/a line of CSV is taken apart", test_csv);
  status = g_test_run ();

  remove_tree (directory);
  g_free (directory);
  return status;
}

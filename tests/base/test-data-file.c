#include <sys/stat.h>

#include <glib/gstdio.h>

#include "base/code-list.h"
#include "base/data-file.h"
#include "base/day.h"
#include "base/key-file.h"
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

/* TEXT is among what was found wrong so far. */
static gboolean
is_told (const char *text)
{
  g_auto (GStrv) problems = nuan_data_file_problems ();

  for (guint i = 0; problems[i] != NULL; i++)
    if (strstr (problems[i], text) != NULL)
      return TRUE;
  return FALSE;
}

static void
test_broken_line (void)
{
  guint n_codes;

  write_file ("code-lists.csv", "list,code,label\n# a comment\nmethod,cash,\"现金, \"\"零钱\"\"\"\nmethod\nmethod,cash,twice\nmethod,card,转账");
  nuan_code_list ("method", &n_codes);
  g_assert_cmpuint (n_codes, ==, 2);
  g_assert_cmpstr (nuan_code_label ("method", "cash"), ==, "现金, \"零钱\"");
  g_assert_true (is_told ("code-lists.csv: line 4 is not “list,code,label”"));
  g_assert_false (is_told ("line 5"));
}

/* Bytes of a text as another program saves it; owned. */
static char *
convert (const char *text, const char *encoding, gsize *size)
{
  g_autoptr (GError) error = NULL;
  char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, size, &error);

  g_assert_no_error (error);
  return bytes;
}

/* Every list, saved as Excel, Notepad and old editors do: what is read is what the program came with, not a word of it wrong. */
static void
test_encodings (void)
{
  static const struct { const char *name, *head, *own; } lists[] = {
    { "regions.csv", "code,", "511102,市中区" }, { "holidays.csv", "date,", "2025-01-01,off,元旦" }, { "code-lists.csv", "list,", "method,cash,零钱" },
    { "surname-readings.csv", "surname,", "单,shan,dan" }, { "name-readings.csv", "character,", "单,shan" },
  };
  static const char *const encodings[] = { "GBK", "GB18030", "UTF-16", "UTF-16LE", "UTF-16BE" };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *path = g_build_filename (directory, lists[i].name, NULL);
      g_autofree char *told = g_strconcat ("The data file ", lists[i].name, " cannot be read", NULL);
      g_auto (GStrv) shipped = NULL;

      g_unlink (path);
      shipped = nuan_data_file_load_lines (lists[i].name, lists[i].head);
      g_assert_cmpuint (g_strv_length (shipped), >, 10);
      g_assert_false (is_told (told));
      for (guint k = 0; k < G_N_ELEMENTS (encodings); k++)
        {
          gsize size;
          g_autofree char *bytes = convert (lists[i].own, encodings[k], &size);
          g_auto (GStrv) lines = NULL;

          g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
          lines = nuan_data_file_load_lines (lists[i].name, lists[i].head);
          g_assert_true (g_strv_equal ((const char *const *) lines, (const char *const *) shipped));
          g_assert_true (is_told (told));
        }
      g_unlink (path);
    }
}

static void
test_lines (void)
{
  static const char *const texts[] = {
    "head,x\n# note\na,1\n\nb,2", "\uFEFFhead,x\n# note\na,1\n\nb,2", "\uFEFFhead,x\r\n# note\r\na,1 \r\n\r\nb,2", "head,x\r# note\ra,1\r\rb,2",
  };

  static const char *const empty[] = { "", "\uFEFF", "\uFEFF\r\n", "# x", "head,x" };

  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_auto (GStrv) lines = NULL;

      write_file ("holidays.csv", empty[i]);
      lines = nuan_data_file_load_lines ("holidays.csv", "head,");
      for (guint k = 0; lines[k] != NULL; k++)
        g_assert_cmpstr (lines[k], ==, "");
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (GStrv) lines = NULL;
      g_autofree char *joined = NULL;

      write_file ("holidays.csv", texts[i]);
      lines = nuan_data_file_load_lines ("holidays.csv", "head,");
      joined = g_strjoinv ("|", lines);
      g_assert_cmpstr (joined, ==, "||a,1||b,2");
    }
}

/* Six lines are wrong, and five of them are named. */
static void
test_many_lines (void)
{
  for (guint i = 1; i <= 100; i++)
    nuan_data_file_skip_line ("many.csv", i, "a,b");
  g_assert_true (is_told ("many.csv: line 5 is not “a,b”"));
  g_assert_false (is_told ("many.csv: line 6 "));
  g_assert_true (is_told ("many.csv: further lines"));
}

static GKeyFile *
read_key_file (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  write_file ("tables/own.ini", text);
  bytes = nuan_data_file_load ("tables/own.ini", error);
  g_assert_no_error (*error);
  return nuan_key_file_read (bytes, error);
}

static void
test_key_file (void)
{
  static const char *const good[] = {
    "[a]\nk=值\n", "\uFEFF[a]\nk=值\n", "\uFEFF[a]\r\nk=值\r\n", "[a]\r\nk=值\r\n", "\uFEFF# 说明\r\n\r\n  [a]  \r\n  k = 值\r\n", "[a]\nk=值",
    "\uFEFF[a]\r\nk=值", "[a]\rk=值\r",
  };
  static const struct { const char *text, *told; } bad[] = {
    { "\uFEFF[a]\r\nk=1\r\nword\r\n", "line 3 " }, { "k=1\n", "line 1 " }, { "[a\nk=1\n", "line 1 " }, { "# x\n\n[a]\n=1\n", "line 4 " },
    { "[a]\nk=1\n\uFEFFl=2\nword", "line 4 " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GKeyFile) file = read_key_file (good[i], &error);
      g_autofree char *value = NULL;

      g_assert_no_error (error);
      value = g_key_file_get_string (file, "a", "k", &error);
      g_assert_cmpstr (value, ==, "值");
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_key_file (bad[i].text, &error));
      g_assert_nonnull (strstr (error->message, bad[i].told));
      check_error (error, NUAN_ERROR_INVALID, "text");
    }
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
  g_test_add_func ("/data-file/a list that is not UTF-8 is told and the one that ships is read", test_encodings);
  g_test_add_func ("/data-file/marks and ends of lines are no part of a list", test_lines);
  g_test_add_func ("/data-file/many wrong lines are told in few", test_many_lines);
  g_test_add_func ("/data-file/a key file is read as Notepad saves it, and a wrong line is named", test_key_file);
  g_test_add_func ("/data-file/a missing file is told and none outside is read", test_missing);
  g_test_add_func ("/data-file/a list joins both places without doubles", test_list);
  g_test_add_func ("/data-file/a line of CSV is taken apart", test_csv);
  status = g_test_run ();

  remove_tree (directory);
  g_free (directory);
  return status;
}

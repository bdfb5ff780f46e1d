#include "config.h"

#include <string.h>
#include <sys/stat.h>

#include "exchange/csv.h"
#include "sample-table.h"

static void
a_table_is_written_with_quotes_only_where_needed (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanTable) table = sample_table ();
  char *folder = sample_folder ();
  g_autofree char *file = g_build_filename (folder, "t.csv", NULL);
  g_autofree char *text = NULL;
  struct stat status;

  g_assert_true (nuan_csv_write (table, file, NUAN_FILE_NEW, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_cmpstr (text, ==,
                   "\xEF\xBB\xBF资金,人次,金额,万元,日期\r\n"
                   "\"中央财政, \"\"专项\"\"\n2025\",3,9000.50,0.90,2025-11-20\r\n"
                   "'=1+1 𠮷,0,-0.01,0.00,\r\n"
                   "阿不都热合曼·买买提江,1234567,92233720368547758.07,9223372036854.78,1900-01-01\r\n"
                   "合计,1234570,9000.49,0.90,\r\n");
  g_assert_cmpint (stat (file, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  sample_folder_remove (folder);
}

static void
what_is_empty_is_not_zero (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanTable) table = sample_table_with_earlier ();
  char *folder = sample_folder ();
  g_autofree char *file = g_build_filename (folder, "t.csv", NULL);
  g_autofree char *text = NULL;

  g_assert_true (nuan_csv_write (table, file, NUAN_FILE_NEW, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\r\n冲减以前期间,,-100.00,,\r\n合计,"));
  sample_folder_remove (folder);
}

static void
assert_text (const char *text, const char *field)
{
  g_autoptr (GString) line = g_string_new (NULL);

  nuan_csv_append_text (line, text);
  g_assert_cmpstr (line->str, ==, field);
}

static void
text_that_a_spreadsheet_would_run_is_made_harmless (void)
{
  assert_text ("=1+1", "'=1+1");
  assert_text ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
  assert_text ("+86 138", "'+86 138");
  assert_text ("-5", "'-5");
  assert_text ("-", "'-");
  assert_text ("@SUM(A1)", "'@SUM(A1)");
  assert_text ("\tx", "\"'\tx\"");
  assert_text ("\rx", "\"'\rx\"");
  assert_text ("\nx", "\"'\nx\"");
  assert_text ("  =1", "'  =1");
  assert_text ("　=1", "'　=1");
  assert_text ("＝1+1", "'＝1+1");
  assert_text ("＋1", "'＋1");
  assert_text ("－1", "'－1");
  assert_text ("＠x", "'＠x");
}

static void
other_text_stays_as_it_is (void)
{
  assert_text ("", "");
  assert_text ("张建国", "张建国");
  assert_text ("a=1", "a=1");
  assert_text ("1-2", "1-2");
  assert_text ("2025-000457", "2025-000457");
  assert_text ("'quoted'", "'quoted'");
  assert_text ("O'Neill", "O'Neill");
  assert_text ("'", "'");
  assert_text ("—", "—");
  assert_text (" x", "\" x\"");
}

/* Where lists are parted by semicolons, spreadsheets part lines so; some part them at tabs. */
static void
text_that_a_spreadsheet_would_part_is_in_quotes (void)
{
  assert_text ("周;=cmd", "\"周;=cmd\"");
  assert_text ("a\tb", "\"a\tb\"");
  assert_text (";", "\";\"");
  assert_text ("=1;2", "\"'=1;2\"");
  assert_text ("周；=cmd", "周；=cmd");   /* the wide one parts nothing */
}

/* One apostrophe off, where what follows it would have got one, is the text again. */
static void
the_text_can_be_had_again (void)
{
  assert_text ("'=1", "''=1");
  assert_text ("''=1", "'''=1");
  assert_text ("'\tx", "\"''\tx\"");
  assert_text ("' =1", "'' =1");
}

/* A negative amount, count and day are figures; a title of a column and a text are not. */
static void
figures_are_left_alone (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanTable) table = sample_table ();
  NuanColumn *column = g_ptr_array_index (table->definition->columns, 1);
  char *folder = sample_folder ();
  g_autofree char *file = g_build_filename (folder, "t.csv", NULL);
  g_autofree char *text = NULL;

  g_free (column->title);
  column->title = g_strdup ("=人次");
  nuan_table_add (table, sample_cells ("-1.00", -3, -900050, nuan_day_new (2025, 11, 20)), "k");
  g_assert_true (nuan_csv_write (table, file, NUAN_FILE_NEW, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "资金,'=人次,金额,"));
  g_assert_nonnull (strstr (text, "\r\n'-1.00,-3,-9000.50,-0.90,2025-11-20\r\n"));
  sample_folder_remove (folder);
}

static void
cancelled_it_leaves_the_old_file_and_no_part (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (NuanTable) table = sample_table ();
  char *folder = sample_folder ();
  g_autofree char *file = g_build_filename (folder, "t.csv", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (file, "old", -1, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (nuan_csv_write (table, file, NUAN_FILE_REPLACE, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
  g_assert_cmpuint (sample_folder_count (folder), ==, 1);
  sample_folder_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/a-table-is-written-with-quotes-only-where-needed", a_table_is_written_with_quotes_only_where_needed);
  g_test_add_func ("/csv/what-is-empty-is-not-zero", what_is_empty_is_not_zero);
  g_test_add_func ("/csv/text-that-a-spreadsheet-would-run-is-made-harmless", text_that_a_spreadsheet_would_run_is_made_harmless);
  g_test_add_func ("/csv/other-text-stays-as-it-is", other_text_stays_as_it_is);
  g_test_add_func ("/csv/text-that-a-spreadsheet-would-part-is-in-quotes", text_that_a_spreadsheet_would_part_is_in_quotes);
  g_test_add_func ("/csv/the-text-can-be-had-again", the_text_can_be_had_again);
  g_test_add_func ("/csv/figures-are-left-alone", figures_are_left_alone);
  g_test_add_func ("/csv/cancelled-it-leaves-the-old-file-and-no-part", cancelled_it_leaves_the_old_file_and_no_part);
  return g_test_run ();
}

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

  g_assert_true (nuan_csv_write (table, file, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_cmpstr (text, ==,
                   "\xEF\xBB\xBF资金,人次,金额,万元,日期\r\n"
                   "\"中央财政, \"\"专项\"\"\n2025\",3,9000.50,0.90,2025-11-20\r\n"
                   "=1+1 𠮷,0,-0.01,0.00,\r\n"
                   "阿不都热合曼·买买提江,1234567,92233720368547758.07,9223372036854.78,1900-01-01\r\n"
                   "合计,1234570,9000.49,0.90,\r\n");
  g_assert_cmpint (stat (file, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
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
  g_assert_false (nuan_csv_write (table, file, NULL, NULL, cancellable, &error));
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
  g_test_add_func ("/csv/cancelled-it-leaves-the-old-file-and-no-part", cancelled_it_leaves_the_old_file_and_no_part);
  return g_test_run ();
}

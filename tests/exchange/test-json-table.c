#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "exchange/json-table.h"
#include "sample-table.h"

static const char script[] =
    "import json, sys\n"
    "t = json.load (sys.stdin)\n"
    "assert t['table'] == 'sample' and t['title'] == '帮扶情况表' and t['from'] == '2025-01-01' and t['to'] == '2025-12-31', t\n"
    "assert t['columns'][2] == {'code': 'amount', 'title': '金额', 'kind': 'money'}, t['columns']\n"
    "assert [c['kind'] for c in t['columns']] == ['text', 'count', 'money', 'wan', 'day']\n"
    "assert t['rows'][0] == {'key': 'a', 'fund': '中央财政, \"专项\"\\n2025', 'persons': 3, 'amount': '9000.50', 'wan': '0.90', 'day': '2025-11-20'}, t['rows']\n"
    "assert t['rows'][1] == {'key': 'b', 'fund': '=1+1 𠮷', 'persons': 0, 'amount': '-0.01', 'wan': '0.00', 'day': ''}, t['rows'][1]\n"
    "assert t['rows'][2]['amount'] == '92233720368547758.07' and len (t['rows']) == 3\n"
    "assert t['total']['fund'] == '合计' and t['total']['persons'] == 1234570, t['total']\n";

static void
assert_read (NuanTable *table, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *said = NULL;
  char *folder = sample_folder ();
  g_autofree char *file = g_build_filename (folder, "t.json", NULL);
  g_autoptr (GSubprocess) python = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error,
                                                     "/usr/bin/python3", "-c", code, NULL);

  g_assert_no_error (error);
  g_assert_true (nuan_json_table_write (table, file, NUAN_FILE_NEW, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_true (g_subprocess_communicate_utf8 (python, text, NULL, NULL, &said, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (said, ==, "");
  g_assert_true (g_subprocess_get_successful (python));
  sample_folder_remove (folder);
}

static void
python_reads_the_same_table (void)
{
  g_autoptr (NuanTable) table = sample_table ();

  assert_read (table, script);
}

static void
what_is_empty_is_null (void)
{
  g_autoptr (NuanTable) table = sample_table_with_earlier ();

  assert_read (table, "import json, sys\n"
                      "t = json.load (sys.stdin)\n"
                      "assert t['rows'][3] == {'key': 'earlier', 'fund': '冲减以前期间', 'persons': None, 'amount': '-100.00', 'wan': None, 'day': None}, t['rows'][3]\n"
                      "assert t['note'] == '注：以发放日期为准\\n另一句', t['note']\n");
}

static void
cancelled_it_leaves_nothing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (NuanTable) table = sample_table ();
  char *folder = sample_folder ();
  g_autofree char *file = g_build_filename (folder, "t.json", NULL);

  g_cancellable_cancel (cancellable);
  g_assert_false (nuan_json_table_write (table, file, NUAN_FILE_REPLACE, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (sample_folder_count (folder), ==, 0);
  sample_folder_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-table/python-reads-the-same-table", python_reads_the_same_table);
  g_test_add_func ("/json-table/what-is-empty-is-null", what_is_empty_is_null);
  g_test_add_func ("/json-table/cancelled-it-leaves-nothing", cancelled_it_leaves_nothing);
  return g_test_run ();
}

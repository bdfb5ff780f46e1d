#include "config.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "check-error.h"
#include "exchange/xlsx.h"
#include "sample-locale.h"
#include "sample-table.h"

static const char script[] =
    "import datetime, sys\n"
    "from openpyxl import load_workbook\n"
    "book = load_workbook (sys.argv[1])\n"
    "sheet = book.active\n"
    "rows = [[cell.value for cell in row] for row in sheet.iter_rows ()]\n"
    "assert rows[0] == ['帮扶情况表', None, None, None, None], rows[0]\n"
    "assert rows[1][0] == '填报单位：试点县职工服务(帮扶)中心    2025年1月1日—2025年12月31日', rows[1]\n"
    "assert rows[1][3] == '单位：元', rows[1]\n"
    "assert rows[2] == ['资金', '人次', '金额', '万元', '日期'], rows[2]\n"
    "assert rows[3] == ['中央财政, \"专项\"\\n2025', 3, 9000.5, 0.90005, datetime.datetime (2025, 11, 20)], rows[3]\n"
    "assert rows[4] == ['=1+1 𠮷', 0, -0.01, -1e-06, None] and sheet['A5'].data_type in 's', (rows[4], sheet['A5'].data_type)\n"
    "assert rows[5][:4] == ['阿不都热合曼·买买提江', 1234567, '92233720368547758.07', '9223372036854.78'], rows[5]\n"
    "assert rows[6][:3] == ['合计', 1234570, 9000.49], rows[6]\n"
    "assert rows[7][0] == '注：以发放日期为准', rows[7]\n"
    "assert len (rows) == 8\n"
    "assert sheet['C4'].number_format == '#,##0.00' and sheet['D4'].number_format == '#,##0.00' and sheet['E4'].number_format == 'yyyy-mm-dd'\n"
    "assert sheet['A7'].font.b and not sheet['A4'].font.b and sheet.freeze_panes == 'A4'\n"
    "assert sheet.column_dimensions['A'].width > 22, 'a long name is cut'\n"
    "assert sheet.print_title_rows in ('$3:$3', '3:3'), sheet.print_title_rows\n";

/* All parts but the one that says when the file was made: the same to the byte, and nowhere a number with a comma. */
static const char same_parts[] =
    "import re, sys, zipfile\n"
    "first, second = (zipfile.ZipFile (name) for name in sys.argv[1].split ('|'))\n"
    "assert first.namelist () == second.namelist (), second.namelist ()\n"
    "for name in first.namelist ():\n"
    "    part = second.read (name).decode ()\n"
    "    assert not re.search (r'=\"-?\\d+,\\d+\"|<v>[^<]*,', part), (name, part)\n"
    "    assert name == 'docProps/core.xml' or part == first.read (name).decode (), (name, part)\n"
    "sheet = second.read ('xl/worksheets/sheet1.xml').decode ()\n"
    "assert '<v>9000.5</v>' in sheet and '<v>-0.01</v>' in sheet and re.search (r'width=\"\\d+\\.\\d+\"', sheet), sheet\n";

static const char formulas_are_text[] =
    "import sys\n"
    "from openpyxl import load_workbook\n"
    "sheet = load_workbook (sys.argv[1]).active\n"
    "texts = ['=1+1', '+1', '-1', '@SUM(A1)', '\\tx', '=HYPERLINK(\"http://x\")', '{=1+1}', '＝1', \"'=1\"]\n"
    "rows = [row[0] for row in sheet.iter_rows (min_row=7)][:len (texts)]\n"
    "assert [cell.value for cell in rows] == texts, [cell.value for cell in rows]\n"
    "assert all (cell.data_type == 's' and cell.number_format == '@' for cell in rows), [(c.data_type, c.number_format) for c in rows]\n"
    "assert sheet['A1'].data_type == 's' and sheet['A1'].value == '=1+1' and sheet['A3'].value == '=2' and sheet['A3'].data_type == 's'\n";

/* As a spreadsheet reads _xHHHH_ (ECMA-376, 22.9.2.19): from the left, each once. The parts are read by expat. */
static const char every_text_is_read_as_it_was[] =
    "import re, sys, zipfile\n"
    "import xml.etree.ElementTree as tree\n"
    "from openpyxl import load_workbook\n"
    "book = zipfile.ZipFile (sys.argv[1])\n"
    "for name in book.namelist ():\n"
    "    tree.fromstring (book.read (name))\n"
    "core = [part.text for part in tree.fromstring (book.read ('docProps/core.xml'))]\n"
    "assert core[0] == '表\\ufffd\\ufffd_x0041_ <&> 𠮷' and core[1] == '中心\\ufffd\\ufffd', core\n"
    "raw = book.read ('xl/worksheets/sheet1.xml').decode ()\n"
    "assert '张_x005F_x0041_' in raw and '张_x0041_' not in raw, raw\n"
    "read = lambda text: re.sub ('_x([0-9A-Fa-f]{4})_', lambda found: chr (int (found[1], 16)), text)\n"
    "sheet = load_workbook (sys.argv[1]).active\n"
    "assert sheet.title == 'Sheet1', sheet.title\n"
    "assert read (sheet['A1'].value) == '表\\x01\\ufffd_x0041_ <&> 𠮷', sheet['A1'].value\n"
    "assert '中心\\ufffd\\ufffd  ' in sheet['A2'].value, sheet['A2'].value\n"
    "assert read (sheet['A3'].value) == '头\\ufffd', sheet['A3'].value\n"
    "texts = ['张_x0041_', '_x005F_x0041_', '_x0041_x0042_', '__x0041__', '_x0041', '_X0041_', '_x00e9_', '_x00g1_', '\\ufffd', '\\ufffd\\ufffd',\n"
    "         '\\ufffd𠮷\\ufffd', 'a\\x01b\\x1f', '_x0041\\x01', '_x0041\\rb', 'a\\tb\\nc', '\\ue000\\ufdcf\\ufffd', 'x\\ufffd', '_', '_x', '_x0041张_']\n"
    "rows = [row[0].value for row in sheet.iter_rows (min_row=7)][:len (texts)]\n"
    "assert [read (text) for text in rows] == texts, rows\n";

static void
assert_script (const char *code, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GSubprocess) python = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, "/usr/bin/python3", "-c", code, file, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (python, NULL, NULL, NULL, &said, &error));
  g_assert_cmpstr (said, ==, "");
  g_assert_true (g_subprocess_get_successful (python));
}

static void
openpyxl_reads_the_same_table (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanTable) table = sample_table ();
  char *folder = sample_folder ();
  g_autofree char *file = g_build_filename (folder, "t.xlsx", NULL);
  struct stat status;

  g_assert_true (nuan_xlsx_write (table, file, NUAN_FILE_NEW, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_script (script, file);
  g_assert_cmpint (stat (file, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (sample_folder_count (folder), ==, 1);
  sample_folder_remove (folder);
}

static void
what_is_empty_is_blank_and_each_note_has_a_row (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanTable) table = sample_table_with_earlier ();
  char *folder = sample_folder ();
  g_autofree char *file = g_build_filename (folder, "t.xlsx", NULL);

  g_assert_true (nuan_xlsx_write (table, file, NUAN_FILE_NEW, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_script ("import sys\n"
                 "from openpyxl import load_workbook\n"
                 "rows = [[cell.value for cell in row] for row in load_workbook (sys.argv[1]).active.iter_rows ()]\n"
                 "assert rows[6] == ['冲减以前期间', None, -100, None, None], rows[6]\n"
                 "assert rows[7][0] == '合计' and [row[0] for row in rows[8:]] == ['注：以发放日期为准', '另一句'], rows[7:]\n", file);
  sample_folder_remove (folder);
}

static void
write_sample (const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanTable) table = sample_table ();

  g_assert_true (nuan_xlsx_write (table, file, NUAN_FILE_NEW, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
numbers_are_the_same_where_they_are_written_with_a_comma (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sample_comma_locales); i++)
    {
      char *folder = sample_folder ();
      g_autofree char *plain = g_build_filename (folder, "plain.xlsx", NULL);
      g_autofree char *comma = g_build_filename (folder, "comma.xlsx", NULL);
      g_autofree char *both = g_strconcat (plain, "|", comma, NULL);
      char text[16];

      g_assert_nonnull (setlocale (LC_ALL, "C.UTF-8"));
      write_sample (plain);
      sample_locale_use (sample_comma_locales[i]);
      write_sample (comma);
      g_snprintf (text, sizeof text, "%.1f", 2.5);
      g_assert_cmpstr (text, ==, "2,5");   /* the caller's own numbers are as before */
      assert_script (script, comma);
      assert_script (same_parts, both);
      sample_folder_remove (folder);
    }
  g_assert_nonnull (setlocale (LC_ALL, "C.UTF-8"));
}

static void
no_text_becomes_a_formula (void)
{
  static const char *const texts[] = { "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=HYPERLINK(\"http://x\")", "{=1+1}", "＝1", "'=1" };
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanTable) table = sample_table ();
  NuanTableDefinition *definition = (NuanTableDefinition *) table->definition;
  NuanColumn *column = g_ptr_array_index (definition->columns, 0);
  char *folder = sample_folder ();
  g_autofree char *file = g_build_filename (folder, "t.xlsx", NULL);

  g_free (definition->title);
  definition->title = g_strdup ("=1+1");
  g_free (column->title);
  column->title = g_strdup ("=2");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    nuan_table_add (table, sample_cells (texts[i], 1, -100, NUAN_DAY_NONE), "k");
  g_assert_true (nuan_xlsx_write (table, file, NUAN_FILE_NEW, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_script (formulas_are_text, file);
  sample_folder_remove (folder);
}

/* A name that was let in once, a title that somebody typed into a definition: whatever it is, the file can be opened. */
static void
no_text_breaks_it_or_is_read_as_another (void)
{
  static const char *const texts[] = {
    "张_x0041_", "_x005F_x0041_", "_x0041_x0042_", "__x0041__", "_x0041", "_X0041_", "_x00e9_", "_x00g1_", "\ufffe", "\uffff\ufdd0",
    "\U0001fffe𠮷\U0010ffff", "a\x01" "b\x1f", "_x0041\x01", "_x0041\rb", "a\tb\nc", "\ue000\ufdcf\ufffd", "x\xff", "_", "_x", "_x0041张_",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanTable) table = sample_table ();
  NuanTableDefinition *definition = (NuanTableDefinition *) table->definition;
  NuanColumn *column = g_ptr_array_index (definition->columns, 0);
  char *folder = sample_folder ();
  g_autofree char *file = g_build_filename (folder, "t.xlsx", NULL);

  g_free (definition->title);
  definition->title = g_strdup ("表\x01\uffff_x0041_ <&> 𠮷");
  g_free (column->title);
  column->title = g_strdup ("头\ufffe");
  g_free (table->centre);
  table->centre = g_strdup ("中心\ufffe\ufdef");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    nuan_table_add (table, sample_cells (texts[i], 1, -100, NUAN_DAY_NONE), "k");
  g_assert_true (nuan_xlsx_write (table, file, NUAN_FILE_NEW, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_script (every_text_is_read_as_it_was, file);
  sample_folder_remove (folder);
}

static void
cancel_halfway (gint64 done, gint64 total, gpointer data)
{
  if (done * 2 >= total)
    g_cancellable_cancel (data);
}

static void
cancelled_halfway_it_leaves_the_old_file_and_no_part (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (NuanTable) table = sample_table ();
  char *folder = sample_folder ();
  g_autofree char *file = g_build_filename (folder, "t.xlsx", NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < 5000; i++)
    nuan_table_add (table, sample_cells ("行", i, i, NUAN_DAY_NONE), "k");
  g_assert_true (g_file_set_contents (file, "old", -1, NULL));
  g_assert_false (nuan_xlsx_write (table, file, NUAN_FILE_REPLACE, cancel_halfway, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
  g_assert_cmpuint (sample_folder_count (folder), ==, 1);
  sample_folder_remove (folder);
}

/* What it is packed from does not fit, the packed file would. */
static void
on_a_disk_that_fills_it_is_an_error_and_the_old_file_stays (void)
{
  static const rlim_t sizes[] = { 6000, 16384, 40000, 100000 };
  const struct rlimit as_ever = { RLIM_INFINITY, RLIM_INFINITY };
  g_autoptr (NuanTable) table = sample_table ();
  char *folder = sample_folder ();
  g_autofree char *file = g_build_filename (folder, "t.xlsx", NULL);

  for (guint i = 0; i < 600; i++)
    nuan_table_add (table, sample_cells ("行", 1, 100, NUAN_DAY_NONE), "k");
  g_assert_true (g_file_set_contents (file, "old", -1, NULL));
  signal (SIGXFSZ, SIG_IGN);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      const struct rlimit little = { sizes[i], RLIM_INFINITY };
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      gboolean written;

      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &little), ==, 0);
      written = nuan_xlsx_write (table, file, NUAN_FILE_REPLACE, NULL, NULL, NULL, &error);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &as_ever), ==, 0);
      g_assert_false (written);
      check_error (error, NUAN_ERROR_STORAGE, NULL);
      g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "old");
      g_assert_cmpuint (sample_folder_count (folder), ==, 1);
    }

  g_assert_true (nuan_xlsx_write (table, file, NUAN_FILE_REPLACE, NULL, NULL, NULL, NULL));
  sample_folder_remove (folder);
}

static void
it_needs_no_room_for_temporary_files_elsewhere (void)
{
  char *folder = sample_folder ();
  g_autofree char *file = g_build_filename (folder, "t.xlsx", NULL);
  g_autofree char *usual = g_strdup (g_getenv ("TMPDIR"));

  g_assert_true (g_setenv ("TMPDIR", "/nonexistent", TRUE));
  write_sample (file);
  if (usual != NULL)
    g_setenv ("TMPDIR", usual, TRUE);
  else
    g_unsetenv ("TMPDIR");
  assert_script (script, file);
  sample_folder_remove (folder);
}

static void
a_folder_that_is_not_there_is_an_error (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanTable) table = sample_table ();

  g_assert_false (nuan_xlsx_write (table, "/nonexistent/t.xlsx", NUAN_FILE_NEW, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xlsx/openpyxl-reads-the-same-table", openpyxl_reads_the_same_table);
  g_test_add_func ("/xlsx/what-is-empty-is-blank-and-each-note-has-a-row", what_is_empty_is_blank_and_each_note_has_a_row);
  g_test_add_func ("/xlsx/numbers-are-the-same-where-they-are-written-with-a-comma", numbers_are_the_same_where_they_are_written_with_a_comma);
  g_test_add_func ("/xlsx/no-text-becomes-a-formula", no_text_becomes_a_formula);
  g_test_add_func ("/xlsx/no-text-breaks-it-or-is-read-as-another", no_text_breaks_it_or_is_read_as_another);
  g_test_add_func ("/xlsx/cancelled-halfway-it-leaves-the-old-file-and-no-part", cancelled_halfway_it_leaves_the_old_file_and_no_part);
  g_test_add_func ("/xlsx/on-a-disk-that-fills-it-is-an-error-and-the-old-file-stays", on_a_disk_that_fills_it_is_an_error_and_the_old_file_stays);
  g_test_add_func ("/xlsx/it-needs-no-room-for-temporary-files-elsewhere", it_needs_no_room_for_temporary_files_elsewhere);
  g_test_add_func ("/xlsx/a-folder-that-is-not-there-is-an-error", a_folder_that_is_not_there_is_an_error);
  return g_test_run ();
}

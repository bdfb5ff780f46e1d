#include "check-error.h"
#include "desk/table-file.h"
#include "sample-table.h"

static void
the_end_of_the_name_chooses_the_form (void)
{
  static const struct
  {
    const char *path;
    NuanTableFormat format;
  } names[] = {
    { "a.pdf", NUAN_TABLE_PDF },
    { "/x.csv/b.xlsx", NUAN_TABLE_XLSX },
    { "表.2025.csv", NUAN_TABLE_CSV },
    { "c.json", NUAN_TABLE_JSON },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      NuanTableFormat format = NUAN_TABLE_PDF;
      g_autofree char *end = NULL;

      g_assert_true (nuan_table_format_of_file (names[i].path, &format, "-o", NULL));
      g_assert_cmpint (format, ==, names[i].format);
      end = g_strconcat (".", nuan_table_format_suffix (format), NULL);
      g_assert_true (g_str_has_suffix (names[i].path, end));
    }
}

static void
a_name_that_chooses_none_is_refused_at_its_field (void)
{
  static const char *const names[] = { "", "pdf", "a.PDF", "a.xls", "a.pdf/b", "a.csv.db" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      NuanTableFormat format = NUAN_TABLE_CSV;

      g_assert_false (nuan_table_format_of_file (names[i], &format, "-o", &error));
      g_assert_nonnull (strstr (error->message, ".pdf, .xlsx, .csv"));
      check_error (error, NUAN_ERROR_INVALID, "-o");
    }
}

static void
each_form_is_written_as_what_it_is (void)
{
  static const struct
  {
    NuanTableFormat format;
    const char *begins;
  } forms[] = {
    { NUAN_TABLE_PDF, "%PDF-" },
    { NUAN_TABLE_XLSX, "PK\3\4" },
    { NUAN_TABLE_CSV, "\xEF\xBB\xBF资金," },
    { NUAN_TABLE_JSON, "{" },
  };
  g_autoptr (NuanTable) table = sample_table ();
  char *folder = sample_folder ();

  nuan_table_cut (table, 1);   /* the second row has a character that no font here draws */
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *file = g_strdup_printf ("%s/t.%s", folder, nuan_table_format_suffix (forms[i].format));
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      g_assert_true (nuan_table_file_write (table, forms[i].format, file, NUAN_FILE_NEW, NULL, NULL, NULL, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
      g_assert_true (g_str_has_prefix (text, forms[i].begins));
    }
  sample_folder_remove (folder);
}

static void
choose_chart (NuanTableDefinition *definition, const char *chart)
{
  g_free (definition->chart);
  definition->chart = g_strdup (chart);
  g_free (definition->chart_value);
  definition->chart_value = g_strdup ("persons");
  g_free (definition->chart_label);
  definition->chart_label = g_strdup ("fund");
}

/* The file on disk and the paper for the printer have it alike, by the definition alone. */
static void
a_table_goes_to_paper_with_its_chart (void)
{
  static const char *const charts[] = { "", "bars" };
  gsize drawn[G_N_ELEMENTS (charts)];

  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    {
      g_autoptr (NuanTable) table = sample_table ();
      char *folder = sample_folder ();
      g_autofree char *file = g_build_filename (folder, "t.pdf", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) paper = NULL;
      g_autofree char *text = NULL;
      gsize length = 0;

      nuan_table_cut (table, 1);
      choose_chart (table->definition, charts[i]);
      g_assert_cmpint (nuan_table_definition_has_chart (table->definition), ==, i > 0);
      paper = nuan_table_file_draw (table, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (nuan_table_file_write (table, NUAN_TABLE_PDF, file, NUAN_FILE_NEW, NULL, NULL, NULL, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (file, &text, &length, NULL));
      g_assert_cmpmem (text, length, g_bytes_get_data (paper, NULL), g_bytes_get_size (paper));
      drawn[i] = length;
      sample_folder_remove (folder);
    }

  g_assert_cmpuint (drawn[1], >, drawn[0]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/table-file/the-end-of-the-name-chooses-the-form", the_end_of_the_name_chooses_the_form);
  g_test_add_func ("/table-file/a-name-that-chooses-none-is-refused-at-its-field", a_name_that_chooses_none_is_refused_at_its_field);
  g_test_add_func ("/table-file/each-form-is-written-as-what-it-is", each_form_is_written_as_what_it_is);
  g_test_add_func ("/table-file/a-table-goes-to-paper-with-its-chart", a_table_goes_to_paper_with_its_chart);

  return g_test_run ();
}

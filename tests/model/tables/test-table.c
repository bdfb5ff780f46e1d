#include "check-error.h"
#include "model/tables/table.h"

static NuanTableDefinition *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return nuan_table_definition_parse ("an-id", bytes, error);
}

static char *
describe (const NuanTableDefinition *definition)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < definition->columns->len; i++)
    {
      const NuanColumn *column = definition->columns->pdata[i];

      g_string_append_printf (text, "%s%s:%s:%d%s", i > 0 ? " " : "", column->code, column->title, column->kind, column->is_key ? ":key" : "");
    }

  return g_string_free (text, FALSE);
}

static void
test_shipped (void)
{
  g_auto (GStrv) ids = nuan_table_definition_list ();

  g_assert_true (g_strv_contains ((const char *const *) ids, "help-by-programme-fund"));
  g_assert_true (g_strv_contains ((const char *const *) ids, "fund-state"));
  g_assert_true (g_strv_contains ((const char *const *) ids, "receipts"));
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NuanTableDefinition) definition = nuan_table_definition_load (ids[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (definition->id, ==, ids[i]);
    }
}

static void
test_parse (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanTableDefinition) definition =
    parse ("[table]\nid=an-id\ntitle=表\nmeasure=单位：元\nnote=注\nsource=payments\nrows=programme; fund\ncolumns=persons;amount-wan\ntotal=true\n"
           "chart=bars\nchart-value=amount-wan\nchart-label=fund\n[titles]\npersons=人数\n[filter]\nprogramme=living;study\n", &error);
  g_autofree char *columns = NULL;
  char **codes;

  g_assert_no_error (error);
  g_assert_cmpstr (definition->title, ==, "表");
  g_assert_cmpstr (definition->measure, ==, "单位：元");
  g_assert_cmpstr (definition->note, ==, "注");
  g_assert_cmpstr (definition->source, ==, "payments");
  g_assert_true (definition->total);
  g_assert_cmpstr (definition->chart, ==, "bars");
  columns = describe (definition);
  g_assert_cmpstr (columns, ==, "programme:帮扶项目:0:key fund:资金:0:key persons:人数:1 amount-wan:金额（万元）:3");
  codes = g_hash_table_lookup (definition->filters, "programme");
  g_assert_cmpstr (codes[0], ==, "living");
  g_assert_cmpstr (codes[1], ==, "study");
  g_assert_null (codes[2]);
}

static void
test_funds (void)
{
  g_autoptr (NuanTableDefinition) definition = parse ("[table]\ntitle=表\nsource=funds\ncolumns=use-by;free\n", NULL);
  g_autofree char *columns = describe (definition);

  g_assert_cmpstr (columns, ==, "fund:资金:0:key use-by:使用期限:4:key free:可用（元）:2");
  g_assert_cmpstr (definition->measure, ==, "");
  g_assert_cmpstr (definition->chart, ==, "");
  g_assert_false (definition->total);
}

static void
test_households (void)
{
  g_autoptr (NuanTableDefinition) silent = parse ("[table]\ntitle=表\nsource=households\nrows=state\ncolumns=households\n", NULL);
  g_autoptr (NuanTableDefinition) own = parse ("[table]\ntitle=表\nnote=注\nsource=households\nrows=state\ncolumns=households\n", NULL);

  g_assert_cmpstr (silent->note, !=, "");
  g_assert_cmpstr (own->note, ==, "注");
}

static void
refuse (const char *body, const char *field, const char *said)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strconcat ("[table]\ntitle=表\n", body, NULL);

  g_assert_null (parse (text, &error));
  if (said != NULL)
    g_assert_nonnull (strstr (error->message, said));
  check_error (error, NUAN_ERROR_INVALID, field);
}

static void
test_refused (void)
{
  refuse ("", "source", "payments, funds, receipts, grants, households");
  refuse ("source=stars\n", "source", "payments");
  refuse ("source=payments\n", "columns", NULL);
  refuse ("source=payments\nrows=colour\ncolumns=amount\n", "rows", "programme, fund, source");
  refuse ("source=payments\nrows=amount\ncolumns=amount\n", "rows", "cashier");
  refuse ("source=payments\ncolumns=programme\n", "columns", "household-times");
  refuse ("source=payments\nrows=fund\ncolumns=amount;amount\n", "columns", "amount");
  refuse ("source=payments\nrows=fund;fund\ncolumns=amount\n", "rows", "fund");
  refuse ("source=households\nrows=state\ncolumns=amount\n", "columns", "households, persons");
  refuse ("source=receipts\ncolumns=number;salary\n", "columns", "payee");
  refuse ("source=payments\ncolums=amount\n", "colums", "columns");
  refuse ("source=payments\nrows=fund\ncolumns=amount\nchart=pie\n", "chart", "bars");
  refuse ("source=payments\nrows=fund\ncolumns=amount\nchart=bars\nchart-value=fund\nchart-label=fund\n", "chart-value", NULL);
  refuse ("source=payments\nrows=fund\ncolumns=amount\nchart=bars\nchart-value=persons\nchart-label=fund\n", "chart-value", NULL);
  refuse ("source=payments\nrows=fund\ncolumns=amount\nchart=bars\nchart-value=amount\nchart-label=amount\n", "chart-label", NULL);
  refuse ("source=payments\nrows=programme;fund\ncolumns=households\nchart=bars\nchart-value=households\nchart-label=fund\n", "chart-value", "households");
  refuse ("source=payments\nrows=fund\ncolumns=amount\nchart=stacked\nchart-value=amount\nchart-label=fund\n", "chart", "reserved");
  refuse ("source=payments\nrows=fund\ncolumns=amount\n[filter]\namount=1\n", "filter", "programme");
  refuse ("source=payments\nrows=fund\ncolumns=amount\n[filter]\nprogramme=fun\n", "filter", "living");
  refuse ("source=payments\nrows=fund\ncolumns=amount\n[filter]\nprogramme=\n", "filter", "programme");
  refuse ("source=payments\nrows=fund\ncolumns=amount\n[titles]\npersons=人\n", "titles", "persons");
  refuse ("source=payments\nrows=fund\ncolumns=amount\ntotal=perhaps\n", "total", "true");
  refuse ("source=payments\nrows=fund\ncolumns=amount\nnote=50\\% of it\n", "table", "note");
  refuse ("source=payments\nrows=fu\\xnd\\\ncolumns=amount\n", "table", "rows");   /* two wrong ones in one value: GLib warns */
  refuse ("id=another\nsource=payments\nrows=fund\ncolumns=amount\n", "id", "an-id");
}

static void
test_not_a_definition (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse ("a,b,c\n", &error));
  check_error (error, NUAN_ERROR_INVALID, "table");
  g_assert_null (parse ("", &error));
  check_error (error, NUAN_ERROR_INVALID, "table");
  g_assert_null (parse ("[other]\ntitle=x\n", &error));
  check_error (error, NUAN_ERROR_INVALID, "table");
  g_assert_null (parse ("[table]\nsource=payments\ncolumns=amount\n", &error));
  check_error (error, NUAN_ERROR_INVALID, "title");
}

static void
test_load_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (nuan_table_definition_load ("no-such", &error));
  g_assert_nonnull (strstr (error->message, "fund-state"));
  check_error (error, NUAN_ERROR_NOT_FOUND, "table");
  g_assert_null (nuan_table_definition_load ("../tables/receipts", &error));
  check_error (error, NUAN_ERROR_NOT_FOUND, "table");
}

static void
test_table (void)
{
  g_autoptr (NuanTable) table = nuan_table_new (nuan_table_definition_load ("receipts", NULL), nuan_day_new (2025, 1, 1),
                                                nuan_day_new (2025, 12, 31), "试点中心");
  const guint n_columns = table->definition->columns->len;

  for (guint row = 0; row < 3; row++)
    {
      NuanCell *cells = g_new0 (NuanCell, n_columns);

      cells[0].text = g_strdup_printf ("2025-%06u", row);
      nuan_table_add (table, cells, "key");
    }
  table->total = g_new0 (NuanCell, n_columns);
  table->total[0].text = g_strdup ("合计");
  g_assert_cmpuint (table->rows->len, ==, 3);
  g_assert_cmpuint (table->keys->len, ==, 3);
  g_assert_cmpstr (((NuanCell *) table->rows->pdata[2])[0].text, ==, "2025-000002");
  g_assert_cmpstr (table->centre, ==, "试点中心");
}

static void
test_cells (void)
{
  const struct { NuanCell cell; NuanCellKind kind; const char *shown, *plain; } cases[] = {
    { { (char *) "一号", 0 }, NUAN_CELL_TEXT, "一号", "一号" }, { { NULL, 0 }, NUAN_CELL_TEXT, "", "" },
    { { NULL, 0 }, NUAN_CELL_COUNT, "0", "0" }, { { NULL, 1234567 }, NUAN_CELL_COUNT, "1,234,567", "1234567" },
    { { NULL, 900000 }, NUAN_CELL_MONEY, "9,000.00", "9000.00" }, { { NULL, -900000 }, NUAN_CELL_MONEY, "−9,000.00", "-9000.00" },
    { { NULL, 900000 }, NUAN_CELL_WAN, "0.90", "0.90" }, { { NULL, -12345678900 }, NUAN_CELL_WAN, "−12,345.68", "-12345.68" },
    { { NULL, nuan_day_new (2025, 11, 20) }, NUAN_CELL_DAY, "2025-11-20", "2025-11-20" }, { { NULL, 0 }, NUAN_CELL_DAY, "", "" },
    { { NULL, G_MAXINT64 }, NUAN_CELL_COUNT, "9223372036854775807", "9223372036854775807" },
    { { NULL, 0, TRUE }, NUAN_CELL_COUNT, "", "" }, { { NULL, 0, TRUE }, NUAN_CELL_MONEY, "", "" },
    { { (char *) "合计", 0, TRUE }, NUAN_CELL_DAY, "合计", "合计" }, { { (char *) "合计", 0, TRUE }, NUAN_CELL_COUNT, "合计", "合计" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = nuan_cell_format (&cases[i].cell, cases[i].kind);
      g_autofree char *plain = nuan_cell_format_plain (&cases[i].cell, cases[i].kind);

      g_assert_cmpstr (shown, ==, cases[i].shown);
      g_assert_cmpstr (plain, ==, cases[i].plain);
    }
}

static void
add_wan (NuanTable *table, gint64 fen)
{
  NuanCell *cells = g_new0 (NuanCell, 2);

  cells[1].number = fen;
  nuan_table_add (table, cells, NULL);
}

/* Each figure is rounded half away from zero, as it is printed. */
static void
test_rounding_note (void)
{
  static const struct { gint64 parts[3], total; gboolean noted; } cases[] = {
    { { 10000, 20000, 30000 }, 60000, FALSE }, { { 5000, 5000, 0 }, 10000, TRUE },    { { 4999, 4999, 0 }, 9998, TRUE },
    { { 4000, 1000, 0 }, 5000, TRUE },         { { 4999, 0, 0 }, 4999, FALSE },       { { -5000, -5000, 0 }, -10000, TRUE },
    { { 15000, -5000, 0 }, 10000, FALSE },     { { 12000, 12000, -24000 }, 0, FALSE }, { { 5000, 0, -5000 }, 0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      NuanTableDefinition *definition = nuan_table_definition_new ("id", "表", "payments");
      g_autoptr (NuanTable) table = NULL;

      nuan_table_definition_add (definition, "fund", "资金", NUAN_CELL_TEXT);
      nuan_table_definition_add (definition, "amount-wan", "万元", NUAN_CELL_WAN);
      table = nuan_table_new (definition, 1, 2, "x");
      for (guint part = 0; part < 3; part++)
        add_wan (table, cases[i].parts[part]);
      nuan_table_note_rounding (table);   /* without a total there is nothing to add up to */
      g_assert_cmpstr (table->definition->note, ==, "");
      table->total = g_new0 (NuanCell, 2);
      table->total[1].number = cases[i].total;
      nuan_table_note_rounding (table);
      g_assert_cmpint (*table->definition->note != '\0', ==, cases[i].noted);
    }
}

/* The first rows are no whole: a total beside them would pass for theirs. */
static void
test_cut (void)
{
  g_autoptr (NuanTableDefinition) definition = nuan_table_definition_load ("help-by-programme-fund", NULL);
  const guint n_columns = definition->columns->len;
  g_autoptr (NuanTable) table = nuan_table_new (g_steal_pointer (&definition), 1, 2, "x");

  for (guint i = 0; i < 3; i++)
    nuan_table_add (table, g_new0 (NuanCell, n_columns), "key");
  table->total = g_new0 (NuanCell, n_columns);
  nuan_table_cut (table, 2);
  g_assert_cmpuint (table->rows->len, ==, 2);
  g_assert_cmpuint (table->keys->len, ==, 2);
  g_assert_null (table->total);
  nuan_table_cut (table, 5);
  g_assert_cmpuint (table->rows->len, ==, 2);
}

int
main (int argc, char **argv)
{
  g_setenv ("NUAN_DATA_DIR", "/nonexistent", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/every shipped definition is right", test_shipped);
  g_test_add_func ("/table/a definition is read", test_parse);
  g_test_add_func ("/table/a row of funds is headed by its fund", test_funds);
  g_test_add_func ("/table/a table of files says that they are of today", test_households);
  g_test_add_func ("/table/a slip in a definition is named with what would be right", test_refused);
  g_test_add_func ("/table/any other file is no definition", test_not_a_definition);
  g_test_add_func ("/table/a missing table is told with those that exist", test_load_missing);
  g_test_add_func ("/table/a table owns its cells", test_table);
  g_test_add_func ("/table/a part of a table has no total", test_cut);
  g_test_add_func ("/table/cells are shown and written", test_cells);
  g_test_add_func ("/table/rounded parts are told", test_rounding_note);
  return g_test_run ();
}

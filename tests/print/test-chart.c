#include "print/chart.h"

#include "paper.h"
#include "print/series.h"

#define FEN(yuan) ((gint64) (yuan) * 100)

static const char *const fund_columns[] = { "label:资金:t", "paid:已发放:m", "reserved:待发放:m", "free:可用:m", NULL };
static const NuanChartStyle style = { { 0, 0, 0 }, { 0.8, 0.3, 0.1 }, 12 };

static NuanTable *
fund_table (void)
{
  NuanTable *table = paper_table ("funds", "专项资金使用情况", fund_columns);

  nuan_table_add (table, paper_cells (table, "中央财政专项 2025", FEN (9000000), FEN (120000), FEN (400000)), "1");
  nuan_table_add (table, paper_cells (table, "省级财政困难职工帮扶专项资金（第二批）", FEN (3000000), FEN (90000), FEN (1400000)), "2");
  nuan_table_add (table, paper_cells (table, "工会经费", FEN (300000), FEN (0), FEN (10000)), "3");
  return table;
}

static void
rows_of_one_label_are_summed (void)
{
  g_autoptr (NuanTable) table = fund_table ();
  g_autoptr (NuanSeries) series = NULL;

  nuan_table_add (table, paper_cells (table, "工会经费", FEN (7), FEN (0), FEN (0)), "4");
  series = nuan_series_new (table, "bars", 20);
  g_assert_cmpuint (series->n_items, ==, 3);
  g_assert_cmpuint (series->n_parts, ==, 1);
  g_assert_cmpstr (series->items[2], ==, "工会经费");
  g_assert_cmpint (nuan_series_value (series, 2, 0), ==, FEN (300007));
}

static void
small_bars_are_put_together (void)
{
  g_autoptr (NuanTable) table = paper_table ("funds", "资金", fund_columns);
  g_autoptr (NuanSeries) series = NULL;
  gint64 sum = 0;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("资金 %u", i);

      nuan_table_add (table, paper_cells (table, name, FEN (i * 37 % 100), FEN (0), FEN (0)), "k");
    }
  series = nuan_series_new (table, "bars", 10);
  g_assert_cmpuint (series->n_items, ==, 10);
  g_assert_cmpstr (series->items[9], ==, "其余（91）");
  for (guint i = 0; i < series->n_items; i++)
    sum += series->totals[i];
  g_assert_cmpint (sum, ==, FEN (99 * 100 / 2));
}

static void
large_money_is_told_in_wan (void)
{
  g_autoptr (NuanTable) table = fund_table ();
  g_autoptr (NuanTable) small = paper_table ("funds", "资金", fund_columns);
  g_autoptr (NuanSeries) large_series = nuan_series_new (table, "bars", 20);
  g_autoptr (NuanSeries) small_series = NULL;
  g_autofree char *large_text = nuan_series_format (large_series, large_series->totals[0]);
  g_autofree char *small_text = NULL;

  nuan_table_add (small, paper_cells (small, "工会经费", FEN (9000), FEN (0), FEN (0)), "1");
  small_series = nuan_series_new (small, "bars", 20);
  small_text = nuan_series_format (small_series, small_series->totals[0]);
  g_assert_cmpstr (large_series->measure, ==, "万元");
  g_assert_cmpstr (large_text, ==, "900.00");
  g_assert_cmpstr (small_series->measure, ==, "元");
  g_assert_cmpstr (small_text, ==, "9,000.00");
}

static void
a_unit_in_a_column_title_gives_way_to_wan (void)
{
  static const char *const columns[] = { "label:资金:t", "paid:金额（元）:m", NULL };
  g_autoptr (NuanTable) large = paper_table ("funds", "资金", columns);
  g_autoptr (NuanTable) small = paper_table ("funds", "资金", columns);
  g_autoptr (NuanSeries) scaled = NULL;
  g_autoptr (NuanSeries) plain = NULL;

  nuan_table_add (large, paper_cells (large, "工会经费", FEN (9000000)), "1");
  nuan_table_add (small, paper_cells (small, "工会经费", FEN (9000)), "1");
  scaled = nuan_series_new (large, "bars", 20);
  plain = nuan_series_new (small, "bars", 20);
  g_assert_cmpstr (scaled->parts[0], ==, "金额");
  g_assert_cmpstr (plain->parts[0], ==, "金额（元）");
}

static void
a_stack_has_paid_reserved_and_free (void)
{
  g_autoptr (NuanTable) table = fund_table ();
  g_autoptr (NuanSeries) series = nuan_series_new (table, "stacked", 20);

  g_assert_cmpuint (series->n_parts, ==, 3);
  g_assert_cmpstr (series->parts[1], ==, "待发放");
  g_assert_cmpint (series->totals[0], ==, FEN (9520000));
}

static void
it_is_told_in_words_and_numbers (void)
{
  g_autoptr (NuanTable) table = fund_table ();
  g_autofree char *text = nuan_chart_describe (table, "stacked");

  g_assert_nonnull (strstr (text, "专项资金使用情况"));
  g_assert_nonnull (strstr (text, "中央财政专项 2025 已发放 900.00, 待发放 12.00, 可用 40.00"));
  g_assert_nonnull (strstr (text, "万元"));
}

/* Whatever is drawn lies inside the chart's own box: nothing can be cut at its edge. */
static void
check_inside (NuanTable *table, const char *kind, double width, double height)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  double x, y, wide, high;

  nuan_chart_draw (cr, table, kind, width, height, &style);
  cairo_recording_surface_ink_extents (surface, &x, &y, &wide, &high);
  g_test_message ("%s in %.0f × %.0f: %.1f %.1f %.1f %.1f", kind, width, height, x, y, wide, high);
  g_assert_cmpfloat (wide, >, width / 3);
  g_assert_cmpfloat (x, >=, -1.5);
  g_assert_cmpfloat (y, >=, -1.5);
  g_assert_cmpfloat (x + wide, <=, width + 1.5);
  g_assert_cmpfloat (y + high, <=, height + 1.5);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
nothing_is_cut (void)
{
  g_autoptr (NuanTable) table = fund_table ();
  g_autoptr (NuanTable) one = paper_table ("funds", "资金", fund_columns);
  g_autoptr (NuanTable) negative = paper_table ("funds", "资金", fund_columns);

  nuan_table_add (one, paper_cells (one, "工会经费", FEN (0), FEN (0), FEN (0)), "1");
  nuan_table_add (negative, paper_cells (negative, "冲销", FEN (-500), FEN (0), FEN (0)), "1");
  nuan_table_add (negative, paper_cells (negative, "发放", FEN (900), FEN (0), FEN (0)), "2");

  for (guint i = 0; i < 3; i++)
    {
      const char *kind = ((const char *[]) { "bars", "stacked", "line" })[i];

      check_inside (table, kind, 640, 300);
      check_inside (table, kind, 420, 180);
      check_inside (one, kind, 420, 180);
      check_inside (negative, kind, 420, 180);
    }
}

static void
on_paper_every_label_stands_whole (void)
{
  g_autoptr (NuanTable) table = fund_table ();
  g_autoptr (NuanSheet) sheet = nuan_sheet_new ("chart");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  g_autofree char *joined = NULL;
  g_auto (GStrv) lines = NULL;

  nuan_sheet_add_page (sheet, FALSE);
  nuan_chart_draw_on_sheet (sheet, table, "stacked", 20, 20, 170, 60);
  pdf = nuan_sheet_finish (sheet, &error);
  g_assert_no_error (error);
  paper_check (pdf);

  text = paper_text (pdf, FALSE);
  lines = g_strsplit (text, "\n", -1);
  joined = g_strjoinv ("", lines);
  g_assert_nonnull (strstr (joined, "中央财政专项 2025"));
  g_assert_nonnull (strstr (joined, "省级财政困难职工帮扶专项资金（第二批）"));
  g_assert_nonnull (strstr (joined, "952.00"));
  g_assert_nonnull (strstr (joined, "待发放"));
}

static void
add_earlier (NuanTable *table, guint value_column, gint64 number)
{
  NuanCell *cells = nuan_table_make_earlier (table);

  cells[value_column] = (NuanCell) { .number = number };
  nuan_table_add (table, cells, NUAN_TABLE_EARLIER);
}

/* 冲减以前期间 is no programme: no bar, but a line that says what the bars leave out. */
static void
what_is_taken_back_of_former_periods_is_a_note (void)
{
  g_autoptr (NuanTable) table = fund_table ();
  g_autoptr (NuanTable) alone = paper_table ("funds", "资金", fund_columns);
  g_autoptr (NuanTable) counted = fund_table ();
  g_autoptr (NuanSeries) series = NULL, none = NULL;
  g_autofree char *text = NULL;
  const double before = nuan_chart_get_height (table, "bars", 12);

  add_earlier (table, 1, FEN (-100));
  series = nuan_series_new (table, "bars", 20);
  g_assert_cmpuint (series->n_items, ==, 3);
  g_assert_cmpstr (series->note, ==, "未含冲减以前期间：−100.00元");
  text = nuan_chart_describe (table, "bars");
  g_assert_true (g_str_has_suffix (text, "; 未含冲减以前期间：−100.00元"));
  g_assert_cmpfloat (nuan_chart_get_height (table, "bars", 12), >, before);
  for (guint i = 0; i < 2; i++)
    {
      check_inside (table, i == 0 ? "bars" : "line", 640, 300);
      check_inside (table, i == 0 ? "bars" : "line", 420, 180);
    }

  add_earlier (counted, 2, FEN (-100));   /* of what is drawn, nothing */
  none = nuan_series_new (counted, "bars", 20);
  g_assert_cmpstr (none->note, ==, "");

  add_earlier (alone, 1, FEN (-100));
  g_assert_null (nuan_series_new (alone, "bars", 20));
  g_assert_cmpfloat (nuan_chart_get_height (alone, "bars", 12), ==, 0);
}

static void
an_empty_table_draws_nothing (void)
{
  g_autoptr (NuanTable) table = paper_table ("funds", "资金", fund_columns);
  g_autofree char *text = nuan_chart_describe (table, "bars");

  g_assert_cmpstr (text, ==, "");
  g_assert_cmpfloat (nuan_chart_get_height (table, "bars", 12), ==, 0);
  g_assert_cmpfloat (nuan_chart_get_height (table, "", 12), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/rows-of-one-label-are-summed", rows_of_one_label_are_summed);
  g_test_add_func ("/chart/small-bars-are-put-together", small_bars_are_put_together);
  g_test_add_func ("/chart/large-money-is-told-in-wan", large_money_is_told_in_wan);
  g_test_add_func ("/chart/a-unit-in-a-column-title-gives-way-to-wan", a_unit_in_a_column_title_gives_way_to_wan);
  g_test_add_func ("/chart/a-stack-has-paid-reserved-and-free", a_stack_has_paid_reserved_and_free);
  g_test_add_func ("/chart/it-is-told-in-words-and-numbers", it_is_told_in_words_and_numbers);
  g_test_add_func ("/chart/nothing-is-cut", nothing_is_cut);
  g_test_add_func ("/chart/on-paper-every-label-stands-whole", on_paper_every_label_stands_whole);
  g_test_add_func ("/chart/what-is-taken-back-of-former-periods-is-a-note", what_is_taken_back_of_former_periods_is_a_note);
  g_test_add_func ("/chart/an-empty-table-draws-nothing", an_empty_table_draws_nothing);
  return g_test_run ();
}

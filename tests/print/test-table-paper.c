#include "print/table.h"

#include <glib/gstdio.h>

#include "check-error.h"
#include "paper.h"

static const char *const narrow[] = { "label:帮扶项目:t", "households:户数:c", "paid:金额:m", "wan:金额（万元）:w", "day:日期:d", NULL };
static const char *const wide[] = { "number:编号:t", "day:日期:d", "household:户号:t", "payee:领款人:t", "unit:工作单位:t",
                                    "programme:帮扶项目:t", "fund:资金:t", "paid:金额:m", "method:方式:t", "cashier:出纳:t", NULL };

static GBytes *
print_table (const NuanTable *table, gboolean chart)
{
  g_autoptr (GError) error = NULL;
  GBytes *pdf = nuan_table_print (table, chart, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  paper_check (pdf);
  return pdf;
}

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *p = text; (p = strstr (p, word)) != NULL; p += strlen (word))
    n++;
  return n;
}

/* Without blanks: whether a gap is one is poppler's guess. */
static char *
squeezed_text (GBytes *pdf)
{
  g_autofree char *text = paper_text (pdf, FALSE);
  GString *squeezed = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (squeezed, g_utf8_get_char (p));

  return g_string_free (squeezed, FALSE);
}

static NuanTable *
narrow_table (guint n_rows)
{
  NuanTable *table = paper_table ("help", "帮扶情况统计表", narrow);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *label = g_strdup_printf ("项目%u号", i + 1);

      nuan_table_add (table, paper_cells (table, label, (gint64) i, (gint64) 123456 * i, (gint64) 123456 * i,
                                          (gint64) nuan_day_new (2025, 11, 20)), "k");
    }
  table->total = paper_cells (table, "", (gint64) 98765, (gint64) 900050, (gint64) 900050, (gint64) NUAN_DAY_NONE);
  return table;
}

static NuanTable *
wide_table (guint n_rows)
{
  NuanTable *table = paper_table ("receipts", "领款单登记表", wide);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *number = g_strdup_printf ("2025-%06u", i + 1);

      nuan_table_add (table, paper_cells (table, number, (gint64) nuan_day_new (2025, 11, 20), "H2025-000318", paper_names[i % 6],
                                          i % 5 == 0 ? "试点县城东纺织工业集团有限责任公司第二棉纺织分厂工会" : "城东纺织厂工会",
                                          "生活救助", "中央财政专项 2025", (gint64) 900000 + i, "现金", "丙"), "k");
    }
  return table;
}

static void
it_has_all_that_an_official_table_has (void)
{
  g_autoptr (NuanTable) table = narrow_table (12);
  g_autoptr (GBytes) pdf = print_table (table, FALSE);
  g_autofree char *text = squeezed_text (pdf);
  const char *const words[] = { "帮扶情况统计表", "填报单位（盖章）：试点县职工服务（帮扶）中心", "期间：2025年1月1日至2025年12月31日",
                                "单位：元", "帮扶项目", "户数", "（万元）", "1,234.56", "2025-11-20", "合计", "98,765", "9,000.50", "0.90",
                                "注：已作废的发放不计入。", "单位负责人：", "审核人：", "填表人：", "（公章）", "第1页共1页" };

  g_assert_cmpuint (paper_count_pages (pdf), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) == NULL)
      g_error ("“%s” is missing in:\n%s", words[i], text);

  /* In the order of the paper. */
  g_assert_true (strstr (text, "帮扶情况统计表") < strstr (text, "单位：元"));
  g_assert_true (strstr (text, "单位：元") < strstr (text, "户数"));
  g_assert_true (strstr (text, "合计") < strstr (text, "单位负责人"));
}

static void
heads_are_repeated_and_pages_numbered (void)
{
  g_autoptr (NuanTable) table = narrow_table (200);
  g_autoptr (GBytes) pdf = print_table (table, FALSE);
  g_autofree char *text = squeezed_text (pdf);
  const guint n_pages = paper_count_pages (pdf);

  g_assert_cmpuint (n_pages, >, 3);
  g_assert_cmpuint (count (text, "户数"), ==, n_pages);
  g_assert_cmpuint (count (text, "合计"), ==, 1);
  for (guint i = 1; i <= n_pages; i++)
    {
      g_autofree char *page = g_strdup_printf ("第%u页共%u页", i, n_pages);

      g_assert_nonnull (strstr (text, page));
    }
  for (guint i = 1; i <= 200; i++)
    {
      g_autofree char *label = g_strdup_printf ("项目%u号", i);

      g_assert_cmpuint (count (text, label), ==, 1);
    }
}

static void
more_than_eight_columns_lie_on_the_side (void)
{
  g_autoptr (NuanTable) table = wide_table (3);
  g_autoptr (NuanTable) upright = narrow_table (3);
  g_autoptr (GBytes) wide_pdf = print_table (table, FALSE);
  g_autoptr (GBytes) narrow_pdf = print_table (upright, FALSE);
  g_autoptr (PaperPicture) lying = paper_render (wide_pdf, 1, 50, 0, 0, 297, 210);
  g_autoptr (PaperPicture) standing = paper_render (narrow_pdf, 1, 50, 0, 0, 210, 297);

  g_assert_cmpint (lying->width, >, lying->height);
  g_assert_cmpint (standing->width, <, standing->height);
}

static void
rare_names_are_found_whole (void)
{
  g_autoptr (NuanTable) table = wide_table (12);
  g_autoptr (GBytes) pdf = NULL;
  g_auto (GStrv) readings = NULL;

  nuan_table_add (table, paper_cells (table, "𠄌1", (gint64) nuan_day_new (2025, 11, 20), "H1", "张𬱖建", "𠮷田厂工会", "生活救助",
                                      "𠂢号资金", (gint64) 1, "现金", "丙𠮷"), "k");
  pdf = print_table (table, TRUE);
  readings = paper_readings (pdf);
  paper_assert_found (readings, "𠄌1", 1);
  paper_assert_found (readings, "张𬱖建", 1);
  paper_assert_found (readings, "𠮷田厂工会", 1);
  paper_assert_found (readings, "𠂢号资金", 1);
  paper_assert_found (readings, "丙𠮷", 1);
  paper_assert_found (readings, "𠮷田", 3);    /* two payees of the twelve, and the unit */
}

static void
long_texts_wrap_and_lose_nothing (void)
{
  g_autoptr (NuanTable) table = wide_table (5);
  g_autoptr (GBytes) pdf = print_table (table, FALSE);
  g_autofree char *joined = squeezed_text (pdf);
  g_autofree char *lines = paper_text (pdf, TRUE);

  g_assert_nonnull (strstr (lines, "试点县城东"));
  g_assert_null (strstr (lines, "试点县城东纺织工业集团有限责任公司第二棉纺织分厂工会"));   /* it breaks within its cell */
  g_assert_nonnull (strstr (joined, "试点县城东纺织工业集团有限责任公司第二棉纺织分厂工会"));
  g_assert_nonnull (strstr (joined, "阿不都热合曼·买买提江"));
  g_assert_nonnull (strstr (joined, "2025-000001"));
}

#define AT(page, x, y) ((page)->ink[(y) * (page)->width + (x)])

/* The last dark column left of the frame between two rules. */
static int
right_edge (const PaperPicture *page, int top, int bottom, int frame)
{
  int edge = 0;

  for (int y = top; y < bottom; y++)
    for (int x = page->width / 2; x < frame - 6; x++)
      if (AT (page, x, y) > 100)
        edge = MAX (edge, x);
  return edge;
}

static void
figures_stand_right_aligned (void)
{
  g_autoptr (NuanTable) table = paper_table ("help", "表", (const char *[]) { "label:项目:t", "paid:金额:m", NULL });
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (PaperPicture) page = NULL;
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (int));
  int frame = 0, edges[3];

  nuan_table_add (table, paper_cells (table, "甲", (gint64) 100), "k");
  nuan_table_add (table, paper_cells (table, "乙", (gint64) 90000000), "k");
  nuan_table_add (table, paper_cells (table, "丙", (gint64) 5500), "k");
  pdf = print_table (table, FALSE);
  page = paper_render (pdf, 1, 200, 20, 34, 171, 45);

  for (int x = 0; x < page->width; x++)
    if (AT (page, x, page->height / 2) > 100)
      frame = x;
  /* Just inside the frame nothing is dark but the rules, and above it the unit of measure. */
  for (int y = 1; y < page->height; y++)
    if (AT (page, frame - 5, y) > 60 && AT (page, frame - 5, y - 1) <= 60)
      g_array_append_val (rules, y);
  g_assert_cmpuint (rules->len, >=, 5);
  g_array_remove_range (rules, 0, rules->len - 5);

  for (guint row = 0; row < 3; row++)
    edges[row] = right_edge (page, g_array_index (rules, int, row + 1) + 5, g_array_index (rules, int, row + 2) - 5, frame);
  g_assert_cmpint (edges[0], >, frame - 40);
  g_assert_cmpint (ABS (edges[0] - edges[1]), <=, 2);
  g_assert_cmpint (ABS (edges[0] - edges[2]), <=, 2);
}

static void
the_chart_comes_along (void)
{
  g_autoptr (NuanTable) table = narrow_table (6);
  g_autoptr (GBytes) plain = print_table (table, FALSE);
  g_autoptr (GBytes) charted = print_table (table, TRUE);
  g_autofree char *without = squeezed_text (plain);
  g_autofree char *with = squeezed_text (charted);

  g_assert_cmpuint (count (without, "项目3号"), ==, 1);
  g_assert_cmpuint (count (with, "项目3号"), ==, 2);
}

static void
what_is_taken_back_has_a_row_and_a_note_below_the_chart (void)
{
  g_autoptr (NuanTable) table = narrow_table (6);
  NuanCell *cells = nuan_table_make_earlier (table);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < table->definition->columns->len; i++)
    if (g_str_equal (((NuanColumn *) g_ptr_array_index (table->definition->columns, i))->code, table->definition->chart_value))
      cells[i] = (NuanCell) { .number = -10000 };
  nuan_table_add (table, cells, NUAN_TABLE_EARLIER);
  nuan_table_add_note (table, "第二句。");
  pdf = print_table (table, TRUE);
  text = squeezed_text (pdf);
  g_assert_cmpuint (count (text, "冲减以前期间"), ==, 2);
  g_assert_nonnull (strstr (text, "未含冲减以前期间：−100.00元"));
  g_assert_nonnull (strstr (text, "已作废的发放不计入。第二句。"));
}

static void
an_empty_table_says_so (void)
{
  g_autoptr (NuanTable) table = paper_table ("help", "帮扶情况统计表", narrow);
  g_autoptr (GBytes) pdf = print_table (table, TRUE);
  g_autofree char *text = paper_text (pdf, FALSE);

  g_assert_nonnull (strstr (text, "（本期无数据）"));
  g_assert_cmpuint (paper_count_pages (pdf), ==, 1);
}

static void
a_day_is_one_day (void)
{
  g_autoptr (NuanTable) table = paper_table ("payments-today", "今日发放", narrow);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  table->from = table->to = nuan_day_new (2025, 11, 20);
  pdf = print_table (table, FALSE);
  text = squeezed_text (pdf);
  g_assert_nonnull (strstr (text, "期间：2025年11月20日"));
  g_assert_null (strstr (text, "至"));
  g_assert_nonnull (strstr (text, "复核："));
}

static void
the_same_table_is_the_same_bytes (void)
{
  g_autoptr (NuanTable) table = wide_table (40);
  g_autoptr (GBytes) first = print_table (table, FALSE);
  g_autoptr (GBytes) second = print_table (table, FALSE);

  g_assert_true (g_bytes_equal (first, second));
}

static void
too_many_figures_are_refused (void)
{
  const char *columns[60 + 1] = { NULL };
  g_autoptr (NuanTable) table = NULL;
  g_autoptr (GError) error = NULL;
  NuanCell *cells = g_new0 (NuanCell, 60);

  for (guint i = 0; i < 60; i++)
    columns[i] = "paid:金额:m";
  table = paper_table ("help", "表", columns);
  for (guint i = 0; i < 60; i++)
    cells[i].number = 123456789012;
  nuan_table_add (table, cells, "k");
  g_assert_null (nuan_table_print (table, FALSE, NULL, NULL, NULL, &error));
  check_error (error, NUAN_ERROR_INVALID, "paid");
}

static void
what_no_font_has_is_refused_by_column (void)
{
  g_autoptr (NuanTable) table = paper_table ("help", "表", (const char *[]) { "label:项目:t", "paid:金额:m", NULL });
  g_autoptr (GError) error = NULL;

  nuan_table_add (table, paper_cells (table, "\360\277\277\275", (gint64) 100), "k");   /* U+3FFFD */
  g_assert_null (nuan_table_print (table, FALSE, NULL, NULL, NULL, &error));
  check_error (error, NUAN_ERROR_INVALID, "label");
}

static void
cancel_soon (gint64 done, gint64 total, gpointer user_data)
{
  if (done > 500)
    g_cancellable_cancel (user_data);
}

static void
a_cancelled_print_leaves_no_file (void)
{
  g_autoptr (NuanTable) table = wide_table (3000);
  g_autofree char *folder = g_dir_make_tmp ("nuan-test-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "table.pdf", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_table_print_to_file (table, FALSE, file, NUAN_FILE_NEW, cancel_soon, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table-paper/it-has-all-that-an-official-table-has", it_has_all_that_an_official_table_has);
  g_test_add_func ("/table-paper/heads-are-repeated-and-pages-numbered", heads_are_repeated_and_pages_numbered);
  g_test_add_func ("/table-paper/more-than-eight-columns-lie-on-the-side", more_than_eight_columns_lie_on_the_side);
  g_test_add_func ("/table-paper/rare-names-are-found-whole", rare_names_are_found_whole);
  g_test_add_func ("/table-paper/long-texts-wrap-and-lose-nothing", long_texts_wrap_and_lose_nothing);
  g_test_add_func ("/table-paper/figures-stand-right-aligned", figures_stand_right_aligned);
  g_test_add_func ("/table-paper/the-chart-comes-along", the_chart_comes_along);
  g_test_add_func ("/table-paper/what-is-taken-back-has-a-row-and-a-note-below-the-chart",
                   what_is_taken_back_has_a_row_and_a_note_below_the_chart);
  g_test_add_func ("/table-paper/an-empty-table-says-so", an_empty_table_says_so);
  g_test_add_func ("/table-paper/a-day-is-one-day", a_day_is_one_day);
  g_test_add_func ("/table-paper/the-same-table-is-the-same-bytes", the_same_table_is_the_same_bytes);
  g_test_add_func ("/table-paper/too-many-figures-are-refused", too_many_figures_are_refused);
  g_test_add_func ("/table-paper/what-no-font-has-is-refused-by-column", what_no_font_has_is_refused_by_column);
  g_test_add_func ("/table-paper/a-cancelled-print-leaves-no-file", a_cancelled_print_leaves_no_file);
  return g_test_run ();
}

#include "config.h"

#include <string.h>

#include "display.h"

#include "app/kit/day-entry.h"
#include "app/kit/figure-cell.h"
#include "app/statistics/statistics-page.h"
#include "app/kit/period.h"
#include "app/statistics/rows-pane.h"
#include "app/statistics/table-chart.h"
#include "app/kit/table-view.h"
#include "app/session/receipt-work.h"
#include "app/shell/window.h"

static void
set_up (DisplayPage *fixture, gconstpointer unused)
{
  display_page_open (fixture, "statistics.db", NUAN_ROLE_AUDIT, 4, NUAN_TYPE_STATISTICS_PAGE);
}

static void
set_up_director (DisplayPage *fixture, gconstpointer unused)
{
  display_page_open (fixture, "statistics.db", NUAN_ROLE_DIRECT, 4, NUAN_TYPE_STATISTICS_PAGE);
}

static NuanTableView *
view_of (DisplayPage *fixture)
{
  return NUAN_TABLE_VIEW (display_find (fixture->page, NUAN_TYPE_TABLE_VIEW));
}

static NuanRowsPane *
pane_of (DisplayPage *fixture)
{
  return NUAN_ROWS_PANE (display_find (fixture->page, NUAN_TYPE_ROWS_PANE));
}

static guint
find_column (const NuanTable *table, const char *code)
{
  for (guint i = 0; i < table->definition->columns->len; i++)
    if (g_str_equal (((const NuanColumn *) g_ptr_array_index (table->definition->columns, i))->code, code))
      return i;
  g_error ("there is no column %s", code);
}

/* The table of that id over a period long enough for the whole invented history. */
static const NuanTable *
show_table (DisplayPage *fixture, const char *id)
{
  GtkListBox *list = GTK_LIST_BOX (display_find (fixture->page, GTK_TYPE_LIST_BOX));
  const NuanTable *table = NULL;

  gtk_editable_set_text (GTK_EDITABLE (display_find (fixture->page, GTK_TYPE_ENTRY)), "2000-01-01");
  for (int i = 0; gtk_list_box_get_row_at_index (list, i) != NULL; i++)
    {
      gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, i));
      display_settle ();
      table = nuan_table_view_get_table (view_of (fixture))->table;
      if (g_str_equal (table->definition->id, id))
        return table;
    }
  g_error ("there is no table %s", id);
}

static void
a_table_is_filled_for_its_period (DisplayPage *fixture, gconstpointer unused)
{
  const NuanTable *table = show_table (fixture, "help-by-programme-fund");
  const guint amount = find_column (table, "amount");
  gint64 sum = 0;

  g_assert_cmpuint (table->from, ==, nuan_day_new (2000, 1, 1));
  g_assert_cmpuint (table->rows->len, >, 0);
  for (guint i = 0; i < table->rows->len; i++)
    sum += ((const NuanCell *) g_ptr_array_index (table->rows, i))[amount].number;
  g_assert_cmpint (sum, >, 0);
  g_assert_cmpint (sum, ==, table->total[amount].number);
  display_shot (GTK_WIDGET (fixture->window), "statistics");
}

static GtkColumnViewColumn *
column_of (DisplayPage *fixture, guint position)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (display_find (GTK_WIDGET (view_of (fixture)), GTK_TYPE_COLUMN_VIEW));
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (view), position);

  return column;   /* the view keeps it */
}

static void
each_table_remembers_its_own_widths (DisplayPage *fixture, gconstpointer unused)
{
  show_table (fixture, "help-by-programme-fund");
  gtk_column_view_column_set_fixed_width (column_of (fixture, 1), 234);
  show_table (fixture, "receipts");
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (column_of (fixture, 1)), ==, -1);
  display_page_close (fixture, NULL);

  set_up (fixture, NULL);
  show_table (fixture, "help-by-programme-fund");
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (column_of (fixture, 1)), ==, 234);
}

static void
a_figure_opens_the_rows_behind_it (DisplayPage *fixture, gconstpointer unused)
{
  const NuanTable *table = show_table (fixture, "help-by-programme-fund");
  const NuanCell *first = g_ptr_array_index (table->rows, 0);
  const gint64 amount = first[find_column (table, "amount")].number;
  const NuanTable *rows;
  gint64 sum = 0;

  g_assert_false (nuan_rows_pane_is_open (pane_of (fixture)));
  g_signal_emit_by_name (view_of (fixture), "open", 0, "amount");
  display_settle ();
  g_assert_true (nuan_rows_pane_is_open (pane_of (fixture)));
  rows = nuan_table_view_get_table (NUAN_TABLE_VIEW (display_find (GTK_WIDGET (pane_of (fixture)), NUAN_TYPE_TABLE_VIEW)))->table;
  for (guint i = 0; i < rows->rows->len; i++)
    sum += ((const NuanCell *) g_ptr_array_index (rows->rows, i))[find_column (rows, "amount")].number;
  g_assert_cmpint (sum, ==, amount);
  display_shot (GTK_WIDGET (fixture->window), "rows");

  gtk_widget_activate_action (GTK_WIDGET (pane_of (fixture)), "rows.close", NULL);
  g_assert_false (nuan_rows_pane_is_open (pane_of (fixture)));
}

static void
voided_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  nuan_receipt_work_finish (source, result, &error);
  g_assert_no_error (error);
  g_object_unref (data);
}

/* A receipt among many is voided today; the period begins after the day of its payment. Its number; owned. */
static char *
void_and_look_later (DisplayPage *fixture)
{
  const NuanTable *receipts = show_table (fixture, "receipts");
  guint place = receipts->rows->len / 2;
  const NuanCell *cells;
  NuanDay after;
  char *number;

  do
    cells = g_ptr_array_index (receipts->rows, place++);
  while (!g_str_equal (cells[find_column (receipts, "state")].text, "有效"));
  number = g_strdup (cells[find_column (receipts, "number")].text);
  after = (NuanDay) cells[find_column (receipts, "date")].number + 1;

  nuan_receipt_void (fixture->context, number, "发放对象有误", TRUE, voided_cb, g_object_ref (fixture->page));
  display_settle ();
  nuan_day_entry_set_day (NUAN_DAY_ENTRY (display_find (fixture->page, NUAN_TYPE_DAY_ENTRY)), after);
  display_settle ();
  return number;
}

static const NuanTable *
choose_table (DisplayPage *fixture, int place)
{
  GtkListBox *list = GTK_LIST_BOX (display_find (fixture->page, GTK_TYPE_LIST_BOX));

  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, place));
  display_settle ();
  return nuan_table_view_get_table (view_of (fixture))->table;
}

static const NuanTable *
rows_behind (DisplayPage *fixture)
{
  g_assert_true (nuan_rows_pane_is_open (pane_of (fixture)));
  return nuan_table_view_get_table (NUAN_TABLE_VIEW (display_find (GTK_WIDGET (pane_of (fixture)), NUAN_TYPE_TABLE_VIEW)))->table;
}

static void
shoot_at_150_too (DisplayPage *fixture, const char *name)
{
  g_autofree char *large = g_strconcat (name, "-150", NULL);

  display_shot (GTK_WIDGET (fixture->window), name);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * 150 / 100, NULL);
  display_settle ();
  display_shot (GTK_WIDGET (fixture->window), large);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
  display_settle ();
}

static void
behind_what_is_taken_back_stand_the_voids (DisplayPage *fixture, gconstpointer unused)
{
  g_autofree char *number = void_and_look_later (fixture);
  GtkListBox *list = GTK_LIST_BOX (display_find (fixture->page, GTK_TYPE_LIST_BOX));
  guint seen = 0;

  for (int place = 0; gtk_list_box_get_row_at_index (list, place) != NULL; place++)
    {
      const NuanTable *table = choose_table (fixture, place), *rows;
      const gboolean registered = g_str_equal (table->definition->id, "receipts");

      if (!nuan_table_has_earlier (table))
        continue;
      seen++;
      g_assert_cmpuint (table->rows->len, >, 1);
      if (!registered)
        shoot_at_150_too (fixture, "earlier");
      if (registered)   /* its number is none of a receipt */
        g_signal_emit_by_name (view_of (fixture), "row-activated", (int) table->rows->len - 1);
      else
        g_signal_emit_by_name (view_of (fixture), "open", (int) table->rows->len - 1, "amount");
      display_settle ();
      rows = rows_behind (fixture);
      g_assert_cmpuint (rows->rows->len, ==, 1);
      g_assert_cmpstr (((const NuanCell *) g_ptr_array_index (rows->rows, 0))[find_column (rows, "number")].text, ==, number);
      g_assert_true (display_has_text (GTK_WIDGET (pane_of (fixture)), "冲减以前期间"));
      shoot_at_150_too (fixture, registered ? "taken-back-register" : "taken-back");
    }
  g_assert_cmpuint (seen, ==, 2);
}

typedef struct {
  GtkWidget *window;
  int        row, column;
} Place;

static int
count_before (GtkWidget *widget)
{
  int n = 0;

  while ((widget = gtk_widget_get_prev_sibling (widget)) != NULL)
    n++;
  return n;
}

static gboolean
has_the_focus (gpointer data)
{
  const Place *place = data;
  GtkWidget *focus = GTK_WIDGET (gtk_root_get_focus (GTK_ROOT (place->window)));

  return focus != NULL && NUAN_IS_FIGURE_CELL (focus) && count_before (gtk_widget_get_parent (focus)) == place->column
         && count_before (gtk_widget_get_parent (gtk_widget_get_parent (focus))) == place->row;
}

#define LAST (-1)

/* Rows and columns are counted from the first figure. */
static void
up_and_down_stay_in_their_column (DisplayPage *fixture, gconstpointer unused)
{
  static const struct { const char *key; int row, column; } steps[] = {
    { "Down", 1, 0 }, { "Right", 1, 1 }, { "Right", 1, 2 }, { "Down", 2, 2 }, { "Down", 3, 2 }, { "Left", 3, 1 }, { "Up", 2, 1 },
    { "End", LAST, 1 }, { "Home", 0, 1 }, { "Down", 1, 1 },
  };
  const int last = (int) show_table (fixture, "help-by-programme-fund")->rows->len;   /* the total */
  GtkWidget *first;
  int column;

  first = display_find (GTK_WIDGET (view_of (fixture)), NUAN_TYPE_FIGURE_CELL);
  while (!gtk_widget_grab_focus (first))
    first = gtk_widget_get_first_child (gtk_widget_get_next_sibling (gtk_widget_get_parent (first)));
  column = count_before (gtk_widget_get_parent (first));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      Place place = { GTK_WIDGET (fixture->window), steps[i].row == LAST ? last : steps[i].row, column + steps[i].column };

      display_key (place.window, steps[i].key);
      display_wait (has_the_focus, &place, steps[i].key);
    }
}

static void
count_rows (NuanRowsPane *pane, NuanSharedTable *rows, gpointer n)
{
  *(guint *) n = rows->table->rows->len;
}

static void
a_long_list_is_shown_in_part_and_saved_whole (DisplayPage *fixture, gconstpointer unused)
{
  GtkWidget *pane = GTK_WIDGET (pane_of (fixture));
  const NuanTable *rows;
  guint n_all, n_saved = 0;

  show_table (fixture, "help-by-programme-fund");
  g_signal_emit_by_name (view_of (fixture), "open", 0, "amount");
  display_settle ();
  n_all = nuan_table_view_get_table (NUAN_TABLE_VIEW (display_find (pane, NUAN_TYPE_TABLE_VIEW)))->table->rows->len;
  g_assert_cmpuint (n_all, >, 3);

  nuan_rows_pane_set_most (NUAN_ROWS_PANE (pane), 2);
  g_signal_emit_by_name (view_of (fixture), "open", 0, "amount");
  display_settle ();
  rows = nuan_table_view_get_table (NUAN_TABLE_VIEW (display_find (pane, NUAN_TYPE_TABLE_VIEW)))->table;
  g_assert_cmpuint (rows->rows->len, ==, 2);
  g_assert_null (rows->total);   /* that of a part would pass for the whole's */
  g_assert_true (display_has_text (pane, "前 2 行"));
  g_assert_false (gtk_widget_is_sensitive (display_button (pane, "rows.print")));
  g_assert_true (gtk_widget_is_sensitive (display_button (pane, "rows.save")));

  nuan_rows_pane_use_all (NUAN_ROWS_PANE (pane), count_rows, &n_saved);
  display_settle ();
  g_assert_cmpuint (n_saved, ==, n_all);
  g_assert_true (display_has_text (pane, "前 2 行"));
}

static void
the_chart_says_its_figures (DisplayPage *fixture, gconstpointer unused)
{
  GtkWidget *chart = display_find (fixture->page, NUAN_TYPE_TABLE_CHART);

  show_table (fixture, "help-by-programme-fund");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_ROLE_IMG);
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_PROPERTY_LABEL));

  /* F8: nor do the bars tell an amount. */
  g_assert_true (gtk_widget_get_mapped (chart));
  nuan_context_set_private (fixture->context, TRUE);
  display_settle ();
  g_assert_false (gtk_widget_get_mapped (chart));
  g_assert_true (display_has_text (fixture->page, "•••"));
  nuan_context_set_private (fixture->context, FALSE);
  display_settle ();
  g_assert_true (gtk_widget_get_mapped (chart));
}

static void
a_period_without_anything_says_so (DisplayPage *fixture, gconstpointer unused)
{
  show_table (fixture, "receipts");
  gtk_editable_set_text (GTK_EDITABLE (display_find (fixture->page, GTK_TYPE_ENTRY)), "1990-01-01");
  {
    GtkWidget *from = display_find (fixture->page, GTK_TYPE_ENTRY);
    GtkWidget *to = gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (from));

    gtk_editable_set_text (GTK_EDITABLE (to), "1990-12-31");
  }
  display_settle ();
  g_assert_cmpuint (nuan_table_view_get_table (view_of (fixture))->table->rows->len, ==, 0);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (view_of (fixture))));
}

static void
assert_period (NuanPeriod period, NuanDay today, NuanDay from, NuanDay to)
{
  NuanDay first = NUAN_DAY_NONE, last = NUAN_DAY_NONE;

  nuan_period_range (period, today, &first, &last);
  g_assert_cmpuint (first, ==, from);
  g_assert_cmpuint (last, ==, to);
}

static GtkWidget *
second_day (DisplayPage *fixture)
{
  GtkWidget *second = gtk_widget_get_next_sibling (display_find (fixture->page, NUAN_TYPE_DAY_ENTRY));

  while (!NUAN_IS_DAY_ENTRY (second))
    second = gtk_widget_get_next_sibling (second);
  return second;
}

static gboolean
may_print (DisplayPage *fixture)
{
  return gtk_widget_is_sensitive (display_button (fixture->page, "page.print"));
}

/* No table of another period stays, to be printed or saved. */
static void
a_wrong_period_is_said_in_words (DisplayPage *fixture, gconstpointer unused)
{
  static const struct { const char *to, *words; } wrong[] = {
    { "1999-12-31", "期间的末日不能早于首日" }, { "2026-02-30", "日历中没有 2026-02-30" }, { "", "2025-11-20" },
  };
  NuanDayEntry *to = NUAN_DAY_ENTRY (second_day (fixture));
  const NuanDay last = nuan_day_entry_get_day (to, "to", NULL);

  show_table (fixture, "help-by-programme-fund");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_true (may_print (fixture));
      gtk_editable_set_text (GTK_EDITABLE (to), wrong[i].to);
      g_signal_emit_by_name (to, "activate");
      display_settle ();
      g_assert_true (display_has_text (fixture->page, wrong[i].words));
      g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (to), "error"));
      g_assert_null (nuan_table_view_get_table (view_of (fixture)));
      g_assert_false (may_print (fixture));
      display_shot (GTK_WIDGET (fixture->window), "wrong-period");

      nuan_day_entry_set_day (to, last);
      display_settle ();
      g_assert_false (display_has_text (fixture->page, wrong[i].words));
      g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (to), "error"));
      g_assert_cmpuint (nuan_table_view_get_table (view_of (fixture))->table->to, ==, last);
    }
}

static void
escape_closes_the_rows_before_it_leaves (DisplayPage *fixture, gconstpointer unused)
{
  show_table (fixture, "help-by-programme-fund");
  g_signal_emit_by_name (view_of (fixture), "open", 0, "amount");
  display_settle ();
  g_assert_true (nuan_rows_pane_is_open (pane_of (fixture)));
  display_key (GTK_WIDGET (fixture->window), "Escape");
  display_settle ();
  g_assert_false (nuan_rows_pane_is_open (pane_of (fixture)));
  g_assert_true (gtk_widget_get_mapped (fixture->page));
}

static void
periods_begin_and_end_on_their_days (void)
{
  const NuanDay today = nuan_day_new (2025, 2, 28);

  assert_period (NUAN_PERIOD_THIS_YEAR, today, nuan_day_new (2025, 1, 1), nuan_day_new (2025, 12, 31));
  assert_period (NUAN_PERIOD_LAST_YEAR, today, nuan_day_new (2024, 1, 1), nuan_day_new (2024, 12, 31));
  assert_period (NUAN_PERIOD_THIS_QUARTER, today, nuan_day_new (2025, 1, 1), nuan_day_new (2025, 3, 31));
  assert_period (NUAN_PERIOD_LAST_QUARTER, today, nuan_day_new (2024, 10, 1), nuan_day_new (2024, 12, 31));
  assert_period (NUAN_PERIOD_THIS_MONTH, today, nuan_day_new (2025, 2, 1), nuan_day_new (2025, 2, 28));
  assert_period (NUAN_PERIOD_LAST_MONTH, nuan_day_new (2024, 3, 31), nuan_day_new (2024, 2, 1), nuan_day_new (2024, 2, 29));
  assert_period (NUAN_PERIOD_FREE, today, NUAN_DAY_NONE, NUAN_DAY_NONE);
}

#define ADD(name, function) g_test_add ("/statistics-page/" name, DisplayPage, NULL, set_up, function, display_page_close)

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);
  ADD ("a-table-is-filled-for-its-period", a_table_is_filled_for_its_period);
  ADD ("each-table-remembers-its-own-widths", each_table_remembers_its_own_widths);
  ADD ("a-figure-opens-the-rows-behind-it", a_figure_opens_the_rows_behind_it);
  g_test_add ("/statistics-page/behind-what-is-taken-back-stand-the-voids", DisplayPage, NULL, set_up_director,
              behind_what_is_taken_back_stand_the_voids, display_page_close);
  ADD ("up-and-down-stay-in-their-column", up_and_down_stay_in_their_column);
  ADD ("a-long-list-is-shown-in-part-and-saved-whole", a_long_list_is_shown_in_part_and_saved_whole);
  ADD ("the-chart-says-its-figures", the_chart_says_its_figures);
  ADD ("a-period-without-anything-says-so", a_period_without_anything_says_so);
  ADD ("a-wrong-period-is-said-in-words", a_wrong_period_is_said_in_words);
  ADD ("escape-closes-the-rows-before-it-leaves", escape_closes_the_rows_before_it_leaves);
  g_test_add_func ("/statistics-page/periods-begin-and-end-on-their-days", periods_begin_and_end_on_their_days);
  return g_test_run ();
}

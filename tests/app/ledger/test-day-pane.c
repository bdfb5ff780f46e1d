#include "config.h"

#include "display.h"

#include "app/ledger/day-pane.h"
#include "app/ledger/ledger-page.h"
#include "base/money.h"
#include "store/engine/engine.h"

#define AMOUNT 3   /* the column, behind who, how and how many */

/* The payments of a day, in the ledger. */
typedef struct {
  DisplayPage  page;
  NuanDayPane *pane;
} Fixture;

static char *
ask (Fixture *fixture, const char *sql)
{
  const char *path = nuan_database_get_path (nuan_context_get_database (fixture->page.context));
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_READ, &error);
  g_autoptr (NuanStatement) row = NULL;

  g_assert_no_error (error);
  row = nuan_statement_once (connection, sql, "");
  g_assert_true (nuan_statement_next (row, &error));
  return nuan_statement_dup (row, 0);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *day = NULL;
  GtkWidget *switcher;

  display_page_open (&fixture->page, "day.db", NUAN_ROLE_CASH, 3, NUAN_TYPE_LEDGER_PAGE);
  fixture->pane = NUAN_DAY_PANE (display_find (fixture->page.page, NUAN_TYPE_DAY_PANE));
  switcher = display_find (fixture->page.page, GTK_TYPE_STACK_SWITCHER);
  gtk_stack_set_visible_child_name (gtk_stack_switcher_get_stack (GTK_STACK_SWITCHER (switcher)), "day");
  day = ask (fixture, "SELECT on_day FROM payment ORDER BY amount_fen DESC, id LIMIT 1");
  gtk_editable_set_text (GTK_EDITABLE (display_find (GTK_WIDGET (fixture->pane), GTK_TYPE_ENTRY)), day);
  display_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  display_page_close (&fixture->page, NULL);
}

/* What the cashiers paid that day, as it stands at the right of the first row and of the last. */
static char *
figure (Fixture *fixture, gboolean in_total)
{
  const NuanTable *table = nuan_day_pane_get_table (fixture->pane)->table;
  const NuanCell *cells = in_total ? table->total : g_ptr_array_index (table->rows, 0);

  g_assert_cmpuint (table->rows->len, >, 0);
  g_assert_cmpint (cells[AMOUNT].number, >, 0);
  return nuan_money_format (cells[AMOUNT].number);
}

static void
assert_shown (Fixture *fixture, const char *amount, const char *total, gboolean shown)
{
  GtkWidget *pane = GTK_WIDGET (fixture->pane);

  g_assert_true (display_has_text (pane, amount) == shown);
  g_assert_true (display_has_text (pane, total) == shown);
  g_assert_true (display_has_text (pane, "•••") == !shown);
}

static void
no_payments_stay_where_there_is_no_day (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *entry = display_find (GTK_WIDGET (fixture->pane), GTK_TYPE_ENTRY);
  g_autofree char *day = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  g_autofree char *amount = figure (fixture, FALSE);

  gtk_editable_set_text (GTK_EDITABLE (entry), "2026-02-30");
  g_signal_emit_by_name (entry, "activate");
  display_settle ();
  g_assert_true (display_has_text (GTK_WIDGET (fixture->pane), "日历中没有 2026-02-30"));
  g_assert_false (display_has_text (GTK_WIDGET (fixture->pane), amount));
  g_assert_null (nuan_day_pane_get_table (fixture->pane));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page.window), "win.print", NULL);
  display_settle ();
  g_assert_true (display_has_text (GTK_WIDGET (fixture->page.window), "请先选择日期"));

  gtk_editable_set_text (GTK_EDITABLE (entry), day);
  display_settle ();
  g_assert_true (display_has_text (GTK_WIDGET (fixture->pane), amount));
}

static void
press_f8 (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->page.window), "win.private", NULL);
  display_settle ();
}

/* Over the shoulder of the cashier nobody reads what is in the box. */
static void
f8_hides_the_amounts (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *amount = figure (fixture, FALSE), *total = figure (fixture, TRUE);

  assert_shown (fixture, amount, total, TRUE);
  press_f8 (fixture);
  g_assert_true (nuan_context_get_private (fixture->page.context));
  assert_shown (fixture, amount, total, FALSE);
  press_f8 (fixture);
  assert_shown (fixture, amount, total, TRUE);
}

static void
what_comes_while_it_is_hidden_is_hidden_too (Fixture *fixture, gconstpointer unused)
{
  GtkEditable *entry = GTK_EDITABLE (display_find (GTK_WIDGET (fixture->pane), GTK_TYPE_ENTRY));
  g_autofree char *day = g_strdup (gtk_editable_get_text (entry));
  g_autofree char *amount = figure (fixture, FALSE), *total = figure (fixture, TRUE);

  gtk_editable_set_text (entry, "2000-01-01");   /* nothing was paid then */
  display_settle ();
  press_f8 (fixture);
  gtk_editable_set_text (entry, day);
  display_settle ();
  assert_shown (fixture, amount, total, FALSE);
}

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/day-pane/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("no-payments-stay-where-there-is-no-day", no_payments_stay_where_there_is_no_day);
  ADD ("f8-hides-the-amounts", f8_hides_the_amounts);
  ADD ("what-comes-while-it-is-hidden-is-hidden-too", what_comes_while_it_is_hidden_is_hidden_too);
#undef ADD

  return g_test_run ();
}

#include "config.h"

#include "display.h"

#include "app/cases/case-filters.h"
#include "app/cases/cases-page.h"
#include "app/kit/day-entry.h"
#include "app/kit/table-view.h"
#include "app/ledger/fund-card.h"
#include "app/ledger/ledger-page.h"
#include "app/shell/window-actions.h"
#include "app/statistics/statistics-page.h"

static void
set_up (DisplayPage *fixture, gconstpointer unused)
{
  display_page_open (fixture, "next-person.db", NUAN_ROLE_INTAKE, 1, NUAN_TYPE_CASES_PAGE);
}

static const char *
shown (DisplayPage *fixture)
{
  NuanTabs *tabs = nuan_window_get_tabs (fixture->window);

  return nuan_tabs_get_room (tabs, nuan_tabs_get_shown (tabs))->name;
}

static GtkWidget *
open_tab (DisplayPage *fixture, int tab, GType type)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.tab", "i", tab);
  display_settle ();
  return display_find (GTK_WIDGET (fixture->window), type);
}

static void
sign_in (DisplayPage *fixture, guint role)
{
  nuan_context_set_staff (fixture->context, NULL);
  display_sign_in (fixture->context, role);
  display_settle ();
}

static GtkDropDown *
first_filter (DisplayPage *fixture)
{
  return GTK_DROP_DOWN (display_find (display_find (fixture->page, NUAN_TYPE_CASE_FILTERS), GTK_TYPE_DROP_DOWN));
}

static void
a_filter_is_nothing_to_the_next_person (DisplayPage *fixture, gconstpointer unused)
{
  NuanCaseFilters *filters = NUAN_CASE_FILTERS (display_find (fixture->page, NUAN_TYPE_CASE_FILTERS));

  gtk_drop_down_set_selected (first_filter (fixture), 1);
  display_settle ();
  g_assert_true (nuan_case_filters_any (filters));
  sign_in (fixture, NUAN_ROLE_INTAKE);
  g_assert_true (nuan_case_filters_any (filters));   /* called away and back again */

  sign_in (fixture, NUAN_ROLE_REVIEW);
  g_assert_false (nuan_case_filters_any (filters));
  g_assert_true (display_has_text (fixture->page, "60 户"));

  gtk_drop_down_set_selected (first_filter (fixture), 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-out", NULL);
  g_assert_false (nuan_case_filters_any (filters));   /* whoever comes */
  display_settle ();
}

static GtkSingleSelection *
funds_of (GtkWidget *ledger)
{
  GtkWidget *card = display_find (ledger, NUAN_TYPE_FUND_CARD);

  return GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (gtk_widget_get_ancestor (card, GTK_TYPE_LIST_VIEW))));
}

static void
a_chosen_fund_is_nothing_to_the_next_person (DisplayPage *fixture, gconstpointer unused)
{
  GtkSingleSelection *funds = funds_of (open_tab (fixture, 3, NUAN_TYPE_LEDGER_PAGE));

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (funds)), >, 1);
  gtk_single_selection_set_selected (funds, 1);
  display_settle ();
  sign_in (fixture, NUAN_ROLE_INTAKE);
  g_assert_cmpuint (gtk_single_selection_get_selected (funds), ==, 1);
  g_assert_cmpstr (shown (fixture), ==, "ledger");

  sign_in (fixture, NUAN_ROLE_REVIEW);
  g_assert_cmpstr (shown (fixture), ==, "cases");
  g_assert_cmpuint (gtk_single_selection_get_selected (funds), ==, 0);
  open_tab (fixture, 3, NUAN_TYPE_LEDGER_PAGE);
  g_assert_cmpuint (gtk_single_selection_get_selected (funds), ==, 0);
}

static void
a_chosen_table_is_nothing_to_the_next_person (DisplayPage *fixture, gconstpointer unused)
{
  GtkWidget *page = open_tab (fixture, 4, NUAN_TYPE_STATISTICS_PAGE);
  GtkListBox *list = GTK_LIST_BOX (display_find (page, GTK_TYPE_LIST_BOX));
  NuanTableView *view = NUAN_TABLE_VIEW (display_find (page, NUAN_TYPE_TABLE_VIEW));
  NuanDayEntry *from = NUAN_DAY_ENTRY (display_find (page, NUAN_TYPE_DAY_ENTRY));
  const NuanDay first = nuan_day_new (nuan_day_year (nuan_day_today ()), 1, 1);
  g_autofree char *chosen = NULL;

  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 1));
  nuan_day_entry_set_day (from, nuan_day_new (2000, 1, 1));
  display_settle ();
  chosen = g_strdup (nuan_table_view_get_table (view)->table->definition->id);
  sign_in (fixture, NUAN_ROLE_INTAKE);
  g_assert_cmpuint (nuan_table_view_get_table (view)->table->from, ==, nuan_day_new (2000, 1, 1));

  sign_in (fixture, NUAN_ROLE_REVIEW);
  g_assert_cmpint (gtk_list_box_row_get_index (gtk_list_box_get_selected_row (list)), ==, 0);
  g_assert_cmpuint (nuan_day_entry_get_day (from, "from", NULL), ==, first);
  g_assert_null (nuan_table_view_get_table (view));
  open_tab (fixture, 4, NUAN_TYPE_STATISTICS_PAGE);
  g_assert_cmpuint (nuan_table_view_get_table (view)->table->from, ==, first);
  g_assert_cmpstr (nuan_table_view_get_table (view)->table->definition->id, !=, chosen);
}

/* A pane that is folded over the list goes at Escape; the tab stays. */
static void
escape_closes_what_lies_over_the_list (DisplayPage *fixture, gconstpointer side)
{
  AdwFlap *flap = ADW_FLAP (display_find (fixture->page, ADW_TYPE_FLAP));

  if (side == NULL)
    flap = ADW_FLAP (adw_flap_get_content (flap));
  open_tab (fixture, 4, NUAN_TYPE_STATISTICS_PAGE);
  open_tab (fixture, 1, NUAN_TYPE_CASES_PAGE);
  adw_flap_set_fold_policy (flap, ADW_FLAP_FOLD_POLICY_ALWAYS);
  adw_flap_set_reveal_flap (flap, TRUE);
  display_settle ();
  g_assert_true (adw_flap_get_folded (flap));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.leave", NULL);
  g_assert_false (adw_flap_get_reveal_flap (flap));
  g_assert_cmpstr (shown (fixture), ==, "cases");

  adw_flap_set_reveal_flap (flap, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.search", NULL);
  display_settle ();
  display_key (GTK_WIDGET (fixture->window), "Escape");
  display_settle ();
  g_assert_false (adw_flap_get_reveal_flap (flap));
  g_assert_cmpstr (shown (fixture), ==, "cases");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.leave", NULL);
  g_assert_cmpstr (shown (fixture), ==, "statistics");
  display_settle ();
}

#define ADD(path, function, data) g_test_add ("/next-person/" path, DisplayPage, data, set_up, function, display_page_close)

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);
  ADD ("a-filter-is-nothing-to-the-next-person", a_filter_is_nothing_to_the_next_person, NULL);
  ADD ("a-chosen-fund-is-nothing-to-the-next-person", a_chosen_fund_is_nothing_to_the_next_person, NULL);
  ADD ("a-chosen-table-is-nothing-to-the-next-person", a_chosen_table_is_nothing_to_the_next_person, NULL);
  ADD ("escape-closes-what-lies-over-the-list/side", escape_closes_what_lies_over_the_list, "side");
  ADD ("escape-closes-what-lies-over-the-list/card", escape_closes_what_lies_over_the_list, NULL);
  return g_test_run ();
}

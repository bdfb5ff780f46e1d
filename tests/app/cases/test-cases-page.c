#include "config.h"

#include "display.h"

#include "app/cases/case-card.h"
#include "app/cases/case-filters.h"
#include "app/cases/case-item.h"
#include "app/cases/case-table.h"
#include "app/kit/page.h"
#include "app/cases/cases-page.h"
#include "app/kit/state.h"
#include "app/cases/waiting-pane.h"
#include "app/cases/waiting-view.h"
#include "model/staff.h"

typedef struct {
  GtkWidget     *window;
  NuanCasesPage *page;
  NuanContext   *context;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = display_copy ("cases.db");

  fixture->context = display_context (path);
  display_sign_in (fixture->context, NUAN_ROLE_INTAKE);
  fixture->window = gtk_window_new ();
  fixture->page = g_object_new (NUAN_TYPE_CASES_PAGE, "context", fixture->context, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1300, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  display_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  display_close (fixture->context);
}

static GtkWidget *
below (Fixture *fixture, GType type)
{
  return display_find (GTK_WIDGET (fixture->page), type);
}

static NuanCaseTable *
table_of (Fixture *fixture)
{
  return NUAN_CASE_TABLE (below (fixture, NUAN_TYPE_CASE_TABLE));
}

static gint64
count_of (Fixture *fixture)
{
  return nuan_paged_list_get_count (nuan_case_table_get_list (table_of (fixture)));
}

static char *
number_at (Fixture *fixture, guint position)
{
  g_autoptr (NuanCaseItem) item = g_list_model_get_item (G_LIST_MODEL (nuan_case_table_get_list (table_of (fixture))), position);

  char *number = NULL;

  g_object_get (item, "number", &number, NULL);
  return number;
}

static gint64
id_at (Fixture *fixture, guint position)
{
  g_autoptr (NuanCaseItem) item = g_list_model_get_item (G_LIST_MODEL (nuan_case_table_get_list (table_of (fixture))), position);

  return nuan_case_item_get_id (item);
}

static void
search_for (Fixture *fixture, const char *text)
{
  nuan_page_search (NUAN_PAGE (fixture->page), text);
  display_settle ();
}

static void
the_list_stands_with_the_card_of_its_first_household (Fixture *fixture, gconstpointer unused)
{
  NuanCaseCard *card = NUAN_CASE_CARD (below (fixture, NUAN_TYPE_CASE_CARD));
  g_autofree char *first = number_at (fixture, 0);

  g_assert_cmpint (count_of (fixture), ==, 60);
  g_assert_cmpint (nuan_case_table_get_selected (table_of (fixture)), ==, id_at (fixture, 0));
  g_assert_true (display_has_text (GTK_WIDGET (card), first));
}

static void
sorting_by_keyboard_turns_the_list_round (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *first = number_at (fixture, 0);
  g_autofree char *last = number_at (fixture, 59);
  g_autofree char *now_first = NULL;

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "page.sort", "s", "number");
  display_settle ();
  now_first = number_at (fixture, 0);
  g_assert_cmpstr (now_first, ==, last);

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "page.sort", "s", "number");
  display_settle ();
  g_clear_pointer (&now_first, g_free);
  now_first = number_at (fixture, 0);
  g_assert_cmpstr (now_first, ==, first);
}

static void
a_number_finds_its_household (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = number_at (fixture, 41);
  g_autofree char *found = NULL;

  search_for (fixture, number);
  g_assert_cmpint (count_of (fixture), ==, 1);
  found = number_at (fixture, 0);
  g_assert_cmpstr (found, ==, number);
}

static void
nothing_found_offers_a_new_file (Fixture *fixture, gconstpointer unused)
{
  search_for (fixture, "zzzzzz");
  g_assert_cmpint (count_of (fixture), ==, 0);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (table_of (fixture))));
  g_assert_true (display_has_text (GTK_WIDGET (fixture->page), "新建档案"));
  display_shot (fixture->window, "cases-nothing-found");
  display_sign_in (fixture->context, NUAN_ROLE_ADMIN);   /* who may open none */
  display_settle ();
  g_assert_false (display_has_text (GTK_WIDGET (fixture->page), "新建档案"));

  search_for (fixture, "");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (table_of (fixture))));
  g_assert_cmpint (count_of (fixture), ==, 60);
}

static void
filters_narrow_and_clear (Fixture *fixture, gconstpointer unused)
{
  NuanCaseFilters *filters = NUAN_CASE_FILTERS (below (fixture, NUAN_TYPE_CASE_FILTERS));
  g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();
  g_autofree char *text = NULL;
  g_autoptr (NuanCaseQuery) again = NULL;

  g_free (query->category);
  query->category = g_strdup ("deep");
  nuan_case_filters_set (filters, query);
  display_settle ();
  g_assert_cmpint (count_of (fixture), >, 0);
  g_assert_cmpint (count_of (fixture), <, 60);

  text = nuan_case_filter_to_text (query);
  again = nuan_case_filter_from_text (text);
  g_assert_true (nuan_case_query_equal (query, again));

  nuan_case_filters_clear (filters);
  display_settle ();
  g_assert_cmpint (count_of (fixture), ==, 60);
}

static void
what_waits_opens_its_list (Fixture *fixture, gconstpointer unused)
{
  NuanWaitingPane *pane = NUAN_WAITING_PANE (below (fixture, NUAN_TYPE_WAITING_PANE));
  GtkWidget *view = below (fixture, NUAN_TYPE_WAITING_VIEW);

  for (NuanShow show = NUAN_SHOW_APPROVE_GRANTS; show <= NUAN_SHOW_RESERVATIONS_PAST; show++)
    {
      nuan_waiting_pane_choose (pane, show);
      display_settle ();
      g_assert_true (gtk_widget_get_mapped (view));
    }

  nuan_waiting_pane_choose (pane, NUAN_SHOW_APPROVE_HOUSEHOLDS);
  display_settle ();
  g_assert_false (gtk_widget_get_mapped (view));
  g_assert_cmpint (count_of (fixture), <, 60);
}

static void
searching_leaves_what_waits (Fixture *fixture, gconstpointer unused)
{
  nuan_waiting_pane_choose (NUAN_WAITING_PANE (below (fixture, NUAN_TYPE_WAITING_PANE)), NUAN_SHOW_SIGN_RECEIPTS);
  display_settle ();
  search_for (fixture, "z");

  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (table_of (fixture))));
  g_assert_cmpint (count_of (fixture), >, 0);
}

static void
folding_the_card_is_remembered (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *card;
  g_autoptr (NuanCasesPage) another = NULL;

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "cases.toggle-card", NULL);
  display_settle ();
  another = g_object_ref_sink (g_object_new (NUAN_TYPE_CASES_PAGE, "context", fixture->context, NULL));
  card = display_find (GTK_WIDGET (another), NUAN_TYPE_CASE_CARD);
  g_assert_false (adw_flap_get_reveal_flap (ADW_FLAP (gtk_widget_get_ancestor (card, ADW_TYPE_FLAP))));

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "cases.toggle-card", NULL);
  display_settle ();
}

static GtkColumnViewColumn *
column_at (GtkWidget *page, guint position)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (display_find (page, GTK_TYPE_COLUMN_VIEW));
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (view), position);

  return column;   /* the view keeps it */
}

/* What a drag at the border of a head does to the column. */
static void
a_dragged_width_is_found_again (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanCasesPage) another = NULL;

  g_assert_cmpint (gtk_column_view_column_get_fixed_width (column_at (GTK_WIDGET (fixture->page), 1)), ==, -1);
  gtk_column_view_column_set_fixed_width (column_at (GTK_WIDGET (fixture->page), 1), 231);
  gtk_column_view_column_set_fixed_width (column_at (GTK_WIDGET (fixture->page), 3), 117);
  gtk_column_view_column_set_fixed_width (column_at (GTK_WIDGET (fixture->page), 1), 232);

  another = g_object_ref_sink (g_object_new (NUAN_TYPE_CASES_PAGE, "context", fixture->context, NULL));
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (column_at (GTK_WIDGET (another), 1)), ==, 232);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (column_at (GTK_WIDGET (another), 2)), ==, -1);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (column_at (GTK_WIDGET (another), 3)), ==, 117);
}

static void
a_width_that_no_clerk_dragged_is_passed_over (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanCasesPage) another = NULL;

  nuan_state_set_text ("cases", "widths", "number=,head=-3,,members=99999,=7,unit=x,category,category=88");
  another = g_object_ref_sink (g_object_new (NUAN_TYPE_CASES_PAGE, "context", fixture->context, NULL));
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (gtk_column_view_column_get_fixed_width (column_at (GTK_WIDGET (another), i)), ==, -1);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (column_at (GTK_WIDGET (another), 4)), ==, 88);
}

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/cases-page/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("the-list-stands-with-the-card-of-its-first-household", the_list_stands_with_the_card_of_its_first_household);
  ADD ("sorting-by-keyboard-turns-the-list-round", sorting_by_keyboard_turns_the_list_round);
  ADD ("a-number-finds-its-household", a_number_finds_its_household);
  ADD ("nothing-found-offers-a-new-file", nothing_found_offers_a_new_file);
  ADD ("filters-narrow-and-clear", filters_narrow_and_clear);
  ADD ("what-waits-opens-its-list", what_waits_opens_its_list);
  ADD ("searching-leaves-what-waits", searching_leaves_what_waits);
  ADD ("folding-the-card-is-remembered", folding_the_card_is_remembered);
  ADD ("a-dragged-width-is-found-again", a_dragged_width_is_found_again);
  ADD ("a-width-that-no-clerk-dragged-is-passed-over", a_width_that_no_clerk_dragged_is_passed_over);
#undef ADD

  return g_test_run ();
}

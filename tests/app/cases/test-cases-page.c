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
#include "app/household/household-page.h"
#include "app/shell/window.h"
#include "desk/household-work.h"
#include "model/staff.h"
#include "store/office/staff-store.h"

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

/* What others do meanwhile --------------------------------------------------------------------------------------------------- */

static NuanConnection *
beside (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  NuanConnection *connection = nuan_connection_open (nuan_database_get_path (nuan_context_get_database (fixture->context)), NUAN_OPEN_WRITE, &error);

  g_assert_no_error (error);
  return connection;
}

typedef struct {
  gint64       id;
  NuanDecision decision;
} Ending;

static gboolean
end (NuanConnection *connection, gpointer data, GError **error)
{
  const Ending *ending = data;
  g_autoptr (GPtrArray) staff = nuan_staff_store_list (connection, error);

  for (guint i = 0; staff != NULL && i < staff->len; i++)
    if (((NuanStaff *) staff->pdata[i])->roles & NUAN_ROLE_DIRECT)
      return nuan_household_work_decide (connection, staff->pdata[i], ending->id, 0, ending->decision, "材料不全", error);

  g_assert_not_reached ();
}

/* FALSE: it may not end so. */
static gboolean
try_end (Fixture *fixture, gint64 id, NuanDecision decision)
{
  g_autoptr (NuanConnection) connection = beside (fixture);
  Ending ending = { id, decision };
  g_autoptr (GError) error = NULL;

  return nuan_connection_transact (connection, end, &ending, &error);
}

/* Selects, and closes, the first household that is owed nothing. Its place. */
static guint
close_selected (Fixture *fixture)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (display_find (GTK_WIDGET (table_of (fixture)), GTK_TYPE_COLUMN_VIEW));

  for (guint i = 0; i < 15; i++)
    {
      gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_column_view_get_model (view)), i);
      g_assert_cmpint (nuan_case_table_get_selected (table_of (fixture)), ==, id_at (fixture, i));
      if (try_end (fixture, id_at (fixture, i), NUAN_DECIDE_CLOSE))
        return i;
    }
  g_assert_not_reached ();
}

static void
choose (Fixture *fixture, NuanShow show)
{
  nuan_waiting_pane_choose (NUAN_WAITING_PANE (below (fixture, NUAN_TYPE_WAITING_PANE)), show);
  display_settle ();
}

static gboolean
is_one_less (gpointer data)
{
  Fixture *fixture = data;

  return count_of (fixture) == GPOINTER_TO_INT (g_object_get_data (G_OBJECT (fixture->page), "before")) - 1;
}

static void
a_household_that_leaves_the_list_leaves_no_other_selected (Fixture *fixture, gconstpointer unused)
{
  gint64 next;
  guint place;

  choose (fixture, NUAN_SHOW_IN_FORCE);
  g_assert_cmpint (count_of (fixture), >=, 17);
  g_object_set_data (G_OBJECT (fixture->page), "before", GINT_TO_POINTER ((int) count_of (fixture)));
  place = close_selected (fixture);
  next = id_at (fixture, place + 1);
  display_wait (is_one_less, fixture, "the list is read anew");
  display_settle ();
  g_assert_cmpint (id_at (fixture, place), ==, next);
  g_assert_cmpint (nuan_case_table_get_selected (table_of (fixture)), ==, 0);
}

static GMutex gate;      /* held: the thread that counts waits */
static GMutex started_lock;
static GCond started_cond;
static gboolean started;

static gpointer
wait_at_the_gate (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  g_mutex_lock (&started_lock);
  started = TRUE;
  g_cond_signal (&started_cond);
  g_mutex_unlock (&started_lock);
  g_mutex_lock (&gate);
  g_mutex_unlock (&gate);
  return input;
}

static char *
words_of (GtkWidget *below)
{
  GtkWidget *label = display_find (below, GTK_TYPE_LABEL);

  return g_strdup (gtk_label_get_text (GTK_LABEL (label)));
}

/* While the first count is on its way back, a file is decided on and counting is asked for once more. */
static void
what_changes_while_it_is_counted_is_counted_again (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanWaitingPane) pane = g_object_ref_sink (g_object_new (NUAN_TYPE_WAITING_PANE, NULL));
  NuanDatabase *database = nuan_context_get_database (fixture->context);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  nuan_waiting_pane_count (pane, fixture->context);
  display_settle ();
  before = words_of (GTK_WIDGET (pane));
  choose (fixture, NUAN_SHOW_APPROVE_HOUSEHOLDS);

  started = FALSE;
  g_mutex_lock (&gate);
  nuan_waiting_pane_count (pane, fixture->context);
  nuan_database_read (database, NUAN_READ_LONG, wait_at_the_gate, database, NULL, NULL, NULL, NULL, NULL);
  g_mutex_lock (&started_lock);
  while (!started)
    g_cond_wait (&started_cond, &started_lock);
  g_mutex_unlock (&started_lock);   /* the count was read, and nobody has heard of it */
  g_assert_true (try_end (fixture, id_at (fixture, 0), NUAN_DECIDE_RETURN));
  nuan_waiting_pane_count (pane, fixture->context);
  g_mutex_unlock (&gate);
  display_settle ();
  after = words_of (GTK_WIDGET (pane));
  g_assert_cmpstr (after, !=, before);
}

static void
rename_table (Fixture *fixture, const char *from, const char *to)
{
  g_autoptr (NuanConnection) connection = beside (fixture);
  g_autofree char *sql = g_strdup_printf ("ALTER TABLE %s RENAME TO %s", from, to);
  g_autoptr (GError) error = NULL;

  nuan_connection_exec (connection, sql, &error);
  g_assert_no_error (error);
}

static GtkWidget *
find_message (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;   /* the list keeps it */
    }
  return NULL;
}

static void
what_can_not_be_counted_shows_no_old_figure (Fixture *fixture, gconstpointer unused)
{
  NuanWaitingPane *pane = NUAN_WAITING_PANE (below (fixture, NUAN_TYPE_WAITING_PANE));

  g_assert_false (display_has_text (GTK_WIDGET (pane), "无法统计待办事项"));
  rename_table (fixture, "grants", "grants_gone");
  nuan_waiting_pane_count (pane, fixture->context);
  display_settle ();
  g_assert_true (display_has_text (GTK_WIDGET (pane), "无法统计待办事项"));
  g_assert_nonnull (find_message ());
  gtk_window_destroy (GTK_WINDOW (find_message ()));

  rename_table (fixture, "grants_gone", "grants");
  nuan_waiting_pane_count (pane, fixture->context);
  display_settle ();
  g_assert_false (display_has_text (GTK_WIDGET (pane), "无法统计待办事项"));
}

static void
a_card_that_can_not_be_read_says_so (Fixture *fixture, gconstpointer unused)
{
  rename_table (fixture, "member", "member_gone");
  nuan_case_card_reload (NUAN_CASE_CARD (below (fixture, NUAN_TYPE_CASE_CARD)));
  display_settle ();
  g_assert_nonnull (find_message ());
  g_assert_true (display_has_text (find_message (), "无法读取户档案"));
  gtk_window_destroy (GTK_WINDOW (find_message ()));
}

/* Of a household in force that is not the first one; owned. */
static char *
find_in_force (Fixture *fixture)
{
  for (guint i = 1; i < 60; i++)
    {
      g_autoptr (NuanCaseItem) item = g_list_model_get_item (G_LIST_MODEL (nuan_case_table_get_list (table_of (fixture))), i);
      g_autofree char *state = NULL;

      g_object_get (item, "state", &state, NULL);
      if (g_strcmp0 (state, "in-force") == 0)
        return number_at (fixture, i);
    }
  g_assert_not_reached ();
}

/* F4 before the search has answered: it is for what is found, not for what was selected before. */
static void
a_key_right_after_the_search_is_for_its_first_hit (void)
{
  DisplayPage desk = { 0 };
  Fixture fixture = { 0 };
  g_autofree char *wanted = NULL;
  GtkWidget *page;

  display_page_open (&desk, "cases-key.db", NUAN_ROLE_INTAKE, 1, NUAN_TYPE_CASES_PAGE);
  fixture = (Fixture) { GTK_WIDGET (desk.window), NUAN_CASES_PAGE (desk.page), desk.context };
  wanted = find_in_force (&fixture);
  nuan_page_search (NUAN_PAGE (desk.page), wanted);
  gtk_widget_activate_action (desk.page, "page.grant", NULL);
  display_settle ();
  page = display_find (GTK_WIDGET (desk.window), NUAN_TYPE_HOUSEHOLD_PAGE);
  g_assert_true (gtk_widget_get_mapped (page));
  g_assert_true (display_has_text (page, wanted));
  display_page_close (&desk, NULL);
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
  ADD ("a-household-that-leaves-the-list-leaves-no-other-selected", a_household_that_leaves_the_list_leaves_no_other_selected);
  ADD ("what-changes-while-it-is-counted-is-counted-again", what_changes_while_it_is_counted_is_counted_again);
  ADD ("what-can-not-be-counted-shows-no-old-figure", what_can_not_be_counted_shows_no_old_figure);
  ADD ("a-card-that-can-not-be-read-says-so", a_card_that_can_not_be_read_says_so);
  g_test_add_func ("/cases-page/a-key-right-after-the-search-is-for-its-first-hit", a_key_right_after_the_search_is_for_its_first_hit);
#undef ADD

  return g_test_run ();
}

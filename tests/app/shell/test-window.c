#include "config.h"

#include "display.h"

#include "app/cases/case-table.h"
#include "app/household/household-editor.h"
#include "app/household/household-page.h"
#include "app/kit/day-entry.h"
#include "app/kit/job.h"
#include "app/kit/rows.h"
#include "app/shell/main-view.h"
#include "app/shell/sign-in-page.h"
#include "app/kit/state.h"
#include "app/shell/window-actions.h"
#include "app/shell/window.h"
#include "app/session/wishes.h"
#include "model/staff.h"
#include "store/engine/engine.h"
#include "store/money/receipt-store.h"

typedef struct {
  char        *path;
  NuanWindow  *window;
  NuanContext *context;
} Fixture;

/* In the first days of a year the invented centre has helped nobody yet. */
static void
help_all_this_year (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_WRITE, &error);
  g_autofree char *help = g_strdup_printf ("UPDATE household SET help_year = %u, help_fen = 123400", nuan_day_year (nuan_day_today ()));

  g_assert_no_error (error);
  g_assert_true (nuan_connection_exec (connection, help, &error));
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->path = display_copy ("window.db");
  help_all_this_year (fixture->path);
  fixture->context = display_context (fixture->path);
  fixture->window = nuan_window_new (NULL, fixture->context);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1300, 720);
  gtk_window_present (GTK_WINDOW (fixture->window));
  display_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  display_close (fixture->context);
  g_free (fixture->path);
}

static GtkWidget *
widget_of (Fixture *fixture)
{
  return GTK_WIDGET (fixture->window);
}

static NuanMainView *
view_of (Fixture *fixture)
{
  return NUAN_MAIN_VIEW (display_find (widget_of (fixture), NUAN_TYPE_MAIN_VIEW));
}

/* The name of the room whose tab is shown. */
static const char *
shown (Fixture *fixture)
{
  NuanTabs *tabs = nuan_main_view_get_tabs (view_of (fixture));

  return nuan_tabs_get_room (tabs, nuan_tabs_get_shown (tabs))->name;
}

static gint64
count_of (Fixture *fixture)
{
  NuanCaseTable *table = NUAN_CASE_TABLE (display_find (widget_of (fixture), NUAN_TYPE_CASE_TABLE));

  return nuan_paged_list_get_count (nuan_case_table_get_list (table));
}

static gboolean
is_enabled (Fixture *fixture, const char *name)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), name);
}

static gboolean
sign_in_is_shown (Fixture *fixture)
{
  return gtk_widget_get_mapped (display_find (widget_of (fixture), NUAN_TYPE_SIGN_IN_PAGE));
}

static void
nothing_is_shown_before_somebody_signs_in (Fixture *fixture, gconstpointer unused)
{
  g_assert_true (sign_in_is_shown (fixture));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (view_of (fixture))));
  g_assert_false (is_enabled (fixture, "open-household"));
  g_assert_false (is_enabled (fixture, "new-household"));
}

static void
signing_in_shows_the_whole_list (Fixture *fixture, gconstpointer unused)
{
  display_sign_in (fixture->context, NUAN_ROLE_INTAKE);
  display_settle ();

  g_assert_false (sign_in_is_shown (fixture));
  g_assert_cmpint (count_of (fixture), ==, 60);
  display_shot (widget_of (fixture), "cases");
}

static void
a_role_sees_what_it_may (Fixture *fixture, gconstpointer unused)
{
  display_sign_in (fixture->context, NUAN_ROLE_AUDIT);
  g_assert_false (is_enabled (fixture, "new-household"));
  g_assert_false (is_enabled (fixture, "staff"));
  g_assert_true (is_enabled (fixture, "check"));

  display_sign_in (fixture->context, NUAN_ROLE_ADMIN);
  g_assert_true (is_enabled (fixture, "staff"));
  g_assert_true (is_enabled (fixture, "backup"));
}

static void
keys_go_to_the_four_tabs (Fixture *fixture, gconstpointer unused)
{
  static const char *const rooms[] = { "cases", "household", "ledger", "statistics" };

  display_sign_in (fixture->context, NUAN_ROLE_INTAKE);
  for (int tab = G_N_ELEMENTS (rooms); tab >= 1; tab--)
    {
      gtk_widget_activate_action (widget_of (fixture), "win.tab", "i", tab);
      g_assert_cmpstr (shown (fixture), ==, rooms[tab - 1]);
      display_settle ();
    }
}

static void
back_and_forward_retrace_the_way (Fixture *fixture, gconstpointer unused)
{
  display_sign_in (fixture->context, NUAN_ROLE_INTAKE);
  gtk_widget_activate_action (widget_of (fixture), "win.tab", "i", 3);
  gtk_widget_activate_action (widget_of (fixture), "win.open-household", "x", G_GINT64_CONSTANT (1));
  g_assert_cmpstr (shown (fixture), ==, "household");
  display_settle ();

  gtk_widget_activate_action (widget_of (fixture), "win.back", NULL);
  g_assert_cmpstr (shown (fixture), ==, "ledger");
  gtk_widget_activate_action (widget_of (fixture), "win.back", NULL);
  g_assert_cmpstr (shown (fixture), ==, "cases");
  gtk_widget_activate_action (widget_of (fixture), "win.forward", NULL);
  g_assert_cmpstr (shown (fixture), ==, "ledger");
  display_settle ();
}

/* The dialog in front of it. */
static GtkWidget *
other_window (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (window != widget_of (fixture) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static void
a_locked_desk_hides_everything (Fixture *fixture, gconstpointer unused)
{
  display_sign_in (fixture->context, NUAN_ROLE_CASH);
  gtk_widget_activate_action (widget_of (fixture), "win.lock", NULL);
  display_settle ();

  g_assert_null (nuan_context_get_staff (fixture->context));
  g_assert_true (sign_in_is_shown (fixture));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (view_of (fixture))));
  g_assert_false (is_enabled (fixture, "pay"));
}

static gboolean
is_in (GtkWidget *focus, GtkWidget *page, guint row)
{
  GtkWidget *list = display_find (page, GTK_TYPE_LIST_BOX);

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) row)))
         && GTK_IS_TEXT (focus);
}

/* Whoever had looked at the password signs in with the focus on the eye: the next password goes into its entry, and is not shown. */
static void
a_locked_desk_waits_for_the_password_and_a_switched_one_for_the_login (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *page = GTK_WIDGET (nuan_window_get_sign_in (fixture->window));
  GtkWidget *list = display_find (page, GTK_TYPE_LIST_BOX);
  GtkWidget *password = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1));
  GtkText *text = GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (password)));

  for (guint i = 0; i < 2; i++)
    {
      gtk_widget_grab_focus (password);
      gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
      gtk_text_set_visibility (text, TRUE);
      g_assert_false (is_in (gtk_root_get_focus (GTK_ROOT (fixture->window)), page, 1));
      display_sign_in (fixture->context, NUAN_ROLE_CASH);
      gtk_widget_activate_action (widget_of (fixture), i == 0 ? "win.lock" : "win.switch-staff", NULL);
      display_settle ();
      g_assert_true (is_in (gtk_root_get_focus (GTK_ROOT (fixture->window)), page, i == 0 ? 1 : 0));
      g_assert_false (gtk_text_get_visibility (text));
    }
}

static gint64 minutes_later;

static gint64
later (void)
{
  return g_get_monotonic_time () + minutes_later * 60 * G_USEC_PER_SEC;
}

static gboolean
is_signed_out (gpointer data)
{
  Fixture *fixture = data;

  return nuan_context_get_staff (fixture->context) == NULL;
}

static gboolean
has_passed (gpointer end)
{
  return g_get_monotonic_time () >= *(gint64 *) end;
}

/* The window looks every five seconds whether anybody is there. */
static void
wait_for_a_look (void)
{
  gint64 end = g_get_monotonic_time () + 6 * G_USEC_PER_SEC;

  display_wait (has_passed, &end, "the window looks for idleness");
}

static void
press_key (const char *key)
{
  const char *const command[] = { "xdotool", "key", key, NULL };
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
a_desk_that_nobody_uses_locks_itself (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *dialog;

  minutes_later = 0;
  nuan_window_set_clock (fixture->window, later);
  display_sign_in (fixture->context, NUAN_ROLE_CASH);
  gtk_widget_activate_action (widget_of (fixture), "win.standards", NULL);
  display_settle ();
  dialog = other_window (fixture);
  g_assert_nonnull (dialog);

  minutes_later = 9;
  wait_for_a_look ();
  g_assert_false (is_signed_out (fixture));

  minutes_later = 11;
  display_wait (is_signed_out, fixture, "the idle desk locks itself");
  display_settle ();
  g_assert_true (sign_in_is_shown (fixture));
  g_assert_null (other_window (fixture));
}

static void
typing_in_a_dialog_keeps_the_desk_open (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *dialog;

  minutes_later = 0;
  nuan_window_set_clock (fixture->window, later);
  display_sign_in (fixture->context, NUAN_ROLE_CASH);
  gtk_widget_activate_action (widget_of (fixture), "win.password", NULL);
  display_settle ();
  dialog = other_window (fixture);
  g_assert_nonnull (dialog);

  minutes_later = 9;
  gdk_toplevel_focus (GDK_TOPLEVEL (gtk_native_get_surface (GTK_NATIVE (dialog))), GDK_CURRENT_TIME);
  display_settle ();
  press_key ("a");
  display_settle ();
  minutes_later = 18;   /* eighteen since the first, nine since the last */
  wait_for_a_look ();
  g_assert_false (is_signed_out (fixture));

  minutes_later = 20;
  display_wait (is_signed_out, fixture, "the idle desk locks itself");
}

static void
a_desk_told_never_to_lock_stays_open (Fixture *fixture, gconstpointer unused)
{
  minutes_later = 0;
  nuan_window_set_clock (fixture->window, later);
  display_sign_in (fixture->context, NUAN_ROLE_CASH);
  nuan_state_set_int ("preferences", "idle-minutes", 0);
  minutes_later = 600;
  wait_for_a_look ();
  g_assert_false (is_signed_out (fixture));
  nuan_state_set_int ("preferences", "idle-minutes", 10);
}

static gboolean
found_some (gpointer data)
{
  gint64 n = count_of (data);

  return n >= 0 && n < 60;
}

/* The context of the fixture in a window whose pages are not built ahead. */
static void
open_unbuilt (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  display_close (fixture->context);
  fixture->context = display_context (fixture->path);
  display_sign_in (fixture->context, NUAN_ROLE_INTAKE);
  fixture->window = nuan_window_new (NULL, fixture->context);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
a_key_never_waits_for_a_page_to_be_built (Fixture *fixture, gconstpointer unused)
{
  NuanTabs *tabs;

  open_unbuilt (fixture);
  tabs = nuan_main_view_get_tabs (view_of (fixture));
  g_assert_nonnull (nuan_tabs_get_page (tabs, 0));
  gtk_widget_activate_action (widget_of (fixture), "win.tab", "i", 3);
  g_assert_cmpstr (shown (fixture), ==, "ledger");
  g_assert_null (nuan_tabs_get_page (tabs, 2));

  display_settle ();
  g_assert_nonnull (nuan_tabs_get_page (tabs, 2));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (nuan_tabs_get_page (tabs, 2))));
  g_assert_null (nuan_tabs_get_page (tabs, 3));
}

static void
what_is_wished_for_waits_for_its_page (Fixture *fixture, gconstpointer unused)
{
  NuanTabs *tabs;

  open_unbuilt (fixture);
  tabs = nuan_main_view_get_tabs (view_of (fixture));
  g_assert_true (nuan_wish_household (widget_of (fixture), 1));
  g_assert_cmpstr (shown (fixture), ==, "household");
  g_assert_null (nuan_tabs_get_page (tabs, 1));

  display_settle ();
  g_assert_true (display_has_text (GTK_WIDGET (nuan_tabs_get_page (tabs, 1)), "-000001"));
}

static void
nobody_signed_in_has_no_wishes (Fixture *fixture, gconstpointer unused)
{
  g_assert_false (nuan_wish_household (widget_of (fixture), 1));
  g_assert_false (nuan_wish_receipt (widget_of (fixture), 1, "2026-000001"));
  g_assert_true (is_enabled (fixture, "preferences"));
}

typedef struct {
  gint64 household_id;
  char  *number;
} Receipt;

static gpointer
read_receipt (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  Receipt *receipt = input;

  for (gint64 id = 1; id <= 60 && receipt->number == NULL; id++)
    {
      g_autoptr (GPtrArray) receipts = nuan_receipt_store_of_household (connection, id, error);

      g_assert_nonnull (receipts);
      receipt->household_id = id;
      if (receipts->len > 0)
        receipt->number = g_strdup (((const NuanReceipt *) g_ptr_array_index (receipts, 0))->number);
    }
  return receipt;
}

static void
receipt_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(gboolean *) data = nuan_database_finish (NUAN_DATABASE (source), result, NULL) != NULL;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* Some receipt of the invented centre; the caller frees its number. */
static Receipt
some_receipt (Fixture *fixture)
{
  Receipt receipt = { 0 };
  gboolean done = FALSE;

  nuan_database_read (nuan_context_get_database (fixture->context), NUAN_READ_QUICK, read_receipt, &receipt, NULL, NULL, NULL, receipt_read_cb,
                      &done);
  display_wait (is_true, &done, "a receipt is found");
  g_assert_nonnull (receipt.number);
  return receipt;
}

static void
search_for (Fixture *fixture, const char *text)
{
  GtkWidget *search = display_find (GTK_WIDGET (view_of (fixture)), GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (search), text);
  display_settle ();
  g_signal_emit_by_name (search, "activate");
  display_settle ();
}

static void
wished_cb (GSimpleAction *action, GVariant *what, gpointer data)
{
  Receipt *wished = data;

  g_variant_get (what, "(xs)", &wished->household_id, &wished->number);
}

static void
a_receipt_found_by_search_is_not_looked_up_again (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new ("open-receipt", G_VARIANT_TYPE ("(xs)"));
  Receipt receipt = some_receipt (fixture);
  Receipt wished = { 0 };

  display_sign_in (fixture->context, NUAN_ROLE_INTAKE);
  g_signal_connect (action, "activate", G_CALLBACK (wished_cb), &wished);
  g_action_map_add_action (G_ACTION_MAP (fixture->window), G_ACTION (action));
  search_for (fixture, receipt.number);
  g_assert_cmpint (wished.household_id, ==, receipt.household_id);
  g_assert_cmpstr (wished.number, ==, receipt.number);

  g_free (receipt.number);
  g_free (wished.number);
}

static void
a_receipt_opens_over_its_household (Fixture *fixture, gconstpointer unused)
{
  Receipt receipt = some_receipt (fixture);

  display_sign_in (fixture->context, NUAN_ROLE_INTAKE);
  search_for (fixture, receipt.number);
  g_assert_cmpstr (shown (fixture), ==, "household");
  g_assert_true (display_has_text (other_window (fixture), receipt.number));
  gtk_window_close (GTK_WINDOW (other_window (fixture)));
  display_settle ();

  /* A figure of a table: nobody there knows whose it is. */
  gtk_widget_activate_action (widget_of (fixture), "win.tab", "i", 4);
  g_assert_true (nuan_wish_receipt (widget_of (fixture), 0, receipt.number));
  display_settle ();
  g_assert_cmpstr (shown (fixture), ==, "household");
  g_assert_true (display_has_text (other_window (fixture), receipt.number));
  gtk_window_close (GTK_WINDOW (other_window (fixture)));
  display_settle ();
  g_free (receipt.number);
}

static void
print_wished_cb (GSimpleAction *action, GVariant *what, gpointer data)
{
  char ***numbers = data;

  g_strfreev (*numbers);
  *numbers = g_variant_dup_strv (what, NULL);
}

/* Also one that was on paper before. */
static void
printing_means_the_household_that_is_open (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new ("print-receipts", G_VARIANT_TYPE ("as"));
  Receipt receipt = some_receipt (fixture);
  g_auto (GStrv) numbers = NULL;

  display_sign_in (fixture->context, NUAN_ROLE_INTAKE);
  g_signal_connect (action, "activate", G_CALLBACK (print_wished_cb), &numbers);
  g_action_map_add_action (G_ACTION_MAP (fixture->window), G_ACTION (action));
  nuan_wish_household (widget_of (fixture), receipt.household_id);
  display_settle ();
  gtk_widget_activate_action (widget_of (fixture), "win.print", NULL);
  g_assert_nonnull (numbers);
  g_assert_nonnull (numbers[0]);

  g_clear_pointer (&numbers, g_strfreev);
  gtk_widget_activate_action (widget_of (fixture), "win.new-household", NULL);
  display_settle ();
  gtk_widget_activate_action (widget_of (fixture), "win.print", NULL);
  display_settle ();
  g_assert_null (numbers);
  g_assert_true (display_has_text (widget_of (fixture), g_dgettext ("nuanchuang", "Save the file first (Ctrl+S)")));
  g_free (receipt.number);
}

static void
searching_in_another_tab_shows_the_hits (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *search;

  display_sign_in (fixture->context, NUAN_ROLE_INTAKE);
  gtk_widget_activate_action (widget_of (fixture), "win.tab", "i", 3);
  search = display_find (GTK_WIDGET (view_of (fixture)), GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "zz");
  display_wait (found_some, fixture, "the search has narrowed the list");
  g_assert_cmpstr (shown (fixture), ==, "cases");

  gtk_widget_activate_action (widget_of (fixture), "win.search", NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), search));
  display_settle ();
}

static void
a_search_is_nothing_to_the_next_person (Fixture *fixture, gconstpointer unused)
{
  GtkEditable *search;

  display_sign_in (fixture->context, NUAN_ROLE_INTAKE);
  search = GTK_EDITABLE (display_find (GTK_WIDGET (view_of (fixture)), GTK_TYPE_SEARCH_ENTRY));
  gtk_editable_set_text (search, "zz");
  nuan_context_set_staff (fixture->context, NULL);
  display_sign_in (fixture->context, NUAN_ROLE_INTAKE);
  g_assert_cmpstr (gtk_editable_get_text (search), ==, "zz");   /* called away and back again */

  nuan_context_set_staff (fixture->context, NULL);
  display_sign_in (fixture->context, NUAN_ROLE_REVIEW);
  g_assert_cmpstr (gtk_editable_get_text (search), ==, "");
  display_settle ();
}

static void
assert_plain (GtkWidget *entry)
{
  g_autofree char *module = NULL;
  GtkWidget *text = display_find (entry, GTK_TYPE_TEXT);

  g_object_get (text, "im-module", &module, NULL);
  g_assert_cmpstr (module, ==, "gtk-im-context-simple");
}

/* IBus and fcitx answer later than the next key comes. */
static void
no_input_method_has_a_hand_in_figures (Fixture *fixture, gconstpointer unused)
{
  const GType rows[] = { NUAN_TYPE_MONEY_ROW, NUAN_TYPE_DAY_ROW, NUAN_TYPE_ID_NUMBER_ROW };
  g_autoptr (GtkWidget) day = g_object_ref_sink (g_object_new (NUAN_TYPE_DAY_ENTRY, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GtkWidget) row = g_object_ref_sink (g_object_new (rows[i], "title", "x", NULL));

      assert_plain (row);
    }
  assert_plain (day);
  assert_plain (display_find (widget_of (fixture), ADW_TYPE_PASSWORD_ENTRY_ROW));
}

/* The digits of the client before are not the next one's. */
static void
what_was_searched_begins_one_new_file (Fixture *fixture, gconstpointer unused)
{
  GtkEditable *search;
  NuanHouseholdEditor *editor;

  display_sign_in (fixture->context, NUAN_ROLE_INTAKE);
  display_settle ();
  search = GTK_EDITABLE (display_find (GTK_WIDGET (view_of (fixture)), GTK_TYPE_SEARCH_ENTRY));
  gtk_editable_set_text (search, "110101199001010010");
  gtk_widget_activate_action (widget_of (fixture), "win.new-household", NULL);
  display_settle ();
  editor = NUAN_HOUSEHOLD_EDITOR (display_find (widget_of (fixture), NUAN_TYPE_HOUSEHOLD_EDITOR));
  g_assert_cmpstr (nuan_row_get_value (nuan_household_editor_get_row (editor, "members[0].id_number")), ==, "110101199001010010");
  gtk_widget_activate_action (display_find (widget_of (fixture), NUAN_TYPE_HOUSEHOLD_PAGE), "page.discard", NULL);
  display_settle ();

  nuan_wish_household (widget_of (fixture), 1);
  display_settle ();
  gtk_widget_activate_action (widget_of (fixture), "win.new-household", NULL);
  display_settle ();
  g_assert_cmpstr (nuan_row_get_value (nuan_household_editor_get_row (editor, "members[0].id_number")), ==, "");

  gtk_editable_set_text (search, "王小二");
  gtk_widget_activate_action (widget_of (fixture), "win.new-household", NULL);
  display_settle ();
  g_assert_cmpstr (nuan_row_get_value (nuan_household_editor_get_row (editor, "members[0].name")), ==, "王小二");
}

static void
a_tab_gets_the_keyboard (Fixture *fixture, gconstpointer unused)
{
  display_sign_in (fixture->context, NUAN_ROLE_DIRECT);
  display_settle ();
  for (gint32 tab = 4; tab >= 1; tab--)
    {
      NuanTabs *tabs = nuan_window_get_tabs (fixture->window);
      GtkWidget *focus;

      gtk_widget_activate_action (widget_of (fixture), "win.tab", "i", tab);
      display_settle ();
      g_assert_cmpuint (nuan_tabs_get_shown (tabs), ==, (guint) tab - 1);
      focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
      g_assert_nonnull (focus);
      g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (nuan_tabs_get_page (tabs, (guint) tab - 1))));
    }
}

static void
f8_hides_amounts (Fixture *fixture, gconstpointer unused)
{
  display_sign_in (fixture->context, NUAN_ROLE_INTAKE);
  display_settle ();
  gtk_widget_activate_action (widget_of (fixture), "win.private", NULL);
  display_settle ();

  g_assert_true (nuan_context_get_private (fixture->context));
  g_assert_true (display_has_text (display_find (widget_of (fixture), NUAN_TYPE_CASE_TABLE), "•••"));
  gtk_widget_activate_action (widget_of (fixture), "win.private", NULL);
  display_settle ();
  g_assert_false (display_has_text (display_find (widget_of (fixture), NUAN_TYPE_CASE_TABLE), "•••"));
  g_assert_true (display_has_text (display_find (widget_of (fixture), NUAN_TYPE_CASE_TABLE), "1,234.00"));
}

typedef struct {
  gboolean done, success, cancelled;
} Outcome;

static gboolean
work_until_cancelled (NuanJob *job, gpointer data, GError **error)
{
  GCancellable *cancellable = nuan_job_get_cancellable (job);
  GPollFD cancelled;

  nuan_job_progress (1, 1000, job);
  g_assert_true (g_cancellable_make_pollfd (cancellable, &cancelled));
  g_poll (&cancelled, 1, 10 * 1000);
  g_cancellable_release_fd (cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
work_done (gboolean success, const GError *error, gpointer data)
{
  Outcome *outcome = data;

  outcome->done = TRUE;
  outcome->success = success;
  outcome->cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
is_done (gpointer data)
{
  return ((Outcome *) data)->done;
}

static void
long_work_has_a_banner_that_cancels (Fixture *fixture, gconstpointer unused)
{
  Outcome outcome = { 0 };
  GtkWidget *banner;

  display_sign_in (fixture->context, NUAN_ROLE_INTAKE);
  nuan_job_start (widget_of (fixture), "Counting sheep", work_until_cancelled, work_done, &outcome, NULL);
  g_assert_true (display_has_text (widget_of (fixture), "Counting sheep"));
  g_assert_cmpuint (nuan_job_count (), ==, 1);

  banner = gtk_widget_get_parent (display_find (widget_of (fixture), GTK_TYPE_PROGRESS_BAR));
  g_signal_emit_by_name (gtk_widget_get_last_child (banner), "clicked");
  display_wait (is_done, &outcome, "the work is cancelled");
  g_assert_false (outcome.success);
  g_assert_true (outcome.cancelled);
  g_assert_false (display_has_text (widget_of (fixture), "Counting sheep"));
  g_assert_cmpuint (nuan_job_count (), ==, 0);
}

/* Somebody with a shell took them; each guard that names them stays behind. */
static char *
copy_without (const char *name, const char *drops)
{
  char *path = display_copy (name);
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_WRITE, NULL);

  g_assert_true (nuan_connection_exec (connection, "PRAGMA foreign_keys = OFF", NULL));
  g_assert_true (nuan_connection_exec (connection, drops, NULL));
  return path;
}

static const struct {
  const char *drops;
  int         tab;        /* from 1 */
  gboolean    household;  /* a file is opened there */
} losses[] = {
  { "DROP TABLE household", 1, FALSE },
  { "DROP TABLE household_amount", 2, TRUE },
  { "DROP TABLE entry_movement", 3, FALSE },
  { "DROP TABLE payment", 4, FALSE },
};

static gboolean
says_so (gpointer unused)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean said = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && !said; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      said = display_has_text (window, "no such table");
    }
  return said;
}

static void
a_table_that_is_gone_is_told_and_nothing_falls_down (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      Fixture fixture = { .path = copy_without ("lost.db", losses[i].drops) };

      fixture.context = display_context (fixture.path);
      fixture.window = nuan_window_new (NULL, fixture.context);
      gtk_window_present (GTK_WINDOW (fixture.window));
      display_sign_in (fixture.context, NUAN_ROLE_INTAKE);
      gtk_widget_activate_action (widget_of (&fixture), "win.tab", "i", losses[i].tab);
      if (losses[i].household)
        g_assert_true (nuan_wish_household (widget_of (&fixture), 1));
      display_wait (says_so, NULL, losses[i].drops);
      display_settle ();
      while (other_window (&fixture) != NULL)
        gtk_window_destroy (GTK_WINDOW (other_window (&fixture)));
      tear_down (&fixture, NULL);
    }
}

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/window/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("nothing-is-shown-before-somebody-signs-in", nothing_is_shown_before_somebody_signs_in);
  ADD ("signing-in-shows-the-whole-list", signing_in_shows_the_whole_list);
  ADD ("a-role-sees-what-it-may", a_role_sees_what_it_may);
  ADD ("keys-go-to-the-four-tabs", keys_go_to_the_four_tabs);
  ADD ("back-and-forward-retrace-the-way", back_and_forward_retrace_the_way);
  ADD ("a-locked-desk-hides-everything", a_locked_desk_hides_everything);
  ADD ("a-locked-desk-waits-for-the-password-and-a-switched-one-for-the-login", a_locked_desk_waits_for_the_password_and_a_switched_one_for_the_login);
  ADD ("a-desk-that-nobody-uses-locks-itself", a_desk_that_nobody_uses_locks_itself);
  ADD ("typing-in-a-dialog-keeps-the-desk-open", typing_in_a_dialog_keeps_the_desk_open);
  ADD ("a-desk-told-never-to-lock-stays-open", a_desk_told_never_to_lock_stays_open);
  ADD ("a-key-never-waits-for-a-page-to-be-built", a_key_never_waits_for_a_page_to_be_built);
  ADD ("what-is-wished-for-waits-for-its-page", what_is_wished_for_waits_for_its_page);
  ADD ("nobody-signed-in-has-no-wishes", nobody_signed_in_has_no_wishes);
  ADD ("a-receipt-found-by-search-is-not-looked-up-again", a_receipt_found_by_search_is_not_looked_up_again);
  ADD ("a-receipt-opens-over-its-household", a_receipt_opens_over_its_household);
  ADD ("printing-means-the-household-that-is-open", printing_means_the_household_that_is_open);
  ADD ("searching-in-another-tab-shows-the-hits", searching_in_another_tab_shows_the_hits);
  ADD ("a-search-is-nothing-to-the-next-person", a_search_is_nothing_to_the_next_person);
  ADD ("no-input-method-has-a-hand-in-figures", no_input_method_has_a_hand_in_figures);
  ADD ("what-was-searched-begins-one-new-file", what_was_searched_begins_one_new_file);
  ADD ("a-tab-gets-the-keyboard", a_tab_gets_the_keyboard);
  ADD ("f8-hides-amounts", f8_hides_amounts);
  ADD ("long-work-has-a-banner-that-cancels", long_work_has_a_banner_that_cancels);
#undef ADD
  g_test_add_func ("/window/a-table-that-is-gone-is-told-and-nothing-falls-down", a_table_that_is_gone_is_told_and_nothing_falls_down);

  return g_test_run ();
}

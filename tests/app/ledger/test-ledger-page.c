#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <gtk/gtkunixprint.h>

#include "display.h"

#include "app/ledger/day-pane.h"
#include "app/kit/desk-dialog.h"
#include "app/kit/form-dialog.h"
#include "app/parts/fund-bar.h"
#include "app/ledger/fund-card.h"
#include "app/ledger/ledger-page.h"
#include "app/kit/printing.h"
#include "app/kit/rows.h"
#include "app/kit/saving.h"
#include "app/shell/window.h"
#include "base/error.h"
#include "desk/ledger-tables.h"
#include "store/money/fund-store.h"
#include "store/money/ledger.h"

static void
set_up (DisplayPage *fixture, gconstpointer unused)
{
  display_page_open (fixture, "ledger.db", NUAN_ROLE_CASH, 3, NUAN_TYPE_LEDGER_PAGE);
}

static gboolean
may (DisplayPage *fixture, const char *action)
{
  GtkWidget *button = display_button (fixture->page, action);

  g_assert_nonnull (button);
  return gtk_widget_is_sensitive (button);
}

static GListModel *
funds_of (DisplayPage *fixture)
{
  GtkWidget *card = display_find (fixture->page, NUAN_TYPE_FUND_CARD);

  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (gtk_widget_get_ancestor (card, GTK_TYPE_LIST_VIEW))));
}

static guint
count_entries (DisplayPage *fixture)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (display_find (fixture->page, GTK_TYPE_COLUMN_VIEW));

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (view)));
}

static NuanFundItem *
chosen_fund (DisplayPage *fixture)
{
  return gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (funds_of (fixture)));
}

typedef struct {
  DisplayPage *fixture;
  gint64   free_fen;
  guint    n_entries;
} Expected;

static gboolean
is_as_expected (gpointer data)
{
  const Expected *expected = data;

  return nuan_fund_get_free (nuan_fund_item_get_fund (chosen_fund (expected->fixture))) == expected->free_fen
         && count_entries (expected->fixture) == expected->n_entries;
}

/* The database says that it changed a moment after the commit. */
static void
wait_for (DisplayPage *fixture, gint64 free_fen, guint n_entries)
{
  Expected expected = { fixture, free_fen, n_entries };

  display_wait (is_as_expected, &expected, "the fund shows what was done");
  display_settle ();
}

static NuanFormDialog *
find_dialog (void)
{
  GtkWidget *found = display_window (NUAN_TYPE_FORM_DIALOG);

  return found != NULL ? NUAN_FORM_DIALOG (found) : NULL;
}

static GtkWidget *
find_reversal (void)
{
  return display_window (NUAN_TYPE_DESK_DIALOG);
}

/* The Nth entry of the dialog, from the top. */
static GtkWidget *
entry_of (GtkWidget *below, int *n)
{
  if (GTK_IS_ENTRY (below) && (*n)-- == 0)
    return below;
  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = entry_of (child, n);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
type (NuanFormDialog *dialog, int n, const char *text)
{
  GtkWidget *entry = entry_of (GTK_WIDGET (dialog), &n);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
confirm (NuanFormDialog *dialog)
{
  g_signal_emit_by_name (display_styled (GTK_WIDGET (dialog), "suggested-action"), "clicked");
}

static void
what_is_urgent_stands_on_top (DisplayPage *fixture, gconstpointer unused)
{
  GListModel *funds = funds_of (fixture);
  NuanDay before = NUAN_DAY_NONE;

  g_assert_cmpuint (g_list_model_get_n_items (funds), >, 1);
  for (guint i = 0; i < g_list_model_get_n_items (funds); i++)
    {
      g_autoptr (NuanFundItem) item = g_list_model_get_item (funds, i);
      const NuanFund *fund = nuan_fund_item_get_fund (item);

      if (fund->use_by >= nuan_day_today ())
        g_assert_cmpuint (fund->use_by, >=, before);
      before = fund->use_by >= nuan_day_today () ? fund->use_by : G_MAXUINT32;
    }
  g_assert_cmpuint (count_entries (fixture), >, 0);
  display_shot (GTK_WIDGET (fixture->window), "ledger");
}

static void
assert_invalid (NuanFormDialog *dialog, const char *field, gboolean invalid)
{
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (nuan_form_get_row (nuan_form_dialog_get_form (dialog), field)),
                                    GTK_ACCESSIBLE_STATE_INVALID, invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE);
}

static void
money_received_shows_at_once (DisplayPage *fixture, gconstpointer unused)
{
  const gint64 free_fen = nuan_fund_get_free (nuan_fund_item_get_fund (chosen_fund (fixture)));
  const guint n_entries = count_entries (fixture);
  NuanFormDialog *dialog;

  gtk_widget_activate_action (fixture->page, "page.receive", NULL);
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  type (dialog, 0, "1234.50");
  display_settle ();
  g_assert_true (display_has_text (GTK_WIDGET (dialog), "人民币壹仟贰佰叁拾肆元伍角"));
  display_shot (GTK_WIDGET (dialog), "receive");
  type (dialog, 2, "年中追加");
  confirm (dialog);
  display_settle ();

  g_assert_null (find_dialog ());
  wait_for (fixture, free_fen + 123450, n_entries + 1);
  g_assert_nonnull (gtk_root_get_focus (GTK_ROOT (fixture->window)));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), fixture->page));
}

static void
a_wrong_amount_is_said_at_its_field (DisplayPage *fixture, gconstpointer unused)
{
  NuanFormDialog *dialog;
  int first = 0;

  gtk_widget_activate_action (fixture->page, "page.return-money", NULL);
  dialog = find_dialog ();
  type (dialog, 0, "1.005");
  confirm (dialog);
  display_settle ();
  g_assert_true (find_dialog () == dialog);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry_of (GTK_WIDGET (dialog), &first)), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);

  type (dialog, 0, "99999999");   /* more than is free: the transaction says so */
  confirm (dialog);
  display_settle ();
  g_assert_true (find_dialog () == dialog);
  first = 0;
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry_of (GTK_WIDGET (dialog), &first)), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
type_day (NuanFormDialog *dialog, const char *day)
{
  nuan_row_take (nuan_form_get_row (nuan_form_dialog_get_form (dialog), "date"), day);
}

static void
a_day_to_come_is_told_with_the_rest (DisplayPage *fixture, gconstpointer unused)
{
  static const char *const actions[] = { "page.receive", "page.return-money" };
  const char *future = g_dgettext ("nuanchuang", "The date is today or earlier, not in the future");

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      NuanFormDialog *dialog;

      gtk_widget_activate_action (fixture->page, actions[i], NULL);
      dialog = find_dialog ();
      type (dialog, 0, "5万");
      type_day (dialog, "2099-01-01");
      confirm (dialog);
      display_settle ();
      assert_invalid (dialog, "amount", TRUE);
      assert_invalid (dialog, "date", TRUE);
      g_assert_true (display_has_text (GTK_WIDGET (dialog), future));

      type_day (dialog, "2025-01-02");
      assert_invalid (dialog, "date", FALSE);
      assert_invalid (dialog, "amount", TRUE);
      gtk_window_destroy (GTK_WINDOW (dialog));
      display_settle ();
    }
}

/* What is not there to be returned is told before anything is written, too. */
static void
more_than_there_is_is_told_with_the_rest (DisplayPage *fixture, gconstpointer unused)
{
  NuanFormDialog *dialog;

  gtk_widget_activate_action (fixture->page, "page.return-money", NULL);
  dialog = find_dialog ();
  type (dialog, 0, "99999999");
  type_day (dialog, "2099-01-01");
  confirm (dialog);
  display_settle ();
  assert_invalid (dialog, "amount", TRUE);
  assert_invalid (dialog, "date", TRUE);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
a_fund_can_be_added_and_is_chosen (DisplayPage *fixture, gconstpointer unused)
{
  const guint n_funds = g_list_model_get_n_items (funds_of (fixture));
  NuanFormDialog *dialog;
  GtkWidget *check;

  gtk_widget_activate_action (fixture->page, "page.add-fund", NULL);
  dialog = find_dialog ();
  confirm (dialog);
  display_settle ();
  g_assert_true (find_dialog () == dialog);
  assert_invalid (dialog, "name", TRUE);         /* both at once */
  assert_invalid (dialog, "programmes", TRUE);
  assert_invalid (dialog, "from", FALSE);
  display_shot (GTK_WIDGET (dialog), "add-fund");

  /* The end stands in an order with the beginning: whichever is put right. */
  nuan_row_take (nuan_form_get_row (nuan_form_dialog_get_form (dialog), "from"), "2098-01-01");
  confirm (dialog);
  assert_invalid (dialog, "to", TRUE);
  nuan_row_take (nuan_form_get_row (nuan_form_dialog_get_form (dialog), "from"), "2020-01-01");
  assert_invalid (dialog, "to", FALSE);
  assert_invalid (dialog, "name", TRUE);

  type (dialog, 0, "测试专款 一批");
  check = display_find (GTK_WIDGET (dialog), GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  confirm (dialog);
  display_settle ();
  g_assert_null (find_dialog ());
  wait_for (fixture, 0, 0);
  g_assert_cmpuint (g_list_model_get_n_items (funds_of (fixture)), ==, n_funds + 1);
  g_assert_cmpstr (nuan_fund_item_get_fund (chosen_fund (fixture))->name, ==, "测试专款 一批");
}

static void
only_who_may_moves_money (DisplayPage *fixture, gconstpointer unused)
{
  g_assert_true (may (fixture, "page.receive"));
  g_assert_true (may (fixture, "page.add-fund"));
  g_assert_false (may (fixture, "page.reverse"));

  display_sign_in (fixture->context, NUAN_ROLE_INTAKE);
  display_settle ();
  g_assert_false (may (fixture, "page.receive"));
  g_assert_false (may (fixture, "page.return-money"));
  g_assert_false (may (fixture, "page.add-fund"));
}

static void
a_receipt_of_money_is_reversed_by_the_director_once (DisplayPage *fixture, gconstpointer unused)
{
  const gint64 free_fen = nuan_fund_get_free (nuan_fund_item_get_fund (chosen_fund (fixture)));
  const guint n_entries = count_entries (fixture);
  GtkColumnView *view = GTK_COLUMN_VIEW (display_find (fixture->page, GTK_TYPE_COLUMN_VIEW));
  GtkWidget *reversal;

  gtk_widget_activate_action (fixture->page, "page.receive", NULL);
  type (find_dialog (), 0, "10");
  confirm (find_dialog ());
  wait_for (fixture, free_fen + 1000, n_entries + 1);

  display_sign_in (fixture->context, NUAN_ROLE_DIRECT);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.tab", "i", 3);   /* the next person begins at the list */
  display_settle ();
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_column_view_get_model (view)), 0);
  display_settle ();
  g_assert_true (may (fixture, "page.reverse"));
  gtk_widget_activate_action (fixture->page, "page.reverse", NULL);
  reversal = find_reversal ();
  display_press (display_styled (reversal, "suggested-action"));
  g_assert_true (find_reversal () == reversal);   /* a reason is needed */
  nuan_row_put_value (NUAN_ROW (display_find (reversal, NUAN_TYPE_MEMO_ROW)), "记错了资金");
  display_shot (reversal, "reverse");
  display_press (display_styled (reversal, "suggested-action"));
  g_assert_null (find_reversal ());
  wait_for (fixture, free_fen, n_entries + 2);

  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_column_view_get_model (view)), 1);
  display_settle ();
  g_assert_false (may (fixture, "page.reverse"));
}

static void
the_day_can_be_chosen (DisplayPage *fixture, gconstpointer unused)
{
  NuanDayPane *pane = NUAN_DAY_PANE (display_find (fixture->page, NUAN_TYPE_DAY_PANE));
  GtkWidget *switcher = display_find (fixture->page, GTK_TYPE_STACK_SWITCHER);
  const NuanTable *table;

  gtk_stack_set_visible_child_name (gtk_stack_switcher_get_stack (GTK_STACK_SWITCHER (switcher)), "day");
  display_settle ();
  g_assert_nonnull (nuan_day_pane_get_table (pane));
  g_assert_true (display_has_text (fixture->page, "全部专款"));   /* not those of the fund that was chosen */
  table = nuan_day_pane_get_table (pane)->table;
  g_assert_cmpuint (table->from, ==, nuan_day_today ());
  g_assert_nonnull (table->total);
  gtk_editable_set_text (GTK_EDITABLE (display_find (GTK_WIDGET (pane), GTK_TYPE_ENTRY)), "2025-01-02");
  display_settle ();
  table = nuan_day_pane_get_table (pane)->table;
  g_assert_cmpuint (table->from, ==, nuan_day_new (2025, 1, 2));
  display_shot (GTK_WIDGET (fixture->window), "day");
}

static gboolean
names_a_file (gpointer title)
{
  GtkWidget *dialog = display_window (GTK_TYPE_PRINT_UNIX_DIALOG);
  g_autofree char *name = g_strconcat (title, ".pdf", NULL);

  return dialog != NULL && display_has_text (dialog, name);
}

/* GTK adds the end to the name that it is given, and nobody wants it twice. */
static void
a_paper_printed_to_a_file_is_called_like_it (DisplayPage *fixture, gconstpointer title)
{
  g_autoptr (GBytes) pdf = g_bytes_new_static ("%PDF-1.4", 8);
  char *plain = (char *) "领款单-2025-000457";

  nuan_print_pdf (fixture->page, pdf, title);
  display_wait (names_a_file, plain, "the dialog names the file");
  g_assert_false (display_has_text (display_window (GTK_TYPE_PRINT_UNIX_DIALOG), ".pdf.pdf"));
  gtk_dialog_response (GTK_DIALOG (display_window (GTK_TYPE_PRINT_UNIX_DIALOG)), GTK_RESPONSE_CANCEL);
  display_settle ();
  g_assert_null (display_window (GTK_TYPE_PRINT_UNIX_DIALOG));
}

static char *
make_paper (const char *name)
{
  g_autoptr (GError) error = NULL;
  char *file = g_build_filename (nuan_papers_folder (), name, NULL);

  g_file_set_contents (file, "an older paper", -1, &error);
  g_assert_no_error (error);
  return file;
}

static gboolean
is_replaced (gpointer file)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (file, &text, NULL, NULL) && g_str_has_prefix (text, "%PDF");
}

static guint
count_windows (void)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ());
}

static gboolean
asks_to_replace (gpointer unused)
{
  GtkWidget *question = display_window (ADW_TYPE_MESSAGE_DIALOG);

  return question != NULL && display_labelled (question, _("_Replace")) != NULL;
}

/* GTK has a question of its own about a file that is there. */
static void
a_printed_file_that_is_there_is_asked_about_once (DisplayPage *fixture, gconstpointer unused)
{
  g_autofree char *file = make_paper ("旧.pdf");
  g_autoptr (GBytes) pdf = g_bytes_new_static ("%PDF-1.4", 8);
  guint n_windows;

  nuan_print_pdf (fixture->page, pdf, "旧");
  display_wait (names_a_file, (char *) "旧", "the dialog names the file");
  n_windows = count_windows ();
  gtk_dialog_response (GTK_DIALOG (display_window (GTK_TYPE_PRINT_UNIX_DIALOG)), GTK_RESPONSE_OK);
  display_settle ();
  g_assert_cmpuint (count_windows (), ==, n_windows + 1);
  gtk_window_close (GTK_WINDOW (display_window (ADW_TYPE_MESSAGE_DIALOG)));
  display_settle ();
  g_assert_cmpuint (count_windows (), ==, n_windows);
  g_assert_false (is_replaced (file));

  gtk_dialog_response (GTK_DIALOG (display_window (GTK_TYPE_PRINT_UNIX_DIALOG)), GTK_RESPONSE_OK);
  display_settle ();
  display_wait (asks_to_replace, NULL, "the question is there");
  display_press (display_labelled (display_window (ADW_TYPE_MESSAGE_DIALOG), _("_Replace")));
  display_wait (is_replaced, file, "the file is replaced");
  display_settle ();
  g_assert_null (display_window (GTK_TYPE_PRINT_UNIX_DIALOG));
}

/* The whole account -------------------------------------------------------------------------------------------------------------- */

#define MANY 1203   /* more than are read at one go, twice */

static NuanConnection *
beside (DisplayPage *fixture)
{
  g_autoptr (GError) error = NULL;
  NuanConnection *connection = nuan_connection_open (nuan_database_get_path (nuan_context_get_database (fixture->context)), NUAN_OPEN_WRITE, &error);

  g_assert_no_error (error);
  return connection;
}

static gboolean
receive_many (NuanConnection *connection, gpointer data, GError **error)
{
  DisplayPage *fixture = data;

  for (guint i = 0; i < MANY; i++)
    if (nuan_ledger_receive (connection, nuan_context_get_staff (fixture->context), nuan_fund_item_get_fund (chosen_fund (fixture))->id, 100 + i,
                             nuan_day_today (), "拨款", NUAN_HOLD_BANK, error)
        == 0)
      return FALSE;
  return TRUE;
}

static void
note_progress (gint64 done, gint64 total, gpointer data)
{
  g_assert_cmpint (done, <, total);
  ++*(guint *) data;
}

/* Each row follows from the one before it, and the last one leaves what the fund holds. */
static void
assert_adds_up (const NuanTable *table, const NuanFund *fund)
{
  gint64 balance_fen = 0;

  for (guint i = 0; i < table->rows->len; i++)
    {
      const NuanCell *cells = g_ptr_array_index (table->rows, i);

      balance_fen += cells[7].number;
      g_assert_cmpint (cells[8].number, ==, balance_fen);
    }
  g_assert_cmpint (balance_fen, ==, fund->received_fen - fund->returned_fen - fund->paid_fen);
}

static void
an_account_is_whole_or_refused (DisplayPage *fixture, gconstpointer unused)
{
  g_autoptr (NuanConnection) connection = beside (fixture);
  const gint64 fund_id = nuan_fund_item_get_fund (chosen_fund (fixture))->id;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanTable) table = NULL;
  g_autoptr (NuanFund) fund = NULL;
  guint n_told = 0;
  gint64 n = 0;

  nuan_connection_transact (connection, receive_many, fixture, &error);
  g_assert_no_error (error);
  g_assert_true (nuan_ledger_count (connection, fund_id, &n, &error));
  fund = nuan_fund_store_read (connection, fund_id, &error);
  table = nuan_entry_table_read (connection, fund_id, n, note_progress, &n_told, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n, >, MANY);
  g_assert_cmpuint (table->rows->len, ==, n);
  g_assert_cmpuint (n_told, >=, 3);
  g_assert_cmpuint (table->from, ==, ((NuanCell *) g_ptr_array_index (table->rows, 0))->number);
  g_assert_cmpuint (table->from, <, table->to);
  g_assert_cmpuint (table->to, ==, nuan_day_today ());
  assert_adds_up (table, fund);

  g_assert_null (nuan_entry_table_read (connection, fund_id, n - 1, NULL, NULL, NULL, &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_RULE);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_null (nuan_entry_table_read (connection, fund_id, n, NULL, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
can_be_printed (gpointer unused)
{
  return display_window (GTK_TYPE_PRINT_UNIX_DIALOG) != NULL;
}

static void
an_account_goes_to_the_printer (DisplayPage *fixture, gconstpointer unused)
{
  gtk_widget_activate_action (fixture->page, "page.print", NULL);
  display_wait (can_be_printed, NULL, "the account is read and drawn");
  gtk_dialog_response (GTK_DIALOG (display_window (GTK_TYPE_PRINT_UNIX_DIALOG)), GTK_RESPONSE_CANCEL);
  display_settle ();
  g_assert_null (display_window (GTK_TYPE_PRINT_UNIX_DIALOG));
}

static GtkColumnViewColumn *
column_of (GtkWidget *page, guint position)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (display_find (page, GTK_TYPE_COLUMN_VIEW));
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (view), position);

  return column;   /* the view keeps it */
}

static void
dragged_widths_are_found_again (DisplayPage *fixture, gconstpointer unused)
{
  gtk_column_view_column_set_fixed_width (column_of (fixture->page, 2), 345);
  display_page_close (fixture, NULL);

  set_up (fixture, NULL);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (column_of (fixture->page, 1)), ==, -1);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (column_of (fixture->page, 2)), ==, 345);
}

static void
the_bar_shows_what_is_there (void)
{
  NuanFund fund = { .received_fen = 1000, .paid_fen = 500, .reserved_fen = 250 };
  NuanFund speck = { .received_fen = 1000000, .paid_fen = 1, .reserved_fen = 1 };
  NuanFund empty = { 0 };
  int ends[2];

  nuan_fund_bar_ends (&fund, 100, ends);
  g_assert_cmpint (ends[0], ==, 50);
  g_assert_cmpint (ends[1], ==, 75);
  nuan_fund_bar_ends (&speck, 100, ends);
  g_assert_cmpint (ends[0], ==, 2);
  g_assert_cmpint (ends[1], ==, 4);
  nuan_fund_bar_ends (&empty, 100, ends);
  g_assert_cmpint (ends[1], ==, 0);
}

#define ADD(name, function) g_test_add ("/ledger-page/" name, DisplayPage, NULL, set_up, function, display_page_close)

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);
  ADD ("what-is-urgent-stands-on-top", what_is_urgent_stands_on_top);
  ADD ("money-received-shows-at-once", money_received_shows_at_once);
  ADD ("a-wrong-amount-is-said-at-its-field", a_wrong_amount_is_said_at_its_field);
  ADD ("a-day-to-come-is-told-with-the-rest", a_day_to_come_is_told_with_the_rest);
  ADD ("more-than-there-is-is-told-with-the-rest", more_than_there_is_is_told_with_the_rest);
  ADD ("a-fund-can-be-added-and-is-chosen", a_fund_can_be_added_and_is_chosen);
  ADD ("only-who-may-moves-money", only_who_may_moves_money);
  ADD ("a-receipt-of-money-is-reversed-by-the-director-once", a_receipt_of_money_is_reversed_by_the_director_once);
  ADD ("the-day-can-be-chosen", the_day_can_be_chosen);
  ADD ("an-account-is-whole-or-refused", an_account_is_whole_or_refused);
  ADD ("an-account-goes-to-the-printer", an_account_goes_to_the_printer);
  ADD ("dragged-widths-are-found-again", dragged_widths_are_found_again);
  ADD ("a-printed-file-that-is-there-is-asked-about-once", a_printed_file_that_is_there_is_asked_about_once);
  g_test_add ("/ledger-page/a-paper-printed-to-a-file-is-called-like-it", DisplayPage, "领款单-2025-000457", set_up,
              a_paper_printed_to_a_file_is_called_like_it, display_page_close);
  g_test_add ("/ledger-page/a-paper-named-like-a-file-too", DisplayPage, "领款单-2025-000457.pdf", set_up,
              a_paper_printed_to_a_file_is_called_like_it, display_page_close);
  g_test_add_func ("/ledger-page/the-bar-shows-what-is-there", the_bar_shows_what_is_there);
  return g_test_run ();
}

#include "config.h"

#include <gtk/gtkunixprint.h>

#include "display.h"

#include "app/kit/desk-dialog.h"
#include "app/kit/form.h"
#include "app/help/help-dialogs.h"
#include "app/kit/rows.h"
#include "app/shell/window.h"
#include "base/id-number.h"
#include "store/money/grant-store.h"
#include "store/people/household-store.h"
#include "store/money/receipt-store.h"

typedef struct {
  char        *path;
  NuanWindow  *window;
  NuanContext *context;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->path = display_copy ("help.db");
  fixture->context = display_context (fixture->path);
  fixture->window = nuan_window_new (NULL, fixture->context);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1366, 720);
  gtk_window_present (GTK_WINDOW (fixture->window));
  display_sign_in (fixture->context, NUAN_ROLE_INTAKE);
  display_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  display_close (fixture->context);
  g_free (fixture->path);
}

static gboolean
wait_done (gpointer data)
{
  return g_get_monotonic_time () > *(gint64 *) data;
}

static void
wait_a_moment (void)
{
  gint64 until = g_get_monotonic_time () + 500 * 1000;

  display_wait (wait_done, &until, "the dialog has looked");
  display_settle ();
}

/* The dialog that is open; NULL when there is none. */
static NuanDeskDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (NUAN_IS_DESK_DIALOG (window) && nuan_desk_dialog_is_open (NUAN_DESK_DIALOG (window)))
        return NUAN_DESK_DIALOG (window);
    }

  return NULL;
}

static void
press (const char *style)
{
  NuanDeskDialog *dialog = find_dialog ();

  g_assert_nonnull (dialog);
  display_press (display_styled (GTK_WIDGET (dialog), style));
}

static gboolean
is_closed (gpointer unused)
{
  return find_dialog () == NULL;
}

static void
press_and_close (const char *style)
{
  press (style);
  display_wait (is_closed, NULL, "the dialog to close");
}

static void
close_dialog (void)
{
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  display_settle ();
}

static NuanForm *
find_form (void)
{
  return NUAN_FORM (display_find (GTK_WIDGET (find_dialog ()), NUAN_TYPE_FORM));
}

static void
fill (const char *field, const char *value)
{
  nuan_row_take (nuan_form_get_row (find_form (), field), value);
}

static const char *
value_of (const char *field)
{
  return nuan_row_get_value (nuan_form_get_row (find_form (), field));
}

static void
assert_invalid (const char *field, gboolean invalid)
{
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (nuan_form_get_row (find_form (), field)), GTK_ACCESSIBLE_STATE_INVALID,
                                    invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE);
}

static gboolean
has_focus (const char *field)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (find_dialog ()));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (nuan_form_get_row (find_form (), field)));
}

/* Straight from the file, beside the window. */
static NuanConnection *
look (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  NuanConnection *connection = nuan_connection_open (fixture->path, NUAN_OPEN_READ, &error);

  g_assert_no_error (error);
  return connection;
}

/* A file in force without a grant that waits. */
static gint64
find_household (Fixture *fixture)
{
  g_autoptr (NuanConnection) connection = look (fixture);

  for (gint64 id = 1; id <= 60; id++)
    {
      g_autoptr (NuanHousehold) household = nuan_household_store_read (connection, id, NULL);
      g_autoptr (GPtrArray) approved = nuan_grant_store_list (connection, "approved", id, 0, 1, NULL);
      g_autoptr (GPtrArray) drafts = nuan_grant_store_list (connection, "draft", id, 0, 1, NULL);

      if (household->state == NUAN_HOUSEHOLD_IN_FORCE && approved->len == 0 && drafts->len == 0)
        return id;
    }

  g_assert_not_reached ();
}

static NuanGrant *
find_grant (Fixture *fixture, gint64 household, const char *state)
{
  g_autoptr (NuanConnection) connection = look (fixture);
  g_autoptr (GPtrArray) grants = nuan_grant_store_list (connection, state, household, 0, 1, NULL);

  return grants->len > 0 ? nuan_grant_copy (g_ptr_array_index (grants, 0)) : NULL;
}

static NuanReceipt *
read_receipt (Fixture *fixture, const char *number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = look (fixture);
  NuanReceipt *receipt = nuan_receipt_store_read (connection, number, &error);

  g_assert_no_error (error);
  return receipt;
}

static void
type_grant (const char *amount)
{
  fill ("programme", "temporary");
  wait_a_moment ();
  fill ("amount", amount);
  fill ("reason", "突发困难");
  wait_a_moment ();
}

static void
draft (Fixture *fixture, gint64 household)
{
  display_sign_in (fixture->context, NUAN_ROLE_INTAKE);
  nuan_show_grant_dialog (GTK_WIDGET (fixture->window), fixture->context, household);
  display_settle ();
  type_grant ("100");
  g_assert_cmpstr (value_of ("fund"), !=, "");
  display_shot (GTK_WIDGET (find_dialog ()), "grant");
  press_and_close ("suggested-action");
}

/* By two people; owned. */
static NuanGrant *
draft_and_approve (Fixture *fixture, gint64 household)
{
  NuanGrant *grant;

  draft (fixture, household);
  grant = find_grant (fixture, household, "draft");
  g_assert_nonnull (grant);
  display_sign_in (fixture->context, NUAN_ROLE_REVIEW);
  nuan_show_grant_decision (GTK_WIDGET (fixture->window), fixture->context, grant->id);
  display_settle ();
  press ("suggested-action");
  return grant;
}

static gboolean
asks_for_a_printer (gpointer unused)
{
  return display_window (GTK_TYPE_PRINT_UNIX_DIALOG) != NULL;
}

static void
from_grant_to_signed_receipt (Fixture *fixture, gconstpointer unused)
{
  const gint64 household = find_household (fixture);
  g_autoptr (NuanGrant) drafted = NULL;
  g_autoptr (NuanGrant) approved = NULL;
  g_autoptr (NuanGrant) paid = NULL;
  g_autoptr (NuanReceipt) receipt = NULL;

  draft (fixture, household);
  drafted = find_grant (fixture, household, "draft");
  g_assert_nonnull (drafted);
  g_assert_cmpint (drafted->amount_fen, ==, 10000);

  display_sign_in (fixture->context, NUAN_ROLE_REVIEW);
  nuan_show_grant_decision (GTK_WIDGET (fixture->window), fixture->context, drafted->id);
  display_settle ();
  display_shot (GTK_WIDGET (find_dialog ()), "decision");
  press ("suggested-action");
  approved = find_grant (fixture, household, "approved");
  g_assert_nonnull (approved);

  display_sign_in (fixture->context, NUAN_ROLE_CASH);
  nuan_show_payment_dialog (GTK_WIDGET (fixture->window), fixture->context, approved->id);
  display_settle ();
  display_shot (GTK_WIDGET (find_dialog ()), "payment");
  press ("suggested-action");
  paid = find_grant (fixture, household, "paid");
  g_assert_nonnull (paid);
  g_assert_cmpint (paid->id, ==, drafted->id);

  /* The receipt lies on the counter. */
  g_assert_true (display_has_text (GTK_WIDGET (find_dialog ()), "人民币壹佰元整"));
  display_shot (GTK_WIDGET (find_dialog ()), "receipt");
  display_key (GTK_WIDGET (find_dialog ()), "ctrl+p");
  display_wait (asks_for_a_printer, NULL, "Ctrl+P asks for a printer");
  gtk_dialog_response (GTK_DIALOG (display_window (GTK_TYPE_PRINT_UNIX_DIALOG)), GTK_RESPONSE_CANCEL);
  display_settle ();

  nuan_context_set_private (fixture->context, TRUE);
  display_settle ();
  g_assert_true (display_has_text (GTK_WIDGET (find_dialog ()), "•••"));
  g_assert_false (display_has_text (GTK_WIDGET (find_dialog ()), "壹佰元整"));
  g_assert_false (display_has_text (GTK_WIDGET (find_dialog ()), "100.00"));
  nuan_context_set_private (fixture->context, FALSE);
  display_settle ();
  g_assert_true (display_has_text (GTK_WIDGET (find_dialog ()), "人民币壹佰元整"));
  display_press (display_labelled (GTK_WIDGET (find_dialog ()), g_dgettext ("nuanchuang", "Tick as S_igned")));
  wait_a_moment ();
  receipt = read_receipt (fixture, paid->receipt_number);
  g_assert_true (receipt->is_signed);
  close_dialog ();
}

static void
a_payment_is_voided_with_its_reason (Fixture *fixture, gconstpointer unused)
{
  const gint64 household = find_household (fixture);
  g_autoptr (NuanGrant) grant = NULL;
  g_autoptr (NuanGrant) voided = NULL;
  GtkWidget *reason;

  grant = draft_and_approve (fixture, household);
  display_sign_in (fixture->context, NUAN_ROLE_CASH);
  nuan_show_payment_dialog (GTK_WIDGET (fixture->window), fixture->context, grant->id);
  display_settle ();
  press ("suggested-action");

  press ("destructive-action");   /* asks for the reason first */
  reason = display_find (GTK_WIDGET (find_dialog ()), NUAN_TYPE_MEMO_ROW);
  g_assert_true (gtk_widget_get_visible (reason));
  press ("destructive-action");
  gtk_test_accessible_assert_state (reason, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  nuan_row_take (NUAN_ROW (reason), "金额有误");
  press ("destructive-action");
  wait_a_moment ();
  voided = find_grant (fixture, household, "voided");
  g_assert_nonnull (voided);
  g_assert_cmpint (voided->id, ==, grant->id);
  close_dialog ();
}

/* Who ticked it stands there; the cashier can't void it any more, and the director is told what comes back before the reason is asked for. */
static void
a_signed_receipt_is_voided_by_a_director_who_is_told (Fixture *fixture, gconstpointer unused)
{
  const gint64 household = find_household (fixture);
  g_autoptr (NuanGrant) grant = draft_and_approve (fixture, household);
  g_autoptr (NuanGrant) paid = NULL, voided = NULL;
  g_autofree char *told = NULL;

  display_sign_in (fixture->context, NUAN_ROLE_CASH);
  nuan_show_payment_dialog (GTK_WIDGET (fixture->window), fixture->context, grant->id);
  display_settle ();
  press ("suggested-action");
  g_assert_nonnull (display_styled (GTK_WIDGET (find_dialog ()), "destructive-action"));
  display_press (display_labelled (GTK_WIDGET (find_dialog ()), g_dgettext ("nuanchuang", "Tick as S_igned")));
  wait_a_moment ();
  g_assert_null (display_styled (GTK_WIDGET (find_dialog ()), "destructive-action"));
  g_assert_true (display_has_text (GTK_WIDGET (find_dialog ()), nuan_context_get_staff (fixture->context)->name));
  g_assert_true (display_has_text (GTK_WIDGET (find_dialog ()), "✓ 已签字（"));
  display_shot (GTK_WIDGET (find_dialog ()), "signed");
  display_press (display_labelled (GTK_WIDGET (find_dialog ()), g_dgettext ("nuanchuang", "Undo the T_ick")));
  wait_a_moment ();
  g_assert_true (display_has_text (GTK_WIDGET (find_dialog ()), "尚未签字"));
  g_assert_null (display_styled (GTK_WIDGET (find_dialog ()), "destructive-action"));   /* who unticks it could take the money */
  display_press (display_labelled (GTK_WIDGET (find_dialog ()), g_dgettext ("nuanchuang", "Tick as S_igned")));
  wait_a_moment ();
  close_dialog ();

  display_sign_in (fixture->context, NUAN_ROLE_DIRECT);
  paid = find_grant (fixture, household, "paid");
  told = g_strdup_printf ("领款单 %s 已签收：请先收回纸质领款单和 ¥100.00 的款物，再作废", paid->receipt_number);
  nuan_show_receipt_dialog (GTK_WIDGET (fixture->window), fixture->context, paid->receipt_number, NULL);
  display_settle ();
  g_assert_false (display_has_text (GTK_WIDGET (find_dialog ()), told));
  press ("destructive-action");
  g_assert_true (display_has_text (GTK_WIDGET (find_dialog ()), told));
  display_shot (GTK_WIDGET (find_dialog ()), "void-signed");
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * 150 / 100, NULL);
  display_settle ();
  display_shot (GTK_WIDGET (find_dialog ()), "void-signed-150");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (find_dialog ())), <=, 1366);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
  display_settle ();
  nuan_context_set_private (fixture->context, TRUE);
  display_settle ();
  g_assert_false (display_has_text (GTK_WIDGET (find_dialog ()), "100.00"));
  nuan_context_set_private (fixture->context, FALSE);
  display_settle ();
  nuan_row_take (NUAN_ROW (display_find (GTK_WIDGET (find_dialog ()), NUAN_TYPE_MEMO_ROW)), "金额有误");
  press ("destructive-action");
  wait_a_moment ();
  voided = find_grant (fixture, household, "voided");
  g_assert_nonnull (voided);
  g_assert_cmpint (voided->id, ==, grant->id);
  close_dialog ();
}

static void
whoever_may_not_decide_sees_it_without_buttons (Fixture *fixture, gconstpointer unused)
{
  const gint64 household = find_household (fixture);
  g_autoptr (NuanGrant) drafted = NULL;

  draft (fixture, household);
  drafted = find_grant (fixture, household, "draft");
  nuan_show_grant_decision (GTK_WIDGET (fixture->window), fixture->context, drafted->id);
  display_settle ();
  g_assert_true (display_has_text (GTK_WIDGET (find_dialog ()), drafted->reason));
  g_assert_null (display_styled (GTK_WIDGET (find_dialog ()), "suggested-action"));
  close_dialog ();
}

static void
refusing_needs_a_reason (Fixture *fixture, gconstpointer unused)
{
  const gint64 household = find_household (fixture);
  g_autoptr (NuanGrant) drafted = NULL;
  g_autoptr (NuanGrant) refused = NULL;
  GtkWidget *reason;

  draft (fixture, household);
  drafted = find_grant (fixture, household, "draft");
  display_sign_in (fixture->context, NUAN_ROLE_REVIEW);
  nuan_show_grant_decision (GTK_WIDGET (fixture->window), fixture->context, drafted->id);
  display_settle ();
  press ("destructive-action");
  reason = display_find (GTK_WIDGET (find_dialog ()), NUAN_TYPE_MEMO_ROW);
  gtk_test_accessible_assert_state (reason, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);

  nuan_row_take (NUAN_ROW (reason), "材料不全");
  press_and_close ("destructive-action");
  refused = find_grant (fixture, household, "refused");
  g_assert_nonnull (refused);
  g_assert_cmpstr (refused->decision_reason, ==, "材料不全");
}

static void
a_half_typed_grant_survives_the_dialog (Fixture *fixture, gconstpointer unused)
{
  const gint64 household = find_household (fixture);

  nuan_show_grant_dialog (GTK_WIDGET (fixture->window), fixture->context, household);
  display_settle ();
  type_grant ("12,3x");
  close_dialog ();
  g_assert_null (find_dialog ());

  nuan_show_grant_dialog (GTK_WIDGET (fixture->window), fixture->context, household);
  display_settle ();
  wait_a_moment ();
  g_assert_cmpstr (value_of ("programme"), ==, "temporary");
  g_assert_cmpstr (value_of ("amount"), ==, "12,3x");
  g_assert_cmpstr (value_of ("reason"), ==, "突发困难");
  press ("suggested-action");
  g_assert_nonnull (find_dialog ());   /* the amount can't be read: nothing is drafted */
  close_dialog ();
}

static void
an_amount_above_the_free_money_is_refused_at_its_field (Fixture *fixture, gconstpointer unused)
{
  const gint64 household = find_household (fixture);
  g_autoptr (NuanGrant) drafted = NULL;

  nuan_show_grant_dialog (GTK_WIDGET (fixture->window), fixture->context, household);
  display_settle ();
  type_grant ("100");
  fill ("amount", "99999999999");
  press ("suggested-action");
  g_assert_nonnull (find_dialog ());
  drafted = find_grant (fixture, household, "draft");
  g_assert_null (drafted);

  fill ("reason", "");
  assert_invalid ("amount", TRUE);
  press ("suggested-action");
  assert_invalid ("amount", TRUE);   /* what the fund says, beside what is missing */
  assert_invalid ("reason", TRUE);
  fill ("amount", "100");
  assert_invalid ("amount", FALSE);
  close_dialog ();
}

static void
all_that_a_grant_lacks_is_told_at_once (Fixture *fixture, gconstpointer unused)
{
  const gint64 household = find_household (fixture);
  g_autoptr (NuanGrant) drafted = NULL;

  nuan_show_grant_dialog (GTK_WIDGET (fixture->window), fixture->context, household);
  display_settle ();
  fill ("amount", "12,3x");
  press ("suggested-action");
  assert_invalid ("member", FALSE);   /* the head of the household is helped, unless another is chosen */
  assert_invalid ("programme", TRUE);
  assert_invalid ("fund", TRUE);
  assert_invalid ("amount", TRUE);
  assert_invalid ("reason", TRUE);
  g_assert_true (has_focus ("programme"));
  drafted = find_grant (fixture, household, "draft");
  g_assert_null (drafted);

  g_assert_false (nuan_form_is_asked (find_form (), "self_paid"));
  fill ("programme", "medical");
  g_assert_true (nuan_form_is_asked (find_form (), "self_paid"));
  fill ("self_paid", "-5");
  press ("suggested-action");
  assert_invalid ("self_paid", TRUE);
  close_dialog ();
}

static void
open_payment (Fixture *fixture, gint64 grant)
{
  nuan_show_payment_dialog (GTK_WIDGET (fixture->window), fixture->context, grant);
  display_settle ();
}

static void
a_proxy_of_whom_nothing_is_told_collects_nothing (Fixture *fixture, gconstpointer unused)
{
  static const char *const asked[] = { "proxy_name", "proxy_relation", "proxy_id", "proxy_reason" };
  const gint64 household = find_household (fixture);
  g_autoptr (NuanGrant) grant = NULL;
  g_autoptr (NuanGrant) paid = NULL;
  g_autoptr (NuanGrant) waits = NULL;

  grant = draft_and_approve (fixture, household);
  display_sign_in (fixture->context, NUAN_ROLE_CASH);
  open_payment (fixture, grant->id);
  fill ("method", "cash");
  g_assert_false (nuan_form_is_asked (find_form (), "card"));
  fill ("date", "2025-02-30");
  fill ("proxy", "1");
  press ("suggested-action");
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_assert_true (nuan_form_is_asked (find_form (), asked[i]));
      assert_invalid (asked[i], TRUE);
    }
  assert_invalid ("date", TRUE);
  g_assert_true (has_focus ("date"));
  waits = find_grant (fixture, household, "approved");
  g_assert_nonnull (waits);

  /* A day to come is told beside what else is wrong, and one before the approval. */
  fill ("date", "2099-01-01");
  press ("suggested-action");
  assert_invalid ("date", TRUE);
  assert_invalid ("proxy_id", TRUE);
  g_assert_true (display_has_text (GTK_WIDGET (find_form ()), g_dgettext ("nuanchuang", "The date is today or earlier, not in the future")));
  g_assert_true (has_focus ("date"));
  fill ("date", "2020-01-01");
  assert_invalid ("date", FALSE);
  press ("suggested-action");
  g_assert_true (display_has_text (GTK_WIDGET (find_form ()), g_dgettext ("nuanchuang", "The day of a payment is not before its approval")));
  assert_invalid ("proxy_id", TRUE);

  fill ("date", "");
  fill ("proxy", "");
  press ("suggested-action");
  paid = find_grant (fixture, household, "paid");
  g_assert_nonnull (paid);
  close_dialog ();
}

static void
close_messages (void)
{
  while (display_window (ADW_TYPE_MESSAGE_DIALOG) != NULL)
    gtk_window_destroy (GTK_WINDOW (display_window (ADW_TYPE_MESSAGE_DIALOG)));
  display_settle ();
}

/* What nuanctl prints is not dropped by the window. */
static void
whoever_drafts_and_approves_is_told_of_earlier_help (Fixture *fixture, gconstpointer unused)
{
  const gint64 household = find_household (fixture);
  g_autoptr (NuanGrant) first = draft_and_approve (fixture, household);
  g_autoptr (NuanGrant) second = NULL;
  g_autofree char *earlier = nuan_day_format (nuan_day_today ());

  close_messages ();   /* of the first one */
  draft (fixture, household);
  g_assert_nonnull (display_window (ADW_TYPE_MESSAGE_DIALOG));
  g_assert_true (display_has_text (display_window (ADW_TYPE_MESSAGE_DIALOG), earlier));
  g_assert_true (display_has_text (display_window (ADW_TYPE_MESSAGE_DIALOG), "100.00"));
  close_messages ();

  second = find_grant (fixture, household, "draft");
  display_sign_in (fixture->context, NUAN_ROLE_REVIEW);
  nuan_show_grant_decision (GTK_WIDGET (fixture->window), fixture->context, second->id);
  display_settle ();
  press_and_close ("suggested-action");
  g_assert_true (display_has_text (display_window (ADW_TYPE_MESSAGE_DIALOG), earlier));
  close_messages ();
}

static void
the_receipt_warns_of_a_card_that_can_not_be_right (Fixture *fixture, gconstpointer unused)
{
  const char *digit = g_dgettext ("nuanchuang", "The last digit of the card number does not fit: compare it with the card");
  const char *proxy = g_dgettext ("nuanchuang", "The money goes to a card although a proxy signs: make sure whose card it is");
  const gint64 household = find_household (fixture);
  g_autoptr (NuanGrant) grant = draft_and_approve (fixture, household);

  display_sign_in (fixture->context, NUAN_ROLE_CASH);
  open_payment (fixture, grant->id);
  fill ("method", "card");
  fill ("card", "6222020000000000001");
  fill ("proxy", "1");
  fill ("proxy_name", "张代领");
  fill ("proxy_relation", "02");
  fill ("proxy_id", "110101198001010010");
  fill ("proxy_reason", "住院");
  press ("suggested-action");
  wait_a_moment ();
  g_assert_true (display_has_text (GTK_WIDGET (find_dialog ()), digit));
  g_assert_true (display_has_text (GTK_WIDGET (find_dialog ()), proxy));
  close_dialog ();
}

/* Of somebody born on a first of January; owned. */
static char *
number_of_age (guint age)
{
  g_autofree char *digits = g_strdup_printf ("110101%u0101001", nuan_day_year (nuan_day_today ()) - age);

  return g_strdup_printf ("%s%c", digits, nuan_id_number_check_character (digits));
}

static void
a_child_is_refused_as_a_proxy_and_a_minor_warned_of (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *child = number_of_age (5);
  g_autofree char *minor = number_of_age (15);
  g_autofree char *told = g_strdup_printf (g_dgettext ("nuanchuang", "The proxy is %u years old, not yet %d: make sure that a grown-up of the family agrees"), 15, 18);
  const gint64 household = find_household (fixture);
  g_autoptr (NuanGrant) grant = draft_and_approve (fixture, household);
  g_autoptr (NuanGrant) waits = NULL;

  display_sign_in (fixture->context, NUAN_ROLE_CASH);
  open_payment (fixture, grant->id);
  fill ("method", "cash");
  fill ("proxy", "1");
  fill ("proxy_name", "张代领");
  fill ("proxy_relation", "02");
  fill ("proxy_id", child);
  fill ("proxy_reason", "住院");
  press ("suggested-action");
  assert_invalid ("proxy_id", TRUE);
  waits = find_grant (fixture, household, "approved");
  g_assert_nonnull (waits);

  fill ("proxy_id", minor);
  g_assert_true (display_has_text (GTK_WIDGET (find_form ()), told));
  press ("suggested-action");
  wait_a_moment ();
  g_assert_true (display_has_text (GTK_WIDGET (find_dialog ()), told));
  close_dialog ();
}

/* As it was kept by the dialogs before they had a table of fields. */
static void
drafts_of_older_days_are_read (Fixture *fixture, gconstpointer unused)
{
  const gint64 household = find_household (fixture);
  const gint64 drafter = nuan_context_get_staff (fixture->context)->id;
  g_autoptr (NuanGrant) grant = NULL;

  display_keep_form (fixture->context, drafter, "grant", household,
                     "[grant]\nmember=\nprogramme=medical\nfund=\namount=12.\nself_paid=500\nreason=\\s住院\\n手术\n");
  display_settle ();
  nuan_show_grant_dialog (GTK_WIDGET (fixture->window), fixture->context, household);
  display_settle ();
  g_assert_cmpstr (value_of ("member"), !=, "");
  g_assert_cmpstr (value_of ("programme"), ==, "medical");
  g_assert_cmpstr (value_of ("amount"), ==, "12.");
  g_assert_cmpstr (nuan_form_get (find_form (), "self_paid"), ==, "500");
  g_assert_cmpstr (value_of ("reason"), ==, " 住院\n手术");
  close_dialog ();

  display_keep_form (fixture->context, drafter, "grant", household, NULL);
  grant = draft_and_approve (fixture, household);
  display_sign_in (fixture->context, NUAN_ROLE_CASH);
  display_keep_form (fixture->context, nuan_context_get_staff (fixture->context)->id, "payment", grant->id,
                     "[payment]\nmethod=cash\ndate=2025-03-01\ncard=\nproxy_name=张代领\nproxy_id=\nproxy_relation=02\nproxy_reason=\nproxy=true\n");
  display_settle ();
  open_payment (fixture, grant->id);
  g_assert_true (nuan_form_get_flag (find_form (), "proxy"));
  g_assert_cmpstr (nuan_form_get (find_form (), "method"), ==, "cash");
  g_assert_cmpstr (nuan_form_get (find_form (), "date"), ==, "2025-03-01");
  g_assert_cmpstr (nuan_form_get (find_form (), "proxy_name"), ==, "张代领");
  g_assert_cmpstr (nuan_form_get (find_form (), "proxy_relation"), ==, "02");
  close_dialog ();
}

static void
a_half_typed_payment_survives_the_dialog (Fixture *fixture, gconstpointer unused)
{
  const char *restored = g_dgettext ("nuanchuang", "Your half-typed payment is restored");
  const gint64 household = find_household (fixture);
  g_autoptr (NuanGrant) grant = NULL;

  grant = draft_and_approve (fixture, household);

  display_sign_in (fixture->context, NUAN_ROLE_CASH);
  open_payment (fixture, grant->id);
  fill ("proxy", "1");
  fill ("proxy_name", "张代领");
  fill ("proxy_reason", "住院");
  close_dialog ();

  open_payment (fixture, grant->id);
  g_assert_true (nuan_form_get_flag (find_form (), "proxy"));
  g_assert_cmpstr (value_of ("proxy_name"), ==, "张代领");
  g_assert_cmpstr (value_of ("proxy_reason"), ==, "住院");
  g_assert_true (display_has_text (GTK_WIDGET (find_dialog ()), restored));
  g_assert_false (display_has_text (GTK_WIDGET (fixture->window), restored));

  /* As it was opened: nothing is half-typed any more. */
  fill ("proxy", "");
  fill ("proxy_name", "");
  fill ("proxy_reason", "");
  close_dialog ();
  open_payment (fixture, grant->id);
  g_assert_false (nuan_form_get_flag (find_form (), "proxy"));
  press ("suggested-action");
  close_dialog ();
}

int
main (int argc, char *argv[])
{
  const struct { const char *name; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "from-grant-to-signed-receipt", from_grant_to_signed_receipt },
    { "a-payment-is-voided-with-its-reason", a_payment_is_voided_with_its_reason },
    { "a-signed-receipt-is-voided-by-a-director-who-is-told", a_signed_receipt_is_voided_by_a_director_who_is_told },
    { "whoever-may-not-decide-sees-it-without-buttons", whoever_may_not_decide_sees_it_without_buttons },
    { "refusing-needs-a-reason", refusing_needs_a_reason },
    { "a-half-typed-grant-survives-the-dialog", a_half_typed_grant_survives_the_dialog },
    { "a-half-typed-payment-survives-the-dialog", a_half_typed_payment_survives_the_dialog },
    { "all-that-a-grant-lacks-is-told-at-once", all_that_a_grant_lacks_is_told_at_once },
    { "a-proxy-of-whom-nothing-is-told-collects-nothing", a_proxy_of_whom_nothing_is_told_collects_nothing },
    { "a-child-is-refused-as-a-proxy-and-a-minor-warned-of", a_child_is_refused_as_a_proxy_and_a_minor_warned_of },
    { "whoever-drafts-and-approves-is-told-of-earlier-help", whoever_drafts_and_approves_is_told_of_earlier_help },
    { "the-receipt-warns-of-a-card-that-can-not-be-right", the_receipt_warns_of_a_card_that_can_not_be_right },
    { "drafts-of-older-days-are-read", drafts_of_older_days_are_read },
    { "an-amount-above-the-free-money-is-refused-at-its-field", an_amount_above_the_free_money_is_refused_at_its_field },
  };

  display_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/help-dialogs/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }
  return g_test_run ();
}

#include "config.h"

#include "display.h"

#include "app/kit/desk-dialog.h"
#include "app/help/grant-form.h"
#include "app/help/help-dialogs.h"
#include "app/kit/rows.h"
#include "app/shell/window.h"
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

static GtkWidget *
find_styled (GtkWidget *below, const char *style)
{
  if (GTK_IS_BUTTON (below) && gtk_widget_has_css_class (below, style))
    return below;
  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_styled (child, style);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
press (const char *style)
{
  NuanDeskDialog *dialog = find_dialog ();
  GtkWidget *button;

  g_assert_nonnull (dialog);
  button = find_styled (GTK_WIDGET (dialog), style);
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  display_settle ();
}

static GtkWidget *
find_labelled (GtkWidget *below, const char *label)
{
  if (GTK_IS_BUTTON (below) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (below)), label) == 0)
    return below;
  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_labelled (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
close_dialog (void)
{
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  display_settle ();
}

static void
fill (const char *field, const char *value)
{
  GtkWidget *form = display_find (GTK_WIDGET (find_dialog ()), NUAN_TYPE_GRANT_FORM);

  nuan_row_take (NUAN_ROW (gtk_widget_get_template_child (form, NUAN_TYPE_GRANT_FORM, field)), value);
}

static const char *
value_of (const char *field)
{
  GtkWidget *form = display_find (GTK_WIDGET (find_dialog ()), NUAN_TYPE_GRANT_FORM);

  return nuan_row_get_value (NUAN_ROW (gtk_widget_get_template_child (form, NUAN_TYPE_GRANT_FORM, field)));
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
  press ("suggested-action");
  g_assert_null (find_dialog ());
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

static void
from_grant_to_signed_receipt (Fixture *fixture, gconstpointer unused)
{
  const gint64 household = find_household (fixture);
  g_autoptr (NuanGrant) drafted = NULL;
  g_autoptr (NuanGrant) approved = NULL;
  g_autoptr (NuanGrant) paid = NULL;
  g_autoptr (NuanReceipt) receipt = NULL;
  GtkWidget *button;

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
  button = find_labelled (GTK_WIDGET (find_dialog ()), g_dgettext ("nuanchuang", "Tick as S_igned"));
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
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
  g_assert_null (find_styled (GTK_WIDGET (find_dialog ()), "suggested-action"));
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
  press ("destructive-action");
  g_assert_null (find_dialog ());
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
  close_dialog ();
}

static NuanRow *
row_titled (GtkWidget *below, const char *title)
{
  if (NUAN_IS_ROW (below) && g_strcmp0 (nuan_row_get_title (NUAN_ROW (below)), title) == 0)
    return NUAN_ROW (below);
  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      NuanRow *found = row_titled (child, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static NuanRow *
payment_row (const char *title)
{
  NuanRow *row = row_titled (GTK_WIDGET (find_dialog ()), g_dpgettext2 ("nuanchuang", "payment", title));

  g_assert_nonnull (row);
  return row;
}

static GtkCheckButton *
open_payment (Fixture *fixture, gint64 grant)
{
  nuan_show_payment_dialog (GTK_WIDGET (fixture->window), fixture->context, grant);
  display_settle ();
  return GTK_CHECK_BUTTON (display_find (GTK_WIDGET (find_dialog ()), GTK_TYPE_CHECK_BUTTON));
}

static void
a_half_typed_payment_survives_the_dialog (Fixture *fixture, gconstpointer unused)
{
  const gint64 household = find_household (fixture);
  g_autoptr (NuanGrant) grant = NULL;
  GtkCheckButton *by_proxy;

  grant = draft_and_approve (fixture, household);

  display_sign_in (fixture->context, NUAN_ROLE_CASH);
  by_proxy = open_payment (fixture, grant->id);
  gtk_check_button_set_active (by_proxy, TRUE);
  nuan_row_take (payment_row ("Name of the proxy"), "张代领");
  nuan_row_take (payment_row ("Why the member does not come"), "住院");
  close_dialog ();

  by_proxy = open_payment (fixture, grant->id);
  g_assert_true (gtk_check_button_get_active (by_proxy));
  g_assert_cmpstr (nuan_row_get_value (payment_row ("Name of the proxy")), ==, "张代领");
  g_assert_cmpstr (nuan_row_get_value (payment_row ("Why the member does not come")), ==, "住院");

  /* As it was opened: nothing is half-typed any more. */
  gtk_check_button_set_active (by_proxy, FALSE);
  nuan_row_take (payment_row ("Name of the proxy"), "");
  nuan_row_take (payment_row ("Why the member does not come"), "");
  close_dialog ();
  by_proxy = open_payment (fixture, grant->id);
  g_assert_false (gtk_check_button_get_active (by_proxy));
  press ("suggested-action");
  close_dialog ();
}

int
main (int argc, char *argv[])
{
  const struct { const char *name; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "from-grant-to-signed-receipt", from_grant_to_signed_receipt },
    { "a-payment-is-voided-with-its-reason", a_payment_is_voided_with_its_reason },
    { "whoever-may-not-decide-sees-it-without-buttons", whoever_may_not_decide_sees_it_without_buttons },
    { "refusing-needs-a-reason", refusing_needs_a_reason },
    { "a-half-typed-grant-survives-the-dialog", a_half_typed_grant_survives_the_dialog },
    { "a-half-typed-payment-survives-the-dialog", a_half_typed_payment_survives_the_dialog },
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

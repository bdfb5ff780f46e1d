#include "config.h"

#include "app/help/help-dialogs.h"

#include <glib/gi18n-lib.h>

#include "app/kit/desk-dialog.h"
#include "app/kit/form.h"
#include "app/kit/rows.h"
#include "app/kit/toast.h"
#include "app/parts/grant-evidence.h"
#include "app/session/form-keeper.h"
#include "base/mask.h"
#include "model/money/payment-fields.h"

/* Paying an approved grant. */
typedef struct {
  NuanDeskDialog *dialog;
  NuanContext    *context;
  gint64          grant_id;
  char           *own_card;
  NuanGrant      *grant;
  NuanFund       *fund;        /* as they were when the dialog was opened */
  NuanDay         today;

  NuanForm       *form;
  NuanFormKeeper *keeper;
  char           *untouched;   /* the form as it was opened */
} Payment;

static void
payment_free (gpointer data)
{
  Payment *payment = data;

  g_clear_pointer (&payment->keeper, nuan_form_keeper_free);
  g_clear_object (&payment->form);
  g_object_unref (payment->context);
  g_free (payment->own_card);
  g_clear_pointer (&payment->grant, nuan_grant_free);
  g_clear_pointer (&payment->fund, nuan_fund_free);
  g_free (payment->untouched);
  g_free (payment);
}

/* Without the day when it is today: tomorrow it is another one. */
static char *
form_text (Payment *self)
{
  g_autofree char *text = nuan_form_save (self->form, "payment");
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (nuan_form_get_day (self->form, "date") != self->today || !g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return g_steal_pointer (&text);

  g_key_file_remove_key (file, "payment", "date", NULL);
  return g_key_file_to_data (file, NULL, NULL);
}

static char *
typed_text (gpointer payment)
{
  Payment *self = payment;
  g_autofree char *text = form_text (self);

  return strcmp (text, self->untouched) == 0 ? NULL : g_steal_pointer (&text);
}

/* What is typed is kept when the dialog is closed, whichever way. */
static gboolean
close_cb (Payment *self)
{
  nuan_form_keeper_flush (self->keeper);
  return FALSE;
}

static void
ask_what_follows (Payment *self)
{
  const gboolean by_proxy = nuan_form_get_flag (self->form, "proxy");
  g_autofree char *minor = NULL;
  g_autofree char *tail = nuan_mask_card (self->own_card);
  g_autofree char *hint = *self->own_card != '\0' ? g_strdup_printf (_("Empty: the member's own card %s"), tail)
                                                  : g_strdup (_("The file names no card: type the number"));

  nuan_form_set_asked (self->form, "card", nuan_payment_asks_card (nuan_form_get (self->form, "method")));
  nuan_row_set_hint (nuan_form_get_row (self->form, "card"), hint);
  for (const NuanField *field = nuan_payment_fields; field->name != NULL; field++)
    if (nuan_payment_asks_proxy (field->name))
      nuan_form_set_asked (self->form, field->name, by_proxy);

  nuan_payment_check_proxy_age (nuan_form_get (self->form, "proxy_id"), self->today, &minor, NULL);
  nuan_row_set_hint (nuan_form_get_row (self->form, "proxy_id"), minor);
}

/* Where the file names no card, one is typed. The day: one that can't be read is told already. */
static void
check_more (NuanForm *form, GPtrArray *errors, gpointer data)
{
  const Payment *self = data;
  const NuanDay typed = nuan_form_get_day (form, "date");
  const NuanDay day = typed != NUAN_DAY_NONE ? typed : self->today;
  GError *error = NULL, *child = NULL;

  nuan_payment_find_errors (self->grant, self->fund, day, self->today, errors);
  if (nuan_form_is_asked (form, "proxy_id") && !nuan_payment_check_proxy_age (nuan_form_get (form, "proxy_id"), self->today, NULL, &child))
    nuan_fields_add_error (errors, child);
  if (nuan_form_is_asked (form, "card") && *self->own_card == '\0' && !nuan_payment_need_card (nuan_form_get (form, "card"), &error))
    nuan_fields_add_error (errors, error);
}

static void
show_receipt (Payment *self, const char *number, GPtrArray *warnings)
{
  g_autofree char *toast = g_strdup_printf (_("Paid; receipt %s"), number);
  GtkWidget *window = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self->dialog)));

  nuan_toast (GTK_WIDGET (self->dialog), toast);
  gtk_window_close (GTK_WINDOW (self->dialog));
  if (window != NULL)
    nuan_show_receipt_dialog (window, self->context, number, warnings);
}

static void
paid_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanDeskDialog) dialog = data;
  Payment *self = nuan_desk_dialog_get_data (dialog);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) warnings = NULL;
  g_autofree char *number = nuan_grant_pay_finish (source, result, &warnings, &error);

  if (!nuan_desk_dialog_end_form (dialog, error, self->form))
    {
      nuan_form_keeper_rest (self->keeper, FALSE);
      return;
    }

  show_receipt (self, number, warnings);
}

/* NULL: not asked for. */
static char *
asked (Payment *self, const char *name)
{
  return (char *) nuan_form_value (nuan_fields_find (nuan_payment_fields, name), self->form);
}

static void
pay_clicked (gpointer data)
{
  Payment *self = data;
  NuanPaymentRequest request = {
    .grant_id = self->grant_id,
    .method = asked (self, "method"),
    .day = nuan_form_get_day (self->form, "date"),
    .card = *nuan_form_get (self->form, "card") != '\0' ? asked (self, "card") : NULL,
    .proxy_name = asked (self, "proxy_name"),
    .proxy_id = asked (self, "proxy_id"),
    .proxy_relation = asked (self, "proxy_relation"),
    .proxy_reason = asked (self, "proxy_reason"),
  };

  if (!nuan_desk_dialog_check_form (self->dialog, self->form))
    return;

  nuan_form_keeper_rest (self->keeper, TRUE);
  nuan_desk_dialog_set_busy (self->dialog, TRUE);
  nuan_grant_pay (self->context, &request, paid_cb, g_object_ref (self->dialog));
}

static void
add_form (Payment *self)
{
  self->form = g_object_ref_sink (nuan_form_new (nuan_payment_fields));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->form), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pay a Grant"), -1);
  nuan_form_set (self->form, "method", *self->own_card != '\0' ? "card" : "cash");
  nuan_form_set_day (self->form, "date", self->today);
  nuan_form_set_more (self->form, check_more, self);
  self->untouched = form_text (self);
  nuan_desk_dialog_append (self->dialog, GTK_WIDGET (self->form));
}

static void
follow_typing (Payment *self, gint64 staff_id, const char *draft)
{
  self->keeper = nuan_form_keeper_new (self->context, staff_id, "payment", self->grant_id, draft != NULL, typed_text, self);
  if (draft != NULL && nuan_form_load (self->form, "payment", draft))
    nuan_toast (GTK_WIDGET (self->dialog), _("Your half-typed payment is restored"));
  ask_what_follows (self);
  g_signal_connect_swapped (self->form, "changed", G_CALLBACK (ask_what_follows), self);
  g_signal_connect_swapped (self->form, "changed", G_CALLBACK (nuan_form_keeper_changed), self->keeper);
}

static void
view_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanDeskDialog) dialog = data;
  Payment *self = nuan_desk_dialog_get_data (dialog);
  const NuanStaff *staff = nuan_context_get_staff (self->context);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanGrantView) view = nuan_grant_view_finish (source, result, &error);
  gboolean may;

  if (staff == NULL || !nuan_desk_dialog_end_loading (dialog, error))
    return;

  self->own_card = g_strdup (view->card);
  self->grant = nuan_grant_copy (view->grant);
  self->fund = nuan_fund_copy (view->fund);
  self->today = view->today;
  nuan_desk_dialog_append (dialog, nuan_evidence_grant (view));
  add_form (self);
  follow_typing (self, staff->id, view->draft);
  nuan_desk_dialog_append (dialog, nuan_evidence_fund (view));
  nuan_desk_dialog_append (dialog, nuan_evidence_earlier (view->earlier));
  nuan_desk_dialog_append (dialog, nuan_evidence_file (view->household, view->confirmed));

  may = nuan_grant_may_become (view->grant, NUAN_GRANT_PAID, staff->id, &error);
  nuan_desk_dialog_show_problem (dialog, may ? NULL : error->message);
  gtk_widget_set_sensitive (nuan_desk_dialog_add_button (dialog, _("_Pay and Make the Receipt"), "suggested-action", pay_clicked),
                            may);
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
}

void
nuan_show_payment_dialog (GtkWidget *parent, NuanContext *context, gint64 grant_id)
{
  Payment *self = g_new0 (Payment, 1);

  self->context = g_object_ref (context);
  self->grant_id = grant_id;
  self->own_card = NULL;
  self->dialog = nuan_desk_dialog_new (parent, _("Pay a Grant"), self, payment_free);
  g_signal_connect_swapped (self->dialog, "close-request", G_CALLBACK (close_cb), self);
  nuan_desk_dialog_set_loading (self->dialog, TRUE);
  nuan_grant_view_read (context, grant_id, nuan_desk_dialog_get_cancellable (self->dialog), view_read_cb,
                        g_object_ref (self->dialog));
  gtk_window_present (GTK_WINDOW (self->dialog));
}

#include "config.h"

#include "app/help/help-dialogs.h"

#include <glib/gi18n-lib.h>

#include "app/kit/decision-dialog.h"
#include "app/session/receipt-work.h"
#include "app/kit/pointing.h"
#include "app/kit/rows.h"
#include "app/kit/secret.h"
#include "app/kit/toast.h"
#include "base/code-list.h"
#include "base/money.h"
#include "model/money/payment-fields.h"

/* The frozen values of a receipt, its papers, its signature, its void. */
typedef struct {
  NuanDeskDialog *dialog;
  NuanContext    *context;
  char           *number;
  GPtrArray      *warnings;  /* of its payment, a moment ago; or NULL */
  NuanRow        *reason;    /* of a void; shown once it is asked for */
  GtkWidget      *take_back; /* what comes back first where the receipt is signed, shown with the reason; NULL: it is not signed */
  gboolean        told;      /* so it was said */
} Receipt;

static void read_receipt (Receipt *self);

static void
receipt_free (gpointer data)
{
  Receipt *receipt = data;

  g_object_unref (receipt->context);
  g_free (receipt->number);
  g_clear_pointer (&receipt->warnings, g_ptr_array_unref);
  g_free (receipt);
}

static void
draw (Receipt *self, NuanReceiptsUse use)
{
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (numbers, g_strdup (self->number));
  nuan_draw_receipts (GTK_WIDGET (self->dialog), self->context, numbers, use);
}

static void
print_clicked (gpointer data)
{
  draw (data, NUAN_RECEIPTS_PRINT);
}

static void
save_clicked (gpointer data)
{
  draw (data, NUAN_RECEIPTS_SAVE);
}

static void
open_clicked (gpointer data)
{
  draw (data, NUAN_RECEIPTS_OPEN);
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanDeskDialog) dialog = data;
  Receipt *self = nuan_desk_dialog_get_data (dialog);
  g_autoptr (GError) error = NULL;

  nuan_receipt_work_finish (source, result, &error);
  if (error != NULL && g_strcmp0 (nuan_error_get_field (error), "signed") == 0)
    self->told = TRUE;   /* by the message: it was signed since it was shown */
  if (nuan_desk_dialog_end_busy (dialog, error, self->reason))
    read_receipt (self);
}

static void
sign_clicked (gpointer data)
{
  Receipt *self = data;

  nuan_desk_dialog_set_busy (self->dialog, TRUE);
  nuan_receipt_sign (self->context, self->number, worked_cb, g_object_ref (self->dialog));
}

static void
unsign_clicked (gpointer data)
{
  Receipt *self = data;

  nuan_desk_dialog_set_busy (self->dialog, TRUE);
  nuan_receipt_unsign (self->context, self->number, worked_cb, g_object_ref (self->dialog));
}

/* What comes back over the counter, and the reason. */
static void
ask_for_reason (Receipt *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->reason), TRUE);
  if (self->take_back == NULL)
    return;

  gtk_widget_set_visible (self->take_back, TRUE);
  self->told = TRUE;
}

/* Asked twice: first for the reason, then done. */
static void
void_clicked (gpointer data)
{
  Receipt *self = data;

  if (!gtk_widget_get_visible (GTK_WIDGET (self->reason)))
    {
      ask_for_reason (self);
      nuan_point_at (self->reason);
      return;
    }
  if (!nuan_decision_has_reason (self->reason))
    return;

  nuan_desk_dialog_set_busy (self->dialog, TRUE);
  nuan_receipt_void (self->context, self->number, nuan_row_get_value (self->reason), self->told, worked_cb, g_object_ref (self->dialog));
}

static void
other_chosen_cb (Receipt *self, NuanRow *row)
{
  g_free (self->number);
  self->number = g_strdup (nuan_row_get_value (row));
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
  read_receipt (self);
}

static void
add_choice (Receipt *self, GPtrArray *others)
{
  const gboolean hide = nuan_context_get_private (self->context);
  NuanRow *row;

  if (others->len < 2)
    return;

  row = g_object_new (NUAN_TYPE_CHOICE_ROW, "title", _("Receipts of this household"), NULL);
  for (guint i = 0; i < others->len; i++)
    {
      const NuanReceipt *receipt = g_ptr_array_index (others, i);
      g_autofree char *on = nuan_day_format (receipt->date);
      g_autofree char *amount = hide ? g_strdup (NUAN_VEIL) : nuan_money_format (receipt->amount_fen);
      g_autofree char *label = g_strdup_printf ("%s · %s · %s · %s%s", receipt->number, on,
                                                nuan_code_label ("programme", receipt->programme), amount,
                                                receipt->voided ? _(" · void") : "");

      nuan_choice_row_add (NUAN_CHOICE_ROW (row), receipt->number, label, NULL);
    }
  nuan_row_set_value (row, self->number);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (other_chosen_cb), self);
  nuan_desk_dialog_append (self->dialog, GTK_WIDGET (row));
}

/* What the payment was warned of is read before the paper goes over the counter. */
static void
add_warnings (Receipt *self)
{
  GtkWidget *card;
  g_autofree char *lines = NULL;

  if (self->warnings == NULL || self->warnings->len == 0)
    return;

  card = nuan_card_new (C_("section", "To look at"));
  lines = nuan_warning_lines (self->warnings);
  nuan_card_add_text (card, lines, NULL);
  nuan_desk_dialog_append (self->dialog, card);
}

static void
add_values (Receipt *self, const NuanReceipt *receipt)
{
  const gboolean hide = nuan_context_get_private (self->context);
  GtkWidget *card = nuan_card_new (NULL);
  g_autofree char *on = nuan_day_format (receipt->date);
  g_autofree char *amount = hide ? g_strdup (NUAN_VEIL) : nuan_money_format (receipt->amount_fen);
  g_autofree char *figures = g_strdup_printf ("¥ %s", amount);
  g_autofree char *title = g_strdup_printf ("No. %s", receipt->number);
  g_autofree char *method = *receipt->card_tail != '\0'
                                ? g_strdup_printf ("%s …%s", nuan_code_label ("method", receipt->method), hide ? NUAN_VEIL : receipt->card_tail)
                                : g_strdup (nuan_code_label ("method", receipt->method));
  g_autofree char *proxy = *receipt->proxy_name != '\0'
                               ? g_strdup_printf ("%s · %s · %s · %s", receipt->proxy_name,
                                                  nuan_code_label ("relation", receipt->proxy_relation),
                                                  hide ? NUAN_VEIL : receipt->proxy_id_masked, receipt->proxy_reason)
                               : NULL;

  nuan_card_add_text (card, title, "title-3");
  nuan_card_add (card, C_("receipt", "Date"), on);
  nuan_card_add (card, C_("receipt", "Payee"), receipt->payee);
  nuan_card_add (card, C_("receipt", "ID number"), hide ? NUAN_VEIL : receipt->payee_id_masked);
  nuan_card_add (card, C_("receipt", "Household"), receipt->household_number);
  nuan_card_add (card, C_("receipt", "Unit"), receipt->unit);
  nuan_card_add (card, C_("receipt", "Programme"), nuan_code_label ("programme", receipt->programme));
  nuan_card_add (card, C_("receipt", "Fund"), receipt->fund);
  nuan_card_add (card, C_("receipt", "Amount"), figures);
  nuan_card_add (card, C_("receipt", "In words"), hide ? NUAN_VEIL : receipt->amount_words);
  nuan_card_add (card, C_("receipt", "Method"), method);
  nuan_card_add (card, C_("receipt", "Proxy"), proxy);
  nuan_card_add (card, C_("receipt", "Handler"), receipt->handler);
  nuan_card_add (card, C_("receipt", "Reviewer"), receipt->reviewer);
  nuan_card_add (card, C_("receipt", "Cashier"), receipt->cashier);
  nuan_card_add (card, C_("receipt", "Code"), receipt->code);
  nuan_desk_dialog_append (self->dialog, card);
}

static char *
describe_signature (const NuanReceipt *receipt)
{
  g_autofree char *on = nuan_day_format (receipt->signed_on);

  return receipt->is_signed ? g_strdup_printf (_("✓ signed; ticked by %s on %s"), receipt->signed_by, on) : g_strdup (_("not signed yet"));
}

static void
add_fate (Receipt *self, const NuanReceipt *receipt)
{
  GtkWidget *card = nuan_card_new (NULL);
  g_autofree char *voided_on = nuan_day_format (receipt->voided_on);
  g_autofree char *signature = describe_signature (receipt);
  g_autofree char *prints = receipt->prints == 0 ? g_strdup (_("not printed yet"))
                                                 : g_strdup_printf (ngettext ("printed %d time", "printed %d times",
                                                                              (gulong) receipt->prints),
                                                                    receipt->prints);

  nuan_card_add (card, C_("receipt", "Paper"), prints);
  nuan_card_add (card, C_("receipt", "Signature"), signature);
  if (receipt->voided)
    {
      g_autofree char *text = g_strdup_printf (_("✕ This payment is void since %s."), voided_on);

      nuan_card_add_text (card, text, "error");
    }
  nuan_desk_dialog_append (self->dialog, card);
}

/* Until it is asked for, out of sight. */
static void
add_void (Receipt *self, const NuanReceipt *receipt)
{
  g_autofree char *amount = nuan_context_get_private (self->context) ? g_strdup (NUAN_VEIL) : nuan_money_format (receipt->amount_fen);
  g_autofree char *words = nuan_payment_tell_to_take_back (receipt->number, amount);

  self->told = FALSE;
  self->take_back = NULL;
  if (receipt->is_signed && !receipt->voided)
    {
      self->take_back = nuan_card_new (NULL);
      nuan_card_add_text (self->take_back, words, "warning");
      gtk_widget_set_visible (self->take_back, FALSE);
      nuan_desk_dialog_append (self->dialog, self->take_back);
    }
  self->reason = g_object_new (NUAN_TYPE_MEMO_ROW, "title", _("Why the payment is voided"), "visible", FALSE, NULL);
  nuan_desk_dialog_append (self->dialog, GTK_WIDGET (self->reason));
}

static gboolean
may_void (Receipt *self, const NuanReceipt *receipt, NuanDay today)
{
  const NuanStaff *staff = nuan_context_get_staff (self->context);

  return staff != NULL && nuan_context_may (self->context, nuan_payment_right_to_void (receipt->paid_by, receipt->date, receipt->was_signed, staff->id, today))
         && nuan_payment_check_void (receipt->date, receipt->voided, today, NULL);
}

static void
show_receipt (Receipt *self, const NuanReceiptView *view)
{
  const NuanReceipt *receipt = view->receipt;
  g_autofree char *typed = self->reason != NULL && gtk_widget_get_visible (GTK_WIDGET (self->reason)) ? g_strdup (nuan_row_get_value (self->reason)) : NULL;
  GtkWidget *print;

  nuan_desk_dialog_clear (self->dialog);
  add_warnings (self);
  add_choice (self, view->others);
  add_values (self, receipt);
  add_fate (self, receipt);
  add_void (self, receipt);

  if (may_void (self, receipt, view->today))
    nuan_desk_dialog_add_button (self->dialog, _("_Void Payment…"), "destructive-action", void_clicked);
  if (!receipt->voided && !receipt->is_signed && nuan_context_may (self->context, NUAN_RIGHT_SIGN_RECEIPT))
    nuan_desk_dialog_add_button (self->dialog, _("Tick as S_igned"), NULL, sign_clicked);
  if (nuan_receipt_check_unsign (receipt, view->today, NULL) && nuan_context_may (self->context, NUAN_RIGHT_SIGN_RECEIPT))
    nuan_desk_dialog_add_button (self->dialog, _("Undo the T_ick"), NULL, unsign_clicked);
  nuan_desk_dialog_add_button (self->dialog, _("_Open"), NULL, open_clicked);
  nuan_desk_dialog_add_button (self->dialog, _("_Save as PDF…"), NULL, save_clicked);
  print = nuan_desk_dialog_add_button (self->dialog, _("_Print…"), "suggested-action", print_clicked);
  nuan_desk_dialog_set_print (self->dialog, print);
  gtk_widget_grab_focus (print);
  if (typed != NULL && !receipt->voided)
    {
      ask_for_reason (self);
      nuan_row_put_value (self->reason, typed);
      gtk_widget_grab_focus (GTK_WIDGET (self->reason));
    }
}

static void
receipt_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanDeskDialog) dialog = data;
  Receipt *self = nuan_desk_dialog_get_data (dialog);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanReceiptView) view = nuan_receipt_view_finish (source, result, &error);

  if (nuan_desk_dialog_end_loading (dialog, error) && strcmp (view->receipt->number, self->number) == 0)
    show_receipt (self, view);
}

static void
read_receipt (Receipt *self)
{
  nuan_desk_dialog_set_loading (self->dialog, TRUE);
  nuan_receipt_view_read (self->context, self->number, nuan_desk_dialog_get_cancellable (self->dialog), receipt_read_cb,
                          g_object_ref (self->dialog));
}

/* Printed, signed, voided — here or by somebody else. A reason that is being typed is not taken away. */
static void
changed_cb (gpointer data)
{
  NuanDeskDialog *dialog = NUAN_DESK_DIALOG (data);
  Receipt *self = nuan_desk_dialog_get_data (dialog);

  if (nuan_desk_dialog_is_open (dialog) && (self->reason == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->reason))))
    read_receipt (self);
}

/* F8: what is typed stays. */
static void
private_cb (NuanDeskDialog *dialog)
{
  if (nuan_desk_dialog_is_open (dialog))
    read_receipt (nuan_desk_dialog_get_data (dialog));
}

void
nuan_show_receipt_dialog (GtkWidget *parent, NuanContext *context, const char *number, GPtrArray *warnings)
{
  Receipt *self = g_new0 (Receipt, 1);

  self->context = g_object_ref (context);
  self->number = g_strdup (number);
  self->warnings = warnings != NULL ? g_ptr_array_ref (warnings) : NULL;
  self->dialog = nuan_desk_dialog_new (parent, _("Receipt"), self, receipt_free);
  nuan_desk_dialog_set_close (self->dialog, _("Close"));
  nuan_context_follow (context, NUAN_THEME_MONEY, self->dialog, changed_cb);
  g_signal_connect_object (context, "notify::private", G_CALLBACK (private_cb), self->dialog, G_CONNECT_SWAPPED);
  read_receipt (self);
  gtk_window_present (GTK_WINDOW (self->dialog));
}

#include "config.h"

#include "app/help/help-dialogs.h"

#include <glib/gi18n-lib.h>

#include "app/kit/desk-dialog.h"
#include "app/kit/plain-keys.h"
#include "app/session/form-keeper.h"
#include "app/parts/grant-evidence.h"
#include "app/kit/rows.h"
#include "app/kit/toast.h"
#include "app/kit/wrap-layout.h"
#include "base/code-list.h"
#include "base/error.h"
#include "base/mask.h"

/* Paying an approved grant. */
typedef struct {
  NuanDeskDialog *dialog;
  NuanContext    *context;
  gint64          grant_id;
  char           *own_card;
  NuanDay         today;

  NuanRow        *method, *date, *card;
  GtkCheckButton *by_proxy;
  GtkWidget      *proxy_box;
  NuanRow        *proxy_name, *proxy_id, *proxy_relation, *proxy_reason;
  NuanFormKeeper *keeper;
  char           *untouched;   /* the form as it was opened */
} Payment;

#define N_ROWS 7

typedef struct {
  const char *field;   /* as errors name it */
  NuanRow    *row;
} Field;

static void
payment_free (gpointer data)
{
  Payment *payment = data;

  g_clear_pointer (&payment->keeper, nuan_form_keeper_free);
  g_object_unref (payment->context);
  g_free (payment->own_card);
  g_free (payment->untouched);
  g_free (payment);
}

static void
get_fields (Payment *self, Field fields[N_ROWS])
{
  const Field all[N_ROWS] = {
    { "method", self->method }, { "date", self->date }, { "card", self->card }, { "proxy_name", self->proxy_name },
    { "proxy_id", self->proxy_id }, { "proxy_relation", self->proxy_relation }, { "proxy_reason", self->proxy_reason },
  };

  memcpy (fields, all, sizeof all);
}

static char *
form_text (Payment *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *today = nuan_day_format (self->today);
  Field fields[N_ROWS];

  get_fields (self, fields);
  for (guint i = 0; i < N_ROWS; i++)
    g_key_file_set_string (file, "payment", fields[i].field, nuan_row_get_value (fields[i].row));
  if (strcmp (nuan_row_get_value (self->date), today) == 0)   /* tomorrow it is another day */
    g_key_file_remove_key (file, "payment", "date", NULL);
  g_key_file_set_boolean (file, "payment", "proxy", gtk_check_button_get_active (self->by_proxy));
  return g_key_file_to_data (file, NULL, NULL);
}

static char *
typed_text (gpointer payment)
{
  Payment *self = payment;
  g_autofree char *text = form_text (self);

  return strcmp (text, self->untouched) == 0 ? NULL : g_steal_pointer (&text);
}

static void
load_draft (Payment *self, const char *text)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  Field fields[N_ROWS];

  if (!g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return;

  get_fields (self, fields);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *value = g_key_file_get_string (file, "payment", fields[i].field, NULL);

      if (value != NULL)
        nuan_row_put_value (fields[i].row, value);
    }
  gtk_check_button_set_active (self->by_proxy, g_key_file_get_boolean (file, "payment", "proxy", NULL));
  nuan_toast (GTK_WIDGET (self->dialog), _("Your half-typed payment is restored"));
}

/* What is typed is kept when the dialog is closed, whichever way. */
static gboolean
close_cb (Payment *self)
{
  nuan_form_keeper_flush (self->keeper);
  return FALSE;
}

static void
show_what_is_needed (Payment *self)
{
  g_autofree char *tail = nuan_mask_card (self->own_card);
  g_autofree char *hint = *self->own_card != '\0' ? g_strdup_printf (_("Empty: the member's own card %s"), tail)
                                                  : g_strdup (_("The file names no card: type the number"));

  gtk_widget_set_visible (GTK_WIDGET (self->card), strcmp (nuan_row_get_value (self->method), "card") == 0);
  nuan_row_set_hint (self->card, hint);
  gtk_widget_set_visible (self->proxy_box, gtk_check_button_get_active (self->by_proxy));
}

static void
paid_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanDeskDialog) dialog = data;
  Payment *self = nuan_desk_dialog_get_data (dialog);
  g_autoptr (GError) error = NULL;
  g_autofree char *number = nuan_grant_pay_finish (source, result, &error);
  const char *field = nuan_error_get_field (error);
  Field fields[N_ROWS];

  if (!nuan_desk_dialog_is_open (dialog))
    return;

  nuan_desk_dialog_set_busy (dialog, FALSE);
  if (number != NULL)
    {
      g_autofree char *toast = g_strdup_printf (_("Paid; receipt %s"), number);
      GtkWidget *window = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (dialog)));

      nuan_toast (GTK_WIDGET (dialog), toast);
      gtk_window_close (GTK_WINDOW (dialog));
      if (window != NULL)
        nuan_show_receipt_dialog (window, self->context, number);
      return;
    }

  nuan_form_keeper_rest (self->keeper, FALSE);
  get_fields (self, fields);
  for (guint i = 0; field != NULL && i < N_ROWS; i++)
    if (strcmp (fields[i].field, field) == 0 && gtk_widget_get_visible (GTK_WIDGET (fields[i].row)))
      {
        nuan_row_show_problem (fields[i].row, error->message);
        gtk_widget_grab_focus (GTK_WIDGET (fields[i].row));
        return;
      }
  nuan_desk_dialog_show_problem (dialog, error->message);
}

static gboolean
read_date (Payment *self, NuanDay *day)
{
  g_autoptr (GError) error = NULL;

  *day = NUAN_DAY_NONE;
  if (*nuan_row_get_value (self->date) == '\0' || nuan_day_parse (nuan_row_get_value (self->date), "date", day, &error))
    return TRUE;

  nuan_row_show_problem (self->date, error->message);
  gtk_widget_grab_focus (GTK_WIDGET (self->date));
  return FALSE;
}

static void
pay_clicked (gpointer data)
{
  Payment *self = data;
  NuanPaymentRequest request = { .grant_id = self->grant_id, .method = (char *) nuan_row_get_value (self->method) };

  if (!read_date (self, &request.day))
    return;

  if (strcmp (request.method, "card") == 0 && *nuan_row_get_value (self->card) != '\0')
    request.card = (char *) nuan_row_get_value (self->card);
  if (gtk_check_button_get_active (self->by_proxy))
    {
      request.proxy_name = (char *) nuan_row_get_value (self->proxy_name);
      request.proxy_id = (char *) nuan_row_get_value (self->proxy_id);
      request.proxy_relation = (char *) nuan_row_get_value (self->proxy_relation);
      request.proxy_reason = (char *) nuan_row_get_value (self->proxy_reason);
    }
  nuan_form_keeper_rest (self->keeper, TRUE);
  nuan_desk_dialog_show_problem (self->dialog, NULL);
  nuan_desk_dialog_set_busy (self->dialog, TRUE);
  nuan_grant_pay (self->context, &request, paid_cb, g_object_ref (self->dialog));
}

static NuanRow *
add_row (GtkWidget *box, GType type, const char *title, int width)
{
  NuanRow *row = g_object_new (type, "title", title, NULL);

  if (width > 0)
    g_object_set (row, "width-chars", width, NULL);
  nuan_wrap_box_append (NUAN_WRAP_BOX (box), GTK_WIDGET (row));
  return row;
}

static void
add_form (Payment *self)
{
  GtkWidget *how = nuan_wrap_box_new (12, 8);
  g_autofree char *today = nuan_day_format (self->today);

  self->method = add_row (how, NUAN_TYPE_CHOICE_ROW, C_("payment", "Method"), 0);
  nuan_choice_row_set_list (NUAN_CHOICE_ROW (self->method), "method", NULL);
  nuan_row_set_value (self->method, *self->own_card != '\0' ? "card" : "cash");
  self->date = add_row (how, NUAN_TYPE_DAY_ROW, C_("payment", "Date"), 0);
  nuan_row_put_value (self->date, today);
  self->card = add_row (how, NUAN_TYPE_TEXT_ROW, C_("payment", "Card number"), 22);
  nuan_plain_keys (GTK_WIDGET (self->card));
  nuan_row_set_secret (self->card, NUAN_SECRET_CARD);
  nuan_desk_dialog_append (self->dialog, how);

  self->by_proxy = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_("Somebody else collects it for the member")));
  nuan_desk_dialog_append (self->dialog, GTK_WIDGET (self->by_proxy));
  self->proxy_box = nuan_wrap_box_new (12, 8);
  self->proxy_name = add_row (self->proxy_box, NUAN_TYPE_TEXT_ROW, C_("payment", "Name of the proxy"), 12);
  self->proxy_relation = add_row (self->proxy_box, NUAN_TYPE_CHOICE_ROW, C_("payment", "Relation to the member"), 0);
  nuan_choice_row_set_list (NUAN_CHOICE_ROW (self->proxy_relation), "relation", C_("relation", "Not chosen"));
  self->proxy_id = add_row (self->proxy_box, NUAN_TYPE_ID_NUMBER_ROW, C_("payment", "ID number of the proxy"), 0);
  self->proxy_reason = add_row (self->proxy_box, NUAN_TYPE_TEXT_ROW, C_("payment", "Why the member does not come"), 24);
  gtk_widget_set_hexpand (GTK_WIDGET (self->proxy_reason), TRUE);
  nuan_desk_dialog_append (self->dialog, self->proxy_box);

  g_signal_connect_swapped (self->method, "changed", G_CALLBACK (show_what_is_needed), self);
  g_signal_connect_swapped (self->by_proxy, "toggled", G_CALLBACK (show_what_is_needed), self);
  self->untouched = form_text (self);
}

static void
follow_typing (Payment *self, const char *draft)
{
  Field fields[N_ROWS];

  self->keeper = nuan_form_keeper_new (self->context, "payment", self->grant_id, draft != NULL, typed_text, self);
  if (draft != NULL)
    load_draft (self, draft);
  show_what_is_needed (self);
  get_fields (self, fields);
  for (guint i = 0; i < N_ROWS; i++)
    g_signal_connect_swapped (fields[i].row, "changed", G_CALLBACK (nuan_form_keeper_changed), self->keeper);
  g_signal_connect_swapped (self->by_proxy, "toggled", G_CALLBACK (nuan_form_keeper_changed), self->keeper);
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
  self->today = view->today;
  nuan_desk_dialog_append (dialog, nuan_evidence_grant (view));
  add_form (self);
  follow_typing (self, view->draft);
  nuan_desk_dialog_append (dialog, nuan_evidence_fund (view));
  nuan_desk_dialog_append (dialog, nuan_evidence_earlier (view->earlier));
  nuan_desk_dialog_append (dialog, nuan_evidence_file (view->household, view->confirmed));

  may = nuan_grant_may_become (view->grant, NUAN_GRANT_PAID, staff->id, &error);
  nuan_desk_dialog_show_problem (dialog, may ? NULL : error->message);
  gtk_widget_set_sensitive (nuan_desk_dialog_add_button (dialog, _("_Pay and Make the Receipt"), "suggested-action", pay_clicked),
                            may);
  gtk_widget_grab_focus (GTK_WIDGET (self->method));
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

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/parts/entry-item.h"
#include "app/kit/form-dialog.h"
#include "app/ledger/fund-dialogs.h"
#include "app/parts/fund-figures.h"
#include "app/kit/toast.h"
#include "app/session/act.h"
#include "base/money.h"
#include "base/text.h"

#define REASON_MAX 200

typedef struct {
  NuanContext *context;
  GtkWidget   *page;
  gint64       entry_id;
  GtkWidget   *reason;
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  g_object_unref (form->context);
  g_object_unref (form->page);
  g_free (form);
}

typedef struct {
  gint64 entry_id;
  char  *reason;
} Reversal;

static gpointer
reverse_work (NuanConnection *connection, const NuanStaff *actor, gconstpointer arguments, GError **error)
{
  const Reversal *reversal = arguments;

  return nuan_act_done (nuan_ledger_reverse (connection, actor, reversal->entry_id, reversal->reason, error) != 0);
}

static const NuanActPart reversal_parts[] = { NUAN_ACT_TEXT (Reversal, reason), NUAN_ACT_PARTS_END };
static const NuanAct reverse_act = { reverse_work, sizeof (Reversal), reversal_parts, NULL };

static void
reversed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanFormDialog) dialog = data;
  Form *form = g_object_get_data (G_OBJECT (dialog), "form");
  g_autoptr (GError) error = NULL;

  nuan_session_finish (source, result, &error);
  if (!nuan_form_dialog_end_busy (dialog, error))
    return;

  nuan_toast (form->page, _("The entry is reversed by one of today"));
  gtk_window_close (GTK_WINDOW (dialog));
}

static void
confirmed_cb (NuanFormDialog *dialog)
{
  Form *form = g_object_get_data (G_OBJECT (dialog), "form");
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = nuan_text_clean (gtk_editable_get_text (GTK_EDITABLE (form->reason)), TRUE, FALSE, REASON_MAX, "reason", &error);
  const Reversal reversal = { .entry_id = form->entry_id, .reason = reason };

  nuan_form_dialog_show_error (dialog, error);
  if (reason == NULL)
    return;

  nuan_form_dialog_set_busy (dialog, TRUE);
  nuan_session_write (form->context, &reverse_act, &reversal, reversed_cb, g_object_ref (dialog));
}

/* The fund once the entry's change is taken back. */
static NuanFund *
fund_after (const NuanFund *fund, const NuanEntryRow *entry)
{
  NuanFund *after = nuan_fund_copy (fund);
  const char *account = entry->change_fen > 0 ? entry->debit : entry->credit;

  if (entry->change_fen > 0)
    after->received_fen -= entry->amount_fen;
  else
    after->returned_fen -= entry->amount_fen;
  if (g_str_equal (account, "cash"))
    after->cash_fen -= entry->change_fen;
  else if (g_str_equal (account, "goods"))
    after->goods_fen -= entry->change_fen;
  else
    after->bank_fen -= entry->change_fen;
  return after;
}

static char *
describe_entry (const NuanEntryRow *entry)
{
  g_autofree char *day = nuan_day_format (entry->day);
  g_autofree char *amount = nuan_money_format (entry->amount_fen);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entry->entry_id);

  return g_strdup_printf (_("Entry %s of %s: %s %s\n%s"), number, day, nuan_entry_kind_label (entry), amount, entry->memo);
}

static void
add_text (NuanFormDialog *dialog, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  nuan_form_dialog_add (dialog, label);
}

void
nuan_show_reversal (GtkWidget *parent, NuanContext *context, const NuanFund *fund, const NuanEntryRow *entry)
{
  NuanFormDialog *dialog = nuan_form_dialog_new (parent, _("Reverse an Entry"), _("_Reverse"));
  Form *form = g_new0 (Form, 1);
  GtkWidget *figures = nuan_fund_figures_new ();
  g_autofree char *what = describe_entry (entry);
  g_autoptr (NuanFund) after = fund_after (fund, entry);

  form->context = g_object_ref (context);
  form->page = g_object_ref (parent);
  form->entry_id = entry->entry_id;
  form->reason = gtk_entry_new ();
  g_object_set_data_full (G_OBJECT (dialog), "form", form, form_free);

  add_text (dialog, fund->name, "title-4");
  add_text (dialog, what, "body");
  nuan_fund_figures_set (NUAN_FUND_FIGURES (figures), fund, after);
  nuan_form_dialog_add (dialog, figures);
  nuan_form_dialog_add_field (dialog, "reason", _("_Reason"), form->reason);
  add_text (dialog, _("Nothing is erased: an entry of today takes the money back, and both stay in the ledger."), "caption");
  g_signal_connect (dialog, "confirmed", G_CALLBACK (confirmed_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (form->reason);
}

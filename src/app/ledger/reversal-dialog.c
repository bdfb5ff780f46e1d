#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/parts/entry-item.h"
#include "app/kit/decision-dialog.h"
#include "app/ledger/fund-dialogs.h"
#include "app/parts/fund-figures.h"
#include "app/session/act.h"
#include "base/money.h"
#include "model/money/entry.h"

typedef struct {
  NuanDeskDialog *dialog;
  NuanContext    *context;
  gint64          entry_id;
} Reversing;

static void
reversing_free (gpointer data)
{
  Reversing *self = data;

  g_object_unref (self->context);
  g_free (self);
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
  g_autoptr (NuanDeskDialog) dialog = data;
  g_autoptr (GError) error = NULL;

  nuan_session_finish (source, result, &error);
  nuan_decision_dialog_end (dialog, NULL, error);
}

static void
decide (gpointer data, int way, const char *reason)
{
  Reversing *self = data;
  const Reversal reversal = { .entry_id = self->entry_id, .reason = (char *) reason };

  nuan_session_write (self->context, &reverse_act, &reversal, reversed_cb, g_object_ref (self->dialog));
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

  return g_strdup_printf (_("Entry %s of %s: %s %s\n%s"), number, day, nuan_entry_kind_label (entry->kind, entry->debit), amount, entry->memo);
}

void
nuan_show_reversal (GtkWidget *parent, NuanContext *context, const NuanFund *fund, const NuanEntryRow *entry)
{
  const NuanDecisionWay way = {
    .label = _("Re_verse"), .style = "suggested-action", .done = _("The entry is reversed by one of today"), .needs_reason = TRUE
  };
  Reversing *self = g_new0 (Reversing, 1);
  GtkWidget *card = nuan_card_new (NULL), *figures = nuan_fund_figures_new ();
  g_autofree char *what = describe_entry (entry);
  g_autoptr (NuanFund) after = fund_after (fund, entry);
  NuanRow *reason;

  self->context = g_object_ref (context);
  self->entry_id = entry->entry_id;
  self->dialog = nuan_decision_dialog_new (parent, _("Reverse an Entry"), decide, self, reversing_free);
  nuan_desk_dialog_set_small (self->dialog);

  nuan_card_add_text (card, fund->name, "title-4");
  nuan_card_add_text (card, what, "body");
  nuan_card_add_text (card, _("Nothing is erased: an entry of today takes the money back, and both stay in the ledger."), "caption");
  nuan_desk_dialog_append (self->dialog, card);
  nuan_fund_figures_set (NUAN_FUND_FIGURES (figures), fund, after);
  nuan_desk_dialog_append (self->dialog, figures);
  reason = nuan_decision_dialog_add_reason (self->dialog, _("_Reason"));
  nuan_decision_dialog_add_way (self->dialog, &way);
  gtk_window_present (GTK_WINDOW (self->dialog));
  gtk_widget_grab_focus (GTK_WIDGET (reason));
}

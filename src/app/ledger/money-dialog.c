#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/kit/form-dialog.h"
#include "app/kit/page.h"
#include "app/kit/rows.h"
#include "app/ledger/fund-dialogs.h"
#include "app/parts/fund-figures.h"
#include "app/kit/toast.h"
#include "app/session/act.h"
#include "base/code-list.h"
#include "base/money.h"
#include "model/money/fund-fields.h"

static const char *const holdings[] = { [NUAN_HOLD_BANK] = "bank", [NUAN_HOLD_CASH] = "cash", [NUAN_HOLD_GOODS] = "goods" };

/* Receiving and returning are the same form with another sign. */
typedef struct {
  NuanContext *context;
  GtkWidget   *page;
  NuanFund    *fund;
  gboolean     returning;
  NuanForm    *form;
  GtkWidget   *figures;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *self = data;

  nuan_fund_free (self->fund);
  g_object_unref (self->context);
  g_object_unref (self->page);
  g_free (self);
}

typedef struct {
  gint64      fund_id, amount_fen;
  NuanDay     day;
  char       *memo;
  NuanHolding holding;
  gboolean    returning;
} Movement;

static gpointer
move_work (NuanConnection *connection, const NuanStaff *actor, gconstpointer arguments, GError **error)
{
  const Movement *m = arguments;
  const gint64 id = m->returning ? nuan_ledger_return (connection, actor, m->fund_id, m->amount_fen, m->day, m->memo, m->holding, error)
                                 : nuan_ledger_receive (connection, actor, m->fund_id, m->amount_fen, m->day, m->memo, m->holding, error);

  return nuan_act_done (id != 0);
}

static const NuanActPart movement_parts[] = { NUAN_ACT_TEXT (Movement, memo), NUAN_ACT_PARTS_END };
static const NuanAct move_act = { move_work, sizeof (Movement), movement_parts, NULL };

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanFormDialog) dialog = data;
  Dialog *self = g_object_get_data (G_OBJECT (dialog), "dialog");
  g_autoptr (GError) error = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *text = NULL;

  nuan_session_finish (source, result, &error);
  if (!nuan_form_dialog_end_busy (dialog, error))
    return;

  amount = nuan_money_format (nuan_form_get_fen (self->form, "amount"));
  text = g_strdup_printf (self->returning ? _("%s returned from %s") : _("%s received for %s"), amount, self->fund->name);
  nuan_toast (self->page, text);
  gtk_window_close (GTK_WINDOW (dialog));
  nuan_page_focus (NUAN_PAGE (self->page));
}

static NuanHolding
chosen_holding (Dialog *self)
{
  const char *code = nuan_form_get (self->form, "account");
  guint holding = NUAN_HOLD_BANK;

  while (holding < NUAN_HOLD_GOODS && strcmp (holdings[holding], code) != 0)
    holding++;
  return (NuanHolding) holding;
}

/* The fund after the movement, for the eye; the transaction computes its own. */
static NuanFund *
fund_after (Dialog *self, gint64 amount_fen)
{
  NuanFund *after = nuan_fund_copy (self->fund);
  gint64 *held[] = { &after->bank_fen, &after->cash_fen, &after->goods_fen };
  gint64 *total = self->returning ? &after->returned_fen : &after->received_fen;
  const NuanHolding holding = chosen_holding (self);

  if (!nuan_money_add (*total, amount_fen, NULL, total, NULL)
      || !nuan_money_add (*held[holding], self->returning ? -amount_fen : amount_fen, NULL, held[holding], NULL))
    g_clear_pointer (&after, nuan_fund_free);
  return after;
}

static void
typed_cb (Dialog *self)
{
  const gint64 fen = nuan_form_get_fen (self->form, "amount");
  g_autofree char *words = fen > 0 ? nuan_money_words (fen, FALSE, NULL) : NULL;
  g_autoptr (NuanFund) after = fen > 0 ? fund_after (self, fen) : NULL;

  const NuanDay day = nuan_form_get_day (self->form, "date");
  g_autofree char *early = !self->returning && day != NUAN_DAY_NONE ? nuan_fund_warn_received (self->fund, day) : NULL;

  nuan_fund_figures_set (NUAN_FUND_FIGURES (self->figures), self->fund, after);
  nuan_row_set_hint (nuan_form_get_row (self->form, "date"), early);
  nuan_row_set_hint (nuan_form_get_row (self->form, "amount"), words);
}

static void
confirmed_cb (NuanFormDialog *dialog)
{
  Dialog *self = g_object_get_data (G_OBJECT (dialog), "dialog");
  const Movement movement = {
    .fund_id = self->fund->id,
    .amount_fen = nuan_form_get_fen (self->form, "amount"),
    .day = nuan_form_get_day (self->form, "date"),
    .memo = (char *) nuan_form_get (self->form, "memo"),
    .holding = chosen_holding (self),
    .returning = self->returning,
  };

  nuan_form_dialog_set_busy (dialog, TRUE);
  nuan_session_write (self->context, &move_act, &movement, moved_cb, g_object_ref (dialog));
}

/* What goes back must be there. A day that can't be read is told already. */
static void
check_more (NuanForm *form, GPtrArray *errors, gpointer data)
{
  const Dialog *self = data;
  const char *account = nuan_form_get (form, "account");
  const NuanDay day = nuan_form_get_day (form, "date");
  GError *wrong_day = NULL, *too_much = NULL;

  if (day != NUAN_DAY_NONE && !nuan_fund_check_day (day, nuan_day_today (), &wrong_day))
    nuan_fields_add_error (errors, wrong_day);
  if (self->returning && !nuan_fund_may_give (nuan_fund_get_free (self->fund), nuan_fund_get_held (self->fund, account), account,
                                              nuan_form_get_fen (form, "amount"), &too_much))
    nuan_fields_add_error (errors, too_much);
}

static void
fill_form (Dialog *self)
{
  NuanRow *account = nuan_form_get_row (self->form, "account");

  for (guint i = 0; i < G_N_ELEMENTS (holdings); i++)
    nuan_choice_row_add (NUAN_CHOICE_ROW (account), holdings[i], nuan_code_label ("account", holdings[i]), NULL);
  nuan_form_set (self->form, "account", holdings[NUAN_HOLD_BANK]);
  nuan_form_set_day (self->form, "date", nuan_day_today ());
  nuan_form_set_more (self->form, check_more, self);
  g_signal_connect_swapped (self->form, "changed", G_CALLBACK (typed_cb), self);
}

static GtkWidget *
fund_name (const NuanFund *fund)
{
  GtkWidget *name = gtk_label_new (fund->name);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_widget_add_css_class (name, "title-4");
  return name;
}

static void
show_form (GtkWidget *parent, NuanContext *context, const NuanFund *fund, gboolean returning)
{
  NuanFormDialog *dialog = nuan_form_dialog_new (parent, returning ? _("Return Money") : _("Receive Money"),
                                                 returning ? _("_Return") : _("_Receive"));
  Dialog *self = g_new0 (Dialog, 1);

  self->context = g_object_ref (context);
  self->page = g_object_ref (parent);
  self->fund = nuan_fund_copy (fund);
  self->returning = returning;
  self->figures = nuan_fund_figures_new ();
  g_object_set_data_full (G_OBJECT (dialog), "dialog", self, dialog_free);

  nuan_form_dialog_add (dialog, fund_name (fund));
  self->form = nuan_form_dialog_add_form (dialog, returning ? nuan_return_fields : nuan_receive_fields);
  nuan_form_dialog_add (dialog, self->figures);
  fill_form (self);
  typed_cb (self);
  g_signal_connect (dialog, "confirmed", G_CALLBACK (confirmed_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
}

void
nuan_show_receive (GtkWidget *parent, NuanContext *context, const NuanFund *fund)
{
  show_form (parent, context, fund, FALSE);
}

void
nuan_show_return (GtkWidget *parent, NuanContext *context, const NuanFund *fund)
{
  show_form (parent, context, fund, TRUE);
}

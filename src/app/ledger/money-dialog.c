#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/kit/day-entry.h"
#include "app/kit/form-dialog.h"
#include "app/kit/plain-keys.h"
#include "app/ledger/fund-dialogs.h"
#include "app/parts/fund-figures.h"
#include "app/kit/toast.h"
#include "base/code-list.h"
#include "base/error.h"
#include "base/money.h"

static const char *const holdings[] = { [NUAN_HOLD_BANK] = "bank", [NUAN_HOLD_CASH] = "cash", [NUAN_HOLD_GOODS] = "goods" };

/* Receiving and returning are the same form with another sign. */
typedef struct {
  NuanContext *context;
  GtkWidget   *page;
  NuanFund    *fund;
  gboolean     returning;
  GtkWidget   *amount, *words, *day, *memo, *account;
  GtkWidget   *figures;
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  nuan_fund_free (form->fund);
  g_object_unref (form->context);
  g_object_unref (form->page);
  g_free (form);
}

typedef struct {
  NuanStaff  *actor;
  gint64      fund_id, amount_fen;
  NuanDay     day;
  char       *memo;
  NuanHolding holding;
  gboolean    returning;
} Movement;

static void
movement_free (gpointer data)
{
  Movement *movement = data;

  nuan_staff_free (movement->actor);
  g_free (movement->memo);
  g_free (movement);
}

static gpointer
move_work (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  const Movement *m = input;
  const gint64 id = m->returning
                      ? nuan_ledger_return (connection, m->actor, m->fund_id, m->amount_fen, m->day, m->memo, m->holding, error)
                      : nuan_ledger_receive (connection, m->actor, m->fund_id, m->amount_fen, m->day, m->memo, m->holding, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanFormDialog) dialog = data;
  Form *form = g_object_get_data (G_OBJECT (dialog), "form");
  const gint64 id = nuan_form_dialog_finish (dialog, source, result);
  g_autofree char *amount = NULL;
  g_autofree char *text = NULL;
  gint64 fen = 0;

  if (id == 0)
    return;

  nuan_money_parse (gtk_editable_get_text (GTK_EDITABLE (form->amount)), NULL, &fen, NULL);
  amount = nuan_money_format (fen);
  text = g_strdup_printf (form->returning ? _("%s returned from %s") : _("%s received for %s"), amount, form->fund->name);
  nuan_toast (form->page, text);
  gtk_window_close (GTK_WINDOW (dialog));
}

static NuanHolding
chosen_holding (Form *form)
{
  return (NuanHolding) MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (form->account)), NUAN_HOLD_GOODS);
}

/* The fund after the movement, for the eye; the transaction computes its own. */
static NuanFund *
fund_after (Form *form, gint64 amount_fen)
{
  NuanFund *after = nuan_fund_copy (form->fund);
  gint64 *held[] = { &after->bank_fen, &after->cash_fen, &after->goods_fen };
  gint64 *total = form->returning ? &after->returned_fen : &after->received_fen;
  const NuanHolding holding = chosen_holding (form);

  if (!nuan_money_add (*total, amount_fen, NULL, total, NULL)
      || !nuan_money_add (*held[holding], form->returning ? -amount_fen : amount_fen, NULL, held[holding], NULL))
    g_clear_pointer (&after, nuan_fund_free);
  return after;
}

static void
typed_cb (Form *form)
{
  g_autofree char *words = NULL;
  gint64 fen = 0;
  const gboolean right = nuan_money_parse (gtk_editable_get_text (GTK_EDITABLE (form->amount)), NULL, &fen, NULL) && fen > 0;
  g_autoptr (NuanFund) after = right ? fund_after (form, fen) : NULL;

  nuan_fund_figures_set (NUAN_FUND_FIGURES (form->figures), form->fund, after);
  words = right ? nuan_money_words (fen, FALSE, NULL) : NULL;
  gtk_label_set_text (GTK_LABEL (form->words), words != NULL ? words : "");
}

static Movement *
read_form (Form *form, GError **error)
{
  gint64 fen;
  NuanDay day;
  Movement *movement;

  if (!nuan_money_parse (gtk_editable_get_text (GTK_EDITABLE (form->amount)), "amount", &fen, error))
    return NULL;
  if (fen == 0)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "amount", _("The amount must be more than 0.00"));
      return NULL;
    }
  day = nuan_day_entry_get_day (NUAN_DAY_ENTRY (form->day), "date", error);
  if (day == NUAN_DAY_NONE)
    return NULL;

  movement = g_new0 (Movement, 1);
  movement->fund_id = form->fund->id;
  movement->amount_fen = fen;
  movement->day = day;
  movement->memo = g_strdup (gtk_editable_get_text (GTK_EDITABLE (form->memo)));
  movement->holding = chosen_holding (form);
  movement->returning = form->returning;
  return movement;
}

static void
confirmed_cb (NuanFormDialog *dialog)
{
  Form *form = g_object_get_data (G_OBJECT (dialog), "form");
  const NuanStaff *staff = nuan_context_get_staff (form->context);
  g_autoptr (GError) error = NULL;
  Movement *movement = staff != NULL ? read_form (form, &error) : NULL;

  nuan_form_dialog_show_error (dialog, error);
  if (movement == NULL)
    return;
  movement->actor = nuan_staff_copy (staff);
  nuan_form_dialog_write (dialog, nuan_context_get_database (form->context), move_work, movement, movement_free, moved_cb);
}

static GtkWidget *
build_accounts (void)
{
  GtkStringList *labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (holdings); i++)
    gtk_string_list_append (labels, nuan_code_label ("account", holdings[i]));
  return gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
}

static void
build_controls (Form *form)
{
  form->amount = gtk_entry_new ();
  gtk_entry_set_input_purpose (GTK_ENTRY (form->amount), GTK_INPUT_PURPOSE_NUMBER);
  nuan_plain_keys (form->amount);
  gtk_entry_set_alignment (GTK_ENTRY (form->amount), 1);
  gtk_widget_add_css_class (form->amount, "numeric");
  form->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (form->words), 1);
  gtk_label_set_wrap (GTK_LABEL (form->words), TRUE);
  form->day = nuan_day_entry_new (nuan_day_today ());
  form->memo = gtk_entry_new ();
  form->account = build_accounts ();
  form->figures = nuan_fund_figures_new ();
  g_signal_connect_swapped (form->amount, "changed", G_CALLBACK (typed_cb), form);
  g_signal_connect_swapped (form->account, "notify::selected", G_CALLBACK (typed_cb), form);
}

static void
show_form (GtkWidget *parent, NuanContext *context, const NuanFund *fund, gboolean returning)
{
  NuanFormDialog *dialog = nuan_form_dialog_new (parent, returning ? _("Return Money") : _("Receive Money"),
                                                 returning ? _("_Return") : _("_Receive"));
  Form *form = g_new0 (Form, 1);
  GtkWidget *name = gtk_label_new (fund->name);

  form->context = g_object_ref (context);
  form->page = g_object_ref (parent);
  form->fund = nuan_fund_copy (fund);
  form->returning = returning;
  build_controls (form);
  g_object_set_data_full (G_OBJECT (dialog), "form", form, form_free);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_widget_add_css_class (name, "title-4");
  nuan_form_dialog_add (dialog, name);
  nuan_form_dialog_add_field (dialog, "amount", _("_Amount (元)"), form->amount);
  nuan_form_dialog_add (dialog, form->words);
  nuan_form_dialog_add_field (dialog, "date", _("_Date"), form->day);
  nuan_form_dialog_add_field (dialog, "account", returning ? _("Ta_ken from") : _("_Kept as"), form->account);
  nuan_form_dialog_add_field (dialog, "memo", returning ? _("_Memo: to whom and why") : _("_Memo: from whom, document number"), form->memo);
  nuan_form_dialog_add (dialog, form->figures);
  typed_cb (form);
  g_signal_connect (dialog, "confirmed", G_CALLBACK (confirmed_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (form->amount);
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

#include "config.h"

#include "app/household/household-decision.h"

#include <glib/gi18n-lib.h>

#include "app/parts/assessment-pane.h"
#include "app/kit/decision-dialog.h"
#include "app/parts/findings-pane.h"
#include "base/code-list.h"
#include "base/mask.h"
#include "base/money.h"

/* Approving, returning, refusing, closing a file: everything it rests on, then the one decision. */
typedef struct {
  NuanDeskDialog *dialog;
  NuanContext    *context;
  gint64          id;
  gint            version;
  NuanDecision    decision;      /* what the dialog is for */
  gboolean        unqualified;   /* by its figures: approving needs a reason */
} Decision;

static void
decision_free (gpointer data)
{
  Decision *decision = data;

  g_object_unref (decision->context);
  g_free (decision);
}

static const struct { const char *title, *button, *style, *reason, *done; } texts[] = {
  [NUAN_DECIDE_APPROVE] = { N_("Approve the File"), N_("_Approve"), "suggested-action",
                            N_("Reason (needed when the figures do not qualify)"),
                            N_("The file is in force") },
  [NUAN_DECIDE_RETURN] = { N_("Return the File"), N_("_Return"), NULL, N_("What must be put right"), N_("The file is returned") },
  [NUAN_DECIDE_REFUSE] = { N_("Refuse the File"), N_("Re_fuse File"), "destructive-action", N_("Why it is refused"),
                           N_("The file is refused") },
  [NUAN_DECIDE_CLOSE] = { N_("Close the File"), N_("_Close File"), "destructive-action", N_("Why it is closed"),
                          N_("The file is closed") },
};

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanDeskDialog) dialog = data;
  g_autoptr (GError) error = NULL;

  nuan_household_decide_finish (source, result, &error);
  nuan_decision_dialog_end (dialog, NULL, error);
}

static void
decide (gpointer data, int decision, const char *reason)
{
  Decision *self = data;

  nuan_household_decide (self->context, self->id, self->version, (NuanDecision) decision, reason, decided_cb, g_object_ref (self->dialog));
}

static void
add_way (Decision *self, NuanDecision decision)
{
  const NuanDecisionWay way = {
    .way = (int) decision,
    .label = _(texts[decision].button),
    .style = texts[decision].style,
    .done = _(texts[decision].done),
    .needs_reason = decision != NUAN_DECIDE_APPROVE || self->unqualified,
  };

  nuan_decision_dialog_add_way (self->dialog, &way);
}

/* Beside a masked number: no day. Owned. */
static char *
describe_birth (const NuanMember *member, NuanDay today)
{
  const NuanDay birth = nuan_member_get_birth (member);

  return birth != NUAN_DAY_NONE ? g_strdup_printf (_("born %u, aged %u"), nuan_day_year (birth), nuan_day_age (birth, today)) : g_strdup ("");
}

static GtkWidget *
make_family (const NuanHousehold *household, NuanDay today)
{
  GtkWidget *card = nuan_card_new (C_("section", "Family"));

  for (guint i = 0; i < household->members->len; i++)
    {
      const NuanMember *member = g_ptr_array_index (household->members, i);
      g_autofree char *id = nuan_mask_id_number (member->id_number);
      g_autofree char *birth = describe_birth (member, today);
      g_autofree char *text = g_strdup_printf ("%s  %s  %s  %s%s", member->name, id, birth,
                                               nuan_code_label ("health", member->health),
                                               member->counted ? "" : _("  (does not count)"));

      nuan_card_add (card, nuan_code_label ("relation", member->relation), text);
    }
  return card;
}

static void
add_amount (GtkWidget *card, const char *list, const char *code, gint64 amount_fen)
{
  g_autofree char *amount = nuan_money_format (amount_fen);

  if (amount_fen != 0)
    nuan_card_add (card, nuan_code_label (list, code), amount);
}

static GtkWidget *
make_money (const NuanHousehold *household)
{
  GtkWidget *card = nuan_card_new (C_("section", "Income and rigid expenses over the last 12 months (元)"));

  for (guint i = 0; i < NUAN_N_INCOMES; i++)
    add_amount (card, "income", nuan_income_codes[i], household->incomes_fen[i]);
  for (guint i = 0; i < NUAN_N_EXPENSES; i++)
    add_amount (card, "expense", nuan_expense_codes[i], household->expenses_fen[i]);
  return card;
}

static GtkWidget *
make_about (const NuanHousehold *household)
{
  GtkWidget *card = nuan_card_new (NULL);
  g_autofree char *on = nuan_day_format (household->changed_on);
  g_autofree char *title = g_strdup_printf ("%s · %s", nuan_household_get_name (household), household->number);
  g_autofree char *causes = nuan_code_labels ("cause", (const char *const *) household->causes, "、");

  nuan_card_add_text (card, title, "title-3");
  nuan_card_add (card, C_("household", "State"), nuan_code_label ("household-state",
                                                                  nuan_household_state_code (household->state)));
  nuan_card_add (card, C_("household", "Unit"), household->unit);
  nuan_card_add (card, C_("household", "Address"), household->address);
  nuan_card_add (card, C_("household", "Causes"), causes);
  nuan_card_add (card, C_("household", "Accident"), household->accident ? household->accident_reason : "");
  nuan_card_add (card, C_("household", "Note"), household->note);
  nuan_card_add (card, C_("household", "Last changed"), on);
  return card;
}

static void
show_evidence (Decision *self, const NuanHouseholdView *view)
{
  NuanAssessmentPane *assessment = g_object_new (NUAN_TYPE_ASSESSMENT_PANE, NULL);
  NuanFindingsPane *findings = g_object_new (NUAN_TYPE_FINDINGS_PANE, NULL);
  g_auto (GStrv) warnings = nuan_household_warnings (view->household, view->today);
  g_autoptr (NuanAssessment) computed = nuan_assessment_compute (view->household, &view->standards, NULL);

  nuan_desk_dialog_append (self->dialog, make_about (view->household));
  nuan_desk_dialog_append (self->dialog, make_family (view->household, view->today));
  nuan_desk_dialog_append (self->dialog, make_money (view->household));
  nuan_assessment_pane_show (assessment, view->household, &view->standards, NULL, view->confirmed);
  nuan_desk_dialog_append (self->dialog, GTK_WIDGET (assessment));
  nuan_findings_pane_show (findings, NULL, (const char *const *) warnings);
  nuan_desk_dialog_append (self->dialog, GTK_WIDGET (findings));

  self->unqualified = computed != NULL && computed->category == NUAN_CATEGORY_NONE;
  nuan_decision_dialog_add_reason (self->dialog, _(texts[self->decision].reason));
  if (self->decision == NUAN_DECIDE_APPROVE && view->own)
    nuan_desk_dialog_show_problem (self->dialog, _("You changed this file last: somebody else must approve it."));
}

static void
view_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanDeskDialog) dialog = data;
  Decision *self = nuan_desk_dialog_get_data (dialog);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanHouseholdView) view = nuan_household_view_finish (source, result, &error);

  if (!nuan_desk_dialog_end_loading (dialog, error))
    return;

  self->version = view->household->version;
  show_evidence (self, view);
  if (self->decision == NUAN_DECIDE_APPROVE)
    {
      if (nuan_household_may_become (view->household->state, NUAN_HOUSEHOLD_REFUSED, NULL))
        add_way (self, NUAN_DECIDE_REFUSE);
      add_way (self, NUAN_DECIDE_RETURN);
    }
  add_way (self, self->decision);
}

void
nuan_show_household_decision (GtkWidget *parent, NuanContext *context, gint64 household_id, NuanDecision decision)
{
  Decision *self = g_new0 (Decision, 1);

  self->context = g_object_ref (context);
  self->id = household_id;
  self->decision = decision;
  self->dialog = nuan_decision_dialog_new (parent, _(texts[decision].title), decide, self, decision_free);
  nuan_desk_dialog_set_loading (self->dialog, TRUE);
  nuan_household_view_read (context, household_id, nuan_desk_dialog_get_cancellable (self->dialog), view_read_cb,
                            g_object_ref (self->dialog));
  gtk_window_present (GTK_WINDOW (self->dialog));
}

#include "config.h"

#include "app/parts/grant-evidence.h"

#include <glib/gi18n-lib.h>

#include "app/parts/assessment-pane.h"
#include "app/parts/cap-meter.h"
#include "app/kit/desk-dialog.h"
#include "base/code-list.h"
#include "base/money.h"

static void
add_money (GtkWidget *card, const char *name, gint64 fen)
{
  g_autofree char *text = nuan_money_format (fen);

  nuan_card_add (card, name, text);
}

static void
add_person (GtkWidget *card, const char *name, const char *person, NuanDay day)
{
  g_autofree char *on = nuan_day_format (day);
  g_autofree char *text = g_strdup_printf ("%s  %s", person, on);

  if (*person != '\0')
    nuan_card_add (card, name, text);
}

GtkWidget *
nuan_evidence_grant (const NuanGrantView *view)
{
  const NuanGrant *grant = view->grant;
  const gboolean approved = grant->state == NUAN_GRANT_APPROVED || grant->state == NUAN_GRANT_PAID;
  g_autofree char *amount = nuan_money_format (grant->amount_fen);
  g_autofree char *title = g_strdup_printf (_("%s · %s · %s 元"), grant->member_name,
                                            nuan_code_label ("programme", grant->programme), amount);
  GtkWidget *card = nuan_card_new (NULL);

  nuan_card_add_text (card, title, "title-3");
  nuan_card_add (card, C_("grant", "State"), nuan_code_label ("grant-state", nuan_grant_state_code (grant->state)));
  nuan_card_add (card, C_("grant", "Reason"), grant->reason);
  if (grant->self_paid_fen >= 0)
    add_money (card, C_("grant", "Self-paid"), grant->self_paid_fen);
  add_person (card, C_("grant", "Drafted"), grant->drafted_name, grant->drafted_on);
  add_person (card, approved ? C_("grant", "Approved") : C_("grant", "Decided"), grant->decided_name, grant->decided_on);
  nuan_card_add (card, C_("grant", "Why"), grant->decision_reason);
  return card;
}

GtkWidget *
nuan_evidence_file (const NuanHousehold *household, const NuanConfirmation *confirmed)
{
  GtkWidget *card = nuan_card_new (C_("evidence", "The file"));
  g_autofree char *causes = nuan_code_labels ("cause", (const char *const *) household->causes, "、");
  g_autofree char *title = g_strdup_printf ("%s · %s · %s", nuan_household_get_name (household), household->number,
                                            nuan_code_label ("household-state", nuan_household_state_code (household->state)));

  nuan_card_add (card, C_("evidence", "Household"), title);
  nuan_card_add (card, C_("evidence", "Unit"), household->unit);
  nuan_card_add (card, C_("evidence", "Causes"), causes);
  if (confirmed == NULL)
    {
      nuan_card_add (card, C_("evidence", "Assessment"), _("never confirmed"));
    }
  else
    {
      g_autofree char *pill = nuan_category_pill (confirmed->category);
      g_autofree char *on = nuan_day_format (confirmed->on);
      g_autofree char *text = g_strdup_printf (_("%s, confirmed %s by %s\n%s"), pill, on, confirmed->confirmed_by,
                                               confirmed->arithmetic);

      nuan_card_add (card, C_("evidence", "Assessment"), text);
      nuan_card_add (card, C_("evidence", "With the reason"), confirmed->reason);
    }
  return card;
}

GtkWidget *
nuan_evidence_caps (const char *programme, GPtrArray *caps, gint64 amount_fen, const char *problem)
{
  GtkWidget *card = nuan_card_new (C_("evidence", "What the caps allow"));

  if (problem != NULL)
    nuan_card_add_text (card, problem, NULL);
  else if (caps->len == 0)
    nuan_card_add_text (card, *programme != '\0' ? _("This programme has no cap.") : _("Choose the member and the programme."),
                        "dim-label");
  for (guint i = 0; i < caps->len; i++)
    gtk_box_append (GTK_BOX (card), nuan_cap_meter_new (nuan_code_label ("programme", programme), g_ptr_array_index (caps, i),
                                                        amount_fen, FALSE));
  return card;
}

GtkWidget *
nuan_evidence_fund (const NuanGrantView *view)
{
  const NuanFund *fund = view->fund;
  GtkWidget *card = nuan_card_new (C_("evidence", "The fund"));
  g_autofree char *use_by = nuan_day_format (fund->use_by);
  const gint64 now = nuan_fund_get_free (fund);

  nuan_card_add (card, C_("evidence", "Fund"), fund->name);
  nuan_card_add (card, C_("evidence", "Use by"), use_by);
  if (view->grant->state == NUAN_GRANT_DRAFT)
    {
      add_money (card, C_("evidence", "Free now"), now);
      add_money (card, C_("evidence", "Free after"), now - view->grant->amount_fen);
      if (now < view->grant->amount_fen)
        nuan_card_add_text (card, _("The free money does not reach."), "error");
    }
  else if (view->grant->state == NUAN_GRANT_APPROVED)
    {
      add_money (card, C_("evidence", "Reserved"), view->grant->amount_fen);
      add_money (card, C_("evidence", "Free besides"), now);
    }
  if (nuan_fund_is_past (fund, view->today))
    nuan_card_add_text (card, _("This fund is past its use-by date: it pays no more."), "error");
  return card;
}

GtkWidget *
nuan_evidence_earlier (GPtrArray *earlier)
{
  GtkWidget *card = nuan_card_new (C_("evidence", "Other help to this household this year"));

  if (earlier->len == 0)
    nuan_card_add_text (card, _("None."), "dim-label");
  for (guint i = 0; i < earlier->len; i++)
    {
      const NuanGrant *grant = g_ptr_array_index (earlier, i);
      g_autofree char *amount = nuan_money_format (grant->amount_fen);
      g_autofree char *on = nuan_day_format (nuan_grant_get_day (grant));
      g_autofree char *text = g_strdup_printf ("%s · %s · %s · %s", nuan_code_label ("programme", grant->programme),
                                               grant->member_name, amount,
                                               nuan_code_label ("grant-state", nuan_grant_state_code (grant->state)));

      nuan_card_add (card, on, text);
    }
  return card;
}

#include "config.h"

#include "app/help/grant-form.h"

#include <glib/gi18n-lib.h>

#include "app/kit/rows.h"
#include "base/code-list.h"
#include "base/money.h"
#include "model/money/grant-fields.h"

static void
ask_what_follows (NuanForm *form)
{
  nuan_form_set_asked (form, "self_paid", nuan_grant_asks_self_paid (nuan_form_get (form, "programme")));
}

static void
set_id (NuanForm *form, const char *name, gint64 id)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  nuan_form_set (form, name, text);
}

static void
choose_head (NuanForm *form, const NuanHousehold *household)
{
  const NuanMember *head = nuan_household_get_head (household);

  if (head != NULL)
    set_id (form, "member", head->id);
}

static void
add_members (NuanChoiceRow *row, const NuanHousehold *household)
{
  for (guint i = 0; i < household->members->len; i++)
    {
      const NuanMember *member = g_ptr_array_index (household->members, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, member->id);
      g_autofree char *label = g_strdup_printf ("%s · %s", member->name, nuan_code_label ("relation", member->relation));

      nuan_choice_row_add (row, id, label, NULL);
    }
}

static const char *
no_fund_yet (NuanForm *form)
{
  return *nuan_form_get (form, "programme") != '\0' ? C_("fund", "Not chosen") : _("Choose the programme first");
}

NuanForm *
nuan_grant_form_new (const NuanHousehold *household)
{
  NuanForm *form = nuan_form_new (nuan_grant_fields);

  gtk_accessible_update_property (GTK_ACCESSIBLE (form), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Grant"), -1);
  add_members (NUAN_CHOICE_ROW (nuan_form_get_row (form, "member")), household);
  choose_head (form, household);
  nuan_choice_row_add (NUAN_CHOICE_ROW (nuan_form_get_row (form, "fund")), "", no_fund_yet (form), NULL);
  nuan_form_set (form, "fund", "");
  ask_what_follows (form);
  g_signal_connect (form, "changed", G_CALLBACK (ask_what_follows), NULL);
  return form;
}

static char *
describe_fund (const NuanFund *fund)
{
  g_autofree char *rest = nuan_money_format (nuan_fund_get_free (fund));
  g_autofree char *use_by = nuan_day_format (fund->use_by);

  return g_strdup_printf (_("free %s · use by %s"), rest, use_by);
}

/* Those that may pay, or those that may not, each with its reason; gives the id of the first, 0 without. */
static gint64
add_funds (NuanChoiceRow *row, const NuanGrantChoices *choices, gboolean may_pay)
{
  gint64 first = 0;

  for (guint i = 0; i < choices->funds->len; i++)
    {
      const NuanFund *fund = g_ptr_array_index (choices->funds, i);
      const char *refused = g_ptr_array_index (choices->reasons, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, fund->id);
      g_autofree char *remark = describe_fund (fund);

      if ((refused == NULL) != may_pay)
        continue;
      nuan_choice_row_add_told (row, id, fund->name, remark, refused);
      first = first != 0 ? first : fund->id;
    }
  return first;
}

void
nuan_grant_form_set_funds (NuanForm *form, const NuanGrantChoices *choices)
{
  NuanChoiceRow *row = NUAN_CHOICE_ROW (nuan_form_get_row (form, "fund"));
  g_autofree char *chosen = g_strdup (nuan_form_get (form, "fund"));
  gint64 first;

  nuan_choice_row_clear (row);
  nuan_choice_row_add (row, "", no_fund_yet (form), NULL);
  first = add_funds (row, choices, TRUE);
  add_funds (row, choices, FALSE);
  if (*chosen == '\0' && first != 0 && *nuan_form_get (form, "programme") != '\0')
    set_id (form, "fund", first);
  else
    nuan_form_set (form, "fund", chosen);
}

static gboolean
has_member (const NuanHousehold *household, gint64 id)
{
  for (guint i = 0; i < household->members->len; i++)
    if (((const NuanMember *) g_ptr_array_index (household->members, i))->id == id)
      return TRUE;

  return FALSE;
}

gboolean
nuan_grant_form_load (NuanForm *form, const NuanHousehold *household, const char *draft)
{
  if (!nuan_form_load (form, "grant", draft))
    return FALSE;

  if (!has_member (household, g_ascii_strtoll (nuan_form_get (form, "member"), NULL, 10)))   /* left the family meanwhile */
    choose_head (form, household);
  ask_what_follows (form);
  return TRUE;
}

gboolean
nuan_grant_form_is_empty (NuanForm *form)
{
  return *nuan_form_get (form, "programme") == '\0' && *nuan_form_get (form, "amount") == '\0' && *nuan_form_get (form, "reason") == '\0';
}

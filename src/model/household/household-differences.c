#include "config.h"

#include "model/household/household-differences.h"

#include <glib/gi18n-lib.h>

/* The same people in the same order. What reaches a person (phone, employer) is no fact that an assessment rests on. */
static gboolean
member_differs (const NuanMember *a, const NuanMember *b, gboolean *material)
{
  const gboolean facts = g_strcmp0 (a->name, b->name) != 0 || g_strcmp0 (a->id_number, b->id_number) != 0 ||
                         g_strcmp0 (a->relation, b->relation) != 0 || g_strcmp0 (a->card, b->card) != 0 ||
                         g_strcmp0 (a->health, b->health) != 0 || a->counted != b->counted;

  *material = *material || facts;
  return facts || g_strcmp0 (a->phone, b->phone) != 0 || g_strcmp0 (a->employer, b->employer) != 0;
}

static gboolean
members_differ (const GPtrArray *before, const GPtrArray *after, gboolean *material)
{
  gboolean differ = FALSE;

  if (before->len != after->len)
    {
      *material = TRUE;
      return TRUE;
    }
  for (guint i = 0; i < before->len; i++)
    if (member_differs (before->pdata[i], after->pdata[i], material))
      differ = TRUE;

  return differ;
}

static gboolean
causes_differ (char **before, char **after)
{
  static const char *const none[] = { NULL };

  return !g_strv_equal (before != NULL ? (const char *const *) before : none, after != NULL ? (const char *const *) after : none);
}

char **
nuan_household_differences (const NuanHousehold *before, const NuanHousehold *after, gboolean *material)
{
  GPtrArray *parts = g_ptr_array_new ();
  gboolean facts = FALSE;

  if (members_differ (before->members, after->members, &facts))
    g_ptr_array_add (parts, g_strdup ("members"));
  if (memcmp (before->incomes_fen, after->incomes_fen, sizeof before->incomes_fen) != 0)
    {
      facts = TRUE;
      g_ptr_array_add (parts, g_strdup ("incomes"));
    }
  if (memcmp (before->expenses_fen, after->expenses_fen, sizeof before->expenses_fen) != 0)
    {
      facts = TRUE;
      g_ptr_array_add (parts, g_strdup ("expenses"));
    }
  if (!before->accident != !after->accident ||
      (after->accident && g_strcmp0 (before->accident_reason, after->accident_reason) != 0))
    {
      facts = TRUE;
      g_ptr_array_add (parts, g_strdup ("accident"));
    }
  if (causes_differ (before->causes, after->causes))
    g_ptr_array_add (parts, g_strdup ("causes"));
  if (g_strcmp0 (before->unit, after->unit) != 0)
    g_ptr_array_add (parts, g_strdup ("unit"));
  if (g_strcmp0 (before->address, after->address) != 0)
    g_ptr_array_add (parts, g_strdup ("address"));
  if (g_strcmp0 (before->phone, after->phone) != 0)
    g_ptr_array_add (parts, g_strdup ("phone"));
  if (g_strcmp0 (before->note, after->note) != 0)
    g_ptr_array_add (parts, g_strdup ("note"));
  g_ptr_array_add (parts, NULL);

  if (material != NULL)
    *material = facts;
  return (char **) g_ptr_array_free (parts, FALSE);
}

const char *
nuan_household_part_title (const char *part)
{
  static const struct { const char *part, *title; } titles[] = {
    { "members", N_("members") }, { "incomes", N_("incomes") }, { "expenses", N_("expenses") },
    { "accident", N_("hardship by accident") }, { "causes", N_("causes") }, { "unit", N_("unit") },
    { "address", N_("address") }, { "phone", N_("phone") }, { "note", N_("note") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].part, part))
      return _(titles[i].title);

  return part;
}

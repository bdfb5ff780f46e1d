#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/error.h"
#include "base/text.h"
#include "model/household/household.h"

#define MAX_CAUSES 4

static const char *const state_codes[] = { "pending", "in-force", "changed", "returned", "refused", "closed" };

G_STATIC_ASSERT (G_N_ELEMENTS (state_codes) == NUAN_N_HOUSEHOLD_STATES);

const char *const nuan_income_codes[] = { "wage", "business", "property", "transfer", "other" };
const char *const nuan_expense_codes[] = { "illness", "disability", "education", "housing", "employment", "care", "other" };

G_STATIC_ASSERT (G_N_ELEMENTS (nuan_income_codes) == NUAN_N_INCOMES);
G_STATIC_ASSERT (G_N_ELEMENTS (nuan_expense_codes) == NUAN_N_EXPENSES);

const char *
nuan_household_state_code (NuanHouseholdState state)
{
  g_return_val_if_fail (state < NUAN_N_HOUSEHOLD_STATES, "");

  return state_codes[state];
}

gboolean
nuan_household_state_parse (const char *code, NuanHouseholdState *state, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_codes); i++)
    if (g_strcmp0 (code, state_codes[i]) == 0)
      {
        *state = i;
        return TRUE;
      }

  return nuan_code_check ("household-state", NULL, "state", error);
}

NuanHousehold *
nuan_household_new (void)
{
  NuanHousehold *household = g_new0 (NuanHousehold, 1);
  NuanMember *head = nuan_member_new ();

  g_free (head->relation);
  head->relation = g_strdup (NUAN_RELATION_HEAD);

  household->number = g_strdup ("");
  household->unit = g_strdup ("");
  household->address = g_strdup ("");
  household->phone = g_strdup ("");
  household->note = g_strdup ("");
  household->causes = g_new0 (char *, 1);
  household->accident_reason = g_strdup ("");
  household->members = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_member_free);
  g_ptr_array_add (household->members, head);
  return household;
}

static gpointer
copy_member (gconstpointer member, gpointer unused)
{
  return nuan_member_copy (member);
}

NuanHousehold *
nuan_household_copy (const NuanHousehold *household)
{
  NuanHousehold *copy;

  if (household == NULL)
    return NULL;

  copy = g_memdup2 (household, sizeof *household);
  copy->number = g_strdup (household->number);
  copy->unit = g_strdup (household->unit);
  copy->address = g_strdup (household->address);
  copy->phone = g_strdup (household->phone);
  copy->note = g_strdup (household->note);
  copy->causes = g_strdupv (household->causes);
  copy->accident_reason = g_strdup (household->accident_reason);
  copy->members = g_ptr_array_copy (household->members, copy_member, NULL);
  return copy;
}

void
nuan_household_free (NuanHousehold *household)
{
  if (household == NULL)
    return;

  g_free (household->number);
  g_free (household->unit);
  g_free (household->address);
  g_free (household->phone);
  g_free (household->note);
  g_strfreev (household->causes);
  g_free (household->accident_reason);
  g_ptr_array_unref (household->members);
  g_free (household);
}

NuanMember *
nuan_household_get_head (const NuanHousehold *household)
{
  for (guint i = 0; i < household->members->len; i++)
    {
      NuanMember *member = g_ptr_array_index (household->members, i);

      if (nuan_member_is_head (member))
        return member;
    }

  return NULL;
}

static gboolean
replace (char **text, char *clean)
{
  if (clean == NULL)
    return FALSE;

  g_free (*text);
  *text = clean;
  return TRUE;
}

static gboolean
clean_texts (NuanHousehold *household, GError **error)
{
  return replace (&household->unit, nuan_text_clean (household->unit, TRUE, FALSE, 100, "unit", error)) &&
         replace (&household->address, nuan_text_clean (household->address, FALSE, FALSE, 200, "address", error)) &&
         replace (&household->phone, nuan_text_clean_number (household->phone, "0123456789+-", 20, "phone",
                                                             _("A phone number has digits, + and -, 20 at most"), error)) &&
         replace (&household->note, nuan_text_clean (household->note, FALSE, TRUE, 2000, "note", error)) &&
         replace (&household->accident_reason, nuan_text_clean (household->accident_reason, household->accident, TRUE, 500,
                                                                "accident_reason", error));
}

static gboolean
check_causes (const NuanHousehold *household, GError **error)
{
  const guint n_causes = household->causes != NULL ? g_strv_length (household->causes) : 0;

  if (n_causes > MAX_CAUSES)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "causes", _("A household has one main cause and at most three more"));
      return FALSE;
    }

  for (guint i = 0; i < n_causes; i++)
    {
      g_autofree char *field = g_strdup_printf ("causes[%u]", i);

      if (!nuan_code_check ("cause", household->causes[i], field, error))
        return FALSE;
      for (guint earlier = 0; earlier < i; earlier++)
        if (g_str_equal (household->causes[earlier], household->causes[i]))
          {
            nuan_error_set (error, NUAN_ERROR_INVALID, field, _("This cause is given twice"));
            return FALSE;
          }
    }

  return TRUE;
}

static gboolean
id_number_stands_before (const NuanHousehold *household, guint index)
{
  const NuanMember *member = g_ptr_array_index (household->members, index);

  for (guint i = 0; i < index && *member->id_number != '\0'; i++)
    {
      const NuanMember *earlier = g_ptr_array_index (household->members, i);

      if (g_str_equal (earlier->id_number, member->id_number))
        return TRUE;
    }

  return FALSE;
}

static gboolean
check_members (NuanHousehold *household, NuanDay today, GError **error)
{
  guint n_heads = 0;

  for (guint i = 0; i < household->members->len; i++)
    {
      NuanMember *member = g_ptr_array_index (household->members, i);
      g_autofree char *prefix = g_strdup_printf ("members[%u].", i);

      if (!nuan_member_check (member, today, error))
        {
          nuan_error_prefix_field (error, prefix);
          return FALSE;
        }
      if (id_number_stands_before (household, i))
        {
          nuan_error_set (error, NUAN_ERROR_INVALID, "id_number", _("This ID number stands twice in the file"));
          nuan_error_prefix_field (error, prefix);
          return FALSE;
        }
      n_heads += nuan_member_is_head (member);
    }
  if (n_heads != 1)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "members", _("A household has exactly one head, relation 02"));
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_amounts (const gint64 *amounts_fen, guint n, const char *const *codes, const char *field, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = NULL;

      if (amounts_fen[i] >= 0)
        continue;
      path = g_strconcat (field, ".", codes[i], NULL);
      nuan_error_set (error, NUAN_ERROR_INVALID, path, _("An amount is not negative"));
      return FALSE;
    }

  return TRUE;
}

gboolean
nuan_household_check (NuanHousehold *household, NuanDay today, GError **error)
{
  return clean_texts (household, error) &&
         check_members (household, today, error) &&
         check_causes (household, error) &&
         check_amounts (household->incomes_fen, NUAN_N_INCOMES, nuan_income_codes, "incomes", error) &&
         check_amounts (household->expenses_fen, NUAN_N_EXPENSES, nuan_expense_codes, "expenses", error);
}

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

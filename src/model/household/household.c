#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/error.h"
#include "model/household/household-fields.h"

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

/* A reason stands where an accident was chosen; that it is missing elsewhere is no error. */
static gboolean
tidy (NuanHousehold *household, const NuanField *field, GError **error)
{
  NuanField free_field = *field;

  free_field.required = FALSE;
  return nuan_field_tidy (field->place == G_STRUCT_OFFSET (NuanHousehold, accident_reason) && !household->accident ? &free_field : field,
                          household, error);
}

static void
find_field_errors (NuanHousehold *household, GPtrArray *errors)
{
  for (const NuanField *field = nuan_household_fields; field->name != NULL; field++)
    {
      GError *error = NULL;

      if (field->place != 0)
        tidy (household, field, &error);
      nuan_fields_add_error (errors, error);
    }
}

static void
add_error (GPtrArray *errors, const char *field, const char *message)
{
  GError *error = NULL;

  nuan_error_set (&error, NUAN_ERROR_INVALID, field, "%s", message);
  nuan_fields_add_error (errors, error);
}

static void
find_cause_errors (const NuanHousehold *household, GPtrArray *errors)
{
  const guint n_causes = household->causes != NULL ? g_strv_length (household->causes) : 0;

  if (n_causes > MAX_CAUSES)
    add_error (errors, "causes", _("A household has one main cause and at most three more"));

  for (guint i = 0; i < MIN (n_causes, MAX_CAUSES); i++)
    {
      g_autofree char *field = g_strdup_printf ("causes[%u]", i);
      GError *error = NULL;

      nuan_code_check ("cause", household->causes[i], field, &error);
      nuan_fields_add_error (errors, error);
      for (guint earlier = 0; earlier < i; earlier++)
        if (g_str_equal (household->causes[earlier], household->causes[i]))
          add_error (errors, field, _("This cause is given twice"));
    }
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

static void
find_member_errors (NuanHousehold *household, NuanDay today, GPtrArray *errors)
{
  guint n_heads = 0;

  for (guint i = 0; i < household->members->len; i++)
    {
      NuanMember *member = g_ptr_array_index (household->members, i);
      g_autoptr (GPtrArray) own = nuan_member_find_errors (member, today);
      g_autofree char *prefix = g_strdup_printf ("members[%u].", i);
      g_autofree char *id_number = g_strconcat (prefix, "id_number", NULL);

      for (guint j = 0; j < own->len; j++)
        {
          GError *error = g_error_copy (g_ptr_array_index (own, j));

          nuan_error_prefix_field (&error, prefix);
          nuan_fields_add_error (errors, error);
        }
      if (id_number_stands_before (household, i))
        add_error (errors, id_number, _("This ID number stands twice in the file"));
      n_heads += nuan_member_is_head (member);
    }
  if (n_heads != 1)
    add_error (errors, "members", _("A household has exactly one head, relation 02"));
}

GPtrArray *
nuan_household_find_errors (NuanHousehold *household, NuanDay today)
{
  GPtrArray *errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);

  find_field_errors (household, errors);
  find_member_errors (household, today, errors);
  find_cause_errors (household, errors);
  return errors;
}

gboolean
nuan_household_check (NuanHousehold *household, NuanDay today, GError **error)
{
  return nuan_fields_are_right (nuan_household_find_errors (household, today), error);
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

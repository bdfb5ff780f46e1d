#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/error.h"
#include "base/id-number.h"
#include "model/household/household-fields.h"

#define MAX_CAUSES 4

const char *const nuan_income_codes[] = { "wage", "business", "property", "transfer", "other" };
const char *const nuan_expense_codes[] = { "illness", "disability", "education", "housing", "employment", "care", "other" };

G_STATIC_ASSERT (G_N_ELEMENTS (nuan_income_codes) == NUAN_N_INCOMES);
G_STATIC_ASSERT (G_N_ELEMENTS (nuan_expense_codes) == NUAN_N_EXPENSES);

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

static gpointer
copy_text (gconstpointer text, gpointer unused)
{
  return g_strdup (text);
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
  copy->notices = household->notices != NULL ? g_ptr_array_copy (household->notices, copy_text, NULL) : NULL;
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
  g_clear_pointer (&household->notices, g_ptr_array_unref);
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

const char *
nuan_household_get_name (const NuanHousehold *household)
{
  const NuanMember *head = nuan_household_get_head (household);

  return head != NULL ? head->name : "—";
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

const NuanMember *
nuan_household_find_twin (const NuanHousehold *household, guint index, NuanDay today, GError **error)
{
  const NuanMember *member = g_ptr_array_index (household->members, index);
  NuanIdNumber id, other;

  for (guint i = 0; i < index && nuan_id_number_parse (member->id_number, FALSE, today, NULL, &id, NULL); i++)
    {
      const NuanMember *before = g_ptr_array_index (household->members, i);

      if (!nuan_id_number_parse (before->id_number, FALSE, today, NULL, &other, NULL) || !g_str_equal (id.number, other.number))
        continue;

      nuan_error_set (error, NUAN_ERROR_INVALID, "id_number", _("This ID number stands twice in the file"));
      return before;
    }

  return NULL;
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
      GError *twice = NULL;

      for (guint j = 0; j < own->len; j++)
        {
          GError *error = g_error_copy (g_ptr_array_index (own, j));

          nuan_error_prefix_field (&error, prefix);
          nuan_fields_add_error (errors, error);
        }
      if (nuan_household_find_twin (household, i, today, &twice) != NULL)
        {
          nuan_error_prefix_field (&twice, prefix);
          nuan_fields_add_error (errors, twice);
        }
      n_heads += nuan_member_is_head (member);
    }
  if (n_heads != 1)
    add_error (errors, "members", _("A household has exactly one head, relation 02"));
}

GPtrArray *
nuan_household_find_errors (NuanHousehold *household, NuanDay today)
{
  GPtrArray *errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);

  nuan_household_note_signs (household);
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

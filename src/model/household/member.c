#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "model/household/household-fields.h"

NuanMember *
nuan_member_new (void)
{
  NuanMember *member = g_new0 (NuanMember, 1);

  member->name = g_strdup ("");
  member->id_number = g_strdup ("");
  member->relation = g_strdup ("");
  member->phone = g_strdup ("");
  member->card = g_strdup ("");
  member->employer = g_strdup ("");
  member->health = g_strdup ("");
  member->counted = TRUE;
  return member;
}

NuanMember *
nuan_member_copy (const NuanMember *member)
{
  NuanMember *copy;

  if (member == NULL)
    return NULL;

  copy = g_memdup2 (member, sizeof *member);
  copy->name = g_strdup (member->name);
  copy->id_number = g_strdup (member->id_number);
  copy->relation = g_strdup (member->relation);
  copy->phone = g_strdup (member->phone);
  copy->card = g_strdup (member->card);
  copy->employer = g_strdup (member->employer);
  copy->health = g_strdup (member->health);
  return copy;
}

void
nuan_member_free (NuanMember *member)
{
  if (member == NULL)
    return;

  g_free (member->name);
  g_free (member->id_number);
  g_free (member->relation);
  g_free (member->phone);
  g_free (member->card);
  g_free (member->employer);
  g_free (member->health);
  g_free (member);
}

gboolean
nuan_member_is_head (const NuanMember *member)
{
  return g_strcmp0 (member->relation, NUAN_RELATION_HEAD) == 0;
}

static gboolean
has_id_number (const NuanMember *member)
{
  return member->id_number != NULL && strlen (member->id_number) == 18 && strspn (member->id_number, "0123456789") >= 17;
}

NuanSex
nuan_member_get_sex (const NuanMember *member)
{
  if (!has_id_number (member))
    return NUAN_SEX_UNKNOWN;

  return (member->id_number[16] - '0') % 2 == 1 ? NUAN_SEX_MALE : NUAN_SEX_FEMALE;
}

NuanDay
nuan_member_get_birth (const NuanMember *member)
{
  guint digits[8];

  if (!has_id_number (member))
    return NUAN_DAY_NONE;

  for (guint i = 0; i < 8; i++)
    digits[i] = member->id_number[6 + i] - '0';
  return nuan_day_new (digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3],
                       digits[4] * 10 + digits[5], digits[6] * 10 + digits[7]);
}

/* A field that is tidy already, and what follows from the whole member. */
static gboolean
check_id_number (NuanMember *member, NuanDay today, const char *field, GError **error)
{
  NuanIdNumber id;

  if (*member->id_number == '\0')
    {
      if (!nuan_member_is_head (member))
        return TRUE;
      nuan_error_set (error, NUAN_ERROR_INVALID, field, _("The head of a household needs an ID number"));
      return FALSE;
    }

  if (!nuan_id_number_parse (member->id_number, FALSE, today, field, &id, error))
    return FALSE;

  g_free (member->id_number);
  member->id_number = g_strdup (id.number);
  return TRUE;
}

GPtrArray *
nuan_member_find_errors (NuanMember *member, NuanDay today)
{
  GPtrArray *errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);

  for (const NuanField *field = nuan_member_fields; field->name != NULL; field++)
    {
      GError *error = NULL;

      if (nuan_field_tidy (field, member, &error) && field->kind == NUAN_FIELD_ID_NUMBER)
        check_id_number (member, today, field->name, &error);
      nuan_fields_add_error (errors, error);
    }

  return errors;
}

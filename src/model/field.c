#include "config.h"

#include "model/field.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/error.h"
#include "base/id-number.h"
#include "base/money.h"
#include "base/seal.h"
#include "base/text.h"
#include "model/staff.h"

#define MAX_LINE 200
#define MAX_MEMO 2000

const NuanField *
nuan_fields_find (const NuanField *fields, const char *name)
{
  for (; name != NULL && fields->name != NULL; fields++)
    if (strcmp (fields->name, name) == 0)
      return fields;

  return NULL;
}

const char *
nuan_field_title (const NuanField *field)
{
  return field->context != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, field->context, field->title) : _(field->title);
}

/* “_Name” is Name, “名称(_N)” is 名称. */
char *
nuan_field_label (const NuanField *field)
{
  g_auto (GStrv) around = g_strsplit (nuan_field_title (field), "_", 2);
  const char *tail = around[1];

  if (tail == NULL)
    return g_strdup (around[0]);
  if (!g_str_has_suffix (around[0], "(") || strlen (tail) < 2 || tail[1] != ')')
    return g_strconcat (around[0], tail, NULL);

  around[0][strlen (around[0]) - 1] = '\0';
  return g_strconcat (around[0], tail + 2, NULL);
}

const char *
nuan_field_help (const NuanField *field)
{
  return field->help != NULL ? _(field->help) : NULL;
}

static gboolean
check_text (const NuanField *field, const char *value, GError **error)
{
  const gboolean memo = field->kind == NUAN_FIELD_MEMO;
  g_autofree char *clean = nuan_text_clean (value, FALSE, memo, memo ? MAX_MEMO : MAX_LINE, field->name, error);

  return clean != NULL;
}

static gboolean
check_money (const NuanField *field, const char *value, GError **error)
{
  gint64 fen;

  if (!nuan_money_parse (value, field->name, &fen, error))
    return FALSE;
  if (fen > 0 || !field->required)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_INVALID, field->name, _("The amount must be more than 0.00"));
  return FALSE;
}

static gboolean
check_day (const NuanField *field, const char *value, GError **error)
{
  g_autofree char *tidy = nuan_day_tidy (value);
  NuanDay day;

  return nuan_day_parse (tidy, field->name, &day, error);
}

static gboolean
check_digits (const NuanField *field, const char *value, GError **error)
{
  g_autofree char *clean =
      field->kind == NUAN_FIELD_PHONE
          ? nuan_text_clean_number (value, "0123456789+-", 20, field->name, _("A phone number has digits, + and -, 20 at most"), error)
          : nuan_text_clean_number (value, "0123456789", 30, field->name, _("A card number has digits only, 30 at most"), error);

  return clean != NULL;
}

static gboolean
check_codes (const NuanField *field, const char *value, GError **error)
{
  g_auto (GStrv) codes = g_strsplit (value, field->kind == NUAN_FIELD_CODES ? "," : "\n", -1);

  for (char **code = codes; field->list != NULL && *code != NULL; code++)
    if (!nuan_code_check (field->list, g_strstrip (*code), field->name, error))
      return FALSE;

  return TRUE;
}

static gboolean
check_value (const NuanField *field, const char *value, GError **error)
{
  NuanIdNumber id;

  switch (field->kind)
    {
    case NUAN_FIELD_TEXT:
    case NUAN_FIELD_MEMO:
    case NUAN_FIELD_FIGURE:
      return check_text (field, value, error);
    case NUAN_FIELD_MONEY:
      return check_money (field, value, error);
    case NUAN_FIELD_DAY:
      return check_day (field, value, error);
    case NUAN_FIELD_ID_NUMBER:
      return nuan_id_number_parse (value, TRUE, nuan_day_today (), field->name, &id, error);
    case NUAN_FIELD_PHONE:
    case NUAN_FIELD_CARD:
      return check_digits (field, value, error);
    case NUAN_FIELD_CODE:
    case NUAN_FIELD_CODES:
      return check_codes (field, value, error);
    case NUAN_FIELD_LOGIN:
      return nuan_login_check (value, error);
    case NUAN_FIELD_NEW_PASSWORD:
      return nuan_password_check (NULL, value, error);
    case NUAN_FIELD_PASSWORD:
    case NUAN_FIELD_FLAG:
      return TRUE;
    }

  g_return_val_if_reached (FALSE);
}

static gboolean
is_blank (const NuanField *field, const char *value)
{
  const gboolean blanks_count = field->kind == NUAN_FIELD_PASSWORD || field->kind == NUAN_FIELD_NEW_PASSWORD;

  return blanks_count ? *value == '\0' : strspn (value, " \t\n") == strlen (value);
}

gboolean
nuan_field_check (const NuanField *field, const char *value, GError **error)
{
  g_autofree char *label = NULL;

  if (value == NULL || (is_blank (field, value) && !field->required))
    return TRUE;
  if (!is_blank (field, value))
    return check_value (field, value, error);

  label = nuan_field_label (field);
  nuan_error_set (error, NUAN_ERROR_INVALID, field->name, C_("field", "%s is missing"), label);
  return FALSE;
}

GPtrArray *
nuan_fields_check (const NuanField *fields, NuanFieldValue value, gpointer data)
{
  GPtrArray *errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);

  for (; fields->name != NULL; fields++)
    {
      GError *error = NULL;

      if (!nuan_field_check (fields, value (fields, data), &error))
        g_ptr_array_add (errors, error);
    }

  return errors;
}

void
nuan_fields_add_error (GPtrArray *errors, GError *error)
{
  for (guint i = 0; error != NULL && i < errors->len; i++)
    if (g_strcmp0 (nuan_error_get_field (g_ptr_array_index (errors, i)), nuan_error_get_field (error)) == 0)
      g_clear_error (&error);
  if (error != NULL)
    g_ptr_array_add (errors, error);
}

#include "config.h"

#include "model/field.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/error.h"
#include "base/id-number.h"
#include "base/mask.h"
#include "base/money.h"
#include "base/password.h"
#include "base/phone.h"
#include "base/text.h"
#include "model/staff.h"

#define MAX_LINE 200
#define MAX_MEMO 2000
#define MAX_ID_NUMBER 40   /* as typed, with blanks */

const char *
nuan_field_name_elsewhere (const NuanFieldName *names, const char *field)
{
  for (const NuanFieldName *name = names; name != NULL && name->field != NULL; name++)
    if (strcmp (name->field, field) == 0)
      return name->name;

  return field;
}

const NuanField *
nuan_fields_find (const NuanField *fields, const char *name)
{
  for (; name != NULL && fields->name != NULL; fields++)
    if (strcmp (fields->name, name) == 0)
      return fields;

  return NULL;
}

guint
nuan_fields_count (const NuanField *fields)
{
  guint n = 0;

  while (fields[n].name != NULL)
    n++;
  return n;
}

gboolean
nuan_field_is_password (const NuanField *field)
{
  return field->kind == NUAN_FIELD_PASSWORD || field->kind == NUAN_FIELD_NEW_PASSWORD;
}

const char *
nuan_field_title (const NuanField *field)
{
  const char *point = strrchr (field->name, '.');

  if (field->title == NULL)
    return nuan_code_label (field->list, point != NULL ? point + 1 : field->name);

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
nuan_field_none (const NuanField *field)
{
  return field->none != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, field->list, field->none) : NULL;
}

const char *
nuan_field_help (const NuanField *field)
{
  return field->help != NULL ? _(field->help) : NULL;
}

gboolean
nuan_field_check_past (const char *name, NuanDay day, NuanDay today, GError **error)
{
  if (day != NUAN_DAY_NONE && day <= today)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_RULE, name, _("The date is today or earlier, not in the future"));
  return FALSE;
}

static gboolean
is_blank (const NuanField *field, const char *value)
{
  const gboolean blanks_count = nuan_field_is_password (field);

  return blanks_count ? *value == '\0' : nuan_text_is_blank (value);
}

static gboolean
is_there (const NuanField *field, const char *value, GError **error)
{
  g_autofree char *label = NULL;

  if (!field->required || !is_blank (field, value))
    return TRUE;

  label = nuan_field_label (field);
  if (field->kind == NUAN_FIELD_CODE || field->kind == NUAN_FIELD_CODES)
    nuan_error_set (error, NUAN_ERROR_INVALID, field->name, C_("field", "%s is not chosen"), label);
  else
    nuan_error_set (error, NUAN_ERROR_INVALID, field->name, C_("field", "%s is missing"), label);
  return FALSE;
}

char *
nuan_field_clean (const NuanField *field, const char *value, GError **error)
{
  const gboolean memo = field->kind == NUAN_FIELD_MEMO;
  g_autofree char *phone = field->kind == NUAN_FIELD_PHONE ? nuan_phone_form (value) : NULL;
  g_autofree char *number = field->kind == NUAN_FIELD_ID_NUMBER ? nuan_id_number_normalize (value) : NULL;

  switch (field->kind)
    {
    case NUAN_FIELD_PHONE:
      return nuan_text_clean_number (phone, "0123456789+-", 20, field->name, _("A phone number has digits, + and -, 20 at most"), error);
    case NUAN_FIELD_CARD:
      return nuan_text_clean_number (value, "0123456789", 30, field->name, _("A card number has digits only, 30 at most"), error);
    case NUAN_FIELD_ID_NUMBER:
      return nuan_text_clean (number != NULL ? number : value, FALSE, FALSE, MAX_ID_NUMBER, field->name, error);
    default:
      if (field->naming)
        return nuan_text_clean_name (value, FALSE, field->most > 0 ? field->most : MAX_LINE, field->name, error);
      return nuan_text_clean (value, FALSE, memo, field->most > 0 ? field->most : memo ? MAX_MEMO : MAX_LINE, field->name, error);
    }
}

const char *
nuan_field_notice (const NuanField *field, const char *value)
{
  const gboolean memo = field->kind == NUAN_FIELD_MEMO;

  return memo || field->kind == NUAN_FIELD_TEXT ? nuan_text_notice (value, memo) : NULL;
}

static gboolean
check_clean (const NuanField *field, const char *value, GError **error)
{
  g_autofree char *text = nuan_field_clean (field, value, error);

  return text != NULL && is_there (field, text, error);
}

static gboolean
check_money (const NuanField *field, const char *value, GError **error)
{
  gint64 fen;

  return nuan_money_parse (value, field->name, &fen, error) && (!field->required || nuan_money_need (fen, field->name, error));
}

static gboolean
check_day (const NuanField *field, const char *value, GError **error)
{
  NuanDay day;

  return nuan_day_read (value, field->name, &day, error) && (!field->past || nuan_field_check_past (field->name, day, nuan_day_today (), error));
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
      return check_clean (field, value, error);
    case NUAN_FIELD_MONEY:
      return check_money (field, value, error);
    case NUAN_FIELD_DAY:
      return check_day (field, value, error);
    case NUAN_FIELD_ID_NUMBER:
      return nuan_id_number_parse (value, TRUE, nuan_day_today (), field->name, &id, error);
    case NUAN_FIELD_PHONE:
    case NUAN_FIELD_CARD:
      return check_clean (field, value, error);
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

/* One value as typed. NULL, and an empty one where the field is not required, is right. */
static gboolean
check_field (const NuanField *field, const char *value, GError **error)
{
  if (value == NULL || (is_blank (field, value) && !field->required))
    return TRUE;

  return is_there (field, value, error) && check_value (field, value, error);
}

char *
nuan_field_get (const NuanField *field, gconstpointer thing)
{
  gconstpointer value = (const char *) thing + field->place;

  g_return_val_if_fail (field->place != 0, NULL);

  if (field->kind == NUAN_FIELD_FLAG)
    return g_strdup (*(const gboolean *) value ? "1" : "");
  if (field->kind == NUAN_FIELD_DAY)
    return nuan_day_format (*(const NuanDay *) value);
  if (field->kind != NUAN_FIELD_MONEY)
    return g_strdup (*(char *const *) value != NULL ? *(char *const *) value : "");

  return *(const gint64 *) value != 0 ? nuan_money_format (*(const gint64 *) value) : g_strdup ("");
}

gboolean
nuan_field_set (const NuanField *field, gpointer thing, const char *value, GError **error)
{
  const gboolean given = value != NULL && !is_blank (field, value);
  gpointer place = (char *) thing + field->place;
  NuanDay day = NUAN_DAY_NONE;
  gint64 fen = 0;

  g_return_val_if_fail (field->place != 0, FALSE);

  if (field->kind == NUAN_FIELD_MONEY)
    {
      if (given && !nuan_money_parse (value, field->name, &fen, error))
        return FALSE;
      *(gint64 *) place = fen;
    }
  else if (field->kind == NUAN_FIELD_DAY)
    {
      if (given && !nuan_day_read (value, field->name, &day, error))
        return FALSE;
      *(NuanDay *) place = day;
    }
  else if (field->kind == NUAN_FIELD_FLAG)
    {
      *(gboolean *) place = value != NULL && *value != '\0';
    }
  else
    {
      g_free (*(char **) place);
      *(char **) place = g_strdup (value != NULL ? value : "");
    }
  return TRUE;
}

static gboolean
tidy_text (const NuanField *field, char **text, GError **error)
{
  char *tidy = nuan_field_clean (field, *text, error);

  if (tidy == NULL)
    return FALSE;

  g_free (*text);
  *text = tidy;
  return is_there (field, tidy, error) &&
         (field->kind != NUAN_FIELD_CODE || field->list == NULL || *tidy == '\0' ||
          nuan_code_check (field->list, tidy, field->name, error));
}

gboolean
nuan_field_tidy (const NuanField *field, gpointer thing, GError **error)
{
  gpointer place = (char *) thing + field->place;

  g_return_val_if_fail (field->place != 0, FALSE);

  if (field->kind == NUAN_FIELD_FLAG || field->kind == NUAN_FIELD_DAY)
    return TRUE;
  if (field->kind != NUAN_FIELD_MONEY)
    return tidy_text (field, place, error);
  if (*(gint64 *) place >= 0)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_INVALID, field->name, _("An amount is not negative"));
  return FALSE;
}

char *
nuan_field_mask (const NuanField *field, const char *value)
{
  if (field->kind == NUAN_FIELD_ID_NUMBER)
    return nuan_mask_id_number (value);

  return field->kind == NUAN_FIELD_CARD ? nuan_mask_card (value) : NULL;
}

GPtrArray *
nuan_fields_check (const NuanField *fields, NuanFieldValue value, gpointer data)
{
  GPtrArray *errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);

  for (; fields->name != NULL; fields++)
    {
      GError *error = NULL;

      if (!check_field (fields, value (fields, data), &error))
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

gboolean
nuan_fields_are_right (GPtrArray *errors, GError **error)
{
  const gboolean right = errors->len == 0;

  if (!right)
    g_propagate_error (error, g_error_copy (g_ptr_array_index (errors, 0)));
  g_ptr_array_unref (errors);
  return right;
}

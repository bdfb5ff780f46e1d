#include "config.h"

#include "exchange/household-json-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/money.h"
#include "exchange/json-node.h"

#define MOST_ERRORS 100   /* of one household */

/* The fields are those of the form (model/household/household-fields.h): "incomes.wage" is "wage" in the object "incomes", "causes[0]" the
 * first of the list "causes". Beside them stands what the program itself says of a file and its members. */
static const char *const household_shown[] = { "number", "version", "state", "category", "assessment", "confirmed", NULL };
static const char *const member_shown[] = { "row", "id", "sex", "birth", "age", NULL };

const NuanField *
nuan_household_json_field (const NuanField *fields, const char *name)
{
  return strpbrk (name, ".[") == NULL ? nuan_fields_find (fields, name) : NULL;
}

const NuanField *
nuan_household_json_group (const char *name, const char *sign)
{
  g_autofree char *start = g_strconcat (name, sign, NULL);
  const NuanField *field = nuan_household_fields;

  while (field->name != NULL && !g_str_has_prefix (field->name, start))
    field++;
  return field->name != NULL ? field : NULL;
}

static GPtrArray *
new_errors (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
}

/* What is wrong is added to ERRORS, until there are enough of them: a last one says that it is not all. Takes ERROR. */
static gboolean
note (GPtrArray *errors, GError *error)
{
  const gboolean right = error == NULL;

  if (errors->len >= MOST_ERRORS && !right)
    {
      g_clear_error (&error);
      if (errors->len == MOST_ERRORS)
        nuan_error_set (&error, NUAN_ERROR_INVALID, NULL, _("More is wrong than these %u: mend them first"), MOST_ERRORS);
    }
  nuan_fields_add_error (errors, error);
  return right;
}

/* OWN, told of a part called NAME, to the others; a sign joins it with the fields of that part. Takes OWN. */
static void
note_part (GPtrArray *errors, GPtrArray *own, const char *name)
{
  g_autofree char *prefix = g_strconcat (name, ".", NULL);

  while (own->len > 0)
    {
      GError *error = g_ptr_array_steal_index (own, 0);

      nuan_error_prefix_field (&error, nuan_error_get_field (error) != NULL ? prefix : name);
      note (errors, error);
    }
  g_ptr_array_unref (own);
}

static gboolean
is_kind (const NuanJsonNode *node, NuanJsonKind kind, const char *field, GPtrArray *errors)
{
  GError *error = NULL;

  nuan_json_check_kind (node, kind, field, &error);
  return note (errors, error);
}

/* Each key once. */
static void
check_keys (const NuanJsonNode *object, GPtrArray *errors)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < object->keys->len; i++)
    if (!g_hash_table_add (seen, g_ptr_array_index (object->keys, i)))
      note (errors, nuan_json_error_twice (g_ptr_array_index (object->keys, i)));
}

static gboolean
read_whole_number (const NuanJsonNode *node, const char *name, gint64 most, gint64 *number, GError **error)
{
  if (!nuan_json_check_kind (node, NUAN_JSON_NUMBER, name, error))
    return FALSE;
  if (g_ascii_string_to_signed (node->text, 10, 0, most, number, NULL))
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_INVALID, name, _("It must be a whole number"));
  return FALSE;
}

static gboolean
read_amount (const NuanJsonNode *node, const NuanField *field, gint64 *fen, GError **error)
{
  if (node->kind == NUAN_JSON_NUMBER)
    return nuan_money_parse (node->text, field->name, fen, error);
  if (node->kind != NUAN_JSON_TEXT)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, field->name, _("It must be an amount in 元: a number, or text in quotes"));
      return FALSE;
    }
  return nuan_json_check_kind (node, NUAN_JSON_TEXT, field->name, error) && nuan_money_parse (node->text, field->name, fen, error);
}

/* A value to its place in the struct. */
static gboolean
read_value (const NuanJsonNode *node, const NuanField *field, gpointer thing, GError **error)
{
  if (field->kind == NUAN_FIELD_MONEY)
    return read_amount (node, field, (gint64 *) G_STRUCT_MEMBER_P (thing, field->place), error);
  if (field->kind == NUAN_FIELD_FLAG)
    return nuan_json_check_kind (node, NUAN_JSON_BOOLEAN, field->name, error) && nuan_field_set (field, thing, node->truth ? "1" : "", error);

  return nuan_json_check_kind (node, NUAN_JSON_TEXT, field->name, error) && nuan_field_set (field, thing, node->text, error);
}

static void
read_member_field (const NuanJsonNode *node, const char *name, NuanHouseholdJson how, NuanMember *member, GError **error)
{
  const NuanField *field = nuan_household_json_field (nuan_member_fields, name);

  if (field != NULL)
    read_value (node, field, member, error);
  else if (how != NUAN_HOUSEHOLD_JSON_SHOWN || !g_strv_contains (member_shown, name))
    nuan_json_refuse_unknown (name, error);
  else if (strcmp (name, "id") == 0)
    read_whole_number (node, name, G_MAXINT64, &member->id, error);
}

static void
read_member (const NuanJsonNode *node, NuanHouseholdJson how, NuanMember *member, GPtrArray *errors)
{
  if (!is_kind (node, NUAN_JSON_OBJECT, NULL, errors))
    return;

  check_keys (node, errors);
  for (guint i = 0; i < node->items->len; i++)
    {
      GError *error = NULL;

      read_member_field (g_ptr_array_index (node->items, i), g_ptr_array_index (node->keys, i), how, member, &error);
      note (errors, error);
    }
}

static void
read_members (const NuanJsonNode *node, NuanHouseholdJson how, NuanHousehold *household, GPtrArray *errors)
{
  if (!is_kind (node, NUAN_JSON_ARRAY, "members", errors))
    return;

  for (guint i = 0; i < node->items->len; i++)
    {
      NuanMember *member = nuan_member_new ();
      GPtrArray *own = new_errors ();
      g_autofree char *row = g_strdup_printf ("members[%u]", i);

      g_ptr_array_add (household->members, member);
      read_member (g_ptr_array_index (node->items, i), how, member, own);
      note_part (errors, own, row);
    }
}

static void
read_causes (const NuanJsonNode *node, const char *name, NuanHousehold *household, GPtrArray *errors)
{
  g_autoptr (GStrvBuilder) causes = g_strv_builder_new ();

  if (!is_kind (node, NUAN_JSON_ARRAY, name, errors))
    return;

  for (guint i = 0; i < node->items->len; i++)
    {
      const NuanJsonNode *cause = g_ptr_array_index (node->items, i);
      g_autofree char *path = g_strdup_printf ("%s[%u]", name, i);

      g_strv_builder_add (causes, is_kind (cause, NUAN_JSON_TEXT, path, errors) ? cause->text : "");   /* each keeps its place */
    }
  g_strfreev (household->causes);
  household->causes = g_strv_builder_end (causes);
}

/* KEY of the object NAME; the error is at KEY. */
static void
read_in_group (const NuanJsonNode *node, const char *name, const char *key, NuanHousehold *household, GPtrArray *errors)
{
  g_autofree char *path = g_strconcat (name, ".", key, NULL);
  const NuanField *field = nuan_fields_find (nuan_household_fields, path);
  g_autofree char *prefix = g_strconcat (name, ".", NULL);
  GError *error = NULL;

  if (field == NULL)
    {
      nuan_json_refuse_unknown (key, &error);
      nuan_error_prefix_field (&error, prefix);
    }
  else
    {
      read_value (node, field, household, &error);   /* its name is the path */
    }
  note (errors, error);
}

/* An object of fields: incomes, expenses. */
static void
read_group (const NuanJsonNode *node, const char *name, NuanHousehold *household, GPtrArray *errors)
{
  GPtrArray *own;

  if (!is_kind (node, NUAN_JSON_OBJECT, name, errors))
    return;

  own = new_errors ();
  check_keys (node, own);
  note_part (errors, own, name);
  for (guint i = 0; i < node->items->len; i++)
    read_in_group (g_ptr_array_index (node->items, i), name, g_ptr_array_index (node->keys, i), household, errors);
}

/* Number and version are read, the rest follows from the file. */
static gboolean
read_shown (const NuanJsonNode *node, const char *name, NuanHousehold *household, GError **error)
{
  gint64 version = household->version;

  if (strcmp (name, "number") == 0)
    {
      if (!nuan_json_check_kind (node, NUAN_JSON_TEXT, name, error))
        return FALSE;
      g_free (household->number);
      household->number = g_strdup (node->text);
    }
  if (strcmp (name, "version") == 0 && !read_whole_number (node, name, G_MAXINT, &version, error))
    return FALSE;

  household->version = (gint) version;
  return TRUE;
}

static void
read_named (const NuanJsonNode *node, const char *name, NuanHouseholdJson how, NuanHousehold *household, GPtrArray *errors)
{
  const NuanField *field = nuan_household_json_field (nuan_household_fields, name);
  GError *error = NULL;

  if (field != NULL)
    read_value (node, field, household, &error);
  else if (strcmp (name, "members") == 0)
    read_members (node, how, household, errors);
  else if (nuan_household_json_group (name, "[") != NULL)
    read_causes (node, name, household, errors);
  else if (nuan_household_json_group (name, ".") != NULL)
    read_group (node, name, household, errors);
  else if (how == NUAN_HOUSEHOLD_JSON_SHOWN && g_strv_contains (household_shown, name))
    read_shown (node, name, household, &error);
  else
    nuan_json_refuse_unknown (name, &error);

  note (errors, error);
}

static void
check_given (const NuanJsonNode *node, const char *name, GPtrArray *errors)
{
  GError *error = NULL;

  if (!g_ptr_array_find_with_equal_func (node->keys, name, g_str_equal, NULL))
    nuan_error_set (&error, NUAN_ERROR_INVALID, name, _("The field is missing"));
  note (errors, error);
}

/* An accident's reason alone says that somebody chose it; a reason beside "accident": false contradicts itself. */
static void
settle_accident (const NuanJsonNode *node, NuanHousehold *household, GPtrArray *errors)
{
  const gboolean has_reason = household->accident_reason != NULL && *household->accident_reason != '\0';
  GError *error = NULL;

  if (!has_reason || household->accident)
    return;

  if (g_ptr_array_find_with_equal_func (node->keys, "accident", g_str_equal, NULL))
    nuan_error_set (&error, NUAN_ERROR_INVALID, "accident_reason", _("A reason is given, but “accident” is false"));
  else
    household->accident = TRUE;
  note (errors, error);
}

/* ONE is inside of OTHER. */
static gboolean
is_inside (const char *one, const char *other)
{
  const gsize length = strlen (other);

  return strncmp (one, other, length) == 0 && (one[length] == '.' || one[length] == '[');
}

/* FIELD is judged by what could not be read, the first N of ERRORS: a part of it, or what it is a part of. */
static gboolean
is_unread (const char *field, const GPtrArray *errors, guint n)
{
  for (guint i = 0; field != NULL && i < n; i++)
    {
      const char *known = nuan_error_get_field (g_ptr_array_index (errors, i));

      if (known != NULL && (is_inside (field, known) || is_inside (known, field)))
        return TRUE;
    }

  return FALSE;
}

/* What could be read is judged as well: all that is wrong is told at once. */
static void
check_rest (NuanHousehold *household, GPtrArray *errors)
{
  g_autoptr (GPtrArray) rules = nuan_household_find_errors (household, nuan_day_today ());
  const guint n_unread = errors->len;

  while (rules->len > 0)
    {
      GError *error = g_ptr_array_steal_index (rules, 0);

      if (is_unread (nuan_error_get_field (error), errors, n_unread))
        g_error_free (error);
      else
        note (errors, error);
    }
}

/* NULL: something is wrong. */
static NuanHousehold *
read_household (const NuanJsonNode *node, NuanHouseholdJson how, GPtrArray *errors)
{
  g_autoptr (NuanHousehold) household = nuan_household_new ();

  g_ptr_array_set_size (household->members, 0);
  if (!is_kind (node, NUAN_JSON_OBJECT, NULL, errors))
    return NULL;

  check_keys (node, errors);
  for (guint i = 0; i < node->items->len; i++)
    read_named (g_ptr_array_index (node->items, i), g_ptr_array_index (node->keys, i), how, household, errors);
  check_given (node, "unit", errors);
  check_given (node, "members", errors);
  settle_accident (node, household, errors);
  if (errors->len > 0)
    check_rest (household, errors);
  return errors->len == 0 ? g_steal_pointer (&household) : NULL;
}

typedef struct {
  GPtrArray        *households;
  GPtrArray        *problems;
  NuanHouseholdJson how;
  gboolean          is_array;
} Reading;

static gboolean
row_cb (const NuanJsonNode *node, guint row, gpointer data, GError **error)
{
  Reading *reading = data;
  g_autoptr (GPtrArray) errors = new_errors ();
  g_autofree char *place = g_strdup_printf ("[%u]", row);

  g_ptr_array_add (reading->households, read_household (node, reading->how, errors));
  while (reading->problems != NULL && errors->len > 0)
    {
      GError *problem = g_ptr_array_steal_index (errors, 0);
      g_autofree char *prefix = g_strconcat (place, nuan_error_get_field (problem) != NULL ? "." : "", NULL);

      if (reading->is_array)
        nuan_error_prefix_field (&problem, prefix);
      g_ptr_array_add (reading->problems, problem);
    }
  return TRUE;
}

static void
household_free (gpointer household)
{
  if (household != NULL)
    nuan_household_free (household);
}

GPtrArray *
nuan_household_json_read (const char *text, gsize size, NuanHouseholdJson how, gboolean *is_array, GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) households = g_ptr_array_new_with_free_func (household_free);
  Reading reading = { .households = households, .problems = problems, .how = how };

  if (!nuan_json_visit (text, size, &reading.is_array, row_cb, &reading, error))
    return NULL;
  if (is_array != NULL)
    *is_array = reading.is_array;
  return g_steal_pointer (&households);
}

void
nuan_household_json_problem_free (gpointer error)
{
  if (error != NULL)
    g_error_free (error);
}

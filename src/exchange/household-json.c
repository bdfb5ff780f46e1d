#include "config.h"

#include "exchange/household-json.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/mask.h"
#include "base/money.h"
#include "exchange/json-node.h"
#include "exchange/json.h"

/* In the order of the enums. */

/* What may stand in a field; the order of the checks is that of the sentences below. */
typedef enum { FIELD_TEXT, FIELD_NUMBER, FIELD_BOOLEAN, FIELD_OBJECT, FIELD_ARRAY, FIELD_IGNORED } FieldKind;

typedef struct {
  const char *name;
  FieldKind   kind;
  gsize       offset;
  gboolean    shown_only;   /* allowed in NUAN_HOUSEHOLD_JSON_SHOWN alone */
} Field;

static const Field household_fields[] = {
  { "unit",            FIELD_TEXT,    G_STRUCT_OFFSET (NuanHousehold, unit) },
  { "address",         FIELD_TEXT,    G_STRUCT_OFFSET (NuanHousehold, address) },
  { "phone",           FIELD_TEXT,    G_STRUCT_OFFSET (NuanHousehold, phone) },
  { "note",            FIELD_TEXT,    G_STRUCT_OFFSET (NuanHousehold, note) },
  { "accident",        FIELD_BOOLEAN, G_STRUCT_OFFSET (NuanHousehold, accident) },
  { "accident_reason", FIELD_TEXT,    G_STRUCT_OFFSET (NuanHousehold, accident_reason) },
  { "causes",          FIELD_ARRAY },
  { "members",         FIELD_ARRAY },
  { "incomes",         FIELD_OBJECT },
  { "expenses",        FIELD_OBJECT },
  { "number",          FIELD_TEXT,    G_STRUCT_OFFSET (NuanHousehold, number), TRUE },
  { "version",         FIELD_NUMBER,  G_STRUCT_OFFSET (NuanHousehold, version), TRUE },
  { "state",           FIELD_IGNORED, 0, TRUE },
  { "category",        FIELD_IGNORED, 0, TRUE },   /* these three nuanctl adds */
  { "assessment",      FIELD_IGNORED, 0, TRUE },
  { "confirmed",       FIELD_IGNORED, 0, TRUE },
  { NULL },
};

static const Field member_fields[] = {
  { "name",      FIELD_TEXT,    G_STRUCT_OFFSET (NuanMember, name) },
  { "id_number", FIELD_TEXT,    G_STRUCT_OFFSET (NuanMember, id_number) },
  { "relation",  FIELD_TEXT,    G_STRUCT_OFFSET (NuanMember, relation) },
  { "phone",     FIELD_TEXT,    G_STRUCT_OFFSET (NuanMember, phone) },
  { "card",      FIELD_TEXT,    G_STRUCT_OFFSET (NuanMember, card) },
  { "employer",  FIELD_TEXT,    G_STRUCT_OFFSET (NuanMember, employer) },
  { "health",    FIELD_TEXT,    G_STRUCT_OFFSET (NuanMember, health) },
  { "counted",   FIELD_BOOLEAN, G_STRUCT_OFFSET (NuanMember, counted) },
  { "id",        FIELD_NUMBER,  G_STRUCT_OFFSET (NuanMember, id), TRUE },
  { "sex",       FIELD_IGNORED, 0, TRUE },
  { "birth",     FIELD_IGNORED, 0, TRUE },
  { NULL },
};

static const Field *
find_field (const Field *fields, const char *name, NuanHouseholdJson how)
{
  for (; fields->name != NULL; fields++)
    if (strcmp (fields->name, name) == 0)
      return fields->shown_only && how != NUAN_HOUSEHOLD_JSON_SHOWN ? NULL : fields;
  return NULL;
}

static gboolean
check_kind (const NuanJsonNode *node, NuanJsonKind kind, const char *field, GError **error)
{
  static const char *const sentences[] = {
    [NUAN_JSON_BOOLEAN] = N_("It must be true or false"), [NUAN_JSON_NUMBER] = N_("It must be a whole number"),
    [NUAN_JSON_TEXT] = N_("It must be text in quotes"),   [NUAN_JSON_OBJECT] = N_("It must be an object {…}"),
    [NUAN_JSON_ARRAY] = N_("It must be a list […]"),
  };

  if (node->broken)
    nuan_error_set (error, NUAN_ERROR_INVALID, field, _("A NUL character is not allowed"));
  else if (node->kind != kind)
    nuan_error_set (error, NUAN_ERROR_INVALID, field, "%s", _(sentences[kind]));
  else
    return TRUE;
  return FALSE;
}

/* Each key once; the object's own path is put before by the caller. */
static gboolean
check_keys (const NuanJsonNode *object, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < object->keys->len; i++)
    if (!g_hash_table_add (seen, g_ptr_array_index (object->keys, i)))
      {
        nuan_error_set (error, NUAN_ERROR_INVALID, g_ptr_array_index (object->keys, i), _("The field is given twice"));
        return FALSE;
      }
  return TRUE;
}

/* A name that nobody knows may hold anything; what is shown of it stays short and on one line. */
static gboolean
refuse_unknown (const char *name, GError **error)
{
  g_autofree char *start = g_utf8_substring (name, 0, MIN (40, g_utf8_strlen (name, -1)));
  g_autofree char *plain = g_strdelimit (g_steal_pointer (&start), "\n\r\t", ' ');

  nuan_error_set (error, NUAN_ERROR_INVALID, plain, _("There is no such field"));
  return FALSE;
}

static gboolean
read_whole_number (const NuanJsonNode *node, const Field *field, gpointer target, GError **error)
{
  const gboolean wide = strcmp (field->name, "id") == 0;
  gint64 number;

  if (!g_ascii_string_to_signed (node->text, 10, 0, wide ? G_MAXINT64 : G_MAXINT, &number, NULL))
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, field->name, _("It must be a whole number"));
      return FALSE;
    }
  if (wide)
    *(gint64 *) target = number;
  else
    *(gint *) target = (gint) number;
  return TRUE;
}

/* A text, number or boolean to its place in the struct. */
static gboolean
read_scalar (const NuanJsonNode *node, const Field *field, gpointer object, GError **error)
{
  gpointer target = (char *) object + field->offset;

  switch (field->kind)
    {
    case FIELD_TEXT:
      if (!check_kind (node, NUAN_JSON_TEXT, field->name, error))
        return FALSE;
      g_free (*(char **) target);
      *(char **) target = g_strdup (node->text);
      return TRUE;

    case FIELD_NUMBER:
      return check_kind (node, NUAN_JSON_NUMBER, field->name, error) && read_whole_number (node, field, target, error);

    case FIELD_BOOLEAN:
      if (!check_kind (node, NUAN_JSON_BOOLEAN, field->name, error))
        return FALSE;
      *(gboolean *) target = node->truth;
      return TRUE;

    case FIELD_IGNORED:
      return TRUE;

    case FIELD_OBJECT:
    case FIELD_ARRAY:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
read_member (const NuanJsonNode *node, NuanHouseholdJson how, NuanMember *member, GError **error)
{
  if (!check_kind (node, NUAN_JSON_OBJECT, NULL, error) || !check_keys (node, error))
    return FALSE;

  for (guint i = 0; i < node->items->len; i++)
    {
      const char *name = g_ptr_array_index (node->keys, i);
      const Field *field = find_field (member_fields, name, how);

      if (field == NULL)
        return refuse_unknown (name, error);
      if (!read_scalar (g_ptr_array_index (node->items, i), field, member, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_members (const NuanJsonNode *node, NuanHouseholdJson how, NuanHousehold *household, GError **error)
{
  if (!check_kind (node, NUAN_JSON_ARRAY, "members", error))
    return FALSE;

  for (guint i = 0; i < node->items->len; i++)
    {
      NuanMember *member = nuan_member_new ();

      g_ptr_array_add (household->members, member);
      if (!read_member (g_ptr_array_index (node->items, i), how, member, error))
        {
          g_autofree char *row = g_strdup_printf ("members[%u]", i);
          g_autofree char *prefix = g_strconcat (row, error != NULL && nuan_error_get_field (*error) != NULL ? "." : "", NULL);

          nuan_error_prefix_field (error, prefix);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_causes (const NuanJsonNode *node, NuanHousehold *household, GError **error)
{
  g_autoptr (GStrvBuilder) causes = g_strv_builder_new ();

  if (!check_kind (node, NUAN_JSON_ARRAY, "causes", error))
    return FALSE;

  for (guint i = 0; i < node->items->len; i++)
    {
      const NuanJsonNode *cause = g_ptr_array_index (node->items, i);
      g_autofree char *path = g_strdup_printf ("causes[%u]", i);

      if (!check_kind (cause, NUAN_JSON_TEXT, path, error))
        return FALSE;
      g_strv_builder_add (causes, cause->text);
    }
  g_strfreev (household->causes);
  household->causes = g_strv_builder_end (causes);
  return TRUE;
}

static gboolean
read_amount (const NuanJsonNode *node, const char *path, gint64 *fen, GError **error)
{
  if (node->kind == NUAN_JSON_NUMBER)
    return nuan_money_parse (node->text, path, fen, error);
  if (node->kind != NUAN_JSON_TEXT)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, path, _("It must be an amount in 元: a number, or text in quotes"));
      return FALSE;
    }
  return check_kind (node, NUAN_JSON_TEXT, path, error) && nuan_money_parse (node->text, path, fen, error);
}

static gboolean
read_amounts (const NuanJsonNode *node, const char *name, const char *const *codes, guint n_codes, gint64 *amounts, GError **error)
{
  g_autofree char *prefix = g_strconcat (name, ".", NULL);

  if (!check_kind (node, NUAN_JSON_OBJECT, name, error))
    return FALSE;
  if (!check_keys (node, error))
    {
      nuan_error_prefix_field (error, prefix);
      return FALSE;
    }

  for (guint i = 0; i < node->items->len; i++)
    {
      const char *key = g_ptr_array_index (node->keys, i);
      guint head = 0;

      while (head < n_codes && strcmp (codes[head], key) != 0)
        head++;
      if (head == n_codes ? !refuse_unknown (key, error) : !read_amount (g_ptr_array_index (node->items, i), key, &amounts[head], error))
        {
          nuan_error_prefix_field (error, prefix);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_field (const NuanJsonNode *node, const Field *field, NuanHouseholdJson how, NuanHousehold *household, GError **error)
{
  if (strcmp (field->name, "members") == 0)
    return read_members (node, how, household, error);
  if (strcmp (field->name, "causes") == 0)
    return read_causes (node, household, error);
  if (strcmp (field->name, "incomes") == 0)
    return read_amounts (node, "incomes", nuan_income_codes, NUAN_N_INCOMES, household->incomes_fen, error);
  if (strcmp (field->name, "expenses") == 0)
    return read_amounts (node, "expenses", nuan_expense_codes, NUAN_N_EXPENSES, household->expenses_fen, error);
  return read_scalar (node, field, household, error);
}

static gboolean
check_given (const NuanJsonNode *node, const char *name, GError **error)
{
  if (g_ptr_array_find_with_equal_func (node->keys, name, g_str_equal, NULL))
    return TRUE;
  nuan_error_set (error, NUAN_ERROR_INVALID, name, _("The field is missing"));
  return FALSE;
}

/* An accident's reason alone says that somebody chose it; a reason beside "accident": false contradicts itself. */
static gboolean
settle_accident (const NuanJsonNode *node, NuanHousehold *household, GError **error)
{
  const gboolean has_reason = household->accident_reason != NULL && *household->accident_reason != '\0';

  if (!has_reason || household->accident)
    return TRUE;
  if (g_ptr_array_find_with_equal_func (node->keys, "accident", g_str_equal, NULL))
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "accident_reason", _("A reason is given, but “accident” is false"));
      return FALSE;
    }
  household->accident = TRUE;
  return TRUE;
}

static NuanHousehold *
read_household (const NuanJsonNode *node, NuanHouseholdJson how, GError **error)
{
  g_autoptr (NuanHousehold) household = nuan_household_new ();

  g_ptr_array_set_size (household->members, 0);
  if (!check_kind (node, NUAN_JSON_OBJECT, NULL, error) || !check_keys (node, error))
    return NULL;

  for (guint i = 0; i < node->items->len; i++)
    {
      const char *name = g_ptr_array_index (node->keys, i);
      const Field *field = find_field (household_fields, name, how);

      if (field == NULL)
        return refuse_unknown (name, error), NULL;
      if (!read_field (g_ptr_array_index (node->items, i), field, how, household, error))
        return NULL;
    }
  if (!check_given (node, "unit", error) || !check_given (node, "members", error) || !settle_accident (node, household, error))
    return NULL;
  return g_steal_pointer (&household);
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
  GError *problem = NULL;
  NuanHousehold *household = read_household (node, reading->how, &problem);

  g_ptr_array_add (reading->households, household);
  if (household != NULL)
    return TRUE;

  if (reading->is_array)
    {
      g_autofree char *prefix = g_strdup_printf ("[%u]%s", row, nuan_error_get_field (problem) != NULL ? "." : "");

      nuan_error_prefix_field (&problem, prefix);
    }
  if (reading->problems != NULL)
    g_ptr_array_add (reading->problems, problem);
  else
    g_error_free (problem);
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

static void
write_text (yajl_gen gen, const char *key, const char *text)
{
  nuan_json_key (gen, key);
  nuan_json_text (gen, text);
}

/* Sex and birth follow from the whole ID number, whatever is shown of it. */
static void
write_member (yajl_gen gen, const NuanMember *member, gboolean masked)
{
  static const char *const sexes[] = { [NUAN_SEX_UNKNOWN] = "0", [NUAN_SEX_MALE] = "1", [NUAN_SEX_FEMALE] = "2" };

  yajl_gen_map_open (gen);
  if (member->id > 0)
    {
      nuan_json_key (gen, "id");
      nuan_json_number (gen, member->id);
    }
  for (const Field *field = member_fields; field->name != NULL; field++)
    if (field->kind == FIELD_TEXT)
      {
        const char *text = *(char *const *) ((const char *) member + field->offset);
        g_autofree char *shown = !masked                                  ? NULL
                                 : strcmp (field->name, "id_number") == 0 ? nuan_mask_id_number (text)
                                 : strcmp (field->name, "card") == 0      ? nuan_mask_card (text)
                                                                          : NULL;

        write_text (gen, field->name, shown != NULL ? shown : text);
      }
  nuan_json_key (gen, "counted");
  yajl_gen_bool (gen, member->counted);
  write_text (gen, "sex", sexes[nuan_member_get_sex (member)]);
  nuan_json_key (gen, "birth");
  nuan_json_day (gen, nuan_member_get_birth (member));
  yajl_gen_map_close (gen);
}

static void
write_amounts (yajl_gen gen, const char *key, const char *const *codes, guint n_codes, const gint64 *amounts)
{
  nuan_json_key (gen, key);
  yajl_gen_map_open (gen);
  for (guint i = 0; i < n_codes; i++)
    {
      nuan_json_key (gen, codes[i]);
      nuan_json_money (gen, amounts[i]);
    }
  yajl_gen_map_close (gen);
}

void
nuan_household_json_generate (yajl_gen gen, const NuanHousehold *household, gboolean masked)
{
  write_text (gen, "number", household->number);
  write_text (gen, "state", nuan_household_state_code (household->state));
  nuan_json_key (gen, "version");
  nuan_json_number (gen, household->version);
  write_text (gen, "unit", household->unit);
  write_text (gen, "address", household->address);
  write_text (gen, "phone", household->phone);
  write_text (gen, "note", household->note);

  nuan_json_key (gen, "causes");
  yajl_gen_array_open (gen);
  for (char **cause = household->causes; cause != NULL && *cause != NULL; cause++)
    nuan_json_text (gen, *cause);
  yajl_gen_array_close (gen);

  nuan_json_key (gen, "members");
  yajl_gen_array_open (gen);
  for (guint i = 0; i < household->members->len; i++)
    write_member (gen, g_ptr_array_index (household->members, i), masked);
  yajl_gen_array_close (gen);

  write_amounts (gen, "incomes", nuan_income_codes, NUAN_N_INCOMES, household->incomes_fen);
  write_amounts (gen, "expenses", nuan_expense_codes, NUAN_N_EXPENSES, household->expenses_fen);
  nuan_json_key (gen, "accident");
  yajl_gen_bool (gen, household->accident);
  write_text (gen, "accident_reason", household->accident_reason);
}

char *
nuan_household_json_write (const NuanHousehold *household)
{
  yajl_gen gen = nuan_json_begin ();

  yajl_gen_map_open (gen);
  nuan_household_json_generate (gen, household, FALSE);
  yajl_gen_map_close (gen);
  return nuan_json_end (gen);
}

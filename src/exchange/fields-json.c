#include "config.h"

#include "exchange/fields-json.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "exchange/json-node.h"

struct _NuanFieldsJson
{
  const NuanField     *fields;
  const NuanFieldName *names;
  GHashTable          *values;    /* name of the field → text as it was given */
  GHashTable          *objects;   /* paths of those that stand there */
};

typedef struct {
  NuanFieldsJson *json;
  GPtrArray      *errors;
  guint           n_objects;
} Reading;

void
nuan_fields_json_free (NuanFieldsJson *json)
{
  if (json == NULL)
    return;

  g_hash_table_unref (json->values);
  g_hash_table_unref (json->objects);
  g_free (json);
}

static const NuanField *
find_field (const NuanFieldsJson *json, const char *path)
{
  for (const NuanField *field = json->fields; field->name != NULL; field++)
    if (g_strcmp0 (nuan_field_name_elsewhere (json->names, field->name), path) == 0)
      return field;

  return NULL;
}

/* "proxy", where "proxy.name" is a field. */
static gboolean
is_group (const NuanFieldsJson *json, const char *path)
{
  g_autofree char *start = g_strconcat (path, ".", NULL);

  for (const NuanField *field = json->fields; field->name != NULL; field++)
    {
      const char *name = nuan_field_name_elsewhere (json->names, field->name);

      if (name != NULL && g_str_has_prefix (name, start))
        return TRUE;
    }

  return FALSE;
}

static gboolean
read_value (const NuanJsonNode *node, const NuanField *field, const char *path, NuanFieldsJson *json, GError **error)
{
  const NuanJsonKind kind = field->kind == NUAN_FIELD_FLAG ? NUAN_JSON_BOOLEAN
                            : field->kind == NUAN_FIELD_MONEY && node->kind == NUAN_JSON_NUMBER ? NUAN_JSON_NUMBER : NUAN_JSON_TEXT;

  if (!nuan_json_check_kind (node, kind, path, error))
    return FALSE;

  g_hash_table_insert (json->values, (gpointer) field->name, g_strdup (kind != NUAN_JSON_BOOLEAN ? node->text : node->truth ? "1" : ""));
  return TRUE;
}

static void read_object (const NuanJsonNode *object, const char *above, Reading *reading);

static void
read_named (const NuanJsonNode *node, const char *path, Reading *reading)
{
  const NuanField *field = find_field (reading->json, path);
  GError *error = NULL;

  if (field != NULL)
    read_value (node, field, path, reading->json, &error);
  else if (!is_group (reading->json, path))
    nuan_json_refuse_unknown (path, &error);
  else if (nuan_json_check_kind (node, NUAN_JSON_OBJECT, path, &error))
    {
      g_hash_table_add (reading->json->objects, g_strdup (path));
      read_object (node, path, reading);
    }
  nuan_fields_add_error (reading->errors, error);
}

static void
read_object (const NuanJsonNode *object, const char *above, Reading *reading)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < object->items->len; i++)
    {
      const char *key = g_ptr_array_index (object->keys, i);
      g_autofree char *path = above != NULL ? g_strconcat (above, ".", key, NULL) : g_strdup (key);

      if (!g_hash_table_add (seen, g_ptr_array_index (object->keys, i)))
        nuan_fields_add_error (reading->errors, nuan_json_error_twice (path));
      else
        read_named (g_ptr_array_index (object->items, i), path, reading);
    }
}

static gboolean
object_cb (const NuanJsonNode *node, guint row, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->n_objects++;
  if (!nuan_json_check_kind (node, NUAN_JSON_OBJECT, NULL, error))
    return FALSE;

  read_object (node, NULL, reading);
  return TRUE;
}

NuanFieldsJson *
nuan_fields_json_read (const NuanField *fields, const NuanFieldName *names, const char *text, gsize size, GPtrArray *errors, GError **error)
{
  g_autoptr (NuanFieldsJson) json = g_new0 (NuanFieldsJson, 1);
  Reading reading = { .json = json, .errors = errors };
  gboolean is_array = FALSE;

  json->fields = fields;
  json->names = names;
  json->values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  json->objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!nuan_json_visit (text, size, &is_array, object_cb, &reading, error))
    return NULL;
  if (is_array || reading.n_objects != 1)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, NULL, _("One object {…} is needed"));
      return NULL;
    }

  return g_steal_pointer (&json);
}

gboolean
nuan_fields_json_has (const NuanFieldsJson *json, const char *object)
{
  return g_hash_table_contains (json->objects, object);
}

const char *
nuan_fields_json_value (const NuanField *field, gpointer data)
{
  const NuanFieldsJson *json = data;

  return g_hash_table_lookup (json->values, field->name);
}

#include "config.h"

#include "exchange/json-node.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <yajl/yajl_parse.h>

#include "base/error.h"

#define DEPTH_MAX 16

typedef struct {
  GPtrArray       *open;      /* NuanJsonNode, from the row down to where we are; borrowed but for the first */
  gboolean        *is_array;
  gboolean         started;
  guint            row;
  NuanJsonVisitor  visitor;
  gpointer         data;
  GError         **error;
  gboolean         key_broken;
} Reader;

static void
node_free (gpointer data)
{
  NuanJsonNode *node = data;

  g_free (node->text);
  g_clear_pointer (&node->keys, g_ptr_array_unref);
  g_clear_pointer (&node->items, g_ptr_array_unref);
  g_free (node);
}

static NuanJsonNode *
node_new (NuanJsonKind kind)
{
  NuanJsonNode *node = g_new0 (NuanJsonNode, 1);

  node->kind = kind;
  if (kind == NUAN_JSON_OBJECT)
    node->keys = g_ptr_array_new_with_free_func (g_free);
  if (kind == NUAN_JSON_OBJECT || kind == NUAN_JSON_ARRAY)
    node->items = g_ptr_array_new_with_free_func (node_free);
  return node;
}

static gboolean
visit_row (Reader *reader, NuanJsonNode *node)
{
  gboolean go_on = reader->visitor (node, reader->row++, reader->data, reader->error);

  node_free (node);
  return go_on;
}

/* Where are we, in words: "[3].members[1].name". */
static char *
path_of (Reader *reader)
{
  GString *path = g_string_new (NULL);

  if (*reader->is_array)
    g_string_append_printf (path, "[%u]", reader->row);
  for (guint i = 0; i < reader->open->len; i++)
    {
      const NuanJsonNode *node = g_ptr_array_index (reader->open, i);

      if (node->kind == NUAN_JSON_ARRAY)
        g_string_append_printf (path, "[%u]", node->items->len - (i + 1 < reader->open->len ? 1 : 0));   /* the open child is in already */
      else if (node->keys->len > 0)
        g_string_append_printf (path, "%s%s", path->len > 0 ? "." : "", (char *) g_ptr_array_index (node->keys, node->keys->len - 1));
    }
  return g_string_free (path, FALSE);
}

/* Takes a finished scalar or a container just begun to its place in the tree. */
static gboolean
add (Reader *reader, NuanJsonNode *node)
{
  const gboolean container = node->items != NULL;

  if (reader->open->len > 0)
    {
      NuanJsonNode *parent = g_ptr_array_index (reader->open, reader->open->len - 1);

      if (container && reader->open->len >= DEPTH_MAX)
        {
          g_autofree char *path = path_of (reader);

          nuan_error_set (reader->error, NUAN_ERROR_INVALID, path, _("Nested too deeply"));
          node_free (node);
          return FALSE;
        }
      node->broken |= parent->kind == NUAN_JSON_OBJECT && reader->key_broken;
      g_ptr_array_add (parent->items, node);
    }
  else if (!container)
    {
      return visit_row (reader, node);
    }
  if (container)
    g_ptr_array_add (reader->open, node);
  return TRUE;
}

static gboolean
end (Reader *reader)
{
  NuanJsonNode *node;

  if (reader->open->len == 0)   /* the end of the outer array */
    return TRUE;
  node = g_ptr_array_steal_index (reader->open, reader->open->len - 1);
  return reader->open->len > 0 || visit_row (reader, node);
}

static NuanJsonNode *
text_node (NuanJsonKind kind, const void *text, size_t size)
{
  NuanJsonNode *node = node_new (kind);

  node->text = g_strndup (text, size);
  node->broken = memchr (text, 0, size) != NULL;
  return node;
}

static int
null_cb (void *data)
{
  Reader *reader = data;

  reader->started = TRUE;
  return add (reader, node_new (NUAN_JSON_NULL));
}

static int
boolean_cb (void *data, int truth)
{
  Reader *reader = data;
  NuanJsonNode *node = node_new (NUAN_JSON_BOOLEAN);

  node->truth = truth;
  reader->started = TRUE;
  return add (reader, node);
}

static int
number_cb (void *data, const char *text, size_t size)
{
  Reader *reader = data;

  reader->started = TRUE;
  return add (reader, text_node (NUAN_JSON_NUMBER, text, size));
}

static int
string_cb (void *data, const unsigned char *text, size_t size)
{
  Reader *reader = data;

  reader->started = TRUE;
  return add (reader, text_node (NUAN_JSON_TEXT, text, size));
}

static int
start_map_cb (void *data)
{
  Reader *reader = data;

  reader->started = TRUE;
  return add (reader, node_new (NUAN_JSON_OBJECT));
}

static int
map_key_cb (void *data, const unsigned char *key, size_t size)
{
  Reader *reader = data;
  NuanJsonNode *node = g_ptr_array_index (reader->open, reader->open->len - 1);

  reader->key_broken = memchr (key, 0, size) != NULL;
  g_ptr_array_add (node->keys, g_strndup ((const char *) key, size));
  return TRUE;
}

static int
end_cb (void *data)
{
  return end (data);
}

static int
start_array_cb (void *data)
{
  Reader *reader = data;

  if (!reader->started)
    {
      reader->started = TRUE;
      *reader->is_array = TRUE;
      return TRUE;
    }
  return add (reader, node_new (NUAN_JSON_ARRAY));
}

static const yajl_callbacks callbacks = {
  .yajl_null = null_cb,
  .yajl_boolean = boolean_cb,
  .yajl_number = number_cb,
  .yajl_string = string_cb,
  .yajl_start_map = start_map_cb,
  .yajl_map_key = map_key_cb,
  .yajl_end_map = end_cb,
  .yajl_start_array = start_array_cb,
  .yajl_end_array = end_cb,
};

static gboolean
refuse (const char *text, gsize position, const char *message, GError **error)
{
  guint line = 1;

  for (gsize i = 0; i < position; i++)
    line += text[i] == '\n';
  nuan_error_set (error, NUAN_ERROR_INVALID, NULL, _("Line %u: %s"), line, message);
  return FALSE;
}

static int
hex_value (const char *text, gsize left)
{
  int value = 0;

  if (left < 4)
    return -1;
  for (guint i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return -1;
      value = value * 16 + g_ascii_xdigit_value (text[i]);
    }
  return value;
}

/* yajl turns half of a surrogate pair into "?" without a word; a name must not change so. */
static gboolean
check_escapes (const char *text, gsize size, GError **error)
{
  for (gsize i = 0; i + 1 < size; i++)
    {
      int unit, low;

      if (text[i] != '\\')
        continue;
      i++;
      if (text[i] != 'u')
        continue;
      unit = hex_value (text + i + 1, size - i - 1);
      if (unit < 0xD800 || unit > 0xDFFF)
        continue;
      low = i + 6 < size && text[i + 5] == '\\' && text[i + 6] == 'u' ? hex_value (text + i + 7, size - i - 7) : -1;
      if (unit > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
        return refuse (text, i, _("half of a surrogate pair"), error);
      i += 10;
    }
  return TRUE;
}

gboolean
nuan_json_visit (const char *text, gsize size, gboolean *is_array, NuanJsonVisitor visitor, gpointer data, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean array = FALSE;
  Reader reader = { .is_array = &array, .visitor = visitor, .data = data, .error = &problem };
  yajl_handle handle;
  yajl_status status;
  const char *end_of_valid;
  gsize consumed;

  if (size >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    text += 3, size -= 3;
  if (!g_utf8_validate_len (text, size, &end_of_valid))
    return refuse (text, (gsize) (end_of_valid - text), _("not UTF-8 text"), error);
  if (!check_escapes (text, size, error))
    return FALSE;

  reader.is_array = is_array != NULL ? is_array : &array;
  *reader.is_array = FALSE;
  reader.open = g_ptr_array_new ();
  handle = yajl_alloc (&callbacks, NULL, &reader);
  status = yajl_parse (handle, (const unsigned char *) text, size);
  consumed = yajl_get_bytes_consumed (handle);
  if (status == yajl_status_ok)
    status = yajl_complete_parse (handle);
  yajl_free (handle);

  if (reader.open->len > 0)
    node_free (g_ptr_array_index (reader.open, 0));
  g_ptr_array_unref (reader.open);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return status == yajl_status_ok || refuse (text, MIN (consumed, size), _("not JSON from here on"), error);
}

gboolean
nuan_json_check_kind (const NuanJsonNode *node, NuanJsonKind kind, const char *field, GError **error)
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

GError *
nuan_json_error_twice (const char *field)
{
  GError *error = NULL;

  nuan_error_set (&error, NUAN_ERROR_INVALID, field, _("The field is given twice"));
  return error;
}

gboolean
nuan_json_refuse_unknown (const char *name, GError **error)
{
  g_autofree char *start = g_utf8_substring (name, 0, MIN (40, g_utf8_strlen (name, -1)));
  g_autofree char *plain = g_strdelimit (g_steal_pointer (&start), "\n\r\t", ' ');

  nuan_error_set (error, NUAN_ERROR_INVALID, plain, _("There is no such field"));
  return FALSE;
}

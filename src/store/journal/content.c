#include "config.h"

#include "store/journal/content.h"

#include <string.h>

#include "base/seal.h"

#define WINDOW 512

static void
append_number (GString *text, gint64 number)
{
  char digits[24];
  char *at = digits + sizeof digits;
  guint64 rest = number < 0 ? -(guint64) number : (guint64) number;

  do
    *--at = (char) ('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (number < 0)
    *--at = '-';
  g_string_append_len (text, at, digits + sizeof digits - at);
}

static void
append_text (GString *text, const char *value)
{
  for (const char *at = value;;)
    {
      const gsize plain = strcspn (at, "\\\n\t");

      g_string_append_len (text, at, (gssize) plain);
      at += plain;
      if (*at == '\0')
        return;
      g_string_append (text, *at == '\n' ? "\\n" : *at == '\t' ? "\\t" : "\\\\");
      at++;
    }
}

static void
append_name (GString *text, const char *name)
{
  g_string_append_c (text, '\t');
  g_string_append (text, name);
}

static void
append_value (GString *text, const char *name, const char *value)
{
  if (*value == '\0')
    return;

  append_name (text, name);
  g_string_append_c (text, '=');
  append_text (text, value);
}

static void
append_digest (GString *text, const char *name, const void *data, gsize size)
{
  g_autofree char *digest = nuan_sha256_hex (data, size);

  append_value (text, name, digest);
}

/* A key of another size is no key: it is told by its length, which is not that of a digest. */
static void
append_key (GString *text, const char *name, NuanStatement *row, int column)
{
  guint8 key[NUAN_KEY_BYTES];

  if (nuan_statement_bytes (row, column, key, sizeof key))
    append_digest (text, name, key, sizeof key);
  else
    append_value (text, name, "damaged");
}

static void
append_column (GString *text, const char *name, NuanColumnKind kind, NuanStatement *row, int column)
{
  const char *value;

  switch (kind)
    {
    case NUAN_COLUMN_TEXT:
      append_value (text, name, nuan_statement_text (row, column));
      return;
    case NUAN_COLUMN_SECRET:
      value = nuan_statement_text (row, column);
      append_digest (text, name, value, strlen (value));
      return;
    case NUAN_COLUMN_SECRET_KEY:
      append_key (text, name, row, column);
      return;
    default:
      if (kind == NUAN_COLUMN_NUMBER && nuan_statement_int (row, column) == 0)
        return;
      append_name (text, name);
      if (kind == NUAN_COLUMN_NULLABLE && nuan_statement_is_null (row, column))
        return;
      g_string_append_c (text, '=');
      append_number (text, nuan_statement_int (row, column));
    }
}

/* One line of the row that stands in ROW from column FIRST on. */
static void
append_row (GString *text, const NuanShape *shape, NuanStatement *row, int first)
{
  g_string_append (text, shape->table);
  for (guint i = 0; i < shape->n_columns; i++)
    append_column (text, shape->names[i], shape->kinds[i], row, first + (int) i);
  g_string_append_c (text, '\n');
}

void
nuan_content_append_version (GString *text, gint64 journal_id, const char *thing, gint64 id, const char *content)
{
  g_string_append (text, "version\tjournal_id=");
  append_number (text, journal_id);
  append_value (text, "thing", thing);
  g_string_append (text, "\tid=");
  append_number (text, id);
  append_value (text, "content", content);
  g_string_append_c (text, '\n');
}

static const NuanShape *
next_part (const NuanShape *shape, const NuanShape *part)
{
  guint n;
  const NuanShape *shapes = nuan_shapes (&n), *next = part != NULL ? part + 1 : shape + 1;

  return next < shapes + n && next->kind == NUAN_SHAPE_PART ? next : NULL;
}

static gboolean
read_rows (NuanConnection *connection, const NuanShape *shape, gint64 key, GString *text, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, shape->one, "i", key);

  while (nuan_statement_next (row, error))
    append_row (text, shape, row, 0);
  return !nuan_statement_failed (row);
}

gboolean
nuan_content_read (NuanConnection *connection, const NuanShape *shape, gint64 key, GString *text, GError **error)
{
  const gsize before = text->len;

  if (!read_rows (connection, shape, key, text, error))
    return FALSE;
  for (const NuanShape *part = next_part (shape, NULL); part != NULL && text->len > before; part = next_part (shape, part))
    if (!read_rows (connection, part, key, text, error))
      return FALSE;

  return TRUE;
}

/* Walks ------------------------------------------------------------------------------------------------------------------------------ */

static void
content_clear (gpointer content)
{
  g_string_free (((NuanContent *) content)->text, TRUE);
}

void
nuan_walk_init (NuanWalk *walk, const NuanShape *shape)
{
  *walk = (NuanWalk) { .shape = shape, .after_key = G_MININT64, .after_journal = G_MININT64, .after_thing = g_strdup ("") };
  walk->rows = g_array_new (FALSE, FALSE, sizeof (NuanContent));
  g_array_set_clear_func (walk->rows, content_clear);
}

void
nuan_walk_clear (NuanWalk *walk)
{
  g_clear_pointer (&walk->rows, g_array_unref);
  g_clear_pointer (&walk->after_thing, g_free);
}

static NuanContent *
content_at (NuanWalk *walk, guint i)
{
  return &g_array_index (walk->rows, NuanContent, i);
}

/* Rows of one key are one thing. */
static GString *
text_of (NuanWalk *walk, gint64 key, gint64 journal_id)
{
  NuanContent content = { key, journal_id, NULL };

  if (walk->rows->len > 0 && content_at (walk, walk->rows->len - 1)->key == key && walk->shape->kind == NUAN_SHAPE_THING)
    return content_at (walk, walk->rows->len - 1)->text;

  content.text = g_string_sized_new (256);
  g_array_append_val (walk->rows, content);
  return content.text;
}

static gboolean
read_heads (NuanWalk *walk, NuanConnection *connection, GError **error)
{
  const NuanShape *shape = walk->shape;
  g_autoptr (NuanStatement) row = shape->by_journal
                                      ? nuan_statement (connection, shape->window, "iii", walk->after_journal, walk->after_key, (gint64) WINDOW)
                                      : nuan_statement (connection, shape->window, "ii", walk->after_key, (gint64) WINDOW);

  while (nuan_statement_next (row, error))
    append_row (text_of (walk, nuan_statement_int (row, 0), nuan_statement_int (row, 1)), shape, row, 2);
  return !nuan_statement_failed (row);
}

/* Both are in the order of the head's key. */
static gboolean
read_part (NuanWalk *walk, const NuanShape *part, NuanConnection *connection, GError **error)
{
  guint at = 0;
  g_autoptr (NuanStatement) row = nuan_statement (connection, part->range, "ii", walk->after_key,
                                                  content_at (walk, walk->rows->len - 1)->key);

  while (nuan_statement_next (row, error))
    {
      while (at < walk->rows->len && content_at (walk, at)->key < nuan_statement_int (row, 0))
        at++;
      if (at < walk->rows->len && content_at (walk, at)->key == nuan_statement_int (row, 0))
        append_row (content_at (walk, at)->text, part, row, 1);
    }
  return !nuan_statement_failed (row);
}

static gboolean
read_window (NuanWalk *walk, NuanConnection *connection, GError **error)
{
  if (!read_heads (walk, connection, error))
    return FALSE;
  for (const NuanShape *part = next_part (walk->shape, NULL); part != NULL && walk->rows->len > 0; part = next_part (walk->shape, part))
    if (!read_part (walk, part, connection, error))
      return FALSE;

  return TRUE;
}

static gboolean
read_versions (NuanWalk *walk, NuanConnection *connection, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection,
    "SELECT journal_id, thing, id, content FROM version WHERE (journal_id, thing, id) > (?, ?, ?) ORDER BY journal_id, thing, id LIMIT ?", "itii",
    walk->after_journal, walk->after_thing, walk->after_key, (gint64) WINDOW);

  while (nuan_statement_next (row, error))
    {
      NuanContent content = { nuan_statement_int (row, 2), nuan_statement_int (row, 0), g_string_sized_new (512) };

      nuan_content_append_version (content.text, content.journal_id, nuan_statement_text (row, 1), content.key, nuan_statement_text (row, 3));
      g_array_append_val (walk->rows, content);
      g_free (walk->after_thing);
      walk->after_thing = nuan_statement_dup (row, 1);
    }
  return !nuan_statement_failed (row);
}

GArray *
nuan_walk_window (NuanWalk *walk, NuanConnection *connection, GError **error)
{
  if (walk->ended)
    return NULL;

  g_array_set_size (walk->rows, 0);
  walk->at = 0;
  walk->ended = !(walk->shape != NULL ? read_window (walk, connection, error) : read_versions (walk, connection, error)) || walk->rows->len == 0;
  if (walk->ended)
    return NULL;

  walk->after_key = content_at (walk, walk->rows->len - 1)->key;
  walk->after_journal = content_at (walk, walk->rows->len - 1)->journal_id;
  return walk->rows;
}

const NuanContent *
nuan_walk_peek (NuanWalk *walk, NuanConnection *connection, GError **error)
{
  if (walk->at >= walk->rows->len && nuan_walk_window (walk, connection, error) == NULL)
    return NULL;

  return content_at (walk, walk->at);
}

void
nuan_walk_step (NuanWalk *walk)
{
  walk->at++;
}

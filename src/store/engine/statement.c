#include "config.h"

#include "store/engine/statement.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>
#include <string.h>

#include "store/engine/engine-private.h"

#define BLOB_BYTES 32

struct _NuanStatement
{
  const NuanEngine *engine;
  gpointer          raw;       /* of the engine; NULL: it could not be prepared */
  GError           *problem;   /* why; the next step tells it */
  gboolean          kept;      /* in the connection's cache */
  gboolean          active;    /* a row is there */
  gboolean          failed;
};

static NuanStatement *
statement_new (NuanConnection *connection, gboolean kept)
{
  NuanStatement *statement = g_new0 (NuanStatement, 1);

  statement->engine = connection->engine;
  statement->kept = kept;
  return statement;
}

void
nuan_statement_free (NuanStatement *statement)
{
  if (statement->raw != NULL)
    statement->engine->finish (statement->raw);
  g_clear_error (&statement->problem);
  g_free (statement);
}

static void
reset (NuanStatement *statement)
{
  if (statement->active)
    statement->engine->reset (statement->raw);
  statement->active = FALSE;
}

void
nuan_statement_end (NuanStatement *statement)
{
  if (statement == NULL)
    return;

  reset (statement);
  if (!statement->kept)
    nuan_statement_free (statement);
}

void
nuan_connection_reset_statements (NuanConnection *connection)
{
  GHashTableIter iter;
  gpointer statement;

  g_hash_table_iter_init (&iter, connection->statements);
  while (g_hash_table_iter_next (&iter, NULL, &statement))
    reset (statement);
}

static void
bind_text (NuanStatement *statement, int parameter, const char *text)
{
  const NuanValue value = { .type = 't', .data = text, .n_bytes = text != NULL ? strlen (text) : 0 };

  statement->engine->bind (statement->raw, parameter, &value);
}

static void
bind (NuanStatement *statement, const char *types, va_list arguments)
{
  for (int i = 0; types[i] != '\0'; i++)
    {
      const char *text;
      g_autofree char *day = NULL;
      NuanValue value = { .type = types[i] };

      switch (types[i])
        {
        case 'i':
          value.number = va_arg (arguments, gint64);
          statement->engine->bind (statement->raw, i, &value);
          break;
        case 't':
          text = va_arg (arguments, const char *);
          bind_text (statement, i, text != NULL ? text : "");
          break;
        case 'n':
          bind_text (statement, i, va_arg (arguments, const char *));
          break;
        case 'd':
          day = nuan_day_format (va_arg (arguments, NuanDay));
          bind_text (statement, i, day);
          break;
        case 'z':
          value.data = va_arg (arguments, const void *);
          value.n_bytes = BLOB_BYTES;
          statement->engine->bind (statement->raw, i, &value);
          break;
        default:
          g_error ("unknown parameter type '%c'", types[i]);
        }
    }
}

/* What the file or server refuses is no reason to fall down: a table may have been dropped by another hand. */
static void
prepare (NuanStatement *statement, NuanConnection *connection, const char *sql, const char *types)
{
  statement->failed = FALSE;
  if (statement->raw != NULL)
    {
      reset (statement);
      return;
    }

  g_clear_error (&statement->problem);
  statement->raw = connection->engine->prepare (connection->db, sql, types, statement->kept, &statement->problem);
}

static NuanStatement *
start (NuanConnection *connection, const char *sql, const char *types, va_list arguments)
{
  NuanStatement *statement = g_hash_table_lookup (connection->statements, sql);

  if (statement == NULL)
    {
      statement = statement_new (connection, TRUE);
      g_hash_table_insert (connection->statements, (gpointer) sql, statement);
    }

  prepare (statement, connection, sql, types);
  if (statement->raw != NULL)
    bind (statement, types, arguments);
  return statement;
}

NuanStatement *
nuan_statement (NuanConnection *connection, const char *sql, const char *types, ...)
{
  NuanStatement *statement;
  va_list arguments;

  va_start (arguments, types);
  statement = start (connection, sql, types, arguments);
  va_end (arguments);
  return statement;
}

NuanStatement *
nuan_statement_once (NuanConnection *connection, const char *sql, const char *types, ...)
{
  NuanStatement *statement = statement_new (connection, FALSE);
  va_list arguments;

  prepare (statement, connection, sql, types);
  va_start (arguments, types);
  if (statement->raw != NULL)
    bind (statement, types, arguments);
  va_end (arguments);
  return statement;
}

NuanStatement *
nuan_statement_with_values (NuanConnection *connection, const char *sql, const char *types, char **values)
{
  NuanStatement *statement = statement_new (connection, FALSE);

  prepare (statement, connection, sql, types);
  for (int i = 0; statement->raw != NULL && types[i] != '\0'; i++)
    if (types[i] == 'i')
      {
        const NuanValue value = { .type = 'i', .number = g_ascii_strtoll (values[i], NULL, 10) };

        statement->engine->bind (statement->raw, i, &value);
      }
    else
      bind_text (statement, i, values[i]);
  return statement;
}

gboolean
nuan_statement_next (NuanStatement *statement, GError **error)
{
  NuanStep step;

  if (statement->raw == NULL)
    {
      statement->failed = TRUE;
      g_propagate_error (error, g_error_copy (statement->problem));
      return FALSE;
    }

  step = statement->engine->step (statement->raw, error);
  statement->active = step == NUAN_STEP_ROW;
  statement->failed = step == NUAN_STEP_FAILED;
  if (step != NUAN_STEP_ROW)
    statement->engine->reset (statement->raw);
  return statement->active;
}

gboolean
nuan_statement_failed (NuanStatement *statement)
{
  return statement->failed;
}

gboolean
nuan_statement_find (NuanStatement *statement, GError **error, NuanError code, const char *field, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  if (nuan_statement_next (statement, error))
    return TRUE;
  if (statement->failed)
    return FALSE;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  nuan_error_set (error, code, field, "%s", message);
  return FALSE;
}

gboolean
nuan_statement_need (NuanStatement *statement, GError **error)
{
  return nuan_statement_find (statement, error, NUAN_ERROR_DAMAGED, NULL, "%s", _("The data file lacks a row that belongs to it"));
}

gint64
nuan_statement_int (NuanStatement *statement, int column)
{
  return statement->active ? statement->engine->get_int (statement->raw, column) : 0;
}

static const char *
get_text (NuanStatement *statement, int column)
{
  return statement->active ? statement->engine->get_text (statement->raw, column) : NULL;
}

const char *
nuan_statement_text (NuanStatement *statement, int column)
{
  const char *text = get_text (statement, column);

  return text != NULL ? text : "";
}

char *
nuan_statement_dup (NuanStatement *statement, int column)
{
  return g_strdup (nuan_statement_text (statement, column));
}

NuanDay
nuan_statement_day (NuanStatement *statement, int column)
{
  NuanDay day = NUAN_DAY_NONE;
  const char *text = nuan_statement_text (statement, column);

  if (text[0] != '\0')
    nuan_day_parse (text, NULL, &day, NULL);
  return day;
}

gboolean
nuan_statement_is_null (NuanStatement *statement, int column)
{
  return get_text (statement, column) == NULL;
}

gboolean
nuan_statement_bytes (NuanStatement *statement, int column, gpointer bytes, gsize n_bytes)
{
  gsize found = 0;
  gconstpointer data = statement->active ? statement->engine->get_bytes (statement->raw, column, &found) : NULL;

  if (data == NULL || found != n_bytes)
    return FALSE;

  memcpy (bytes, data, n_bytes);
  return TRUE;
}

GPtrArray *
nuan_statement_list (NuanStatement *statement, NuanReadRow read, GDestroyNotify free_record, GError **error)
{
  g_autoptr (NuanStatement) row = statement;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (free_record);

  while (nuan_statement_next (row, error))
    g_ptr_array_add (records, read (row));
  return nuan_statement_failed (row) ? NULL : g_steal_pointer (&records);
}

gboolean
nuan_statement_each (NuanStatement *statement, NuanEachRow each, gpointer data, GError **error)
{
  g_autoptr (NuanStatement) row = statement;

  while (nuan_statement_next (row, error))
    if (!each (row, data, error))
      return FALSE;
  return !nuan_statement_failed (row);
}

gboolean
nuan_sql_run (NuanConnection *connection, GError **error, const char *sql, const char *types, ...)
{
  NuanStatement *statement;
  va_list arguments;

  va_start (arguments, types);
  statement = start (connection, sql, types, arguments);
  va_end (arguments);

  while (nuan_statement_next (statement, error))
    continue;
  return !statement->failed;
}

/* Of the first row, which there must be where it is NEEDED. */
static gboolean
take_value (NuanStatement *statement, gint64 *value, gboolean needed, GError **error)
{
  const gboolean found = needed ? nuan_statement_need (statement, error) : nuan_statement_next (statement, error);

  if (found)
    *value = nuan_statement_int (statement, 0);
  reset (statement);
  return found || (!needed && !statement->failed);
}

gboolean
nuan_sql_value (NuanConnection *connection, gint64 *value, GError **error, const char *sql, const char *types, ...)
{
  NuanStatement *statement;
  va_list arguments;

  va_start (arguments, types);
  statement = start (connection, sql, types, arguments);
  va_end (arguments);
  return take_value (statement, value, TRUE, error);
}

gboolean
nuan_sql_find (NuanConnection *connection, gint64 *value, GError **error, const char *sql, const char *types, ...)
{
  NuanStatement *statement;
  va_list arguments;

  va_start (arguments, types);
  statement = start (connection, sql, types, arguments);
  va_end (arguments);
  return take_value (statement, value, FALSE, error);
}

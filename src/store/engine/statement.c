#include "config.h"

#include "store/engine/statement.h"

#include <string.h>

#include "store/engine/connection-private.h"

#define BLOB_BYTES 32

static void
bind_all (NuanStatement *statement, const char *types, va_list arguments)
{
  for (int i = 0; types[i] != '\0'; i++)
    {
      const char *text;
      g_autofree char *day = NULL;

      switch (types[i])
        {
        case 'i':
          sqlite3_bind_int64 (statement, i + 1, va_arg (arguments, gint64));
          break;
        case 't':
        case 'n':
          text = va_arg (arguments, const char *);
          if (text == NULL && types[i] == 'n')
            sqlite3_bind_null (statement, i + 1);
          else
            sqlite3_bind_text (statement, i + 1, text != NULL ? text : "", -1, SQLITE_TRANSIENT);
          break;
        case 'd':
          day = nuan_day_format (va_arg (arguments, NuanDay));
          sqlite3_bind_text (statement, i + 1, day, -1, SQLITE_TRANSIENT);
          break;
        case 'z':
          sqlite3_bind_blob (statement, i + 1, va_arg (arguments, const void *), BLOB_BYTES, SQLITE_TRANSIENT);
          break;
        default:
          g_error ("unknown parameter type '%c'", types[i]);
        }
    }
}

static NuanStatement *
prepare (NuanConnection *connection, const char *sql)
{
  GHashTable *cache = nuan_connection_get_statements (connection);
  NuanStatement *statement = g_hash_table_lookup (cache, sql);

  if (statement != NULL)
    {
      sqlite3_reset (statement);
      return statement;
    }
  if (sqlite3_prepare_v3 (nuan_connection_get_handle (connection), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    g_error ("%s in: %s", sqlite3_errmsg (nuan_connection_get_handle (connection)), sql);

  g_hash_table_insert (cache, (gpointer) sql, statement);
  return statement;
}

NuanStatement *
nuan_statement (NuanConnection *connection, const char *sql, const char *types, ...)
{
  NuanStatement *statement = prepare (connection, sql);
  va_list arguments;

  g_assert ((int) strlen (types) == sqlite3_bind_parameter_count (statement));

  va_start (arguments, types);
  bind_all (statement, types, arguments);
  va_end (arguments);
  return statement;
}

NuanStatement *
nuan_statement_prepare (NuanConnection *connection, const char *sql, GError **error)
{
  NuanStatement *statement = NULL;

  if (sqlite3_prepare_v2 (nuan_connection_get_handle (connection), sql, -1, &statement, NULL) != SQLITE_OK)
    nuan_connection_fail (connection, error);
  return statement;
}

/* SQLite keeps no pointer from a statement to our connection, so the error is told from the handle alone. */
static void
fail (NuanStatement *statement, GError **error)
{
  nuan_connection_fail_handle (sqlite3_db_handle (statement), error);
}

gboolean
nuan_statement_next (NuanStatement *statement, GError **error)
{
  const int code = sqlite3_step (statement);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    fail (statement, error);

  sqlite3_reset (statement);
  return FALSE;
}

gint64
nuan_statement_int (NuanStatement *statement, int column)
{
  return sqlite3_column_int64 (statement, column);
}

const char *
nuan_statement_text (NuanStatement *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

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
nuan_sql_run (NuanConnection *connection, GError **error, const char *sql, const char *types, ...)
{
  NuanStatement *statement = prepare (connection, sql);
  va_list arguments;
  int code;

  g_assert ((int) strlen (types) == sqlite3_bind_parameter_count (statement));

  va_start (arguments, types);
  bind_all (statement, types, arguments);
  va_end (arguments);

  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    continue;
  if (code != SQLITE_DONE)
    fail (statement, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

gboolean
nuan_sql_value (NuanConnection *connection, gint64 *value, GError **error, const char *sql, const char *types, ...)
{
  NuanStatement *statement = prepare (connection, sql);
  va_list arguments;

  g_assert ((int) strlen (types) == sqlite3_bind_parameter_count (statement));

  va_start (arguments, types);
  bind_all (statement, types, arguments);
  va_end (arguments);

  if (!nuan_statement_next (statement, error))
    return FALSE;
  *value = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

#include "config.h"

#include <string.h>

#include "store/engine/sqlite/sqlite-private.h"

gpointer
nuan_sqlite_prepare (gpointer db, const char *sql, const char *types, gboolean kept, GError **error)
{
  NuanSqlite *self = db;
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v3 (self->db, sql, -1, kept ? SQLITE_PREPARE_PERSISTENT : 0, &statement, NULL) != SQLITE_OK)
    {
      nuan_sqlite_fail (self->db, error);
      return NULL;
    }

  g_assert ((int) strlen (types) == sqlite3_bind_parameter_count (statement));
  return statement;
}

void
nuan_sqlite_bind (gpointer statement, int parameter, const NuanValue *value)
{
  if (value->type == 'i')
    sqlite3_bind_int64 (statement, parameter + 1, value->number);
  else if (value->data == NULL)
    sqlite3_bind_null (statement, parameter + 1);
  else if (value->type == 't')
    sqlite3_bind_text (statement, parameter + 1, value->data, (int) value->n_bytes, SQLITE_TRANSIENT);
  else
    sqlite3_bind_blob (statement, parameter + 1, value->data, (int) value->n_bytes, SQLITE_TRANSIENT);
}

NuanStep
nuan_sqlite_step (gpointer statement, GError **error)
{
  switch (sqlite3_step (statement))
    {
    case SQLITE_ROW:
      return NUAN_STEP_ROW;
    case SQLITE_DONE:
      return NUAN_STEP_DONE;
    default:
      nuan_sqlite_fail (sqlite3_db_handle (statement), error);
      return NUAN_STEP_FAILED;
    }
}

void
nuan_sqlite_reset (gpointer statement)
{
  sqlite3_reset (statement);
}

void
nuan_sqlite_finish (gpointer statement)
{
  sqlite3_finalize (statement);
}

gint64
nuan_sqlite_get_int (gpointer statement, int column)
{
  return sqlite3_column_int64 (statement, column);
}

const char *
nuan_sqlite_get_text (gpointer statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

gconstpointer
nuan_sqlite_get_bytes (gpointer statement, int column, gsize *n_bytes)
{
  gconstpointer data = sqlite3_column_blob (statement, column);

  *n_bytes = (gsize) sqlite3_column_bytes (statement, column);
  return data;
}

#include "config.h"

#include "store/engine/postgres/postgres-private.h"

static void
set_cancellable (gpointer db, GCancellable *cancellable)
{
  NuanPostgres *self = db;

  self->cancellable = cancellable;
}

/* Which transactions are done: another set after each commit. */
static gboolean
read_stamp (gpointer db, gint64 *stamp, GError **error)
{
  PGresult *row = nuan_postgres_query (db, "SELECT hashtextextended (pg_current_snapshot ()::text, 0)", error);

  if (row == NULL)
    return FALSE;

  *stamp = g_ascii_strtoll (PQgetvalue (row, 0, 0), NULL, 10);
  PQclear (row);
  return TRUE;
}

static gboolean
run_script (gpointer db, const char *script, GError **error)
{
  return nuan_postgres_exec (db, script, error);
}

const NuanEngine nuan_engine_postgres = {
  .name = "postgresql",
  .scheme = "postgresql://",
  .steps = "postgres/",
  .open = nuan_postgres_open,
  .scratch = nuan_postgres_scratch,
  .settle = nuan_postgres_settle,
  .close = nuan_postgres_close,
  .cancel = set_cancellable,
  .stamp = read_stamp,
  .begin = nuan_postgres_begin,
  .end = nuan_postgres_end,
  .in_transaction = nuan_postgres_in_transaction,
  .savepoint = nuan_postgres_savepoint,
  .exec = run_script,
  .prepare = nuan_postgres_prepare,
  .bind = nuan_postgres_bind,
  .step = nuan_postgres_step,
  .reset = nuan_postgres_reset,
  .finish = nuan_postgres_finish,
  .get_int = nuan_postgres_get_int,
  .get_text = nuan_postgres_get_text,
  .get_bytes = nuan_postgres_get_bytes,
  .get_version = nuan_postgres_get_version,
  .set_version = nuan_postgres_set_version,
  .catalogue = nuan_postgres_catalogue,
  .columns = nuan_postgres_columns,
  .rebuild = nuan_postgres_rebuild,
  .defer = nuan_postgres_defer,
  .reword = nuan_postgres_reword,
};

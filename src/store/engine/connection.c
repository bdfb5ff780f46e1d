#include "config.h"

#include "store/engine/connection.h"

#include "base/path.h"
#include "store/engine/engine-private.h"
#include "store/schema/migrations.h"

static const NuanEngine *server_engine = NULL;

void
nuan_engine_register (const NuanEngine *engine)
{
  server_engine = engine;
}

/* By the place: a path, or the address of a server. */
static const NuanEngine *
find_engine (const char *where)
{
  return server_engine != NULL && g_str_has_prefix (where, server_engine->scheme) ? server_engine : &nuan_engine_sqlite;
}

static NuanConnection *
connection_new (const NuanEngine *engine, const char *where)
{
  NuanConnection *self = g_new0 (NuanConnection, 1);

  self->engine = engine;
  self->where = engine->file != NULL ? nuan_path_absolute (where) : g_strdup (where);
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) nuan_statement_free);
  return self;
}

static gboolean
bring_up_to_date (NuanConnection *self, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  if (self->how == NUAN_OPEN_COPY)
    return TRUE;
  if (self->how == NUAN_OPEN_READ || nuan_file_is_read_only (self))
    return nuan_migrations_check (self, error);

  return nuan_migrations_run (self, progress, progress_data, cancellable, error)
         && (self->engine->file == NULL || self->engine->file->settle_id (self->db, error));
}

NuanConnection *
nuan_connection_open_slowly (const char *where, NuanOpen how, NuanProgress progress, gpointer progress_data, GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (NuanConnection) self = connection_new (find_engine (where), where);

  self->how = how;
  self->db = self->engine->open (where, how, error);
  if (self->db == NULL)
    return NULL;

  /* Before it is settled: a database of somebody else's is left as it is. */
  if (!nuan_migrations_accept (self, error) || !self->engine->settle (self->db, how, error))
    return NULL;
  if (!bring_up_to_date (self, progress, progress_data, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

NuanConnection *
nuan_connection_open (const char *where, NuanOpen how, GError **error)
{
  return nuan_connection_open_slowly (where, how, NULL, NULL, NULL, error);
}

NuanConnection *
nuan_connection_scratch (NuanConnection *like, GError **error)
{
  g_autoptr (NuanConnection) self = connection_new (like->engine, like->where);

  self->db = self->engine->scratch (like->db, error);
  return self->db != NULL ? g_steal_pointer (&self) : NULL;
}

void
nuan_connection_close (NuanConnection *self)
{
  if (self == NULL)
    return;

  nuan_connection_set_act (self, NULL, NULL);
  g_hash_table_unref (self->statements);
  if (self->db != NULL)
    self->engine->close (self->db);
  g_free (self->where);
  g_free (self);
}

const char *
nuan_connection_get_path (NuanConnection *self)
{
  return self->where;
}

NuanDay
nuan_connection_get_today (NuanConnection *self)
{
  return self->today != NUAN_DAY_NONE ? self->today : nuan_day_today ();
}

void
nuan_connection_set_today (NuanConnection *self, NuanDay today)
{
  self->today = today;
}

void
nuan_connection_set_cancellable (NuanConnection *self, GCancellable *cancellable)
{
  self->engine->cancel (self->db, cancellable);
}

gboolean
nuan_connection_exec (NuanConnection *self, const char *sql, GError **error)
{
  return self->engine->exec (self->db, sql, error);
}

gboolean
nuan_catalogue_visit (NuanConnection *self, NuanCatalogueFunc each, gpointer data, GError **error)
{
  return self->engine->catalogue (self->db, each, data, error);
}

gboolean
nuan_catalogue_visit_columns (NuanConnection *self, NuanCatalogueFunc each, gpointer data, GError **error)
{
  return self->engine->columns (self->db, each, data, error);
}

gboolean
nuan_table_rebuild (NuanConnection *self, const NuanRebuild *table, GError **error)
{
  g_assert (nuan_connection_in_transaction (self));

  nuan_connection_reset_statements (self);
  return self->engine->rebuild (self->db, table, error);
}

gboolean
nuan_schema_defer (NuanConnection *self, const char *parent, GError **error)
{
  g_assert (nuan_connection_in_transaction (self));

  return self->engine->defer (self->db, parent, error);
}

gboolean
nuan_schema_reword (NuanConnection *self, const char *from, const char *to, GError **error)
{
  g_assert (nuan_connection_in_transaction (self));

  return self->engine->reword (self->db, from, to, error);
}

char *
nuan_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "nuanchuang", "nuanchuang.db", NULL);
}

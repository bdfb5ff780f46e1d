#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "store/engine/postgres/postgres-private.h"

/* How long a writer waits for another one, and a server for a desk that fell asleep in the middle of writing: all others wait for it. */
#define SETTINGS \
  "SET client_min_messages = warning; SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s';" \
  "SET standard_conforming_strings = on; SET bytea_output = 'hex'; SET jit = off;"

/* What a server remarks by the way may hold what people typed. */
static void
ignore_notice (void *unused, const PGresult *result)
{
}

static NuanPostgres *
postgres_new (const char *where, const char *schema, NuanOpen how)
{
  /* Behind the address, and stronger: neither it nor the surroundings have a say in how our text is read. */
  const char *const words[] = { "dbname", "client_encoding", NULL }, *const values[] = { where, "UTF8", NULL };
  NuanPostgres *self = g_new0 (NuanPostgres, 1);

  self->where = g_strdup (where);
  self->schema = g_strdup (schema);
  self->how = how;
  self->server = PQconnectdbParams (words, values, 1);
  PQsetNoticeReceiver (self->server, ignore_notice, NULL);
  return self;
}

static void
postgres_free (NuanPostgres *self)
{
  PQfinish (self->server);
  g_free (self->where);
  g_free (self->schema);
  g_free (self);
}

static gboolean
is_reached (NuanPostgres *self, GError **error)
{
  g_autofree char *why = NULL;

  if (PQstatus (self->server) == CONNECTION_OK && PQserverVersion (self->server) >= 150000)
    return TRUE;

  why = PQstatus (self->server) == CONNECTION_OK ? g_strdup_printf ("PostgreSQL %d", PQserverVersion (self->server) / 10000)
                                                 : g_strstrip (g_strdup (PQerrorMessage (self->server)));
  nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("The server of the data can't be used: %s"), why);
  return FALSE;
}

/* Before anything is written: in another order, or with characters missing, lists and searches would go wrong without a word. */
static gboolean
check_database (NuanPostgres *self, GError **error)
{
  PGresult *row = nuan_postgres_query (self, "SELECT datcollate = 'C' AND pg_encoding_to_char (encoding) = 'UTF8'"
                                             " FROM pg_database WHERE datname = current_database ()", error);
  gboolean right;

  if (row == NULL)
    return FALSE;

  right = g_str_equal (PQgetvalue (row, 0, 0), "t");
  PQclear (row);
  if (!right)
    nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("The database must be made with the encoding UTF8 and the collation C"));
  return right;
}

static gboolean
check_new (NuanPostgres *self, GError **error)
{
  NuanVersion version;

  if (!nuan_postgres_get_version (self, &version, error))
    return FALSE;
  if (version.empty)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("The data file %s exists already"), PQdb (self->server));
  return FALSE;
}

gpointer
nuan_postgres_open (const char *where, NuanOpen how, GError **error)
{
  NuanPostgres *self = postgres_new (where, "public", how);

  if (is_reached (self, error) && check_database (self, error) && (how != NUAN_OPEN_CREATE || check_new (self, error)))
    return self;

  postgres_free (self);
  return NULL;
}

static gboolean
prepare_session (NuanPostgres *self, GError **error)
{
  g_autofree char *path = g_strdup_printf ("SET search_path = %s;", self->schema);

  return nuan_postgres_exec (self, SETTINGS, error) && nuan_postgres_exec (self, path, error)
         && (self->how != NUAN_OPEN_READ || nuan_postgres_exec (self, "SET default_transaction_read_only = on", error));
}

gboolean
nuan_postgres_settle (gpointer db, NuanOpen how, GError **error)
{
  return prepare_session (db, error);
}

gboolean
nuan_postgres_reconnect (NuanPostgres *self, GError **error)
{
  if (self->begun)
    return nuan_postgres_fail (self, NULL, error);

  PQreset (self->server);
  self->session++;
  return is_reached (self, error) && prepare_session (self, error);
}

/* A schema of its own beside the real one. */
gpointer
nuan_postgres_scratch (gpointer db, GError **error)
{
  const NuanPostgres *like = db;
  NuanPostgres *self = postgres_new (like->where, "public", NUAN_OPEN_CREATE);
  g_autofree char *create = NULL;

  g_free (self->schema);
  self->schema = g_strdup_printf ("nuan_scratch_%d", PQbackendPID (self->server));
  create = g_strdup_printf ("CREATE SCHEMA %s", self->schema);
  if (is_reached (self, error) && nuan_postgres_exec (self, create, error) && prepare_session (self, error))
    return self;

  nuan_postgres_close (self);
  return NULL;
}

void
nuan_postgres_close (gpointer db)
{
  NuanPostgres *self = db;

  if (!g_str_equal (self->schema, "public"))
    {
      g_autofree char *drop = g_strdup_printf ("SET client_min_messages = error; DROP SCHEMA IF EXISTS %s CASCADE", self->schema);

      nuan_postgres_exec (self, drop, NULL);
    }
  postgres_free (self);
}

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "store/engine/postgres/postgres-private.h"

/* As pg_type numbers them: these never change. */
enum { BOOL = 16, BYTEA = 17, INT8 = 20, TEXT = 25, NUMERIC = 1700 };

typedef struct
{
  NuanPostgres *db;
  char         *sql;         /* rewritten */
  char         *name;        /* at the server; NULL: made for once */
  guint         session;     /* in which the name was given */
  int           n;           /* parameters */
  Oid          *types;
  char        **values;      /* owned, text or bytes; NULL binds NULL */
  int          *lengths, *formats;
  PGresult     *rows;        /* all of them; NULL: not run yet */
  int           row;
  guint8       *bytes;       /* of the last blob that was asked for */
} Statement;

/* A letter of no type leaves it to the server to guess. */
static Oid
type_of (char letter)
{
  return letter == 'i' ? INT8 : letter == 'z' ? BYTEA : letter == '?' ? InvalidOid : TEXT;
}

/* The server checks it now; without types it could not tell what a bare ? is. */
static gboolean
prepare_at_server (Statement *self, GError **error)
{
  PGresult *result;
  gboolean done;

  g_free (self->name);
  self->name = g_strdup_printf ("nuan_%u", self->db->n_prepared++);
  self->session = self->db->session;
  result = PQprepare (self->db->server, self->name, self->sql, self->n, self->types);
  done = PQresultStatus (result) == PGRES_COMMAND_OK;
  if (!done)
    nuan_postgres_fail (self->db, result, error);
  PQclear (result);
  return done;
}

gpointer
nuan_postgres_prepare (gpointer db, const char *sql, const char *types, gboolean kept, GError **error)
{
  Statement *self = g_new0 (Statement, 1);

  self->db = db;
  self->sql = nuan_postgres_rewrite (sql);
  self->n = (int) strlen (types);
  self->types = g_new0 (Oid, self->n);
  self->values = g_new0 (char *, self->n + 1);
  self->lengths = g_new0 (int, self->n);
  self->formats = g_new0 (int, self->n);
  for (int i = 0; i < self->n; i++)
    self->types[i] = type_of (types[i]);

  if (!kept || prepare_at_server (self, error))
    return self;

  nuan_postgres_finish (self);
  return NULL;
}

void
nuan_postgres_bind (gpointer statement, int parameter, const NuanValue *value)
{
  Statement *self = statement;

  g_clear_pointer (&self->values[parameter], g_free);
  self->lengths[parameter] = (int) value->n_bytes;
  self->formats[parameter] = value->type == 'z';
  if (value->type == 'i')
    self->values[parameter] = g_strdup_printf ("%" G_GINT64_FORMAT, value->number);
  else if (value->type == 't' && value->data != NULL)
    self->values[parameter] = g_strndup (value->data, value->n_bytes);
  else if (value->data != NULL)
    self->values[parameter] = g_memdup2 (value->data, value->n_bytes);
}

/* Nothing of it has begun: after a lost connection it is sent over the new one. */
static gboolean
get_ready (Statement *self, GError **error)
{
  NuanPostgres *db = self->db;

  if (db->cancellable != NULL && g_cancellable_is_cancelled (db->cancellable))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled"));
      return FALSE;
    }
  if (PQstatus (db->server) != CONNECTION_OK && !nuan_postgres_reconnect (db, error))
    return FALSE;

  return self->name == NULL || self->session == db->session || prepare_at_server (self, error);
}

static gboolean
run (Statement *self, GError **error)
{
  PGconn *server = self->db->server;
  const char *const *values = (const char *const *) self->values;
  int sent;

  if (!get_ready (self, error))
    return FALSE;

  if (self->name != NULL)
    sent = PQsendQueryPrepared (server, self->name, self->n, values, self->lengths, self->formats, 0);
  else
    sent = PQsendQueryParams (server, self->sql, self->n, self->types, values, self->lengths, self->formats, 0);
  if (!sent)
    return nuan_postgres_fail (self->db, NULL, error);

  self->rows = nuan_postgres_wait (self->db, error);
  self->row = -1;
  return self->rows != NULL;
}

/* A sum of numbers is one without limit there; SQLite stops where gint64 ends. */
static gboolean
fits (Statement *self, GError **error)
{
  for (int column = 0; column < PQnfields (self->rows); column++)
    if (PQftype (self->rows, column) == NUMERIC)
      {
        errno = 0;
        g_ascii_strtoll (PQgetvalue (self->rows, self->row, column), NULL, 10);
        if (errno == ERANGE)
          {
            nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The data file reports: %s"), "integer overflow");
            return FALSE;
          }
      }

  return TRUE;
}

NuanStep
nuan_postgres_step (gpointer statement, GError **error)
{
  Statement *self = statement;

  if (self->rows == NULL && !run (self, error))
    return NUAN_STEP_FAILED;
  if (++self->row >= PQntuples (self->rows))
    return NUAN_STEP_DONE;

  return fits (self, error) ? NUAN_STEP_ROW : NUAN_STEP_FAILED;
}

void
nuan_postgres_reset (gpointer statement)
{
  Statement *self = statement;

  g_clear_pointer (&self->rows, PQclear);
  g_clear_pointer (&self->bytes, PQfreemem);
}

/* What was kept is kept as long as the connection: the server forgets it with the session. */
void
nuan_postgres_finish (gpointer statement)
{
  Statement *self = statement;

  nuan_postgres_reset (self);
  for (int i = 0; i < self->n; i++)
    g_free (self->values[i]);
  g_free (self->values);
  g_free (self->lengths);
  g_free (self->formats);
  g_free (self->types);
  g_free (self->name);
  g_free (self->sql);
  g_free (self);
}

const char *
nuan_postgres_get_text (gpointer statement, int column)
{
  Statement *self = statement;
  const char *value;

  if (PQgetisnull (self->rows, self->row, column))
    return NULL;

  value = PQgetvalue (self->rows, self->row, column);
  if (PQftype (self->rows, column) == BOOL)
    return *value == 't' ? "1" : "0";
  return value;
}

gint64
nuan_postgres_get_int (gpointer statement, int column)
{
  const char *text = nuan_postgres_get_text (statement, column);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

gconstpointer
nuan_postgres_get_bytes (gpointer statement, int column, gsize *n_bytes)
{
  Statement *self = statement;
  const char *text = nuan_postgres_get_text (statement, column);

  g_clear_pointer (&self->bytes, PQfreemem);
  *n_bytes = 0;
  if (text == NULL || PQftype (self->rows, column) != BYTEA)
    return text;

  self->bytes = PQunescapeBytea ((const guint8 *) text, n_bytes);
  return self->bytes;
}

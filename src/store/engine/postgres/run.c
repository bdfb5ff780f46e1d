#include "config.h"

#include "store/engine/postgres/postgres-private.h"

gboolean
nuan_postgres_exec (NuanPostgres *self, const char *sql, GError **error)
{
  PGresult *result = PQexec (self->server, sql);
  const ExecStatusType status = PQresultStatus (result);
  const gboolean done = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;

  if (!done)
    nuan_postgres_fail (self, result, error);
  PQclear (result);
  return done;
}

static PGresult *
rows_of (NuanPostgres *self, PGresult *result, GError **error)
{
  const ExecStatusType status = PQresultStatus (result);

  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
    return result;

  nuan_postgres_fail (self, result, error);
  PQclear (result);
  return NULL;
}

PGresult *
nuan_postgres_query (NuanPostgres *self, const char *sql, GError **error)
{
  return rows_of (self, PQexec (self->server, sql), error);
}

/* The server is asked once; it answers with "cancelled", or with the rows if it was done by then. */
static void
ask_to_stop (NuanPostgres *self)
{
  char why[256];
  PGcancel *cancel = PQgetCancel (self->server);

  if (cancel != NULL && !PQcancel (cancel, why, sizeof why))
    g_debug ("%s", why);
  PQfreeCancel (cancel);
}

/* The cancellable may fire in another thread while this one sleeps in poll(). */
static void
wait_for_answer (NuanPostgres *self)
{
  gboolean asked = FALSE;

  while (PQisBusy (self->server))
    {
      GPollFD fds[2] = { { .fd = PQsocket (self->server), .events = G_IO_IN } };
      const gboolean watched = !asked && self->cancellable != NULL && g_cancellable_make_pollfd (self->cancellable, &fds[1]);

      g_poll (fds, watched ? 2 : 1, -1);
      if (watched)
        g_cancellable_release_fd (self->cancellable);
      if (!asked && g_cancellable_is_cancelled (self->cancellable))
        {
          ask_to_stop (self);
          asked = TRUE;
        }
      if (!PQconsumeInput (self->server))
        return;
    }
}

PGresult *
nuan_postgres_wait (NuanPostgres *self, GError **error)
{
  PGresult *result, *more;

  wait_for_answer (self);
  result = PQgetResult (self->server);
  while ((more = PQgetResult (self->server)) != NULL)
    PQclear (more);
  return rows_of (self, result, error);
}

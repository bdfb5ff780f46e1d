#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "store/engine/postgres/postgres-private.h"

/* "nuan": the lock of the one writer, held to the end of the transaction. In READ COMMITTED each statement behind it sees what was committed
 * before it was had; a snapshot taken before the wait would not. */
#define TAKE_LOCK "SELECT pg_advisory_xact_lock (1853186414)"

gboolean
nuan_postgres_in_transaction (gpointer db)
{
  NuanPostgres *self = db;
  const PGTransactionStatusType status = PQtransactionStatus (self->server);

  return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

static const char *
opening (NuanBegin how)
{
  switch (how)
    {
    case NUAN_BEGIN_READ:   /* the first query pins the moment */
      return "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1";
    case NUAN_BEGIN_SCHEMA:
    case NUAN_BEGIN_WRITE:
    default:
      return "BEGIN ISOLATION LEVEL READ COMMITTED; " TAKE_LOCK;
    }
}

/* A server that went away and came back is asked again, for nothing has begun. */
gboolean
nuan_postgres_begin (gpointer db, NuanBegin how, GError **error)
{
  NuanPostgres *self = db;
  g_autoptr (GError) local = NULL;

  if (self->begun)   /* and the server is lost since */
    return nuan_postgres_fail (self, NULL, error);
  if (nuan_postgres_exec (self, opening (how), &local))
    return self->begun = TRUE;
  if (PQstatus (self->server) != CONNECTION_OK)
    return self->begun = nuan_postgres_reconnect (self, error) && nuan_postgres_exec (self, opening (how), error);

  nuan_postgres_exec (self, "ROLLBACK", NULL);   /* it waited for the lock in vain */
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* COMMIT of a transaction that failed is a ROLLBACK, and the server says so in its answer alone. */
static gboolean
commit (NuanPostgres *self, GError **error)
{
  g_autofree char *tag = NULL;
  PGresult *result = nuan_postgres_query (self, "COMMIT", error);

  if (result == NULL)
    return FALSE;

  tag = g_strdup (PQcmdStatus (result));
  PQclear (result);
  if (g_str_equal (tag, "COMMIT"))
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The data file reports: %s"), tag);
  return FALSE;
}

gboolean
nuan_postgres_end (gpointer db, gboolean keep, GError **error)
{
  NuanPostgres *self = db;
  if (keep && !nuan_postgres_in_transaction (self))   /* lost: a COMMIT to nobody would be said to be done */
    return nuan_postgres_fail (self, NULL, error);
  if (keep && !commit (self, error))
    return FALSE;

  self->begun = FALSE;
  return !nuan_postgres_in_transaction (self) || nuan_postgres_exec (self, "ROLLBACK", error);
}

gboolean
nuan_postgres_savepoint (gpointer db, NuanSave what, GError **error)
{
  static const char *const sql[] = {
    [NUAN_SAVE_SET] = "SAVEPOINT nuan",
    [NUAN_SAVE_RELEASE] = "RELEASE SAVEPOINT nuan",
    [NUAN_SAVE_BACK] = "ROLLBACK TO SAVEPOINT nuan",
  };

  return nuan_postgres_exec (db, sql[what], error);
}

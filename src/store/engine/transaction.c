#include "config.h"

#include "store/engine/connection.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/unfinished.h"
#include "store/engine/engine-private.h"

gboolean
nuan_connection_in_transaction (NuanConnection *self)
{
  return self->engine->in_transaction (self->db);
}

void
nuan_connection_set_act (NuanConnection *self, gpointer act, GDestroyNotify free_act)
{
  if (self->act != NULL)
    self->free_act (self->act);
  self->act = act;
  self->free_act = free_act;
}

gpointer
nuan_connection_get_act (NuanConnection *self)
{
  return self->act;
}

/* What is about to be committed is no longer to be cancelled, and not ended from outside: whoever asked must be told rightly whether it was done. */
static gboolean
commit (NuanConnection *self, GError **error)
{
  gboolean done;

  g_assert (self->act == NULL);

  nuan_connection_set_cancellable (self, NULL);
  nuan_unfinished_hold ();
  done = self->engine->end (self->db, TRUE, error);
  nuan_unfinished_release ();
  return done;
}

/* A transaction that could not be ended shows an old moment and lets no other begin. */
static gboolean
is_usable (NuanConnection *self, GError **error)
{
  if (!self->broken)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The data file failed before; close the program and open it again"));
  return FALSE;
}

gboolean
nuan_transaction_run (NuanConnection *self, NuanBegin how, NuanTransaction work, gpointer data, GError **error)
{
  if (!is_usable (self, error))
    return FALSE;
  g_assert (!nuan_connection_in_transaction (self));
  if (!self->engine->begin (self->db, how, error))
    return FALSE;

  if (work (self, data, error) && commit (self, error))
    return TRUE;

  nuan_connection_set_act (self, NULL, NULL);
  nuan_connection_set_cancellable (self, NULL);
  if (!self->engine->end (self->db, FALSE, NULL))
    self->broken = TRUE;
  return FALSE;
}

gboolean
nuan_connection_transact (NuanConnection *self, NuanTransaction work, gpointer data, GError **error)
{
  return nuan_transaction_run (self, NUAN_BEGIN_WRITE, work, data, error);
}

gboolean
nuan_connection_snapshot (NuanConnection *self, NuanTransaction work, gpointer data, GError **error)
{
  gboolean done;

  if (!is_usable (self, error))
    return FALSE;
  if (nuan_connection_in_transaction (self))
    return work (self, data, error);

  if (!self->engine->begin (self->db, NUAN_BEGIN_READ, error))
    return FALSE;
  done = work (self, data, error);
  nuan_connection_set_cancellable (self, NULL);
  nuan_connection_reset_statements (self);
  if (!self->engine->end (self->db, FALSE, NULL) && nuan_connection_in_transaction (self))
    self->broken = TRUE;   /* what was read was read: nothing was written */

  return done;
}

static gboolean
savepoint (NuanConnection *self, NuanSave what, GError **error)
{
  if (nuan_connection_in_transaction (self))
    return self->engine->savepoint (self->db, what, error);

  nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The transaction has ended: the disk is full or the server of the data was lost"));
  return FALSE;
}

gboolean
nuan_savepoint_set (NuanConnection *self, GError **error)
{
  return savepoint (self, NUAN_SAVE_SET, error);
}

gboolean
nuan_savepoint_release (NuanConnection *self, GError **error)
{
  return savepoint (self, NUAN_SAVE_RELEASE, error);
}

/* Reads are left open: whoever goes back has ended those that would go on over rows that are taken away. */
gboolean
nuan_savepoint_back (NuanConnection *self, GError **error)
{
  nuan_connection_set_act (self, NULL, NULL);
  return savepoint (self, NUAN_SAVE_BACK, error);
}

gboolean
nuan_connection_attempt (NuanConnection *self, NuanTransaction work, gpointer data, GError **error)
{
  if (!nuan_savepoint_set (self, error))
    return FALSE;
  if (work (self, data, error))
    return nuan_savepoint_release (self, error);

  /* A full disk may have ended the whole transaction already. */
  if (nuan_connection_in_transaction (self) && (!nuan_savepoint_back (self, NULL) || !nuan_savepoint_release (self, NULL)))
    self->broken = TRUE;
  return FALSE;
}

gboolean
nuan_next_id (NuanConnection *self, const char *table, gint64 *id, GError **error)
{
  g_autofree char *sql = g_strconcat ("SELECT coalesce (max (id), 0) + 1 FROM ", table, NULL);

  g_assert (nuan_connection_in_transaction (self));

  return nuan_sql_value (self, id, error, g_intern_string (sql), "");   /* one address a table */
}

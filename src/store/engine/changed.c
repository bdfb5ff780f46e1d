#include "config.h"

#include "store/engine/changed.h"

#include "store/engine/engine-private.h"

gboolean
nuan_changed_newest (NuanConnection *connection, gint64 *newest, GError **error)
{
  gint64 stamp;

  if (!connection->engine->stamp (connection->db, &stamp, error))
    return FALSE;

  if (!connection->has_newest || stamp != connection->stamp)
    {
      if (!nuan_sql_value (connection, &connection->newest, error, "SELECT coalesce (max (id), 0) FROM journal", ""))
        return FALSE;
      connection->stamp = stamp;
      connection->has_newest = TRUE;
    }

  *newest = connection->newest;
  return TRUE;
}

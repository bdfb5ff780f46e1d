#pragma once

#include "store/engine/connection.h"

G_BEGIN_DECLS

/* nuan_connection_fail() for a statement, which knows its handle only. */
gboolean    nuan_connection_fail_handle    (sqlite3 *db, GError **error);

/* For statement.c alone: address of the SQL → sqlite3_stmt, finalised with the connection. */
GHashTable *nuan_connection_get_statements (NuanConnection *connection);

/* Statements left before their last row would keep a snapshot open and hold up the checkpoint. */
void        nuan_connection_reset_statements (NuanConnection *connection);

/* Work that DB does for this connection stops with it. */
void        nuan_connection_share_cancellable (NuanConnection *connection, sqlite3 *db);

gboolean    nuan_connection_data_version   (NuanConnection *connection, gint64 *version, GError **error);

G_END_DECLS

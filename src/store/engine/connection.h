#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "base/day.h"

G_BEGIN_DECLS

/* One SQLite connection with its cached statements. It belongs to one thread at a time. All functions of this layer are plain,
 * blocking functions on a connection; the window runs them through NuanDatabase on its threads, nuanctl calls them directly.
 *
 * Writing functions must run inside nuan_connection_transact() (they assert it): one job, one transaction, all or nothing. */
typedef struct _NuanConnection NuanConnection;

typedef enum {
  NUAN_OPEN_WRITE,    /* the data file must exist; migrates it when it is older (with a backup before) */
  NUAN_OPEN_READ,     /* read-only */
  NUAN_OPEN_CREATE,   /* a new file, mode 0600; an existing one is NUAN_ERROR_CONFLICT */
} NuanOpen;

NuanConnection *nuan_connection_open  (const char *path, NuanOpen how, GError **error);
/* For people's files: an empty one is NUAN_ERROR_CONFLICT. Opened for writing it would be given a schema, and nobody could sign in. */
gboolean        nuan_connection_check_file (const char *path, GError **error);
void            nuan_connection_close (NuanConnection *connection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanConnection, nuan_connection_close)

sqlite3        *nuan_connection_get_handle (NuanConnection *connection);   /* borrowed */
const char     *nuan_connection_get_path   (NuanConnection *connection);   /* borrowed */

/* Today: the machine's local date, unless a test or the demo set another day (NUAN_DAY_NONE puts the clock back). */
NuanDay         nuan_connection_get_today  (NuanConnection *connection);
void            nuan_connection_set_today  (NuanConnection *connection, NuanDay today);

/* WORK runs between BEGIN IMMEDIATE and COMMIT; on FALSE everything is rolled back. RESULT and INPUT are the caller's. */
typedef gboolean (*NuanTransaction) (NuanConnection *connection, gpointer data, GError **error);
gboolean        nuan_connection_transact   (NuanConnection *connection, NuanTransaction work, gpointer data, GError **error);
gboolean        nuan_connection_in_transaction (NuanConnection *connection);

/* Reading: everything that WORK reads is of one moment, whatever others commit meanwhile. */
gboolean        nuan_connection_snapshot   (NuanConnection *connection, NuanTransaction work, gpointer data, GError **error);

/* Several statements without parameters. */
gboolean        nuan_connection_exec       (NuanConnection *connection, const char *sql, GError **error);

/* While set, statements of this connection stop soon after CANCELLABLE fires, with G_IO_ERROR_CANCELLED. Borrowed; NULL unsets. */
void            nuan_connection_set_cancellable (NuanConnection *connection, GCancellable *cancellable);

/* Turns SQLite's last error into a GError: busy, full, read-only, a guard's RAISE (NUAN_ERROR_RULE), anything else STORAGE. Returns FALSE. */
gboolean        nuan_connection_fail       (NuanConnection *connection, GError **error);

/* Where the default data file is: $XDG_DATA_HOME/nuanchuang/nuanchuang.db. Owned. */
char           *nuan_default_path          (void);

G_END_DECLS

#pragma once

#include <gio/gio.h>

#include "base/day.h"
#include "model/progress.h"

G_BEGIN_DECLS

/* A connection to a database with its cached statements. It belongs to one thread at a time. All functions of the store are plain,
 * blocking functions on a connection; the window runs them through NuanDatabase on its threads, nuanctl calls them directly.
 *
 * Writing functions must run inside nuan_connection_transact() (they assert it): one job, one transaction, all or nothing. */
typedef struct _NuanConnection NuanConnection;

typedef enum {
  NUAN_OPEN_WRITE,    /* the data file must exist; migrates it when it is older (with a copy before). Where nothing can be written, as READ */
  NUAN_OPEN_READ,     /* read-only */
  NUAN_OPEN_COPY,     /* read-only, to be copied: it may be older, and a log of another file beside it stays where it is */
  NUAN_OPEN_PART,     /* a private copy that is being made: migrated without a copy before, one plain file without a log */
  NUAN_OPEN_CREATE,   /* a new file, mode 0600; an existing one is NUAN_ERROR_CONFLICT */
} NuanOpen;

NuanConnection *nuan_connection_open  (const char *where, NuanOpen how, GError **error);
/* The same where a migration may take its time. */
NuanConnection *nuan_connection_open_slowly (const char *where, NuanOpen how, NuanProgress progress, gpointer progress_data,
                                             GCancellable *cancellable, GError **error);
/* An empty database of the same kind, which goes when it is closed. */
NuanConnection *nuan_connection_scratch (NuanConnection *connection, GError **error);
void            nuan_connection_close (NuanConnection *connection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanConnection, nuan_connection_close)

const char     *nuan_connection_get_path   (NuanConnection *connection);   /* borrowed */

/* Today: the machine's local date, unless a test or the demo set another day (NUAN_DAY_NONE puts the clock back). */
NuanDay         nuan_connection_get_today  (NuanConnection *connection);
void            nuan_connection_set_today  (NuanConnection *connection, NuanDay today);

/* While set, statements of this connection stop soon after CANCELLABLE fires, with G_IO_ERROR_CANCELLED. Borrowed; NULL unsets. */
void            nuan_connection_set_cancellable (NuanConnection *connection, GCancellable *cancellable);

/* Several statements without parameters. */
gboolean        nuan_connection_exec       (NuanConnection *connection, const char *sql, GError **error);

/* WORK runs in a transaction under the lock of the one writer; on FALSE everything is rolled back. DATA is the caller's. */
typedef gboolean (*NuanTransaction) (NuanConnection *connection, gpointer data, GError **error);
gboolean        nuan_connection_transact   (NuanConnection *connection, NuanTransaction work, gpointer data, GError **error);
gboolean        nuan_connection_in_transaction (NuanConnection *connection);

/* What a writer gathers meanwhile (the journal's open row). Taken; FREE it when another is set, or NULL, and when the transaction ends or goes back to
 * a savepoint. */
void            nuan_connection_set_act    (NuanConnection *connection, gpointer act, GDestroyNotify free_act);
gpointer        nuan_connection_get_act    (NuanConnection *connection);   /* borrowed; NULL: nothing */

/* Reading: everything that WORK reads is of one moment, whatever others commit meanwhile; inside a transaction, of that. */
gboolean        nuan_connection_snapshot   (NuanConnection *connection, NuanTransaction work, gpointer data, GError **error);

/* Inside a transaction: a savepoint. Back takes away what was written since it was set and leaves it set; release forgets it. They nest.
 * Where the transaction has ended meanwhile, by a full disk or a lost server: NUAN_ERROR_STORAGE. */
gboolean        nuan_savepoint_set         (NuanConnection *connection, GError **error);
gboolean        nuan_savepoint_release     (NuanConnection *connection, GError **error);
gboolean        nuan_savepoint_back        (NuanConnection *connection, GError **error);

/* The same around WORK: where it fails, its writing alone is taken back and the transaction can go on. */
gboolean        nuan_connection_attempt    (NuanConnection *connection, NuanTransaction work, gpointer data, GError **error);

/* Inside a transaction that writes: the next id of TABLE, a constant. Free of gaps, since the lock is held. */
gboolean        nuan_next_id               (NuanConnection *connection, const char *table, gint64 *id, GError **error);

/* Where the default data file is: $XDG_DATA_HOME/nuanchuang/nuanchuang.db. Owned. */
char           *nuan_default_path          (void);

G_END_DECLS

#pragma once

#include "store/engine/connection.h"

G_BEGIN_DECLS

/* What only a database in a file can do. On a server each is NUAN_ERROR_CONFLICT, or nothing where it only helps. */

gboolean nuan_file_is_one     (NuanConnection *connection);

/* For people's files: an empty one is NUAN_ERROR_CONFLICT. Opened for writing it would be given a schema, and nobody could sign in. */
gboolean nuan_connection_check_file (const char *path, GError **error);

/* One moment, page by page, into TO, an empty file; others read and write meanwhile. The copy is one plain file without a log. */
gboolean nuan_file_copy       (NuanConnection *connection, const char *to, NuanProgress progress, gpointer progress_data,
                               GCancellable *cancellable, GError **error);
/* The same without unused pages; not inside a transaction. */
gboolean nuan_file_squeeze    (NuanConnection *connection, const char *to, GError **error);

/* All of it into the one file: the log is emptied. */
gboolean nuan_file_gather     (NuanConnection *connection, GError **error);
/* The same, and no log any more: another file may take its name. Refused while anybody else has it open; until the connection is closed nobody
 * else reads or writes it. */
gboolean nuan_file_drop_log   (NuanConnection *connection, GError **error);

/* For a private copy that is thrown away when anything fails: as fast as it goes, with no log, no fsync and no keys looked up. */
gboolean nuan_file_fill_fast  (NuanConnection *connection, GError **error);

/* Has the file in the system's cache where that is large enough. */
void     nuan_file_read_ahead (NuanConnection *connection, GCancellable *cancellable);

/* Page by page and row by row: PROBLEMS (char *) get a sentence each, COUNT is the number of pages. */
gboolean nuan_file_integrity  (NuanConnection *connection, GPtrArray *problems, gint64 *count, GError **error);
/* Rows without their parent. KEY: the row's number, or its key with slashes; "" where the whole PARENT is missing. */
typedef void (*NuanOrphanFunc) (const char *table, const char *key, const char *parent, gpointer data);
gboolean nuan_file_orphans    (NuanConnection *connection, NuanOrphanFunc each, gpointer data, GError **error);

G_END_DECLS

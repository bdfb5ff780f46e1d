#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "store/engine/sqlite/log-scan.h"

G_BEGIN_DECLS

/* A data file and its log (-wal) belong together. After a kill the log stays; a restored file that is then given the old name would have
 * that log played into it, and be destroyed. So each file carries a random id in a row of its own (schema/0003-file-id.sql), which the
 * first transaction of a fresh log writes again, with a random name for that log: every log holds the id of its file. Where they differ,
 * the log is another file's. Plain copies, of a file alone or with its log, agree. */

/* Whether the log beside PATH, if there is one, is the log of PATH. DB is an open connection without a transaction, of which nothing was
 * read yet and which plays nothing when it is closed. Where it is not, or can't be read, it has been moved to *ASIDE (owned, a dated name), and
 * DB is of no use any more; without ASIDE that is FALSE, and ERROR tells the way out. A file of no program of ours is not judged.
 * ALONE: nobody else has the file open, so nobody knows more of a damaged log than its bytes tell: that is an
 * ERROR, and where this CLEARS it is moved aside, too. */
gboolean nuan_file_id_accept (sqlite3 *db, const char *path, gboolean alone, gboolean clears, char **aside, GError **error);

/* A file that has no id yet gets one, and the main file holds it when this returns. */
gboolean nuan_file_id_settle (sqlite3 *db, const char *path, GError **error);

/* The copy of a file becomes a file of its own. */
gboolean nuan_file_id_renew  (sqlite3 *db, GError **error);

/* One round of a log, from its first frame to the next time that it begins anew. */
typedef struct {
  guint32 salts[2];
  char    log[NUAN_LOG_NAME_LENGTH + 1];   /* as this connection named it last */
} NuanLogRound;

/* First thing in each transaction that writes: the row is written again in a fresh log, and in a round that this connection has not written it
 * in yet. *KNOWN is to be kept when the transaction is committed. NUAN_ERROR_STORAGE where the main file holds an older state than the log, all of
 * which was copied into it: an older copy was laid over it. */
gboolean nuan_file_id_touch  (sqlite3 *db, NuanLogRound *known, GError **error);

/* The same question before the connection is closed, outside a transaction. Waits a second where the answer is no. */
gboolean nuan_file_id_is_newest (sqlite3 *db, const NuanLogRound *known);

G_END_DECLS

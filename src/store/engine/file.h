#pragma once

#include "store/engine/connection.h"

G_BEGIN_DECLS

/* What only a database in a file can do. On a server each is NUAN_ERROR_CONFLICT, or nothing where it only helps. */

gboolean nuan_file_is_one     (NuanConnection *connection);

/* For people's files: an empty one is NUAN_ERROR_CONFLICT. Opened for writing it would be given a schema, and nobody could sign in. One that is called
 * as a part (base/part-file.h) is NUAN_ERROR_RULE. */
gboolean nuan_connection_check_file (const char *path, GError **error);

/* There is one, and both lead to it, whatever they are called. */
gboolean nuan_file_is_same (const char *one, const char *other);

/* PATH is free for a new data file: nothing has that name, and no log of an earlier file stands beside it, which would be played into the new
 * one. NUAN_ERROR_CONFLICT at FIELD; the second alone with check_no_log. NUAN_ERROR_INVALID of a path that is too long for a data file,
 * NUAN_ERROR_RULE of a name as a part has (base/part-file.h). */
gboolean nuan_file_check_free   (const char *path, const char *field, GError **error);
gboolean nuan_file_check_no_log (const char *path, const char *field, GError **error);

/* Whoever opens PATH to work with it finds a log of another file beside it moved aside, and is told so by an error. This does the same before:
 * *ASIDE (owned) is where that log lies, NULL where there is none, or where nothing can be written. A damaged log is an error and stays. */
gboolean nuan_file_put_log_aside (const char *path, char **aside, GError **error);

/* Opened for writing, but its medium or its folder is read-only: what reads works, nothing is journalled, a transaction is refused. */
gboolean nuan_file_is_read_only (NuanConnection *connection);

/* NUAN_ERROR_STORAGE when the file under the path is no longer the one that was opened. Each transaction asks, first and last. */
gboolean nuan_file_check_place  (NuanConnection *connection, GError **error);

/* The copy of a file becomes a file of its own, whose log is not the original's (sqlite/file-id.h). In a transaction, without a log. */
gboolean nuan_file_renew_id   (NuanConnection *connection, GError **error);

/* What the file holds at one moment, written anew into TO, an empty private file, while others read and write: nothing is among its bytes that
 * is not in its rows. One plain file without a log, with an id of its own. The connection was opened for writing or as NUAN_OPEN_COPY; not inside a transaction. */
gboolean nuan_file_squeeze    (NuanConnection *connection, const char *to, NuanProgress progress, gpointer progress_data,
                               GCancellable *cancellable, GError **error);

/* PART, which nobody else has open, is used with a log from now on: the first who writes to it needs no moment in which nobody reads. */
gboolean nuan_file_begin_log  (const char *part, GError **error);

/* The pages of PATH with its log as they are, damaged ones too, into TO, an empty private file. */
gboolean nuan_file_copy_damaged (const char *path, const char *to, GCancellable *cancellable, GError **error);

/* PATH and its log byte for byte; no program of ours writes to them meanwhile. LOG_TO stays empty when there is no log. Not while this process
 * has PATH open: where a file system has the locks of processes alone, closing it here drops those of that connection. */
gboolean nuan_file_copy_bytes (const char *path, int to, int log_to, GError **error);

/* Puts PART, a whole private file in the same folder, registered as unfinished, into the place of the data file PATH. What stood there goes
 * aside under a dated name with its log, never over another file: *ASIDE (owned; NULL when nothing stood there). Nobody commits to the old
 * file meanwhile, and afterwards whoever has it open notices that it is another. CHECK (may be NULL) is asked when nobody can commit any more,
 * and may read PATH. Not ended from outside in between; on FALSE everything is where it was, or the error tells where the old file lies, or, with
 * *ASIDE, that all was done and the disk did not confirm it.
 * After a kill at any point either the old file stands at PATH with its log, or the new one, which refuses the log of the old. Where the file
 * system can't exchange two names, PATH may also have no file: the old one stands aside then, its log beside it or still at PATH. */
typedef gboolean (*NuanSwapCheck) (gpointer data, GError **error);
gboolean nuan_file_swap       (const char *path, const char *part, NuanSwapCheck check, gpointer data, char **aside, GError **error);
extern void (*nuan_file_between_swaps) (guint step);   /* for tests: called before each step */

/* All of it into the one file: the log is emptied. */
gboolean nuan_file_gather     (NuanConnection *connection, GError **error);

/* For a private copy that is thrown away when anything fails: as fast as it goes, with no log, no fsync and no keys looked up. */
gboolean nuan_file_fill_fast  (NuanConnection *connection, GError **error);

/* Has the file in the system's cache where that is large enough. */
void     nuan_file_read_ahead (NuanConnection *connection, GCancellable *cancellable);

/* Page by page and row by row: PROBLEMS (char *) get a sentence each, the first of them only, COUNT is the number of pages. */
#define NUAN_FILE_MOST_PROBLEMS 20
gboolean nuan_file_integrity  (NuanConnection *connection, GPtrArray *problems, gint64 *count, GError **error);
/* Rows without their parent. KEY: the row's number, or its key with slashes; "" where the whole PARENT is missing. */
typedef void (*NuanOrphanFunc) (const char *table, const char *key, const char *parent, gpointer data);
gboolean nuan_file_orphans    (NuanConnection *connection, NuanOrphanFunc each, gpointer data, GError **error);

G_END_DECLS

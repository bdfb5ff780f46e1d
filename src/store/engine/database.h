#pragma once

#include "store/engine/connection.h"
#include "model/progress.h"

G_BEGIN_DECLS

/* The data file behind the window: one writer thread that owns the writing connection, a FIFO of jobs, one transaction a job;
 * and reader threads with read-only connections, so that a long table never holds up a keystroke. Main thread only. */
#define NUAN_TYPE_DATABASE (nuan_database_get_type ())
G_DECLARE_FINAL_TYPE (NuanDatabase, nuan_database, NUAN, DATABASE, GObject)

/* Signals: "changed" (gint64 newest) — the journal grew, by this or another process, up to line NEWEST; emitted on the main thread, at most four
 * times a second. What writes no line there, a half-typed form say, is no change.
 *          "lost" (const GError *) — once: under the path is another file now, or none; nothing is written any more.
 *          "damaged" (const GError *) — each time a job met NUAN_ERROR_DAMAGED. */

/* Opens, and migrates, which may take its time: call it from a job or before the window. PROGRESS (may be NULL) is called on this thread. */
NuanDatabase *nuan_database_open  (const char *path, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error);
void          nuan_database_close (NuanDatabase *database);             /* what is to be written is, what is read is given up; idempotent */

/* A job. Returns its result (freed with the job's FREE_RESULT when nobody wants it) or NULL with ERROR set; a job without a result
 * returns any non-NULL pointer with a NULL free function. Runs on a database thread. */
typedef gpointer (*NuanWork) (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error);

/* Writing: in the transaction, in order. What is committed is reported as done even if CANCELLABLE fired meanwhile. */
void     nuan_database_write (NuanDatabase *database, NuanWork work, gpointer input, GDestroyNotify free_input, GDestroyNotify free_result,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/* Reading: quick (a keystroke, a window of rows) or long (a report); they never wait for each other. Cancelling interrupts them. */
typedef enum { NUAN_READ_QUICK, NUAN_READ_LONG } NuanRead;
void     nuan_database_read  (NuanDatabase *database, NuanRead how, NuanWork work, gpointer input, GDestroyNotify free_input,
                              GDestroyNotify free_result, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

gpointer nuan_database_finish (NuanDatabase *database, GAsyncResult *result, GError **error);   /* of either; transfer full */

const char *nuan_database_get_path     (NuanDatabase *database);
gboolean    nuan_database_is_read_only (NuanDatabase *database);   /* its medium or its folder is: nothing is journalled */

G_END_DECLS

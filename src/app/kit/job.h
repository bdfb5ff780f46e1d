#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Long work with a banner in the window: title, progress, cancel. WORK runs on a thread of its own with its own read connection when it
 * needs one; DONE runs on the main thread. Any number at a time; closing the window asks. WIDGET NULL: no banner. */
typedef struct _NuanJob NuanJob;
typedef gboolean (*NuanJobWork) (NuanJob *job, gpointer data, GError **error);
typedef void     (*NuanJobDone) (gboolean success, const GError *error, gpointer data);

void          nuan_job_start           (GtkWidget *widget, const char *title, NuanJobWork work, NuanJobDone done, gpointer data,
                                        GDestroyNotify free_data);
GCancellable *nuan_job_get_cancellable (NuanJob *job);
void          nuan_job_progress        (gint64 done, gint64 total, gpointer job);   /* a NuanProgress; from the job's thread */

guint         nuan_job_count           (void);   /* under way */
void          nuan_job_cancel_all      (void);

G_END_DECLS

#pragma once

#include <adwaita.h>

#include "app/context.h"

G_BEGIN_DECLS

/* The window: header with tabs, search, staff menu; the four pages; toasts and the banner of long work.
 * Actions (win.): open-household(x id) · open-receipt(s number) · show-fund(x id) · new-household · search · grant · pay · receipt · contact ·
 * private · lock · switch-staff · tab(i 1…4) · back · forward · print · save. grant, pay, receipt, print and save are handed to the
 * shown page's own action group when it has one of that name ("page.grant", …): a page installs them with
 * gtk_widget_class_install_action() or gtk_widget_insert_action_group (page, "page", group). */
#define NUAN_TYPE_WINDOW (nuan_window_get_type ())
G_DECLARE_FINAL_TYPE (NuanWindow, nuan_window, NUAN, WINDOW, AdwApplicationWindow)

NuanWindow *nuan_window_new   (GtkApplication *application, NuanContext *context);

/* From any widget inside a window. UNDO (may be NULL) is called when the button is pressed. */
void nuan_toast       (GtkWidget *widget, const char *text);
void nuan_toast_undo  (GtkWidget *widget, const char *text, void (*undo) (gpointer), gpointer user_data, GDestroyNotify destroy);

/* An error in words: a toast for a cancelled or small thing, a message dialog otherwise. */
void nuan_show_error  (GtkWidget *widget, const char *what_failed, const GError *error);

/* Long work on a thread with the window's banner: title, progress, cancel. WORK runs on a thread of its own with its own read connection when
 * it needs one; DONE runs on the main thread. Any number at a time; closing the window asks. */
typedef struct _NuanJob NuanJob;
typedef gboolean (*NuanJobWork) (NuanJob *job, gpointer data, GError **error);
typedef void     (*NuanJobDone) (gboolean success, const GError *error, gpointer data);
void          nuan_job_start           (GtkWidget *widget, const char *title, NuanJobWork work, NuanJobDone done, gpointer data, GDestroyNotify free_data);
GCancellable *nuan_job_get_cancellable (NuanJob *job);
void          nuan_job_progress        (gint64 done, gint64 total, gpointer job);   /* a NuanProgress; from the job's thread */

G_END_DECLS

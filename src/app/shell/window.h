#pragma once

#include <adwaita.h>

#include "app/session/context.h"
#include "app/shell/sign-in-page.h"

G_BEGIN_DECLS

/* The window: header with tabs, search, staff menu; the four pages; toasts and the banner of long work.
 * Actions (win.): open-household(x id) · open-receipt(s number) · show-fund(x id) · new-household · search · grant · pay ·
 * receipt · contact · private · lock · switch-staff · tab(i 1…4) · back · forward · print · save. grant, pay, receipt, print and
 * save are handed to the shown page's own action group when it has one of that name ("page.grant", …): a page installs them with
 * gtk_widget_class_install_action() or gtk_widget_insert_action_group (page, "page", group). */
#define NUAN_TYPE_WINDOW (nuan_window_get_type ())
G_DECLARE_FINAL_TYPE (NuanWindow, nuan_window, NUAN, WINDOW, AdwApplicationWindow)

/* CONTEXT may be NULL while the data file is being opened; the sign-in page is there from the first frame on. */
NuanWindow  *nuan_window_new         (GtkApplication *application, NuanContext *context);
void         nuan_window_set_context (NuanWindow *window, NuanContext *context);
NuanContext *nuan_window_get_context (NuanWindow *window);   /* borrowed; may be NULL */

/* Before the data file is open: the assistant, a progress page, who holds the file. NULL goes back to the sign-in page. */
void         nuan_window_show_start  (NuanWindow *window, GtkWidget *page);

/* From any widget inside a window. UNDO (may be NULL) is called when the button is pressed. */
void nuan_toast       (GtkWidget *widget, const char *text);
void nuan_toast_undo  (GtkWidget *widget, const char *text, void (*undo) (gpointer), gpointer user_data, GDestroyNotify destroy);

/* An error in words: a toast for a cancelled or small thing, a message dialog otherwise. */
void nuan_show_error  (GtkWidget *widget, const char *what_failed, const GError *error);

/* Long work on a thread with the window's banner: title, progress, cancel. WORK runs on a thread of its own with its own read
 * connection when it needs one; DONE runs on the main thread. Any number at a time; closing the window asks. */
typedef struct _NuanJob NuanJob;
typedef gboolean (*NuanJobWork) (NuanJob *job, gpointer data, GError **error);
typedef void     (*NuanJobDone) (gboolean success, const GError *error, gpointer data);
void          nuan_job_start           (GtkWidget *widget, const char *title, NuanJobWork work, NuanJobDone done, gpointer data,
                                        GDestroyNotify free_data);
GCancellable *nuan_job_get_cancellable (NuanJob *job);
void          nuan_job_progress        (gint64 done, gint64 total, gpointer job);   /* a NuanProgress; from the job's thread */

/* The window that WIDGET, or the window that its dialog belongs to, is in; NULL when there is none. Borrowed. */
NuanWindow   *nuan_window_of           (GtkWidget *widget);

/* For the parts of the window: where jobs put their banner; jobs under way. */
GtkBox       *nuan_window_get_banners  (NuanWindow *window);
AdwToastOverlay *nuan_window_get_toasts (NuanWindow *window);
NuanSignInPage *nuan_window_get_sign_in (NuanWindow *window);
guint         nuan_job_count           (void);
void          nuan_job_cancel_all      (void);

G_END_DECLS

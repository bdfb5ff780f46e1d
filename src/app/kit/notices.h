#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A window of ours that says what happened: a toast goes by itself; a banner stays as long as the work that it is about.
 * The main window and the shells of dialogs are such windows. Rooms call nuan_toast() and nuan_job_start(), which find the right one. */
#define NUAN_TYPE_NOTICES (nuan_notices_get_type ())
G_DECLARE_INTERFACE (NuanNotices, nuan_notices, NUAN, NOTICES, GtkWindow)

struct _NuanNoticesInterface {
  GTypeInterface parent;

  void (*add_toast)  (NuanNotices *notices, AdwToast *toast);     /* takes it */
  gboolean (*add_banner) (NuanNotices *notices, GtkWidget *banner);   /* FALSE: not now. NULL for a window that may be closed before the work ends */
  gboolean (*take_error) (NuanNotices *notices, const char *what_failed, const GError *error);   /* NULL but for the window with the data file */
};

/* Of the window that WIDGET is in, the dialogs on it and the window below them: the one opened last; of all windows the active one when WIDGET is NULL. NULL: there is none. */
NuanNotices *nuan_notices_in_front  (GtkWidget *widget);

/* The window on which WIDGET's, and the dialogs that it opened, stand; NULL without one. */
GtkWindow   *nuan_notices_get_lowest (GtkWidget *widget);

/* By the nearest window that keeps banners; FALSE when there is none. BANNER is taken in any case. */
gboolean     nuan_notices_add_banner (GtkWidget *widget, GtkWidget *banner);

/* ERROR (may be NULL) concerns the data file as a whole: the window below all others tells of it, once for all that failed. FALSE: it does not, and
 * is to be told where it was met. WHAT_FAILED may be NULL. */
gboolean     nuan_notices_take_error (GtkWidget *widget, const char *what_failed, const GError *error);

/* What add_toast() is made of: a toast that a screen reader is told, with names for its buttons. */
void         nuan_toasts_add        (AdwToastOverlay *toasts, AdwToast *toast);

/* The last one goes: what it said is over. */
void         nuan_toasts_dismiss    (AdwToastOverlay *toasts);

G_END_DECLS

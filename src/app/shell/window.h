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

/* The window that WIDGET, or the window that its dialog belongs to, is in; NULL when there is none. Borrowed. */
NuanWindow   *nuan_window_of           (GtkWidget *widget);

NuanSignInPage *nuan_window_get_sign_in (NuanWindow *window);

G_END_DECLS

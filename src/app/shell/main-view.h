#pragma once

#include "app/shell/tabs.h"

G_BEGIN_DECLS

/* Header, search box, banners and the tabs.
 * Signal: "tab-shown" — another tab, or the same one again. */
#define NUAN_TYPE_MAIN_VIEW (nuan_main_view_get_type ())
G_DECLARE_FINAL_TYPE (NuanMainView, nuan_main_view, NUAN, MAIN_VIEW, AdwBin)

NuanMainView *nuan_main_view_new          (NuanContext *context);
NuanTabs     *nuan_main_view_get_tabs     (NuanMainView *view);   /* borrowed */
void          nuan_main_view_focus_search (NuanMainView *view);
/* The same, for a new file to begin with: once. "" once it was taken or a file was opened, until something else is searched. */
const char   *nuan_main_view_take_search  (NuanMainView *view);
void          nuan_main_view_clear_search (NuanMainView *view);
GtkBox       *nuan_main_view_get_banners  (NuanMainView *view);
void          nuan_main_view_show_staff   (NuanMainView *view);   /* after somebody else signed in */

G_END_DECLS

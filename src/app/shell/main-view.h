#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

/* Header and the four tabs. The pages are built one by one while the sign-in page is looked at, or at the latest when a tab is
 * shown.
 * Signal: "tab-shown" — another tab, or the same one again. */
typedef enum { NUAN_TAB_CASES, NUAN_TAB_HOUSEHOLD, NUAN_TAB_LEDGER, NUAN_TAB_STATISTICS, NUAN_N_TABS } NuanTab;

#define NUAN_TYPE_MAIN_VIEW (nuan_main_view_get_type ())
G_DECLARE_FINAL_TYPE (NuanMainView, nuan_main_view, NUAN, MAIN_VIEW, AdwBin)

NuanMainView *nuan_main_view_new         (NuanContext *context);
gboolean      nuan_main_view_build_next  (NuanMainView *view);                  /* FALSE when all pages are built */
GtkWidget    *nuan_main_view_get_page    (NuanMainView *view, NuanTab tab);     /* built if need be; borrowed */
NuanTab       nuan_main_view_get_tab     (NuanMainView *view);
void          nuan_main_view_show_tab    (NuanMainView *view, NuanTab tab);
void          nuan_main_view_focus_search (NuanMainView *view);
const char   *nuan_main_view_get_search  (NuanMainView *view);                  /* what is typed; borrowed */
void          nuan_main_view_clear_search (NuanMainView *view);
GtkBox       *nuan_main_view_get_banners (NuanMainView *view);
void          nuan_main_view_show_staff  (NuanMainView *view);                  /* after somebody else signed in */

G_END_DECLS

#pragma once

#include <adwaita.h>

#include "app/kit/page.h"
#include "app/session/room.h"

G_BEGIN_DECLS

/* The tabs of the main window, one for each room with a page, counted from 0. A page is built when its tab is shown or ahead, in idle time: what
 * is to be shown in it before waits for it. */
typedef struct _NuanTabs NuanTabs;

typedef void (*NuanTabBuilt) (guint tab, NuanPage *page, gpointer data);

NuanTabs       *nuan_tabs_new         (AdwViewStack *stack, NuanTabBuilt built, gpointer data);
void            nuan_tabs_free        (NuanTabs *tabs);
void            nuan_tabs_set_context (NuanTabs *tabs, NuanContext *context);   /* nothing is built before */

guint           nuan_tabs_count       (NuanTabs *tabs);
const NuanRoom *nuan_tabs_get_room    (NuanTabs *tabs, guint tab);
guint           nuan_tabs_find        (NuanTabs *tabs, const char *name);   /* of the room; the first tab when there is no such */
guint           nuan_tabs_get_home    (NuanTabs *tabs);                     /* the tab that searches */
guint           nuan_tabs_get_shown   (NuanTabs *tabs);
NuanPage       *nuan_tabs_get_page    (NuanTabs *tabs, guint tab);          /* NULL before it is built; borrowed */

void            nuan_tabs_show        (NuanTabs *tabs, guint tab);
void            nuan_tabs_focus       (NuanTabs *tabs, guint tab);   /* the keyboard goes to its page, once that is built */
void            nuan_tabs_give        (NuanTabs *tabs, guint tab, GVariant *what);   /* its page shows WHAT; takes it when it floats */
void            nuan_tabs_shown       (NuanTabs *tabs);                     /* another tab is: sees to its page */
void            nuan_tabs_show_rights (NuanTabs *tabs);                     /* of whoever is signed in */

/* Not in a key handler. */
gboolean        nuan_tabs_build_next  (NuanTabs *tabs);                     /* FALSE when all pages are built */
void            nuan_tabs_build_shown (NuanTabs *tabs);

gboolean        nuan_tabs_may_leave   (NuanTabs *tabs);                     /* asks all pages */
gboolean        nuan_tabs_fold        (NuanTabs *tabs);                     /* the pane in front of the shown page goes; FALSE: there is none */
void            nuan_tabs_forget      (NuanTabs *tabs);                     /* tells all pages, and shows the home tab */

G_END_DECLS

#pragma once

#include "app/shell/main-view.h"
#include "app/shell/places.h"
#include "app/shell/window.h"

G_BEGIN_DECLS

/* The window's own parts: what its actions need. Nobody else includes this. */
void          nuan_window_add_actions    (NuanWindow *window);
void          nuan_window_update_actions (NuanWindow *window);   /* what may be done here, now, by this person */

NuanMainView *nuan_window_get_view       (NuanWindow *window);   /* NULL before the data file is open */
NuanTabs     *nuan_window_get_tabs       (NuanWindow *window);   /* of the view, which is there */
NuanPlaces   *nuan_window_get_places     (NuanWindow *window);   /* in the view; NULL before */
void          nuan_window_lock           (NuanWindow *window, gboolean other_person);
void          nuan_window_forget         (NuanWindow *window);   /* where this person was, and what they chose */
void          nuan_window_note_activity  (NuanWindow *window);   /* somebody works: the idle lock waits anew */
void          nuan_window_set_clock      (NuanWindow *window, gint64 (*clock) (void));   /* for tests: g_get_monotonic_time () otherwise */

/* window-wishes.c: what the rooms fulfil. */
void          nuan_window_add_wishes     (NuanWindow *window);
void          nuan_window_update_wishes  (NuanWindow *window);

/* The keys of the window's and the rooms' actions, for GtkApplication. */
void          nuan_window_set_keys       (GtkApplication *application);

G_END_DECLS

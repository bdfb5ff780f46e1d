#pragma once

#include "app/shell/tabs.h"

G_BEGIN_DECLS

/* Where in the tabs the clerk is, and the way there: for Alt+← and Alt+→. */
typedef struct _NuanPlaces NuanPlaces;

NuanPlaces *nuan_places_new         (NuanTabs *tabs);   /* which outlive it */
void        nuan_places_free        (NuanPlaces *places);

/* Shows the tab, and WHAT in its page; takes it when it floats. What has a number is a place to come back to; a text was typed. */
void        nuan_places_show        (NuanPlaces *places, guint tab, GVariant *what);
void        nuan_places_note        (NuanPlaces *places);   /* another tab is shown: a step on the way */

void        nuan_places_back        (NuanPlaces *places);   /* to the tab that searches where the way began */
void        nuan_places_forward     (NuanPlaces *places);
gboolean    nuan_places_can_forward (NuanPlaces *places);
void        nuan_places_forget      (NuanPlaces *places);   /* somebody else signs in */

G_END_DECLS

#include "config.h"

#include "app/shell/places.h"

#include "app/shell/trail.h"

struct _NuanPlaces
{
  NuanTabs  *tabs;
  NuanTrail *trail;
  gboolean   on_trail;   /* a step on the way is under way: it is not a new place */
  gint64    *ids;        /* of what each tab shows: a household, a fund; 0: nothing with a number */
};

NuanPlaces *
nuan_places_new (NuanTabs *tabs)
{
  NuanPlaces *places = g_new0 (NuanPlaces, 1);

  places->tabs = tabs;
  places->trail = nuan_trail_new ();
  places->ids = g_new0 (gint64, nuan_tabs_count (tabs));
  return places;
}

void
nuan_places_free (NuanPlaces *places)
{
  nuan_trail_free (places->trail);
  g_free (places->ids);
  g_free (places);
}

void
nuan_places_note (NuanPlaces *places)
{
  const guint tab = nuan_tabs_get_shown (places->tabs);

  if (!places->on_trail)
    nuan_trail_go (places->trail, (NuanPlace) { .tab = tab, .id = places->ids[tab] });
}

void
nuan_places_show (NuanPlaces *places, guint tab, GVariant *what)
{
  g_autoptr (GVariant) taken = g_variant_ref_sink (what);
  const gint64 id = g_variant_is_of_type (taken, G_VARIANT_TYPE_INT64) ? g_variant_get_int64 (taken) : 0;

  if (id != 0 && id == places->ids[tab] && tab == nuan_tabs_get_shown (places->tabs))
    return;   /* it stands there already, and follows the data */

  places->ids[tab] = id;
  nuan_tabs_give (places->tabs, tab, taken);
  nuan_tabs_show (places->tabs, tab);
  nuan_places_note (places);
}

static void
go_to (NuanPlaces *places, const NuanPlace *place)
{
  if (place == NULL)
    return;

  places->on_trail = TRUE;
  if (place->id != 0 && place->id != places->ids[place->tab])
    nuan_places_show (places, place->tab, g_variant_new_int64 (place->id));
  else
    nuan_tabs_show (places->tabs, place->tab);
  places->on_trail = FALSE;
}

void
nuan_places_back (NuanPlaces *places)
{
  if (nuan_trail_can_back (places->trail))
    go_to (places, nuan_trail_back (places->trail));
  else
    nuan_tabs_show (places->tabs, nuan_tabs_get_home (places->tabs));
}

void
nuan_places_forward (NuanPlaces *places)
{
  go_to (places, nuan_trail_forward (places->trail));
}

gboolean
nuan_places_can_forward (NuanPlaces *places)
{
  return nuan_trail_can_forward (places->trail);
}

void
nuan_places_forget (NuanPlaces *places)
{
  nuan_trail_clear (places->trail);
}

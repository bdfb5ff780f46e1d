#include "config.h"

#include "app/shell/trail.h"

#define KEPT 100

struct _NuanTrail
{
  GArray *places;    /* NuanPlace */
  guint   here;      /* index + 1; 0: nowhere yet */
};

NuanTrail *
nuan_trail_new (void)
{
  NuanTrail *trail = g_new0 (NuanTrail, 1);

  trail->places = g_array_new (FALSE, FALSE, sizeof (NuanPlace));
  return trail;
}

void
nuan_trail_free (NuanTrail *trail)
{
  g_array_unref (trail->places);
  g_free (trail);
}

static NuanPlace *
place_at (NuanTrail *trail, guint n)
{
  return &g_array_index (trail->places, NuanPlace, n - 1);
}

void
nuan_trail_go (NuanTrail *trail, NuanPlace place)
{
  if (trail->here > 0 && place_at (trail, trail->here)->tab == place.tab && place_at (trail, trail->here)->id == place.id)
    return;

  g_array_set_size (trail->places, trail->here);
  g_array_append_val (trail->places, place);
  if (trail->places->len > KEPT)
    g_array_remove_index (trail->places, 0);
  trail->here = trail->places->len;
}

const NuanPlace *
nuan_trail_back (NuanTrail *trail)
{
  return nuan_trail_can_back (trail) ? place_at (trail, --trail->here) : NULL;
}

const NuanPlace *
nuan_trail_forward (NuanTrail *trail)
{
  return nuan_trail_can_forward (trail) ? place_at (trail, ++trail->here) : NULL;
}

gboolean
nuan_trail_can_back (NuanTrail *trail)
{
  return trail->here > 1;
}

gboolean
nuan_trail_can_forward (NuanTrail *trail)
{
  return trail->here < trail->places->len;
}

void
nuan_trail_clear (NuanTrail *trail)
{
  g_array_set_size (trail->places, 0);
  trail->here = 0;
}

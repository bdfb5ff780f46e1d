#include "config.h"

#include "app/kit/pace.h"

#define ROWS_WITH_WIDGETS 256   /* at most */

guint
nuan_pace_next (guint now, guint wanted)
{
  if (wanted > now)
    return now + NUAN_PACE_ROWS < ROWS_WITH_WIDGETS ? MIN (now + NUAN_PACE_ROWS, wanted) : wanted;
  return MAX (wanted, now > ROWS_WITH_WIDGETS ? ROWS_WITH_WIDGETS : now - MIN (now, NUAN_PACE_ROWS));
}

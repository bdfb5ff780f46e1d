#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the clerk has been, for Alt+← and Alt+→: a tab and what was open in it. */
typedef struct {
  guint  tab;
  gint64 id;      /* household or fund; 0: none */
} NuanPlace;

typedef struct _NuanTrail NuanTrail;

NuanTrail       *nuan_trail_new     (void);
void             nuan_trail_free    (NuanTrail *trail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanTrail, nuan_trail_free)

/* forgets what was ahead; the same place twice is one */
void             nuan_trail_go      (NuanTrail *trail, NuanPlace place);
const NuanPlace *nuan_trail_back    (NuanTrail *trail);                    /* NULL at the beginning; borrowed */
const NuanPlace *nuan_trail_forward (NuanTrail *trail);                    /* NULL at the end; borrowed */
gboolean         nuan_trail_can_back    (NuanTrail *trail);
gboolean         nuan_trail_can_forward (NuanTrail *trail);
void             nuan_trail_clear   (NuanTrail *trail);                    /* somebody else signs in */

G_END_DECLS

#pragma once

#include "base/day.h"

G_BEGIN_DECLS

/* A slip for somebody who comes again on another day: NAME's. */
GBytes *nuan_slip_draw (const char *name, NuanDay on, GError **error);

G_END_DECLS

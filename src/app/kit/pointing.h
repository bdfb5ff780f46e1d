#pragma once

#include "app/kit/row.h"

G_BEGIN_DECLS

/* Something is wrong at ROW: it gets the focus, and is scrolled to so that what is said below it is read as well. */
void nuan_point_at (NuanRow *row);

G_END_DECLS

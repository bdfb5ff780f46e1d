#pragma once

#include "app/shell/window.h"

G_BEGIN_DECLS

/* From a path to the sign-in page: who holds the file, the assistant when there is none, the invented centre, opening and
 * migrating. Nothing of it on the main thread. PATH NULL: the default one, or demo.db beside it with DEMO. */
void nuan_opening_start (NuanWindow *window, const char *path, gboolean demo);

/* The assistant has made the file, or it was there before: nobody is asked to found a centre in its place when it can't be opened. */
void nuan_opening_made  (NuanWindow *window, const char *path);

/* What WINDOW has open, if anything, is done with for good, and free for others. */
void nuan_opening_let_go (NuanWindow *window);

G_END_DECLS

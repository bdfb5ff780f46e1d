#pragma once

#include "app/shell/window.h"

G_BEGIN_DECLS

/* From a path to the sign-in page: who holds the file, the assistant when there is none, the invented centre, opening and
 * migrating. Nothing of it on the main thread. PATH NULL: the default one, or demo.db beside it with DEMO. */
void nuan_opening_start (NuanWindow *window, const char *path, gboolean demo);

/* The assistant has made the file. */
void nuan_opening_made  (NuanWindow *window, const char *path);

G_END_DECLS

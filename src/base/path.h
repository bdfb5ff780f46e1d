#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* PATH from the root on, as the system follows it: ".." is the folder above the one that a link leads to, not the one before it in the letters.
 * The last name stays as it is, whether it is a link or nothing at all; so does what leads to a folder that is not there yet. Owned. */
char *nuan_path_absolute (const char *path);

G_END_DECLS

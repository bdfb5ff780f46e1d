#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A new, empty file of a random name beside PATH, private and locked as long as its descriptor is open; goes when the program is told to end.
 * Takes away what killed programs left in that folder. -1 with errno. *PART is owned. */
int nuan_part_file_open    (const char *path, char **part);

/* PART, which is whole, is called PATH from now on; -1 with errno, EEXIST when anything stands there, however late it came. */
int nuan_part_file_release (const char *part, const char *path);

G_END_DECLS

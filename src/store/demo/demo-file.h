#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A demo is told in a private copy of the data file, PART, which takes the place of the file at PATH when it is whole. */

/* PART as a copy of an empty data file, or as a new one where there is none. */
gboolean nuan_demo_file_begin  (const char *path, const char *part, GError **error);
gboolean nuan_demo_file_finish (const char *path, const char *part, GError **error);
void     nuan_demo_file_remove (const char *part);

G_END_DECLS

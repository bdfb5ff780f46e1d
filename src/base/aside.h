#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Moving a file out of the way under a dated name: "FILE.20261127-180512", with -2, -3 … where that is taken. Never over another file. */

/* A free name for PATH and for each PATH + ENDINGS[i] ("-wal" …; may be NULL). Owned. */
char    *nuan_aside_name (const char *path, const char *const *endings);

/* Gives FROM the name TO, which must be free: NUAN_ERROR_STORAGE otherwise. A file that is not there is no error. */
gboolean nuan_aside_move (const char *from, const char *to, GError **error);

/* NUAN_ERROR_STORAGE at "db": what was put at PATH stands there, only the disk could not say that it stays there; ASIDE is where the file lies that
 * stood there before, NULL when none did. Returns FALSE. */
gboolean nuan_aside_unconfirmed (const char *path, const char *aside, GError **error);

/* From now on PATH, if it is a file, is the owner's alone, as each file of ours is; what can't be done is left, and told by the data check. */
void     nuan_aside_close_to_others (const char *path);

G_END_DECLS

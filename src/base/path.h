#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* PATH from the root on, as the system follows it: ".." is the folder above the one that a link leads to, not the one before it in the letters.
 * Without ".." links stay in it. The last name stays as it is, whether it is a link or nothing at all; so does what leads to a folder that is not
 * there yet. Owned. */
char *nuan_path_absolute (const char *path);

/* What this program keeps beside the data files for whoever runs it: $XDG_STATE_HOME/nuanchuang. Owned; it may not be there yet. */
char *nuan_path_state    (void);

/* Where the links of PATH lead; as it was given where that is nothing. Owned. */
char *nuan_path_follow   (const char *path);

/* SQLite opens a data file at PATH. NUAN_ERROR_INVALID at FIELD, with how long it is and how long it may be. */
gboolean nuan_path_check_length (const char *path, const char *field, GError **error);

/* So it does with what is written in that folder first. */
gboolean nuan_path_check_room   (const char *path, const char *field, GError **error);

/* And what will stand beside it or go aside has room for its endings: for a name that is new. */
gboolean nuan_path_check_new    (const char *path, const char *field, GError **error);

/* PATH with a last name that is short enough for ENDING_BYTES more, cut between two characters. Owned. */
char    *nuan_path_shorten      (const char *path, gsize ending_bytes);

G_END_DECLS

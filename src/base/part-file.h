#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A new, empty file of a random name beside PATH, private and locked as long as its descriptor is open; goes when the program is told to end.
 * Takes away what killed programs left in that folder. -1 with errno. *PART is owned. */
int      nuan_part_file_open        (const char *path, char **part);

/* A random name in PATH's folder, by way of which what stands at PATH and what will stand there change names; no program takes it for a part
 * that was left. Owned. */
char    *nuan_part_file_swap_name   (const char *path);

/* PATH, or what it leads to, is a person's file and not called as one of these: NUAN_ERROR_RULE at FIELD. */
gboolean nuan_part_file_check_name  (const char *path, const char *field, GError **error);

/* PART, which is whole, is called PATH from now on; -1 with errno, EEXIST when anything stands there, however late it came. */
int      nuan_part_file_release     (const char *part, const char *path);

/* The names in PATH's folder survive a power cut from here on; FALSE with errno EIO. Some file systems can't sync a folder: then there is
 * nothing more to do. */
gboolean nuan_part_file_sync_folder (const char *path);

G_END_DECLS

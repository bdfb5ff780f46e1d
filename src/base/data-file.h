#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Data files are compiled in under /cn/nuanchuang/data/; a file of the same name in the data directory wins. A byte order mark at its beginning
 * is no part of it. Any thread. */

const char *nuan_data_directory  (void);   /* $NUAN_DATA_DIR, else $XDG_DATA_HOME/nuanchuang; borrowed, for ever */
GBytes     *nuan_data_file_load  (const char *name, GError **error);          /* "regions.csv", "tables/receipts.ini"; owned */
char      **nuan_data_file_list  (const char *folder, const char *suffix);    /* base names, both places, sorted, no doubles; owned */

/* The one that is compiled in, whatever lies in the data directory: for what no centre changes. Owned. */
GBytes     *nuan_data_file_load_shipped (const char *name, GError **error);

/* The lines of a list, "regions.csv": without ends, whatever system wrote them; comments (#) and the line that begins with HEAD are "", so that places
 * are numbers of lines. A centre's own file that can't be read as UTF-8 is told among the problems, and the one that is compiled in is read. Owned. */
char      **nuan_data_file_load_lines (const char *name, const char *head);

/* LINE (from 1) of it is of no use, for it is not RIGHT, "code,name": told among the problems. */
void        nuan_data_file_skip_line  (const char *name, guint line, const char *right);

/* What was found wrong with the centre's own lists so far, in words for people; owned. */
char      **nuan_data_file_problems   (void);

/* One line of a CSV file (RFC 4180 quotes, no line breaks inside); NULL-terminated, owned. */
char      **nuan_csv_split       (const char *line);

G_END_DECLS

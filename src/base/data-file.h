#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Data files are compiled in under /cn/nuanchuang/data/; a file of the same name in the data directory wins. */

const char *nuan_data_directory  (void);   /* $NUAN_DATA_DIR, else $XDG_DATA_HOME/nuanchuang; borrowed, for ever */
GBytes     *nuan_data_file_load  (const char *name, GError **error);          /* "regions.csv", "tables/receipts.ini"; owned */
char      **nuan_data_file_list  (const char *folder, const char *suffix);    /* base names, both places, sorted, no doubles; owned */

/* One line of a CSV file (RFC 4180 quotes, no line breaks inside); NULL-terminated, owned. */
char      **nuan_csv_split       (const char *line);

G_END_DECLS

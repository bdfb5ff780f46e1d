#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GB/T 2260 from the data file regions.csv: today's codes and those withdrawn since 1980, since an ID number keeps the code of its day. */

const char *nuan_region_name      (const char *code);   /* "市中区"; NULL when never issued; borrowed */
char       *nuan_region_full_name (const char *code);   /* "四川省乐山市市中区"; NULL when never issued; owned */

/* A code that is no longer in force: the first and the last year in whose list it stood. FALSE for one in force, unknown or of unknown years. */
gboolean    nuan_region_withdrawn (const char *code, guint *from, guint *to);

G_END_DECLS

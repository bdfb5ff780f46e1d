#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GB/T 2260 from the data file regions.csv: today's codes and the retired ones, since an ID number keeps the code of its day. */

const char *nuan_region_name      (const char *code);   /* "市中区"; NULL when never issued; borrowed */
char       *nuan_region_full_name (const char *code);   /* "四川省乐山市市中区"; NULL when never issued; owned */

G_END_DECLS

#pragma once

#include "model/tables/chart-style.h"
#include "model/tables/table.h"

G_BEGIN_DECLS

typedef struct _cairo cairo_t;

/* The chart of TABLE as its definition wants it and as it is printed, for the window; nothing where it wants none or there is nothing to draw. */
void    nuan_table_picture_draw   (const NuanTable *table, cairo_t *cr, double width, double height, const NuanChartStyle *style);
double  nuan_table_picture_height (const NuanTable *table, double text_size);   /* at which every item has its own bar; 0: nothing to draw */
char   *nuan_table_picture_words  (const NuanTable *table);                     /* the same for those who do not see it; owned, "": nothing */

G_END_DECLS

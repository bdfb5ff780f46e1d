#pragma once

#include "model/tables/chart-style.h"
#include "model/tables/table.h"
#include "print/sheet.h"

#include <cairo.h>

G_BEGIN_DECLS

/* One drawing for window and paper. KIND is "bars", "stacked" or "line" (a definition's chart); anything else, or a table
 * without rows, draws nothing. Labels are wrapped, never cut; bars that do not fit the height are put together. */

void    nuan_chart_draw          (cairo_t *cr, const NuanTable *table, const char *kind, double width, double height,
                                  const NuanChartStyle *style);

/* In millimetres. */
void    nuan_chart_draw_on_sheet (NuanSheet *sheet, const NuanTable *table, const char *kind, double x, double y, double width,
                                  double height);

/* The height at which every item has its own bar; in the units of TEXT_SIZE. 0 when there is nothing to draw. */
double  nuan_chart_get_height    (const NuanTable *table, const char *kind, double text_size);

/* The chart in words and numbers, for those who do not see it; owned, "" when there is nothing. */
char   *nuan_chart_describe      (const NuanTable *table, const char *kind);

G_END_DECLS

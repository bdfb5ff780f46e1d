#include "config.h"

#include "desk/table-picture.h"

#include "print/chart.h"

void
nuan_table_picture_draw (const NuanTable *table, cairo_t *cr, double width, double height, const NuanChartStyle *style)
{
  nuan_chart_draw (cr, table, table->definition->chart, width, height, style);
}

double
nuan_table_picture_height (const NuanTable *table, double text_size)
{
  return nuan_chart_get_height (table, table->definition->chart, text_size);
}

char *
nuan_table_picture_words (const NuanTable *table)
{
  return nuan_table_definition_has_chart (table->definition) ? nuan_chart_describe (table, table->definition->chart) : g_strdup ("");
}

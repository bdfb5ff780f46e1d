#pragma once

#include <gtk/gtk.h>

#include "app/kit/shared-table.h"

G_BEGIN_DECLS

/* The chart of a table, in the colours and the text size of the window; a screen reader gets its figures in words. */
#define NUAN_TYPE_TABLE_CHART (nuan_table_chart_get_type ())
G_DECLARE_FINAL_TYPE (NuanTableChart, nuan_table_chart, NUAN, TABLE_CHART, GtkDrawingArea)

/* FALSE when the table has no chart; then nothing is drawn. NULL clears. */
gboolean nuan_table_chart_set_table (NuanTableChart *chart, NuanSharedTable *table);

G_END_DECLS

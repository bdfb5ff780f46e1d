#pragma once

#include <adwaita.h>

#include "app/kit/shared-table.h"

G_BEGIN_DECLS

/* A filled table as it will print: heads, rows, total. Any number of rows: only those in sight have widgets.
 *
 * Signals: "open" (int row, string column code): a figure was activated; row −1 is the total. Only when the view opens figures.
 *          "row-activated" (int row): Enter or a double click on a row. */
#define NUAN_TYPE_TABLE_VIEW (nuan_table_view_get_type ())
G_DECLARE_FINAL_TYPE (NuanTableView, nuan_table_view, NUAN, TABLE_VIEW, AdwBin)

GtkWidget       *nuan_table_view_new       (gboolean opens);
void             nuan_table_view_set_opens (NuanTableView *view, gboolean opens);   /* before the table */
void             nuan_table_view_set_table (NuanTableView *view, NuanSharedTable *table);   /* NULL: empty; a reference is taken */
/* Hides persons and their amounts where the table is a list of persons. */
void             nuan_table_view_set_private (NuanTableView *view, gboolean hide);
NuanSharedTable *nuan_table_view_get_table (NuanTableView *view);                           /* borrowed; NULL */

G_END_DECLS

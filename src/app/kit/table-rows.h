#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The rows of a filled table as a list model; a row object is made when it is looked at and knows its index alone.
 * The list starts empty: whoever shows it lets the rows come at the pace of the screen. */
#define NUAN_TYPE_TABLE_ROW (nuan_table_row_get_type ())
G_DECLARE_FINAL_TYPE (NuanTableRow, nuan_table_row, NUAN, TABLE_ROW, GObject)

#define NUAN_TYPE_TABLE_ROWS (nuan_table_rows_get_type ())
G_DECLARE_FINAL_TYPE (NuanTableRows, nuan_table_rows, NUAN, TABLE_ROWS, GObject)

int            nuan_table_row_get_index (NuanTableRow *row);   /* −1: the total */

NuanTableRows *nuan_table_rows_new      (guint n_rows, gboolean total);   /* a totals row, after the others */

/* Shows one step more, or less when CLOSING; TRUE while there are more steps to come. */
gboolean       nuan_table_rows_step     (NuanTableRows *rows, gboolean closing);

G_END_DECLS

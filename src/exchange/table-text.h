#pragma once

#include <gio/gio.h>

#include "model/progress.h"
#include "model/tables/table.h"

G_BEGIN_DECLS

/* What the writers of a table share. CELLS is one of table->rows or table->total. */

/* As data ("9000.00", "2025-11-20"); the first text of a total row without words is 合计. Owned. */
char       *nuan_table_text      (const NuanTable *table, const NuanCell *cells, guint column);

/* "text" "count" "money" "wan" "day" */
const char *nuan_cell_kind_code  (NuanCellKind kind);

/* Between rows: tells PROGRESS from time to time; FALSE and G_IO_ERROR_CANCELLED when CANCELLABLE fired. */
gboolean    nuan_table_step      (const NuanTable *table, guint done, NuanProgress progress, gpointer progress_data,
                                  GCancellable *cancellable, GError **error);

G_END_DECLS

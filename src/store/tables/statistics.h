#pragma once

#include "model/tables/table.h"
#include "store/engine/engine.h"
#include "model/progress.h"

G_BEGIN_DECLS

/* Fills a table for FROM..TO (inclusive) from its definition. A payment counts when it was paid in the period and not voided by
 * its end; what was paid before the period and voided in it is taken back in a row of its own (NUAN_TABLE_EARLIER), so that periods add up
 * to what the ledger says of them. Fund figures are by the day of the entry. DEFINITION is taken. All of it sees one state of the file. */
NuanTable *nuan_statistics_fill (NuanConnection *connection, NuanTableDefinition *definition, NuanDay from, NuanDay to,
                                 NuanProgress progress, gpointer progress_data, GError **error);

/* The rows behind a cell: KEY is table->keys[row], or NULL for the total; COLUMN the column code. At most LIMIT (0: all). */
NuanTable *nuan_statistics_rows (NuanConnection *connection, const NuanTable *table, const char *key, const char *column,
                                 guint limit, GError **error);

G_END_DECLS

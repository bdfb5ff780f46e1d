#pragma once

#include "model/progress.h"
#include "model/tables/table.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

/* Papers of the ledger tab as tables, so that screen, paper and spreadsheet are one thing. The words come from papers.ini. */

/* Payments of DAY by cashier and method, voids apart, what has left the box. On a database thread. */
NuanTable *nuan_day_table_read   (NuanConnection *connection, NuanDay day, GError **error);

/* The whole account of a fund as it is at one moment, oldest entry first. NUAN_ERROR_RULE where it has more than MOST movements: a paper
 * never shows a part as if it were all. Not on the main thread. */
NuanTable *nuan_entry_table_read (NuanConnection *connection, gint64 fund_id, gint64 most, NuanProgress progress, gpointer progress_data,
                                  GCancellable *cancellable, GError **error);

G_END_DECLS

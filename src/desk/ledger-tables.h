#pragma once

#include "model/tables/table.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

/* Papers of the ledger tab as tables, so that screen, paper and spreadsheet are one thing. The words come from papers.ini. */

/* Payments of DAY by cashier and method, voids apart, what has left the box. On a database thread. */
NuanTable *nuan_day_table_read   (NuanConnection *connection, NuanDay day, GError **error);

/* The account of a fund, oldest entry first; the newest LIMIT of them. On a database thread. */
NuanTable *nuan_entry_table_read (NuanConnection *connection, gint64 fund_id, guint limit, GError **error);

G_END_DECLS

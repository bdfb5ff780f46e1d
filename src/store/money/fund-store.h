#pragma once

#include "model/money/fund.h"
#include "model/staff.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

/* The id; 0 on error. */
gint64     nuan_fund_store_add  (NuanConnection *connection, const NuanStaff *actor, NuanFund *fund, GError **error);
NuanFund  *nuan_fund_store_read (NuanConnection *connection, gint64 id, GError **error);
GPtrArray *nuan_fund_store_list (NuanConnection *connection, GError **error);   /* NuanFund, by use-by date */

/* LIMIT funds from OFFSET of those that hold money to be used up by the day BY, or before; and how many they are. */
GPtrArray *nuan_fund_store_near       (NuanConnection *connection, NuanDay by, gint64 offset, guint limit, GError **error);
gboolean   nuan_fund_store_count_near (NuanConnection *connection, NuanDay by, gint64 *n, GError **error);

/* The same list with what a grant of PROGRAMME may not use greyed out: reasons[i] is NULL or a sentence. */
GPtrArray *nuan_fund_store_choices (NuanConnection *connection, const char *programme, gint64 amount_fen, NuanDay day,
                                    GPtrArray **reasons, GError **error);

G_END_DECLS

#pragma once

#include <adwaita.h>

#include "app/session/context.h"
#include "app/kit/shared-table.h"

G_BEGIN_DECLS

/* Payments of a day by cashier and method with totals: for the cash box at closing time. Any day can be chosen. */
#define NUAN_TYPE_DAY_PANE (nuan_day_pane_get_type ())
G_DECLARE_FINAL_TYPE (NuanDayPane, nuan_day_pane, NUAN, DAY_PANE, AdwBin)

void             nuan_day_pane_set_context (NuanDayPane *pane, NuanContext *context);
NuanSharedTable *nuan_day_pane_get_table   (NuanDayPane *pane);   /* borrowed; NULL before it is read, and without a day */
void             nuan_day_pane_forget      (NuanDayPane *pane);   /* today again */

G_END_DECLS

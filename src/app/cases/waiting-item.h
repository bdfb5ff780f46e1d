#pragma once

#include "app/cases/waiting-read.h"

G_BEGIN_DECLS

/* A row of what waits, as the list shows it. */
#define NUAN_TYPE_WAITING_ITEM (nuan_waiting_item_get_type ())
G_DECLARE_FINAL_TYPE (NuanWaitingItem, nuan_waiting_item, NUAN, WAITING_ITEM, GObject)

NuanWaitingItem      *nuan_waiting_item_new     (NuanWaitingRow *row /* taken */, gboolean hide);
const NuanWaitingRow *nuan_waiting_item_get_row (NuanWaitingItem *item);

G_END_DECLS

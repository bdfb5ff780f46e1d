#pragma once

#include <glib-object.h>

#include "desk/waiting.h"

G_BEGIN_DECLS

/* A row of what waits, as the list shows it. */
#define NUAN_TYPE_WAITING_ITEM (nuan_waiting_item_get_type ())
G_DECLARE_FINAL_TYPE (NuanWaitingItem, nuan_waiting_item, NUAN, WAITING_ITEM, GObject)

/* ROW is copied; NULL while it is being read. */
void                  nuan_waiting_item_set     (NuanWaitingItem *item, const NuanWaitingRow *row, gboolean hide);
const NuanWaitingRow *nuan_waiting_item_get_row (NuanWaitingItem *item);   /* borrowed; NULL while it is being read */

G_END_DECLS

#pragma once

#include "app/kit/paged-list.h"
#include "store/money/ledger.h"

G_BEGIN_DECLS

/* A row of a fund's account in a paged list. Properties, all text: "day" "kind" "memo" "debit" "credit" "change" "balance" "receipt". */
#define NUAN_TYPE_ENTRY_ITEM (nuan_entry_item_get_type ())
G_DECLARE_FINAL_TYPE (NuanEntryItem, nuan_entry_item, NUAN, ENTRY_ITEM, GObject)

/* What the row was filled from; entry_id 0 while it is being read. Borrowed. */
const NuanEntryRow    *nuan_entry_item_get_row (NuanEntryItem *item);

/* For nuan_paged_list_new(): its query is a gint64 fund id, its user data a NuanContext. Newest first. */
const NuanPagedSource *nuan_entry_source       (void);

G_END_DECLS

#pragma once

#include "store/money/ledger.h"

G_BEGIN_DECLS

/* Words for people: "Received", "中央财政 (income)". Borrowed; owned. */
const char *nuan_entry_kind_label (const NuanEntryRow *row);
char       *nuan_account_label    (const char *account);

G_END_DECLS

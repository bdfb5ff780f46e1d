#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The funds with their entries, and the payments of a day. Shown an id, it chooses that fund. */
#define NUAN_TYPE_LEDGER_PAGE (nuan_ledger_page_get_type ())
G_DECLARE_FINAL_TYPE (NuanLedgerPage, nuan_ledger_page, NUAN, LEDGER_PAGE, AdwBin)

G_END_DECLS

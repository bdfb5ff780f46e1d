#pragma once

#include "app/session/context.h"
#include "app/kit/shared-table.h"

G_BEGIN_DECLS

typedef enum { NUAN_LEDGER_PAPER_PRINT, NUAN_LEDGER_PAPER_PDF, NUAN_LEDGER_PAPER_XLSX } NuanLedgerPaper;

/* Prints or saves a table of the ledger tab. */
void nuan_ledger_paper_put     (GtkWidget *page, NuanSharedTable *table, NuanLedgerPaper what);

/* The account of a fund, read first. */
void nuan_ledger_paper_account (GtkWidget *page, NuanContext *context, gint64 fund_id, NuanLedgerPaper what);

G_END_DECLS

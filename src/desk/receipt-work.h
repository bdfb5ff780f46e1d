#pragma once

#include "model/money/receipt.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

/* A receipt with the others of its household, newest first. */
typedef struct {
  NuanReceipt *receipt;
  GPtrArray   *others;   /* NuanReceipt, this one too */
  NuanDay      today;
} NuanReceiptView;

void             nuan_receipt_view_free (NuanReceiptView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanReceiptView, nuan_receipt_view_free)
NuanReceiptView *nuan_receipt_work_view (NuanConnection *connection, const char *number, GError **error);

G_END_DECLS

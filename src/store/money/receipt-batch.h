#pragma once

#include "model/money/receipt.h"
#include "model/staff.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

/* Receipts that go on paper together: each is added with the copy that it will be, drawn, then all are counted in one transaction. */
typedef struct {
  NuanStaff *actor;      /* who prints */
  GPtrArray *receipts;   /* NuanReceipt, with the code of the copy to draw */
  GArray    *prints;     /* NuanReceiptPrint */
} NuanReceiptBatch;

NuanReceiptBatch *nuan_receipt_batch_new   (const NuanStaff *actor);
void              nuan_receipt_batch_free  (NuanReceiptBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanReceiptBatch, nuan_receipt_batch_free)

gboolean          nuan_receipt_batch_add   (NuanReceiptBatch *batch, NuanConnection *connection, const char *number, GError **error);

/* The copies counted must be those drawn: NUAN_ERROR_CONFLICT when somebody else has printed meanwhile. */
gboolean          nuan_receipt_batch_count (const NuanReceiptBatch *batch, NuanConnection *connection, GError **error);

G_END_DECLS

#include "config.h"

#include "store/money/receipt-batch.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "store/money/receipt-store.h"

NuanReceiptBatch *
nuan_receipt_batch_new (const NuanStaff *actor)
{
  NuanReceiptBatch *batch = g_new0 (NuanReceiptBatch, 1);

  batch->actor = nuan_staff_copy (actor);
  batch->receipts = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_receipt_free);
  batch->prints = g_array_new (FALSE, FALSE, sizeof (NuanReceiptPrint));
  return batch;
}

void
nuan_receipt_batch_free (NuanReceiptBatch *batch)
{
  if (batch == NULL)
    return;

  nuan_staff_free (batch->actor);
  g_ptr_array_unref (batch->receipts);
  g_array_unref (batch->prints);
  g_free (batch);
}

gboolean
nuan_receipt_batch_add (NuanReceiptBatch *batch, NuanConnection *connection, const char *number, GError **error)
{
  NuanReceipt *receipt = nuan_receipt_store_read (connection, number, error);
  NuanReceiptPrint print = { .receipt = receipt };
  char *code;

  if (receipt == NULL)
    return FALSE;
  g_ptr_array_add (batch->receipts, receipt);

  print.copy = nuan_receipt_store_next_copy (connection, batch->actor, number, error);
  if (print.copy < NUAN_COPY_AUDIT)
    return FALSE;
  code = nuan_receipt_store_code (connection, receipt, print.copy, error);
  if (code == NULL)
    return FALSE;

  g_free (receipt->code);
  receipt->code = code;
  g_array_append_val (batch->prints, print);
  return TRUE;
}

gboolean
nuan_receipt_batch_count (const NuanReceiptBatch *batch, NuanConnection *connection, GError **error)
{
  for (guint i = 0; i < batch->prints->len; i++)
    {
      const NuanReceiptPrint *print = &g_array_index (batch->prints, NuanReceiptPrint, i);
      const gint copy = nuan_receipt_store_count_print (connection, batch->actor, print->receipt->number, error);

      if (copy < NUAN_COPY_AUDIT)
        return FALSE;
      if (copy == print->copy)
        continue;
      nuan_error_set (error, NUAN_ERROR_CONFLICT, "number",
                      _("Receipt %s was printed by somebody else meanwhile; print it again"),
                      print->receipt->number);
      return FALSE;
    }

  return TRUE;
}

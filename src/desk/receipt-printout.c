#include "config.h"

#include "desk/receipt-printout.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "print/receipt.h"
#include "store/money/receipt-batch.h"

struct _NuanReceiptPrintout
{
  NuanReceiptBatch *receipts;
  GPtrArray        *numbers;
  GBytes           *pdf;
  NuanAtomicFile   *file;   /* written and not kept; NULL otherwise */
};

static NuanReceiptPrintout *
printout_new (const NuanStaff *actor, GPtrArray *numbers)
{
  NuanReceiptPrintout *printout = g_new0 (NuanReceiptPrintout, 1);

  printout->receipts = nuan_receipt_batch_new (actor);
  printout->numbers = g_ptr_array_ref (numbers);
  return printout;
}

void
nuan_receipt_printout_free (NuanReceiptPrintout *printout)
{
  if (printout == NULL)
    return;

  nuan_receipt_batch_free (printout->receipts);
  g_ptr_array_unref (printout->numbers);
  g_clear_pointer (&printout->pdf, g_bytes_unref);
  g_clear_pointer (&printout->file, nuan_atomic_file_abort);
  g_free (printout);
}

static gboolean
read_receipts (NuanConnection *connection, gpointer data, GError **error)
{
  NuanReceiptPrintout *printout = data;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < printout->numbers->len; i++)
    {
      const char *number = g_ptr_array_index (printout->numbers, i);

      if (!g_hash_table_add (seen, (gpointer) number))
        {
          nuan_error_set (error, NUAN_ERROR_INVALID, "number", _("A receipt stands twice in the batch"));
          return FALSE;
        }
      if (!nuan_receipt_batch_add (printout->receipts, connection, number, error))
        return FALSE;
    }

  return TRUE;
}

NuanReceiptPrintout *
nuan_receipt_printout_draw (NuanConnection *connection, const NuanStaff *actor, GPtrArray *numbers, NuanProgress progress, gpointer progress_data,
                            GCancellable *cancellable, GError **error)
{
  g_autoptr (NuanReceiptPrintout) printout = printout_new (actor, numbers);
  const GArray *prints = printout->receipts->prints;

  if (!nuan_connection_snapshot (connection, read_receipts, printout, error))
    return NULL;

  printout->pdf = nuan_receipt_print ((const NuanReceiptPrint *) prints->data, prints->len, progress, progress_data, cancellable, error);
  return printout->pdf != NULL ? g_steal_pointer (&printout) : NULL;
}

GBytes *
nuan_receipt_printout_get_pdf (NuanReceiptPrintout *printout)
{
  return printout->pdf;
}

gboolean
nuan_receipt_printout_write (NuanReceiptPrintout *printout, const char *path, NuanFileMode mode, GError **error)
{
  gsize size = 0;
  gconstpointer data = g_bytes_get_data (printout->pdf, &size);

  g_return_val_if_fail (printout->file == NULL, FALSE);

  printout->file = nuan_atomic_file_begin (path, mode, error);
  return printout->file != NULL && nuan_atomic_file_write (printout->file, data, size, error) && nuan_atomic_file_flush (printout->file, error);
}

gboolean
nuan_receipt_printout_count (NuanReceiptPrintout *printout, NuanConnection *connection, GError **error)
{
  return nuan_receipt_batch_count (printout->receipts, connection, error)
         && (printout->file == NULL || nuan_atomic_file_place (printout->file, error));
}

void
nuan_receipt_printout_keep (NuanReceiptPrintout *printout)
{
  g_clear_pointer (&printout->file, nuan_atomic_file_keep);
}

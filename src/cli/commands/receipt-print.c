#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/atomic-file.h"
#include "base/error.h"
#include "cli/commands/receipt-print.h"
#include "print/receipt.h"
#include "store/money/receipt-batch.h"

typedef struct {
  NuanSession      *session;
  NuanReceiptBatch *papers;
  NuanAtomicFile   *file;
} Batch;

static gboolean
read_batch (NuanConnection *connection, gpointer data, GError **error)
{
  Batch *batch = data;
  NuanArguments *arguments = batch->session->arguments;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < nuan_arguments_count (arguments); i++)
    {
      const char *number = nuan_arguments_at (arguments, i);

      if (!g_hash_table_add (seen, (gpointer) number))
        {
          nuan_error_set (error, NUAN_ERROR_INVALID, "number", _("A receipt stands twice in the batch"));
          return FALSE;
        }
      if (!nuan_receipt_batch_add (batch->papers, connection, number, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
count_batch (NuanConnection *connection, gpointer data, GError **error)
{
  const Batch *batch = data;

  return nuan_receipt_batch_count (batch->papers, connection, error) && nuan_atomic_file_place (batch->file, error);
}

/* A paper is there exactly if it is counted: it is whole on the disk first, and takes its name in the transaction that counts it. */
static gboolean
write_batch (Batch *batch, GBytes *pdf, GError **error)
{
  g_autoptr (NuanAtomicFile) file = NULL;
  gsize size = 0;
  gconstpointer data = g_bytes_get_data (pdf, &size);

  file = nuan_atomic_file_begin (nuan_session_get_output (batch->session), nuan_session_get_file_mode (batch->session), error);
  if (file == NULL || !nuan_atomic_file_write (file, data, size, error) || !nuan_atomic_file_flush (file, error))
    return FALSE;
  if (g_cancellable_set_error_if_cancelled (batch->session->cancellable, error))
    return FALSE;
  batch->file = file;
  if (!nuan_connection_transact (batch->session->connection, count_batch, batch, error))
    return FALSE;

  nuan_atomic_file_keep (g_steal_pointer (&file));
  return TRUE;
}

gboolean
nuan_receipt_print_pdf (NuanSession *session, GError **error)
{
  g_autoptr (NuanReceiptBatch) papers = nuan_receipt_batch_new (session->actor);
  g_autoptr (GBytes) pdf = NULL;
  Batch batch = { session, papers, NULL };

  if (!nuan_connection_snapshot (session->connection, read_batch, &batch, error))
    return FALSE;
  pdf = nuan_receipt_print ((const NuanReceiptPrint *) papers->prints->data, papers->prints->len, nuan_session_progress, session,
                            session->cancellable, error);

  return pdf != NULL && write_batch (&batch, pdf, error);
}

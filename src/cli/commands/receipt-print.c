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

  return nuan_receipt_batch_count (batch->papers, connection, error);
}

/* A paper that is not counted must never exist: the file is whole on the disk, the prints are counted, then it takes its name. */
static gboolean
write_batch (Batch *batch, GBytes *pdf, GError **error)
{
  const char *path = nuan_arguments_get (batch->session->arguments, "o");
  g_autoptr (NuanAtomicFile) file = NULL;
  gsize size = 0;
  gconstpointer data = g_bytes_get_data (pdf, &size);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "-o", _("There is a folder of this name"));
      return FALSE;
    }
  file = nuan_atomic_file_begin (path, error);
  if (file == NULL || !nuan_atomic_file_write (file, data, size, error))
    return FALSE;
  if (g_cancellable_set_error_if_cancelled (batch->session->cancellable, error))
    return FALSE;
  if (!nuan_connection_transact (batch->session->connection, count_batch, batch, error))
    return FALSE;

  return nuan_atomic_file_commit (g_steal_pointer (&file), error);
}

gboolean
nuan_receipt_print_pdf (NuanSession *session, GError **error)
{
  g_autoptr (NuanReceiptBatch) papers = nuan_receipt_batch_new (session->actor);
  g_autoptr (GBytes) pdf = NULL;
  Batch batch = { session, papers };

  if (!nuan_connection_snapshot (session->connection, read_batch, &batch, error))
    return FALSE;
  pdf = nuan_receipt_print ((const NuanReceiptPrint *) papers->prints->data, papers->prints->len, nuan_session_progress, session,
                            session->cancellable, error);

  return pdf != NULL && write_batch (&batch, pdf, error);
}

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/atomic-file.h"
#include "base/error.h"
#include "cli/receipt-print.h"
#include "print/receipt.h"
#include "store/receipt-store.h"

typedef struct {
  NuanSession *session;
  GPtrArray   *receipts;   /* NuanReceipt, with the code of the copy to draw */
  GArray      *prints;     /* NuanReceiptPrint */
} Batch;

/* NUMBER as it will be drawn, at the end of BATCH. */
static gboolean
add_receipt (Batch *batch, const char *number, GError **error)
{
  NuanConnection *connection = batch->session->connection;
  NuanReceipt *receipt = nuan_receipt_store_read (connection, number, error);
  NuanReceiptPrint print = { .receipt = receipt };
  char *code;

  if (receipt == NULL)
    return FALSE;
  g_ptr_array_add (batch->receipts, receipt);

  print.copy = nuan_receipt_store_next_copy (connection, batch->session->actor, number, error);
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
      if (!add_receipt (batch, number, error))
        return FALSE;
    }

  return TRUE;
}

/* The copies counted must be those drawn: somebody else may have printed meanwhile. */
static gboolean
count_batch (NuanConnection *connection, gpointer data, GError **error)
{
  const Batch *batch = data;

  for (guint i = 0; i < batch->prints->len; i++)
    {
      const NuanReceiptPrint *print = &g_array_index (batch->prints, NuanReceiptPrint, i);
      const gint copy = nuan_receipt_store_count_print (connection, batch->session->actor, print->receipt->number, error);

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
  g_autoptr (GPtrArray) receipts = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_receipt_free);
  g_autoptr (GArray) prints = g_array_new (FALSE, FALSE, sizeof (NuanReceiptPrint));
  g_autoptr (GBytes) pdf = NULL;
  Batch batch = { session, receipts, prints };

  if (!nuan_connection_snapshot (session->connection, read_batch, &batch, error))
    return FALSE;
  pdf = nuan_receipt_print ((const NuanReceiptPrint *) prints->data, prints->len, nuan_session_progress, session,
                            session->cancellable, error);

  return pdf != NULL && write_batch (&batch, pdf, error);
}

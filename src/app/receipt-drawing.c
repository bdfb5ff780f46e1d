#include "config.h"

#include "app/help-dialogs.h"

#include <glib/gi18n-lib.h>

#include "app/printing.h"
#include "app/window.h"
#include "base/error.h"
#include "print/receipt.h"
#include "store/receipt-store.h"

/* Receipts become paper in three steps: read and drawn on a thread, the prints counted in one transaction, then handed over.
 * A paper that is not counted never leaves. */
typedef struct {
  GtkWidget      *parent;
  NuanContext    *context;
  NuanReceiptsUse use;
  GPtrArray      *numbers;    /* char * */
  NuanStaff      *actor;
  char           *path;       /* of the data file */
  GPtrArray      *receipts;   /* NuanReceipt, with the code of the copy that is drawn */
  GArray         *prints;     /* NuanReceiptPrint */
  GBytes         *pdf;
} Batch;

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  if (batch == NULL)
    return;

  g_object_unref (batch->parent);
  g_object_unref (batch->context);
  g_ptr_array_unref (batch->numbers);
  nuan_staff_free (batch->actor);
  g_free (batch->path);
  g_ptr_array_unref (batch->receipts);
  g_array_unref (batch->prints);
  g_clear_pointer (&batch->pdf, g_bytes_unref);
  g_free (batch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Batch, batch_free)

static gboolean
add_receipt (Batch *batch, NuanConnection *connection, const char *number, GError **error)
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

static gboolean
read_batch (NuanConnection *connection, gpointer data, GError **error)
{
  Batch *batch = data;

  for (guint i = 0; i < batch->numbers->len; i++)
    if (!add_receipt (batch, connection, g_ptr_array_index (batch->numbers, i), error))
      return FALSE;

  return TRUE;
}

/* On a thread of its own. */
static gboolean
draw_work (NuanJob *job, gpointer data, GError **error)
{
  Batch *batch = *(Batch **) data;
  g_autoptr (NuanConnection) connection = nuan_connection_open (batch->path, NUAN_OPEN_READ, error);

  if (connection == NULL)
    return FALSE;

  nuan_connection_set_cancellable (connection, nuan_job_get_cancellable (job));
  if (!read_batch (connection, batch, error))
    return FALSE;

  batch->pdf = nuan_receipt_print ((const NuanReceiptPrint *) batch->prints->data, batch->prints->len, nuan_job_progress, job,
                                   nuan_job_get_cancellable (job), error);
  return batch->pdf != NULL;
}

/* The copies counted must be those drawn: somebody else may have printed meanwhile. */
static gpointer
count_work (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  const Batch *batch = input;

  for (guint i = 0; i < batch->prints->len; i++)
    {
      const NuanReceiptPrint *print = &g_array_index (batch->prints, NuanReceiptPrint, i);
      const gint copy = nuan_receipt_store_count_print (connection, batch->actor, print->receipt->number, error);

      if (copy < NUAN_COPY_AUDIT)
        return NULL;
      if (copy == print->copy)
        continue;
      nuan_error_set (error, NUAN_ERROR_CONFLICT, "number",
                      _("Receipt %s was printed by somebody else meanwhile; print it again"),
                      print->receipt->number);
      return NULL;
    }

  return input;
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Batch) batch = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *file = NULL;

  if (nuan_database_finish (NUAN_DATABASE (source), result, &error) == NULL)
    {
      nuan_show_error (batch->parent, _("The receipt is not printed"), error);
      return;
    }

  name = batch->numbers->len == 1 ? g_strdup_printf (_("Receipt-%s"), (char *) g_ptr_array_index (batch->numbers, 0))
                                  : g_strdup_printf (_("Receipts-%s-and-%u-more"), (char *) g_ptr_array_index (batch->numbers, 0),
                                                     batch->numbers->len - 1);
  file = g_strconcat (name, ".pdf", NULL);
  switch (batch->use)
    {
    case NUAN_RECEIPTS_SAVE:
      nuan_save_file (batch->parent, batch->pdf, file);
      break;
    case NUAN_RECEIPTS_OPEN:
      nuan_open_pdf (batch->parent, batch->pdf, file);
      break;
    case NUAN_RECEIPTS_PRINT:
    default:
      nuan_print_pdf (batch->parent, batch->pdf, name);
      break;
    }
}

static void
drawn_cb (gboolean success, const GError *error, gpointer data)
{
  Batch **slot = data;
  Batch *batch;

  if (!success)
    {
      nuan_show_error ((*slot)->parent, _("The receipt is not printed"), error);
      return;
    }

  batch = g_steal_pointer (slot);
  nuan_database_write (nuan_context_get_database (batch->context), count_work, batch, NULL, NULL, NULL, counted_cb, batch);
}

static void
slot_free (gpointer data)
{
  Batch **slot = data;

  batch_free (*slot);
  g_free (slot);
}

void
nuan_draw_receipts (GtkWidget *parent, NuanContext *context, GPtrArray *numbers, NuanReceiptsUse use)
{
  const NuanStaff *staff = nuan_context_get_staff (context);
  Batch **slot;
  Batch *batch;
  g_autofree char *title = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (numbers->len > 0);

  if (staff == NULL)
    return;

  batch = g_new0 (Batch, 1);
  batch->parent = g_object_ref (parent);
  batch->context = g_object_ref (context);
  batch->use = use;
  batch->numbers = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < numbers->len; i++)
    g_ptr_array_add (batch->numbers, g_strdup (g_ptr_array_index (numbers, i)));
  batch->actor = nuan_staff_copy (staff);
  batch->path = g_strdup (nuan_database_get_path (nuan_context_get_database (context)));
  batch->receipts = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_receipt_free);
  batch->prints = g_array_new (FALSE, FALSE, sizeof (NuanReceiptPrint));
  title = numbers->len == 1 ? g_strdup_printf (_("Drawing receipt %s"), (char *) g_ptr_array_index (numbers, 0))
                            : g_strdup_printf (ngettext ("Drawing %u receipt", "Drawing %u receipts", numbers->len),
                                               numbers->len);
  slot = g_new (Batch *, 1);
  *slot = batch;
  nuan_job_start (parent, title, draw_work, drawn_cb, slot, slot_free);
}

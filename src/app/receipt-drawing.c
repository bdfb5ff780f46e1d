#include "config.h"

#include "app/help-dialogs.h"

#include <glib/gi18n-lib.h>

#include "app/printing.h"
#include "app/window.h"
#include "print/receipt.h"
#include "store/receipt-batch.h"

/* Receipts become paper in three steps: read and drawn on a thread, the prints counted in one transaction, then handed over.
 * A paper that is not counted never leaves. */
typedef struct {
  GtkWidget        *parent;
  NuanContext      *context;
  NuanReceiptsUse   use;
  GPtrArray        *numbers;    /* char * */
  char             *path;       /* of the data file */
  NuanReceiptBatch *papers;
  GBytes           *pdf;
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
  g_free (batch->path);
  nuan_receipt_batch_free (batch->papers);
  g_clear_pointer (&batch->pdf, g_bytes_unref);
  g_free (batch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Batch, batch_free)

/* On a thread of its own. */
static gboolean
draw_work (NuanJob *job, gpointer data, GError **error)
{
  Batch *batch = *(Batch **) data;
  g_autoptr (NuanConnection) connection = nuan_connection_open (batch->path, NUAN_OPEN_READ, error);

  if (connection == NULL)
    return FALSE;

  nuan_connection_set_cancellable (connection, nuan_job_get_cancellable (job));
  for (guint i = 0; i < batch->numbers->len; i++)
    if (!nuan_receipt_batch_add (batch->papers, connection, g_ptr_array_index (batch->numbers, i), error))
      return FALSE;

  batch->pdf = nuan_receipt_print ((const NuanReceiptPrint *) batch->papers->prints->data, batch->papers->prints->len, nuan_job_progress, job,
                                   nuan_job_get_cancellable (job), error);
  return batch->pdf != NULL;
}

static gpointer
count_work (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  const Batch *batch = input;

  return nuan_receipt_batch_count (batch->papers, connection, error) ? input : NULL;
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
  batch->path = g_strdup (nuan_database_get_path (nuan_context_get_database (context)));
  batch->papers = nuan_receipt_batch_new (staff);
  title = numbers->len == 1 ? g_strdup_printf (_("Drawing receipt %s"), (char *) g_ptr_array_index (numbers, 0))
                            : g_strdup_printf (ngettext ("Drawing %u receipt", "Drawing %u receipts", numbers->len),
                                               numbers->len);
  slot = g_new (Batch *, 1);
  *slot = batch;
  nuan_job_start (parent, title, draw_work, drawn_cb, slot, slot_free);
}

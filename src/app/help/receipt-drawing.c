#include "config.h"

#include "app/help/help-dialogs.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "app/kit/printing.h"
#include "app/kit/saving.h"
#include "app/kit/job.h"
#include "app/kit/toast.h"
#include "app/session/act.h"
#include "desk/receipt-printout.h"

/* Receipts become paper in four steps: the person says where to, they are drawn on a thread (a file is whole on the disk then), counted by the
 * database, then handed over. Nothing is counted that was not wanted. */
typedef struct {
  GtkWidget           *parent;
  NuanContext         *context;
  NuanReceiptsUse      use;
  GPtrArray           *numbers;     /* char * */
  char                *name;        /* of the paper */
  NuanPrinting        *printing;    /* where to */
  char                *target;      /* or into which file */
  NuanFileMode         mode;
  char                *folder;      /* made for a paper that is only looked at */
  char                *path;        /* of the data file */
  NuanStaff           *actor;
  NuanReceiptPrintout *printout;    /* NULL until it is drawn */
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
  g_free (batch->name);
  g_clear_pointer (&batch->printing, nuan_printing_free);
  g_clear_pointer (&batch->printout, nuan_receipt_printout_free);
  if (batch->folder != NULL)
    g_rmdir (batch->folder);   /* empty when there was no paper in the end */
  g_free (batch->folder);
  g_free (batch->target);
  g_free (batch->path);
  nuan_staff_free (batch->actor);
  g_free (batch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Batch, batch_free)

/* A private folder, so that the paper may have its plain name. */
static gboolean
make_folder (Batch *batch, GError **error)
{
  g_autofree char *name = g_strconcat (batch->name, ".pdf", NULL);

  batch->folder = g_dir_make_tmp ("nuanchuang-XXXXXX", error);
  if (batch->folder == NULL)
    return FALSE;
  batch->target = g_build_filename (batch->folder, name, NULL);
  return TRUE;
}

static gboolean
write_paper (Batch *batch, GError **error)
{
  if (batch->use == NUAN_RECEIPTS_PRINT)
    return TRUE;
  if (batch->use == NUAN_RECEIPTS_OPEN && !make_folder (batch, error))
    return FALSE;

  return nuan_receipt_printout_write (batch->printout, batch->target, batch->mode, error);
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
  batch->printout = nuan_receipt_printout_draw (connection, batch->actor, batch->numbers, nuan_job_progress, job, nuan_job_get_cancellable (job),
                                                error);
  return batch->printout != NULL && write_paper (batch, error);
}

typedef struct {
  NuanReceiptPrintout *printout;   /* the batch's, which waits for the answer */
} Count;

static gpointer
count_work (NuanConnection *connection, const NuanStaff *actor, gconstpointer arguments, GError **error)
{
  return nuan_act_done (nuan_receipt_printout_count (((const Count *) arguments)->printout, connection, error));
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Batch) batch = data;
  g_autoptr (GError) error = NULL;

  if (nuan_session_finish (source, result, &error) == NULL)
    {
      nuan_show_error (batch->parent, _("The receipt is not printed"), error);
      return;
    }

  nuan_receipt_printout_keep (batch->printout);
  switch (batch->use)
    {
    case NUAN_RECEIPTS_SAVE:
      nuan_show_saved (batch->parent, batch->target);
      break;
    case NUAN_RECEIPTS_OPEN:
      nuan_open_file (batch->parent, batch->target);
      break;
    case NUAN_RECEIPTS_PRINT:
    default:
      nuan_printing_send (g_steal_pointer (&batch->printing), nuan_receipt_printout_get_pdf (batch->printout));
      break;
    }
}

static void
drawn_cb (gboolean success, const GError *error, gpointer data)
{
  static const NuanAct count_act = { .work = count_work, .size = sizeof (Count) };
  Batch **slot = data;
  Batch *batch;
  Count count;

  if (!success)
    {
      nuan_show_error ((*slot)->parent, _("The receipt is not printed"), error);
      return;
    }

  batch = g_steal_pointer (slot);
  count.printout = batch->printout;
  nuan_session_write_for (batch->context, batch->actor, &count_act, &count, counted_cb, batch);
}

static void
slot_free (gpointer data)
{
  Batch **slot = data;

  batch_free (*slot);
  g_free (slot);
}

static void
start_drawing (Batch *batch)
{
  const guint n = batch->numbers->len;
  g_autofree char *title = n == 1 ? g_strdup_printf (_("Drawing receipt %s"), (char *) g_ptr_array_index (batch->numbers, 0))
                                  : g_strdup_printf (ngettext ("Drawing %u receipt", "Drawing %u receipts", n), n);
  Batch **slot = g_new (Batch *, 1);

  *slot = batch;
  nuan_job_start (batch->parent, title, draw_work, drawn_cb, slot, slot_free);
}

static void
printer_chosen_cb (NuanPrinting *printing, gpointer data)
{
  Batch *batch = data;

  batch->printing = printing;
  if (nuan_printing_get_file (printing) != NULL)
    {
      batch->use = NUAN_RECEIPTS_SAVE;
      batch->target = g_strdup (nuan_printing_get_file (printing));
      batch->mode = nuan_printing_get_mode (printing);
    }
  start_drawing (batch);
}

static void
file_chosen_cb (const char *path, NuanFileMode mode, gpointer data)
{
  Batch *batch = data;

  if (path == NULL)
    {
      batch_free (batch);
      return;
    }
  batch->target = g_strdup (path);
  batch->mode = mode;
  start_drawing (batch);
}

static void
ask_where_to (Batch *batch)
{
  g_autofree char *file = g_strconcat (batch->name, ".pdf", NULL);

  switch (batch->use)
    {
    case NUAN_RECEIPTS_SAVE:
      nuan_choose_save_file (batch->parent, _("Save as"), file, file_chosen_cb, batch);
      break;
    case NUAN_RECEIPTS_OPEN:
      start_drawing (batch);
      break;
    case NUAN_RECEIPTS_PRINT:
    default:
      nuan_choose_printer (batch->parent, batch->name, printer_chosen_cb, batch, batch_free);
      break;
    }
}

void
nuan_draw_receipts (GtkWidget *parent, NuanContext *context, GPtrArray *numbers, NuanReceiptsUse use)
{
  g_autoptr (NuanStaff) actor = nuan_context_dup_staff (context);
  Batch *batch;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (numbers->len > 0);

  if (actor == NULL)
    return;

  batch = g_new0 (Batch, 1);
  batch->parent = g_object_ref (parent);
  batch->context = g_object_ref (context);
  batch->use = use;
  batch->numbers = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < numbers->len; i++)
    g_ptr_array_add (batch->numbers, g_strdup (g_ptr_array_index (numbers, i)));
  batch->path = g_strdup (nuan_database_get_path (nuan_context_get_database (context)));
  batch->actor = g_steal_pointer (&actor);
  batch->name = numbers->len == 1 ? g_strdup_printf (_("Receipt-%s"), (char *) g_ptr_array_index (numbers, 0))
                                  : g_strdup_printf (_("Receipts-%s-and-%u-more"), (char *) g_ptr_array_index (numbers, 0),
                                                     numbers->len - 1);
  ask_where_to (batch);
}

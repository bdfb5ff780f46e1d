#include "config.h"

#include "app/ledger/ledger-export.h"

#include <glib/gi18n-lib.h>

#include "app/kit/saving.h"
#include "app/kit/job.h"
#include "app/kit/toast.h"
#include "exchange/hledger.h"
#include "store/money/fund-store.h"
#include "store/money/ledger.h"

#define STEP 1000   /* movements between two looks at the clock */

typedef struct {
  GtkWidget    *parent;
  char         *database;
  char         *centre;
  char         *file;
  NuanFileMode  mode;
  /* While it runs, on the job's thread. */
  NuanJob      *job;
  NuanHledger  *hledger;
  gint64        done, total;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  nuan_hledger_abort (export->hledger);
  g_object_unref (export->parent);
  g_free (export->database);
  g_free (export->centre);
  g_free (export->file);
  g_free (export);
}

static gboolean
visit (const NuanEntryRow *row, const char *fund_name, gint64 fund_id, gpointer data, GError **error)
{
  Export *export = data;
  const NuanHledgerMovement movement = {
    .entry_id = row->entry_id, .day = row->day, .kind = row->kind, .memo = row->memo, .receipt_number = row->receipt_number,
    .reverses = row->reverses, .fund_id = fund_id, .fund_name = fund_name, .debit = row->debit, .credit = row->credit,
    .amount_fen = row->amount_fen,
  };

  if (export->done++ % STEP == 0)
    {
      nuan_job_progress (export->done, export->total, export->job);
      if (g_cancellable_set_error_if_cancelled (nuan_job_get_cancellable (export->job), error))
        return FALSE;
    }
  return nuan_hledger_add_movement (export->hledger, &movement, error);
}

static gboolean
count_movements (NuanConnection *connection, gint64 *total, GError **error)
{
  g_autoptr (GPtrArray) funds = nuan_fund_store_list (connection, error);

  if (funds == NULL)
    return FALSE;
  for (guint i = 0; i < funds->len; i++)
    {
      gint64 n = 0;

      if (!nuan_ledger_count (connection, ((const NuanFund *) g_ptr_array_index (funds, i))->id, &n, error))
        return FALSE;
      *total += n;
    }
  return TRUE;
}

static gboolean
export_work (NuanJob *job, gpointer data, GError **error)
{
  Export *export = data;
  g_autoptr (NuanConnection) connection = nuan_connection_open (export->database, NUAN_OPEN_READ, error);

  if (connection == NULL)
    return FALSE;
  export->job = job;
  nuan_connection_set_cancellable (connection, nuan_job_get_cancellable (job));
  if (!count_movements (connection, &export->total, error))
    return FALSE;
  export->hledger = nuan_hledger_begin (export->file, export->mode, export->centre, error);
  return export->hledger != NULL && nuan_ledger_visit (connection, visit, export, error)
         && !g_cancellable_set_error_if_cancelled (nuan_job_get_cancellable (job), error)
         && nuan_hledger_end (g_steal_pointer (&export->hledger), error);
}

static void
export_done (gboolean success, const GError *error, gpointer data)
{
  Export *export = data;
  g_autofree char *name = g_path_get_basename (export->file);
  g_autofree char *text = g_strdup_printf (_("Saved as “%s”"), name);

  if (success)
    nuan_toast (export->parent, text);
  else
    nuan_show_error (export->parent, _("The ledger could not be exported"), error);
}

static void
chosen (const char *path, NuanFileMode mode, gpointer data)
{
  Export *export = data;

  if (path == NULL)
    {
      export_free (export);
      return;
    }
  export->file = g_strdup (path);
  export->mode = mode;
  nuan_job_start (export->parent, _("Exporting the ledger"), export_work, export_done, export, export_free);
}

void
nuan_export_ledger (GtkWidget *parent, NuanContext *context)
{
  Export *export = g_new0 (Export, 1);
  g_autofree char *day = nuan_day_format (nuan_day_today ());
  g_autofree char *suggested = g_strdup_printf ("资金台账-%s.journal", day);

  export->parent = g_object_ref (parent);
  export->database = g_strdup (nuan_database_get_path (nuan_context_get_database (context)));
  export->centre = g_strdup (nuan_context_get_centre (context));
  nuan_choose_save_file (parent, _("Export the Ledger"), suggested, chosen, export);
}

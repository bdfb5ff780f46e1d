#include "config.h"

#include "desk/ledger-file.h"

#include "exchange/hledger.h"
#include "store/money/fund-store.h"
#include "store/money/ledger.h"
#include "store/office/centre.h"

#define STEP 1000   /* movements between two words about how far it is */

typedef struct {
  const char   *path;
  NuanFileMode  mode;
  NuanProgress  progress;   /* may be NULL */
  gpointer      progress_data;
  GCancellable *cancellable;
  NuanHledger  *hledger;
  gint64        done, total;
} Export;

static gboolean
add_movement (const NuanEntryRow *row, const char *fund_name, gint64 fund_id, gpointer data, GError **error)
{
  Export *export = data;
  const NuanHledgerMovement movement = {
    .entry_id = row->entry_id, .day = row->day, .kind = row->kind, .memo = row->memo, .receipt_number = row->receipt_number,
    .reverses = row->reverses, .fund_id = fund_id, .fund_name = fund_name, .debit = row->debit, .credit = row->credit,
    .amount_fen = row->amount_fen,
  };

  if (export->done++ % STEP == 0 && export->progress != NULL)
    export->progress (export->done, export->total, export->progress_data);
  return !g_cancellable_set_error_if_cancelled (export->cancellable, error)
         && nuan_hledger_add_movement (export->hledger, &movement, error);
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
write_all (NuanConnection *connection, gpointer data, GError **error)
{
  Export *export = data;
  g_autoptr (NuanCentre) centre = nuan_centre_read (connection, error);
  g_autoptr (NuanHledger) hledger = NULL;

  if (centre == NULL || (export->progress != NULL && !count_movements (connection, &export->total, error)))
    return FALSE;

  hledger = nuan_hledger_begin (export->path, export->mode, centre->name, error);
  export->hledger = hledger;
  return hledger != NULL && nuan_ledger_visit (connection, add_movement, export, error)
         && !g_cancellable_set_error_if_cancelled (export->cancellable, error)
         && nuan_hledger_end (g_steal_pointer (&hledger), error);
}

gboolean
nuan_ledger_file_write (NuanConnection *connection, const char *path, NuanFileMode mode, NuanProgress progress, gpointer progress_data,
                        GCancellable *cancellable, GError **error)
{
  Export export = { .path = path, .mode = mode, .progress = progress, .progress_data = progress_data, .cancellable = cancellable };

  return nuan_connection_snapshot (connection, write_all, &export, error);
}

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "cli/kit/command.h"
#include "exchange/hledger.h"
#include "store/office/centre.h"
#include "store/money/ledger.h"

typedef struct {
  NuanHledger  *hledger;
  GCancellable *cancellable;
} Export;

static gboolean
export_row (const NuanEntryRow *row, const char *fund_name, gint64 fund_id, gpointer data, GError **error)
{
  const Export *export = data;
  const NuanHledgerMovement movement = {
    .entry_id = row->entry_id,
    .day = row->day,
    .kind = row->kind,
    .memo = row->memo,
    .receipt_number = row->receipt_number,
    .reverses = row->reverses,
    .fund_id = fund_id,
    .fund_name = fund_name,
    .debit = row->debit,
    .credit = row->credit,
    .amount_fen = row->amount_fen,
  };

  return !g_cancellable_set_error_if_cancelled (export->cancellable, error)
         && nuan_hledger_add_movement (export->hledger, &movement, error);
}

static gboolean
export_ledger (NuanSession *session, GError **error)
{
  const char *format = nuan_arguments_get (session->arguments, "format");
  g_autoptr (NuanCentre) centre = NULL;
  g_autoptr (NuanHledger) hledger = NULL;
  Export export = { .cancellable = session->cancellable };

  if (strcmp (format, "hledger") != 0)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "format", _("The ledger is exported as “hledger”"));
      return FALSE;
    }
  centre = nuan_centre_read (session->connection, error);
  if (centre == NULL)
    return FALSE;

  hledger = nuan_hledger_begin (nuan_session_get_output (session), nuan_session_get_file_mode (session), centre->name, error);
  if (hledger == NULL)
    return FALSE;
  export.hledger = hledger;
  if (!nuan_ledger_visit (session->connection, export_row, &export, error))
    return FALSE;

  return nuan_hledger_end (g_steal_pointer (&hledger), error);
}

const NuanCommand nuan_ledger_commands[] = {
  { "ledger", "export", "--format hledger -o FILE [--force]", N_("the whole ledger for hledger"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_READS, export_ledger },
  { NULL }
};

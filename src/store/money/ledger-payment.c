#include "config.h"

#include "store/money/ledger-private.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/money.h"
#include "store/engine/engine.h"

gint64
nuan_ledger_open_payment (NuanConnection *connection, gint64 fund_id, NuanDay day, const char *memo, gint64 journal_id,
                          GError **error)
{
  g_assert (nuan_connection_in_transaction (connection));

  return nuan_ledger_insert_entry (connection, fund_id, day, "payment", memo, 0, journal_id, error);
}

/* What METHOD is short of, from the first other holding that may serve it and then the next. */
static gboolean
draw (NuanConnection *connection, gint64 entry_id, gint64 fund_id, NuanHolding into, gint64 amount_fen, NuanHoldings *holdings,
      GError **error)
{
  static const NuanHolding sources[] = { NUAN_HOLD_BANK, NUAN_HOLD_CASH };
  g_autofree char *held = NULL;
  gint64 available_fen = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sources) && holdings->held_fen[into] < amount_fen; i++)
    {
      const gint64 short_fen = amount_fen - holdings->held_fen[into];
      const gint64 drawn_fen = MIN (short_fen, holdings->held_fen[sources[i]]);

      if (sources[i] == into || drawn_fen == 0)
        continue;
      if (!nuan_ledger_insert_movement (connection, entry_id, fund_id, nuan_holding_codes[into], nuan_holding_codes[sources[i]],
                                        drawn_fen, holdings, error))
        return FALSE;
    }

  available_fen = holdings->held_fen[into];
  if (available_fen >= amount_fen)
    return TRUE;

  held = nuan_money_format (available_fen);
  nuan_error_set (error, NUAN_ERROR_RULE, "method", _("Of this fund only %s is there to be paid that way; the rest is in goods"),
                  held);
  return FALSE;
}

static NuanHolding
find_holding (const char *method)
{
  if (g_str_equal (method, "cash"))
    return NUAN_HOLD_CASH;

  return g_str_equal (method, "goods") ? NUAN_HOLD_GOODS : NUAN_HOLD_BANK;
}

gboolean
nuan_ledger_pay (NuanConnection *connection, gint64 entry_id, gint64 fund_id, const char *programme, const char *method,
                 gint64 amount_fen, GError **error)
{
  const NuanHolding from = find_holding (method);
  g_autofree char *debit = g_strconcat ("aid:", programme, NULL);
  NuanHoldings holdings;

  g_assert (nuan_connection_in_transaction (connection));

  if (!nuan_ledger_read_holdings (connection, fund_id, &holdings, error))
    return FALSE;
  if (!draw (connection, entry_id, fund_id, from, amount_fen, &holdings, error))
    return FALSE;

  return nuan_ledger_insert_movement (connection, entry_id, fund_id, debit, nuan_holding_codes[from], amount_fen, &holdings,
                                      error);
}

gint64
nuan_ledger_open_void (NuanConnection *connection, gint64 entry_id, NuanDay day, const char *memo, gint64 journal_id,
                       GError **error)
{
  gint64 fund_id = 0;

  g_assert (nuan_connection_in_transaction (connection));

  if (!nuan_sql_value (connection, &fund_id, error, "SELECT fund_id FROM entry WHERE id = ?", "i", entry_id))
    return 0;

  return nuan_ledger_insert_entry (connection, fund_id, day, "void", memo, entry_id, journal_id, error);
}

gboolean
nuan_ledger_unpay (NuanConnection *connection, gint64 void_entry_id, gint64 entry_id, GError **error)
{
  g_autoptr (GArray) movements = NULL;
  NuanHoldings holdings;
  gint64 fund_id = 0;

  g_assert (nuan_connection_in_transaction (connection));

  if (!nuan_sql_value (connection, &fund_id, error, "SELECT fund_id FROM entry WHERE id = ?", "i", void_entry_id))
    return FALSE;
  if (!nuan_ledger_read_holdings (connection, fund_id, &holdings, error) ||
      (movements = nuan_ledger_read_movements (connection, entry_id, error)) == NULL)
    return FALSE;
  if (movements->len == 0)
    {
      nuan_error_set (error, NUAN_ERROR_DAMAGED, "entry", _("The data file lacks the movements of entry %lld"), (long long) entry_id);
      return FALSE;
    }

  return nuan_ledger_move_back (connection, void_entry_id, fund_id, movements, &holdings, error);
}

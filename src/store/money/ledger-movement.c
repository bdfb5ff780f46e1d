#include "config.h"

#include "store/money/ledger-private.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/money.h"
#include "store/engine/engine.h"
#include "store/journal/journal.h"

#define INSERT_ENTRY \
  "INSERT INTO entry (id, fund_id, on_day, kind, memo, reverses, journal_id) " \
  "VALUES (?1, ?2, ?3, ?4, ?5, nullif (?6, 0), ?7)"

/* The holdings after it are reckoned from those before: the trigger checks that they follow. */
#define INSERT_MOVEMENT \
  "INSERT INTO entry_movement (id, entry_id, fund_id, fund_seq, debit, credit, amount_fen, bank_fen, cash_fen, goods_fen, " \
  "                            balance_fen) " \
  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

#define SELECT_HOLDINGS \
  "SELECT b.received_fen - b.returned_fen - b.reserved_fen - b.paid_fen, b.movements, " \
  "       coalesce (m.bank_fen, 0), coalesce (m.cash_fen, 0), coalesce (m.goods_fen, 0) " \
  "  FROM fund_balance b LEFT JOIN entry_movement m ON m.fund_id = b.fund_id AND m.fund_seq = b.movements " \
  " WHERE b.fund_id = ?"

const char *const nuan_holding_codes[] = { "bank", "cash", "goods" };

gboolean
nuan_holding_parse (const char *code, NuanHolding *holding, GError **error)
{
  for (guint i = 0; i < NUAN_N_HOLDINGS; i++)
    if (g_strcmp0 (code, nuan_holding_codes[i]) == 0)
      {
        *holding = i;
        return TRUE;
      }

  nuan_error_set (error, NUAN_ERROR_INVALID, "account", _("The account is one of: bank, cash, goods"));
  return FALSE;
}

/* Everything that follows reckons with them. */
static gboolean
is_possible (const NuanHoldings *holdings, GError **error)
{
  gboolean possible = holdings->seq >= 0 && holdings->seq < G_MAXINT64;

  for (guint i = 0; i < NUAN_N_HOLDINGS; i++)
    possible = possible && holdings->held_fen[i] >= 0;
  if (!possible)
    nuan_error_set (error, NUAN_ERROR_DAMAGED, "fund", _("What the fund holds can't be so in the data file: run the check"));
  return possible;
}

gboolean
nuan_ledger_read_holdings (NuanConnection *connection, gint64 fund_id, NuanHoldings *holdings, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, SELECT_HOLDINGS, "i", fund_id);

  if (!nuan_statement_find (row, error, NUAN_ERROR_NOT_FOUND, "fund", _("There is no fund %lld"), (long long) fund_id))
    return FALSE;

  holdings->free_fen = nuan_statement_int (row, 0);
  holdings->seq = nuan_statement_int (row, 1);
  for (guint i = 0; i < NUAN_N_HOLDINGS; i++)
    holdings->held_fen[i] = nuan_statement_int (row, 2 + i);
  return is_possible (holdings, error);
}

static gint64 *
find_holding (NuanHoldings *holdings, const char *account)
{
  for (guint i = 0; i < NUAN_N_HOLDINGS; i++)
    if (g_str_equal (account, nuan_holding_codes[i]))
      return &holdings->held_fen[i];

  return NULL;
}

gboolean
nuan_ledger_insert_movement (NuanConnection *connection, gint64 entry_id, gint64 fund_id, const char *debit, const char *credit,
                             gint64 amount_fen, NuanHoldings *holdings, GError **error)
{
  gint64 *into = find_holding (holdings, debit);
  gint64 *from = find_holding (holdings, credit);
  gint64 total_fen = 0, id;

  if (into != NULL && !nuan_money_add (*into, amount_fen, "amount", into, error))
    return FALSE;
  if (from != NULL && !nuan_money_subtract (*from, amount_fen, "amount", from, error))
    return FALSE;
  for (guint i = 0; i < NUAN_N_HOLDINGS; i++)
    if (!nuan_money_add (total_fen, holdings->held_fen[i], "amount", &total_fen, error))
      return FALSE;

  holdings->seq++;
  return nuan_next_id (connection, "entry_movement", &id, error)
         && nuan_sql_run (connection, error, INSERT_MOVEMENT, "iiiittiiiii", id, entry_id, fund_id, holdings->seq, debit, credit,
                          amount_fen, holdings->held_fen[NUAN_HOLD_BANK], holdings->held_fen[NUAN_HOLD_CASH],
                          holdings->held_fen[NUAN_HOLD_GOODS], total_fen);
}

gint64
nuan_ledger_insert_entry (NuanConnection *connection, gint64 fund_id, NuanDay day, const char *kind, const char *memo,
                          gint64 reverses, gint64 journal_id, GError **error)
{
  gint64 id = 0;

  if (!nuan_next_id (connection, "entry", &id, error))
    return 0;
  if (!nuan_sql_run (connection, error, INSERT_ENTRY, "iidttii", id, fund_id, day, kind, memo, reverses, journal_id))
    return 0;

  nuan_journal_wrote (connection, "entry", id);   /* with its movements */
  return id;
}

GArray *
nuan_ledger_read_movements (NuanConnection *connection, gint64 entry_id, GError **error)
{
  g_autoptr (GArray) movements = g_array_new (FALSE, TRUE, sizeof (NuanMovement));
  g_autoptr (NuanStatement) row = nuan_statement (connection,
                                       "SELECT debit, credit, amount_fen FROM entry_movement WHERE entry_id = ? ORDER BY id DESC",
                                                  "i", entry_id);

  while (nuan_statement_next (row, error))
    {
      NuanMovement movement = { .amount_fen = nuan_statement_int (row, 2) };

      g_strlcpy (movement.debit, nuan_statement_text (row, 0), sizeof movement.debit);
      g_strlcpy (movement.credit, nuan_statement_text (row, 1), sizeof movement.credit);
      g_array_append_val (movements, movement);
    }

  if (nuan_statement_failed (row))
    return NULL;

  return g_steal_pointer (&movements);
}

gboolean
nuan_ledger_move_back (NuanConnection *connection, gint64 entry_id, gint64 fund_id, GArray *movements, NuanHoldings *holdings,
                       GError **error)
{
  for (guint i = 0; i < movements->len; i++)
    {
      const NuanMovement *movement = &g_array_index (movements, NuanMovement, i);

      if (!nuan_ledger_insert_movement (connection, entry_id, fund_id, movement->credit, movement->debit, movement->amount_fen,
                                        holdings, error))
        return FALSE;
    }

  return TRUE;
}

#include "config.h"

#include "store/money/ledger-private.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/money.h"
#include "base/text.h"
#include "model/money/entry.h"
#include "model/money/fund.h"
#include "store/journal/journal.h"
#include "store/office/staff-store.h"
#include "store/engine/engine.h"

#define MAX_MEMO 200

/* The fund's total at the end of each day from a day on; the least of them. */
#define SELECT_LEAST_FROM_DAY \
  "SELECT min (total) FROM ( " \
  "  SELECT on_day, sum (sum (change_fen)) OVER (ORDER BY on_day) AS total FROM ( " \
  "    SELECT CASE WHEN e.on_day < ?2 THEN ?2 ELSE e.on_day END AS on_day, " \
  "           CASE WHEN m.debit IN ('bank', 'cash', 'goods') THEN m.amount_fen ELSE 0 END " \
  "         - CASE WHEN m.credit IN ('bank', 'cash', 'goods') THEN m.amount_fen ELSE 0 END AS change_fen " \
  "      FROM entry_movement m JOIN entry e ON e.id = m.entry_id WHERE m.fund_id = ?1 " \
  "    UNION ALL SELECT ?2, 0) AS change " \
  "  GROUP BY on_day) AS day"

gboolean
nuan_ledger_check_day (NuanConnection *connection, gint64 fund_id, gint64 amount_fen, NuanDay day, GError **error)
{
  g_autofree char *least = NULL;
  g_autofree char *on = NULL;
  gint64 least_fen = 0;
  g_autoptr (NuanStatement) row = NULL;

  /* What is booked today takes nothing from a day before: the holdings guard that alone. */
  if (day >= nuan_connection_get_today (connection))
    return TRUE;

  on = nuan_day_format (day);
  row = nuan_statement (connection, SELECT_LEAST_FROM_DAY, "id", fund_id, day);
  if (!nuan_statement_need (row, error))
    return FALSE;
  least_fen = nuan_statement_int (row, 0);
  if (amount_fen <= least_fen)
    return TRUE;

  least = nuan_money_format (MAX (0, least_fen));
  nuan_error_set (error, NUAN_ERROR_RULE, "amount", _("Of what the fund held on %s no more than %s can go out with that date"),
                  on, least);
  return FALSE;
}

static gboolean
close_journal (NuanConnection *connection, gint64 fund_id, gint64 amount_fen, NuanDetail *more, GError **error)
{
  g_autofree char *subject = g_strdup_printf ("fund:%" G_GINT64_FORMAT, fund_id);

  return nuan_journal_close (connection, subject, nuan_detail_add_money (more, "amount", amount_fen), error);
}

static NuanDetail *
describe (NuanDay day, NuanHolding account)
{
  return nuan_detail_add (nuan_detail_add_day (nuan_detail_new (), "date", day), "account", nuan_holding_codes[account]);
}

/* What all funds have received stays a number that a report can write. */
static gboolean
check_sum (NuanConnection *connection, gint64 amount_fen, GError **error)
{
  gint64 received_fen = 0, sum_fen;

  return nuan_sql_value (connection, &received_fen, error, "SELECT coalesce (sum (received_fen), 0) FROM fund_balance", "")
         && nuan_money_add (received_fen, amount_fen, "amount", &sum_fen, error);
}

gint64
nuan_ledger_receive (NuanConnection *connection, const NuanStaff *actor, gint64 fund_id, gint64 amount_fen, NuanDay day,
                     const char *memo, NuanHolding into, GError **error)
{
  g_autofree char *clean = NULL;
  g_autofree char *credit = NULL;
  NuanHoldings holdings;
  g_autoptr (NuanStatement) fund = NULL;
  gint64 entry_id, journal_id;

  g_assert (nuan_connection_in_transaction (connection));
  g_return_val_if_fail (into < NUAN_N_HOLDINGS, 0);

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_MOVE_MONEY, error))
    return 0;
  if (!nuan_money_need (amount_fen, "amount", error) || !nuan_fund_check_day (day, nuan_connection_get_today (connection), error) || !check_sum (connection, amount_fen, error))
    return 0;
  if ((clean = nuan_text_clean (memo, FALSE, FALSE, MAX_MEMO, "memo", error)) == NULL)
    return 0;
  if (!nuan_ledger_read_holdings (connection, fund_id, &holdings, error))
    return 0;

  fund = nuan_statement (connection, "SELECT 'income:' || source FROM fund WHERE id = ?", "i", fund_id);
  if (!nuan_statement_need (fund, error))
    return 0;
  credit = nuan_statement_dup (fund, 0);

  if ((journal_id = nuan_journal_open (connection, actor, "fund.receive", error)) == 0)
    return 0;
  if ((entry_id = nuan_ledger_insert_entry (connection, fund_id, day, "receive", clean, 0, journal_id, error)) == 0)
    return 0;

  return nuan_ledger_insert_movement (connection, entry_id, fund_id, nuan_holding_codes[into], credit, amount_fen, &holdings,
                                      error)
         && close_journal (connection, fund_id, amount_fen, describe (day, into), error) ? entry_id : 0;
}

/* What goes out is free, and held where it is taken from. */
static gboolean
check_out (const NuanHoldings *holdings, NuanHolding from, gint64 amount_fen, GError **error)
{
  return nuan_fund_may_give (holdings->free_fen, holdings->held_fen[from], nuan_holding_codes[from], amount_fen, error);
}

gint64
nuan_ledger_return (NuanConnection *connection, const NuanStaff *actor, gint64 fund_id, gint64 amount_fen, NuanDay day,
                    const char *memo, NuanHolding from, GError **error)
{
  g_autofree char *clean = NULL;
  NuanHoldings holdings;
  gint64 entry_id, journal_id;

  g_assert (nuan_connection_in_transaction (connection));
  g_return_val_if_fail (from < NUAN_N_HOLDINGS, 0);

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_MOVE_MONEY, error))
    return 0;
  if (!nuan_money_need (amount_fen, "amount", error) || !nuan_fund_check_day (day, nuan_connection_get_today (connection), error))
    return 0;
  if ((clean = nuan_text_clean (memo, FALSE, FALSE, MAX_MEMO, "memo", error)) == NULL)
    return 0;
  if (!nuan_ledger_read_holdings (connection, fund_id, &holdings, error))
    return 0;
  if (!check_out (&holdings, from, amount_fen, error) ||
      !nuan_ledger_check_day (connection, fund_id, amount_fen, day, error))
    return 0;

  if ((journal_id = nuan_journal_open (connection, actor, "fund.return", error)) == 0)
    return 0;
  if ((entry_id = nuan_ledger_insert_entry (connection, fund_id, day, "return", clean, 0, journal_id, error)) == 0)
    return 0;

  return nuan_ledger_insert_movement (connection, entry_id, fund_id, "returned", nuan_holding_codes[from], amount_fen, &holdings,
                                      error)
         && close_journal (connection, fund_id, amount_fen, describe (day, from), error) ? entry_id : 0;
}

#define SELECT_ORIGINAL \
  "SELECT e.fund_id, e.on_day, e.kind, EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id) FROM entry e WHERE e.id = ?"

typedef struct {
  gint64   fund_id;
  NuanDay  day;
  gboolean is_receive;
} Original;

static gboolean
read_reversible (NuanConnection *connection, gint64 entry_id, Original *original, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, SELECT_ORIGINAL, "i", entry_id);

  if (!nuan_statement_find (row, error, NUAN_ERROR_NOT_FOUND, "entry", _("There is no entry %lld"), (long long) entry_id))
    return FALSE;

  original->fund_id = nuan_statement_int (row, 0);
  original->day = nuan_statement_day (row, 1);
  original->is_receive = g_str_equal (nuan_statement_text (row, 2), "receive");
  return nuan_entry_may_be_reversed (nuan_statement_text (row, 2), nuan_statement_int (row, 3) != 0, error);
}

/* Takes back only what is still there and not promised to anybody. */
static gboolean
check_still_there (const NuanMovement *movement, const NuanHoldings *holdings, GError **error)
{
  NuanHolding from;

  return nuan_holding_parse (movement->debit, &from, error) && check_out (holdings, from, movement->amount_fen, error);
}

gint64
nuan_ledger_reverse (NuanConnection *connection, const NuanStaff *actor, gint64 entry_id, const char *reason, GError **error)
{
  const NuanDay today = nuan_connection_get_today (connection);
  g_autofree char *clean = NULL;
  g_autoptr (GArray) movements = NULL;
  NuanHoldings holdings;
  Original original;
  gint64 reversal_id, journal_id;

  g_assert (nuan_connection_in_transaction (connection));

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_REVERSE, error))
    return 0;
  if ((clean = nuan_text_clean (reason, TRUE, FALSE, MAX_MEMO, "reason", error)) == NULL)
    return 0;
  if (!read_reversible (connection, entry_id, &original, error) ||
      !nuan_ledger_read_holdings (connection, original.fund_id, &holdings, error))
    return 0;
  if (today < original.day)
    {
      nuan_error_set (error, NUAN_ERROR_RULE, "date",
                      _("This entry is of a later day than today: check the clock of the machine"));
      return 0;
    }
  if ((movements = nuan_ledger_read_movements (connection, entry_id, error)) == NULL)
    return 0;
  if (movements->len != 1)
    {
      nuan_error_set (error, NUAN_ERROR_DAMAGED, "entry", _("Entry %lld has one movement of money; in the data file it has %u"),
                      (long long) entry_id, movements->len);
      return 0;
    }
  if (original.is_receive && !check_still_there (&g_array_index (movements, NuanMovement, 0), &holdings, error))
    return 0;

  if ((journal_id = nuan_journal_open (connection, actor, "fund.reverse", error)) == 0)
    return 0;
  if ((reversal_id = nuan_ledger_insert_entry (connection, original.fund_id, today, "reversal", clean, entry_id, journal_id,
                                               error)) == 0)
    return 0;

  return nuan_ledger_move_back (connection, reversal_id, original.fund_id, movements, &holdings, error)
         && close_journal (connection, original.fund_id, g_array_index (movements, NuanMovement, 0).amount_fen,
                           nuan_detail_add_number (nuan_detail_new (), "entry", entry_id), error) ? reversal_id : 0;
}

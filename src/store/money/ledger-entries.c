#include "config.h"

#include "store/money/ledger.h"

#include <glib/gi18n-lib.h>

#include "model/money/receipt-number.h"
#include "store/engine/engine.h"

/* A movement with the entry it belongs to and the receipt, for a payment as for its void. */
#define SELECT_ROWS \
  "SELECT e.id, e.on_day, e.kind, e.memo, m.debit, m.credit, m.amount_fen, m.balance_fen, coalesce (e.reverses, 0), " \
  "       EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id), m.fund_id, f.name, r.year, r.seq " \
  "  FROM entry_movement m " \
  "  JOIN entry e ON e.id = m.entry_id " \
  "  JOIN fund f ON f.id = m.fund_id " \
  "  LEFT JOIN payment p ON p.entry_id = coalesce (e.reverses, e.id) " \
  "  LEFT JOIN receipt r ON r.payment_id = p.id "

#define SELECT_OLDEST_FIRST SELECT_ROWS "WHERE m.fund_id = ? AND m.fund_seq > ? ORDER BY m.fund_seq LIMIT ?"
#define SELECT_NEWEST_FIRST SELECT_ROWS "WHERE m.fund_id = ? AND m.fund_seq <= ? ORDER BY m.fund_seq DESC LIMIT ?"
#define SELECT_ALL          SELECT_ROWS "ORDER BY m.id"

void
nuan_entry_row_free (NuanEntryRow *row)
{
  if (row == NULL)
    return;

  g_free (row->kind);
  g_free (row->memo);
  g_free (row->debit);
  g_free (row->credit);
  g_free (row->receipt_number);
  g_free (row);
}

static gboolean
is_holding (const char *account)
{
  return g_str_equal (account, "bank") || g_str_equal (account, "cash") || g_str_equal (account, "goods");
}

static gpointer
read_row (NuanStatement *statement)
{
  NuanEntryRow *row = g_new0 (NuanEntryRow, 1);

  row->entry_id = nuan_statement_int (statement, 0);
  row->day = nuan_statement_day (statement, 1);
  row->memo = nuan_statement_dup (statement, 3);
  row->debit = nuan_statement_dup (statement, 4);
  row->credit = nuan_statement_dup (statement, 5);
  row->amount_fen = nuan_statement_int (statement, 6);
  row->balance_fen = nuan_statement_int (statement, 7);
  row->reverses = nuan_statement_int (statement, 8);
  row->reversed = nuan_statement_int (statement, 9) != 0;
  row->receipt_number = nuan_receipt_number_format (nuan_statement_int (statement, 12), nuan_statement_int (statement, 13));
  row->change_fen = (is_holding (row->debit) ? row->amount_fen : 0) - (is_holding (row->credit) ? row->amount_fen : 0);
  row->kind = row->change_fen == 0 ? g_strdup ("draw") : nuan_statement_dup (statement, 2);
  return row;
}

/* The sequence of a fund has no gaps, so that an offset is a place in it: no row is read to be skipped. */
GPtrArray *
nuan_ledger_entries (NuanConnection *connection, gint64 fund_id, gint64 offset, guint limit, gboolean newest_first,
                     GError **error)
{
  gint64 n = 0;

  if (!nuan_ledger_count (connection, fund_id, &n, error))
    return NULL;

  return nuan_statement_list (newest_first
                                  ? nuan_statement (connection, SELECT_NEWEST_FIRST, "iii", fund_id, n - offset, (gint64) limit)
                                  : nuan_statement (connection, SELECT_OLDEST_FIRST, "iii", fund_id, offset, (gint64) limit),
                              read_row, (GDestroyNotify) nuan_entry_row_free, error);
}

gboolean
nuan_ledger_count (NuanConnection *connection, gint64 fund_id, gint64 *n, GError **error)
{
  *n = 0;
  return nuan_sql_find (connection, n, error, "SELECT movements FROM fund_balance WHERE fund_id = ?", "i", fund_id);
}

gboolean
nuan_ledger_visit (NuanConnection *connection, NuanEntryVisitor visitor, gpointer data, GError **error)
{
  g_autoptr (NuanStatement) statement = nuan_statement (connection, SELECT_ALL, "");

  while (nuan_statement_next (statement, error))
    {
      NuanEntryRow *row = read_row (statement);
      g_autofree char *fund = nuan_statement_dup (statement, 11);
      const gboolean go_on = visitor (row, fund, nuan_statement_int (statement, 10), data, error);

      nuan_entry_row_free (row);
      if (!go_on)
        return FALSE;
    }

  return !nuan_statement_failed (statement);
}

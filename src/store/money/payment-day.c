#include "config.h"

#include "store/money/payment-store.h"

#include "store/engine/engine.h"

/* What a cashier paid on the day, and what of his payments (of any day) was voided on it: the two that move the cash box. */
#define SELECT_DAY \
  "SELECT s.name, x.method, sum (x.n), sum (x.amount_fen), sum (x.n_voided), sum (x.voided_fen) " \
  "  FROM (SELECT paid_by, method, 1 AS n, amount_fen, 0 AS n_voided, 0 AS voided_fen FROM payment WHERE on_day = ?1 " \
  "        UNION ALL " \
  "        SELECT p.paid_by, p.method, 0, 0, 1, p.amount_fen FROM payment_void v JOIN payment p ON p.id = v.payment_id " \
  "         WHERE v.on_day = ?1) x " \
  "  JOIN staff s ON s.id = x.paid_by " \
  " GROUP BY x.paid_by, s.name, x.method ORDER BY s.name, x.paid_by, x.method"

void
nuan_day_total_free (NuanDayTotal *total)
{
  if (total == NULL)
    return;

  g_free (total->cashier);
  g_free (total->method);
  g_free (total);
}

static gpointer
read_row (NuanStatement *row)
{
  NuanDayTotal *total = g_new0 (NuanDayTotal, 1);

  total->cashier = nuan_statement_dup (row, 0);
  total->method = nuan_statement_dup (row, 1);
  total->n = nuan_statement_int (row, 2);
  total->amount_fen = nuan_statement_int (row, 3);
  total->n_voided = nuan_statement_int (row, 4);
  total->voided_fen = nuan_statement_int (row, 5);
  return total;
}

GPtrArray *
nuan_payment_store_day (NuanConnection *connection, NuanDay day, GError **error)
{
  return nuan_statement_list (nuan_statement (connection, SELECT_DAY, "d", day), read_row, (GDestroyNotify) nuan_day_total_free, error);
}

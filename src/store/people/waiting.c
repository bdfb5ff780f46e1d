#include "config.h"

#include "store/people/case-list-private.h"
#include "store/money/fund-store.h"
#include "store/money/grant-store.h"
#include "store/money/receipt-store.h"
#include "store/office/standard-store.h"

static gboolean
count (NuanConnection *connection, gint64 *n, const char *sql, GError **error)
{
  return nuan_sql_value (connection, n, error, sql, "");
}

gboolean
nuan_waiting_read (NuanConnection *connection, NuanWaiting *waiting, GError **error)
{
  const NuanDay today = nuan_connection_get_today (connection);
  gint64 other = 0;
  NuanStandards standards;

  *waiting = (NuanWaiting) { 0 };
  if (!nuan_standard_store_get (connection, today, &standards, error) ||
      !count (connection, &waiting->households, "SELECT count(*) FROM household", error) ||
      !count (connection, &waiting->to_approve_households, "SELECT count(*) FROM household h"
                                                           " WHERE " NUAN_STATE_RANK " IN (0, 1)", error) ||
      !count (connection, &other, "SELECT count(*) FROM household h WHERE " NUAN_STATE_RANK " IN (2, 4, 5)", error) ||
      !nuan_grant_store_count (connection, "draft", 0, &waiting->to_approve_grants, error) ||
      !nuan_grant_store_count (connection, "approved", 0, &waiting->to_pay_grants, error) ||
      !nuan_grant_store_count_past (connection, today, &waiting->reservations_past, error) ||
      !nuan_receipt_store_count_unsigned (connection, &waiting->to_sign, error) ||
      !nuan_fund_store_count_near (connection, today + (NuanDay) standards.use_by_warning_days, &waiting->funds_near, error))
    return FALSE;

  /* Nearly all files are in force: the few others are counted instead. */
  waiting->in_force = waiting->households - waiting->to_approve_households - other;
  return TRUE;
}

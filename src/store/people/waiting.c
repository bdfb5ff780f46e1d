#include "config.h"

#include "store/people/case-list-private.h"
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
      !count (connection, &waiting->to_approve_grants, "SELECT count(*) FROM grants WHERE state = 'draft'", error) ||
      !count (connection, &waiting->to_pay_grants, "SELECT count(*) FROM grants WHERE state = 'approved'", error) ||
      !count (connection, &waiting->to_sign, "SELECT count(*) FROM to_sign", error))
    return FALSE;

  /* Nearly all files are in force: the few others are counted instead. */
  waiting->in_force = waiting->households - waiting->to_approve_households - other;
  return nuan_sql_value (connection, &waiting->funds_near, error,
                         "SELECT count(*) FROM fund f JOIN fund_balance b ON b.fund_id = f.id"
                         " WHERE f.use_by <= ? AND b.received_fen - b.returned_fen - b.paid_fen > 0", "d",
                         today + (NuanDay) standards.use_by_warning_days) &&
         nuan_sql_value (connection, &waiting->reservations_past, error,
                         "SELECT count(*) FROM grants g JOIN fund f ON f.id = g.fund_id WHERE g.state = 'approved'"
                         " AND f.use_by < ?", "d", today);
}

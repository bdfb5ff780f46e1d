#pragma once

#include "model/staff.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

/* Double entry, append-only. A movement is one balanced row: debit, credit, amount > 0, the fund's holdings after it, each >= 0. Kinds and
 * accounts: model/money/entry.h. */

typedef enum { NUAN_HOLD_BANK, NUAN_HOLD_CASH, NUAN_HOLD_GOODS } NuanHolding;
gboolean nuan_holding_parse (const char *code, NuanHolding *holding, GError **error);

/* Each returns the entry's id, 0 on error. DAY is not in the future. The actor's right is checked. */
gint64 nuan_ledger_receive (NuanConnection *connection, const NuanStaff *actor, gint64 fund_id, gint64 amount_fen, NuanDay day,
                            const char *memo, NuanHolding into, GError **error);
gint64 nuan_ledger_return  (NuanConnection *connection, const NuanStaff *actor, gint64 fund_id, gint64 amount_fen, NuanDay day,
                            const char *memo, NuanHolding from, GError **error);
/* Today, with a reason; only receive and return entries, once; refused when the money is no longer free. */
gint64 nuan_ledger_reverse (NuanConnection *connection, const NuanStaff *actor, gint64 entry_id, const char *reason,
                            GError **error);

/* For payments alone (store/payment-store.c), which write their payment or its void between the entry and its movements, as the
 * triggers demand. METHOD cash|card|goods decides the holding; what is short there is drawn from the bank (cash also serves a
 * card payment) in the same entry; goods never turn into money. */
gint64   nuan_ledger_open_payment (NuanConnection *connection, gint64 fund_id, NuanDay day, const char *memo, gint64 journal_id,
                                   GError **error);
gboolean nuan_ledger_pay          (NuanConnection *connection, gint64 entry_id, gint64 fund_id, const char *programme,
                                   const char *method, gint64 amount_fen, GError **error);
gint64   nuan_ledger_open_void    (NuanConnection *connection, gint64 entry_id, NuanDay day, const char *memo, gint64 journal_id,
                                   GError **error);
gboolean nuan_ledger_unpay        (NuanConnection *connection, gint64 void_entry_id, gint64 entry_id, GError **error);

/* NUAN_ERROR_RULE at "amount" when the fund, seen by days, would hold less than AMOUNT on DAY or a later one: an entry of an
 * earlier day may not leave less than nothing on a day in between. */
gboolean nuan_ledger_check_day    (NuanConnection *connection, gint64 fund_id, gint64 amount_fen, NuanDay day, GError **error);

/* One row of a fund's account with its running balance; an entry with several movements gives several rows. */
typedef struct {
  gint64  entry_id;
  NuanDay day;
  char   *kind;             /* or "draw": between two holdings */
  char   *memo;
  char   *debit, *credit;   /* account codes */
  gint64  amount_fen;
  gint64  change_fen;       /* of the fund's total: +, − or 0 (bank to cash) */
  gint64  balance_fen;
  gint64  reverses;         /* entry id or 0 */
  gboolean reversed;
  char   *receipt_number;   /* "" */
} NuanEntryRow;
void       nuan_entry_row_free (NuanEntryRow *row);
GPtrArray *nuan_ledger_entries (NuanConnection *connection, gint64 fund_id, gint64 offset, guint limit, gboolean newest_first,
                                GError **error);
gboolean   nuan_ledger_count   (NuanConnection *connection, gint64 fund_id, gint64 *n, GError **error);

/* 100,000 entries or 10,000,000: streamed. CALLBACK gets each movement in order (entry fields repeated); FALSE with error
 * stops. */
typedef gboolean (*NuanEntryVisitor) (const NuanEntryRow *row, const char *fund_name, gint64 fund_id, gpointer data,
                                      GError **error);
gboolean   nuan_ledger_visit   (NuanConnection *connection, NuanEntryVisitor visitor, gpointer data, GError **error);

G_END_DECLS

#include "config.h"

#include "store/money/payment-store.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/money.h"
#include "base/text.h"
#include "model/money/payment-fields.h"
#include "store/money/grant-rules.h"
#include "store/money/grant-store.h"
#include "store/journal/journal.h"
#include "store/money/ledger.h"
#include "store/money/payment-private.h"
#include "store/money/receipt-number.h"
#include "store/money/receipt-signed.h"
#include "store/office/staff-store.h"
#include "store/engine/engine.h"

#define MAX_REASON 200

/* Category and unit as they are today: the tables of a past year don't move when the family does. */
#define INSERT_PAYMENT \
  "INSERT INTO payment (id, grant_id, entry_id, on_day, method, amount_fen, card, proxy_name, proxy_id, proxy_relation, " \
  "                     proxy_reason, paid_by, household_id, member_id, fund_id, programme, category, unit_id, journal_id) " \
  "SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, h.id, ?, ?, ?, h.category, h.unit_id, ? FROM household h WHERE h.id = ?"

#define INSERT_VOID \
  "INSERT INTO payment_void (payment_id, on_day, reason, voided_by, entry_id, journal_id) VALUES (?, ?, ?, ?, ?, ?)"

/* Last help and the sum of its year, for the list, from what was paid and not voided. */
#define SELECT_LAST_HELP \
  "SELECT coalesce (max (p.on_day), '') FROM payment p " \
  " WHERE p.household_id = ? AND NOT EXISTS (SELECT 1 FROM payment_void v WHERE v.payment_id = p.id)"
#define SELECT_HELP_SUM \
  "SELECT coalesce (sum (p.amount_fen), 0) FROM payment p " \
  " WHERE p.household_id = ? AND p.on_day BETWEEN ? AND ? AND NOT EXISTS (SELECT 1 FROM payment_void v WHERE v.payment_id = p.id)"

#define SELECT_PAYMENT \
  "SELECT p.id, p.entry_id, p.on_day, p.paid_by, p.household_id, p.amount_fen, p.fund_id, " \
  "       EXISTS (SELECT 1 FROM payment_void v WHERE v.payment_id = p.id), r.year, r.seq, p.grant_id, " \
  "       " NUAN_RECEIPT_TICKED_SQL ("r.id") ", " NUAN_RECEIPT_SIGNED_SQL ("r.id") \
  "  FROM receipt r JOIN payment p ON p.id = r.payment_id WHERE r.year = ? AND r.seq = ?"

/* What one more payment makes of the two, without a look at the payments before: the year is that of the last help. */
#define UPDATE_PAID \
  "UPDATE household SET last_help = CASE WHEN last_help < ?1 THEN ?1 ELSE last_help END, " \
  "       help_year = CASE WHEN help_year < ?2 THEN ?2 ELSE help_year END, " \
  "       help_fen = CASE WHEN help_year = ?2 THEN help_fen + ?3 WHEN help_year < ?2 THEN ?3 ELSE help_fen END WHERE id = ?4"

gboolean (*nuan_payment_between_steps) (NuanConnection *connection, GError **error) = NULL;

static gboolean
step_done (NuanConnection *connection, GError **error)
{
  return nuan_payment_between_steps == NULL || nuan_payment_between_steps (connection, error);
}

static gboolean
recount_household (NuanConnection *connection, gint64 household_id, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, SELECT_LAST_HELP, "i", household_id);
  NuanDay last;
  gint64 year = 0, sum_fen = 0;

  if (!nuan_statement_need (row, error))
    return FALSE;
  last = nuan_statement_day (row, 0);

  if (last != NUAN_DAY_NONE)
    {
      year = nuan_day_year (last);
      if (!nuan_sql_value (connection, &sum_fen, error, SELECT_HELP_SUM, "idd", household_id, nuan_day_new (year, 1, 1),
                           nuan_day_new (year, 12, 31)))
        return FALSE;
    }

  return nuan_sql_run (connection, error, "UPDATE household SET last_help = ?, help_year = ?, help_fen = ? WHERE id = ?", "diii",
                       last, year, sum_fen, household_id);
}

/* The period and the use-by date of the fund are asked with the other rules. */
static gboolean
check_day (NuanConnection *connection, const NuanGrant *grant, NuanDay day, GError **error)
{
  gint64 later = 0;

  if (!nuan_payment_check_day (grant, day, nuan_connection_get_today (connection), error))
    return FALSE;
  if (!nuan_sql_value (connection, &later, error, "SELECT coalesce (max (year), 0) FROM receipt", ""))
    return FALSE;
  if (later > nuan_day_year (day))
    {
      nuan_error_set (error, NUAN_ERROR_RULE, "date", _("Receipts of a later year are written: nothing is paid in an earlier year any more"));
      return FALSE;
    }

  return nuan_ledger_check_day (connection, grant->fund_id, grant->amount_fen, day, error);
}

static gboolean
insert_payment (NuanConnection *connection, const NuanPaymentOrder *order, const NuanGrant *grant, GError **error)
{
  return nuan_sql_run (connection, error, INSERT_PAYMENT, "iiidtitttttiiitii", order->payment_id, grant->id, order->entry_id,
                       order->day, order->method, grant->amount_fen, order->card, order->proxy_name, order->proxy_id,
                       order->proxy_relation, order->proxy_reason, order->actor->id, grant->member_id, grant->fund_id,
                       grant->programme, order->journal_id, grant->household_id);
}

static gboolean
close_journal (NuanConnection *connection, const char *number, gint64 amount_fen, gint64 fund_id, NuanDetail *detail, GError **error)
{
  g_autofree char *subject = g_strdup_printf ("receipt:%s", number);

  nuan_detail_add_money (nuan_detail_add_number (detail, "fund", fund_id), "amount", amount_fen);
  return nuan_journal_close (connection, subject, detail, error);
}

/* In the order that the triggers demand: each row names the one before. */
static char *
write_payment (NuanConnection *connection, NuanPaymentOrder *order, const NuanGrant *grant, GError **error)
{
  g_autofree char *number = NULL;
  NuanDetail *detail;
  gint64 year, seq;

  if (!nuan_receipt_next (connection, order->day, &year, &seq, error))
    return NULL;
  number = nuan_receipt_number_format (year, seq);

  order->journal_id = nuan_journal_open (connection, order->actor, "payment.pay", error);
  if (order->journal_id == 0 || !step_done (connection, error))
    return NULL;
  order->entry_id = nuan_ledger_open_payment (connection, grant->fund_id, order->day, number, order->journal_id, error);
  if (order->entry_id == 0 || !step_done (connection, error))
    return NULL;
  if (!nuan_next_id (connection, "payment", &order->payment_id, error) ||
      !insert_payment (connection, order, grant, error) || !step_done (connection, error))
    return NULL;
  if (!nuan_ledger_pay (connection, order->entry_id, grant->fund_id, grant->programme, order->method, grant->amount_fen, error) ||
      !step_done (connection, error))
    return NULL;
  if (!nuan_receipt_freeze (connection, order, grant, year, seq, error) || !step_done (connection, error))
    return NULL;

  if (!nuan_sql_run (connection, error, UPDATE_PAID, "diii", order->day, year, grant->amount_fen, grant->household_id))
    return NULL;

  nuan_journal_wrote (connection, "payment", order->payment_id);
  nuan_journal_wrote (connection, "grants", grant->id);
  detail = nuan_detail_add_day (nuan_detail_add_number (nuan_detail_new (), "grant", grant->id), "date", order->day);
  nuan_detail_add (detail, "method", order->method);
  if (!close_journal (connection, number, grant->amount_fen, grant->fund_id, detail, error))
    return NULL;

  return g_steal_pointer (&number);
}

char *
nuan_payment_store_pay (NuanConnection *connection, const NuanStaff *actor, const NuanPaymentRequest *request,
                        GPtrArray *warnings, GError **error)
{
  g_auto (NuanPaymentOrder) order = { .actor = actor };
  g_autoptr (NuanGrant) grant = NULL;

  g_assert (nuan_connection_in_transaction (connection));

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_PAY, error))
    return NULL;
  if ((grant = nuan_grant_store_read (connection, request->grant_id, error)) == NULL)
    return NULL;
  if (!nuan_grant_may_become (grant, NUAN_GRANT_PAID, actor->id, error))
    return NULL;

  order.day = request->day != NUAN_DAY_NONE ? request->day : nuan_connection_get_today (connection);
  if (!nuan_payment_order_fill (connection, request, grant, &order, warnings, error))
    return NULL;
  if (!check_day (connection, grant, order.day, error) ||
      !nuan_grant_rules_check (connection, grant, grant->amount_fen, grant->decided_on, order.day, warnings, error))
    return NULL;

  return write_payment (connection, &order, grant, error);
}

typedef struct {
  gint64   id, entry_id, paid_by, household_id, amount_fen, fund_id, grant_id;
  gint64   year, seq;   /* its receipt's number */
  NuanDay  day;
  gboolean voided, was_signed, is_signed;   /* ever, and now */
} Payment;

static gboolean
read_payment (NuanConnection *connection, const char *number, Payment *payment, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_receipt_number_find (connection, SELECT_PAYMENT, number, error);

  if (row == NULL)
    return FALSE;

  *payment = (Payment) {
    .id = nuan_statement_int (row, 0), .entry_id = nuan_statement_int (row, 1), .day = nuan_statement_day (row, 2),
    .paid_by = nuan_statement_int (row, 3), .household_id = nuan_statement_int (row, 4),
    .amount_fen = nuan_statement_int (row, 5), .fund_id = nuan_statement_int (row, 6), .voided = nuan_statement_int (row, 7) != 0,
    .year = nuan_statement_int (row, 8), .seq = nuan_statement_int (row, 9), .grant_id = nuan_statement_int (row, 10),
    .was_signed = nuan_statement_int (row, 11) != 0, .is_signed = nuan_statement_int (row, 12) != 0,
  };
  return TRUE;
}

/* A paper with a signature is out there, and the money with whoever signed. */
static gboolean
may_void_signed (NuanConnection *connection, const NuanStaff *actor, const char *number, const Payment *payment, gboolean told, GError **error)
{
  g_autofree char *amount = nuan_money_format (payment->amount_fen);
  g_autofree char *take_back = nuan_payment_tell_to_take_back (number, amount);
  g_autoptr (GError) problem = NULL;

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_REVERSE, &problem))
    {
      if (g_error_matches (problem, NUAN_ERROR, NUAN_ERROR_FORBIDDEN))
        nuan_error_set (error, NUAN_ERROR_FORBIDDEN, nuan_error_get_field (problem),
                        payment->is_signed ? _("Receipt %s is signed: only a director voids it, once the paper and ¥%s in money or goods are back")
                                           : _("Receipt %s was ticked as signed and unticked: only a director voids it (¥%s)"), number, amount);
      else
        g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (payment->is_signed && !told && !payment->voided)
    {
      nuan_error_set (error, NUAN_ERROR_CONFLICT, "signed", "%s", take_back);
      return FALSE;
    }

  return TRUE;
}

static gboolean
may_void (NuanConnection *connection, const NuanStaff *actor, const char *number, const Payment *payment, gboolean told, GError **error)
{
  const NuanDay today = nuan_connection_get_today (connection);
  const NuanRight right = nuan_payment_right_to_void (payment->paid_by, payment->day, payment->was_signed, actor->id, today);

  if (payment->was_signed ? !may_void_signed (connection, actor, number, payment, told, error)
                          : !nuan_staff_store_allow (connection, actor, right, error))
    return FALSE;

  return nuan_payment_check_void (payment->day, payment->voided, today, error);
}

static gboolean
write_void (NuanConnection *connection, const NuanStaff *actor, const char *number, const Payment *payment, const char *reason,
            GError **error)
{
  const NuanDay today = nuan_connection_get_today (connection);
  gint64 journal_id, entry_id;

  journal_id = nuan_journal_open (connection, actor, "payment.void", error);
  if (journal_id == 0 || !step_done (connection, error))
    return FALSE;
  entry_id = nuan_ledger_open_void (connection, payment->entry_id, today, reason, journal_id, error);
  if (entry_id == 0 || !step_done (connection, error))
    return FALSE;
  if (!nuan_sql_run (connection, error, INSERT_VOID, "idtiii", payment->id, today, reason, actor->id, entry_id,
                     journal_id) || !step_done (connection, error))
    return FALSE;
  if (!nuan_ledger_unpay (connection, entry_id, payment->entry_id, error) || !step_done (connection, error))
    return FALSE;

  nuan_journal_wrote (connection, "payment_void", payment->id);
  nuan_journal_wrote (connection, "grants", payment->grant_id);
  return close_journal (connection, number, payment->amount_fen, payment->fund_id, nuan_detail_new (), error)
         && recount_household (connection, payment->household_id, error);
}

gboolean
nuan_payment_store_void (NuanConnection *connection, const NuanStaff *actor, const char *receipt_number, const char *reason, gboolean told,
                         GError **error)
{
  g_autofree char *clean = NULL;
  g_autofree char *number = NULL;
  Payment payment;

  g_assert (nuan_connection_in_transaction (connection));

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_VOID_PAYMENT, error))
    return FALSE;
  if ((clean = nuan_text_clean (reason, TRUE, FALSE, MAX_REASON, "reason", error)) == NULL)
    return FALSE;
  if (!read_payment (connection, receipt_number, &payment, error))
    return FALSE;

  number = nuan_receipt_number_format (payment.year, payment.seq);
  return may_void (connection, actor, number, &payment, told, error) && write_void (connection, actor, number, &payment, clean, error);
}

#include "config.h"

#include "store/money/payment-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "base/mask.h"
#include "base/money.h"
#include "base/seal.h"
#include "model/money/receipt-number.h"
#include "store/engine/engine.h"
#include "store/journal/journal.h"

#define LAYOUT 1   /* of the paper, see data/papers.ini */

/* Names as they are today; the receipt keeps them. */
#define SELECT_FACES \
  "SELECT c.name, h.number, m.name, m.id_number, u.name, f.name, d.name, r.name, s.name " \
  "  FROM grants g " \
  "  JOIN centre c ON c.id = 1 " \
  "  JOIN household h ON h.id = g.household_id " \
  "  JOIN unit u ON u.id = h.unit_id " \
  "  JOIN member m ON m.id = g.member_id " \
  "  JOIN fund f ON f.id = g.fund_id " \
  "  JOIN staff d ON d.id = g.drafted_by " \
  "  JOIN staff r ON r.id = g.decided_by " \
  "  JOIN staff s ON s.id = ?2 " \
  " WHERE g.id = ?1"

#define INSERT_RECEIPT \
  "INSERT INTO receipt (id, year, seq, payment_id, layout, centre, on_day, household_number, payee, payee_id_masked, unit, " \
  "                     programme, fund, amount_fen, amount_words, method, card_tail, proxy_name, proxy_id_masked, " \
  "                     proxy_relation, proxy_reason, handler, reviewer, cashier, code, journal_id) " \
  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

gboolean
nuan_receipt_next (NuanConnection *connection, NuanDay day, gint64 *year, gint64 *seq, GError **error)
{
  *year = nuan_day_year (day);
  *seq = 0;
  return nuan_sql_value (connection, seq, error, "SELECT coalesce (max (seq), 0) + 1 FROM receipt WHERE year = ?", "i", *year);
}

gboolean
nuan_receipt_read_key (NuanConnection *connection, guint8 *key, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT seal_key FROM centre WHERE id = 1", "");
  gboolean whole;

  if (!nuan_statement_find (row, error, NUAN_ERROR_DAMAGED, "db", _("The data file has no centre")))
    return FALSE;

  whole = nuan_statement_bytes (row, 0, key, NUAN_KEY_BYTES);
  if (!whole)
    nuan_error_set (error, NUAN_ERROR_DAMAGED, "db", _("The key of the centre is damaged"));
  return whole;
}

/* "…8901" without its dots: what the paper shows of a card. */
static char *
dup_card_tail (const char *card)
{
  const gsize length = strlen (card);

  return g_strdup (length > 4 ? card + length - 4 : "");
}

static gboolean
read_faces (NuanConnection *connection, const NuanPaymentOrder *order, const NuanGrant *grant, NuanReceipt *receipt,
            GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, SELECT_FACES, "ii", grant->id, order->actor->id);

  if (!nuan_statement_need (row, error))
    return FALSE;

  receipt->centre = nuan_statement_dup (row, 0);
  receipt->household_number = nuan_statement_dup (row, 1);
  receipt->payee = nuan_statement_dup (row, 2);
  receipt->payee_id_masked = nuan_mask_id_number (nuan_statement_text (row, 3));
  receipt->unit = nuan_statement_dup (row, 4);
  receipt->fund = nuan_statement_dup (row, 5);
  receipt->handler = nuan_statement_dup (row, 6);
  receipt->reviewer = nuan_statement_dup (row, 7);
  receipt->cashier = nuan_statement_dup (row, 8);
  return TRUE;
}

static NuanReceipt *
compose (NuanConnection *connection, const NuanPaymentOrder *order, const NuanGrant *grant, gint64 year, gint64 seq,
         GError **error)
{
  g_autoptr (NuanReceipt) receipt = g_new0 (NuanReceipt, 1);

  if (!read_faces (connection, order, grant, receipt, error))
    return NULL;
  if ((receipt->amount_words = nuan_money_words (grant->amount_fen, FALSE, error)) == NULL)
    return NULL;

  receipt->number = nuan_receipt_number_format (year, seq);
  receipt->layout = LAYOUT;
  receipt->date = order->day;
  receipt->programme = g_strdup (grant->programme);
  receipt->amount_fen = grant->amount_fen;
  receipt->method = g_strdup (order->method);
  receipt->card_tail = dup_card_tail (order->card);
  receipt->proxy_name = g_strdup (order->proxy_name);
  receipt->proxy_id_masked = nuan_mask_id_number (order->proxy_id);
  receipt->proxy_relation = g_strdup (order->proxy_relation);
  receipt->proxy_reason = g_strdup (order->proxy_reason);
  return g_steal_pointer (&receipt);
}

gboolean
nuan_receipt_freeze (NuanConnection *connection, const NuanPaymentOrder *order, const NuanGrant *grant, gint64 year, gint64 seq,
                     GError **error)
{
  g_autoptr (NuanReceipt) receipt = compose (connection, order, grant, year, seq, error);
  g_autofree char *canonical = NULL;
  guint8 key[NUAN_KEY_BYTES];

  if (receipt == NULL || !nuan_receipt_read_key (connection, key, error) || !nuan_next_id (connection, "receipt", &receipt->id, error))
    return FALSE;

  canonical = nuan_receipt_canonical (receipt);
  receipt->code = nuan_seal_code (key, canonical, strlen (canonical));
  if (!nuan_sql_run (connection, error, INSERT_RECEIPT, "iiiiitdttttttittttttttttti", receipt->id, year, seq, order->payment_id,
                     (gint64) receipt->layout, receipt->centre, receipt->date, receipt->household_number, receipt->payee,
                     receipt->payee_id_masked, receipt->unit, receipt->programme, receipt->fund, receipt->amount_fen,
                     receipt->amount_words, receipt->method, receipt->card_tail, receipt->proxy_name, receipt->proxy_id_masked,
                     receipt->proxy_relation, receipt->proxy_reason, receipt->handler, receipt->reviewer, receipt->cashier,
                     receipt->code, order->journal_id))
    return FALSE;

  nuan_journal_wrote (connection, "receipt", receipt->id);
  return TRUE;
}

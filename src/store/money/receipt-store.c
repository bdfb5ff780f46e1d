#include "config.h"

#include "store/money/receipt-store.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "store/journal/journal.h"
#include "store/money/receipt-number.h"
#include "store/office/staff-store.h"
#include "store/engine/engine.h"

#define FROZEN \
  "SELECT r.id, r.year, r.seq, r.layout, r.centre, r.on_day, r.household_number, r.payee, r.payee_id_masked, r.unit, " \
  "       r.programme, r.fund, r.amount_fen, r.amount_words, r.method, r.card_tail, r.proxy_name, r.proxy_id_masked, " \
  "       r.proxy_relation, r.proxy_reason, r.handler, r.reviewer, r.cashier, r.code"
#define COLUMNS \
  FROZEN ", coalesce (v.on_day, ''), s.receipt_id, (SELECT count (*) FROM receipt_print c WHERE c.receipt_id = r.id), " \
         "(SELECT paid_by FROM payment k WHERE k.id = r.payment_id), " \
         "coalesce (t.on_day, s.on_day, ''), (SELECT f.name FROM staff f WHERE f.id = coalesce (t.ticked_by, s.ticked_by)), t.is_signed "
#define JOINED \
  "  LEFT JOIN payment_void v ON v.payment_id = r.payment_id " \
  "  LEFT JOIN receipt_signature s ON s.receipt_id = r.id " \
  "  LEFT JOIN receipt_tick t ON t.id = (SELECT max (n.id) FROM receipt_tick n WHERE n.receipt_id = r.id) "

#define SELECT_ONE COLUMNS "  FROM receipt r " JOINED " WHERE r.year = ? AND r.seq = ?"

/* The page first, whatever a planner thinks of its size: a join with it SQLite 3.46 would read from the receipts on. */
#define SELECT_UNSIGNED \
  COLUMNS ", q.household_id FROM receipt r JOIN payment q ON q.id = r.payment_id " JOINED \
          " WHERE r.id IN (SELECT receipt_id FROM to_sign ORDER BY receipt_id LIMIT ? OFFSET ?) ORDER BY r.id"

#define SELECT_OF_HOUSEHOLD \
  COLUMNS "  FROM payment p JOIN receipt r ON r.payment_id = p.id " JOINED " WHERE p.household_id = ? ORDER BY r.id DESC"

#define SELECT_ALL FROZEN "  FROM receipt r ORDER BY r.id"

static const struct { gsize offset; int column; } texts[] = {
#define TEXT(member, column) { G_STRUCT_OFFSET (NuanReceipt, member), column }
  TEXT (centre, 4), TEXT (household_number, 6), TEXT (payee, 7), TEXT (payee_id_masked, 8), TEXT (unit, 9), TEXT (programme, 10), TEXT (fund, 11),
  TEXT (amount_words, 13), TEXT (method, 14), TEXT (card_tail, 15), TEXT (proxy_name, 16), TEXT (proxy_id_masked, 17), TEXT (proxy_relation, 18),
  TEXT (proxy_reason, 19), TEXT (handler, 20), TEXT (reviewer, 21), TEXT (cashier, 22), TEXT (code, 23),
#undef TEXT
};

/* What was frozen but for its number; the texts are the statement's, until its next step. */
static void
point_to_frozen (NuanReceipt *receipt, NuanStatement *row)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    G_STRUCT_MEMBER (const char *, receipt, texts[i].offset) = nuan_statement_text (row, texts[i].column);
  receipt->id = nuan_statement_int (row, 0);
  receipt->layout = nuan_statement_int (row, 3);
  receipt->date = nuan_statement_day (row, 5);
  receipt->amount_fen = nuan_statement_int (row, 12);
}

static gpointer
read_row (NuanStatement *row)
{
  NuanReceipt *receipt = g_new0 (NuanReceipt, 1);

  point_to_frozen (receipt, row);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    G_STRUCT_MEMBER (char *, receipt, texts[i].offset) = nuan_statement_dup (row, texts[i].column);
  receipt->number = nuan_receipt_number_format (nuan_statement_int (row, 1), nuan_statement_int (row, 2));
  receipt->voided_on = nuan_statement_day (row, 24);
  receipt->voided = receipt->voided_on != NUAN_DAY_NONE;
  receipt->was_signed = !nuan_statement_is_null (row, 25);
  receipt->prints = nuan_statement_int (row, 26);
  receipt->paid_by = nuan_statement_int (row, 27);
  receipt->is_signed = nuan_statement_is_null (row, 30) ? receipt->was_signed : nuan_statement_int (row, 30) != 0;
  receipt->signed_on = receipt->is_signed ? nuan_statement_day (row, 28) : NUAN_DAY_NONE;
  receipt->signed_by = receipt->is_signed ? nuan_statement_dup (row, 29) : g_strdup ("");
  return receipt;
}

NuanReceipt *
nuan_receipt_store_read (NuanConnection *connection, const char *number, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_receipt_number_find (connection, SELECT_ONE, number, error);

  return row != NULL ? read_row (row) : NULL;
}

static GPtrArray *
read_all (NuanStatement *statement, GError **error)
{
  return nuan_statement_list (statement, read_row, (GDestroyNotify) nuan_receipt_free, error);
}

static gpointer
read_unsigned (NuanStatement *row)
{
  NuanReceipt *receipt = read_row (row);

  receipt->household_id = nuan_statement_int (row, 31);
  return receipt;
}

GPtrArray *
nuan_receipt_store_unsigned (NuanConnection *connection, gint64 offset, guint limit, GError **error)
{
  return nuan_statement_list (nuan_statement (connection, SELECT_UNSIGNED, "ii", (gint64) limit, offset), read_unsigned,
                              (GDestroyNotify) nuan_receipt_free, error);
}

gboolean
nuan_receipt_store_count_unsigned (NuanConnection *connection, gint64 *n, GError **error)
{
  return nuan_sql_value (connection, n, error, "SELECT count (*) FROM to_sign", "");
}

GPtrArray *
nuan_receipt_store_of_household (NuanConnection *connection, gint64 household_id, GError **error)
{
  return read_all (nuan_statement (connection, SELECT_OF_HOUSEHOLD, "i", household_id), error);
}

static gpointer
read_number (NuanStatement *row)
{
  return nuan_receipt_number_format (nuan_statement_int (row, 0), nuan_statement_int (row, 1));
}

GPtrArray *
nuan_receipt_store_numbers (NuanConnection *connection, NuanDay from, NuanDay to, GError **error)
{
  return nuan_statement_list (nuan_statement (connection, "SELECT r.year, r.seq FROM payment p JOIN receipt r ON r.payment_id = p.id "
                                              "WHERE p.on_day BETWEEN ? AND ? ORDER BY r.year, r.seq", "dd", from, to),
                              read_number, g_free, error);
}

/* Somebody who audits and does not work at the desk: the copy is marked and not counted. */
static gboolean
is_audit (guint roles)
{
  const guint desk = NUAN_ROLE_INTAKE | NUAN_ROLE_REVIEW | NUAN_ROLE_DIRECT | NUAN_ROLE_CASH;

  return (roles & NUAN_ROLE_AUDIT) != 0 && (roles & desk) == 0;
}

static gint
get_next_copy (NuanConnection *connection, const NuanStaff *actor, const NuanReceipt *receipt, GError **error)
{
  gint64 roles = 0;
  gint64 copy = 0;

  if (!nuan_sql_value (connection, &roles, error, "SELECT coalesce (max (roles), 0) FROM staff WHERE id = ?", "i", actor->id))
    return -2;
  if (is_audit (roles))
    return NUAN_COPY_AUDIT;
  if (!nuan_sql_value (connection, &copy, error, "SELECT coalesce (max (copy) + 1, 0) FROM receipt_print WHERE receipt_id = ?",
                       "i", receipt->id))
    return -2;

  return copy;
}

gint
nuan_receipt_store_next_copy (NuanConnection *connection, const NuanStaff *actor, const char *number, GError **error)
{
  g_autoptr (NuanReceipt) receipt = nuan_receipt_store_read (connection, number, error);

  return receipt != NULL ? get_next_copy (connection, actor, receipt, error) : -2;
}

static gboolean
close_journal (NuanConnection *connection, const NuanReceipt *receipt, NuanDetail *detail, GError **error)
{
  g_autofree char *subject = g_strdup_printf ("receipt:%s", receipt->number);

  return nuan_journal_close (connection, subject, detail, error);
}

gint
nuan_receipt_store_count_print (NuanConnection *connection, const NuanStaff *actor, const char *number, GError **error)
{
  g_autoptr (NuanReceipt) receipt = NULL;
  gint64 journal_id, id;
  gint copy;

  g_assert (nuan_connection_in_transaction (connection));

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_READ, error))
    return -2;
  if ((receipt = nuan_receipt_store_read (connection, number, error)) == NULL)
    return -2;
  if ((copy = get_next_copy (connection, actor, receipt, error)) < 0)
    return copy;

  journal_id = nuan_journal_open (connection, actor, "receipt.print", error);
  if (journal_id == 0)
    return -2;
  if (!nuan_next_id (connection, "receipt_print", &id, error)
      || !nuan_sql_run (connection, error, "INSERT INTO receipt_print (id, receipt_id, copy, printed_by, journal_id) VALUES (?, ?, ?, ?, ?)", "iiiii",
                        id, receipt->id, (gint64) copy, actor->id, journal_id))
    return -2;

  nuan_journal_wrote (connection, "receipt_print", id);
  if (!close_journal (connection, receipt, nuan_detail_add_number (nuan_detail_new (), "copy", copy), error))
    return -2;

  return copy;
}

/* After the first one. */
static gboolean
write_tick (NuanConnection *connection, const NuanStaff *actor, const NuanReceipt *receipt, gboolean is_signed, GError **error)
{
  const gint64 journal_id = nuan_journal_open (connection, actor, is_signed ? "receipt.sign" : "receipt.unsign", error);
  gint64 id;

  if (journal_id == 0 || !nuan_next_id (connection, "receipt_tick", &id, error)
      || !nuan_sql_run (connection, error,
                        "INSERT INTO receipt_tick (id, receipt_id, is_signed, on_day, ticked_by, journal_id) VALUES (?, ?, ?, ?, ?, ?)", "iiidii",
                        id, receipt->id, (gint64) is_signed, nuan_connection_get_today (connection), actor->id, journal_id))
    return FALSE;

  nuan_journal_wrote (connection, "receipt_tick", id);
  return close_journal (connection, receipt, NULL, error);
}

gboolean
nuan_receipt_store_sign (NuanConnection *connection, const NuanStaff *actor, const char *number, GError **error)
{
  const NuanDay today = nuan_connection_get_today (connection);
  g_autoptr (NuanReceipt) receipt = NULL;
  gint64 journal_id;

  g_assert (nuan_connection_in_transaction (connection));

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_SIGN_RECEIPT, error))
    return FALSE;
  if ((receipt = nuan_receipt_store_read (connection, number, error)) == NULL)
    return FALSE;
  if (receipt->voided || receipt->is_signed)
    {
      nuan_error_set (error, NUAN_ERROR_CONFLICT, "receipt", "%s",
                      receipt->voided ? _("This receipt is void: it is not signed any more")
                                      : _("This receipt is already ticked as signed"));
      return FALSE;
    }
  if (receipt->was_signed)
    return write_tick (connection, actor, receipt, TRUE, error);
  if ((journal_id = nuan_journal_open (connection, actor, "receipt.sign", error)) == 0)
    return FALSE;
  if (!nuan_sql_run (connection, error,
                     "INSERT INTO receipt_signature (receipt_id, on_day, ticked_by, journal_id) VALUES (?, ?, ?, ?)", "idii",
                     receipt->id, today, actor->id, journal_id))
    return FALSE;

  nuan_journal_wrote (connection, "receipt_signature", receipt->id);
  return close_journal (connection, receipt, NULL, error);
}

gboolean
nuan_receipt_store_unsign (NuanConnection *connection, const NuanStaff *actor, const char *number, GError **error)
{
  g_autoptr (NuanReceipt) receipt = NULL;

  g_assert (nuan_connection_in_transaction (connection));

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_SIGN_RECEIPT, error)
      || (receipt = nuan_receipt_store_read (connection, number, error)) == NULL
      || !nuan_receipt_check_unsign (receipt, nuan_connection_get_today (connection), error))
    return FALSE;

  return write_tick (connection, actor, receipt, FALSE, error);
}

gboolean
nuan_receipt_store_visit (NuanConnection *connection, NuanReceiptVisitor visitor, gpointer data, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, SELECT_ALL, "");

  while (nuan_statement_next (row, error))
    {
      NuanReceipt receipt = { 0 };
      g_autofree char *number = nuan_receipt_number_format (nuan_statement_int (row, 1), nuan_statement_int (row, 2));

      point_to_frozen (&receipt, row);
      receipt.number = number;
      visitor (&receipt, data);
    }

  return !nuan_statement_failed (row);
}

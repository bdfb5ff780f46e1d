#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/money.h"
#include "base/seal.h"
#include "store/journal/check-private.h"
#include "store/journal/journal.h"
#include "store/money/payment-private.h"
#include "store/money/receipt-store.h"
#include "store/engine/engine.h"
#include "store/people/household-store.h"

gboolean
nuan_check_journal (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_journal_problem_free);

  if (!nuan_journal_verify (connection, problems, count, NULL, error))
    return FALSE;

  for (guint i = 0; i < problems->len; i++)
    {
      const NuanJournalProblem *problem = g_ptr_array_index (problems, i);

      nuan_findings_add (findings, problem->about, problem->what, g_strdup (problem->text));
    }
  return nuan_check_answers (connection, findings, error);
}

static void
add_row (NuanFindings *findings, const char *word, gint64 id)
{
  g_autofree char *about = g_strdup_printf ("%s %" G_GINT64_FORMAT, word, id);

  nuan_findings_add (findings, about, "journal", NULL);
}

static gboolean
says_fen (const char *detail, gint64 fen)
{
  g_autofree char *amount = nuan_money_format_plain (fen);

  return nuan_detail_says (detail, "amount", amount);
}

/* Money received and returned: the row of the journal names fund, amount and day. */
gboolean
nuan_check_receive_words (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection,
                                                  "SELECT e.id, e.fund_id, e.on_day, m.amount_fen, j.subject, j.detail FROM entry e"
                                                  " JOIN journal j ON j.id = e.journal_id JOIN entry_movement m ON m.entry_id = e.id"
                                                  " WHERE e.kind IN ('receive', 'return')", "");

  while (nuan_statement_next (row, error))
    {
      g_autofree char *subject = g_strdup_printf ("fund:%lld", (long long) nuan_statement_int (row, 1));
      const char *detail = nuan_statement_text (row, 5);

      if (!g_str_equal (subject, nuan_statement_text (row, 4)) || !nuan_detail_says (detail, "date", nuan_statement_text (row, 2)) ||
          !says_fen (detail, nuan_statement_int (row, 3)))
        add_row (findings, "entry", nuan_statement_int (row, 0));
    }

  return !nuan_statement_failed (row);
}

/* One walk along the payments, beside each its receipt, its entry and what the journal says of it: fund and amount. Which grant, on which day and
 * how is said by the rows of some programs only. */
#define SELECT_PAYMENTS \
  "SELECT p.id, p.fund_id, p.amount_fen, j.detail, CASE WHEN r.id IS NULL OR r.amount_fen <> p.amount_fen OR r.on_day <> p.on_day" \
  " OR r.programme <> p.programme OR r.method <> p.method OR r.fund <> f.name OR r.journal_id <> p.journal_id OR r.proxy_name <> p.proxy_name" \
  " OR r.proxy_reason <> p.proxy_reason OR r.card_tail <> substr (p.card, CASE WHEN length (p.card) > 4 THEN length (p.card) - 3 ELSE 1 END)" \
  " OR e.id IS NULL OR e.kind <> 'payment' OR e.on_day <> p.on_day OR e.fund_id <> p.fund_id OR e.journal_id <> p.journal_id" \
  " OR p.amount_fen <> coalesce ((SELECT sum (m.amount_fen) FROM entry_movement m WHERE m.entry_id = p.entry_id AND m.debit = 'aid:' || p.programme), 0)" \
  " THEN 1 ELSE 0 END" \
  " FROM payment p LEFT JOIN receipt r ON r.payment_id = p.id LEFT JOIN fund f ON f.id = p.fund_id LEFT JOIN entry e ON e.id = p.entry_id" \
  " LEFT JOIN journal j ON j.id = p.journal_id"

static gboolean
says_payment (NuanStatement *row)
{
  const char *detail = nuan_statement_text (row, 3);
  char fund[32];

  g_snprintf (fund, sizeof fund, "%" G_GINT64_FORMAT, nuan_statement_int (row, 1));
  return nuan_detail_says (detail, "fund", fund) && says_fen (detail, nuan_statement_int (row, 2));
}

gboolean
nuan_check_payment_words (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, SELECT_PAYMENTS, "");

  while (nuan_statement_next (row, error))
    if (nuan_statement_int (row, 4) != 0 || (!nuan_statement_is_null (row, 3) && !says_payment (row)))
      add_row (findings, "payment", nuan_statement_int (row, 0));

  return !nuan_statement_failed (row);
}

typedef struct
{
  guint8        key[NUAN_KEY_BYTES];
  NuanFindings *findings;
  gint64       *count;
} Seals;

static void
check_seal (const NuanReceipt *receipt, gpointer data)
{
  Seals *seals = data;
  g_autofree char *canonical = nuan_receipt_canonical (receipt);
  g_autofree char *code = nuan_seal_code (seals->key, canonical, strlen (canonical));

  if (!g_str_equal (code, receipt->code))
    {
      g_autofree char *about = g_strdup_printf ("receipt row %" G_GINT64_FORMAT, receipt->id);

      nuan_findings_add (seals->findings, about, "", g_strdup_printf (_("receipt %s was altered"), receipt->number));
    }
  (*seals->count)++;
}

gboolean
nuan_check_seals (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error)
{
  Seals seals = { .findings = findings, .count = count };

  return nuan_receipt_read_key (connection, seals.key, error) && nuan_receipt_store_visit (connection, check_seal, &seals, error);
}

/* Keys are a cache: other readings of names, or another ICU, make others of the same people. That is worth a remark, and is no fault. */
gboolean
nuan_check_search (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error)
{
  gboolean fit = FALSE;

  if (!nuan_sql_value (connection, count, error, "SELECT count (*) FROM search_key", "") || !nuan_search_compare (connection, NUAN_SEARCH_COMPARE_SOME, &fit, error))
    return FALSE;

  if (!fit)
    findings->note = g_strdup (_("not all people are found as their names are read today: `search rebuild` makes the keys anew"));
  return TRUE;
}

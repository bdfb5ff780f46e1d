#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/money.h"
#include "base/pinyin.h"
#include "base/seal.h"
#include "store/journal/check-private.h"
#include "store/journal/journal.h"
#include "store/money/payment-private.h"
#include "store/money/receipt-store.h"
#include "store/engine/engine.h"

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

/* Order does not matter to a sum: both sides are streamed once, whatever their size. */
static guint64
key_hash (const char *key, gsize length, gint64 household_id, gint64 member_id)
{
  guint64 hash = 0xcbf29ce484222325u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) key[i]) * 0x100000001b3u;
  hash ^= (guint64) household_id * 0x9e3779b97f4a7c15u;
  hash ^= (guint64) member_id * 0xd1342543de82ef95u;
  hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9u;
  return hash ^ (hash >> 27);
}

typedef struct
{
  guint64 sum;
  gint64  n;
} KeySum;

static void
add_once (KeySum *sum, GHashTable *seen, char *key /* taken */, gint64 household_id, gint64 member_id)
{
  if (*key == '\0' || g_str_equal (key, "#"))
    g_free (key);
  else if (g_hash_table_add (seen, key))
    {
      sum->sum += key_hash (key, strlen (key), household_id, member_id);
      sum->n++;
    }
}

static void
add_tail (KeySum *sum, GHashTable *seen, const char *number, gint64 household_id, gint64 member_id)
{
  g_autofree char *tail = nuan_search_tail_key (number);

  add_once (sum, seen, g_strconcat ("#", tail, NULL), household_id, member_id);
}

static gboolean
sum_people (NuanConnection *connection, gint64 each, KeySum *sum, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (NuanStatement) row = nuan_statement (connection,
                                                  "SELECT m.household_id, m.id, m.name, m.id_number, m.phone,"
                                                  " CASE WHEN m.relation = '02' THEN h.phone ELSE '' END"
                                                  " FROM member m JOIN household h ON h.id = m.household_id WHERE m.removed = 0 AND m.id % ? = 0", "i", each);

  while (nuan_statement_next (row, error))
    {
      const gint64 household = nuan_statement_int (row, 0), member = nuan_statement_int (row, 1);
      g_auto (GStrv) names = nuan_search_name_keys (nuan_statement_text (row, 2));

      g_hash_table_remove_all (seen);
      for (guint i = 0; names[i] != NULL; i++)
        add_once (sum, seen, g_strdup (names[i]), household, member);
      for (int column = 3; column <= 5; column++)
        add_tail (sum, seen, nuan_statement_text (row, column), household, member);
    }

  return !nuan_statement_failed (row);
}

static gboolean
sum_keys (NuanConnection *connection, gint64 each, KeySum *sum, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT key, household_id, member_id FROM search_key WHERE member_id % ? = 0", "i",
                                                  each);

  while (nuan_statement_next (row, error))
    {
      const char *key = nuan_statement_text (row, 0);

      sum->sum += key_hash (key, strlen (key), nuan_statement_int (row, 1), nuan_statement_int (row, 2));
      sum->n++;
    }

  return !nuan_statement_failed (row);
}

/* Keys are a cache: other readings of names, or another ICU, make others of the same people. That is worth a remark, and is no fault; so of many
 * people only some are looked at. */
#define PEOPLE_LOOKED_AT 20000

gboolean
nuan_check_search (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error)
{
  KeySum people = { 0 }, keys = { 0 };
  gint64 n_people = 0, each;

  if (!nuan_sql_value (connection, count, error, "SELECT count (*) FROM search_key", "") ||
      !nuan_sql_value (connection, &n_people, error, "SELECT count (*) FROM member", ""))
    return FALSE;

  each = 1 + n_people / PEOPLE_LOOKED_AT;
  if (!sum_people (connection, each, &people, error) || !sum_keys (connection, each, &keys, error))
    return FALSE;

  if (people.n != keys.n || people.sum != keys.sum)
    findings->note = g_strdup_printf (_("%lld keys are there, %lld should be, and not all are the same: `search rebuild` makes them anew"),
                                      (long long) keys.n, (long long) people.n);
  return TRUE;
}

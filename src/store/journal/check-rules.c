#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/money.h"
#include "base/pinyin.h"
#include "base/seal.h"
#include "model/household/cap.h"
#include "model/standard.h"
#include "store/journal/check-private.h"
#include "store/journal/detail.h"
#include "store/money/payment-private.h"
#include "store/money/receipt-store.h"
#include "store/office/standard-store.h"
#include "store/engine/statement.h"

/* Standards as decisions froze them: a standard that is set later, even for an earlier day, does not make a decision wrong. A file has few
 * such texts beside its many grants. */
static const NuanStandards *
thaw (GHashTable *by_text, const char *text, NuanDay on)
{
  NuanStandards *standards = g_hash_table_lookup (by_text, text);

  if (standards != NULL)
    return standards;

  standards = g_new0 (NuanStandards, 1);
  nuan_standard_store_thaw (text, on, standards);
  g_hash_table_insert (by_text, g_strdup (text), standards);
  return standards;
}

/* Running sums of one programme, household (or member) and year, in the order of the decisions: each grant is held against the caps
 * of its own day and what had been decided before it. */
typedef struct
{
  gint64 household_id, member_id;
  char   programme[32];
  gint64 year;
  gint64 household_fen, member_fen;
} Running;

static gboolean
judge (NuanStatement *row, const Running *before, const NuanStandards *standards, GPtrArray *problems, GError **error)
{
  const NuanCapInput input = { .programme = before->programme, .amount_fen = nuan_statement_int (row, 5), .self_paid_fen = nuan_statement_int (row, 6),
                               .persons = nuan_statement_int (row, 8), .used_household_fen = before->household_fen,
                               .used_member_fen = before->member_fen };
  g_autoptr (GPtrArray) caps = nuan_caps_compute (&input, standards, error);

  if (caps == NULL)
    return FALSE;
  if (!nuan_caps_check (caps, NULL, NULL))
    g_ptr_array_add (problems, g_strdup_printf (_("grant %lld is above its cap"), (long long) nuan_statement_int (row, 0)));
  return TRUE;
}

static void
follow (NuanStatement *row, Running *running)
{
  const gint64 household = nuan_statement_int (row, 1), member = nuan_statement_int (row, 2), year = nuan_statement_int (row, 4);
  const char *programme = nuan_statement_text (row, 3);
  const gboolean same = household == running->household_id && year == running->year && g_str_equal (programme, running->programme);

  if (!same)
    running->household_fen = 0;
  if (!same || member != running->member_id)
    running->member_fen = 0;
  running->household_id = household;
  running->member_id = member;
  running->year = year;
  g_strlcpy (running->programme, programme, sizeof running->programme);
}

/* By household for 生活, by member for the rest. Grants voided since do not count. coalesce keeps SQLite from the index of the states: the rows
 * come household by household, and no more than those of one household are sorted at a time. */
#define CAP_ROWS \
  "SELECT g.id, g.household_id, g.member_id, g.programme," \
  " cast (substr (coalesce (p.on_day, g.decided_on), 1, 4) AS BIGINT) AS year, g.amount_fen, g.self_paid_fen, g.decided_on," \
  " (SELECT count (*) FROM member m WHERE m.household_id = g.household_id AND m.removed = 0 AND m.counted = 1), g.standards" \
  " FROM grants g LEFT JOIN payment p ON p.grant_id = g.id WHERE coalesce (g.state, '') IN ('approved', 'paid')" \
  " ORDER BY g.household_id, g.programme, year, CASE g.programme WHEN 'living' THEN 0 ELSE g.member_id END, g.decided_on, g.id"

static gboolean
check_grants (NuanConnection *connection, GHashTable *standards, GPtrArray *problems, gint64 *count, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, CAP_ROWS, "");
  Running running = { 0 };

  while (nuan_statement_next (row, error))
    {
      const NuanStandards *in_force = thaw (standards, nuan_statement_text (row, 9), nuan_statement_day (row, 7));

      follow (row, &running);
      if (!judge (row, &running, in_force, problems, error))
        return FALSE;
      running.household_fen += nuan_statement_int (row, 5);
      running.member_fen += nuan_statement_int (row, 5);
      (*count)++;
    }

  return !nuan_statement_failed (row);
}

/* The standards themselves are what the journal says they were set to. */
static gboolean
check_standards (NuanConnection *connection, GPtrArray *problems, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection,
                                                  "SELECT s.id, s.name, s.value, s.from_day, j.subject, j.detail FROM standard s"
                                                  " JOIN journal j ON j.id = s.journal_id", "");

  while (nuan_statement_next (row, error))
    {
      g_autoptr (GPtrArray) fields = nuan_detail_read ("standard.set", nuan_statement_text (row, 5));
      g_autofree char *subject = g_strconcat ("standard:", nuan_statement_text (row, 1), NULL);

      if (!g_str_equal (subject, nuan_statement_text (row, 4)) ||
          g_strcmp0 (nuan_detail_find (fields, "value"), nuan_statement_text (row, 2)) != 0 ||
          g_strcmp0 (nuan_detail_find (fields, "from"), nuan_statement_text (row, 3)) != 0)
        g_ptr_array_add (problems, g_strdup_printf ("standard %lld", (long long) nuan_statement_int (row, 0)));
    }

  return !nuan_statement_failed (row);
}

static gboolean
says_fen (const char *detail, gint64 fen)
{
  g_autofree char *amount = nuan_money_format_plain (fen);

  return nuan_detail_says (detail, "amount", amount);
}

/* Money received and returned: the row of the journal names fund, amount and day. */
gboolean
nuan_check_receive_words (NuanConnection *connection, GPtrArray *problems, gint64 *count, GError **error)
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
        g_ptr_array_add (problems, g_strdup_printf ("entry %lld", (long long) nuan_statement_int (row, 0)));
    }

  return !nuan_statement_failed (row);
}

/* Payments: fund and amount; which grant, on which day and how is said by rows that a window wrote. */
gboolean
nuan_check_payment_words (NuanConnection *connection, GPtrArray *problems, gint64 *count, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection,
                                                  "SELECT p.id, p.fund_id, p.amount_fen, j.detail FROM payment p"
                                                  " JOIN journal j ON j.id = p.journal_id", "");

  while (nuan_statement_next (row, error))
    {
      const char *detail = nuan_statement_text (row, 3);
      char fund[32];

      g_snprintf (fund, sizeof fund, "%lld", (long long) nuan_statement_int (row, 1));
      if (!nuan_detail_says (detail, "fund", fund) || !says_fen (detail, nuan_statement_int (row, 2)))
        g_ptr_array_add (problems, g_strdup_printf ("payment %lld", (long long) nuan_statement_int (row, 0)));
    }

  return !nuan_statement_failed (row);
}

gboolean
nuan_check_caps (NuanConnection *connection, GPtrArray *problems, gint64 *count, GError **error)
{
  g_autoptr (GHashTable) standards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return check_standards (connection, problems, error) && check_grants (connection, standards, problems, count, error);
}

typedef struct
{
  guint8     key[NUAN_KEY_BYTES];
  GPtrArray *problems;
  gint64    *count;
} Seals;

static void
check_seal (const NuanReceipt *receipt, gpointer data)
{
  Seals *seals = data;
  g_autofree char *canonical = nuan_receipt_canonical (receipt);
  g_autofree char *code = nuan_seal_code (seals->key, canonical, strlen (canonical));

  if (!g_str_equal (code, receipt->code))
    g_ptr_array_add (seals->problems, g_strdup_printf (_("receipt %s was altered"), receipt->number));
  (*seals->count)++;
}

gboolean
nuan_check_seals (NuanConnection *connection, GPtrArray *problems, gint64 *count, GError **error)
{
  Seals seals = { .problems = problems, .count = count };

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
sum_people (NuanConnection *connection, KeySum *sum, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (NuanStatement) row = nuan_statement (connection,
                                       "SELECT m.household_id, m.id, m.name, m.id_number, m.phone, CASE WHEN m.relation = '02' THEN h.phone ELSE '' END"
                                                  " FROM member m JOIN household h ON h.id = m.household_id WHERE m.removed = 0", "");

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
sum_keys (NuanConnection *connection, KeySum *sum, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT key, household_id, member_id FROM search_key", "");

  while (nuan_statement_next (row, error))
    {
      const char *key = nuan_statement_text (row, 0);

      sum->sum += key_hash (key, strlen (key), nuan_statement_int (row, 1), nuan_statement_int (row, 2));
      sum->n++;
    }

  return !nuan_statement_failed (row);
}

gboolean
nuan_check_search (NuanConnection *connection, GPtrArray *problems, gint64 *count, GError **error)
{
  KeySum people = { 0 }, keys = { 0 };

  if (!sum_people (connection, &people, error) || !sum_keys (connection, &keys, error))
    return FALSE;

  *count = keys.n;
  if (people.n != keys.n || people.sum != keys.sum)
    g_ptr_array_add (problems, g_strdup_printf (_("%lld keys are there, %lld should be, and not all are the same"), (long long) keys.n, (long long) people.n));
  return TRUE;
}

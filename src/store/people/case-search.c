#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/name-form.h"
#include "base/phone.h"
#include "base/pinyin.h"
#include "model/household/household-number.h"
#include "model/money/receipt-number.h"
#include "store/people/case-list-private.h"

#define MIN_TAIL_DIGITS   3
#define ID_TAIL_DIGITS    4
#define ID_NUMBER_SIGNS   18
#define MAX_SEQ_DIGITS    6
#define FEW_PASSING       10000
#define LAST_YEAR         9999
#define PREFIX_END        "\xF4\x8F\xBF\xBF"   /* the greatest character: behind every longer key */

void
nuan_hit_free (NuanHit *hit)
{
  if (hit == NULL)
    return;

  g_free (hit->key);
  g_free (hit);
}

/* A set of households, a bit each. */
typedef struct {
  guint64 *words;
  gsize    n_words;
} Set;

/* TRUE when it was not in it. Ids run from 1 without great gaps; one that a shell invented costs no memory. */
static gboolean
set_add (Set *set, gint64 id)
{
  const gsize word = (gsize) id / 64;
  const guint64 bit = G_GUINT64_CONSTANT (1) << ((guint64) id % 64);

  if (id < 0 || id > G_MAXINT32)
    return TRUE;
  if (word >= set->n_words)
    {
      const gsize n_words = MAX (word + 1, set->n_words * 2);

      set->words = g_renew (guint64, set->words, n_words);
      memset (set->words + set->n_words, 0, (n_words - set->n_words) * sizeof (guint64));
      set->n_words = n_words;
    }
  if ((set->words[word] & bit) != 0)
    return FALSE;

  set->words[word] |= bit;
  return TRUE;
}

static gboolean
set_has (const Set *set, gint64 id)
{
  const gsize word = (gsize) id / 64;

  return id >= 0 && word < set->n_words && (set->words[word] & (G_GUINT64_CONSTANT (1) << (id % 64))) != 0;
}

/* A walk over everything that matches, source after source. */
typedef struct {
  NuanConnection      *connection;
  const NuanCaseQuery *query;
  Set                  seen;      /* a household has many keys but is one row */
  Set                  passing;   /* of the filters, when known beforehand */
  gboolean             joins;     /* otherwise each key asks its household */
  gint64               offset, limit, n;
  GPtrArray           *hits;    /* NULL: only counted */
  gboolean             full;
} Walk;

static void
take (Walk *walk, NuanHitKind kind, NuanStatement *row)
{
  const gint64 household_id = nuan_statement_int (row, 0);
  NuanHit *hit;

  if (household_id <= 0 || (walk->passing.words != NULL && !set_has (&walk->passing, household_id)) ||
      !set_add (&walk->seen, household_id))
    return;

  walk->n++;
  if (walk->hits == NULL || walk->n <= walk->offset)
    return;

  hit = g_new (NuanHit, 1);
  hit->household_id = household_id;
  hit->member_id = nuan_statement_int (row, 1);
  hit->kind = kind;
  hit->key = nuan_statement_dup (row, 2);
  g_ptr_array_add (walk->hits, hit);
  walk->full = (gint64) walk->hits->len >= walk->limit;
}

/* COLUMNS are household, member, key; WHERE ends where it may go on. */
static gboolean
walk_source (Walk *walk, NuanHitKind kind, const char *columns, const char *from, const char *where, const char *order,
             const char *first, const char *last, GError **error)
{
  g_autoptr (NuanQuery) sql = nuan_query_new ("SELECT ");
  g_autoptr (NuanStatement) row = NULL;

  if (walk->full)
    return TRUE;

  g_string_append_printf (sql->sql, "%s FROM %s%s WHERE %s", columns, from,
                          walk->joins ? NUAN_JOIN_AFTER "household h ON h.id = s.household_id" : "", where);
  nuan_query_bind_text (sql, first);
  if (last != NULL)
    nuan_query_bind_text (sql, last);
  if (walk->joins)
    nuan_case_query_filter (sql, walk->query);
  nuan_query_append (sql, order);

  row = nuan_query_prepare (sql, walk->connection);
  while (!walk->full && nuan_statement_next (row, error))
    take (walk, kind, row);
  return !nuan_statement_failed (row);
}

#define IN_KEYS "s.key >= ? AND s.key < ?"

/* One B-tree, read from the first key that begins with PREFIX to the last one; WHERE begins with IN_KEYS. */
static gboolean
walk_keys (Walk *walk, NuanHitKind kind, const char *prefix, const char *where, GError **error)
{
  g_autofree char *last = g_strconcat (prefix, PREFIX_END, NULL);

  return walk_source (walk, kind, "s.household_id, s.member_id, s.key", "search_key s", where,
                      " ORDER BY s.key, s.household_id, s.member_id", prefix, last, error);
}

/* Who knows more of an ID number than its end, but not all of it, is not to find the rest: the key of one has 19 signs with its '#'. */
static gboolean
walk_tail (Walk *walk, const char *tail, GError **error)
{
  g_autofree char *key = g_strconcat ("#", tail, NULL);
  const gboolean of_phones = strlen (tail) > ID_TAIL_DIGITS;

  return walk_keys (walk, NUAN_HIT_TAIL, key, of_phones ? IN_KEYS " AND length (s.key) <> 19" : IN_KEYS, error);
}

static gboolean
walk_id_number (Walk *walk, const char *folded, GError **error)
{
  g_autofree char *number = g_ascii_strup (folded, -1);

  return walk_source (walk, NUAN_HIT_ID_NUMBER, "s.household_id, s.id, s.id_number", "member s" NUAN_PIN ("member_id_number"),
                      "s.id_number = ? AND s.id_number <> ''", " ORDER BY s.household_id", number, NULL, error);
}

#define NUMBERED "(SELECT n.id AS household_id, n.number FROM household n) s"

static gboolean
walk_number (Walk *walk, guint year, gint64 seq, GError **error)
{
  g_autofree char *number = nuan_household_number_format (year, seq);

  return walk_source (walk, NUAN_HIT_NUMBER, "s.household_id, 0, s.number", NUMBERED, "s.number = ?", "", number, NULL, error);
}

static gboolean
walk_number_front (Walk *walk, const char *folded, GError **error)
{
  g_autofree char *first = g_ascii_strup (folded, -1);
  g_autofree char *last = g_strconcat (first, PREFIX_END, NULL);

  return walk_source (walk, NUAN_HIT_NUMBER, "s.household_id, 0, s.number", NUMBERED, "s.number >= ? AND s.number < ?",
                      " ORDER BY s.number", first, last, error);
}

static gboolean
walk_receipt (Walk *walk, guint year, gint64 seq, GError **error)
{
  g_autofree char *seq_text = g_strdup_printf ("%" G_GINT64_FORMAT, seq);
  g_autofree char *where = g_strdup_printf ("r.year = %u AND r.seq = cast (? AS BIGINT)", year);
  g_autofree char *number = nuan_receipt_number_format (year, seq);
  g_autofree char *columns = g_strdup_printf ("s.household_id, s.member_id, '%s'", number);

  return walk_source (walk, NUAN_HIT_RECEIPT, columns, "receipt r JOIN payment s ON s.id = r.payment_id", where, "", seq_text,
                      NULL, error);
}

/* The first and last year of a kind of number, as far as years go; none: FROM is greater. */
static gboolean
read_years (NuanConnection *connection, const char *sql, guint *from, guint *to, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, sql, "");

  *from = 1;
  *to = 0;
  if (nuan_statement_next (row, error))
    {
      *from = (guint) CLAMP (nuan_statement_int (row, 0), 1, LAST_YEAR + 1);
      *to = (guint) CLAMP (nuan_statement_int (row, 1), 0, LAST_YEAR);
    }

  return !nuan_statement_failed (row);
}

/* 318 is H2024-000318, H2025-000318 and the receipts 2024-000318, 2025-000318: those that exist. */
static gboolean
walk_sequence (Walk *walk, gint64 seq, GError **error)
{
  guint from, to;

  if (!read_years (walk->connection,
                   "SELECT cast (substr ((SELECT number FROM household ORDER BY number LIMIT 1), 2, 4) AS BIGINT),"
                   " cast (substr ((SELECT number FROM household ORDER BY number DESC LIMIT 1), 2, 4) AS BIGINT)",
                   &from, &to, error))
    return FALSE;
  for (guint year = from; year <= to; year++)
    if (!walk_number (walk, year, seq, error))
      return FALSE;

  if (!read_years (walk->connection,
                   "SELECT coalesce ((SELECT min (year) FROM receipt), 1), coalesce ((SELECT max (year) FROM receipt), 0)",
                   &from, &to, error))
    return FALSE;
  for (guint year = from; year <= to; year++)
    if (!walk_receipt (walk, year, seq, error))
      return FALSE;

  return TRUE;
}

/* "2025-000318": a household's or a receipt's number without doubt about the year. */
static gboolean
walk_dashed (Walk *walk, const char *folded, GError **error)
{
  const char *dash = strchr (folded, '-');
  const gsize n_seq = strlen (dash + 1);
  const guint year = (guint) strtoul (folded, NULL, 10);
  const gint64 seq = strtoll (dash + 1, NULL, 10);

  if (dash - folded != 4 || n_seq == 0 || n_seq > MAX_SEQ_DIGITS || strspn (dash + 1, "0123456789") != n_seq)
    return TRUE;

  return walk_number (walk, year, seq, error) && walk_receipt (walk, year, seq, error);
}

static gboolean
walk_digits (Walk *walk, const char *folded, GError **error)
{
  g_autofree char *phone = nuan_phone_form (folded);   /* +86 may stand before it */
  g_autofree char *tail = nuan_search_tail_key (phone);
  const gsize n = strlen (tail);
  const gboolean dashed = strchr (folded, '-') != NULL;
  const gboolean digits = strspn (folded, "0123456789") == strlen (folded);

  if (dashed && !walk_dashed (walk, folded, error))
    return FALSE;
  if (digits && n <= MAX_SEQ_DIGITS && !walk_sequence (walk, strtoll (folded, NULL, 10), error))
    return FALSE;
  if (n >= MIN_TAIL_DIGITS && !walk_tail (walk, tail, error))
    return FALSE;

  return dashed || n != ID_NUMBER_SIGNS || walk_id_number (walk, folded, error);
}

/* Digits, dashes, and an X at the end. */
static gboolean
is_number (const char *folded)
{
  const gsize n = strspn (folded, "0123456789-+");

  return strpbrk (folded, "0123456789") != NULL && (folded[n] == '\0' || (folded[n] == 'x' && folded[n + 1] == '\0' && n > 0));
}

/* Few files that pass are told beforehand: the keys are then walked without asking each household. A count walks over all keys
 * anyway and always does so; the first rows of a filter that lets much through come faster by asking. */
static gboolean
prepare_filter (Walk *walk, GError **error)
{
  const gint64 limit = walk->hits == NULL ? G_MAXINT32 : FEW_PASSING;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!nuan_case_query_has_filter (walk->query))
    return TRUE;
  if (!nuan_case_order_passing (walk->connection, walk->query, limit + 1, ids, error))
    return FALSE;

  walk->joins = ids->len > limit;
  if (walk->joins)
    return TRUE;

  set_add (&walk->passing, 0);   /* nobody: none passing is a set too */
  for (guint i = 0; i < ids->len; i++)
    set_add (&walk->passing, g_array_index (ids, gint64, i));
  return TRUE;
}

static gboolean
walk_all (Walk *walk, const char *folded, GError **error)
{
  if (!prepare_filter (walk, error))
    return FALSE;
  if (is_number (folded))
    return walk_digits (walk, folded, error);
  if (folded[0] == 'h' && g_ascii_isdigit (folded[1]))
    return walk_number_front (walk, folded, error);

  return walk_keys (walk, NUAN_HIT_NAME, folded, IN_KEYS, error);
}

gboolean
nuan_case_search (NuanConnection *connection, const NuanCaseQuery *query, gint64 offset, guint limit, GPtrArray *hits, gint64 *n,
                  GError **error)
{
  g_autofree char *folded = nuan_name_form (query->search);
  Walk walk = { .connection = connection, .query = query, .offset = offset, .limit = limit, .hits = hits,
                .full = hits != NULL && limit == 0 };
  const gboolean done = walk_all (&walk, folded, error);

  g_free (walk.seen.words);
  g_free (walk.passing.words);
  if (done && n != NULL)
    *n = walk.n;
  return done;
}

#include "config.h"

#include "store/journal/journal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/seal.h"
#include "store/engine/engine.h"
#include "store/journal/journal-private.h"

#define ROWS_BETWEEN_LOOKS 1024   /* at the cancellable */

/* Each text on one line: what is hashed reads the same whatever a detail holds. */
static void
append_line (GString *canonical, const char *text)
{
  for (const char *at = text;;)
    {
      const gsize plain = strcspn (at, "\\\n");

      g_string_append_len (canonical, at, (gssize) plain);
      at += plain;
      if (*at == '\0')
        return;
      g_string_append (canonical, *at++ == '\n' ? "\\n" : "\\\\");
    }
}

static void
append_next_line (GString *canonical, const char *text)
{
  g_string_append_c (canonical, '\n');
  append_line (canonical, text);
}

char *
nuan_journal_hash (GString *canonical, const NuanJournalText *text)
{
  const gboolean first = *text->digest == '\0';

  g_string_printf (canonical, "%s%" G_GINT64_FORMAT, first ? "" : "2\n", text->id);
  append_next_line (canonical, text->at);
  if (!first)
    append_next_line (canonical, text->day);
  g_string_append_printf (canonical, "\n%" G_GINT64_FORMAT, text->staff_id);
  append_next_line (canonical, text->login);
  append_next_line (canonical, text->action);
  append_next_line (canonical, text->subject);
  append_next_line (canonical, text->detail);
  if (!first)
    {
      append_next_line (canonical, text->digest);
      g_string_append_printf (canonical, "\n%" G_GINT64_FORMAT, text->key_id);
    }
  append_next_line (canonical, text->previous);

  return nuan_sha256_hex (canonical->str, canonical->len);
}

void
nuan_journal_problem_free (NuanJournalProblem *problem)
{
  g_free (problem->about);
  g_free (problem->what);
  g_free (problem->text);
  g_free (problem);
}

/* All are taken. */
static void
add_problem (GPtrArray *problems, char *about, char *what, char *text)
{
  NuanJournalProblem *problem = g_new (NuanJournalProblem, 1);

  *problem = (NuanJournalProblem) { about, what, text };
  g_ptr_array_add (problems, problem);
}

static void
add_row_problem (GPtrArray *problems, gint64 id, const char *what, char *text)
{
  add_problem (problems, g_strdup_printf ("journal row %" G_GINT64_FORMAT, id), g_strdup (what), text);
}

/* What the row before leaves behind: a number and a hash that the next one must continue, and whether rows have digests by now. */
typedef struct {
  gint64   id;
  char     hash[65];
  gboolean has_digests;
  GString *canonical;
} Chain;

static void
verify_hash (Chain *chain, NuanStatement *row, GPtrArray *problems)
{
  const NuanJournalText text = {
    nuan_statement_int (row, 0), nuan_statement_int (row, 2), nuan_statement_int (row, 11), nuan_statement_text (row, 1), nuan_statement_text (row, 9),
    nuan_statement_text (row, 3), nuan_statement_text (row, 4), nuan_statement_text (row, 5), nuan_statement_text (row, 6),
    nuan_statement_text (row, 10), nuan_statement_text (row, 7),
  };
  g_autofree char *hash = nuan_journal_hash (chain->canonical, &text);
  const gboolean has_digest = *text.digest != '\0';

  /* A row without a digest hashes neither that nor its day and key. */
  if (!g_str_equal (hash, nuan_statement_text (row, 8)) || (!has_digest && (*text.day != '\0' || text.key_id != 0)))
    add_row_problem (problems, text.id, "", g_strdup_printf (_("row %lld: changed, its hash does not match"), (long long) text.id));
  if (chain->has_digests && !has_digest)
    add_row_problem (problems, text.id, "no digest", g_strdup_printf (_("row %lld: covers nothing, though rows before it do"), (long long) text.id));
  chain->has_digests |= has_digest;
}

static void
verify_row (Chain *chain, NuanStatement *row, GPtrArray *problems)
{
  const gint64 id = nuan_statement_int (row, 0);
  const gint64 before = MAX (id, G_MININT64 + 1) - 1, next = MIN (chain->id, G_MAXINT64 - 1) + 1;

  if (before == next)
    add_row_problem (problems, before, "missing", g_strdup_printf (_("row %lld: missing"), (long long) before));
  else if (id != next)
    add_problem (problems, g_strdup_printf ("journal rows %lld to %lld", (long long) next, (long long) before), g_strdup ("missing"),
                 g_strdup_printf (_("rows %lld to %lld: missing"), (long long) next, (long long) before));
  verify_hash (chain, row, problems);
  if (!g_str_equal (nuan_statement_text (row, 7), chain->hash) && id == next)
    add_row_problem (problems, id, "chain", g_strdup_printf (_("row %lld: does not follow the row before"), (long long) id));

  chain->id = id;
  g_strlcpy (chain->hash, nuan_statement_text (row, 8), sizeof chain->hash);
}

static gboolean
verify_chain (NuanConnection *connection, GPtrArray *problems, gint64 *rows, gint64 *last, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) canonical = g_string_sized_new (512);
  Chain chain = { .hash = NUAN_JOURNAL_FIRST_PREVIOUS, .canonical = canonical };
  g_autoptr (NuanStatement) row = nuan_statement (connection,
    "SELECT id, at, staff_id, login, action, subject, detail, previous, hash, day, digest, key_id FROM journal ORDER BY id", "");

  while (nuan_statement_next (row, error))
    {
      verify_row (&chain, row, problems);
      *last = chain.id;
      *rows += 1;
      if (*rows % ROWS_BETWEEN_LOOKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }

  return !nuan_statement_failed (row);
}

/* A tail cut off the journal leaves rows that name what is gone. Where no row is missing before the last one, the number tells it. */
#define WITNESS(table, key) \
  { #table, "SELECT " #key ", journal_id FROM " #table " WHERE journal_id < 1 OR journal_id > ? ORDER BY 1", \
    "SELECT " #key ", journal_id FROM " #table " t WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.id = t.journal_id) ORDER BY 1" }
static const struct { const char *table, *beyond, *missing; } witnesses[] = {
  WITNESS (entry, id),
  WITNESS (payment, id),
  WITNESS (payment_void, payment_id),
  WITNESS (receipt, id),
  WITNESS (receipt_print, id),
  WITNESS (receipt_signature, receipt_id),
  WITNESS (receipt_tick, id),
  WITNESS (assessment, id),
  WITNESS (standard, id),
  WITNESS (fund, id),
  WITNESS (household_reason, journal_id),
  WITNESS (finding_answer, id),
  WITNESS (version, journal_id),
};
#undef WITNESS

static gboolean
verify_witnesses (NuanConnection *connection, gboolean no_gap, gint64 last, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (witnesses); i++)
    {
      const char *table = witnesses[i].table;
      g_autoptr (NuanStatement) row = no_gap ? nuan_statement (connection, witnesses[i].beyond, "i", last)
                                             : nuan_statement (connection, witnesses[i].missing, "");

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      while (nuan_statement_next (row, error))
        add_problem (problems, g_strdup_printf ("%s:%lld", table, (long long) nuan_statement_int (row, 0)), g_strdup ("no journal row"),
                     g_strdup_printf (_("row %lld: missing, but %s %lld names it"), (long long) nuan_statement_int (row, 1), table,
                                      (long long) nuan_statement_int (row, 0)));
      if (nuan_statement_failed (row))
        return FALSE;
    }

  return TRUE;
}

gboolean
nuan_journal_verify (NuanConnection *connection, GPtrArray *problems, gint64 *rows, GCancellable *cancellable, GError **error)
{
  gint64 n = 0, last = 0;

  if (!verify_chain (connection, problems, &n, &last, cancellable, error))
    return FALSE;
  if (!verify_witnesses (connection, problems->len == 0, last, problems, cancellable, error))
    return FALSE;

  if (rows != NULL)
    *rows = n;
  return TRUE;
}


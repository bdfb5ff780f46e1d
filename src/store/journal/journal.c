#include "config.h"

#include "store/journal/journal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/seal.h"
#include "store/office/clock.h"
#include "store/engine/engine.h"

#define FIRST_PREVIOUS "0000000000000000000000000000000000000000000000000000000000000000"
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

/* The canonical form of journal.h. TEXTS: at, login, action, subject, detail, previous. */
static char *
hash_row (GString *canonical, gint64 id, gint64 staff_id, const char *const texts[6])
{
  g_string_printf (canonical, "%" G_GINT64_FORMAT "\n", id);
  append_line (canonical, texts[0]);
  g_string_append_printf (canonical, "\n%" G_GINT64_FORMAT, staff_id);
  for (guint i = 1; i < 6; i++)
    {
      g_string_append_c (canonical, '\n');
      append_line (canonical, texts[i]);
    }

  return nuan_sha256_hex (canonical->str, canonical->len);
}

static gboolean
read_last (NuanConnection *connection, gint64 *id, char **hash, GError **error)
{
  g_autoptr (NuanStatement) last = nuan_statement (connection, "SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1", "");

  *id = 0;
  if (nuan_statement_next (last, error))
    {
      *id = nuan_statement_int (last, 0);
      *hash = nuan_statement_dup (last, 1);
      return TRUE;
    }

  if (nuan_statement_failed (last))
    return FALSE;

  *hash = g_strdup (FIRST_PREVIOUS);
  return TRUE;
}

gint64
nuan_journal_write (NuanConnection *connection, const NuanStaff *actor, const char *action, const char *subject,
                    NuanDetail *detail, GError **error)
{
  g_autoptr (NuanDetail) taken = detail;
  const char *text = detail != NULL ? nuan_detail_get_text (detail) : "";
  g_autoptr (GString) canonical = NULL;
  g_autofree char *previous = NULL, *hash = NULL, *at = NULL;
  gint64 id;

  g_assert (nuan_connection_in_transaction (connection));
  g_assert (actor != NULL && action != NULL && *action != '\0');

  if (!read_last (connection, &id, &previous, error))
    return 0;

  if (__builtin_add_overflow (id, 1, &id))
    {
      nuan_error_set (error, NUAN_ERROR_DAMAGED, NULL, _("The last row of the journal has a number behind which there is none"));
      return 0;
    }
  at = nuan_clock_now (connection);
  subject = subject != NULL ? subject : "";
  canonical = g_string_sized_new (256);
  hash = hash_row (canonical, id, actor->id, (const char *const[]) { at, actor->login, action, subject, text, previous });

  if (!nuan_sql_run (connection, error,
                     "INSERT INTO journal (id, at, staff_id, login, action, subject, detail, previous, hash)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     "ititttttt", id, at, actor->id, actor->login, action, subject, text, previous, hash))
    return 0;

  return id;
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

/* What the row before leaves behind: a number and a hash that the next one must continue. */
typedef struct {
  gint64   id;
  char     hash[65];
  GString *canonical;
} Chain;

static void
verify_row (Chain *chain, NuanStatement *row, GPtrArray *problems)
{
  const gint64 id = nuan_statement_int (row, 0);
  const gint64 before = MAX (id, G_MININT64 + 1) - 1, next = MIN (chain->id, G_MAXINT64 - 1) + 1;
  const char *const texts[6] = { nuan_statement_text (row, 1), nuan_statement_text (row, 3), nuan_statement_text (row, 4),
                                 nuan_statement_text (row, 5), nuan_statement_text (row, 6), nuan_statement_text (row, 7) };
  const char *stored = nuan_statement_text (row, 8);
  g_autofree char *hash = hash_row (chain->canonical, id, nuan_statement_int (row, 2), texts);

  if (before == next)
    add_row_problem (problems, before, "missing", g_strdup_printf (_("row %lld: missing"), (long long) before));
  else if (id != next)
    add_problem (problems, g_strdup_printf ("journal rows %lld to %lld", (long long) next, (long long) before), g_strdup ("missing"),
                 g_strdup_printf (_("rows %lld to %lld: missing"), (long long) next, (long long) before));
  if (!g_str_equal (hash, stored))
    add_row_problem (problems, id, "", g_strdup_printf (_("row %lld: changed, its hash does not match"), (long long) id));
  if (!g_str_equal (texts[5], chain->hash) && id == next)
    add_row_problem (problems, id, "chain", g_strdup_printf (_("row %lld: does not follow the row before"), (long long) id));

  chain->id = id;
  g_strlcpy (chain->hash, stored, sizeof chain->hash);
}

static gboolean
verify_chain (NuanConnection *connection, GPtrArray *problems, gint64 *rows, gint64 *last, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) canonical = g_string_sized_new (512);
  Chain chain = { .hash = FIRST_PREVIOUS, .canonical = canonical };
  g_autoptr (NuanStatement) row = nuan_statement (connection,
    "SELECT id, at, staff_id, login, action, subject, detail, previous, hash FROM journal ORDER BY id", "");

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
  WITNESS (assessment, id),
  WITNESS (standard, id),
  WITNESS (fund, id),
  WITNESS (household_reason, journal_id),
  WITNESS (finding_answer, id),
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

void
nuan_journal_row_free (NuanJournalRow *row)
{
  if (row == NULL)
    return;

  g_free (row->at);
  g_free (row->login);
  g_free (row->name);
  g_free (row->action);
  g_free (row->subject);
  g_free (row->detail);
  g_free (row);
}

#define LIST_COLUMNS \
  "SELECT j.id, j.at, j.login, coalesce (s.name, ''), j.action, j.subject, j.detail" \
  "  FROM journal j LEFT JOIN staff s ON s.id = j.staff_id "

static gpointer
read_row (NuanStatement *statement)
{
  NuanJournalRow *row = g_new (NuanJournalRow, 1);

  row->id = nuan_statement_int (statement, 0);
  row->at = nuan_statement_dup (statement, 1);
  row->login = nuan_statement_dup (statement, 2);
  row->name = nuan_statement_dup (statement, 3);
  row->action = nuan_statement_dup (statement, 4);
  row->subject = nuan_statement_dup (statement, 5);
  row->detail = nuan_statement_dup (statement, 6);
  return row;
}

GPtrArray *
nuan_journal_list (NuanConnection *connection, const char *subject, gint64 before_id, guint limit, GError **error)
{
  const gint64 before = before_id > 0 ? before_id : G_MAXINT64;
  NuanStatement *statement;

  if (subject != NULL)
    statement = nuan_statement (connection, LIST_COLUMNS "WHERE j.subject = ? AND j.id < ? ORDER BY j.id DESC LIMIT ?", "tii", subject, before,
                                (gint64) limit);
  else
    statement = nuan_statement (connection, LIST_COLUMNS "WHERE j.id < ? ORDER BY j.id DESC LIMIT ?", "ii", before, (gint64) limit);

  return nuan_statement_list (statement, read_row, (GDestroyNotify) nuan_journal_row_free, error);
}

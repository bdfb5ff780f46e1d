#include "config.h"

#include "store/journal/check.h"

#include <glib/gi18n-lib.h>

#include "store/journal/check-private.h"
#include "store/journal/check-sql.h"
#include "store/journal/journal.h"
#include "store/engine/statement.h"

typedef gboolean (*Probe) (NuanConnection *connection, GPtrArray *problems, gint64 *count, GError **error);

static gboolean
check_journal (NuanConnection *connection, GPtrArray *problems, gint64 *count, GError **error)
{
  return nuan_journal_verify (connection, problems, count, NULL, error);
}

/* SQLite first: where the file itself is broken, the rest means little. */
static const struct { const char *code, *title; Probe probe; } probes[] = {
  { "integrity", N_("The file is whole (SQLite)"), nuan_check_integrity },
  { "foreign-keys", N_("No row without its parent"), nuan_check_foreign_keys },
  { "schema", N_("Tables, indexes and guards are as shipped"), nuan_check_schema },
  { "file", N_("The file is private and written durably"), nuan_check_file },
  { "journal", N_("Journal, hash by hash"), check_journal },
  { "caps", N_("Help within the caps of its day"), nuan_check_caps },
  { "seals", N_("Receipts match their codes"), nuan_check_seals },
  { "search", N_("Search keys match the people"), nuan_check_search },
};

void
nuan_check_line_free (NuanCheckLine *line)
{
  if (line == NULL)
    return;

  g_free (line->code);
  g_free (line->title);
  g_free (line->detail);
  g_free (line);
}

static char *
tell (GPtrArray *problems)
{
  g_autoptr (GString) text = g_string_new ("");

  for (guint i = 0; i < MIN (problems->len, NUAN_CHECK_MOST_PROBLEMS); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", (const char *) g_ptr_array_index (problems, i));
  if (problems->len > NUAN_CHECK_MOST_PROBLEMS)
    g_string_append_printf (text, _("; and %u more"), problems->len - NUAN_CHECK_MOST_PROBLEMS);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* An error of the storage is a problem of the line, not the end of the check; cancelling is. */
static gboolean
add_line (GPtrArray *lines, const char *code, const char *title, GPtrArray *problems, gint64 count, GError *problem, GError **error)
{
  NuanCheckLine *line;

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (problem != NULL)
    g_ptr_array_add (problems, g_strdup (problem->message));
  g_clear_error (&problem);

  line = g_new (NuanCheckLine, 1);
  *line = (NuanCheckLine) { .code = g_strdup (code), .title = g_strdup (_(title)), .count = count, .passed = problems->len == 0,
                            .detail = tell (problems) };
  g_ptr_array_add (lines, line);
  return TRUE;
}

static void
ask (NuanConnection *connection, const NuanCheckQuestion *question, GPtrArray *problems, gint64 *count, GError **error)
{
  GError *local = NULL;
  NuanStatement *rows;

  if (!nuan_sql_value (connection, count, error, question->count, ""))
    return;

  rows = nuan_statement (connection, question->problems, "");
  while (nuan_statement_next (rows, &local))
    g_ptr_array_add (problems, nuan_statement_dup (rows, 0));
  if (local != NULL)
    g_propagate_error (error, local);
}

typedef struct
{
  NuanProgress  progress;
  gpointer      progress_data;
  GCancellable *cancellable;
  GPtrArray    *lines;
} Check;

/* The first lines ask SQLite alone; what follows asks for tables and columns, which must be there to be asked for. */
#define N_OF_SQLITE 3

static gboolean
check_all (NuanConnection *connection, gpointer data, GError **error)
{
  const Check *check = data;
  guint n_questions;
  const NuanCheckQuestion *questions = nuan_check_questions (&n_questions);
  const guint total = G_N_ELEMENTS (probes) + n_questions;

  nuan_connection_set_cancellable (connection, check->cancellable);
  nuan_check_read_ahead (connection, check->cancellable);
  for (guint i = 0; i < total; i++)
    {
      const gboolean is_probe = i < G_N_ELEMENTS (probes);
      const NuanCheckQuestion *question = is_probe ? NULL : &questions[i - G_N_ELEMENTS (probes)];
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      GError *problem = NULL;
      gint64 count = 0;

      if (i == N_OF_SQLITE && !nuan_check_has_columns (connection))
        return TRUE;
      if (is_probe)
        probes[i].probe (connection, problems, &count, &problem);
      else
        ask (connection, question, problems, &count, &problem);

      if (!add_line (check->lines, is_probe ? probes[i].code : question->code, is_probe ? probes[i].title : question->title, problems, count,
                     problem, error))
        return FALSE;
      if (check->progress != NULL)
        check->progress (i + 1, total, check->progress_data);
    }

  return TRUE;
}

/* All lines look at one moment of the file, whatever others write meanwhile. */
GPtrArray *
nuan_check_run (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_check_line_free);
  Check check = { progress, progress_data, cancellable, lines };
  const gboolean done = nuan_connection_in_transaction (connection) ? check_all (connection, &check, error)
                                                                    : nuan_connection_snapshot (connection, check_all, &check, error);

  nuan_connection_set_cancellable (connection, NULL);
  return done ? g_steal_pointer (&lines) : NULL;
}

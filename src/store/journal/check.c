#include "config.h"

#include "store/journal/check.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "store/journal/check-private.h"
#include "store/journal/check-sql.h"
#include "store/journal/journal.h"
#include "store/engine/engine.h"

static gboolean
check_journal (NuanConnection *connection, GPtrArray *problems, gint64 *count, GError **error)
{
  return nuan_journal_verify (connection, problems, count, NULL, error);
}

typedef struct
{
  NuanCheckClass           check_class;
  const char              *code, *title;
  NuanCheckProbe           probe;      /* NULL: QUESTION */
  gboolean                 of_file;    /* asks for no table of ours, which might not be there */
  const NuanCheckQuestion *question;
} Line;

/* SQLite first: where the file itself is broken, the rest means little. */
static const Line probes[] = {
  { NUAN_CHECK_WHOLE, "integrity", N_("The file is whole (SQLite)"), nuan_check_integrity, TRUE, NULL },
  { NUAN_CHECK_WHOLE, "foreign-keys", N_("No row without its parent"), nuan_check_foreign_keys, TRUE, NULL },
  { NUAN_CHECK_WHOLE, "schema", N_("Tables, indexes and guards are as shipped"), nuan_check_schema, TRUE, NULL },
  { NUAN_CHECK_AUDIT, "file", N_("The file is private and written durably"), nuan_check_file, TRUE, NULL },
  { NUAN_CHECK_AUDIT, "journal", N_("Journal, hash by hash"), check_journal, FALSE, NULL },
  { NUAN_CHECK_AUDIT, "caps", N_("Help within the caps of its day"), nuan_check_caps, FALSE, NULL },
  { NUAN_CHECK_AUDIT, "seals", N_("Receipts match their codes"), nuan_check_seals, FALSE, NULL },
  { NUAN_CHECK_AUDIT, "search", N_("Search keys match the people"), nuan_check_search, FALSE, NULL },
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
add_line (GPtrArray *lines, const Line *asked, GPtrArray *problems, gint64 count, GError *problem, GError **error)
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
  *line = (NuanCheckLine) { .check_class = asked->check_class, .code = g_strdup (asked->code), .title = g_strdup (_(asked->title)),
                            .count = count, .passed = problems->len == 0, .detail = tell (problems) };
  g_ptr_array_add (lines, line);
  return TRUE;
}

static void
ask (NuanConnection *connection, const NuanCheckQuestion *question, GPtrArray *problems, gint64 *count, GError **error)
{
  g_autoptr (NuanStatement) row = NULL;

  if (!nuan_sql_value (connection, count, error, question->count, ""))
    return;

  row = nuan_statement (connection, question->problems, "");
  while (nuan_statement_next (row, error))
    g_ptr_array_add (problems, nuan_statement_dup (row, 0));
  if (!nuan_statement_failed (row) && question->more != NULL)
    question->more (connection, problems, count, error);
}

static GArray *
lines_of (NuanCheckClass classes)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  guint n_questions;
  const NuanCheckQuestion *questions = nuan_check_questions (&n_questions);

  for (guint i = 0; i < G_N_ELEMENTS (probes); i++)
    if ((probes[i].check_class & classes) != 0)
      g_array_append_val (lines, probes[i]);
  for (guint i = 0; i < n_questions; i++)
    {
      const Line line = { questions[i].check_class, questions[i].code, questions[i].title, NULL, FALSE, &questions[i] };

      if ((line.check_class & classes) != 0)
        g_array_append_val (lines, line);
    }
  return lines;
}

typedef struct
{
  NuanCheckClass classes;
  NuanProgress   progress;
  gpointer       progress_data;
  GCancellable  *cancellable;
  GPtrArray     *lines;
} Check;

static gboolean
check_line (NuanConnection *connection, const Line *line, GPtrArray *lines, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  GError *problem = NULL;
  gint64 count = 0;

  if (line->probe != NULL)
    line->probe (connection, problems, &count, &problem);
  else
    ask (connection, line->question, problems, &count, &problem);

  return add_line (lines, line, problems, count, problem, error);
}

static gboolean
check_all (NuanConnection *connection, gpointer data, GError **error)
{
  const Check *check = data;
  g_autoptr (GArray) lines = lines_of (check->classes);
  gboolean has_columns = FALSE;

  nuan_connection_set_cancellable (connection, check->cancellable);
  nuan_file_read_ahead (connection, check->cancellable);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);

      if (!line->of_file && !has_columns && !(has_columns = nuan_check_has_columns (connection)))
        return TRUE;
      if (!check_line (connection, line, check->lines, error))
        return FALSE;
      if (check->progress != NULL)
        check->progress (i + 1, lines->len, check->progress_data);
    }

  return TRUE;
}

/* All lines look at one moment of the file, whatever others write meanwhile. */
GPtrArray *
nuan_check_run (NuanConnection *connection, NuanCheckClass classes, NuanProgress progress, gpointer progress_data, GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_check_line_free);
  Check check = { classes, progress, progress_data, cancellable, lines };
  const gboolean done = nuan_connection_snapshot (connection, check_all, &check, error);

  nuan_connection_set_cancellable (connection, NULL);
  return done ? g_steal_pointer (&lines) : NULL;
}

gboolean
nuan_check_whole (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) lines = nuan_check_run (connection, NUAN_CHECK_WHOLE, progress, progress_data, cancellable, error);

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const NuanCheckLine *line = g_ptr_array_index (lines, i);

      if (!line->passed)
        {
          nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The file is not whole: %s: %s"), line->title, line->detail);
          return FALSE;
        }
    }
  return lines != NULL;
}

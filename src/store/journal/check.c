#include "config.h"

#include "store/journal/check.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "store/journal/check-private.h"
#include "store/journal/check-sql.h"
#include "store/engine/engine.h"

typedef struct
{
  NuanCheckClass           check_class;
  const char              *code, *title;
  NuanCheckProbe           probe;      /* NULL: QUESTION */
  gboolean                 of_file;    /* asks for no table of ours, which might not be there */
  gboolean                 stays;      /* an answer explains it and does not end it */
  const NuanCheckQuestion *question;
} Line;

/* SQLite first: where the file itself is broken, the rest means little. */
static const Line probes[] = {
  { NUAN_CHECK_WHOLE, "integrity", N_("The file is whole (SQLite)"), nuan_check_integrity, .of_file = TRUE },
  { NUAN_CHECK_WHOLE, "foreign-keys", N_("No row without its parent"), nuan_check_foreign_keys, .of_file = TRUE },
  { NUAN_CHECK_WHOLE, "schema", N_("Tables, indexes and guards are as shipped"), nuan_check_schema, .of_file = TRUE },
  { NUAN_CHECK_AUDIT, "file", N_("The file is private and written durably"), nuan_check_file, .of_file = TRUE },
  { NUAN_CHECK_AUDIT, "journal", N_("Journal, hash by hash"), nuan_check_journal, .stays = TRUE },
  { NUAN_CHECK_AUDIT, "digests", N_("Rows are what the journal covers"), nuan_check_digests, .stays = TRUE },
  { NUAN_CHECK_AUDIT, "versions", N_("Files, grants, staff … are as last written"), nuan_check_versions, .stays = TRUE },
  { NUAN_CHECK_AUDIT, "caps", N_("Help within the caps of its day"), nuan_check_caps },
  { NUAN_CHECK_AUDIT, "seals", N_("Receipts match their codes"), nuan_check_seals, .stays = TRUE },
  { NUAN_CHECK_AUDIT, "search", N_("Search keys match the people"), nuan_check_search },
  { NUAN_CHECK_AUDIT, "names", N_("Names can be read, and each unit and fund has one of its own"), nuan_check_names },
};

void
nuan_check_line_free (NuanCheckLine *line)
{
  if (line == NULL)
    return;

  g_free (line->code);
  g_free (line->title);
  g_free (line->detail);
  g_ptr_array_unref (line->findings);
  g_free (line);
}

#define MOST_NAMED 3   /* of more, the numbers alone are told: who asks about one finds its names in the window */

static char *
tell (GPtrArray *findings, gint64 n_more)
{
  g_autoptr (GString) text = g_string_new ("");
  const guint n_told = MIN (findings->len, NUAN_CHECK_MOST_PROBLEMS);
  const guint n_untold = (guint) (findings->len - n_told + n_more);

  for (guint i = 0; i < n_told; i++)
    {
      const NuanCheckFinding *finding = g_ptr_array_index (findings, i);

      const char *names = findings->len <= MOST_NAMED ? finding->names : "";

      g_string_append_printf (text, "%s%s%s%s [%s]", i > 0 ? "; " : "", finding->text, *finding->text != '\0' && *names != '\0' ? " · " : "", names,
                              finding->number);
    }
  if (n_untold > 0)
    g_string_append_printf (text, _("; and %u more"), n_untold);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
all_ended (const NuanCheckLine *line)
{
  for (guint i = 0; i < line->findings->len; i++)
    {
      const NuanCheckFinding *finding = g_ptr_array_index (line->findings, i);

      if (!finding->closes || finding->reason == NULL)
        return FALSE;
    }

  return line->n_more == 0;
}

static gboolean
ask (NuanConnection *connection, const NuanCheckQuestion *question, NuanFindings *findings, gint64 *count, GError **error)
{
  g_autoptr (NuanStatement) row = NULL;

  if (!nuan_sql_value (connection, count, error, question->count, ""))
    return FALSE;

  row = question->problems != NULL ? nuan_statement (connection, question->problems, "") : NULL;
  while (row != NULL && nuan_statement_next (row, error))
    nuan_findings_add (findings, nuan_statement_text (row, 0), "", NULL);
  return (row == NULL || !nuan_statement_failed (row)) && (question->more == NULL || question->more (connection, findings, NULL, error));
}

static gboolean
look (NuanConnection *connection, const Line *asked, NuanFindings *findings, gint64 *count, GError **error)
{
  return asked->probe != NULL ? asked->probe (connection, findings, count, error) : ask (connection, asked->question, findings, count, error);
}

/* An error of the storage is a finding, not the end of the check; cancelling is. A line that was not looked at to its end tells nothing of what it
 * did not see: an answer only explains that. */
static gboolean
finish (NuanConnection *connection, const Line *asked, NuanFindings *findings, const GError *problem)
{
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;

  if (problem != NULL)
    nuan_findings_add (findings, "", "storage", g_strdup (problem->message));
  nuan_findings_finish (findings, connection, asked->code, !asked->stays && problem == NULL);
  return TRUE;
}

/* On a server a statement that fails ends its whole transaction, and with it the rows of what was found and the lines that come after. */
static gboolean
attempt (NuanConnection *connection, const Line *asked, NuanFindings *findings, gint64 *count, GError **error)
{
  const gboolean guarded = !nuan_file_is_one (connection);
  GError *problem = NULL;
  gboolean done;

  if (!(guarded && !nuan_savepoint_set (connection, &problem)) && !look (connection, asked, findings, count, &problem) && problem == NULL)
    nuan_error_set (&problem, NUAN_ERROR_STORAGE, NULL, _("The work ended without a result"));
  if (guarded && problem != NULL)
    nuan_savepoint_back (connection, NULL);
  done = finish (connection, asked, findings, problem);
  if (guarded)
    {
      nuan_savepoint_back (connection, NULL);
      nuan_savepoint_release (connection, NULL);
    }

  if (done)
    g_clear_error (&problem);
  else
    g_propagate_error (error, problem);
  return done;
}

/* NULL: cancelled. */
static NuanCheckLine *
check_line (NuanConnection *connection, const Line *asked, NuanShared *shared, GError **error)
{
  g_autoptr (NuanFindings) findings = nuan_findings_new (shared);
  NuanCheckLine *line;
  gint64 count = 0;

  if (!attempt (connection, asked, findings, &count, error))
    return NULL;

  line = g_new (NuanCheckLine, 1);
  *line = (NuanCheckLine) { .check_class = asked->check_class, .code = g_strdup (asked->code), .title = g_strdup (_(asked->title)),
                            .count = count, .passed = findings->list->len == 0, .findings = g_ptr_array_ref (findings->list),
                            .n_more = findings->n_more };
  line->known = !line->passed && all_ended (line);
  line->detail = line->passed && findings->note != NULL ? g_strdup (findings->note) : tell (line->findings, line->n_more);
  return line;
}

const char *
nuan_check_title (const char *code)
{
  guint n_questions;
  const NuanCheckQuestion *questions = nuan_check_questions (&n_questions);

  for (guint i = 0; i < G_N_ELEMENTS (probes); i++)
    if (g_str_equal (probes[i].code, code))
      return _(probes[i].title);
  for (guint i = 0; i < n_questions; i++)
    if (g_str_equal (questions[i].code, code))
      return _(questions[i].title);

  return code;
}

static GArray *
lines_of (NuanCheckClass classes, gboolean has_columns)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  guint n_questions;
  const NuanCheckQuestion *questions = nuan_check_questions (&n_questions);

  for (guint i = 0; i < G_N_ELEMENTS (probes); i++)
    if ((probes[i].check_class & classes) != 0 && (has_columns || probes[i].of_file))
      g_array_append_val (lines, probes[i]);
  for (guint i = 0; i < n_questions && has_columns; i++)
    {
      const Line line = { questions[i].check_class, questions[i].code, questions[i].title, .question = &questions[i] };

      if ((line.check_class & classes) != 0)
        g_array_append_val (lines, line);
    }
  return lines;
}

/* Two threads ------------------------------------------------------------------------------------------------------------------------ */

typedef struct
{
  GArray       *lines;      /* Line */
  GPtrArray    *results;    /* NuanCheckLine, in the order of LINES */
  gint          next;       /* atomic: the line that nobody has taken */
  GAsyncQueue  *ended;      /* a line ended, or a worker */
  NuanProgress  progress;
  gpointer      progress_data;
  NuanShared    shared;
} Work;

typedef struct
{
  Work           *work;
  NuanConnection *connection;
  GError         *error;
} Worker;

static gpointer
work_main (gpointer data)
{
  Worker *worker = data;
  Work *work = worker->work;
  gint i;

  while ((i = g_atomic_int_add (&work->next, 1)) < (gint) work->lines->len)
    {
      work->results->pdata[i] = check_line (worker->connection, &g_array_index (work->lines, Line, i), &work->shared, &worker->error);
      if (work->results->pdata[i] == NULL)
        {
          g_atomic_int_set (&work->next, (gint) work->lines->len);
          break;
        }
      g_async_queue_push (work->ended, work);
    }

  g_async_queue_push (work->ended, worker);
  return NULL;
}

static gboolean
work_through (Work *work, NuanConnection *const *connections, guint n, GError **error)
{
  Worker workers[2] = { 0 };
  GThread *threads[2];
  guint n_lines = 0, n_ended = 0;
  gboolean done = TRUE;

  for (guint i = 0; i < n; i++)
    {
      workers[i] = (Worker) { .work = work, .connection = connections[i] };
      threads[i] = g_thread_new ("check", work_main, &workers[i]);
    }
  while (n_ended < n)
    if (g_async_queue_pop (work->ended) != work)
      n_ended++;
    else if (work->progress != NULL)
      work->progress (++n_lines, work->lines->len, work->progress_data);

  for (guint i = 0; i < n; i++)
    {
      g_thread_join (threads[i]);
      done = done && workers[i].error == NULL;
      if (workers[i].error != NULL && error != NULL && *error == NULL)
        g_propagate_error (error, workers[i].error);
      else
        g_clear_error (&workers[i].error);
    }
  return done;
}

typedef struct
{
  NuanConnection *first;
  Work           *work;
} Pair;

/* The second connection looks at the moment of the first where nobody committed between the two; else the first works alone. */
static gboolean
work_together (NuanConnection *second, gpointer data, GError **error)
{
  Pair *pair = data;
  NuanConnection *const connections[] = { pair->first, second };
  gint64 newest[2] = { -1, -1 };

  for (guint i = 0; i < 2; i++)
    nuan_sql_value (connections[i], &newest[i], NULL, "SELECT coalesce (max (id), 0) FROM journal", "");

  return work_through (pair->work, connections, newest[0] >= 0 && newest[0] == newest[1] ? 2 : 1, error);
}

typedef struct
{
  NuanCheckClass  classes;
  GCancellable   *cancellable;
  NuanConnection *second;   /* NULL: what is looked at is nobody else's yet */
  Work            work;
} Check;

static gboolean
check_all (NuanConnection *connection, gpointer data, GError **error)
{
  Check *check = data;
  Pair pair = { connection, &check->work };

  nuan_connection_set_cancellable (connection, check->cancellable);
  nuan_file_read_ahead (connection, check->cancellable);
  check->work.lines = lines_of (check->classes, nuan_check_has_columns (connection));
  g_ptr_array_set_size (check->work.results, (gint) check->work.lines->len);
  if (check->second == NULL)
    return work_through (&check->work, &connection, 1, error);

  nuan_connection_set_cancellable (check->second, check->cancellable);
  return nuan_connection_snapshot (check->second, work_together, &pair, error);
}

/* All lines look at one moment of the file, whatever others write meanwhile. */
GPtrArray *
nuan_check_run (NuanConnection *connection, NuanCheckClass classes, NuanProgress progress, gpointer progress_data, GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_check_line_free);
  g_autoptr (GAsyncQueue) ended = g_async_queue_new ();
  g_autoptr (NuanConnection) second = nuan_connection_in_transaction (connection)
                                        ? NULL : nuan_connection_open (nuan_connection_get_path (connection), NUAN_OPEN_READ, NULL);
  Check check = { classes, cancellable, second, { .results = results, .ended = ended, .progress = progress, .progress_data = progress_data } };
  gboolean done;

  g_mutex_init (&check.work.shared.lock);
  done = nuan_connection_snapshot (connection, check_all, &check, error) && !g_cancellable_set_error_if_cancelled (cancellable, error);

  nuan_connection_set_cancellable (connection, NULL);
  g_clear_pointer (&check.work.lines, g_array_unref);
  g_clear_pointer (&check.work.shared.told, g_array_unref);
  g_clear_pointer (&check.work.shared.untold, g_array_unref);
  g_mutex_clear (&check.work.shared.lock);
  return done ? g_steal_pointer (&results) : NULL;
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

static gboolean
mark (NuanCheckLine *line, const char *number, const char *by, const char *reason)
{
  for (guint i = 0; i < line->findings->len; i++)
    {
      NuanCheckFinding *finding = g_ptr_array_index (line->findings, i);

      if (!g_str_equal (finding->number, number) || finding->reason != NULL)
        continue;
      finding->reason = g_strdup (reason);
      finding->answered_by = g_strdup (by);
      finding->answered_at = g_strdup ("");
      return TRUE;
    }

  return FALSE;
}

void
nuan_check_note_answer (GPtrArray *lines, const char *number, const char *by, const char *reason)
{
  for (guint i = 0; i < lines->len; i++)
    {
      NuanCheckLine *line = g_ptr_array_index (lines, i);

      if (mark (line, number, by, reason))
        line->known = all_ended (line);
    }
}

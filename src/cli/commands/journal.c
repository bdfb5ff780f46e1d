#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "cli/kit/command.h"
#include "store/journal/journal.h"

#define ROWS_A_READ 500

static gboolean
print_problems (NuanSession *session, gint64 rows, GPtrArray *problems, GError **error)
{
  g_autoptr (NuanOutput) output = NULL;

  if (nuan_session_is_json (session))
    {
      g_autoptr (GPtrArray) texts = g_ptr_array_new ();

      for (guint i = 0; i < problems->len; i++)
        g_ptr_array_add (texts, ((NuanJournalProblem *) g_ptr_array_index (problems, i))->text);
      g_ptr_array_add (texts, NULL);

      output = nuan_output_new (TRUE);
      nuan_output_begin (output, NULL);
      nuan_output_integer (output, "rows", rows);
      nuan_output_texts (output, "problems", (const char *const *) texts->pdata);
      nuan_output_end (output);
      return nuan_output_finish (output, error);
    }

  for (guint i = 0; i < problems->len; i++)
    nuan_session_say (session, "%s", ((NuanJournalProblem *) g_ptr_array_index (problems, i))->text);
  nuan_session_say (session, "%s journal %" G_GINT64_FORMAT, problems->len == 0 ? "ok" : "FAIL", rows);
  return TRUE;
}

static gboolean
verify (NuanSession *session, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_journal_problem_free);
  g_autoptr (GError) verdict = NULL;
  gint64 rows = 0;

  if (!nuan_journal_verify (session->connection, problems, &rows, session->cancellable, error)
      || !print_problems (session, rows, problems, error))
    return FALSE;
  if (problems->len == 0)
    return TRUE;

  /* The rows go to stdout, the verdict beside them to stderr. */
  nuan_error_set (&verdict, NUAN_ERROR_RULE, "journal",
                  g_dngettext (GETTEXT_PACKAGE, "%u row is not as it was written", "%u rows are not as they were written",
                               problems->len),
                  problems->len);
  nuan_session_complain (session, verdict);
  return TRUE;
}

/* What a program would have to take apart. */
static void
print_fields (NuanOutput *output, NuanSession *session, const NuanJournalRow *row)
{
  g_autoptr (GPtrArray) fields = NULL;

  if (!nuan_session_is_json (session))
    return;

  fields = nuan_detail_read (row->action, row->detail);
  nuan_output_begin_array (output, "fields");
  for (guint i = 0; i < fields->len; i++)
    {
      const NuanDetailField *field = g_ptr_array_index (fields, i);

      nuan_output_begin (output, NULL);
      nuan_output_text (output, "key", field->key);
      nuan_output_texts (output, field->is_step ? "step" : "values", (const char *const *) field->items);
      nuan_output_end (output);
    }
  nuan_output_end_array (output);
}

static gboolean
list (NuanSession *session, GError **error)
{
  static const NuanOutputColumn columns[] = {
    { "id", N_("Row") }, { "at", N_("At") }, { "login", N_("Login") }, { "action", N_("Action") }, { "subject", N_("Subject") },
    { "detail", N_("Detail") }, { NULL }
  };
  g_autoptr (NuanOutput) output = NULL;
  gint64 limit = G_MAXINT64, before = 0;
  guint n_read = ROWS_A_READ;

  if (!nuan_arguments_number (session->arguments, "limit", 0, G_MAXINT64, &limit, error))
    return FALSE;

  output = nuan_output_new (nuan_session_is_json (session));
  nuan_output_begin_list (output, columns);
  while (n_read == ROWS_A_READ && limit > 0)
    {
      g_autoptr (GPtrArray) rows = nuan_journal_list (session->connection, nuan_arguments_get (session->arguments, "subject"),
                                                      before,
                                                      (guint) MIN (limit, ROWS_A_READ), error);

      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        {
          const NuanJournalRow *row = g_ptr_array_index (rows, i);

          nuan_output_begin (output, NULL);
          nuan_output_integer (output, "id", row->id);
          nuan_output_text (output, "at", row->at);
          nuan_output_text (output, "login", row->login);
          nuan_output_text (output, "name", row->name);
          nuan_output_text (output, "action", row->action);
          nuan_output_text (output, "subject", row->subject);
          nuan_output_text (output, "detail", row->detail);
          print_fields (output, session, row);
          nuan_output_end (output);
          before = row->id;
        }
      n_read = rows->len;
      limit -= n_read;
    }
  nuan_output_end_list (output);

  return nuan_output_finish (output, error);
}

const NuanCommand nuan_journal_commands[] = {
  { "journal", "verify", "[--json]", N_("walks the chain of the journal and names every row that is not as it was written"),
    NUAN_NEEDS_FILE, NUAN_COMMAND_SHOWS, verify },
  { "journal", "list", "[--subject TEXT] [--limit N] [--json]", N_("who did what when, newest first"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_READS, list },
  { NULL }
};

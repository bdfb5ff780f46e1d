#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "cli/kit/command.h"
#include "store/journal/check.h"

static void
print_finding (NuanOutput *output, const NuanCheckFinding *finding)
{
  nuan_output_begin (output, NULL);
  nuan_output_text (output, "number", finding->number);
  nuan_output_text (output, "text", finding->text);
  nuan_output_texts (output, "rows", (const char *const *) finding->rows);
  nuan_output_boolean (output, "answered", finding->reason != NULL);
  nuan_output_boolean (output, "ended", finding->reason != NULL && finding->closes);
  if (finding->reason != NULL)
    {
      nuan_output_text (output, "reason", finding->reason);
      nuan_output_text (output, "answered_by", finding->answered_by);
      nuan_output_text (output, "answered_at", finding->answered_at);
    }
  nuan_output_end (output);
}

static void
print_line (NuanOutput *output, const NuanCheckLine *line)
{
  nuan_output_begin (output, NULL);
  nuan_output_text (output, "code", line->code);
  nuan_output_text (output, "class", line->check_class == NUAN_CHECK_WHOLE ? "whole" : "audit");
  nuan_output_text (output, "title", line->title);
  nuan_output_integer (output, "count", line->count);
  nuan_output_boolean (output, "passed", line->passed);
  nuan_output_boolean (output, "known", line->known);
  nuan_output_text (output, "detail", line->detail);
  nuan_output_begin_array (output, "findings");
  for (guint i = 0; i < line->findings->len; i++)
    print_finding (output, g_ptr_array_index (line->findings, i));
  nuan_output_end_array (output);
  nuan_output_integer (output, "more", line->n_more);
  nuan_output_end (output);
}

static gboolean
print_json (GPtrArray *lines, GError **error)
{
  static const NuanOutputColumn columns[] = { { NULL } };
  g_autoptr (NuanOutput) output = nuan_output_new (TRUE);

  nuan_output_begin_list (output, columns);
  for (guint i = 0; i < lines->len; i++)
    print_line (output, g_ptr_array_index (lines, i));
  nuan_output_end_list (output);

  return nuan_output_finish (output, error);
}

static gboolean
class_given (const char *text, NuanCheckClass *classes, GError **error)
{
  if (text == NULL)
    *classes = NUAN_CHECK_ALL;
  else if (g_str_equal (text, "whole"))
    *classes = NUAN_CHECK_WHOLE;
  else if (g_str_equal (text, "audit"))
    *classes = NUAN_CHECK_AUDIT;
  else
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "class", _("%s is not a class of the check: whole or audit"), text);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check (NuanSession *session, GError **error)
{
  NuanCheckClass classes;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) verdict = NULL;
  guint failed = 0;

  if (!class_given (nuan_arguments_get (session->arguments, "class"), &classes, error))
    return FALSE;
  lines = nuan_check_run (session->connection, classes, nuan_session_progress, session, session->cancellable, error);
  if (lines == NULL)
    return FALSE;

  for (guint i = 0; i < lines->len; i++)
    {
      const NuanCheckLine *line = g_ptr_array_index (lines, i);

      failed += line->passed || line->known ? 0 : 1;
      if (!nuan_session_is_json (session))
        nuan_session_say (session, "%s %s %" G_GINT64_FORMAT " %s%s%s", line->passed ? "ok" : line->known ? "known" : "FAIL", line->code, line->count,
                          line->title,
                          *line->detail != '\0' ? ": " : "", line->detail);
    }
  if (nuan_session_is_json (session) && !print_json (lines, error))
    return FALSE;
  if (failed == 0)
    return TRUE;

  nuan_error_set (&verdict, NUAN_ERROR_RULE, "check",
                  g_dngettext (GETTEXT_PACKAGE, "%u thing does not hold in this data file",
                               "%u things do not hold in this data file", failed),
                  failed);
  nuan_session_complain (session, verdict);
  return TRUE;
}

typedef struct
{
  const NuanStaff        *actor;
  const NuanCheckFinding *finding;
  const char             *reason;
} Answer;

static gboolean
write_answer (NuanConnection *connection, gpointer data, GError **error)
{
  const Answer *answer = data;

  return nuan_check_answer (connection, answer->actor, answer->finding, answer->reason, error);
}

/* What was found is looked for anew: the number alone does not tell what it stands for. */
static gboolean
answer_finding (NuanSession *session, GError **error)
{
  g_autoptr (GPtrArray) lines = NULL;
  const NuanCheckFinding *finding;

  if (!nuan_roles_check (session->actor->roles, NUAN_RIGHT_ANSWER_FINDING, error))
    return FALSE;

  lines = nuan_check_run (session->connection, NUAN_CHECK_ALL, nuan_session_progress, session, session->cancellable, error);
  finding = lines != NULL ? nuan_check_find (lines, nuan_arguments_at (session->arguments, 0), error) : NULL;
  if (finding == NULL)
    return FALSE;

  return nuan_connection_transact (session->connection, write_answer,
                                   &(Answer) { session->actor, finding, nuan_arguments_get (session->arguments, "reason") }, error);
}

const NuanCommand nuan_check_commands[] = {
  { "check", NULL, "[--class whole|audit] [--json]", N_("everything that must hold in the data file, a line each"),
    NUAN_NEEDS_FILE, NUAN_COMMAND_SHOWS, check },
  { "check", "answer", "FINDING --reason TEXT", N_("a director's remark on what the check found; its number stands in the line"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_LONG, answer_finding },
  { NULL }
};

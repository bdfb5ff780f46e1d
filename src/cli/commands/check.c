#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "cli/kit/command.h"
#include "store/journal/check.h"

static gboolean
print_json (GPtrArray *lines, GError **error)
{
  static const NuanOutputColumn columns[] = { { NULL } };
  g_autoptr (NuanOutput) output = nuan_output_new (TRUE);

  nuan_output_begin_list (output, columns);
  for (guint i = 0; i < lines->len; i++)
    {
      const NuanCheckLine *line = g_ptr_array_index (lines, i);

      nuan_output_begin (output, NULL);
      nuan_output_text (output, "code", line->code);
      nuan_output_text (output, "class", line->check_class == NUAN_CHECK_WHOLE ? "whole" : "audit");
      nuan_output_text (output, "title", line->title);
      nuan_output_integer (output, "count", line->count);
      nuan_output_boolean (output, "passed", line->passed);
      nuan_output_text (output, "detail", line->detail);
      nuan_output_end (output);
    }
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

      failed += line->passed ? 0 : 1;
      if (!nuan_session_is_json (session))
        nuan_session_say (session, "%s %s %" G_GINT64_FORMAT " %s%s%s", line->passed ? "ok" : "FAIL", line->code, line->count,
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

const NuanCommand nuan_check_commands[] = {
  { "check", NULL, "[--class whole|audit] [--json]", N_("everything that must hold in the data file, a line each"),
    NUAN_NEEDS_FILE, NUAN_COMMAND_LONG, check },
  { NULL }
};

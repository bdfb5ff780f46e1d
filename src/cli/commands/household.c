#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/error.h"
#include "cli/kit/command.h"
#include "cli/kit/input.h"
#include "cli/commands/household-file.h"
#include "desk/household-work.h"
#include "store/people/case-list.h"

#define ROWS_A_READ 5000

/* The household that the first argument names; 0 with ERROR. */
static gint64
find (NuanSession *session, GError **error)
{
  return nuan_household_store_find (session->connection, nuan_arguments_at (session->arguments, 0), error);
}

static gboolean
check_filters (NuanArguments *arguments, GError **error)
{
  const char *state = nuan_arguments_get (arguments, "state");
  const char *category = nuan_arguments_get (arguments, "category");
  const char *cause = nuan_arguments_get (arguments, "cause");

  return (state == NULL || nuan_code_check ("household-state", state, "state", error))
         && (category == NULL || nuan_code_check ("category", category, "category", error))
         && (cause == NULL || nuan_code_check ("cause", cause, "cause", error));
}

static void
set_filter (char **filter, NuanArguments *arguments, const char *name)
{
  const char *value = nuan_arguments_get (arguments, name);

  if (value == NULL)
    return;
  g_free (*filter);
  *filter = g_strdup (value);
}

/* An ID number, say, need not stand among the arguments. */
static gboolean
set_search (NuanCaseQuery *query, NuanSession *session, GError **error)
{
  if (g_strcmp0 (nuan_arguments_get (session->arguments, "search"), "-") != 0)
    {
      set_filter (&query->search, session->arguments, "search");
      return TRUE;
    }

  g_free (query->search);
  query->search = nuan_input_line (session, "--search", error);
  return query->search != NULL;
}

static void
print_row (NuanOutput *output, const NuanCaseRow *row)
{
  nuan_output_begin (output, NULL);
  nuan_output_text (output, "number", row->number);
  nuan_output_text (output, "head", row->head);
  nuan_output_integer (output, "members", row->members);
  nuan_output_text (output, "unit", row->unit);
  nuan_output_text (output, "category", row->category);
  nuan_output_text (output, "state", row->state);
  nuan_output_day (output, "last_help", row->last_help);
  nuan_output_money (output, "year_sum", row->year_fen);
  nuan_output_text (output, "hit", row->hit);
  nuan_output_end (output);
}

static gboolean
list (NuanSession *session, GError **error)
{
  NuanOutputColumn columns[] = {
    { "number", N_("Number") }, { "head", N_("Head") }, { "members", N_("Members") }, { "unit", N_("Unit") },
    { "category", N_("Category"), "category" }, { "state", N_("State"), "household-state" }, { "last_help", N_("Last help") },
    { "year_sum", N_("This year") }, { "hit", N_("Hit") }, { NULL }
  };
  g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();
  g_autoptr (NuanOutput) output = NULL;
  gint64 limit = G_MAXINT64, offset = 0;
  guint n_read, n_asked;

  if (!check_filters (session->arguments, error)
      || !nuan_arguments_number (session->arguments, "limit", 0, G_MAXINT64, &limit, error)
      || !nuan_arguments_number (session->arguments, "offset", 0, G_MAXINT64, &offset, error))
    return FALSE;
  if (!nuan_arguments_has (session->arguments, "search"))
    columns[G_N_ELEMENTS (columns) - 2].key = NULL;   /* nothing was hit */
  if (!set_search (query, session, error))
    return FALSE;
  set_filter (&query->state, session->arguments, "state");
  set_filter (&query->category, session->arguments, "category");
  set_filter (&query->unit, session->arguments, "unit");
  set_filter (&query->cause, session->arguments, "cause");

  output = nuan_output_new (nuan_session_is_json (session));
  nuan_output_begin_list (output, columns);
  do
    {
      g_autoptr (GPtrArray) rows = NULL;

      n_asked = (guint) MIN (limit, ROWS_A_READ);
      if (n_asked == 0)
        break;
      rows = nuan_case_list_window (session->connection, query, offset, n_asked, -1, error);
      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        print_row (output, g_ptr_array_index (rows, i));
      n_read = rows->len;
      offset += n_read;
      limit -= n_read;
    }
  while (n_read == n_asked);
  nuan_output_end_list (output);

  return nuan_output_finish (output, error);
}

static gboolean
assess (NuanSession *session, GError **error)
{
  NuanDay day = nuan_connection_get_today (session->connection);
  g_autoptr (NuanAssessment) assessment = NULL;
  g_autoptr (NuanOutput) output = NULL;
  gint64 id = find (session, error);

  if (id == 0 || !nuan_arguments_day (session->arguments, "on", &day, error))
    return FALSE;
  assessment = nuan_household_store_assess (session->connection, id, day, error);
  if (assessment == NULL)
    return FALSE;

  output = nuan_output_new (nuan_session_is_json (session));
  nuan_output_begin (output, NULL);
  nuan_household_file_print_assessment (output, assessment);
  nuan_output_end (output);

  return nuan_output_finish (output, error);
}

static gboolean
decide (NuanSession *session, NuanDecision decision, GError **error)
{
  gint64 id = find (session, error);

  return id != 0 && nuan_household_work_decide (session->connection, session->actor, id, 0, decision,
                                                nuan_arguments_get (session->arguments, "reason"), error);
}

static gboolean
approve (NuanSession *session, GError **error)
{
  return decide (session, NUAN_DECIDE_APPROVE, error);
}

static gboolean
give_back (NuanSession *session, GError **error)
{
  return decide (session, NUAN_DECIDE_RETURN, error);
}

static gboolean
refuse (NuanSession *session, GError **error)
{
  return decide (session, NUAN_DECIDE_REFUSE, error);
}

static gboolean
close_file (NuanSession *session, GError **error)
{
  return decide (session, NUAN_DECIDE_CLOSE, error);
}

const NuanCommand nuan_household_commands[] = {
  { "household", "add", "--json FILE|-", N_("new files from a JSON object or an array, all or nothing; prints their numbers"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_PLAIN, nuan_household_file_add },
  { "household", "change", "NUMBER --json FILE|-", N_("other facts for a file; shows the assessment before and after"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_PLAIN, nuan_household_file_change },
  { "household", "show", "NUMBER [--json] [--reveal]",
    N_("a file; ID numbers and cards in full with --reveal, which is journalled"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_SHOWS, nuan_household_file_show },
  { "household", "list",
    "[--search TEXT|-] [--state CODE] [--category CODE] [--unit NAME] [--cause CODE] [--offset N] [--limit N] [--json]",
    N_("files, found by name, pinyin, initials, ID number or its tail, phone tail, household or receipt number"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_READS, list },
  { "household", "assess", "NUMBER [--on DATE] [--json]", N_("the standards of a day applied to the file's present facts"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_READS, assess },
  { "household", "approve", "NUMBER [--reason TEXT]", N_("confirms today's assessment and puts the file in force"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_WRITES, approve },
  { "household", "return", "NUMBER --reason TEXT", N_("back to whoever took it in"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_WRITES, give_back },
  { "household", "refuse", "NUMBER --reason TEXT", N_("no file for this family"), NUAN_NEEDS_STAFF, NUAN_COMMAND_WRITES, refuse },
  { "household", "close", "NUMBER --reason TEXT", N_("ends a file in force"), NUAN_NEEDS_STAFF, NUAN_COMMAND_WRITES, close_file },
  { NULL }
};

#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>

#include "base/core-dump.h"
#include "base/data-file.h"
#include "base/error.h"
#include "base/language.h"
#include "base/streams.h"
#include "base/text.h"
#include "cli/kit/command.h"
#include "cli/kit/groups.h"
#include "cli/kit/message.h"

/* For every command. */
#define USAGE_OF_ALL   "[--db FILE] [--help]"
#define USAGE_OF_STAFF "--as LOGIN"
#define USAGE_OF_REST  "[--as LOGIN]"

#define DECLARE(name) extern const NuanCommand nuan_##name##_commands[];
NUAN_GROUPS (DECLARE)

#define LIST(name) nuan_##name##_commands,
static const NuanCommand *const groups[] = { NUAN_GROUPS (LIST) };

/* The words of the command line, with the command's own words taken out. */
typedef struct {
  const char *group;
  const char *verb;
  GPtrArray  *words;   /* const char *, ended by NULL: all the rest */
  gboolean    help, version;
} Line;

static gboolean
check_utf8 (int argc, char *argv[], GError **error)
{
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *field = g_strdup_printf ("argument %d", i);

      if (g_utf8_validate (argv[i], -1, NULL))
        continue;
      nuan_error_set (error, NUAN_ERROR_INVALID, field, _("Arguments must be valid UTF-8"));
      return FALSE;
    }

  return TRUE;
}

static gboolean
group_exists (const char *group)
{
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const NuanCommand *command = groups[i]; command->group != NULL; command++)
      if (strcmp (command->group, group) == 0)
        return TRUE;

  return FALSE;
}

/* VERB NULL finds the command that is the group itself. */
static const NuanCommand *
find_command (const char *group, const char *verb)
{
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const NuanCommand *command = groups[i]; command->group != NULL; command++)
      if (strcmp (command->group, group) == 0 && g_strcmp0 (command->verb, verb) == 0)
        return command;

  return NULL;
}

/* Global options may stand before, between and behind the command's words; the command's own only behind them. */
static void
read_line (int argc, char *argv[], Line *line)
{
  gboolean done = FALSE;   /* both words are found: the rest is the command's */

  for (int i = 1; i < argc; i++)
    {
      const gboolean is_option = argv[i][0] == '-';

      if (!done && !is_option)
        {
          if (line->group == NULL)
            {
              line->group = argv[i];
              continue;
            }
          done = TRUE;
          if (find_command (line->group, argv[i]) != NULL)
            {
              line->verb = argv[i];
              continue;
            }
        }
      if (!done && strcmp (argv[i], "--help") == 0)
        line->help = TRUE;
      if (!done && strcmp (argv[i], "--version") == 0)
        line->version = TRUE;

      g_ptr_array_add (line->words, argv[i]);
      if (!done && i + 1 < argc && (strcmp (argv[i], "--db") == 0 || strcmp (argv[i], "--as") == 0))
        g_ptr_array_add (line->words, argv[++i]);
    }

  g_ptr_array_add (line->words, NULL);
}

/* What help is asked about; NULL: everything. */
static const char *
find_topic (const GPtrArray *words)
{
  for (guint i = 0; i < words->len && g_ptr_array_index (words, i) != NULL; i++)
    {
      const char *word = g_ptr_array_index (words, i);

      if (*word != '-')
        return word;
      if (strcmp (word, "--db") == 0 || strcmp (word, "--as") == 0)
        i++;
    }

  return NULL;
}

static void
print_usage (const NuanCommand *command)
{
  printf ("  nuanctl %s%s%s%s%s\n      %s\n", command->group, command->verb != NULL ? " " : "",
          command->verb != NULL ? command->verb : "", *command->usage != '\0' ? " " : "", command->usage, _(command->summary));
}

static int
print_help (const char *group)
{
  g_autoptr (GError) error = NULL;

  if (group != NULL && !group_exists (group))
    {
      nuan_error_set (&error, NUAN_ERROR_INVALID, "help", _("There is no such command; see “nuanctl help”"));
      nuan_message_error (error);
      return NUAN_EXIT_INVALID;
    }

  printf ("%s\n\n", _("nuanctl [--db FILE] [--as LOGIN] COMMAND …"));
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const NuanCommand *command = groups[i]; command->group != NULL; command++)
      if (group == NULL || strcmp (command->group, group) == 0)
        print_usage (command);
  printf ("\n%s\n%s\n%s\n%s\n",
          _("The password comes from NUAN_PASSWORD or is asked for, a new one from NUAN_NEW_PASSWORD."),
          _("Amounts are 元 with up to two decimals, dates YYYY-MM-DD, arguments UTF-8."),
          _("A file that exists is replaced with --force only; a data file, what belongs to one and a backup never."),
          _("Exit code: 0 done; 1 a rule, state, role or password forbids it; 2 malformed, unknown or not found; 3 storage."));

  if (!nuan_output_flush (&error))
    {
      nuan_message_error (error);
      return NUAN_EXIT_STORAGE;
    }

  return NUAN_EXIT_DONE;
}

typedef struct {
  const NuanCommand *command;
  NuanSession       *session;
} Run;

static gboolean
run_work (NuanConnection *connection, gpointer data, GError **error)
{
  const Run *run = data;

  return run->command->run (run->session, error);
}

static gboolean
run_command (const NuanCommand *command, NuanSession *session, GError **error)
{
  Run run = { command, session };

  nuan_session_watch_signals (session);
  if (command->needs != NUAN_NEEDS_NOTHING
      && !nuan_session_open (session, command->needs == NUAN_NEEDS_FILE ? NUAN_OPEN_READ : NUAN_OPEN_WRITE, error))
    return FALSE;
  if (!nuan_session_check_output (session, error))
    return FALSE;
  if (command->needs == NUAN_NEEDS_STAFF && !nuan_session_sign_in (session, error))
    return FALSE;
  if (command->kind == NUAN_COMMAND_READS && !nuan_session_open (session, NUAN_OPEN_READ, error))
    return FALSE;   /* signing in needed to write, the command must not */
  if (session->connection != NULL)
    nuan_connection_set_cancellable (session->connection, session->cancellable);

  if (command->kind == NUAN_COMMAND_WRITES)
    return nuan_connection_transact (session->connection, run_work, &run, error);
  if (command->kind == NUAN_COMMAND_READS)
    return nuan_connection_snapshot (session->connection, run_work, &run, error);

  return command->run (session, error);
}

/* Of those that the command needed. */
static void
tell_data_files (void)
{
  g_auto (GStrv) problems = nuan_data_file_problems ();

  for (guint i = 0; problems[i] != NULL; i++)
    nuan_message_warning (problems[i]);
}

/* What was done is told even when something failed after it; warnings belong to what was done. */
static NuanExit
finish (NuanSession *session, gboolean done, const GError *error)
{
  g_autoptr (GError) problem = NULL;

  nuan_session_clear_progress (session);
  tell_data_files ();

  if (done)
    {
      for (guint i = 0; i < session->warnings->len; i++)
        nuan_message_warning (g_ptr_array_index (session->warnings, i));
      fputs (session->answer->str, stdout);
    }
  if (error != NULL)
    nuan_session_complain (session, error);
  if (!nuan_output_flush (&problem) && session->exit == NUAN_EXIT_DONE)
    {
      if (done)   /* whoever asks again must know: paid is paid */
        {
          g_autofree char *why = g_strdup (problem->message);

          g_clear_error (&problem);
          nuan_error_set (&problem, NUAN_ERROR_STORAGE, "output", _("The command was carried out, only its answer could not be written: %s"), why);
        }
      nuan_session_complain (session, problem);
    }

  return session->exit;
}

/* "" would be read as the folder that we are in. */
static void
check_data_file (NuanArguments *arguments, GPtrArray *errors)
{
  const char *path = nuan_arguments_get (arguments, "db");
  GError *error = NULL;

  if (path == NULL || *path != '\0')
    return;

  nuan_error_set (&error, NUAN_ERROR_INVALID, "--db", _("Say which data file: --db FILE"));
  g_ptr_array_add (errors, error);
}

/* What people wrote is stored without what nobody can see. */
static void
notice_texts (const NuanCommand *command, NuanSession *session)
{
  static const char *const texts[] = { "name", "admin-name", "centre", "unit", "reason", "memo" };

  for (gsize i = 0; command->kind == NUAN_COMMAND_WRITES && i < G_N_ELEMENTS (texts); i++)
    {
      const char *notice = nuan_text_notice (nuan_arguments_get (session->arguments, texts[i]), FALSE);

      if (notice != NULL)
        g_ptr_array_add (session->warnings, g_strdup_printf ("--%s: %s", texts[i], notice));
    }
}

static int
run_line (const NuanCommand *command, Line *line)
{
  g_autofree char *usage = g_strjoin (" ", command->reads != NULL ? command->reads : command->usage, USAGE_OF_ALL, command->needs == NUAN_NEEDS_STAFF ? USAGE_OF_STAFF : USAGE_OF_REST, NULL);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (NuanArguments) arguments = nuan_arguments_parse (usage, (const char *const *) line->words->pdata, errors);
  g_autoptr (NuanSession) session = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;
  NuanExit code;

  if (errors->len == 0 && nuan_arguments_has (arguments, "help"))
    return print_help (command->group);
  check_data_file (arguments, errors);
  for (guint i = 0; i < errors->len; i++)
    nuan_message_error (g_ptr_array_index (errors, i));
  if (errors->len > 0)
    return NUAN_EXIT_INVALID;

  session = nuan_session_new (g_steal_pointer (&arguments));
  notice_texts (command, session);

  if (command->kind != NUAN_COMMAND_READS && command->kind != NUAN_COMMAND_SHOWS)
    signal (SIGPIPE, SIG_IGN);   /* what was done is told even when nobody reads the answer; what only shows something ends without a word, as tools do */

  done = run_command (command, session, &error);
  if (!done && error == NULL && session->exit == NUAN_EXIT_DONE)   /* rows that are wrong were told already */
    nuan_error_set (&error, NUAN_ERROR_STORAGE, NULL, _("The command was not carried out, and nothing told why"));
  g_atomic_int_set (&session->stage, done ? NUAN_STAGE_DONE : NUAN_STAGE_WORKING);
  code = finish (session, done, error);
  g_atomic_int_set (&session->stage, NUAN_STAGE_TOLD);
  return code;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  Line line = { .words = words };
  const NuanCommand *command;

  if (!nuan_streams_fill ())
    return NUAN_EXIT_STORAGE;   /* and nobody could be told */
  nuan_core_dump_forbid ();
  nuan_core_dump_close_memory ();
  umask (0077);   /* SQLite makes its files beside ours */
  signal (SIGXFSZ, SIG_IGN);   /* a limit on the size of files is an error to be told, as a full disk is */
  nuan_language_init ();

  if (!check_utf8 (argc, argv, &error))
    {
      nuan_message_error (error);
      return NUAN_EXIT_INVALID;
    }

  read_line (argc, argv, &line);
  if (line.version)
    {
      puts ("nuanctl " VERSION);
      return NUAN_EXIT_DONE;
    }
  if (g_strcmp0 (line.group, "help") == 0)
    return print_help (find_topic (words));
  if (line.group == NULL && line.help)
    return print_help (NULL);

  command = line.group == NULL ? NULL : find_command (line.group, line.verb);
  if (command != NULL)
    return run_line (command, &line);

  if (line.group != NULL && line.help && group_exists (line.group))
    return print_help (line.group);
  if (line.group == NULL)
    nuan_error_set (&error, NUAN_ERROR_INVALID, "command", _("Say what to do; see “nuanctl help”"));
  else if (group_exists (line.group))
    nuan_error_set (&error, NUAN_ERROR_INVALID, line.group, _("This command needs to know what to do; see “nuanctl help %s”"),
                    line.group);
  else
    nuan_error_set (&error, NUAN_ERROR_INVALID, "command", _("There is no such command; see “nuanctl help”"));
  nuan_message_error (error);

  return NUAN_EXIT_INVALID;
}

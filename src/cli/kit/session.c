#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/precious-file.h"
#include "base/unfinished.h"
#include "cli/kit/message.h"
#include "cli/kit/session.h"
#include "desk/sign-in-work.h"
#include "store/engine/engine.h"
#include "store/office/form-draft.h"

#define PASSWORD_MAX 1024
#define GRACE_MS     500   /* in which a command ends by itself when it is told to */

/* The terminal whose echo is off, -1: none; and what it is like otherwise. */
static gint hidden_terminal = -1;
static struct termios before_hidden;

static NuanExit
exit_of (const GError *error)
{
  if (error->domain == G_IO_ERROR && error->code == G_IO_ERROR_CANCELLED)
    return NUAN_EXIT_FORBIDDEN;
  if (error->domain != NUAN_ERROR)
    return NUAN_EXIT_STORAGE;

  switch ((NuanError) error->code)
    {
    case NUAN_ERROR_INVALID:
    case NUAN_ERROR_NOT_FOUND:
      return NUAN_EXIT_INVALID;
    case NUAN_ERROR_CONFLICT:
    case NUAN_ERROR_RULE:
    case NUAN_ERROR_FORBIDDEN:
    case NUAN_ERROR_FOREIGN:
      return NUAN_EXIT_FORBIDDEN;
    case NUAN_ERROR_STORAGE:
    case NUAN_ERROR_DAMAGED:
    default:
      return NUAN_EXIT_STORAGE;
    }
}

/* Whatever became of them: nothing is written over the file that is asked for, nor over the one that is used when none is. */
static void
protect_data_files (const char *path)
{
  g_autofree char *usual = nuan_default_path ();

  nuan_precious_file_protect (path);
  nuan_precious_file_protect (usual);
}

NuanSession *
nuan_session_new (NuanArguments *arguments)
{
  NuanSession *session = g_new0 (NuanSession, 1);
  const char *path = nuan_arguments_get (arguments, "db");

  session->arguments = arguments;
  session->path = path != NULL ? g_strdup (path) : nuan_default_path ();
  protect_data_files (session->path);
  session->cancellable = g_cancellable_new ();
  session->warnings = g_ptr_array_new_with_free_func (g_free);
  session->answer = g_string_new (NULL);

  return session;
}

void
nuan_session_free (NuanSession *session)
{
  g_clear_pointer (&session->connection, nuan_connection_close);   /* it tidies its log: what was done is not to end with a signal there */
  if (session->signal_thread != NULL)
    {
      g_atomic_int_set (&session->signal_stop, TRUE);
      g_main_context_wakeup (session->signal_context);
      g_thread_join (session->signal_thread);
      g_main_context_unref (session->signal_context);
    }
  g_clear_pointer (&session->actor, nuan_staff_free);
  g_clear_object (&session->cancellable);
  g_ptr_array_unref (session->warnings);
  g_string_free (session->answer, TRUE);
  g_free (session->path);
  nuan_arguments_free (session->arguments);
  g_free (session);
}

gboolean
nuan_session_open (NuanSession *session, NuanOpen how, GError **error)
{
  g_clear_pointer (&session->connection, nuan_connection_close);
  if (!nuan_connection_check_file (session->path, error))
    return FALSE;

  session->connection = nuan_connection_open_slowly (session->path, how, nuan_session_progress, session, session->cancellable, error);
  nuan_session_clear_progress (session);
  if (session->connection != NULL && how == NUAN_OPEN_WRITE && !nuan_form_draft_tidy (session->connection, error))
    g_clear_pointer (&session->connection, nuan_connection_close);

  return session->connection != NULL;
}

static void
show_echo (void)
{
  const int terminal = g_atomic_int_get (&hidden_terminal);

  if (terminal >= 0)
    tcsetattr (terminal, TCSAFLUSH, &before_hidden);
}

/* A line from the terminal without its echo. The keys that would stop the program are read as characters, so that the echo always
 * comes back. NULL when there is no terminal or it was given up. */
static NuanSecretBytes *
read_secret (int terminal, const char *prompt)
{
  struct termios silent;
  g_autoptr (NuanSecretBytes) secret = nuan_secret_bytes_new (PASSWORD_MAX);
  char *line = (char *) nuan_secret_bytes_data (secret);
  gssize length;

  if (tcgetattr (terminal, &before_hidden) != 0)
    return NULL;
  silent = before_hidden;
  silent.c_lflag &= (tcflag_t) ~(ECHO | ISIG);
  silent.c_cc[VEOL] = '\003';   /* Ctrl+C ends the line at once */
  g_atomic_int_set (&hidden_terminal, terminal);
  tcsetattr (terminal, TCSAFLUSH, &silent);

  if (write (terminal, prompt, strlen (prompt)) < 0)
    length = -1;
  else
    length = read (terminal, line, PASSWORD_MAX - 1);
  if (write (terminal, "\n", 1) < 0)
    length = -1;

  show_echo ();
  g_atomic_int_set (&hidden_terminal, -1);
  if (length <= 0 || strpbrk (line, "\003\032\034") != NULL)
    return NULL;

  return nuan_secret_bytes_new_copy (line, strcspn (line, "\r\n"));
}

static NuanSecretBytes *
ask_terminal (gboolean confirm, GError **error)
{
  const int terminal = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  g_autofree char *prompt = g_strdup_printf ("%s: ", confirm ? _("New password") : _("Password"));
  g_autofree char *again_prompt = g_strdup_printf ("%s: ", _("The same once more"));
  g_autoptr (NuanSecretBytes) password = NULL;
  g_autoptr (NuanSecretBytes) again = NULL;

  if (terminal < 0)
    return NULL;
  password = read_secret (terminal, prompt);
  if (password != NULL && confirm)
    again = read_secret (terminal, again_prompt);
  close (terminal);

  if (password != NULL && confirm && g_strcmp0 (nuan_secret_bytes_text (password), nuan_secret_bytes_text (again)) != 0)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "password", _("The two passwords differ"));
      return NULL;
    }

  return g_steal_pointer (&password);
}

/* What stays of it in the environment would be read there by whatever looks into this process, and go on to what it starts. */
static NuanSecretBytes *
take_from_environment (const char *variable, const char *field, GError **error)
{
  char *given = (char *) g_getenv (variable);
  NuanSecretBytes *password = NULL;

  if (!g_utf8_validate (given, -1, NULL))
    nuan_error_set (error, NUAN_ERROR_INVALID, field, _("A password must be valid UTF-8"));
  else
    password = nuan_secret_bytes_new_text (given);
  nuan_wipe_text (given);
  g_unsetenv (variable);

  return password;
}

NuanSecretBytes *
nuan_session_ask_password (const char *variable, gboolean confirm, const char *field, GError **error)
{
  g_autoptr (GError) problem = NULL;
  NuanSecretBytes *password;

  if (g_getenv (variable) != NULL)
    return take_from_environment (variable, field, error);

  password = ask_terminal (confirm, &problem);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (password == NULL)
    nuan_error_set (error, confirm ? NUAN_ERROR_INVALID : NUAN_ERROR_FORBIDDEN, field,
                    _("No password was given: set %s or type it on a terminal"), variable);

  return password;
}

gboolean
nuan_session_sign_in (NuanSession *session, GError **error)
{
  const char *login = nuan_arguments_get (session->arguments, "as");
  g_autoptr (NuanSecretBytes) password = NULL;

  if (login == NULL)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "--as", _("Say who is acting: --as LOGIN"));
      return FALSE;
    }

  password = nuan_session_ask_password ("NUAN_PASSWORD", FALSE, "password", error);
  if (password == NULL)
    return FALSE;

  session->actor = nuan_sign_in_work (session->connection, login, nuan_secret_bytes_text (password), NULL, error);
  if (session->actor != NULL && nuan_file_is_read_only (session->connection))
    nuan_message_warning (_("This data file can only be read: nothing is journalled here, signing in neither"));
  return session->actor != NULL;
}

/* For a program that is told to end and does not: it waits for a file that is busy, for a reader, for a person. What was begun is taken away;
 * SQLite rolls back what was not committed. */
static gboolean
end_cb (gpointer data)
{
  NuanSession *session = data;
  g_autoptr (GError) error = NULL;
  NuanStage stage;

  if (g_atomic_int_get (&session->stage) == NUAN_STAGE_TOLD)
    return G_SOURCE_REMOVE;
  nuan_unfinished_end ();
  stage = g_atomic_int_get (&session->stage);   /* which may have been waited for */
  if (stage == NUAN_STAGE_TOLD)
    return G_SOURCE_REMOVE;
  show_echo ();
  if (stage == NUAN_STAGE_DONE)
    nuan_error_set (&error, NUAN_ERROR_STORAGE, "output", _("The command was carried out, only its answer could not be written: %s"), _("Cancelled"));
  else
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled"));
  nuan_message_last (error);
  _exit (exit_of (error));
}

static gboolean
cancel_cb (gpointer data)
{
  NuanSession *session = data;
  GSource *source;

  if (g_cancellable_is_cancelled (session->cancellable))
    return G_SOURCE_CONTINUE;

  g_cancellable_cancel (session->cancellable);
  source = g_timeout_source_new (GRACE_MS);
  g_source_set_callback (source, end_cb, session, NULL);
  g_source_attach (source, session->signal_context);
  g_source_unref (source);
  return G_SOURCE_CONTINUE;
}

/* The command itself blocks: a thread of its own hears the signals. */
static gpointer
hear_signals (gpointer data)
{
  NuanSession *session = data;

  while (!g_atomic_int_get (&session->signal_stop))
    g_main_context_iteration (session->signal_context, TRUE);

  return NULL;
}

/* What runs in the background or under nohup goes on ignoring what it was told to ignore. */
static gboolean
is_ignored (int number)
{
  struct sigaction action;

  return sigaction (number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

void
nuan_session_watch_signals (NuanSession *session)
{
  static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

  if (session->signal_thread != NULL)
    return;

  session->signal_context = g_main_context_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    if (!is_ignored (signals[i]))
      {
        GSource *source = g_unix_signal_source_new (signals[i]);

        g_source_set_callback (source, cancel_cb, session, NULL);
        g_source_attach (source, session->signal_context);
        g_source_unref (source);
      }
  session->signal_thread = g_thread_new ("signals", hear_signals, session);
}

void
nuan_session_warn_of_number (NuanSession *session, const char *option, const char *instead)
{
  g_ptr_array_add (session->warnings, g_strdup_printf (_("%s: what stands among the arguments can be read by others on this machine; %s takes it"), option,
                                                       instead));
}

const char *
nuan_session_get_output (NuanSession *session)
{
  return nuan_arguments_get (session->arguments, "o");
}

NuanFileMode
nuan_session_get_file_mode (NuanSession *session)
{
  return nuan_arguments_has (session->arguments, "force") ? NUAN_FILE_REPLACE : NUAN_FILE_NEW;
}

gboolean
nuan_session_check_output (NuanSession *session, GError **error)
{
  const char *path = nuan_session_get_output (session);
  g_autoptr (GError) problem = NULL;

  if (path == NULL || nuan_atomic_file_check (path, nuan_session_get_file_mode (session), &problem))
    return TRUE;

  if (g_error_matches (problem, NUAN_ERROR, NUAN_ERROR_CONFLICT) && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *name = g_path_get_basename (path);

      nuan_error_set (error, NUAN_ERROR_CONFLICT, "-o", _("There is a file “%s” already; it stays as it is: choose another name or say --force"), name);
      return FALSE;
    }
  nuan_error_prefix_field (&problem, "-o");
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

void
nuan_session_clear_progress (NuanSession *session)
{
  if (session->progress_shown != 0)
    fputs ("\r\033[K", stderr);
  session->progress_shown = 0;
}

void
nuan_session_progress (gint64 done, gint64 total, gpointer data)
{
  NuanSession *session = data;
  const gint64 now = g_get_monotonic_time ();

  if (!isatty (STDERR_FILENO) || total <= 0 || now - session->progress_shown < G_USEC_PER_SEC / 5)
    return;

  session->progress_shown = now;
  fprintf (stderr, "\r%3d %%", (int) (MIN (done, total) * 100 / total));
  fflush (stderr);
}

void
nuan_session_say (NuanSession *session, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (session->answer, format, arguments);
  va_end (arguments);
  g_string_append_c (session->answer, '\n');
}

gboolean
nuan_session_is_json (NuanSession *session)
{
  return nuan_arguments_has (session->arguments, "json");
}

void
nuan_session_complain (NuanSession *session, const GError *error)
{
  session->exit = MAX (session->exit, exit_of (error));
  nuan_message_error (error);
}

gboolean
nuan_session_tell_all (NuanSession *session, const GPtrArray *errors, GError **error)
{
  GError *last;

  if (errors->len == 0)
    return TRUE;

  for (guint i = 0; i + 1 < errors->len; i++)
    nuan_session_complain (session, g_ptr_array_index (errors, i));
  last = g_error_copy (g_ptr_array_index (errors, errors->len - 1));
  for (guint i = 0; i < errors->len; i++)   /* what can't be read weighs more than a rule */
    if (g_error_matches (g_ptr_array_index (errors, i), NUAN_ERROR, NUAN_ERROR_INVALID))
      last->code = NUAN_ERROR_INVALID;
  g_propagate_error (error, last);
  return FALSE;
}

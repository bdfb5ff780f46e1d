#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "cli/kit/command.h"
#include "cli/kit/message.h"
#include "store/office/backup.h"

/* A night's backup is not to fail because of what another file left behind. */
static gboolean
settle_log (NuanSession *session, GError **error)
{
  g_autofree char *aside = NULL;

  if (!nuan_file_put_log_aside (session->path, &aside, error))
    return FALSE;
  if (aside != NULL)
    {
      g_autofree char *told = g_strdup_printf (_("A log that belongs to another data file stood beside %s. It was not read, and moved to %s. What it "
                                                 "holds can be read only beside the file that it belongs to"),
                                               session->path, aside);

      nuan_message_warning (told);
    }
  return TRUE;
}

/* Whoever can read the file can copy it. Whoever says who they are stands in the journal with it. */
static gboolean
open_source (NuanSession *session, GError **error)
{
  const gboolean signs_in = nuan_arguments_get (session->arguments, "as") != NULL;

  return nuan_session_check_output (session, error) && settle_log (session, error)
         && nuan_session_open (session, signs_in ? NUAN_OPEN_WRITE : NUAN_OPEN_COPY, error)
         && nuan_session_check_output (session, error)   /* again: now the data file is known */
         && (!signs_in || nuan_session_sign_in (session, error));
}

static gboolean
back_up (NuanSession *session, GError **error)
{
  return open_source (session, error)
         && nuan_backup_write (session->connection, session->actor, nuan_session_get_output (session), nuan_session_get_file_mode (session),
                               nuan_session_progress, session, session->cancellable, error);
}

/* Not what forbids the backup: what the file holds, which may be damaged also where it seems to be of another program. */
static gboolean
is_of_file (const GError *error)
{
  return nuan_error_is_of_storage (error) || g_error_matches (error, NUAN_ERROR, NUAN_ERROR_FOREIGN);
}

static gboolean
backup (NuanSession *session, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (back_up (session, &problem))
    return TRUE;
  if (!nuan_arguments_has (session->arguments, "anyway") || !is_of_file (problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  g_clear_pointer (&session->connection, nuan_connection_close);
  if (!nuan_backup_bytes (session->path, nuan_session_get_output (session), nuan_session_get_file_mode (session), error))
    return FALSE;

  g_ptr_array_add (session->warnings,
                   g_strdup_printf (_("This backup is not proven: the data file and its log were copied byte for byte as they are (%s)"), problem->message));
  return TRUE;
}

static gboolean
check_target (NuanSession *session, GError **error)
{
  if ((nuan_arguments_get (session->arguments, "to") != NULL) != nuan_arguments_has (session->arguments, "replace"))
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_INVALID, "--to", _("Say where to: --to NEW, or --replace in place of the data file"));
  return FALSE;
}

static gboolean
restore_to (NuanSession *session, GPtrArray *findings, GError **error)
{
  const char *file = nuan_arguments_at (session->arguments, 0);
  const char *to = nuan_arguments_get (session->arguments, "to");
  g_autofree char *aside = NULL;

  if (to != NULL)
    return nuan_backup_restore (file, to, findings, nuan_session_progress, session, session->cancellable, error);
  if (!nuan_backup_replace (file, session->path, findings, &aside, nuan_session_progress, session, session->cancellable, error))
    return FALSE;

  if (aside != NULL)
    nuan_session_say (session, "%s", aside);
  return TRUE;
}

static gboolean
restore (NuanSession *session, GError **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  const gboolean anyway = nuan_arguments_has (session->arguments, "anyway");

  if (!check_target (session, error) || !restore_to (session, anyway ? findings : NULL, error))
    return FALSE;

  for (guint i = 0; i < findings->len; i++)
    g_ptr_array_add (session->warnings, g_strdup (g_ptr_array_index (findings, i)));
  return TRUE;
}

const NuanCommand nuan_backup_commands[] = {
  { "backup", NULL, "-o FILE [--anyway] [--force]", N_("a copy proven by restoring it, also while the window is open; --anyway: a damaged file byte for byte"),
    NUAN_NEEDS_NOTHING, NUAN_COMMAND_LONG, backup },
  { "restore", NULL, "FILE [--to NEW] [--replace] [--anyway]",
    N_("a backup as a new file, or in place of the data file, which goes aside; --anyway: a damaged one too"),
    NUAN_NEEDS_NOTHING, NUAN_COMMAND_LONG, restore },
  { NULL }
};

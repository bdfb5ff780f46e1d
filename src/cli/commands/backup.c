#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/kit/command.h"
#include "store/office/backup.h"

static gboolean
backup (NuanSession *session, GError **error)
{
  return nuan_backup_write (session->connection, session->actor, nuan_session_get_output (session),
                            nuan_session_get_file_mode (session), nuan_session_progress, session, session->cancellable, error);
}

static gboolean
restore (NuanSession *session, GError **error)
{
  return nuan_backup_restore (nuan_arguments_at (session->arguments, 0), nuan_arguments_get (session->arguments, "to"),
                              nuan_session_progress, session, session->cancellable, error);
}

const NuanCommand nuan_backup_commands[] = {
  { "backup", NULL, "-o FILE [--force]", N_("a consistent, checked copy, also while the window is open"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_LONG, backup },
  { "restore", NULL, "FILE --to NEW", N_("checks a backup and copies it to a new file"),
    NUAN_NEEDS_NOTHING, NUAN_COMMAND_LONG, restore },
  { NULL }
};

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "cli/kit/command.h"
#include "desk/ledger-file.h"

static gboolean
export_ledger (NuanSession *session, GError **error)
{
  const char *format = nuan_arguments_get (session->arguments, "format");

  if (strcmp (format, "hledger") != 0)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "format", _("The ledger is exported as “hledger”"));
      return FALSE;
    }

  return nuan_ledger_file_write (session->connection, nuan_session_get_output (session), nuan_session_get_file_mode (session), NULL, NULL,
                                 session->cancellable, error);
}

const NuanCommand nuan_ledger_commands[] = {
  { "ledger", "export", "--format hledger -o FILE [--force]", N_("the whole ledger for hledger"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_READS, export_ledger },
  { NULL }
};

#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/kit/command.h"
#include "store/people/household-store.h"

static gboolean
rebuild (NuanSession *session, GError **error)
{
  if (!nuan_session_open (session, NUAN_OPEN_WRITE, error))
    return FALSE;

  nuan_connection_set_cancellable (session->connection, session->cancellable);
  return nuan_search_rebuild (session->connection, nuan_session_progress, session, session->cancellable, error);
}

const NuanCommand nuan_search_commands[] = {
  { "search", "rebuild", "", N_("the keys of the search made anew, with the readings of names as they are now"),
    NUAN_NEEDS_NOTHING, NUAN_COMMAND_LONG, rebuild },
  { NULL }
};

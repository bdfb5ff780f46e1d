#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/kit/command.h"
#include "print/slip.h"

static gboolean
print_slip (NuanSession *session, GError **error)
{
  const char *name = nuan_arguments_at (session->arguments, 0);
  g_autoptr (GBytes) pdf = NULL;

  if (!nuan_roles_check (session->actor->roles, NUAN_RIGHT_SLIP, error))
    return FALSE;

  pdf = nuan_slip_draw (name, nuan_day_today (), error);
  if (pdf == NULL || !nuan_atomic_file_save (nuan_session_get_output (session), nuan_session_get_file_mode (session), pdf, error))
    return FALSE;

  nuan_session_say (session, "%s", name);
  return TRUE;
}

const NuanCommand nuan_slip_commands[] = {
  { "slip", NULL, "NAME -o FILE [--force]", N_("a slip for somebody who comes again"), NUAN_NEEDS_STAFF, NUAN_COMMAND_LONG, print_slip },
  { NULL }
};

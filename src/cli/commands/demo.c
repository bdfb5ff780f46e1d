#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "cli/kit/command.h"
#include "store/demo/demo.h"
#include "store/engine/holder.h"

#define HOUSEHOLDS_MAX 10000000
#define YEARS_MAX      50

/* A file that holds something already is somebody's: an administrator of it must ask for the demo. */
static gboolean
check_right (NuanSession *session, GError **error)
{
  GStatBuf status;
  gboolean may;

  if (g_stat (session->path, &status) != 0 || (S_ISREG (status.st_mode) && status.st_size == 0))
    return TRUE;
  if (nuan_holder_is_held (session->path))
    {
      nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("A window is open on this data file; close it first"));
      return FALSE;
    }

  if (!nuan_session_open (session, NUAN_OPEN_WRITE, error) || !nuan_session_sign_in (session, error))
    return FALSE;
  may = nuan_roles_check (session->actor->roles, NUAN_RIGHT_DEMO, error);
  g_clear_pointer (&session->connection, nuan_connection_close);

  return may;
}

static void
read_number (NuanArguments *arguments, const char *name, gint64 min, gint64 max, gint64 *value, GPtrArray *errors)
{
  GError *error = NULL;

  if (!nuan_arguments_number (arguments, name, min, max, value, &error))
    g_ptr_array_add (errors, error);
}

static void
read_until (NuanArguments *arguments, NuanDay *until, GPtrArray *errors)
{
  GError *error = NULL;

  if (nuan_arguments_day (arguments, "until", until, &error) && *until > nuan_day_today ())
    nuan_error_set (&error, NUAN_ERROR_INVALID, "until", _("The invented history can't end in the future"));
  if (error != NULL)
    g_ptr_array_add (errors, error);
}

static gboolean
read_options (NuanSession *session, NuanDemoOptions *options, GError **error)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  gint64 years = 0, seed = 0;

  read_number (session->arguments, "households", 1, HOUSEHOLDS_MAX, &options->households, errors);
  read_number (session->arguments, "years", 1, YEARS_MAX, &years, errors);
  read_number (session->arguments, "seed", 0, G_MAXINT64, &seed, errors);
  read_until (session->arguments, &options->until, errors);
  options->years = (guint) years;
  options->seed = (guint64) seed;
  return nuan_session_tell_all (session, errors, error);
}

static gboolean
demo (NuanSession *session, GError **error)
{
  NuanDemoOptions options = { .until = NUAN_DAY_NONE };

  if (!read_options (session, &options, error) || !check_right (session, error))
    return FALSE;

  return nuan_demo_fill (session->path, &options, nuan_session_progress, session, session->cancellable, error);
}

const NuanCommand nuan_demo_commands[] = {
  { "demo", NULL, "--households N --years Y --seed S [--until DATE]",
    N_("fills an empty file, or makes one, with an invented centre"),
    NUAN_NEEDS_NOTHING, NUAN_COMMAND_LONG, demo },
  { NULL }
};

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/password.h"
#include "cli/kit/command.h"
#include "cli/kit/options.h"
#include "model/centre-fields.h"
#include "store/office/centre.h"

/* A backup or the demo may lie there just as well: nothing that exists is ever written over. */
static gboolean
check_free (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("There is a file %s already; it stays as it is"), path);
  return FALSE;
}

static const NuanFieldName names[] = { { "login", "admin" }, { "name", "admin-name" }, { "role", "roles" }, { NULL, NULL } };

/* Whatever of it is known before it is asked for. */
static void
check_rest (NuanArguments *arguments, guint *roles, GPtrArray *errors)
{
  const char *password = g_getenv ("NUAN_NEW_PASSWORD");
  const char *const about[] = { nuan_arguments_get (arguments, "admin"), NULL };
  GError *error = NULL;

  if (nuan_arguments_has (arguments, "roles") && !nuan_roles_parse (nuan_arguments_get (arguments, "roles"), roles, &error))
    nuan_fields_add_error (errors, g_steal_pointer (&error));
  if (password != NULL && g_utf8_validate (password, -1, NULL)
      && !nuan_password_check (about, password, &error))
    nuan_fields_add_error (errors, g_steal_pointer (&error));
}

/* All of it before the password is asked for. */
static gboolean
check_options (NuanSession *session, guint *roles, GError **error)
{
  const NuanOptions options = { .session = session, .fields = nuan_founding_fields, .names = names };
  g_autoptr (GPtrArray) errors = nuan_options_check (&options, nuan_options_value);

  nuan_centre_fields_check (nuan_arguments_get (session->arguments, "region"), errors);
  check_rest (session->arguments, roles, errors);
  return nuan_options_done (&options, errors, error);
}

static gboolean
init (NuanSession *session, GError **error)
{
  NuanArguments *arguments = session->arguments;
  const char *login = nuan_arguments_get (arguments, "admin");
  const char *name = nuan_arguments_get (arguments, "admin-name");
  guint roles = NUAN_ROLE_ADMIN;
  g_autoptr (NuanSecretBytes) password = NULL;
  NuanCentre centre = {
    .name = (char *) nuan_arguments_get (arguments, "centre"),
    .unit = (char *) nuan_arguments_get (arguments, "unit"),
    .region = (char *) nuan_arguments_get (arguments, "region"),
  };

  if (!check_options (session, &roles, error))
    return FALSE;
  if (!check_free (session->path, error))
    return FALSE;

  password = nuan_session_ask_password ("NUAN_NEW_PASSWORD", TRUE, "password", error);
  if (password == NULL)
    return FALSE;

  return nuan_centre_init (session->path, &centre, login, name != NULL ? name : login, roles | NUAN_ROLE_ADMIN, nuan_secret_bytes_text (password),
                           NULL, NULL, error);
}

const NuanCommand nuan_init_commands[] = {
  { "init", NULL, "--centre NAME --unit NAME --region 6DIGITS --admin LOGIN [--admin-name NAME] [--roles ROLE,ROLE]",
    N_("a new data file with its centre and its first administrator"), NUAN_NEEDS_NOTHING, NUAN_COMMAND_PLAIN, init },
  { NULL }
};

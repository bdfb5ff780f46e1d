#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "cli/kit/command.h"
#include "cli/kit/options.h"
#include "model/staff-fields.h"
#include "store/office/staff-store.h"

/* A new password may have to be typed and is hashed slowly: both before the transaction, which keeps the file from the others. */
static gboolean
ask_new_password (NuanSession *session, const char *login, NuanSecretBytes **password, GError **error)
{
  *password = nuan_session_ask_password ("NUAN_NEW_PASSWORD", TRUE, "password", error);

  return *password != NULL;
}

typedef struct {
  NuanSession *session;
  const char  *login, *name;
  guint        roles;
  const char  *password;
} Change;

static gboolean
add_work (NuanConnection *connection, gpointer data, GError **error)
{
  const Change *change = data;

  return nuan_staff_store_add (connection, change->session->actor, change->login, change->name, change->roles, change->password,
                               error) != 0;
}

/* The login stands by itself; the password is asked for later, and never in an argument. */
static const char *
staff_value (const NuanField *field, gpointer options)
{
  if (strcmp (field->name, "login") == 0)
    return nuan_arguments_at (((const NuanOptions *) options)->session->arguments, 0);

  return nuan_options_value (field, options);
}

static gboolean
read_options (NuanSession *session, const NuanField *fields, guint *roles, GError **error)
{
  const NuanOptions options = { .session = session, .fields = fields };
  g_autoptr (GPtrArray) errors = nuan_options_check (&options, staff_value);

  return nuan_options_done (&options, errors, error) && nuan_roles_parse (nuan_arguments_get (session->arguments, "role"), roles, error);
}

static gboolean
add (NuanSession *session, GError **error)
{
  g_autoptr (NuanSecretBytes) password = NULL;
  Change change = {
    .session = session,
    .login = nuan_arguments_at (session->arguments, 0),
    .name = nuan_arguments_get (session->arguments, "name"),
  };

  if (!read_options (session, nuan_staff_fields, &change.roles, error))
    return FALSE;
  if (!nuan_roles_check (session->actor->roles, NUAN_RIGHT_MANAGE_STAFF, error))
    return FALSE;
  if (!ask_new_password (session, change.login, &password, error))
    return FALSE;

  change.password = nuan_secret_bytes_text (password);
  return nuan_connection_transact (session->connection, add_work, &change, error);
}

static gboolean
password_work (NuanConnection *connection, gpointer data, GError **error)
{
  const Change *change = data;

  return nuan_staff_store_password (connection, change->session->actor, change->login, change->password, error);
}

static gboolean
set_password (NuanSession *session, const char *login, GError **error)
{
  g_autoptr (NuanSecretBytes) password = NULL;
  Change change = { .session = session, .login = login };

  if (!ask_new_password (session, login, &password, error))
    return FALSE;

  change.password = nuan_secret_bytes_text (password);
  return nuan_connection_transact (session->connection, password_work, &change, error);
}

static gboolean
own_password (NuanSession *session, GError **error)
{
  return set_password (session, session->actor->login, error);
}

static gboolean
reset (NuanSession *session, GError **error)
{
  if (!nuan_roles_check (session->actor->roles, NUAN_RIGHT_MANAGE_STAFF, error))
    return FALSE;

  return set_password (session, nuan_arguments_at (session->arguments, 0), error);
}

static gboolean
disable (NuanSession *session, GError **error)
{
  return nuan_staff_store_disable (session->connection, session->actor, nuan_arguments_at (session->arguments, 0), TRUE, error);
}

static gboolean
enable (NuanSession *session, GError **error)
{
  return nuan_staff_store_disable (session->connection, session->actor, nuan_arguments_at (session->arguments, 0), FALSE, error);
}

static gboolean
set_roles (NuanSession *session, GError **error)
{
  guint roles = 0;

  if (!read_options (session, nuan_roles_fields, &roles, error))
    return FALSE;

  return nuan_staff_store_set_roles (session->connection, session->actor, nuan_arguments_at (session->arguments, 0), roles,
                                     error);
}

static gboolean
list (NuanSession *session, GError **error)
{
  static const NuanOutputColumn columns[] = {
    { "login", N_("Login") }, { "name", N_("Name") }, { "roles", N_("Roles") }, { "disabled", N_("Disabled") }, { NULL }
  };
  g_autoptr (GPtrArray) staff = nuan_staff_store_list (session->connection, error);
  g_autoptr (NuanOutput) output = NULL;

  if (staff == NULL)
    return FALSE;

  output = nuan_output_new (nuan_session_is_json (session));
  nuan_output_begin_list (output, columns);
  for (guint i = 0; i < staff->len; i++)
    {
      const NuanStaff *person = g_ptr_array_index (staff, i);
      g_autofree char *codes = nuan_roles_format (person->roles);
      g_auto (GStrv) roles = g_strsplit (codes, ",", -1);

      nuan_output_begin (output, NULL);
      nuan_output_text (output, "login", person->login);
      nuan_output_text (output, "name", person->name);
      nuan_output_texts (output, "roles", (const char *const *) roles);
      nuan_output_boolean (output, "disabled", person->disabled);
      nuan_output_end (output);
    }
  nuan_output_end_list (output);

  return nuan_output_finish (output, error);
}

const NuanCommand nuan_staff_commands[] = {
  { "staff", "add", "LOGIN --name NAME --role ROLE[,ROLE]", N_("a new member of staff; the password from NUAN_NEW_PASSWORD"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_PLAIN, add },
  { "staff", "list", "[--json]", N_("who works here"), NUAN_NEEDS_STAFF, NUAN_COMMAND_READS, list },
  { "staff", "password", "", N_("a new password for oneself"), NUAN_NEEDS_STAFF, NUAN_COMMAND_PLAIN, own_password },
  { "staff", "reset", "LOGIN", N_("a new password for somebody else"), NUAN_NEEDS_STAFF, NUAN_COMMAND_PLAIN, reset },
  { "staff", "roles", "LOGIN --role ROLE[,ROLE]", N_("other roles for a member of staff"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_WRITES, set_roles },
  { "staff", "disable", "LOGIN", N_("nobody signs in with this login any more"), NUAN_NEEDS_STAFF, NUAN_COMMAND_WRITES, disable },
  { "staff", "enable", "LOGIN", N_("takes disabling back"), NUAN_NEEDS_STAFF, NUAN_COMMAND_WRITES, enable },
  { NULL }
};

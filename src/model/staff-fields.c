#include "config.h"

#include "model/staff-fields.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/password.h"
#include "model/staff.h"

#define ROLES    { .name = "role", .kind = NUAN_FIELD_CODES, .title = N_("_Roles"), .list = "role", .required = TRUE }
#define PASSWORD { .name = "password", .kind = NUAN_FIELD_NEW_PASSWORD, .title = N_("_Password, eight characters at least"), .required = TRUE }
#define AGAIN    { .name = "again", .kind = NUAN_FIELD_PASSWORD, .title = N_("Password _once more"), .required = TRUE }

const NuanField nuan_staff_fields[] = {
  { .name = "name", .kind = NUAN_FIELD_TEXT, .title = NC_("staff", "_Name"), .context = "staff", .required = TRUE, .naming = TRUE, .width = 16,
    .most = NUAN_STAFF_NAME_MOST },
  { .name = "login", .kind = NUAN_FIELD_LOGIN, .title = N_("_Login, small letters and digits"), .required = TRUE },
  ROLES,
  PASSWORD,
  AGAIN,
  NUAN_FIELD_END
};

const NuanField nuan_roles_fields[] = { ROLES, NUAN_FIELD_END };

const NuanField nuan_password_fields[] = { PASSWORD, AGAIN, NUAN_FIELD_END };

void
nuan_password_fields_check (const char *login, const char *password, const char *again, GPtrArray *errors)
{
  const char *const about[] = { login, NULL };
  GError *error = NULL;

  if (*password != '\0' && !nuan_password_check (about, password, &error))
    nuan_fields_add_error (errors, g_steal_pointer (&error));
  if (g_str_equal (password, again))
    return;

  nuan_error_set (&error, NUAN_ERROR_INVALID, "again", _("The two passwords differ"));
  nuan_fields_add_error (errors, error);
}

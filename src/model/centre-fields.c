#include "config.h"

#include "model/centre-fields.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "base/region.h"
#include "model/staff.h"
#include "model/standard.h"

#define CENTRE { .name = "centre", .kind = NUAN_FIELD_TEXT, .title = N_("Name of the centre"), .required = TRUE, .naming = TRUE, .most = NUAN_CENTRE_NAME_MOST }
#define UNIT   { .name = "unit", .kind = NUAN_FIELD_TEXT, .title = N_("Its union organisation"), .required = TRUE, .naming = TRUE, .most = NUAN_UNIT_NAME_MOST }
#define REGION { .name = "region", .kind = NUAN_FIELD_FIGURE, .title = N_("Region, six digits"), .required = TRUE, .width = 10 }
#define LOGIN  { .name = "login", .kind = NUAN_FIELD_LOGIN, .title = N_("Login, small letters and digits"), .required = TRUE }
#define ROLES  { .name = "role", .kind = NUAN_FIELD_CODES, .title = N_("Roles; this person is also the administrator"), .list = "role" }

const NuanField nuan_centre_fields[] = { CENTRE, UNIT, REGION, NUAN_FIELD_END };

const NuanField nuan_line_fields[] = {
  { .name = "value", .kind = NUAN_FIELD_MONEY, .title = N_("Line, 元 a month"), .required = TRUE },
  { .name = "from", .kind = NUAN_FIELD_DAY, .title = N_("In force from"), .required = TRUE },
  NUAN_FIELD_END
};

const NuanField nuan_founder_fields[] = {
  { .name = "name", .kind = NUAN_FIELD_TEXT, .title = N_("Name"), .required = TRUE, .naming = TRUE, .width = 16, .most = NUAN_STAFF_NAME_MOST },
  LOGIN,
  ROLES,
  { .name = "password", .kind = NUAN_FIELD_NEW_PASSWORD, .title = N_("Password, eight characters at least"), .required = TRUE },
  { .name = "again", .kind = NUAN_FIELD_PASSWORD, .title = N_("Password once more"), .required = TRUE },
  NUAN_FIELD_END
};

const NuanField nuan_founding_fields[] = {
  CENTRE,
  UNIT,
  REGION,
  LOGIN,
  { .name = "name", .kind = NUAN_FIELD_TEXT, .title = N_("Name"), .naming = TRUE, .most = NUAN_STAFF_NAME_MOST },
  ROLES,
  NUAN_FIELD_END
};

gboolean
nuan_centre_check_region (const char *region, GError **error)
{
  if (strlen (region) == 6 && strspn (region, "0123456789") == 6 && nuan_region_name (region) != NULL)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_INVALID, "region", _("A region is six digits of GB/T 2260, such as 110101"));
  return FALSE;
}

void
nuan_centre_fields_check (const char *region, GPtrArray *errors)
{
  g_autofree char *typed = g_strstrip (g_strdup (region));
  GError *error = NULL;

  if (*typed != '\0' && !nuan_centre_check_region (typed, &error))
    nuan_fields_add_error (errors, error);
}

void
nuan_line_fields_check (const char *line, GPtrArray *errors)
{
  GError *error = NULL;
  g_autofree char *value = *line != '\0' ? nuan_standard_check ("dibao", line, &error) : NULL;

  nuan_fields_add_error (errors, error);
}

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/error.h"
#include "model/staff.h"

static const struct {
  NuanRole    role;
  const char *code;
} roles_by_code[] = {
  { NUAN_ROLE_INTAKE, "intake" },
  { NUAN_ROLE_REVIEW, "review" },
  { NUAN_ROLE_DIRECT, "direct" },
  { NUAN_ROLE_CASH, "cash" },
  { NUAN_ROLE_ADMIN, "admin" },
  { NUAN_ROLE_AUDIT, "audit" },
};

#define EVERYONE (NUAN_ROLE_INTAKE | NUAN_ROLE_REVIEW | NUAN_ROLE_DIRECT | NUAN_ROLE_CASH | NUAN_ROLE_ADMIN | NUAN_ROLE_AUDIT)

/* Who may do what. Which of two rights it takes to void a payment: nuan_payment_right_to_void(). */
static const guint may[] = {
  [NUAN_RIGHT_READ] = EVERYONE,
  [NUAN_RIGHT_EDIT_HOUSEHOLD] = NUAN_ROLE_INTAKE,
  [NUAN_RIGHT_DECIDE_HOUSEHOLD] = NUAN_ROLE_REVIEW | NUAN_ROLE_DIRECT,
  [NUAN_RIGHT_DRAFT_GRANT] = NUAN_ROLE_INTAKE,
  [NUAN_RIGHT_DECIDE_GRANT] = NUAN_ROLE_REVIEW | NUAN_ROLE_DIRECT,
  [NUAN_RIGHT_VOID_GRANT] = NUAN_ROLE_DIRECT,
  [NUAN_RIGHT_ADD_FUND] = NUAN_ROLE_DIRECT | NUAN_ROLE_CASH,
  [NUAN_RIGHT_MOVE_MONEY] = NUAN_ROLE_DIRECT | NUAN_ROLE_CASH,
  [NUAN_RIGHT_REVERSE] = NUAN_ROLE_DIRECT,
  [NUAN_RIGHT_PAY] = NUAN_ROLE_CASH,
  [NUAN_RIGHT_VOID_PAYMENT] = NUAN_ROLE_DIRECT | NUAN_ROLE_CASH,
  [NUAN_RIGHT_SIGN_RECEIPT] = NUAN_ROLE_INTAKE | NUAN_ROLE_REVIEW | NUAN_ROLE_DIRECT | NUAN_ROLE_CASH,
  [NUAN_RIGHT_SET_STANDARD] = NUAN_ROLE_DIRECT | NUAN_ROLE_ADMIN,
  [NUAN_RIGHT_ANSWER_FINDING] = NUAN_ROLE_DIRECT,
  [NUAN_RIGHT_MANAGE_STAFF] = NUAN_ROLE_ADMIN,
  [NUAN_RIGHT_BACKUP] = NUAN_ROLE_ADMIN,
  [NUAN_RIGHT_DEMO] = NUAN_ROLE_ADMIN,
};

NuanStaff *
nuan_staff_copy (const NuanStaff *staff)
{
  NuanStaff *copy;

  if (staff == NULL)
    return NULL;

  copy = g_memdup2 (staff, sizeof *staff);
  copy->login = g_strdup (staff->login);
  copy->name = g_strdup (staff->name);
  return copy;
}

void
nuan_staff_free (NuanStaff *staff)
{
  if (staff == NULL)
    return;

  g_free (staff->login);
  g_free (staff->name);
  g_free (staff);
}

static guint
find_role (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles_by_code); i++)
    if (g_str_equal (roles_by_code[i].code, code))
      return roles_by_code[i].role;

  return 0;
}

gboolean
nuan_roles_are_some (guint roles, GError **error)
{
  if (roles != 0 && (roles & ~EVERYONE) == 0)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_INVALID, "role", _("At least one role is needed"));
  return FALSE;
}

gboolean
nuan_roles_parse (const char *text, guint *roles, GError **error)
{
  g_auto (GStrv) codes = g_strsplit (text != NULL ? text : "", ",", -1);
  guint parsed = 0;

  for (guint i = 0; codes[i] != NULL; i++)
    {
      const guint role = find_role (g_strstrip (codes[i]));

      if (role == 0)
        {
          nuan_error_set (error, NUAN_ERROR_INVALID, "role",
                          _("The roles are intake, review, direct, cash, admin and audit, with commas between"));
          return FALSE;
        }
      parsed |= role;
    }
  if (!nuan_roles_are_some (parsed, error))
    return FALSE;

  *roles = parsed;
  return TRUE;
}

static char *
join_roles (guint roles, gboolean labels, const char *between)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (roles_by_code); i++)
    {
      const char *code = roles_by_code[i].code;

      if ((roles & roles_by_code[i].role) == 0)
        continue;
      if (joined->len > 0)
        g_string_append (joined, between);
      g_string_append (joined, labels ? nuan_code_label ("role", code) : code);
    }

  return g_string_free (joined, FALSE);
}

char *
nuan_roles_format (guint roles)
{
  return join_roles (roles, FALSE, ",");
}

char *
nuan_roles_words (guint roles)
{
  return join_roles (roles, TRUE, _(", "));
}

gboolean
nuan_roles_check (guint roles, NuanRight right, GError **error)
{
  g_autofree char *allowed = NULL;

  g_return_val_if_fail (right < G_N_ELEMENTS (may), FALSE);

  if ((roles & may[right]) != 0)
    return TRUE;

  allowed = join_roles (may[right], TRUE, _(", "));
  nuan_error_set (error, NUAN_ERROR_FORBIDDEN, "role", _("Only these roles may do this: %s"), allowed);
  return FALSE;
}

gboolean
nuan_login_check (const char *login, GError **error)
{
  const gsize length = login != NULL ? strlen (login) : 0;

  if (length >= 2 && length <= 32 && strspn (login, "abcdefghijklmnopqrstuvwxyz0123456789.-_") == length)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_INVALID, "login",
                  _("A login has 2 to 32 signs: small letters, digits, dot, dash, underscore"));
  return FALSE;
}

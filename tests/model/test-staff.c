#include "check-error.h"
#include "base/error.h"
#include "model/staff.h"
#include "model/staff-fields.h"

#define I NUAN_ROLE_INTAKE
#define R NUAN_ROLE_REVIEW
#define D NUAN_ROLE_DIRECT
#define C NUAN_ROLE_CASH
#define A NUAN_ROLE_ADMIN
#define U NUAN_ROLE_AUDIT

/* The table of rights, written a second time and from the other side. */
static void
test_rights (void)
{
  static const struct { NuanRight right; guint roles; } table[] = {
    { NUAN_RIGHT_READ, I | R | D | C | A | U }, { NUAN_RIGHT_EDIT_HOUSEHOLD, I }, { NUAN_RIGHT_DECIDE_HOUSEHOLD, R | D },
    { NUAN_RIGHT_DRAFT_GRANT, I }, { NUAN_RIGHT_DECIDE_GRANT, R | D }, { NUAN_RIGHT_VOID_GRANT, D }, { NUAN_RIGHT_ADD_FUND, D | C },
    { NUAN_RIGHT_MOVE_MONEY, D | C }, { NUAN_RIGHT_REVERSE, D }, { NUAN_RIGHT_PAY, C }, { NUAN_RIGHT_VOID_PAYMENT, D | C },
    { NUAN_RIGHT_SIGN_RECEIPT, I | R | D | C }, { NUAN_RIGHT_SET_STANDARD, D | A }, { NUAN_RIGHT_ANSWER_FINDING, D }, { NUAN_RIGHT_MANAGE_STAFF, A },
    { NUAN_RIGHT_BACKUP, A }, { NUAN_RIGHT_DEMO, A },
  };
  static const guint roles[] = { I, R, D, C, A, U };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    for (guint role = 0; role < G_N_ELEMENTS (roles); role++)
      {
        g_autoptr (GError) error = NULL;
        const gboolean may = nuan_roles_check (roles[role], table[i].right, &error);

        g_assert_cmpint (may, ==, (table[i].roles & roles[role]) != 0);
        if (!may)
          check_error (error, NUAN_ERROR_FORBIDDEN, "role");
      }
}

static void
test_several (void)
{
  g_assert_true (nuan_roles_check (I | C, NUAN_RIGHT_PAY, NULL));
  g_assert_true (nuan_roles_check (I | C, NUAN_RIGHT_DRAFT_GRANT, NULL));
  g_assert_false (nuan_roles_check (I | C, NUAN_RIGHT_DECIDE_GRANT, NULL));
  g_assert_false (nuan_roles_check (0, NUAN_RIGHT_READ, NULL));
}

static void
test_named (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_roles_check (I, NUAN_RIGHT_DECIDE_GRANT, &error));
  g_assert_nonnull (strstr (error->message, "审核"));
  g_assert_nonnull (strstr (error->message, "主任"));
  g_assert_null (strstr (error->message, "出纳"));
}

static void
test_parse (void)
{
  guint roles = 0;
  g_autofree char *text = NULL;

  g_assert_true (nuan_roles_parse (" cash, intake,cash", &roles, NULL));
  g_assert_cmpuint (roles, ==, I | C);
  text = nuan_roles_format (roles);
  g_assert_cmpstr (text, ==, "intake,cash");

  for (guint bits = 1; bits < 64; bits++)
    {
      g_autofree char *codes = nuan_roles_format (bits);

      g_assert_true (nuan_roles_parse (codes, &roles, NULL));
      g_assert_cmpuint (roles, ==, bits);
    }
}

static void
test_parse_refused (void)
{
  static const char *const cases[] = { "", "boss", "intake,", "intake,,cash", "Intake", "受理", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      guint roles = 42;

      g_assert_false (nuan_roles_parse (cases[i], &roles, &error));
      check_error (error, NUAN_ERROR_INVALID, "role");
      g_assert_cmpuint (roles, ==, 42);
    }
}

static void
test_login (void)
{
  static const char *const bad[] = { "", "a", "Zhang", "zhang san", "张三", "a/b", "abcdefghijklmnopqrstuvwxyz0123456", NULL };

  g_assert_true (nuan_login_check ("li", NULL));
  g_assert_true (nuan_login_check ("zhang.san-2_b", NULL));
  g_assert_true (nuan_login_check ("abcdefghijklmnopqrstuvwxyz012345", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (nuan_login_check (bad[i], &error));
      check_error (error, NUAN_ERROR_INVALID, "login");
    }
}

static void
test_copy (void)
{
  NuanStaff staff = { .id = 7, .login = (char *) "li", .name = (char *) "李一", .roles = I | U };
  g_autoptr (NuanStaff) copy = nuan_staff_copy (&staff);

  g_assert_cmpint (copy->id, ==, 7);
  g_assert_cmpstr (copy->login, ==, "li");
  g_assert_true (copy->login != staff.login);
  g_assert_cmpstr (copy->name, ==, "李一");
  g_assert_cmpuint (copy->roles, ==, I | U);
  g_assert_null (nuan_staff_copy (NULL));
}

static const char *
field_of (GPtrArray *errors, guint at)
{
  return nuan_error_get_field (g_ptr_array_index (errors, at));
}

/* Each at its field, and none twice. */
static void
test_new_password (void)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);

  nuan_password_fields_check ("li", "a-long-password", "a-long-password", errors);
  g_assert_cmpuint (errors->len, ==, 0);
  nuan_password_fields_check ("a-long-login", "a-long-login", "a-long-login", errors);
  g_assert_cmpuint (errors->len, ==, 1);
  g_assert_cmpstr (field_of (errors, 0), ==, "password");
  nuan_password_fields_check ("a-long-login", "a-long-login", "a-long-logim", errors);
  g_assert_cmpuint (errors->len, ==, 2);
  g_assert_cmpstr (field_of (errors, 1), ==, "again");
}

static void
test_some (void)
{
  static const guint none[] = { 0, 1u << 6, NUAN_ROLE_CASH | 1u << 31 };

  g_assert_true (nuan_roles_are_some (NUAN_ROLE_AUDIT, NULL));
  g_assert_true (nuan_roles_are_some (NUAN_ROLE_INTAKE | NUAN_ROLE_REVIEW | NUAN_ROLE_DIRECT | NUAN_ROLE_CASH | NUAN_ROLE_ADMIN | NUAN_ROLE_AUDIT, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (nuan_roles_are_some (none[i], &error));
      check_error (error, NUAN_ERROR_INVALID, "role");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/staff/each role may what the table says and no more", test_rights);
  g_test_add_func ("/staff/several roles add up", test_several);
  g_test_add_func ("/staff/a refusal names the roles that may", test_named);
  g_test_add_func ("/staff/roles are read and written", test_parse);
  g_test_add_func ("/staff/an unknown or missing role is refused", test_parse_refused);
  g_test_add_func ("/staff/somebody has one role at least, and none that there is not", test_some);
  g_test_add_func ("/staff/a login is short and plain", test_login);
  g_test_add_func ("/staff/a copy stands alone", test_copy);
  g_test_add_func ("/staff/a new password is not the login, and typed twice the same", test_new_password);
  return g_test_run ();
}

#include "config.h"

#include <string.h>

#include "base/seal.h"
#include "check-error.h"
#include "fixture.h"
#include "store/office/staff-store.h"
#include "store/engine/engine.h"

static NuanStaff *
sign_in (Fixture *fixture, const char *login, const char *password, GError **error)
{
  return nuan_staff_store_sign_in (fixture->connection, login, password, NULL, error);
}

static void
fail_times (Fixture *fixture, guint times)
{
  for (guint i = 0; i < times; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sign_in (fixture, "intake", "not the password", &error));
      check_error (error, NUAN_ERROR_FORBIDDEN, "password");
    }
}

static void
right_password_tells_who_it_is (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanStaff) staff = sign_in (fixture, "cash", FIXTURE_PASSWORD, &error);

  g_assert_no_error (error);
  g_assert_cmpint (staff->id, ==, fixture->cash->id);
  g_assert_cmpstr (staff->name, ==, "钱出纳");
  g_assert_cmpuint (staff->roles, ==, NUAN_ROLE_CASH);
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM journal WHERE action = 'sign-in' AND login = 'cash'"), ==, 1);
}

static void
unknown_login_and_wrong_password_are_told_alike (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) unknown = NULL, wrong = NULL;

  g_assert_null (sign_in (fixture, "nobody", "some password", &unknown));
  g_assert_null (sign_in (fixture, "cash", "some password", &wrong));
  g_assert_cmpstr (unknown->message, ==, wrong->message);
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM journal WHERE action = 'sign-in.fail'"), ==, 2);
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM journal WHERE detail LIKE '%some%'"), ==, 0);
}

/* What could be a login could be a password just as well. */
static void
what_may_be_a_password_is_written_nowhere (Fixture *fixture, gconstpointer unused)
{
  static const char *const typed[] = { "My Secret!", "mysecret2012", "secret.my-own_1" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sign_in (fixture, typed[i], "x", &error));
      g_assert_null (strstr (error->message, typed[i]));
    }
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM journal WHERE detail = '/2 cause=login' AND login = '?' AND subject = ''"), ==, 3);
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM journal WHERE lower (detail || login || subject) LIKE '%secret%'"), ==, 0);
}

static void
six_wrong_ones_make_everybody_wait (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  NuanSlowDown slow_down = { .longest_s = NUAN_SLOW_DOWN_LONGEST_S };

  fail_times (fixture, 5);
  g_assert_null (nuan_staff_store_sign_in (fixture->connection, "intake", "not the password", &slow_down, &error));
  g_assert_nonnull (strstr (error->message, "2"));   /* is told at once */
  check_error (error, NUAN_ERROR_FORBIDDEN, "password");
  g_assert_cmpint (slow_down.wait_s, ==, 2);
  g_assert_cmpint (fixture_value (fixture, "SELECT failures FROM staff WHERE login = 'intake'"), ==, 6);

  fixture_begin (fixture);
  g_assert_true (nuan_sql_run (fixture->connection, NULL, "UPDATE staff SET failures = 10, failed_at = ? WHERE login = 'intake'", "i",
                               g_get_real_time () / G_USEC_PER_SEC));
  fixture_commit (fixture);
  g_assert_null (nuan_staff_store_sign_in (fixture->connection, "intake", FIXTURE_PASSWORD, &slow_down, &error));
  check_error (error, NUAN_ERROR_FORBIDDEN, "password");
  g_assert_cmpint (slow_down.wait_s, >, 20);
  g_assert_cmpint (slow_down.wait_s, <=, 32);
  g_assert_cmpint (fixture_value (fixture, "SELECT failures FROM staff WHERE login = 'intake'"), ==, 10);   /* not counted */
}

static void
five_wrong_ones_do_not (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanStaff) staff = NULL;
  g_autoptr (GError) error = NULL;

  fail_times (fixture, 5);
  staff = sign_in (fixture, "intake", FIXTURE_PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_value (fixture, "SELECT failures FROM staff WHERE login = 'intake'"), ==, 0);
}

/* Wrong passwords so far, seconds since the last one → is the right one taken? */
static gboolean
is_taken_within (Fixture *fixture, guint failures, int seconds, gint64 longest_s)
{
  NuanSlowDown slow_down = { .longest_s = longest_s };
  g_autofree char *sql = g_strdup_printf ("UPDATE staff SET failures = %u, failed_at = %" G_GINT64_FORMAT " WHERE login = 'intake'", failures,
                                          g_get_real_time () / G_USEC_PER_SEC - seconds);
  g_autoptr (NuanStaff) staff = NULL;

  g_assert_true (nuan_connection_exec (fixture->connection, sql, NULL));
  staff = nuan_staff_store_sign_in (fixture->connection, "intake", FIXTURE_PASSWORD, &slow_down, NULL);
  g_assert_cmpint (slow_down.wait_s > 0, ==, staff == NULL);
  return staff != NULL;
}

static gboolean
is_taken_after (Fixture *fixture, guint failures, int seconds)
{
  return is_taken_within (fixture, failures, seconds, NUAN_SLOW_DOWN_LONGEST_S);
}

static void
wait_doubles_up_to_a_minute (Fixture *fixture, gconstpointer unused)
{
  g_assert_true (is_taken_after (fixture, 5, 0));
  g_assert_true (is_taken_after (fixture, 6, 2));
  g_assert_false (is_taken_after (fixture, 7, 2));
  g_assert_true (is_taken_after (fixture, 7, 4));
  g_assert_false (is_taken_after (fixture, 10, 20));
  g_assert_true (is_taken_after (fixture, 10, 32));
  g_assert_false (is_taken_after (fixture, 1000, 50));
  g_assert_true (is_taken_after (fixture, 1000, 60));
}

static void
who_is_known_waits_a_little_only (Fixture *fixture, gconstpointer unused)
{
  g_assert_true (is_taken_within (fixture, 6, 2, 5));
  g_assert_false (is_taken_within (fixture, 1000, 1, 5));
  g_assert_true (is_taken_within (fixture, 1000, 5, 5));
}

static gpointer
try_wrong (gpointer path)
{
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_WRITE, NULL);

  g_assert_nonnull (connection);
  return nuan_staff_store_sign_in (connection, "intake", "not the password", NULL, NULL);
}

/* Whoever reads before the others have written is counted like them. */
static void
many_tries_at_once_are_no_more_than_one_after_the_other (Fixture *fixture, gconstpointer unused)
{
  GThread *threads[16];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("try", try_wrong, fixture->path);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_null (g_thread_join (threads[i]));

  g_assert_cmpint (fixture_value (fixture, "SELECT failures FROM staff WHERE login = 'intake'"), ==, 6);
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM journal WHERE action = 'sign-in.fail'"), ==, 6);
}

static void
clock_put_back_locks_nobody_out (Fixture *fixture, gconstpointer unused)
{
  g_assert_true (is_taken_after (fixture, 1000, -86400));
  g_assert_true (is_taken_after (fixture, 1000, -30));   /* it would be 90 seconds */
}

static void
disabled_login_is_refused_and_may_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_true (nuan_staff_store_disable (fixture->connection, fixture->admin, "intake", TRUE, &error));
  g_assert_no_error (error);
  g_assert_false (nuan_staff_store_allow (fixture->connection, fixture->intake, NUAN_RIGHT_READ, &error));
  check_error (error, NUAN_ERROR_FORBIDDEN, "login");
  fixture_commit (fixture);
  g_assert_null (sign_in (fixture, "intake", FIXTURE_PASSWORD, &error));
  check_error (error, NUAN_ERROR_FORBIDDEN, "login");
}

static void
rights_are_those_of_today (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_true (nuan_staff_store_allow (fixture->connection, fixture->intake, NUAN_RIGHT_EDIT_HOUSEHOLD, &error));
  g_assert_true (nuan_staff_store_set_roles (fixture->connection, fixture->admin, "intake", NUAN_ROLE_AUDIT, &error));
  g_assert_no_error (error);
  g_assert_false (nuan_staff_store_allow (fixture->connection, fixture->intake, NUAN_RIGHT_EDIT_HOUSEHOLD, &error));
  check_error (error, NUAN_ERROR_FORBIDDEN, "role");
  fixture_rollback (fixture);
}

static void
new_login_is_checked (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_cmpint (nuan_staff_store_add (fixture->connection, fixture->intake, "new", "新人", NUAN_ROLE_CASH, "long-enough",
                                         &error), ==, 0);
  check_error (error, NUAN_ERROR_FORBIDDEN, "role");
  g_assert_cmpint (nuan_staff_store_add (fixture->connection, fixture->admin, "CASH", "新人", NUAN_ROLE_CASH, "long-enough",
                                         &error), ==, 0);
  check_error (error, NUAN_ERROR_INVALID, "login");
  g_assert_cmpint (nuan_staff_store_add (fixture->connection, fixture->admin, "cash", "新人", NUAN_ROLE_CASH, "long-enough",
                                         &error), ==, 0);
  check_error (error, NUAN_ERROR_CONFLICT, "login");
  g_assert_cmpint (nuan_staff_store_add (fixture->connection, fixture->admin, "new", "新人", 0, "long-enough", &error), ==, 0);
  check_error (error, NUAN_ERROR_INVALID, "role");
  g_assert_cmpint (nuan_staff_store_add (fixture->connection, fixture->admin, "new", "新人", NUAN_ROLE_CASH, "new", &error), ==, 0);
  check_error (error, NUAN_ERROR_INVALID, "password");
  g_assert_cmpint (nuan_staff_store_add (fixture->connection, fixture->admin, "new", "新人", NUAN_ROLE_CASH, "long-enough",
                                         &error), >, 0);
  g_assert_no_error (error);
  fixture_commit (fixture);
}

static void
password_is_changed_by_its_owner_or_reset_by_admin (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanStaff) staff = NULL;
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_false (nuan_staff_store_password (fixture->connection, fixture->cash, "intake", "another-one", &error));
  check_error (error, NUAN_ERROR_FORBIDDEN, "role");
  g_assert_true (nuan_staff_store_password (fixture->connection, fixture->intake, "intake", "another-one", &error));
  g_assert_true (nuan_staff_store_password (fixture->connection, fixture->admin, "cash", "another-two", &error));
  g_assert_no_error (error);
  fixture_commit (fixture);
  staff = sign_in (fixture, "cash", "another-two", &error);
  g_assert_nonnull (staff);
  g_assert_null (sign_in (fixture, "intake", FIXTURE_PASSWORD, NULL));
}

/* By the login, the name, the centre and its unit, and by the list. */
static void
what_is_tried_first_is_no_new_password (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *centre = NULL, *with_figures = NULL;
  const char *refused[] = { "intake2026", "woaini1314", "qianchuna88", NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanStatement) row = nuan_statement (fixture->connection, "SELECT name FROM centre", "");

  g_assert_true (nuan_statement_next (row, &error));
  centre = nuan_statement_dup (row, 0);
  with_figures = g_strdup_printf ("%s2026", centre);
  refused[3] = with_figures;
  g_clear_pointer (&row, nuan_statement_end);

  fixture_begin (fixture);
  for (guint i = 0; refused[i] != NULL; i++)
    {
      g_assert_false (nuan_staff_store_password (fixture->connection, fixture->admin, i == 0 ? "intake" : "cash", refused[i], &error));
      check_error (error, NUAN_ERROR_INVALID, "password");
    }
  g_assert_cmpint (nuan_staff_store_add (fixture->connection, fixture->admin, "new", "李建国", NUAN_ROLE_CASH, "lijianguo1", &error), ==, 0);
  check_error (error, NUAN_ERROR_INVALID, "password");
  fixture_commit (fixture);
}

static void
what_was_chosen_before_the_rule_still_signs_in (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = nuan_password_hash ("123456", &error);
  g_autoptr (NuanStaff) staff = NULL;

  fixture_begin (fixture);
  g_assert_true (nuan_sql_run (fixture->connection, &error, "UPDATE staff SET password = ? WHERE login = 'cash'", "t", hash));
  fixture_commit (fixture);
  staff = sign_in (fixture, "cash", "123456", &error);
  g_assert_no_error (error);
  g_assert_nonnull (staff);
}

static void
last_administrator_stays (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_true (nuan_staff_store_disable (fixture->connection, fixture->admin, "all", TRUE, &error));
  g_assert_false (nuan_staff_store_disable (fixture->connection, fixture->admin, "admin", TRUE, &error));
  check_error (error, NUAN_ERROR_RULE, "role");
  g_assert_false (nuan_staff_store_set_roles (fixture->connection, fixture->admin, "admin", NUAN_ROLE_CASH, &error));
  check_error (error, NUAN_ERROR_RULE, "role");
  fixture_commit (fixture);
}

static void
list_has_everybody (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) list = nuan_staff_store_list (fixture->connection, NULL);

  g_assert_cmpuint (list->len, ==, 7);
  g_assert_cmpstr (((NuanStaff *) list->pdata[1])->login, ==, "intake");
}

#define ADD(path, test) g_test_add ("/staff-store/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("right-password-tells-who-it-is", right_password_tells_who_it_is);
  ADD ("unknown-login-and-wrong-password-are-told-alike", unknown_login_and_wrong_password_are_told_alike);
  ADD ("what-may-be-a-password-is-written-nowhere", what_may_be_a_password_is_written_nowhere);
  ADD ("six-wrong-ones-make-everybody-wait", six_wrong_ones_make_everybody_wait);
  ADD ("five-wrong-ones-do-not", five_wrong_ones_do_not);
  ADD ("wait-doubles-up-to-a-minute", wait_doubles_up_to_a_minute);
  ADD ("many-tries-at-once-are-no-more-than-one-after-the-other", many_tries_at_once_are_no_more_than_one_after_the_other);
  ADD ("who-is-known-waits-a-little-only", who_is_known_waits_a_little_only);
  ADD ("clock-put-back-locks-nobody-out", clock_put_back_locks_nobody_out);
  ADD ("disabled-login-is-refused-and-may-nothing", disabled_login_is_refused_and_may_nothing);
  ADD ("rights-are-those-of-today", rights_are_those_of_today);
  ADD ("new-login-is-checked", new_login_is_checked);
  ADD ("password-is-changed-by-its-owner-or-reset-by-admin", password_is_changed_by_its_owner_or_reset_by_admin);
  ADD ("what-is-tried-first-is-no-new-password", what_is_tried_first_is_no_new_password);
  ADD ("what-was-chosen-before-the-rule-still-signs-in", what_was_chosen_before_the_rule_still_signs_in);
  ADD ("last-administrator-stays", last_administrator_stays);
  ADD ("list-has-everybody", list_has_everybody);
  return g_test_run ();
}

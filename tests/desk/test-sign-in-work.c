#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/path.h"
#include "check-error.h"
#include "desk/known-today.h"
#include "desk/sign-in-work.h"
#include "fixture.h"
#include "store/office/staff-store.h"

static char *
known_path (void)
{
  g_autofree char *folder = nuan_path_state ();

  return g_build_filename (folder, "signed-in", NULL);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = known_path ();

  fixture_set_up (fixture, unused);
  g_remove (path);
}

/* After so many wrong passwords, just now: the seconds that the right one waits. */
static gint64
wait_after (Fixture *fixture, guint failures)
{
  g_autoptr (NuanStaff) staff = NULL;
  gint64 wait_s = -1;

  g_assert_true (nuan_sql_run (fixture->connection, NULL, "UPDATE staff SET failures = ?, failed_at = ? WHERE login = 'intake'", "ii", (gint64) failures,
                               g_get_real_time () / G_USEC_PER_SEC));
  staff = nuan_sign_in_work (fixture->connection, "intake", FIXTURE_PASSWORD, &wait_s, NULL);
  g_assert_cmpint (wait_s > 0, ==, staff == NULL);
  return wait_s;
}

static void
who_signed_in_here_today_waits_five_seconds_at_most (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (wait_after (fixture, 100), >, 50);
  g_assert_cmpint (wait_after (fixture, 0), ==, 0);   /* signs in */
  g_assert_cmpint (wait_after (fixture, 100), <=, 5);
  g_assert_false (nuan_known_today (fixture->connection, "cash"));

  nuan_connection_set_today (fixture->connection, FIXTURE_TODAY + 1);
  g_assert_cmpint (wait_after (fixture, 100), >, 50);
}

static void
only_today_is_remembered_and_nothing_to_read (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = known_path (), *text = NULL;
  struct stat state;

  nuan_known_today_add (fixture->connection, "cash");
  nuan_connection_set_today (fixture->connection, FIXTURE_TODAY + 1);
  nuan_known_today_add (fixture->connection, "intake");
  nuan_known_today_add (fixture->connection, "review");
  nuan_known_today_add (fixture->connection, "review");
  g_assert_true (nuan_known_today (fixture->connection, "intake"));
  g_assert_true (nuan_known_today (fixture->connection, "review"));

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpuint (strlen (text), ==, 2 * (10 + 1 + 64 + 1));   /* a day, a blank, a digest, a line feed */
  g_assert_null (strstr (text, "intake"));
  g_assert_null (strstr (text, "2025-11-20"));
  g_assert_cmpint (g_stat (path, &state), ==, 0);
  g_assert_cmpint (state.st_mode & 0777, ==, 0600);
}

/* Whoever sits at another data file is another one. */
static void
another_data_file_knows_nobody (Fixture *fixture, gconstpointer unused)
{
  Fixture other = { 0 };

  fixture_set_up (&other, NULL);
  nuan_known_today_add (other.connection, "intake");
  g_assert_true (nuan_known_today (other.connection, "intake"));
  g_assert_false (nuan_known_today (fixture->connection, "intake"));
  fixture_tear_down (&other, NULL);
}

static void
a_wrong_password_makes_nobody_known (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 wait_s = -1;

  g_assert_null (nuan_sign_in_work (fixture->connection, "cash", "not the password", &wait_s, &error));
  check_error (error, NUAN_ERROR_FORBIDDEN, "password");
  g_assert_cmpint (wait_s, ==, 0);
  g_assert_false (nuan_known_today (fixture->connection, "cash"));
}

#define ADD(path, test) g_test_add ("/sign-in-work/" path, Fixture, NULL, set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_autofree char *state = g_dir_make_tmp ("nuan-state-XXXXXX", NULL);
  g_autofree char *folder = NULL, *path = NULL;
  int result;

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("who-signed-in-here-today-waits-five-seconds-at-most", who_signed_in_here_today_waits_five_seconds_at_most);
  ADD ("only-today-is-remembered-and-nothing-to-read", only_today_is_remembered_and_nothing_to_read);
  ADD ("another-data-file-knows-nobody", another_data_file_knows_nobody);
  ADD ("a-wrong-password-makes-nobody-known", a_wrong_password_makes_nobody_known);
  result = g_test_run ();

  folder = nuan_path_state ();
  path = known_path ();
  g_remove (path);
  g_rmdir (folder);
  g_rmdir (state);
  return result;
}

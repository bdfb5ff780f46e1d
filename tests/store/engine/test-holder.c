#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check-error.h"
#include "fixture.h"
#include "store/engine/holder.h"

static void
second_taker_is_told_who_holds_it (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanHolder) holder = nuan_holder_take (fixture->path, &error);
  g_autofree char *process = g_strdup_printf (", PID %d", (int) getpid ());

  g_assert_no_error (error);
  g_assert_true (nuan_holder_is_held (fixture->path));
  g_assert_null (nuan_holder_take (fixture->path, &error));
  g_assert_nonnull (strstr (error->message, g_get_user_name ()));
  g_assert_nonnull (strstr (error->message, g_get_host_name ()));
  g_assert_nonnull (strstr (error->message, process));
  check_error (error, NUAN_ERROR_CONFLICT, "db");
}

static void
released_file_is_free_again (Fixture *fixture, gconstpointer unused)
{
  NuanHolder *holder = nuan_holder_take (fixture->path, NULL);

  g_assert_nonnull (holder);
  nuan_holder_release (holder);
  g_assert_false (nuan_holder_is_held (fixture->path));
  holder = nuan_holder_take (fixture->path, NULL);
  g_assert_nonnull (holder);
  nuan_holder_release (holder);
}

static void
asking_does_not_take (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanHolder) holder = NULL;

  g_assert_false (nuan_holder_is_held (fixture->path));
  holder = nuan_holder_take (fixture->path, NULL);
  g_assert_nonnull (holder);
}

/* A window of another process: holds the file, says so, and waits to be killed. */
static pid_t
start_window (const char *path)
{
  int ready[2];
  char word;
  pid_t child;

  g_assert_cmpint (pipe (ready), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      if (nuan_holder_take (path, NULL) != NULL && write (ready[1], "h", 1) == 1)
        pause ();
      _exit (1);
    }

  g_assert_cmpint (read (ready[0], &word, 1), ==, 1);
  close (ready[0]);
  close (ready[1]);
  return child;
}

static void
killed_window_holds_nothing (Fixture *fixture, gconstpointer unused)
{
  const pid_t child = start_window (fixture->path);
  g_autofree char *process = g_strdup_printf (", PID %d", (int) child);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanHolder) holder = NULL;

  g_assert_true (nuan_holder_is_held (fixture->path));
  g_assert_null (nuan_holder_take (fixture->path, &error));
  g_assert_nonnull (strstr (error->message, process));
  g_clear_error (&error);

  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  holder = nuan_holder_take (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_nonnull (holder);
}

static void
lock_file_is_private (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanHolder) holder = nuan_holder_take (fixture->path, NULL);
  g_autofree char *lock = g_strconcat (fixture->path, ".lock", NULL);
  GStatBuf status;

  g_assert_cmpint (g_stat (lock, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
assert_no_lock (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_holder_is_held (fixture->path));   /* and does not wait for it */
  g_assert_null (nuan_holder_take (fixture->path, &error));
  g_assert_nonnull (error);
}

/* Written into, a link in the lock's place would cost the file that it leads to. */
static void
what_is_not_the_lock_is_not_written_into (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *lock = g_strconcat (fixture->path, ".lock", NULL);
  GStatBuf before, after;

  g_assert_cmpint (g_stat (fixture->path, &before), ==, 0);
  g_assert_cmpint (symlink (fixture->path, lock), ==, 0);
  assert_no_lock (fixture);
  g_unlink (lock);
  g_assert_cmpint (link (fixture->path, lock), ==, 0);
  assert_no_lock (fixture);
  g_unlink (lock);
  g_assert_cmpint (mkfifo (lock, 0600), ==, 0);
  assert_no_lock (fixture);
  g_unlink (lock);
  g_assert_cmpint (g_stat (fixture->path, &after), ==, 0);
  g_assert_cmpint (after.st_size, ==, before.st_size);
}

#define ADD(path, test) g_test_add ("/holder/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("second-taker-is-told-who-holds-it", second_taker_is_told_who_holds_it);
  ADD ("released-file-is-free-again", released_file_is_free_again);
  ADD ("asking-does-not-take", asking_does_not_take);
  ADD ("killed-window-holds-nothing", killed_window_holds_nothing);
  ADD ("lock-file-is-private", lock_file_is_private);
  ADD ("what-is-not-the-lock-is-not-written-into", what_is_not_the_lock_is_not_written_into);
  return g_test_run ();
}

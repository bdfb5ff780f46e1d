#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check-error.h"
#include "fixture.h"
#include "store/engine/holder.h"

/* A file system without locks. The linker puts these in the place of the system's functions. */
static gboolean no_locks;

int __real_flock   (int fd, int operation);
int __wrap_flock   (int fd, int operation);
int __real_fcntl64 (int fd, int command, ...);
int __wrap_fcntl   (int fd, int command, ...);
int __wrap_fcntl64 (int fd, int command, ...);

static int
have_none (void)
{
  errno = ENOLCK;
  return -1;
}

int
__wrap_flock (int fd, int operation)
{
  return no_locks ? have_none () : __real_flock (fd, operation);
}

int
__wrap_fcntl64 (int fd, int command, ...)
{
  va_list rest;
  void *argument;

  va_start (rest, command);
  argument = va_arg (rest, void *);
  va_end (rest);
  return no_locks && (command == F_SETLK || command == F_GETLK) ? have_none () : __real_fcntl64 (fd, command, argument);
}

int
__wrap_fcntl (int fd, int command, ...)
{
  va_list rest;
  void *argument;

  va_start (rest, command);
  argument = va_arg (rest, void *);
  va_end (rest);
  return __wrap_fcntl64 (fd, command, argument);
}

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

static void
what_a_stranger_wrote_stays (Fixture *fixture, gconstpointer unused)
{
  static const char *const texts[] = { "my notes", "anna@desk", "\n", "notes\nanna@desk, 2026-01-02 03:04, PID 5", "anna@desk, 2026-01-02 03:04, PID 5\n",
                                       "anna@desk, 2026-01-02 03:04, PID ", "2026-01-02 03:04, PID 5" };
  g_autofree char *lock = g_strconcat (fixture->path, ".lock", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *left = NULL;

      g_assert_true (g_file_set_contents (lock, texts[i], -1, NULL));
      g_assert_false (nuan_holder_is_held (fixture->path));
      g_assert_null (nuan_holder_take (fixture->path, &error));
      g_assert_nonnull (strstr (error->message, lock));
      check_error (error, NUAN_ERROR_FOREIGN, "db");
      g_assert_true (g_file_get_contents (lock, &left, NULL, NULL));
      g_assert_cmpstr (left, ==, texts[i]);
    }
}

static void
assert_taken (Fixture *fixture, const char *text, gssize size)
{
  g_autofree char *lock = g_strconcat (fixture->path, ".lock", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanHolder) holder = NULL;

  g_assert_true (g_file_set_contents (lock, text, size, NULL));
  holder = nuan_holder_take (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_nonnull (holder);
}

static void
a_lock_of_ours_is_taken_whatever_it_says (Fixture *fixture, gconstpointer unused)
{
  assert_taken (fixture, "", 0);
  assert_taken (fixture, "\0\0\0\0\0\0\0\0", 8);
  assert_taken (fixture, "anna@desk, 2026-01-02 03:04, PID 5", -1);
  assert_taken (fixture, "安娜@值 班, 1, 2026-01-02 03:04, PID 4194304", -1);
  assert_taken (fixture, "anna@\xff\xfe, 2026-01-02 03:04, PID 5", -1);
}

/* Nobody is blamed who is not there, and nothing is left behind. */
static void
place_without_locks_is_called_so (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *lock = g_strconcat (fixture->path, ".lock", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = NULL;

  no_locks = TRUE;
  g_assert_false (nuan_holder_is_held (fixture->path));
  g_assert_null (nuan_holder_take (fixture->path, &error));
  g_assert_nonnull (strstr (error->message, g_strerror (ENOLCK)));
  check_error (error, NUAN_ERROR_STORAGE, "db");
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  connection = nuan_connection_open (fixture->path, NUAN_OPEN_READ, &error);
  no_locks = FALSE;
  g_assert_null (connection);
  g_assert_nonnull (strstr (error->message, g_strerror (ENOLCK)));
  check_error (error, NUAN_ERROR_STORAGE, "db");
}

static void
work_that_is_given_up_leaves_no_lock (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *lock = g_strconcat (fixture->path, ".lock", NULL);

  nuan_holder_undo (nuan_holder_take (fixture->path, NULL));
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));

  nuan_holder_release (nuan_holder_take (fixture->path, NULL));
  nuan_holder_undo (nuan_holder_take (fixture->path, NULL));   /* which was there before */
  g_assert_true (g_file_test (lock, G_FILE_TEST_EXISTS));
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
  ADD ("what-a-stranger-wrote-stays", what_a_stranger_wrote_stays);
  ADD ("a-lock-of-ours-is-taken-whatever-it-says", a_lock_of_ours_is_taken_whatever_it_says);
  ADD ("place-without-locks-is-called-so", place_without_locks_is_called_so);
  ADD ("work-that-is-given-up-leaves-no-lock", work_that_is_given_up_leaves_no_lock);
  return g_test_run ();
}

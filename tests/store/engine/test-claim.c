#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "check-error.h"
#include "fixture.h"
#include "store/engine/file.h"

/* A data file that this process has not open, and other names of it. */
typedef struct
{
  Fixture  base;
  char    *path, *symlink;
  char    *folder, *link;   /* the second name, in another folder */
  pid_t    other;
  int      to, from;        /* what is said to the other program, and by it */
} Names;

static gboolean
count (NuanConnection *connection, gpointer unused, GError **error)
{
  return nuan_sql_run (connection, error, "INSERT INTO counter (name, value) SELECT 'count-' || count (*), 1 FROM counter", "");
}

/* Another program: it has the file open as PATH from its first word on. It writes when it is asked to ('w') and tells whether it was done, until
 * it is told to end ('e'). */
static void
work_elsewhere (const char *path, NuanOpen how, int from, int to)
{
  char word = 'o';
  NuanConnection *connection = nuan_connection_open (path, how, NULL);

  if (connection == NULL)
    _exit (1);
  while (word != 'e')
    {
      if (write (to, &word, 1) != 1 || read (from, &word, 1) != 1)
        _exit (1);
      if (word == 'w' && !nuan_connection_transact (connection, count, NULL, NULL))
        word = 'n';
    }

  nuan_connection_close (connection);
  _exit (0);
}

static gboolean
writes_elsewhere (Names *names)
{
  char answer = 0;

  g_assert_cmpint (write (names->to, "w", 1), ==, 1);
  g_assert_cmpint (read (names->from, &answer, 1), ==, 1);
  return answer == 'w';
}

static void
start_other (Names *names, NuanOpen how)
{
  int there[2], back[2];
  char word;

  g_assert_cmpint (pipe (there), ==, 0);
  g_assert_cmpint (pipe (back), ==, 0);
  names->other = fork ();
  g_assert_cmpint (names->other, >=, 0);
  if (names->other == 0)
    work_elsewhere (names->path, how, there[0], back[1]);

  close (there[0]);
  close (back[1]);
  names->to = there[1];
  names->from = back[0];
  g_assert_cmpint (read (names->from, &word, 1), ==, 1);
}

static void
set_up (Names *names, gconstpointer unused)
{
  fixture_set_up_file (&names->base);
  names->path = g_build_filename (names->base.folder, "other.db", NULL);
  names->folder = g_build_filename (names->base.folder, "elsewhere", NULL);
  names->link = g_build_filename (names->folder, "second.db", NULL);
  names->symlink = g_build_filename (names->base.folder, "pointer.db", NULL);
  start_other (names, NUAN_OPEN_CREATE);
  g_assert_cmpint (g_mkdir (names->folder, 0700), ==, 0);
  g_assert_cmpint (link (names->path, names->link), ==, 0);
  g_assert_cmpint (symlink ("other.db", names->symlink), ==, 0);
}

static void
end_other (Names *names)
{
  int status = 1;

  if (names->other == 0)
    return;

  g_assert_cmpint (write (names->to, "e", 1), ==, 1);
  g_assert_cmpint (waitpid (names->other, &status, 0), ==, names->other);
  g_assert_cmpint (status, ==, 0);
  names->other = 0;
  close (names->to);
  close (names->from);
}

static void
remove_all (const char *path)
{
  static const char *const ends[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (path, ends[i], NULL);

      g_unlink (name);
    }
}

static void
tear_down (Names *names, gconstpointer unused)
{
  end_other (names);
  remove_all (names->link);
  g_assert_cmpint (g_rmdir (names->folder), ==, 0);
  g_unlink (names->symlink);
  g_unlink (names->path);
  g_free (names->path);
  g_free (names->folder);
  g_free (names->link);
  g_free (names->symlink);
  fixture_tear_down (&names->base, NULL);
}

static void
assert_refused (const char *path, NuanOpen how)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (nuan_connection_open (path, how, &error));
  g_assert_nonnull (strstr (error->message, path));
  check_error (error, NUAN_ERROR_STORAGE, "db");
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

static void
assert_opens (const char *path, NuanOpen how)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, how, &error);

  g_assert_no_error (error);
  g_assert_nonnull (connection);
}

static void
second_name_is_refused_while_another_program_has_the_first (Names *names, gconstpointer unused)
{
  assert_refused (names->link, NUAN_OPEN_WRITE);
  assert_refused (names->link, NUAN_OPEN_READ);
  assert_refused (names->link, NUAN_OPEN_COPY);
  assert_opens (names->path, NUAN_OPEN_WRITE);
  assert_opens (names->symlink, NUAN_OPEN_WRITE);

  end_other (names);
  assert_opens (names->link, NUAN_OPEN_WRITE);   /* two names alone are no fault */
  assert_opens (names->path, NUAN_OPEN_READ);
}

static void
second_name_is_refused_while_this_program_has_the_first (Names *names, gconstpointer unused)
{
  g_autoptr (NuanConnection) first = NULL, again = NULL;

  end_other (names);
  first = nuan_connection_open (names->path, NUAN_OPEN_WRITE, NULL);
  again = nuan_connection_open (names->symlink, NUAN_OPEN_READ, NULL);
  g_assert_nonnull (first);
  g_assert_nonnull (again);
  assert_refused (names->link, NUAN_OPEN_WRITE);
  g_clear_pointer (&first, nuan_connection_close);
  assert_refused (names->link, NUAN_OPEN_READ);
  g_clear_pointer (&again, nuan_connection_close);
  assert_opens (names->link, NUAN_OPEN_WRITE);
}

static void
renamed_file_keeps_its_log_at_the_old_name_and_is_refused_at_the_new_one (Names *names, gconstpointer unused)
{
  g_autofree char *new = g_build_filename (names->base.folder, "new.db", NULL);

  g_assert_cmpint (rename (names->path, new), ==, 0);
  assert_refused (new, NUAN_OPEN_WRITE);
  g_assert_cmpint (rename (new, names->path), ==, 0);
}

/* Killed, it holds nothing more, but its log has what the file has not. */
static void
second_name_is_refused_as_long_as_a_log_stands_beside_the_first (Names *names, gconstpointer unused)
{
  g_autofree char *beside = g_build_filename (names->base.folder, "beside.db", NULL);

  g_assert_cmpint (link (names->path, beside), ==, 0);
  g_assert_cmpint (kill (names->other, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (names->other, NULL, 0), ==, names->other);
  names->other = 0;
  close (names->to);
  close (names->from);
  assert_refused (beside, NUAN_OPEN_WRITE);
  assert_refused (beside, NUAN_OPEN_COPY);
  assert_opens (names->path, NUAN_OPEN_WRITE);
  assert_opens (beside, NUAN_OPEN_WRITE);
}

static gboolean
ask_another_program_whether_it_may_write (const char *path)
{
  const pid_t child = fork ();
  int status = 0;

  if (child == 0)   /* SQLite alone: it knows nothing of claims */
    {
      execlp ("sqlite3", "sqlite3", "-batch", path, "BEGIN IMMEDIATE; ROLLBACK;", NULL);
      _exit (127);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) != 127);
  return WEXITSTATUS (status) == 0;
}

/* Closing any descriptor of a file would drop the locks of all the others in this process. */
static void
connection_that_is_closed_leaves_the_locks_of_the_others (Names *names, gconstpointer unused)
{
  assert_opens (names->base.path, NUAN_OPEN_READ);
  fixture_begin (&names->base);
  assert_opens (names->base.path, NUAN_OPEN_READ);
  g_assert_false (ask_another_program_whether_it_may_write (names->base.path));
  fixture_rollback (&names->base);
  g_assert_true (ask_another_program_whether_it_may_write (names->base.path));
}

static guint64
find_inode (const char *path, const char *ending)
{
  g_autofree char *name = g_strconcat (path, ending, NULL);
  GStatBuf status;

  return g_stat (name, &status) == 0 ? status.st_ino : 0;
}

/* As a file chooser does. */
static void
look_what_kind_of_file_it_is (const char *path, const char *ending)
{
  g_autofree char *name = g_strconcat (path, ending, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (name);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  const int fd = g_open (name, O_RDONLY, 0);

  g_assert_nonnull (info);
  g_assert_cmpint (fd, >=, 0);
  close (fd);
}

static void
file_that_this_program_opens_and_closes_besides_keeps_its_locks (Names *names, gconstpointer unused)
{
  static const char *const endings[] = { "", "-wal", "-shm" };
  const char *path = names->base.path;
  const guint64 log = find_inode (path, "-wal");

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      fixture_begin (&names->base);
      look_what_kind_of_file_it_is (path, endings[i]);
      g_assert_false (ask_another_program_whether_it_may_write (path));
      fixture_rollback (&names->base);
      look_what_kind_of_file_it_is (path, endings[i]);
      g_assert_true (ask_another_program_whether_it_may_write (path));   /* and does not remove the log when it ends */
      g_assert_cmpuint (find_inode (path, "-wal"), ==, log);
    }
}

static gint64
read_counters (const char *path)
{
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_READ, NULL);
  gint64 n = -1;

  g_assert_nonnull (connection);
  g_assert_true (nuan_sql_value (connection, &n, NULL, "SELECT count (*) FROM counter", ""));
  return n;
}

static void
unlink_beside (const char *path, const char *ending)
{
  g_autofree char *name = g_strconcat (path, ending, NULL);

  g_assert_cmpint (g_unlink (name), ==, 0);
}

static void
refuse_newcomers (Names *names)
{
  static const NuanOpen ways[] = { NUAN_OPEN_WRITE, NUAN_OPEN_READ, NUAN_OPEN_COPY };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (nuan_connection_open (names->path, ways[i], &error));
      check_error (error, NUAN_ERROR_STORAGE, "db");
    }
}

/* What that program may still save would be saved into a file that went aside without it. */
static void
refuse_a_file_in_its_place (Names *names)
{
  g_autofree char *part = g_build_filename (names->base.folder, "part.db", NULL), *aside = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (part, "new", -1, NULL));
  g_assert_false (nuan_file_swap (names->path, part, NULL, NULL, &aside, &error));
  check_error (error, NUAN_ERROR_STORAGE, "db");
  g_assert_null (aside);
  g_assert_cmpint (g_unlink (part), ==, 0);
}

static void
log_that_is_removed_under_a_program_stops_all_and_is_saved (Names *names, gconstpointer unused)
{
  static const char *const removed[][2] = { { "-shm" }, { "-wal" }, { "-wal", "-shm" } };
  gint64 n = 1;

  g_assert_cmpint (g_unlink (names->link), ==, 0);   /* nothing is put in the place of a file with two names */
  for (guint i = 0; i < G_N_ELEMENTS (removed); i++)
    {
      if (names->other == 0)
        start_other (names, NUAN_OPEN_WRITE);
      g_assert_true (writes_elsewhere (names));
      g_test_message ("without %s", removed[i][0]);
      for (guint j = 0; j < 2 && removed[i][j] != NULL; j++)
        unlink_beside (names->path, removed[i][j]);
      refuse_newcomers (names);
      refuse_a_file_in_its_place (names);
      g_assert_false (writes_elsewhere (names));
      refuse_newcomers (names);
      end_other (names);
      g_assert_cmpint (read_counters (names->path), ==, n++);
    }
}

#define ADD(path, test) g_test_add ("/claim/" path, Names, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("second-name-is-refused-while-another-program-has-the-first", second_name_is_refused_while_another_program_has_the_first);
  ADD ("second-name-is-refused-while-this-program-has-the-first", second_name_is_refused_while_this_program_has_the_first);
  ADD ("second-name-is-refused-as-long-as-a-log-stands-beside-the-first", second_name_is_refused_as_long_as_a_log_stands_beside_the_first);
  ADD ("renamed-file-keeps-its-log-at-the-old-name-and-is-refused-at-the-new-one",
       renamed_file_keeps_its_log_at_the_old_name_and_is_refused_at_the_new_one);
  ADD ("file-that-this-program-opens-and-closes-besides-keeps-its-locks", file_that_this_program_opens_and_closes_besides_keeps_its_locks);
  ADD ("log-that-is-removed-under-a-program-stops-all-and-is-saved", log_that_is_removed_under_a_program_stops_all_and_is_saved);
  ADD ("connection-that-is-closed-leaves-the-locks-of-the-others", connection_that_is_closed_leaves_the_locks_of_the_others);
  return g_test_run ();
}

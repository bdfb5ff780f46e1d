#include "config.h"

#include "store/engine/holder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/owner.h"
#include "base/path.h"
#include "store/engine/place.h"

#define WHO_BYTES 1024   /* of the text in a lock */

/* The lock lives as long as the process, however it ends; the text in the file only tells people who it is. */
struct _NuanHolder
{
  int   fd;     /* -1 where nothing can be written, so that nobody has to be kept out */
  char *made;   /* the name of the lock, if it was not there before */
};

/* One lock a file, whatever link leads to it. */
static char *
lock_path (const char *path)
{
  g_autofree char *file = nuan_path_follow (path);

  return g_strconcat (file, ".lock", NULL);
}

/* Whoever may work with PATH may lock it. */
static int
make_lock (const char *lock, const char *path, int flags)
{
  const int fd = g_open (lock, flags | O_CREAT | O_EXCL, 0600);

  if (fd >= 0)
    nuan_owner_follow (fd, path);
  return fd;
}

/* A lock says nothing, not even after a power cut, or what describe_self() writes, in whatever encoding the name of the machine is. */
static gboolean
is_of_ours (int fd, off_t size)
{
  static const char form[] = "\\A[^\\n]*@[^\\n]*, \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d, PID \\d+\\z";
  char text[WHO_BYTES] = "";

  if (size >= WHO_BYTES || pread (fd, text, (gsize) size, 0) != size)
    return FALSE;
  if (strlen (text) == (gsize) size && size > 0)
    return g_regex_match_simple (form, text, G_REGEX_RAW, 0);

  while (size > 0 && text[size - 1] == '\0')
    size--;
  return size == 0;
}

/* Whatever stands under that name: only a file of ours is written into, and nothing makes us wait. MADE: NULL, or the lock of PATH is made where
 * there is none, and whether it was. */
static int
open_lock (const char *lock, const char *path, gboolean *made, GError **error)
{
  const int flags = (made != NULL ? O_RDWR : O_RDONLY) | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
  struct stat status;
  int fd = g_open (lock, flags, 0);

  if (made != NULL)
    *made = fd < 0 && errno == ENOENT && (fd = make_lock (lock, path, flags)) >= 0;
  if (fd < 0 && errno == EEXIST)
    fd = g_open (lock, flags, 0);   /* somebody else's since a moment */

  if (fd >= 0 && fstat (fd, &status) == 0 && S_ISREG (status.st_mode) && status.st_nlink == 1 && is_of_ours (fd, status.st_size))
    return fd;

  if (fd >= 0)
    nuan_error_set (error, NUAN_ERROR_FOREIGN, "db", _("%s is not the lock of a data file; move it away first"), lock);
  else
    nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("The file %s can't be made: %s"), lock, g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return -1;
}

static char *
describe_self (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *since = g_date_time_format (now, "%Y-%m-%d %H:%M");

  return g_strdup_printf ("%s@%s, %s, PID %d", g_get_user_name (), g_get_host_name (), since, (int) getpid ());
}

static void
refuse (int fd, const char *path, int code, GError **error)
{
  char who[WHO_BYTES] = "";
  const gssize length = pread (fd, who, sizeof who - 1, 0);

  if (code != EWOULDBLOCK)
    {
      nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("No file can be locked where %s lies (%s): two programs would write over each other there; "
                                                         "move it to another disk or folder"),
                      path, g_strerror (code));
      return;
    }

  who[MAX (length, 0)] = '\0';
  nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("Another window has %s open: %s"), path,
                  who[0] != '\0' && g_utf8_validate (who, -1, NULL) ? who : "?");
}

/* FD may be of a lock that another program took away since it was opened: whoever holds that holds nothing. */
static gboolean
is_named (int fd, const char *lock)
{
  struct stat ours, named;

  return fstat (fd, &ours) == 0 && lstat (lock, &named) == 0 && ours.st_dev == named.st_dev && ours.st_ino == named.st_ino;
}

/* The lock, held; -1 with either error, PROBLEM where there is no lock that could be held. */
static int
hold_lock (const char *lock, const char *path, gboolean *made, GError **problem, GError **error)
{
  int fd;

  while ((fd = open_lock (lock, path, made, problem)) >= 0)
    {
      const int code = flock (fd, LOCK_EX | LOCK_NB) == 0 ? 0 : errno;

      if (code == 0 && is_named (fd, lock))
        return fd;

      if (code != 0)
        refuse (fd, path, code, error);
      if (code != 0 && *made)
        g_unlink (lock);
      close (fd);
      if (code != 0)
        return -1;
    }

  return -1;
}

static NuanHolder *
holder_new (int fd, const char *made)
{
  NuanHolder *holder = g_new (NuanHolder, 1);

  *holder = (NuanHolder) { fd, g_strdup (made) };
  return holder;
}

NuanHolder *
nuan_holder_take (const char *path, GError **error)
{
  g_autofree char *lock = lock_path (path);
  g_autofree char *self = describe_self ();
  g_autoptr (GError) problem = NULL;
  gboolean made = FALSE;
  int fd;

  if (!nuan_file_place_accept (path, error))
    return NULL;
  fd = hold_lock (lock, path, &made, &problem, error);
  if (problem != NULL && g_file_test (path, G_FILE_TEST_EXISTS) && !nuan_file_place_can_write (path))
    return holder_new (-1, NULL);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  if (fd < 0)
    return NULL;

  if (ftruncate (fd, 0) != 0 || pwrite (fd, self, strlen (self), 0) < 0)
    g_debug ("%s: %s", lock, g_strerror (errno));   /* only the name of the holder is lost */

  return holder_new (fd, made ? lock : NULL);
}

/* The file stays, and with it who held it last. */
void
nuan_holder_release (NuanHolder *holder)
{
  if (holder == NULL)
    return;

  if (holder->fd >= 0)
    close (holder->fd);
  g_free (holder->made);
  g_free (holder);
}

/* As long as it is held nobody else has it, and whoever opened it meanwhile sees that it has no name any more. */
void
nuan_holder_undo (NuanHolder *holder)
{
  if (holder != NULL && holder->made != NULL && is_named (holder->fd, holder->made))
    g_unlink (holder->made);
  nuan_holder_release (holder);
}

gboolean
nuan_holder_is_held (const char *path)
{
  g_autofree char *lock = lock_path (path);
  const int fd = open_lock (lock, path, NULL, NULL);
  gboolean held;

  if (fd < 0)
    return FALSE;

  held = flock (fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  close (fd);
  return held;
}

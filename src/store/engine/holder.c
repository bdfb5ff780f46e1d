#include "config.h"

#include "store/engine/holder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "store/engine/place.h"

#define WHO_BYTES 1024   /* of the text in a lock */

/* The lock lives as long as the process, however it ends; the text in the file only tells people who it is. */
struct _NuanHolder
{
  int fd;   /* -1 where nothing can be written, so that nobody has to be kept out */
};

/* One lock a file, whatever link leads to it. */
static char *
lock_path (const char *path)
{
  char *real = realpath (path, NULL);
  char *lock = g_strconcat (real != NULL ? real : path, ".lock", NULL);

  free (real);
  return lock;
}

/* Whatever stands under that name: only a file of ours is written into, and nothing makes us wait. */
static int
open_lock (const char *lock, int flags, GError **error)
{
  struct stat status;
  const int fd = g_open (lock, flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0600);

  if (fd >= 0 && fstat (fd, &status) == 0 && S_ISREG (status.st_mode) && status.st_nlink == 1 && status.st_size < WHO_BYTES)
    return fd;

  if (fd >= 0)
    nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("%s is not the lock of a data file; move it away first"), lock);
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
refuse (int fd, const char *path, GError **error)
{
  char who[WHO_BYTES] = "";
  const gssize length = pread (fd, who, sizeof who - 1, 0);

  who[MAX (length, 0)] = '\0';
  nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("Another window has %s open: %s"), path,
                  who[0] != '\0' && g_utf8_validate (who, -1, NULL) ? who : "?");
}

NuanHolder *
nuan_holder_take (const char *path, GError **error)
{
  g_autofree char *lock = lock_path (path);
  g_autofree char *self = describe_self ();
  g_autoptr (GError) problem = NULL;
  NuanHolder *holder;
  int fd;

  if (!nuan_file_place_accept (path, error))
    return NULL;
  fd = open_lock (lock, O_RDWR | O_CREAT, &problem);
  if (fd < 0 && g_file_test (path, G_FILE_TEST_EXISTS) && !nuan_file_place_can_write (path))
    {
      holder = g_new (NuanHolder, 1);
      holder->fd = -1;
      return holder;
    }
  if (fd < 0)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      refuse (fd, path, error);
      close (fd);
      return NULL;
    }

  if (ftruncate (fd, 0) != 0 || pwrite (fd, self, strlen (self), 0) < 0)
    g_debug ("%s: %s", lock, g_strerror (errno));   /* only the name of the holder is lost */

  holder = g_new (NuanHolder, 1);
  holder->fd = fd;
  return holder;
}

/* The file stays: removing it would let two windows lock two files of the same name. */
void
nuan_holder_release (NuanHolder *holder)
{
  if (holder == NULL)
    return;

  if (holder->fd >= 0)
    close (holder->fd);
  g_free (holder);
}

gboolean
nuan_holder_is_held (const char *path)
{
  g_autofree char *lock = lock_path (path);
  const int fd = open_lock (lock, O_RDONLY, NULL);
  gboolean held;

  if (fd < 0)
    return FALSE;

  held = flock (fd, LOCK_SH | LOCK_NB) != 0;
  close (fd);
  return held;
}

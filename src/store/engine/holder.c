#include "config.h"

#include "store/engine/holder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/error.h"

/* The lock lives as long as the process, however it ends; the text in the file only tells people who it is. */
struct _NuanHolder
{
  int fd;
};

static char *
lock_path (const char *path)
{
  return g_strconcat (path, ".lock", NULL);
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
  char who[256] = "";
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
  NuanHolder *holder;
  const int fd = g_open (lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("The file %s can't be made: %s"), lock, g_strerror (errno));
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

  close (holder->fd);
  g_free (holder);
}

gboolean
nuan_holder_is_held (const char *path)
{
  g_autofree char *lock = lock_path (path);
  const int fd = g_open (lock, O_RDONLY | O_CLOEXEC, 0);
  gboolean held;

  if (fd < 0)
    return FALSE;

  held = flock (fd, LOCK_SH | LOCK_NB) != 0;
  close (fd);
  return held;
}

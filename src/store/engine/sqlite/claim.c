#define _GNU_SOURCE   /* F_OFD_SETLK, preadv2 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/path.h"
#include "store/engine/sqlite/sqlite-private.h"

/* SQLite's own locks (sqlite.org/src, os.h): of one that is going to write over pages; of each that has the file open with its log. */
#define RESERVED_BYTE ((off_t) 0x40000001)
#define SHARED_FIRST  ((off_t) 0x40000002)
#define SHARED_SIZE   510

/* A byte for each name, far behind any byte of a file and behind SQLite's own locks (sqlite.org/src, os.h: PENDING_BYTE). */
#define FIRST_BYTE ((off_t) 0x4e75616e00000000)
#define N_BYTES    ((off_t) 1 << 32)

/* One data file that this process has open, however often. */
struct _NuanClaim
{
  NuanFilePlace place;
  off_t         name;      /* of N_BYTES */
  int           fd;        /* -1: it can't be opened for reading */
  guint         n_users;
};

static GMutex mutex;
static GPtrArray *claims;   /* NuanClaim */

/* Log and lock go by the folder and the name in it, by whatever path and through whatever link or mount they are reached. */
static off_t
hash_name (const char *path)
{
  g_autofree char *file = nuan_path_follow (path);
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *name = g_path_get_basename (file);
  struct stat status = { 0 };
  g_autofree char *whole = NULL;

  stat (folder, &status);
  whole = g_strdup_printf ("%" G_GUINT64_FORMAT "/%s", (guint64) status.st_ino, name);
  return (off_t) g_str_hash (whole);
}

static gboolean
refuse (const char *path, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_STORAGE, "db",
                  _("The data file %s is open under another name just now (a hard link, or it was renamed), and its log stands beside that name: "
                    "close it there, or open it under that name"),
                  path);
  return FALSE;
}

static int
lock (int fd, int command, short type, off_t from, off_t n, struct flock *answer)
{
  *answer = (struct flock) { .l_type = type, .l_whence = SEEK_SET, .l_start = FIRST_BYTE + from, .l_len = n };
  return n > 0 ? fcntl (fd, command, answer) : -1;
}

static gboolean
is_taken (int fd, off_t from, off_t n)
{
  struct flock answer;

  return lock (fd, F_OFD_GETLK, F_WRLCK, from, n, &answer) == 0 && answer.l_type != F_UNLCK;
}

/* The own byte first: of two programs at the same moment at least one sees the other. A file system without locks is believed. */
static gboolean
lock_name (const NuanClaim *self, const char *path, GError **error)
{
  struct flock answer;

  if (self->fd < 0 || lock (self->fd, F_OFD_SETLK, F_RDLCK, self->name, 1, &answer) != 0)
    return TRUE;

  return !(is_taken (self->fd, 0, self->name) || is_taken (self->fd, self->name + 1, N_BYTES - self->name - 1)) || refuse (path, error);
}

static NuanClaim *
find (const NuanFilePlace *place)
{
  for (guint i = 0; claims != NULL && i < claims->len; i++)
    {
      NuanClaim *claim = g_ptr_array_index (claims, i);

      if (nuan_file_place_equal (&claim->place, place))
        return claim;
    }

  return NULL;
}

/* There is one descriptor a file, opened before SQLite opens the first time and closed after it closed the last time: it holds SQLite's locks too,
 * see locks.c. */
static int
open_file (const char *path)
{
  const int flags = O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
  const int fd = open (path, O_RDWR | flags);

  return fd >= 0 ? fd : open (path, O_RDONLY | flags);
}

static NuanClaim *
add (const char *path, const NuanFilePlace *place, off_t name, GError **error)
{
  NuanClaim *claim = g_new (NuanClaim, 1);

  *claim = (NuanClaim) { *place, name, open_file (path), 1 };
  if (!lock_name (claim, path, error))
    {
      close (claim->fd);
      g_free (claim);
      return NULL;
    }

  if (claims == NULL)
    claims = g_ptr_array_new ();
  g_ptr_array_add (claims, claim);
  return claim;
}

static NuanClaim *
take (const char *path, GError **error)
{
  const off_t name = hash_name (path);
  NuanFilePlace place;
  NuanClaim *claim;

  if (!nuan_file_place_note (path, &place))
    {
      nuan_error_set (error, NUAN_ERROR_NOT_FOUND, "db", _("There is no data file %s"), path);
      return NULL;
    }

  claim = find (&place);
  if (claim == NULL)
    return add (path, &place, name, error);
  if (claim->name != name)
    {
      refuse (path, error);
      return NULL;
    }
  claim->n_users++;
  return claim;
}

NuanClaim *
nuan_sqlite_claim (const char *path, GError **error)
{
  NuanClaim *claim;

  g_mutex_lock (&mutex);
  claim = take (path, error);
  g_mutex_unlock (&mutex);
  return claim;
}

void
nuan_sqlite_unclaim (NuanClaim *claim)
{
  if (claim == NULL)
    return;

  g_mutex_lock (&mutex);
  if (--claim->n_users == 0)
    {
      g_ptr_array_remove_fast (claims, claim);
      if (claim->fd >= 0)
        close (claim->fd);
      g_free (claim);
    }
  g_mutex_unlock (&mutex);
}

int
nuan_sqlite_find_claimed (int fd)
{
  struct stat status;
  NuanClaim *claim;
  int held;

  if (fstat (fd, &status) != 0)
    return -1;

  g_mutex_lock (&mutex);
  claim = find (&(const NuanFilePlace) { status.st_dev, status.st_ino });
  held = claim != NULL ? claim->fd : -1;
  g_mutex_unlock (&mutex);
  return held;
}

gboolean
nuan_sqlite_accept_locks (const NuanClaim *claim, const char *path, GError **error)
{
  struct flock answer = { .l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = SHARED_FIRST, .l_len = SHARED_SIZE };

  if (claim->fd < 0 || fcntl (claim->fd, F_GETLK, &answer) == 0 || errno != ENOLCK)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("No file can be locked where %s lies (%s): two programs would write over each other there; "
                                                     "move it to another disk or folder"),
                  path, g_strerror (errno));
  return FALSE;
}

/* SQLite's locks of this process stand on the same descriptor, and one does not meet its own. */
static gboolean
is_locked_elsewhere (const NuanClaim *claim, off_t from, off_t n)
{
  return is_taken (claim->fd, from - FIRST_BYTE, n);
}

gboolean
nuan_sqlite_is_written (const NuanClaim *claim)
{
  return is_locked_elsewhere (claim, RESERVED_BYTE, 1);
}

gboolean
nuan_sqlite_is_open_elsewhere (const NuanClaim *claim)
{
  return claim != NULL && is_locked_elsewhere (claim, SHARED_FIRST, SHARED_SIZE);
}

/* Read and write version of the header (sqlite.org/fileformat, 1.3.3): 2 is with a log. */
gboolean
nuan_sqlite_says_log (const NuanClaim *claim)
{
  guint8 versions[2];

  return claim->fd >= 0 && pread (claim->fd, versions, sizeof versions, 18) == sizeof versions && versions[0] == 2 && versions[1] == 2;
}

gboolean
nuan_sqlite_is_alone (const NuanClaim *claim)
{
  gboolean alone;

  g_mutex_lock (&mutex);
  alone = claim->n_users == 1;
  g_mutex_unlock (&mutex);
  return alone && !nuan_sqlite_is_open_elsewhere (claim);
}

gboolean
nuan_sqlite_is_cached (const NuanClaim *claim, gint64 at)
{
  guint8 byte;
  const struct iovec one = { &byte, sizeof byte };

  return claim != NULL && claim->fd >= 0 && preadv2 (claim->fd, &one, 1, at, RWF_NOWAIT) == sizeof byte;
}

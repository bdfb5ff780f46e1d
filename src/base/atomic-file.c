#include "config.h"

#include "base/atomic-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/error.h"

#define BUFFER_BYTES (64 * 1024)

struct _NuanAtomicFile
{
  char    *path;
  char    *part;
  int      descriptor;   /* of the part; holds the lock */
  GString *buffer;
};

static gboolean
fail (const char *path, GError **error)
{
  int code = errno;
  g_autofree char *name = g_path_get_basename (path);

  nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("“%s” could not be written: %s"), name, g_strerror (code));
  return FALSE;
}

/* A rename onto a folder or a device would fail late or do harm. */
static gboolean
check_target (const char *path, GError **error)
{
  struct stat status;

  if (lstat (path, &status) != 0)
    return errno == ENOENT ? TRUE : fail (path, error);
  if (S_ISREG (status.st_mode) || S_ISLNK (status.st_mode))
    return TRUE;
  errno = S_ISDIR (status.st_mode) ? EISDIR : ENOTSUP;
  return fail (path, error);
}

/* A part left by a killed program is taken over; one that somebody holds is left alone. */
static int
open_part (const char *part, GError **error)
{
  for (;;)
    {
      struct stat ours, named;
      int descriptor = open (part, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

      if (descriptor < 0)
        {
          fail (part, error);
          return -1;
        }
      if (flock (descriptor, LOCK_EX | LOCK_NB) != 0)
        {
          close (descriptor);
          nuan_error_set (error, NUAN_ERROR_CONFLICT, NULL, _("Another program is writing this file; wait until it is done"));
          return -1;
        }
      /* Between open and lock the holder may have renamed or removed it: then what we hold is not what the name says. */
      if (fstat (descriptor, &ours) == 0 && stat (part, &named) == 0 && ours.st_ino == named.st_ino && ours.st_dev == named.st_dev)
        {
          if (fchmod (descriptor, 0600) == 0 && ftruncate (descriptor, 0) == 0)
            return descriptor;
          fail (part, error);
          close (descriptor);
          return -1;
        }
      close (descriptor);
    }
}

NuanAtomicFile *
nuan_atomic_file_begin (const char *path, GError **error)
{
  g_autofree char *part = NULL;
  NuanAtomicFile *file;
  int descriptor;

  g_return_val_if_fail (path != NULL, NULL);

  if (!check_target (path, error))
    return NULL;
  part = g_strconcat (path, ".part", NULL);
  descriptor = open_part (part, error);
  if (descriptor < 0)
    return NULL;

  file = g_new0 (NuanAtomicFile, 1);
  file->path = g_strdup (path);
  file->part = g_steal_pointer (&part);
  file->descriptor = descriptor;
  file->buffer = g_string_sized_new (BUFFER_BYTES);
  return file;
}

static gboolean
write_all (NuanAtomicFile *file, const char *data, gsize size, GError **error)
{
  while (size > 0)
    {
      gssize written = write (file->descriptor, data, size);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return fail (file->path, error);
      data += written;
      size -= (gsize) written;
    }
  return TRUE;
}

static gboolean
flush (NuanAtomicFile *file, GError **error)
{
  gboolean success = write_all (file, file->buffer->str, file->buffer->len, error);

  g_string_truncate (file->buffer, 0);
  return success;
}

gboolean
nuan_atomic_file_write (NuanAtomicFile *file, gconstpointer data, gsize size, GError **error)
{
  g_return_val_if_fail (file != NULL, FALSE);

  if (file->buffer->len + size > BUFFER_BYTES && !flush (file, error))
    return FALSE;
  if (size >= BUFFER_BYTES)
    return write_all (file, data, size, error);
  g_string_append_len (file->buffer, data, (gssize) size);
  return TRUE;
}

gboolean
nuan_atomic_file_puts (NuanAtomicFile *file, const char *text, GError **error)
{
  return nuan_atomic_file_write (file, text, strlen (text), error);
}

const char *
nuan_atomic_file_get_part (NuanAtomicFile *file)
{
  g_return_val_if_fail (file != NULL, NULL);

  return file->part;
}

static void
atomic_file_free (NuanAtomicFile *file)
{
  close (file->descriptor);
  g_string_free (file->buffer, TRUE);
  g_free (file->part);
  g_free (file->path);
  g_free (file);
}

/* The new name itself must survive a power cut. Some file systems can't sync a folder; then there is nothing more to do. */
static gboolean
sync_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int descriptor = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean success;

  if (descriptor < 0)
    return TRUE;
  success = fsync (descriptor) == 0 || errno != EIO;
  if (!success)
    fail (path, error);
  close (descriptor);
  return success;
}

gboolean
nuan_atomic_file_commit (NuanAtomicFile *file, GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (file != NULL, FALSE);

  path = g_strdup (file->path);
  if (!flush (file, error))
    {
      nuan_atomic_file_abort (file);
      return FALSE;
    }
  if (fsync (file->descriptor) != 0 || rename (file->part, file->path) != 0)
    {
      fail (file->path, error);
      nuan_atomic_file_abort (file);
      return FALSE;
    }
  atomic_file_free (file);
  return sync_folder (path, error);
}

void
nuan_atomic_file_abort (NuanAtomicFile *file)
{
  if (file == NULL)
    return;
  unlink (file->part);
  atomic_file_free (file);
}

gboolean
nuan_atomic_file_replace (const char *path, GBytes *content, GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (content, &size);
  g_autoptr (NuanAtomicFile) file = nuan_atomic_file_begin (path, error);

  if (file == NULL || !nuan_atomic_file_write (file, data, size, error))
    return FALSE;
  return nuan_atomic_file_commit (g_steal_pointer (&file), error);
}

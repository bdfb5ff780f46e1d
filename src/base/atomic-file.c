#define _GNU_SOURCE   /* renameat2 */
#include "config.h"

#include "base/atomic-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/owner.h"
#include "base/part-file.h"
#include "base/precious-file.h"
#include "base/unfinished.h"

#define BUFFER_BYTES (64 * 1024)

/* What a name says at a moment. */
typedef struct {
  gboolean exists;
  dev_t    device;
  ino_t    inode;
} Standing;

struct _NuanAtomicFile
{
  char        *path;
  char        *part;
  char        *log;          /* that goes with it; NULL: none */
  int          descriptor;   /* of the part; holds the lock */
  GString     *buffer;
  NuanFileMode mode;
  Standing     standing;     /* at PATH when the work began */
  gboolean     placed;       /* the new file has its name */
  gboolean     exchanged;    /* and the old one has the part's, which is the name of an old file then */
  char        *old;          /* the name of the old one where two names can't be exchanged; NULL: none */
};

static gboolean
fail (const char *path, GError **error)
{
  int code = errno;
  g_autofree char *name = g_path_get_basename (path);

  nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("“%s” could not be written: %s"), name, g_strerror (code));
  return FALSE;
}

static gboolean
refuse_existing (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  nuan_error_set (error, NUAN_ERROR_CONFLICT, NULL, _("There is a file “%s” already; it stays as it is"), name);
  return FALSE;
}

static gboolean
refuse_other (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  nuan_error_set (error, NUAN_ERROR_CONFLICT, NULL, _("Another program has changed “%s” meanwhile; look at it and try again"), name);
  return FALSE;
}

/* A folder, a pipe or a device: nothing of it is opened. */
static gboolean
refuse_kind (const char *path, mode_t kind, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  if (S_ISDIR (kind))
    nuan_error_set (error, NUAN_ERROR_INVALID, NULL, _("“%s” is a folder; name a file"), name);
  else
    nuan_error_set (error, NUAN_ERROR_INVALID, NULL, _("“%s” is a pipe, a socket or a device; name a file"), name);
  return FALSE;
}

/* Where PATH leads: a link is kept, its file is replaced. Owned. */
static char *
follow (const char *path, GError **error)
{
  struct stat status;
  char *real, *copy;

  if (*path == '\0')
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, NULL, _("A file needs a name"));
      return NULL;
    }
  if (lstat (path, &status) != 0 || !S_ISLNK (status.st_mode))
    return g_strdup (path);

  real = realpath (path, NULL);
  if (real == NULL)
    {
      g_autofree char *name = g_path_get_basename (path);

      nuan_error_set (error, NUAN_ERROR_CONFLICT, NULL, _("“%s” is a link that leads nowhere; remove it or choose another name"), name);
      return NULL;
    }
  copy = g_strdup (real);
  free (real);
  return copy;
}

static gboolean
check_precious (const char *path, const char *log, NuanFileMode mode, GError **error)
{
  return mode == NUAN_FILE_DATA ? nuan_precious_file_check_new (path, error) : nuan_precious_file_check (path, log, error);
}

/* Whether a file may be written at PATH now. */
static gboolean
look (const char *path, const char *log, NuanFileMode mode, Standing *standing, GError **error)
{
  struct stat status;

  *standing = (Standing) { 0 };
  if (!nuan_part_file_check_name (path, NULL, error))
    return FALSE;
  if (lstat (path, &status) != 0)
    return errno == ENOENT ? check_precious (path, log, mode, error) : fail (path, error);
  if (!S_ISREG (status.st_mode))
    return refuse_kind (path, status.st_mode, error);
  if (!check_precious (path, log, mode, error))
    return FALSE;
  if (mode != NUAN_FILE_REPLACE)
    return refuse_existing (path, error);

  *standing = (Standing) { TRUE, status.st_dev, status.st_ino };
  return TRUE;
}

gboolean
nuan_atomic_file_check (const char *path, NuanFileMode mode, GError **error)
{
  g_autofree char *target = follow (path, error);
  g_autofree char *folder = target != NULL ? g_path_get_dirname (target) : NULL;
  Standing standing;

  if (target == NULL || !look (target, NULL, mode, &standing, error))
    return FALSE;
  if (access (folder, W_OK | X_OK) != 0)
    return fail (target, error);
  return TRUE;
}

NuanAtomicFile *
nuan_atomic_file_begin (const char *path, NuanFileMode mode, GError **error)
{
  g_autofree char *target = NULL;
  Standing standing;
  NuanAtomicFile *file;
  char *part = NULL;
  int descriptor;

  g_return_val_if_fail (path != NULL, NULL);

  target = follow (path, error);
  if (target == NULL || !look (target, NULL, mode, &standing, error))
    return NULL;
  descriptor = nuan_part_file_open (target, &part);
  if (descriptor < 0)
    {
      fail (target, error);
      return NULL;
    }

  file = g_new0 (NuanAtomicFile, 1);
  file->path = g_steal_pointer (&target);
  file->part = part;
  file->descriptor = descriptor;
  file->buffer = g_string_sized_new (BUFFER_BYTES);
  file->mode = mode;
  file->standing = standing;
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
empty_buffer (NuanAtomicFile *file, GError **error)
{
  gboolean success = write_all (file, file->buffer->str, file->buffer->len, error);

  g_string_truncate (file->buffer, 0);
  return success;
}

gboolean
nuan_atomic_file_write (NuanAtomicFile *file, gconstpointer data, gsize size, GError **error)
{
  g_return_val_if_fail (file != NULL, FALSE);

  if (file->buffer->len + size > BUFFER_BYTES && !empty_buffer (file, error))
    return FALSE;
  if (size >= BUFFER_BYTES)
    return write_all (file, data, size, error);
  g_string_append_len (file->buffer, data, (gssize) size);
  return TRUE;
}

const char *
nuan_atomic_file_get_part (NuanAtomicFile *file)
{
  g_return_val_if_fail (file != NULL, NULL);

  return file->part;
}

const char *
nuan_atomic_file_get_log (NuanAtomicFile *file)
{
  g_return_val_if_fail (file != NULL, NULL);

  if (file->log == NULL)
    file->log = g_strconcat (file->path, "-wal", NULL);
  return file->log;
}

static void
atomic_file_free (NuanAtomicFile *file)
{
  close (file->descriptor);
  g_string_free (file->buffer, TRUE);
  g_free (file->old);
  g_free (file->log);
  g_free (file->part);
  g_free (file->path);
  g_free (file);
}

static gboolean
put_new (NuanAtomicFile *file, GError **error)
{
  if (nuan_part_file_release (file->part, file->path) == 0)
    return TRUE;

  return errno == EEXIST ? refuse_other (file->path, error) : fail (file->path, error);
}

static gboolean
is_standing (const char *path, const Standing *standing)
{
  struct stat status;

  return lstat (path, &status) == 0 && status.st_dev == standing->device && status.st_ino == standing->inode;
}

/* In a moment the part's name is that of the old file, or of a stranger's, which nobody may take for a part that was left. */
static gboolean
leave_the_parts (NuanAtomicFile *file, GError **error)
{
  g_autofree char *name = nuan_part_file_swap_name (file->path);

  if (nuan_part_file_release (file->part, name) != 0)
    return fail (file->path, error);

  nuan_unfinished_add (name);
  nuan_unfinished_drop (file->part);
  g_free (file->part);
  file->part = g_steal_pointer (&name);
  return TRUE;
}

/* Where a name can't be given back, the file keeps the other one. */
static void
give_back (NuanAtomicFile *file, gboolean linked)
{
  if (linked)
    unlink (file->old);
  else if (nuan_part_file_release (file->old, file->path) != 0)
    g_warning ("%s: %s", file->old, g_strerror (errno));
  g_clear_pointer (&file->old, g_free);
}

/* Where two names can't be exchanged: the old file gets a second one first, or, where it can have one only, another. */
static gboolean
put_over_slowly (NuanAtomicFile *file, GError **error)
{
  gboolean linked, done = FALSE;

  file->old = nuan_part_file_swap_name (file->path);
  linked = link (file->path, file->old) == 0;
  if (!linked && rename (file->path, file->old) != 0)
    {
      g_clear_pointer (&file->old, g_free);
      return fail (file->path, error);
    }

  if (!is_standing (file->old, &file->standing) || (linked && !is_standing (file->path, &file->standing)))
    refuse_other (file->path, error);
  else
    done = (linked ? rename (file->part, file->path) : nuan_part_file_release (file->part, file->path)) == 0 || fail (file->path, error);
  if (!done)
    give_back (file, linked);
  return done;
}

/* The two files change their names, so that what stood there can be looked at, and put back, when nobody can touch it any more. */
static gboolean
put_over (NuanAtomicFile *file, GError **error)
{
  if (!leave_the_parts (file, error))
    return FALSE;
  if (renameat2 (AT_FDCWD, file->part, AT_FDCWD, file->path, RENAME_EXCHANGE) != 0)
    return errno == EINVAL || errno == ENOSYS ? put_over_slowly (file, error) : fail (file->path, error);

  file->exchanged = TRUE;
  if (is_standing (file->part, &file->standing))
    return TRUE;

  if (renameat2 (AT_FDCWD, file->part, AT_FDCWD, file->path, RENAME_EXCHANGE) != 0)
    return fail (file->path, error);
  file->exchanged = FALSE;
  return refuse_other (file->path, error);
}

/* What the part's name must still say: whatever else has that name gets no other one from us and is not taken away. */
static Standing
own (const NuanAtomicFile *file)
{
  struct stat status;

  return fstat (file->descriptor, &status) == 0 ? (Standing) { TRUE, status.st_dev, status.st_ino } : (Standing) { 0 };
}

/* Everything that was true when the work began must be true still. */
static gboolean
look_again (NuanAtomicFile *file, GError **error)
{
  const Standing ours = own (file);
  Standing now;

  if (!is_standing (file->part, &ours))
    return refuse_other (file->part, error);
  if (!look (file->path, file->log, file->mode, &now, error))
    return FALSE;
  if (file->standing.exists && !is_standing (file->path, &file->standing))
    return refuse_other (file->path, error);

  return TRUE;
}

static void
take_back (NuanAtomicFile *file)
{
  const Standing ours = own (file);

  file->placed = FALSE;
  if (!is_standing (file->path, &ours))
    return;
  if (file->exchanged)
    file->exchanged = renameat2 (AT_FDCWD, file->part, AT_FDCWD, file->path, RENAME_EXCHANGE) != 0;
  else if (file->old != NULL)
    rename (file->old, file->path);
  else
    unlink (file->path);
}

gboolean
nuan_atomic_file_flush (NuanAtomicFile *file, GError **error)
{
  g_return_val_if_fail (file != NULL, FALSE);

  return empty_buffer (file, error) && (fsync (file->descriptor) == 0 || fail (file->path, error));
}

gboolean
nuan_atomic_file_place (NuanAtomicFile *file, GError **error)
{
  g_return_val_if_fail (file != NULL, FALSE);
  g_return_val_if_fail (!file->placed, FALSE);

  if (!nuan_atomic_file_flush (file, error))
    return FALSE;

  nuan_unfinished_hold ();
  if (file->standing.exists)
    nuan_owner_follow (file->descriptor, file->path);
  file->placed = look_again (file, error) && (file->standing.exists ? put_over (file, error) : put_new (file, error));
  if (file->placed && (nuan_part_file_sync_folder (file->path) || fail (file->path, error)))
    return TRUE;

  if (file->placed)
    take_back (file);
  nuan_unfinished_release ();
  return FALSE;
}

void
nuan_atomic_file_keep (NuanAtomicFile *file)
{
  g_return_if_fail (file != NULL);
  g_return_if_fail (file->placed);

  if (file->exchanged)
    unlink (file->part);
  if (file->old != NULL)
    unlink (file->old);
  nuan_unfinished_drop (file->part);
  atomic_file_free (file);
  nuan_unfinished_release ();
}

gboolean
nuan_atomic_file_commit (NuanAtomicFile *file, GError **error)
{
  g_return_val_if_fail (file != NULL, FALSE);

  if (!nuan_atomic_file_place (file, error))
    {
      nuan_atomic_file_abort (file);
      return FALSE;
    }
  nuan_atomic_file_keep (file);
  return TRUE;
}

void
nuan_atomic_file_abort (NuanAtomicFile *file)
{
  gboolean was_placed;
  Standing ours;

  if (file == NULL)
    return;

  was_placed = file->placed;
  if (was_placed)
    take_back (file);
  ours = own (file);
  if (is_standing (file->part, &ours))   /* else it is somebody's file that could not be put back */
    nuan_unfinished_remove (file->part);
  nuan_unfinished_drop (file->part);
  atomic_file_free (file);
  if (was_placed)
    nuan_unfinished_release ();
}

gboolean
nuan_atomic_file_save (const char *path, NuanFileMode mode, GBytes *content, GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (content, &size);
  g_autoptr (NuanAtomicFile) file = nuan_atomic_file_begin (path, mode, error);

  if (file == NULL || !nuan_atomic_file_write (file, data, size, error))
    return FALSE;
  return nuan_atomic_file_commit (g_steal_pointer (&file), error);
}

#define _GNU_SOURCE   /* faccessat with AT_EACCESS */
#include "config.h"

#include "store/engine/place.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/part-file.h"
#include "base/path.h"

gboolean
nuan_file_place_note (const char *path, NuanFilePlace *place)
{
  struct stat status;

  if (stat (path, &status) != 0)
    return FALSE;

  *place = (NuanFilePlace) { status.st_dev, status.st_ino };
  return TRUE;
}

gboolean
nuan_file_place_equal (const NuanFilePlace *one, const NuanFilePlace *other)
{
  return one->device == other->device && one->inode == other->inode;
}

gboolean
nuan_file_place_replaced (const char *path, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_STORAGE, "db",
                  _("Another file stands at %s now: somebody replaced the data file. Nothing more is written; open it again"), path);
  return FALSE;
}

gboolean
nuan_file_place_check (const char *path, const NuanFilePlace *place, GError **error)
{
  NuanFilePlace now;

  if (!nuan_file_place_note (path, &now))
    nuan_error_set (error, NUAN_ERROR_STORAGE, "db",
                    _("The data file %s is gone: somebody moved or removed it. Nothing more is written; put it back and open it again"), path);
  else if (!nuan_file_place_equal (&now, place))
    nuan_file_place_replaced (path, error);
  else
    return TRUE;

  return FALSE;
}

gboolean
nuan_file_place_accept (const char *path, GError **error)
{
  struct stat status;

  if (!nuan_part_file_check_name (path, "db", error))
    return FALSE;
  if (stat (path, &status) == 0 ? S_ISREG (status.st_mode) : lstat (path, &status) != 0)
    return TRUE;

  if (S_ISLNK (status.st_mode))
    nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("%s is a link that leads nowhere: it stays as it is, mend or remove it first"), path);
  else
    nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("%s is no file: it stays as it is, choose another name"), path);
  return FALSE;
}

gboolean
nuan_file_place_can_write (const char *path)
{
  g_autofree char *file = nuan_path_follow (path);
  g_autofree char *folder = g_path_get_dirname (file);

  return faccessat (AT_FDCWD, path, W_OK, AT_EACCESS) == 0 && faccessat (AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) == 0;
}

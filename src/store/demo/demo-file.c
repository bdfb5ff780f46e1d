#include "config.h"

#include "store/demo/demo-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "base/part-file.h"
#include "base/precious-file.h"
#include "base/unfinished.h"
#include "store/office/centre.h"
#include "store/demo/demo-private.h"
#include "store/engine/holder.h"
#include "store/engine/engine.h"

static gboolean
is_virgin (NuanConnection *connection, GError **error)
{
  gint64 any = 0;

  if (!nuan_sql_value (connection, &any, error, "SELECT EXISTS (SELECT 1 FROM household) OR EXISTS (SELECT 1 FROM fund)", ""))
    return FALSE;
  if (any == 0)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("The data file holds households or funds already; a demo needs an empty one"));
  return FALSE;
}

static gboolean
fail_file (const char *path, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("The file %s can't be written: %s"), path, g_strerror (errno));
  return FALSE;
}

/* Nothing there, or a file without a byte, as touch makes it. */
static gboolean
is_absent (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) != 0 || (S_ISREG (status.st_mode) && status.st_size == 0);
}

/* Private from its first byte on. */
static gboolean
open_part (NuanDemoFile *file, const char *path, GError **error)
{
  char *real = realpath (path, NULL);

  file->path = g_strdup (real != NULL ? real : path);
  free (real);
  if (!nuan_precious_file_check_new (file->path, error))
    return FALSE;
  file->descriptor = nuan_part_file_open (file->path, &file->part);

  return file->part != NULL || fail_file (file->path, error);
}

gboolean
nuan_demo_file_begin (NuanDemoFile *file, const char *path, GError **error)
{
  g_autoptr (NuanConnection) connection = NULL;

  if (is_absent (path))
    {
      const NuanCentre centre = { .name = (char *) "试点县职工服务(帮扶)中心", .unit = (char *) "试点县总工会", .region = (char *) "511102" };

      return open_part (file, path, error)
             && nuan_centre_fill (file->part, &centre, "admin", "陈管理", NUAN_ROLE_ADMIN, NUAN_DEMO_PASSWORD, error);
    }
  if (nuan_holder_is_held (path))
    {
      nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("A window has the data file open; close it first"));
      return FALSE;
    }

  connection = nuan_connection_open (path, NUAN_OPEN_WRITE, error);
  return connection != NULL
         && is_virgin (connection, error)
         && open_part (file, path, error)
         && nuan_file_squeeze (connection, file->part, NULL, NULL, NULL, error);
}

/* The old file's WAL must be gone before another file takes its name, or SQLite would play it into the new one. */
static gboolean
take_place (NuanDemoFile *file, GError **error)
{
  g_autoptr (NuanConnection) old = NULL;
  GStatBuf status;

  if (g_lstat (file->path, &status) != 0)
    return nuan_part_file_release (file->part, file->path) == 0 || fail_file (file->path, error);
  if (!is_absent (file->path))
    {
      old = nuan_connection_open (file->path, NUAN_OPEN_WRITE, error);
      if (old == NULL || !nuan_file_drop_log (old, error) || !is_virgin (old, error))
        return FALSE;
    }

  return g_rename (file->part, file->path) == 0 || fail_file (file->path, error);
}

gboolean
nuan_demo_file_finish (NuanDemoFile *file, GError **error)
{
  return fsync (file->descriptor) == 0 ? take_place (file, error) : fail_file (file->part, error);
}

void
nuan_demo_file_clear (NuanDemoFile *file)
{
  if (file->part != NULL)
    {
      nuan_unfinished_remove (file->part);
      nuan_unfinished_drop (file->part);
      close (file->descriptor);
    }
  g_free (file->part);
  g_free (file->path);
}

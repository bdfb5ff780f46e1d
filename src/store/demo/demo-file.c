#include "config.h"

#include "store/demo/demo-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/aside.h"
#include "base/error.h"
#include "base/part-file.h"
#include "base/path.h"
#include "base/precious-file.h"
#include "base/unfinished.h"
#include "store/office/centre.h"
#include "store/demo/demo-private.h"
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

/* A file without a byte, as touch makes it. */
static gboolean
is_empty (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 && S_ISREG (status.st_mode) && status.st_size == 0;
}

/* Private from its first byte on. */
static gboolean
open_part (NuanDemoFile *file, GError **error)
{
  if (!nuan_precious_file_check_new (file->path, error))
    return FALSE;
  file->descriptor = nuan_part_file_open (file->path, &file->part);

  return file->part != NULL || fail_file (file->path, error);
}

static gboolean
found (NuanDemoFile *file, GError **error)
{
  const NuanCentre centre = { .name = (char *) "试点县职工服务(帮扶)中心", .unit = (char *) "试点县总工会", .region = (char *) "511102" };

  return open_part (file, error) && nuan_centre_fill (file->part, &centre, "admin", "陈管理", NUAN_ROLE_ADMIN, NUAN_DEMO_PASSWORD, error);
}

/* Whoever works with the file writes a line, and a line tells of all before it. Owned. */
static char *
read_newest (NuanConnection *connection, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement_once (connection, "SELECT id || ' ' || hash FROM journal ORDER BY id DESC LIMIT 1", "");

  if (nuan_statement_next (row, error))
    return nuan_statement_dup (row, 0);

  return nuan_statement_failed (row) ? NULL : g_strdup ("");
}

/* Read before the copy is made: what is written after that is seen at the end. */
static gboolean
copy (NuanDemoFile *file, GError **error)
{
  g_autoptr (NuanConnection) connection = nuan_connection_open (file->path, NUAN_OPEN_WRITE, error);

  return connection != NULL
         && is_virgin (connection, error)
         && (file->newest = read_newest (connection, error)) != NULL
         && open_part (file, error)
         && nuan_file_squeeze (connection, file->part, NULL, NULL, NULL, error);
}

gboolean
nuan_demo_file_begin (NuanDemoFile *file, const char *path, GError **error)
{
  GStatBuf status;

  file->path = nuan_path_follow (path);
  if (g_stat (file->path, &status) != 0)   /* or a link that leads nowhere */
    return nuan_file_check_free (file->path, "db", error) && found (file, error);

  file->device = status.st_dev;
  file->inode = status.st_ino;
  file->holder = nuan_holder_take (file->path, error);
  if (file->holder == NULL)
    return FALSE;
  if (is_empty (file->path) ? found (file, error) : copy (file, error))
    return TRUE;

  g_clear_pointer (&file->holder, nuan_holder_undo);
  return FALSE;
}

static gboolean
refuse_changed (NuanDemoFile *file, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("Somebody wrote to %s while the demo was made: the file stays as it is"), file->path);
  return FALSE;
}

/* Nobody can commit while this is asked. */
static gboolean
check_unchanged (gpointer data, GError **error)
{
  NuanDemoFile *file = data;
  g_autoptr (NuanConnection) connection = NULL;
  g_autofree char *newest = NULL;
  GStatBuf status;

  if (g_stat (file->path, &status) != 0 || status.st_dev != file->device || status.st_ino != file->inode)
    return refuse_changed (file, error);
  if (file->newest == NULL)
    return is_empty (file->path) || refuse_changed (file, error);

  connection = nuan_connection_open (file->path, NUAN_OPEN_READ, error);
  newest = connection != NULL ? read_newest (connection, error) : NULL;
  if (newest == NULL)
    return FALSE;
  return g_str_equal (newest, file->newest) ? is_virgin (connection, error) : refuse_changed (file, error);
}

static gboolean
put_new (NuanDemoFile *file, GError **error)
{
  if (!nuan_file_check_no_log (file->path, "db", error))
    return FALSE;
  if (fsync (file->descriptor) != 0 || nuan_part_file_release (file->part, file->path) != 0)
    return errno == EEXIST ? refuse_changed (file, error) : fail_file (file->path, error);

  return nuan_part_file_sync_folder (file->path) || nuan_aside_unconfirmed (file->path, NULL, error);
}

gboolean
nuan_demo_file_finish (NuanDemoFile *file, GError **error)
{
  g_autofree char *aside = NULL;

  if (file->holder == NULL)
    return put_new (file, error);
  if (!nuan_file_swap (file->path, file->part, check_unchanged, file, &aside, error))
    return FALSE;

  if (file->newest == NULL && is_empty (aside))
    g_unlink (aside);
  return TRUE;
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
  g_clear_pointer (&file->holder, nuan_holder_release);
  g_free (file->newest);
  g_free (file->part);
  g_free (file->path);
}

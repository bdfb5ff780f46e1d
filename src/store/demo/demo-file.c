#include "config.h"

#include "store/demo/demo-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/error.h"
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

/* A fill that was killed may have left a WAL, which SQLite would play into the next part. */
void
nuan_demo_file_remove (const char *part)
{
  static const char *const ends[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (part, ends[i], NULL);

      g_unlink (name);
    }
}

/* Empty and private before SQLite writes the first byte into it. */
static gboolean
touch_part (const char *part, GError **error)
{
  const int fd = g_open (part, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    return fail_file (part, error);

  close (fd);
  return TRUE;
}

/* Nothing there, or a file without a byte, as touch makes it. */
static gboolean
is_absent (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) != 0 || (S_ISREG (status.st_mode) && status.st_size == 0);
}

gboolean
nuan_demo_file_begin (const char *path, const char *part, GError **error)
{
  g_autoptr (NuanConnection) connection = NULL;

  nuan_demo_file_remove (part);
  if (is_absent (path))
    {
      const NuanCentre centre = { .name = (char *) "试点县职工服务(帮扶)中心", .unit = (char *) "试点县总工会", .region = (char *) "511102" };

      return nuan_centre_init (part, &centre, "admin", "陈管理", NUAN_ROLE_ADMIN, NUAN_DEMO_PASSWORD, error);
    }
  if (nuan_holder_is_held (path))
    {
      nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("A window has the data file open; close it first"));
      return FALSE;
    }

  connection = nuan_connection_open (path, NUAN_OPEN_WRITE, error);
  return connection != NULL
         && is_virgin (connection, error)
         && touch_part (part, error)
         && nuan_file_squeeze (connection, part, error);
}

/* The old file's WAL must be gone before another file takes its name, or SQLite would play it into the new one. */
gboolean
nuan_demo_file_finish (const char *path, const char *part, GError **error)
{
  const int fd = g_open (part, O_RDWR | O_CLOEXEC, 0);
  const gboolean safe = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  if (!safe)
    return fail_file (part, error);

  if (!is_absent (path))
    {
      g_autoptr (NuanConnection) old = nuan_connection_open (path, NUAN_OPEN_WRITE, error);

      if (old == NULL || !is_virgin (old, error) || !nuan_file_drop_log (old, error))
        return FALSE;
    }
  if (g_rename (part, path) != 0)
    return fail_file (path, error);
  return TRUE;
}

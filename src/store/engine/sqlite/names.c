#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "store/engine/sqlite/sqlite-private.h"

/* SQLite opens what stands under these names whatever it is: a pipe would keep it, and us, for ever. */
static gboolean
accept_companion (const char *path, const char *ending, GError **error)
{
  g_autofree char *name = g_strconcat (path, ending, NULL);
  GStatBuf status;

  if (g_stat (name, &status) != 0 || S_ISREG (status.st_mode))
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("%s is no file, and SQLite needs that name: move it away first"), name);
  return FALSE;
}

/* Log and lock go by the name: what is put in the place of one of two names leaves the other with the old file. */
static gboolean
accept_links (const char *path, GError **error)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0 || status.st_nlink <= 1)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_CONFLICT, "db",
                  _("The data file %s has a second name (a hard link), and its log belongs to one of them alone. Remove the other name, or copy the file and open the copy"),
                  path);
  return FALSE;
}

gboolean
nuan_sqlite_accept_names (const char *path, gboolean alone, GError **error)
{
  static const char *const endings[] = { "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (!accept_companion (path, endings[i], error))
      return FALSE;

  return !alone || accept_links (path, error);
}

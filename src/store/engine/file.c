#include "config.h"

#include "store/engine/file.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "base/part-file.h"
#include "base/path.h"
#include "store/engine/engine-private.h"
#include "store/engine/place.h"

static const NuanFileEngine *
get_file (NuanConnection *connection, GError **error)
{
  if (connection->engine->file == NULL)
    nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("The data are on a server, not in a file"));
  return connection->engine->file;
}

gboolean
nuan_file_is_one (NuanConnection *connection)
{
  return connection->engine->file != NULL;
}

gboolean
nuan_connection_check_file (const char *path, GError **error)
{
  GStatBuf status;

  if (!nuan_part_file_check_name (path, "db", error))
    return FALSE;
  if (g_stat (path, &status) == 0 && S_ISREG (status.st_mode) && status.st_size == 0)
    {
      nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("%s is empty, not a data file"), path);
      return FALSE;
    }

  return TRUE;
}

gboolean
nuan_file_is_same (const char *one, const char *other)
{
  NuanFilePlace first, second;

  return nuan_file_place_note (one, &first) && nuan_file_place_note (other, &second) && nuan_file_place_equal (&first, &second);
}

gboolean
nuan_file_check_no_log (const char *path, const char *field, GError **error)
{
  static const char *const ends[] = { "-wal", "-journal" };

  if (!nuan_part_file_check_name (path, field, error) || !nuan_path_check_new (path, field, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *log = g_strconcat (path, ends[i], NULL);

      if (!g_file_test (log, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
        continue;
      nuan_error_set (error, NUAN_ERROR_CONFLICT, field, _("A log of an earlier data file stands at %s: move it away first"), log);
      return FALSE;
    }

  return TRUE;
}

gboolean
nuan_file_check_free (const char *path, const char *field, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return nuan_file_check_no_log (path, field, error);

  nuan_error_set (error, NUAN_ERROR_CONFLICT, field, _("The file %s exists already; choose another name"), path);
  return FALSE;
}

gboolean
nuan_file_is_read_only (NuanConnection *connection)
{
  return connection->engine->file != NULL && connection->engine->file->is_read_only (connection->db);
}

gboolean
nuan_file_check_place (NuanConnection *connection, GError **error)
{
  return connection->engine->file == NULL || connection->engine->file->in_place (connection->db, error);
}

gboolean
nuan_file_renew_id (NuanConnection *connection, GError **error)
{
  const NuanFileEngine *file = get_file (connection, error);

  return file != NULL && file->renew_id (connection->db, error);
}

gboolean
nuan_file_squeeze (NuanConnection *connection, const char *to, NuanProgress progress, gpointer progress_data, GCancellable *cancellable,
                   GError **error)
{
  const NuanFileEngine *file = get_file (connection, error);

  nuan_connection_reset_statements (connection);
  return file != NULL && file->squeeze (connection->db, to, progress, progress_data, cancellable, error)
         && nuan_file_check_place (connection, error);
}

gboolean
nuan_file_gather (NuanConnection *connection, GError **error)
{
  const NuanFileEngine *file = get_file (connection, error);

  nuan_connection_reset_statements (connection);
  return file != NULL && file->gather (connection->db, error);
}

gboolean
nuan_file_fill_fast (NuanConnection *connection, GError **error)
{
  const NuanFileEngine *file = get_file (connection, error);

  return file != NULL && file->fill_fast (connection->db, error);
}

void
nuan_file_read_ahead (NuanConnection *connection, GCancellable *cancellable)
{
  const NuanFileEngine *file = get_file (connection, NULL);

  if (file != NULL)
    file->read_ahead (connection->db, cancellable);
}

gboolean
nuan_file_integrity (NuanConnection *connection, GPtrArray *problems, gint64 *count, GError **error)
{
  const NuanFileEngine *file = get_file (connection, error);

  return file != NULL && file->integrity (connection->db, problems, count, error);
}

gboolean
nuan_file_orphans (NuanConnection *connection, NuanOrphanFunc each, gpointer data, GError **error)
{
  const NuanFileEngine *file = get_file (connection, error);

  return file != NULL && file->orphans (connection->db, each, data, error);
}

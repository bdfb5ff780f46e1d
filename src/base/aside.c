#include "config.h"

#include "base/aside.h"

#include <errno.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/part-file.h"
#include "base/path.h"

#define ENDING_BYTES 28   /* .20261231-235959-99 and -journal */

static gboolean
is_taken (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK);
}

static gboolean
is_free (const char *path, const char *const *endings)
{
  if (is_taken (path))
    return FALSE;

  for (guint i = 0; endings != NULL && endings[i] != NULL; i++)
    {
      g_autofree char *beside = g_strconcat (path, endings[i], NULL);

      if (is_taken (beside))
        return FALSE;
    }

  return TRUE;
}

char *
nuan_aside_name (const char *path, const char *const *endings)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autofree char *short_path = nuan_path_shorten (path, ENDING_BYTES);
  g_autofree char *name = g_strdup_printf ("%s.%s", short_path, date);

  for (guint n = 2; !is_free (name, endings); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.%s-%u", short_path, date, n);
    }

  return g_steal_pointer (&name);
}

gboolean
nuan_aside_move (const char *from, const char *to, GError **error)
{
  int code;

  if (!is_taken (from))
    return TRUE;

  if (nuan_part_file_release (from, to) == 0)
    return TRUE;
  code = errno;   /* ENOENT may be said of the way to TO as well */
  if (code == ENOENT && !is_taken (from))
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("%s can't be moved to %s: %s"), from, to, g_strerror (code));
  return FALSE;
}

gboolean
nuan_aside_unconfirmed (const char *path, const char *aside, GError **error)
{
  if (aside != NULL)
    nuan_error_set (error, NUAN_ERROR_STORAGE, "db",
                    _("The new file stands at %s and the old one at %s, but the disk did not confirm it, and a power cut may undo it: the disk may be failing (%s)"),
                    path, aside, g_strerror (EIO));
  else
    nuan_error_set (error, NUAN_ERROR_STORAGE, "db",
                    _("The new file stands at %s, but the disk did not confirm it, and a power cut may undo it: the disk may be failing (%s)"), path,
                    g_strerror (EIO));
  return FALSE;
}

void
nuan_aside_close_to_others (const char *path)
{
  struct stat status;

  if (lstat (path, &status) == 0 && S_ISREG (status.st_mode) && (status.st_mode & 0077) != 0 && chmod (path, 0600) != 0)
    g_debug ("%s: %s", path, g_strerror (errno));   /* of another owner */
}

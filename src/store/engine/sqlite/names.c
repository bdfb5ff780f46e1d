#include "config.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/xattr.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "base/path.h"
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

/* NAME in FOLDER is the same file, and the log beside it holds what the file does not hold yet. */
static gboolean
has_log (const char *folder, const char *name, const GStatBuf *file)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf status;

  return g_lstat (path, &status) == 0 && status.st_dev == file->st_dev && status.st_ino == file->st_ino && g_stat (log, &status) == 0
         && status.st_size > 0;
}

static gboolean
refuse_other_name (const char *path, const char *name, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("The data file %s has another name, %s, beside which its log stands: open it under that name"), path,
                  name);
  return FALSE;
}

/* A program that was killed left its log beside the name by which it had opened the file: opened by another name of the same folder, the file
 * would be without it. */
static gboolean
accept_no_other_log (const char *path, GError **error)
{
  g_autofree char *file = nuan_path_follow (path);
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *own = g_path_get_basename (file);
  g_autoptr (GDir) dir = NULL;
  GStatBuf status;
  const char *name;

  if (g_stat (path, &status) != 0 || status.st_nlink <= 1 || (dir = g_dir_open (folder, 0, NULL)) == NULL)
    return TRUE;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_str_equal (name, own) && has_log (folder, name, &status))
      return refuse_other_name (path, name, error);

  return TRUE;
}

/* Where the file system can, the file itself remembers the name beside which its log was begun, whatever other names it gets and wherever they are.
 * A copy that took the attribute along has another inode. */
#define LAST_NAME "user.nuanchuang.name"

static char *
describe_name (const GStatBuf *file, const char *path)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT " %s", (guint64) file->st_ino, path);
}

/* NULL: none that is known. */
static char *
read_last_name (const char *path)
{
  char value[PATH_MAX + 32];
  const gssize length = getxattr (path, LAST_NAME, value, sizeof value - 1);
  g_autofree char *beginning = NULL;
  GStatBuf status;

  if (length <= 0 || g_stat (path, &status) != 0)
    return NULL;

  value[length] = '\0';
  beginning = describe_name (&status, "");
  return g_str_has_prefix (value, beginning) ? g_strdup (value + strlen (beginning)) : NULL;
}

void
nuan_sqlite_note_name (const char *path)
{
  g_autofree char *known = read_last_name (path), *value = NULL;
  GStatBuf status;

  if (g_strcmp0 (known, path) == 0 || g_stat (path, &status) != 0)
    return;

  value = describe_name (&status, path);
  if (setxattr (path, LAST_NAME, value, strlen (value), 0) != 0)
    g_debug ("%s: %s", path, g_strerror (errno));
}

/* Another file under that name may have a log of its own there. */
static void
add_log_of_last_name (const char *path, GPtrArray *logs)
{
  g_autofree char *name = read_last_name (path);
  g_autofree char *log = name != NULL ? g_strconcat (name, "-wal", NULL) : NULL;
  GStatBuf status, file, named;

  if (log == NULL || g_str_equal (name, path) || g_lstat (log, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size == 0
      || g_ptr_array_find_with_equal_func (logs, log, g_str_equal, NULL) || g_stat (path, &file) != 0)
    return;
  if (g_lstat (name, &named) != 0 || (named.st_dev == file.st_dev && named.st_ino == file.st_ino))
    g_ptr_array_add (logs, g_steal_pointer (&log));
}

GPtrArray *
nuan_sqlite_list_lost_logs (const char *path)
{
  g_autoptr (GPtrArray) logs = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *log = g_build_filename (folder, name, NULL);
      g_autofree char *file = g_strndup (log, strlen (log) - MIN (strlen (log), strlen ("-wal")));
      GStatBuf status;

      if (g_str_has_suffix (name, "-wal") && !g_file_test (file, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK) && g_lstat (log, &status) == 0
          && S_ISREG (status.st_mode) && status.st_size > 0)
        g_ptr_array_add (logs, g_steal_pointer (&log));
    }
  add_log_of_last_name (path, logs);
  return g_steal_pointer (&logs);
}

gboolean
nuan_sqlite_refuse_lost (const char *log, const char *path, GError **error)
{
  g_autofree char *name = g_strndup (log, strlen (log) - strlen ("-wal"));

  if (g_file_test (name, G_FILE_TEST_EXISTS))
    return refuse_other_name (path, name, error);

  nuan_error_set (error, NUAN_ERROR_STORAGE, "db",
                  _("The data file %s had another name, under which its log %s still stands with what was entered last: give the log the name %s-wal, or "
                    "the file its old name"),
                  path, log, path);
  return FALSE;
}

gboolean
nuan_sqlite_accept_names (const char *path, gboolean alone, GError **error)
{
  static const char *const endings[] = { "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (!accept_companion (path, endings[i], error))
      return FALSE;

  return accept_no_other_log (path, error) && (!alone || accept_links (path, error));
}

#define _GNU_SOURCE   /* renameat2 */
#include "config.h"

#include "store/engine/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/aside.h"
#include "base/error.h"
#include "store/engine/sqlite/sqlite-private.h"

#define BUSY_TIMEOUT_MS 10000

static const char *const companions[] = { "-wal", "-shm", "-journal", NULL };

void (*nuan_file_between_swaps) (guint step);

static void
pass (guint step)
{
  if (nuan_file_between_swaps != NULL)
    nuan_file_between_swaps (step);
}

static gboolean
fail (const char *path, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("The file %s can't be written: %s"), path, g_strerror (errno));
  return FALSE;
}

/* Some file systems can't sync a folder; then there is nothing more to do. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  if (fsync (fd) != 0)
    g_debug ("%s: %s", folder, g_strerror (errno));
  close (fd);
}

/* The writer's lock on the old file, which is not even played into. A file that SQLite can make nothing of is not locked: nobody can write to it. */
static gboolean
hold_writers (const char *path, sqlite3 **held, GError **error)
{
  int code = sqlite3_open_v2 (path, held, SQLITE_OPEN_READWRITE, NULL);

  if (code == SQLITE_OK)
    {
      sqlite3_db_config (*held, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
      sqlite3_busy_timeout (*held, BUSY_TIMEOUT_MS);
      code = sqlite3_exec (*held, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    }

  return (code & 0xff) != SQLITE_BUSY || nuan_sqlite_fail (*held, error);
}

static gboolean
exists_with (const char *path, const char *ending)
{
  g_autofree char *name = g_strconcat (path, ending, NULL);

  return g_file_test (name, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK);
}

static gboolean
link_log (const char *path, const char *aside)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *log_aside = g_strconcat (aside, "-wal", NULL);

  return link (log, log_aside) == 0 || errno == ENOENT;
}

static void
remove_companions (const char *path)
{
  for (guint i = 0; companions[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat (path, companions[i], NULL);

      g_unlink (name);
    }
}

/* The two files change names in one stroke; the log has its second name before, and loses its first one after. FALSE with nothing done where the
 * file system can't. A hot journal, left where SQLite could not even begin, must not lie beside the new file for a moment. */
static gboolean
exchange (const char *path, const char *part, const char *aside)
{
  if (exists_with (path, "-journal") || !link_log (path, aside))
    return FALSE;
  pass (1);
  if (renameat2 (AT_FDCWD, part, AT_FDCWD, aside, RENAME_NOREPLACE) != 0)
    return FALSE;
  pass (2);
  sync_folder (path);
  if (renameat2 (AT_FDCWD, aside, AT_FDCWD, path, RENAME_EXCHANGE) != 0)
    {
      g_autofree char *log_aside = g_strconcat (aside, "-wal", NULL);

      if (renameat2 (AT_FDCWD, aside, AT_FDCWD, part, RENAME_NOREPLACE) == 0)
        g_unlink (log_aside);
      return FALSE;
    }
  pass (3);
  sync_folder (path);
  remove_companions (path);
  pass (4);
  sync_folder (path);
  return TRUE;
}

/* The old file first: a log without its file is refused by whoever comes next; a file without its log would be believed. */
static gboolean
move_one_by_one (const char *path, const char *part, const char *aside, GError **error)
{
  if (!nuan_aside_move (path, aside, error))
    return FALSE;
  pass (1);
  for (guint i = 0; companions[i] != NULL; i++)
    {
      g_autofree char *from = g_strconcat (path, companions[i], NULL);
      g_autofree char *to = g_strconcat (aside, companions[i], NULL);

      if (!nuan_aside_move (from, to, error))
        return FALSE;
    }
  sync_folder (path);
  pass (2);
  return nuan_aside_move (part, path, error);
}

static gboolean
swap (const char *path, const char *part, char **aside, GError **error)
{
  g_autofree char *name = nuan_aside_name (path, companions);
  gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);

  for (guint i = 0; companions[i] != NULL; i++)
    there = there || exists_with (path, companions[i]);
  if (!(g_file_test (path, G_FILE_TEST_EXISTS) && exchange (path, part, name)) && !move_one_by_one (path, part, name, error))
    return FALSE;

  *aside = there ? g_steal_pointer (&name) : NULL;
  sync_folder (path);
  return TRUE;
}

gboolean
nuan_file_swap (const char *path, const char *part, char **aside, GError **error)
{
  sqlite3 *held = NULL;
  gboolean done;

  pass (0);
  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      errno = EINVAL;
      return fail (path, error);
    }

  done = (!g_file_test (path, G_FILE_TEST_EXISTS) || hold_writers (path, &held, error)) && swap (path, part, aside, error);
  sqlite3_close (held);
  return done;
}

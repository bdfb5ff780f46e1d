#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/aside.h"
#include "base/error.h"
#include "base/path.h"
#include "store/engine/sqlite/sqlite-private.h"

/* FILE is where a link leads: there SQLite looks for what stands beside it. */
static gboolean
holds_something (const char *file, const char *ending)
{
  g_autofree char *name = g_strconcat (file, ending, NULL);
  GStatBuf status;

  return g_stat (name, &status) == 0 && status.st_size > 0;
}

gboolean
nuan_sqlite_accept_size (const char *path, GError **error)
{
  g_autofree char *file = nuan_path_follow (path);
  GStatBuf status;

  if (g_stat (file, &status) != 0 || status.st_size > 0 || !(holds_something (file, "-wal") || holds_something (file, "-journal")))
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("%s is empty, not a data file"), path);
  return FALSE;
}

gboolean
nuan_sqlite_has_log (const char *path)
{
  g_autofree char *file = nuan_path_follow (path);

  return holds_something (file, "-wal");
}

gboolean
nuan_sqlite_has_journal (const char *path)
{
  g_autofree char *file = nuan_path_follow (path);

  return holds_something (file, "-journal");
}

gboolean
nuan_sqlite_refuse_moved (const char *path, const char *aside, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_STORAGE, "db",
                  _("A log that belongs to another data file stood beside %s. It was not read, and moved to %s. The data file is as it was: "
                    "open it again. What the log holds can be read only beside the file that it belongs to"),
                  path, aside);
  return FALSE;
}

gboolean
nuan_sqlite_refuse_log (const char *log, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("The log %s belongs to another data file: open the data file once, which moves it aside"), log);
  return FALSE;
}

static gboolean
move_aside (const char *log, char **aside, GError **error)
{
  g_autofree char *name = nuan_aside_name (log, NULL);
  g_autoptr (GError) problem = NULL;

  if (nuan_aside_move (log, name, &problem))
    {
      nuan_aside_close_to_others (name);
      *aside = g_steal_pointer (&name);
      return TRUE;
    }

  nuan_error_set (error, NUAN_ERROR_STORAGE, "db",
                  _("The log %s belongs to another data file and was not read; move it away and open the data file again (%s)"), log, problem->message);
  return FALSE;
}

gboolean
nuan_sqlite_move_log (const char *log, const char *path, char **aside, GError **error)
{
  g_autofree char *shared = g_strconcat (path, "-shm", NULL);

  if (!move_aside (log, aside, error))
    return FALSE;

  g_unlink (shared);   /* an index of the log and nothing else */
  return TRUE;
}

gboolean
nuan_sqlite_accept_journal (const char *path, const NuanClaim *claim, char **aside, GError **error)
{
  g_autofree char *file = nuan_path_follow (path);
  g_autofree char *journal = g_strconcat (file, "-journal", NULL);

  if (!holds_something (file, "-journal"))
    return TRUE;
  if (nuan_sqlite_is_written (claim))
    {
      nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("Another program keeps the data file busy; try again"));
      return FALSE;
    }
  if (aside == NULL)
    return nuan_sqlite_refuse_log (journal, error);

  return move_aside (journal, aside, error);
}

gboolean
nuan_sqlite_refuse_unknown (const char *path, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_STORAGE, "db",
                  _("The data file %s is damaged, and nothing tells whether the log beside it is its own. Both stay as they are: restore a backup in "
                    "its place, which puts them aside together"),
                  path);
  return FALSE;
}

/* It may hold what was entered last: nobody else will ever read it, and SQLite would begin it anew. */
gboolean
nuan_sqlite_refuse_damaged (const char *log, const char *path, gboolean moves, GError **error)
{
  g_autofree char *aside = NULL;

  if (!moves)
    nuan_error_set (error, NUAN_ERROR_STORAGE, "db",
                    _("The log %s is damaged, and what was entered last may stand in it alone: open the data file once, which moves it aside"), log);
  else if (nuan_sqlite_move_log (log, path, &aside, error))
    nuan_error_set (error, NUAN_ERROR_STORAGE, "db",
                    _("The log beside %s is damaged, and what was entered last may stand in it alone. It was not read, and moved to %s. The data file is "
                      "as it was before: see what is missing in it, or restore a backup"),
                    path, aside);
  return FALSE;
}

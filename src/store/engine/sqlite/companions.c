#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "base/path.h"
#include "store/engine/sqlite/log-index.h"
#include "store/engine/sqlite/sqlite-private.h"

#define TRIES   20         /* a program that is just opening or closing the file has no log beside it for a moment */
#define WAIT_US 50000

static const char *const endings[NUAN_N_COMPANIONS] = { "-wal", "-shm" };

static char *
name_companion (NuanSqlite *self, guint which)
{
  return g_strconcat (sqlite3_db_filename (self->db, "main"), endings[which], NULL);
}

/* As long as a connection has them open, SQLite removes neither; a file that is being made has them a little later. */
static void
note_companions (NuanSqlite *self)
{
  self->has_companions = TRUE;
  for (guint i = 0; i < NUAN_N_COMPANIONS; i++)
    {
      g_autofree char *path = name_companion (self, i);

      self->has_companions &= nuan_file_place_note (path, &self->companions[i]);
    }
}

void
nuan_sqlite_watch_companions (NuanSqlite *self, gboolean watches)
{
  self->watches_companions = watches;
  self->has_companions = FALSE;
  if (watches)
    note_companions (self);
}

typedef enum { SAME, GONE, OTHER } Found;

static Found
find_companion (NuanSqlite *self, guint which)
{
  g_autofree char *path = name_companion (self, which);
  const NuanFilePlace *then = &self->companions[which];
  NuanFilePlace now;

  if (!nuan_file_place_note (path, &now))
    return GONE;
  return nuan_file_place_equal (&now, then) ? SAME : OTHER;
}

/* What SQLite still holds of a log that somebody removed goes into the main file when the connection is closed; not where another program has begun
 * a log of its own since. */
static void
keep_what_is_open (NuanSqlite *self, Found log, Found index)
{
  const gboolean alone = log != OTHER && index != OTHER && !nuan_sqlite_is_open_elsewhere (self->claim);

  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !alone, NULL);
  self->saves_log = alone;
}

static gboolean
refuse_emptied (NuanSqlite *self, GError **error)
{
  g_autofree char *log = name_companion (self, 0);

  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  nuan_error_set (error, NUAN_ERROR_STORAGE, "db",
                  _("%s, which belongs to the open data file, was emptied or written over by somebody. Nothing more is written; close the program and "
                    "open the data file again"), log);
  return FALSE;
}

gboolean
nuan_sqlite_has_companions (NuanSqlite *self, GError **error)
{
  Found log, index;
  g_autofree char *missing = NULL;

  if (self->watches_companions && !self->has_companions)
    note_companions (self);
  if (!self->has_companions)
    return TRUE;

  log = find_companion (self, 0);
  index = find_companion (self, 1);
  if (log == SAME && index == SAME)
    return nuan_log_index_holds (self->db) || refuse_emptied (self, error);

  keep_what_is_open (self, log, index);
  missing = name_companion (self, log != SAME ? 0 : 1);
  nuan_error_set (error, NUAN_ERROR_STORAGE, "db",
                  _("%s, which belongs to the open data file, is gone: somebody moved or removed it. Nothing more is written; close the program and open "
                    "the data file again"), missing);
  return FALSE;
}

void
nuan_sqlite_save_log (NuanSqlite *self)
{
  if (self->saves_log && !nuan_sqlite_is_open_elsewhere (self->claim))
    sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_FULL, NULL, NULL);
}

static gboolean
stand_beside (const char *path)
{
  g_autofree char *file = nuan_path_follow (path);
  gboolean all = TRUE;

  for (guint i = 0; i < NUAN_N_COMPANIONS; i++)
    {
      g_autofree char *name = g_strconcat (file, endings[i], NULL);

      all &= g_file_test (name, G_FILE_TEST_EXISTS);
    }

  return all;
}

/* Whoever has the file open with its log has that log beside it: without it, what was committed stands in a file that has no name any more, and
 * what we wrote would never meet it. */
gboolean
nuan_sqlite_accept_users (const char *path, const NuanClaim *claim, GError **error)
{
  for (guint i = 0; i < TRIES; i++)
    {
      if (stand_beside (path) || !nuan_sqlite_is_open_elsewhere (claim) || !nuan_sqlite_says_log (claim))
        return TRUE;
      g_usleep (WAIT_US);
    }

  nuan_error_set (error, NUAN_ERROR_STORAGE, "db",
                  _("Another program has the data file %s open, and the log that belongs to it was moved or removed: close that program first, which may "
                    "still save what was entered last"), path);
  return FALSE;
}

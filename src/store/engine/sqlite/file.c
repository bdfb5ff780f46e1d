#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "base/error.h"
#include "store/engine/file.h"
#include "store/engine/sqlite/sqlite-private.h"

#define INTEGRITY_CACHE_KIB "-163840"   /* each row is looked up in each of its indexes */
#define BLOCK_BYTES         (1024 * 1024)
#define PROBES              8           /* in a block; the system reads at least so much at once */

gboolean
nuan_sqlite_in_place (gpointer db, GError **error)
{
  NuanSqlite *self = db;

  if (self->path == NULL)
    return TRUE;
  if (!nuan_file_place_check (self->path, &self->place, error) || !nuan_sqlite_has_companions (self, error))
    return FALSE;
  if (!self->mark_noted)
    nuan_sqlite_note_mark (self);
  return nuan_sqlite_is_own (self) || nuan_file_place_replaced (self->path, error);
}

static gboolean
is_read_only (gpointer db)
{
  NuanSqlite *self = db;

  return self->read_only;
}

static gboolean
settle_id (gpointer db, GError **error)
{
  NuanSqlite *self = db;

  if (!nuan_file_id_settle (self->db, sqlite3_db_filename (self->db, "main"), error))
    return FALSE;

  nuan_sqlite_note_mark (self);
  return TRUE;
}

static gboolean
renew_id (gpointer db, GError **error)
{
  NuanSqlite *self = db;

  self->mark_at = 0;
  return nuan_file_id_renew (self->db, error);
}

static gboolean
gather (gpointer db, GError **error)
{
  NuanSqlite *self = db;

  return sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) == SQLITE_OK || nuan_sqlite_fail (self->db, error);
}

static gboolean
fill_fast (gpointer db, GError **error)
{
  NuanSqlite *self = db;

  nuan_sqlite_watch_companions (self, FALSE);
  return nuan_sqlite_exec (self->db, "PRAGMA foreign_keys = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF;"
                                     "PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -400000;", error);
}

static gboolean
block_is_cached (NuanSqlite *self, gint64 at, gint64 size)
{
  for (gint64 probe = at; probe < MIN (at + BLOCK_BYTES, size); probe += BLOCK_BYTES / PROBES)
    if (!nuan_sqlite_is_cached (self->claim, probe))
      return FALSE;

  return TRUE;
}

/* The pages of a table lie scattered over the file. Read once from end to end, they come from the system's cache afterwards and not at the
 * pace of a seek each. */
static void
read_ahead (gpointer db, GCancellable *cancellable)
{
  NuanSqlite *self = db;
  const gint64 memory = (gint64) sysconf (_SC_PHYS_PAGES) * sysconf (_SC_PAGESIZE);
  g_autofree guint8 *block = g_malloc (BLOCK_BYTES);
  sqlite3_file *file = NULL;
  sqlite3_int64 size = 0;

  if (sqlite3_file_control (self->db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
      file == NULL || file->pMethods == NULL || file->pMethods->xFileSize (file, &size) != SQLITE_OK || size > memory / 2)
    return;

  for (sqlite3_int64 at = 0; at < size && !g_cancellable_is_cancelled (cancellable); at += BLOCK_BYTES)
    if (!block_is_cached (self, at, size) && file->pMethods->xRead (file, block, (int) MIN (BLOCK_BYTES, size - at), at) != SQLITE_OK)
      return;   /* the check itself will tell */
}

static gboolean
read_problems (sqlite3 *db, const char *sql, GPtrArray *problems, GError **error)
{
  sqlite3_stmt *rows = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &rows, NULL);

  while (code == SQLITE_OK && (code = sqlite3_step (rows)) == SQLITE_ROW)
    {
      const char *text = (const char *) sqlite3_column_text (rows, 0);

      code = SQLITE_OK;
      if (g_strcmp0 (text, "ok") != 0)
        g_ptr_array_add (problems, g_strdup (text));
    }
  if (code != SQLITE_DONE)
    nuan_sqlite_fail (db, error);
  sqlite3_finalize (rows);
  return code == SQLITE_DONE;
}

static gboolean
check_integrity (gpointer db, GPtrArray *problems, gint64 *count, GError **error)
{
  NuanSqlite *self = db;
  sqlite3 *own = nuan_sqlite_open_with_checks (self);
  gboolean done;

  if (own != NULL)
    {
      nuan_sqlite_share_cancel (self, own);
      sqlite3_exec (own, "PRAGMA cache_size = " INTEGRITY_CACHE_KIB, NULL, NULL, NULL);
    }
  done = read_problems (own != NULL ? own : self->db, "PRAGMA integrity_check (" G_STRINGIFY (NUAN_FILE_MOST_PROBLEMS) ")", problems, error);

  sqlite3_close (own);
  return done && nuan_sqlite_value (self->db, "PRAGMA page_count", count, error);
}

const NuanFileEngine nuan_sqlite_file = {
  .in_place = nuan_sqlite_in_place,
  .is_read_only = is_read_only,
  .settle_id = settle_id,
  .renew_id = renew_id,
  .squeeze = nuan_sqlite_squeeze,
  .gather = gather,
  .fill_fast = fill_fast,
  .read_ahead = read_ahead,
  .integrity = check_integrity,
  .orphans = nuan_sqlite_orphans,
};

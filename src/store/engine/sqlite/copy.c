#include "config.h"

#include "store/engine/file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "base/path.h"
#include "store/engine/sqlite/sqlite-private.h"

#define LOOK_STEPS   500    /* SQLite instructions between two looks at how far the copy is */
#define PAGES_A_STEP 1000
#define BLOCK_BYTES  (256 * 1024)

/* How far a copy is: as far as its file has grown. */
typedef struct
{
  const char   *to;
  gint64        total, told;
  NuanProgress  progress;
  gpointer      progress_data;
  GCancellable *cancellable;
} Watch;

static int
look (gpointer data)
{
  Watch *watch = data;
  GStatBuf status;

  if (watch->progress != NULL && g_stat (watch->to, &status) == 0 && status.st_size - watch->told >= MAX (watch->total / 100, 1))
    {
      watch->told = status.st_size;
      watch->progress (MIN (watch->told, watch->total), watch->total, watch->progress_data);
    }
  return g_cancellable_is_cancelled (watch->cancellable);
}

/* Of the same rows, but of other pages: with the id of the original it would be taken for it. */
static gboolean
make_own_file (const char *to, GError **error)
{
  sqlite3 *db = NULL;
  gboolean done = sqlite3_open_v2 (to, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK || nuan_sqlite_fail (db, error);

  if (done && sqlite3_table_column_metadata (db, "main", "file_id", "value", NULL, NULL, NULL, NULL, NULL) == SQLITE_OK)
    done = nuan_sqlite_exec (db, "PRAGMA journal_mode = MEMORY", error) && nuan_file_id_renew (db, error);
  sqlite3_close (db);
  return done;
}

gboolean
nuan_sqlite_squeeze (gpointer db, const char *to, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  NuanSqlite *self = db;
  Watch watch = { .to = to, .progress = progress, .progress_data = progress_data, .cancellable = cancellable };
  char *sql = sqlite3_mprintf ("VACUUM INTO %Q", to);
  gint64 pages = 0, size = 0;
  gboolean done = nuan_sqlite_value (self->db, "PRAGMA page_count", &pages, error) && nuan_sqlite_value (self->db, "PRAGMA page_size", &size, error);

  watch.total = pages * size;
  watch.told = -watch.total - 1;   /* nothing yet, not even that it began */
  if (done)
    {
      sqlite3_progress_handler (self->db, LOOK_STEPS, look, &watch);
      done = nuan_sqlite_exec (self->db, sql, error) && make_own_file (to, error);
      nuan_sqlite_share_cancel (self, self->db);
    }
  sqlite3_free (sql);
  return done;
}

static int
step_through (sqlite3_backup *backup, GCancellable *cancellable)
{
  int code;

  do
    {
      code = sqlite3_backup_step (backup, PAGES_A_STEP);
      if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        sqlite3_sleep (20);
    }
  while ((code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED) && !g_cancellable_is_cancelled (cancellable));

  return code;
}

static gboolean
copy_descriptor (int from, int to)
{
  g_autofree char *block = g_malloc (BLOCK_BYTES);
  gssize got;

  while ((got = read (from, block, BLOCK_BYTES)) != 0)
    {
      gssize put = 0;

      if (got < 0 && errno == EINTR)
        continue;
      while (got > 0 && put >= 0 && put < got)
        {
          const gssize n = write (to, block + put, (gsize) (got - put));

          put = n >= 0 ? put + n : errno == EINTR ? put : -1;
        }
      if (got < 0 || put < 0)
        return FALSE;
    }

  return TRUE;
}

/* Where SQLite can't walk along its pages any more, cut off in the middle: byte for byte. What it meant, its log included, is lost with it. */
static gboolean
copy_as_it_is (const char *path, const char *to, GError **error)
{
  const int from = g_open (path, O_RDONLY | O_NOCTTY | O_CLOEXEC, 0);
  const int copy = g_open (to, O_WRONLY | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0);
  const gboolean done = from >= 0 && copy >= 0 && copy_descriptor (from, copy) && fsync (copy) == 0;

  if (!done)
    nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The copy failed: %s"), g_strerror (errno));
  if (copy >= 0)
    close (copy);
  if (from >= 0)
    close (from);
  return done;
}

gboolean
nuan_file_copy_damaged (const char *path, const char *to, GCancellable *cancellable, GError **error)
{
  sqlite3 *from = NULL, *copy = NULL;
  sqlite3_backup *backup = NULL;
  int code;

  if (!nuan_sqlite_accept_size (path, error))
    return FALSE;

  code = sqlite3_open_v2 (path, &from, SQLITE_OPEN_READONLY, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_open_v2 (to, &copy, SQLITE_OPEN_READWRITE, NULL);
  if (code == SQLITE_OK && (backup = sqlite3_backup_init (copy, "main", from, "main")) != NULL)
    {
      code = step_through (backup, cancellable);
      sqlite3_backup_finish (backup);
    }
  else if (code == SQLITE_OK)
    code = sqlite3_errcode (copy);

  /* One plain file: no log beside it. */
  if (code == SQLITE_DONE)
    sqlite3_exec (copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  sqlite3_close (copy);
  sqlite3_close (from);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return code == SQLITE_DONE || copy_as_it_is (path, to, error);
}

/* Where SQLite can still make sense of the file: nobody commits or copies the log into it meanwhile. NULL where it can't. */
static sqlite3 *
hold_still (const char *path)
{
  sqlite3 *db = NULL;

  if (nuan_sqlite_accept_size (path, NULL) && !nuan_sqlite_has_journal (path)
      && sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
    {
      sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
      sqlite3_busy_timeout (db, 10000);
      if (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK)
        return db;
    }

  sqlite3_close (db);
  return NULL;
}

static gboolean
fail (GError **error)
{
  nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("The copy failed: %s"), g_strerror (errno));
  return FALSE;
}

/* No log is none; one that can't be read is half of the data. */
static gboolean
copy_log (const char *path, int to, GError **error)
{
  g_autofree char *log_path = g_strconcat (path, "-wal", NULL);
  const int log = g_open (log_path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC, 0);
  gboolean done;

  if (log < 0)
    return errno == ENOENT || fail (error);
  done = copy_descriptor (log, to) || fail (error);
  close (log);
  return done;
}

static gboolean
copy_both (const char *path, int to, int log_to, GError **error)
{
  const int from = g_open (path, O_RDONLY | O_NOCTTY | O_CLOEXEC, 0);   /* closed last: see file.h */
  sqlite3 *held;
  gboolean done;

  if (from < 0)
    return fail (error);

  held = hold_still (path);
  done = (copy_descriptor (from, to) || fail (error)) && copy_log (path, log_to, error);
  sqlite3_close (held);
  close (from);
  return done;
}

gboolean
nuan_file_copy_bytes (const char *path, int to, int log_to, GError **error)
{
  g_autofree char *absolute = nuan_path_absolute (path);
  NuanClaim *claim;
  GStatBuf status;
  gboolean done;

  if (g_stat (absolute, &status) != 0)
    return fail (error);
  claim = nuan_sqlite_claim (absolute, error);
  if (claim == NULL)
    return FALSE;

  done = copy_both (absolute, to, log_to, error);
  nuan_sqlite_unclaim (claim);
  return done;
}

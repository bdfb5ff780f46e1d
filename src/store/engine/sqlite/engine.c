#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "store/engine/sqlite/sqlite-private.h"

#define PROGRESS_STEPS 2000   /* SQLite instructions between two looks at the cancellable */

/* Where nothing can be written, a log without its index can't be read. SQLite 3.40 can't open it, 3.46 calls it read-only. */
static gboolean
log_is_unread (int code)
{
  return code == SQLITE_READONLY_RECOVERY || code == SQLITE_READONLY_CANTINIT || code == SQLITE_READONLY_CANTLOCK;
}

gboolean
nuan_sqlite_fail (sqlite3 *db, GError **error)
{
  const int code = sqlite3_extended_errcode (db);
  const char *text = sqlite3_errmsg (db);

  if (code == SQLITE_INTERRUPT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled"));
  else if (code == SQLITE_CONSTRAINT_TRIGGER)
    nuan_error_set (error, NUAN_ERROR_RULE, NULL, _("The ledger refuses this: %s"), text);
  else if ((code & 0xff) == SQLITE_BUSY)
    nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("Another program keeps the data file busy; try again"));
  else if (code == SQLITE_FULL || sqlite3_system_errno (db) == ENOSPC)   /* its own files are told as I/O errors */
    nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The disk is full; nothing was changed"));
  else if (code == SQLITE_IOERR_WRITE)
    nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The disk is full or fails; nothing was changed (%s)"), text);
  else if ((code & 0xff) == SQLITE_READONLY && !log_is_unread (code))
    nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The data file can only be read"));
  else if ((code & 0xff) == SQLITE_CANTOPEN || log_is_unread (code))
    nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("The data file, or its log beside it, can't be opened: look who may read and write "
                                                       "them and their folder, or copy both to a folder of your own"));
  else if ((code & 0xff) == SQLITE_CORRUPT && g_str_has_prefix (text, "malformed database schema"))
    nuan_error_set (error, NUAN_ERROR_DAMAGED, NULL, _("The file is damaged: its tables are not what they were (%s)"), text);
  else if ((code & 0xff) == SQLITE_CORRUPT)
    nuan_error_set (error, NUAN_ERROR_DAMAGED, NULL, _("The file is damaged: parts of it can't be read any more"));
  else if ((code & 0xff) == SQLITE_NOTADB)
    nuan_error_set (error, NUAN_ERROR_DAMAGED, NULL, _("This is no data file, or its beginning is damaged"));
  else
    nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The data file reports: %s"), text);

  return FALSE;
}

gboolean
nuan_sqlite_exec (sqlite3 *db, const char *sql, GError **error)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK || nuan_sqlite_fail (db, error);
}

gboolean
nuan_sqlite_value (sqlite3 *db, const char *sql, gint64 *value, GError **error)
{
  sqlite3_stmt *statement = NULL;
  const gboolean found = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW;

  if (found)
    *value = sqlite3_column_int64 (statement, 0);
  else
    nuan_sqlite_fail (db, error);
  sqlite3_finalize (statement);
  return found;
}

static int
stop_when_cancelled (gpointer data)
{
  NuanSqlite *self = data;

  return self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable);
}

void
nuan_sqlite_share_cancel (NuanSqlite *self, sqlite3 *other)
{
  sqlite3_progress_handler (other, PROGRESS_STEPS, stop_when_cancelled, self);
}

static void
set_cancellable (gpointer db, GCancellable *cancellable)
{
  NuanSqlite *self = db;

  self->cancellable = cancellable;
}

/* PRAGMA data_version tells a connection of every commit that is not its own: the writer's and other programs' alike. */
static gboolean
read_stamp (gpointer db, gint64 *stamp, GError **error)
{
  NuanSqlite *self = db;

  return nuan_sqlite_value (self->db, "PRAGMA data_version", stamp, error);
}

static gboolean
run_script (gpointer db, const char *script, GError **error)
{
  NuanSqlite *self = db;

  return nuan_sqlite_exec (self->db, script, error);
}

const NuanEngine nuan_engine_sqlite = {
  .name = "sqlite",
  .steps = "",
  .open = nuan_sqlite_open,
  .scratch = nuan_sqlite_scratch,
  .settle = nuan_sqlite_settle,
  .close = nuan_sqlite_close,
  .cancel = set_cancellable,
  .stamp = read_stamp,
  .begin = nuan_sqlite_begin,
  .end = nuan_sqlite_end,
  .in_transaction = nuan_sqlite_in_transaction,
  .savepoint = nuan_sqlite_savepoint,
  .exec = run_script,
  .prepare = nuan_sqlite_prepare,
  .bind = nuan_sqlite_bind,
  .step = nuan_sqlite_step,
  .reset = nuan_sqlite_reset,
  .finish = nuan_sqlite_finish,
  .get_int = nuan_sqlite_get_int,
  .get_text = nuan_sqlite_get_text,
  .get_bytes = nuan_sqlite_get_bytes,
  .get_version = nuan_sqlite_get_version,
  .set_version = nuan_sqlite_set_version,
  .catalogue = nuan_sqlite_catalogue,
  .columns = nuan_sqlite_columns,
  .rebuild = nuan_sqlite_rebuild,
  .defer = nuan_sqlite_defer,
  .reword = nuan_sqlite_reword,
  .file = &nuan_sqlite_file,
};

#include "config.h"

#include "store/engine/connection.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "store/engine/connection-private.h"
#include "store/schema/migrations.h"
#include "store/engine/statement.h"

#define BUSY_TIMEOUT_MS     10000
#define PROGRESS_STEPS      2000     /* SQLite instructions between two looks at the cancellable */
#define READ_CACHE_KIB      "-24576"
#define WRITE_CACHE_KIB     "-24576"

struct _NuanConnection
{
  sqlite3      *db;
  char         *path;
  GHashTable   *statements;    /* address of the SQL → sqlite3_stmt */
  GCancellable *cancellable;   /* borrowed */
  NuanDay       today;         /* set by a test or the demo */
  gboolean      broken;        /* a rollback failed: nothing more is written */
};

static int
stop_when_cancelled (gpointer data)
{
  NuanConnection *self = data;

  return self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable);
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

gboolean
nuan_connection_fail_handle (sqlite3 *db, GError **error)
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
  else if ((code & 0xff) == SQLITE_READONLY)
    nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The data file can only be read"));
  else
    nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The data file reports: %s"), text);

  return FALSE;
}

gboolean
nuan_connection_fail (NuanConnection *self, GError **error)
{
  return nuan_connection_fail_handle (self->db, error);
}

/* SQLite would make the file with the umask of the day; a file of ours is 0600 from its first byte on. */
static gboolean
create_private_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  int fd;

  if (g_file_test (log, G_FILE_TEST_EXISTS))
    {
      nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("A log of an earlier data file stands at %s: move it away first"), log);
      return FALSE;
    }

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The folder %s can't be made: %s"), folder, g_strerror (errno));
      return FALSE;
    }

  fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0 && errno == EEXIST)
    {
      nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("The data file %s exists already"), path);
      return FALSE;
    }
  if (fd < 0)
    {
      nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("The data file %s can't be made: %s"), path, g_strerror (errno));
      return FALSE;
    }

  close (fd);
  return TRUE;
}

static void
make_private (const char *path)
{
  GStatBuf status;

  if (g_lstat (path, &status) == 0 && S_ISREG (status.st_mode) && (status.st_mode & 0077) != 0 && g_chmod (path, 0600) != 0)
    g_debug ("%s: %s", path, g_strerror (errno));   /* of another owner; the data check tells it */
}

/* A file that was copied from elsewhere may be open to others; SQLite gives its log and its index the same mode. */
static void
make_files_private (NuanConnection *self)
{
  const char *path = sqlite3_db_filename (self->db, "main");   /* where a link leads to */
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *shared = g_strconcat (path, "-shm", NULL);

  make_private (path);
  make_private (log);
  make_private (shared);
}

/* FULL: what COMMIT said is on the disk. trusted_schema off: a file from elsewhere runs no function of ours. */
static gboolean
set_pragmas (NuanConnection *self, NuanOpen how, GError **error)
{
  if (!nuan_connection_exec (self, "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;", error))
    return FALSE;
  if (how == NUAN_OPEN_READ)
    return nuan_connection_exec (self, "PRAGMA query_only = ON; PRAGMA cache_size = " READ_CACHE_KIB ";", error);

  return nuan_connection_exec (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = " WRITE_CACHE_KIB ";"
                                     "PRAGMA recursive_triggers = ON;", error);
}

gboolean
nuan_connection_check_file (const char *path, GError **error)
{
  GStatBuf status;

  if (g_stat (path, &status) == 0 && S_ISREG (status.st_mode) && status.st_size == 0)
    {
      nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("%s is empty, not a data file"), path);
      return FALSE;
    }

  return TRUE;
}

NuanConnection *
nuan_connection_open (const char *path, NuanOpen how, GError **error)
{
  g_autoptr (NuanConnection) self = NULL;
  const int flags = how == NUAN_OPEN_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;

  if (how == NUAN_OPEN_CREATE && !create_private_file (path, error))
    return NULL;
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      nuan_error_set (error, NUAN_ERROR_NOT_FOUND, "db", _("There is no data file %s"), path);
      return NULL;
    }

  self = g_new0 (NuanConnection, 1);
  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);

  if (sqlite3_open_v2 (path, &self->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, NULL) != SQLITE_OK)
    {
      nuan_connection_fail (self, error);
      return NULL;
    }
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  sqlite3_extended_result_codes (self->db, 1);
  sqlite3_progress_handler (self->db, PROGRESS_STEPS, stop_when_cancelled, self);

  /* Before the first pragma: a file of somebody else's is not even turned into WAL mode. */
  if (!nuan_migrations_accept (self, error))
    return NULL;
  if (how != NUAN_OPEN_READ)
    make_files_private (self);
  if (!set_pragmas (self, how, error))
    return NULL;
  if (!(how == NUAN_OPEN_READ ? nuan_migrations_check (self, error) : nuan_migrations_run (self, error)))
    return NULL;
  return g_steal_pointer (&self);
}

void
nuan_connection_close (NuanConnection *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->statements, g_hash_table_unref);
  sqlite3_close (self->db);
  g_free (self->path);
  g_free (self);
}

sqlite3 *
nuan_connection_get_handle (NuanConnection *self)
{
  return self->db;
}

const char *
nuan_connection_get_path (NuanConnection *self)
{
  return self->path;
}

GHashTable *
nuan_connection_get_statements (NuanConnection *self)
{
  return self->statements;
}

void
nuan_connection_reset_statements (NuanConnection *self)
{
  GHashTableIter iter;
  gpointer statement;

  g_hash_table_iter_init (&iter, self->statements);
  while (g_hash_table_iter_next (&iter, NULL, &statement))
    sqlite3_reset (statement);
}

gboolean
nuan_connection_data_version (NuanConnection *self, gint64 *version, GError **error)
{
  return nuan_sql_value (self, version, error, "PRAGMA data_version", "");
}

NuanDay
nuan_connection_get_today (NuanConnection *self)
{
  return self->today != NUAN_DAY_NONE ? self->today : nuan_day_today ();
}

void
nuan_connection_set_today (NuanConnection *self, NuanDay today)
{
  self->today = today;
}

void
nuan_connection_set_cancellable (NuanConnection *self, GCancellable *cancellable)
{
  self->cancellable = cancellable;
}

void
nuan_connection_share_cancellable (NuanConnection *self, sqlite3 *db)
{
  sqlite3_progress_handler (db, PROGRESS_STEPS, stop_when_cancelled, self);
}

gboolean
nuan_connection_in_transaction (NuanConnection *self)
{
  return !sqlite3_get_autocommit (self->db);
}

gboolean
nuan_connection_exec (NuanConnection *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  return nuan_connection_fail (self, error);
}

gboolean
nuan_connection_transact (NuanConnection *self, NuanTransaction work, gpointer data, GError **error)
{
  g_assert (!nuan_connection_in_transaction (self));

  if (self->broken)
    {
      nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The data file failed before; close the program and open it again"));
      return FALSE;
    }
  if (!nuan_connection_exec (self, "BEGIN IMMEDIATE", error))
    return FALSE;

  if (work (self, data, error))
    {
      /* What is about to be committed is no longer to be cancelled. */
      self->cancellable = NULL;
      if (nuan_connection_exec (self, "COMMIT", error))
        return TRUE;
    }

  self->cancellable = NULL;
  if (nuan_connection_in_transaction (self) && !nuan_connection_exec (self, "ROLLBACK", NULL))
    self->broken = TRUE;
  return FALSE;
}

gboolean
nuan_connection_snapshot (NuanConnection *self, NuanTransaction work, gpointer data, GError **error)
{
  gboolean done;

  g_assert (!nuan_connection_in_transaction (self));

  if (!nuan_connection_exec (self, "BEGIN", error))
    return FALSE;
  done = work (self, data, error);
  self->cancellable = NULL;
  nuan_connection_reset_statements (self);
  if (nuan_connection_in_transaction (self))
    nuan_connection_exec (self, "ROLLBACK", NULL);   /* nothing was written */

  return done;
}

char *
nuan_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "nuanchuang", "nuanchuang.db", NULL);
}

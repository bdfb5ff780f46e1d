#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/aside.h"
#include "base/error.h"
#include "base/path.h"
#include "base/precious-file.h"
#include "store/engine/sqlite/sqlite-private.h"

#define BUSY_TIMEOUT_MS     10000
#define READ_CACHE_KIB      "-24576"
#define WRITE_CACHE_KIB     "-24576"

/* SQLite would make the file with the umask of the day; a file of ours is 0600 from its first byte on. */
static gboolean
create_private_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;

  if (!nuan_file_check_no_log (path, "db", error))
    return FALSE;
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

/* A file that was copied from elsewhere may be open to others; SQLite gives its log and its index the same mode. */
static void
make_files_private (NuanSqlite *self)
{
  const char *path = sqlite3_db_filename (self->db, "main");   /* where a link leads to */
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *shared = g_strconcat (path, "-shm", NULL);

  nuan_aside_close_to_others (path);
  nuan_aside_close_to_others (log);
  nuan_aside_close_to_others (shared);
}

static gboolean
reads_only (NuanOpen how)
{
  return how == NUAN_OPEN_READ || how == NUAN_OPEN_COPY;
}

static void
let_close_play_the_log (NuanSqlite *self, gboolean lets)
{
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !lets, NULL);
}

/* A file without a log, as a backup and a restored file are, is marked by one write within a sector: with a rollback journal around it, which a
 * kill would leave, that would be played into the next file of this name. */
static gboolean
begin_log (sqlite3 *db, gboolean has_log, GError **error)
{
  return nuan_sqlite_exec (db, has_log ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode = MEMORY; PRAGMA journal_mode = WAL", error);
}

gboolean
nuan_file_begin_log (const char *part, GError **error)
{
  sqlite3 *db = NULL;
  const gboolean done = (sqlite3_open_v2 (part, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK || nuan_sqlite_fail (db, error))
                        && nuan_sqlite_exec (db, "PRAGMA trusted_schema = OFF", error) && begin_log (db, FALSE, error);

  sqlite3_close (db);
  return done;
}

/* FULL: what COMMIT said is on the disk. trusted_schema off: a file from elsewhere runs no function of ours. */
gboolean
nuan_sqlite_settle (gpointer db, NuanOpen how, GError **error)
{
  NuanSqlite *self = db;
  const gboolean reads = reads_only (self->how) || self->read_only;

  if (!reads)
    make_files_private (self);
  let_close_play_the_log (self, !reads);   /* from here on it is a data file of ours */
  if (!nuan_sqlite_exec (self->db, "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON;", error))
    return FALSE;
  if (how == NUAN_OPEN_COPY)
    return TRUE;
  if (how == NUAN_OPEN_PART)
    return nuan_sqlite_exec (self->db, "PRAGMA journal_mode = MEMORY; PRAGMA secure_delete = ON; PRAGMA recursive_triggers = ON;", error);
  if (!nuan_sqlite_exec (self->db, "PRAGMA temp_store = MEMORY;", error))
    return FALSE;
  if (reads)
    {
      nuan_sqlite_watch_companions (self, TRUE);
      return nuan_sqlite_exec (self->db, "PRAGMA query_only = ON; PRAGMA cache_size = " READ_CACHE_KIB ";", error);
    }

  nuan_sqlite_note_name (sqlite3_db_filename (self->db, "main"));
  if (!begin_log (self->db, nuan_sqlite_says_log (self->claim), error))
    return FALSE;
  nuan_sqlite_watch_companions (self, TRUE);
  return nuan_sqlite_exec (self->db, "PRAGMA synchronous = FULL; PRAGMA cache_size = " WRITE_CACHE_KIB ";"
                                        "PRAGMA recursive_triggers = ON;", error);
}

static void
set_up_handle (NuanSqlite *self)
{
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  sqlite3_extended_result_codes (self->db, 1);
  nuan_sqlite_share_cancel (self, self->db);
}

static NuanSqlite *
open_database (const char *name, int flags, GError **error)
{
  NuanSqlite *self = g_new0 (NuanSqlite, 1);

  nuan_sqlite_keep_locks ();
  if (sqlite3_open_v2 (name, &self->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, NULL) != SQLITE_OK)
    {
      nuan_sqlite_fail (self->db, error);
      nuan_sqlite_close (self);
      return NULL;
    }

  let_close_play_the_log (self, FALSE);   /* an open that is refused leaves file and log as they are */
  set_up_handle (self);
  return self;
}

sqlite3 *
nuan_sqlite_open_alone (const char *path)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);
  g_autofree char *uri = g_strconcat ("file:", escaped, "?immutable=1", NULL);
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, NULL) == SQLITE_OK)
    return db;

  sqlite3_close (db);
  return NULL;
}

/* A medium or a folder that can't be written to has no room for the log that SQLite wants beside the file: the main file is read alone,
 * unless there is a log, without which it would not be whole. */
static gboolean
try_alone (NuanSqlite *self, const char *path)
{
  const int code = sqlite3_exec (self->db, "SELECT count (*) FROM sqlite_schema", NULL, NULL, NULL) & 0xff;
  sqlite3 *alone;

  if ((code != SQLITE_CANTOPEN && code != SQLITE_READONLY) || nuan_file_place_can_write (path)
      || nuan_sqlite_has_log (path))
    return FALSE;

  alone = nuan_sqlite_open_alone (path);
  if (alone == NULL)
    return FALSE;

  sqlite3_close (self->db);
  self->db = alone;
  set_up_handle (self);
  return TRUE;
}

static gboolean
find_in_place (NuanSqlite *self, const char *path, GError **error)
{
  const gboolean reads = reads_only (self->how) || self->read_only;
  const gboolean clears = self->how != NUAN_OPEN_COPY;
  g_autofree char *aside = NULL;

  if (!(reads && try_alone (self, path))
      && !nuan_file_id_accept (self->db, path, nuan_sqlite_is_alone (self->claim), clears, clears ? &aside : NULL, error))
    return FALSE;
  if (aside != NULL)
    return nuan_sqlite_refuse_moved (path, aside, error);

  self->path = g_strdup (path);
  return nuan_file_place_check (path, &self->place, error);
}

static NuanClaim *
claim_without_journal (const char *path, NuanOpen how, GError **error)
{
  NuanClaim *claim = nuan_sqlite_claim (path, error);
  g_autofree char *aside = NULL;

  if (claim != NULL && nuan_sqlite_accept_locks (claim, path, error) && nuan_sqlite_accept_users (path, claim, error)
      && nuan_sqlite_accept_journal (path, claim, how != NUAN_OPEN_COPY ? &aside : NULL, error)
      && (aside == NULL || nuan_sqlite_refuse_moved (path, aside, error)))
    return claim;

  nuan_sqlite_unclaim (claim);
  return NULL;
}

/* What was opened is what stood there before and stands there after: the place is the file's, whoever moved another one there meanwhile.
 * The path is absolute: SQLite would take "file:name" for an address, and ":memory:" for no file at all. */
gpointer
nuan_sqlite_open (const char *where, NuanOpen how, GError **error)
{
  g_autofree char *path = nuan_path_absolute (where);
  NuanFilePlace place;
  gboolean read_only;
  NuanClaim *claim;
  NuanSqlite *self;

  if (how == NUAN_OPEN_CREATE && !create_private_file (path, error))
    return NULL;
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) || !nuan_file_place_note (path, &place))
    {
      nuan_error_set (error, NUAN_ERROR_NOT_FOUND, "db", _("There is no data file %s"), where);
      return NULL;
    }

  nuan_precious_file_protect (path);
  if (!nuan_path_check_length (path, "db", error) || !nuan_sqlite_accept_names (path, FALSE, error) || !nuan_sqlite_accept_size (path, error))
    return NULL;
  claim = claim_without_journal (path, how, error);
  if (claim == NULL)
    return NULL;
  read_only = !reads_only (how) && !nuan_file_place_can_write (path);
  self = open_database (path, reads_only (how) || read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE, error);
  if (self == NULL)
    {
      nuan_sqlite_unclaim (claim);
      return NULL;
    }

  self->claim = claim;
  self->how = how;
  self->place = place;
  self->read_only = read_only;
  if (find_in_place (self, path, error))
    return self;

  nuan_sqlite_close (self);
  return NULL;
}

gboolean
nuan_file_put_log_aside (const char *where, char **aside, GError **error)
{
  g_autofree char *path = nuan_path_absolute (where);
  NuanClaim *claim;
  NuanSqlite *self;
  gboolean done;

  *aside = NULL;
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) || !nuan_file_place_can_write (path))
    return TRUE;
  if (!nuan_sqlite_accept_names (path, FALSE, error) || !nuan_sqlite_accept_size (path, error)
      || (claim = nuan_sqlite_claim (path, error)) == NULL)
    return FALSE;

  done = nuan_sqlite_accept_journal (path, claim, aside, error);
  self = done && *aside == NULL ? open_database (path, SQLITE_OPEN_READONLY, error) : NULL;
  if (done && *aside == NULL)
    done = self != NULL && nuan_file_id_accept (self->db, path, nuan_sqlite_is_alone (claim), FALSE, aside, error);
  if (self != NULL)
    nuan_sqlite_close (self);
  nuan_sqlite_unclaim (claim);
  return done;
}

gpointer
nuan_sqlite_scratch (gpointer db, GError **error)
{
  return open_database (":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
}

static gboolean
plays_the_log (NuanSqlite *self)
{
  int off = TRUE;

  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, -1, &off);
  return !off;
}

void
nuan_sqlite_close (gpointer db)
{
  NuanSqlite *self = db;

  if (nuan_sqlite_is_own (self) && !nuan_sqlite_has_companions (self, NULL))   /* else closing it would play the log into another file */
    nuan_sqlite_save_log (self);
  else if (plays_the_log (self) && !nuan_file_id_is_newest (self->db, &self->known))
    let_close_play_the_log (self, FALSE);   /* it would be removed with what stands in it alone */
  sqlite3_close (self->db);
  nuan_sqlite_unclaim (self->claim);   /* last: see claim.c */
  g_free (self->path);
  g_free (self);
}

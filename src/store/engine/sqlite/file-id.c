#include "config.h"

#include "store/engine/sqlite/file-id.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "base/precious-file.h"
#include "store/engine/sqlite/log-index.h"
#include "store/engine/sqlite/log-scan.h"
#include "store/engine/sqlite/main-scan.h"
#include "store/engine/sqlite/sqlite-private.h"

#define TRIES           20
#define WAIT_US         50000

typedef enum {
  READ_ROW,       /* the id is there */
  READ_NONE,      /* a schema that can be read, without an id: an older file */
  READ_BROKEN,    /* can't be read */
  READ_STRANGE,   /* not ours */
} Reading;

static gboolean
copy_column (sqlite3_stmt *row, int column, char *to, gsize length)
{
  const char *text = (const char *) sqlite3_column_text (row, column);

  if (text == NULL || strlen (text) != length)
    return FALSE;

  memcpy (to, text, length + 1);
  return TRUE;
}

/* A file that was not brought up to date yet has none. */
static gboolean
has_table (sqlite3 *db)
{
  return sqlite3_table_column_metadata (db, "main", "file_id", "previous", NULL, NULL, NULL, NULL, NULL) == SQLITE_OK;
}

/* *CODE is SQLite's where the reading is broken. */
static Reading
read_row (sqlite3 *db, NuanFileId *id, int *code)
{
  sqlite3_stmt *row = NULL;
  Reading reading = READ_BROKEN;

  *code = sqlite3_exec (db, "SELECT count (*) FROM sqlite_schema", NULL, NULL, NULL);
  if (*code != SQLITE_OK)
    return READ_BROKEN;
  if (!has_table (db))
    return READ_NONE;

  *code = sqlite3_prepare_v2 (db, "SELECT value, log, previous FROM file_id WHERE id = 1", -1, &row, NULL);
  if (*code == SQLITE_OK)
    *code = sqlite3_step (row);
  if (*code == SQLITE_DONE)
    reading = READ_NONE;
  else if (*code == SQLITE_ROW && copy_column (row, 0, id->value, NUAN_FILE_ID_LENGTH) && copy_column (row, 1, id->log, NUAN_LOG_NAME_LENGTH)
           && copy_column (row, 2, id->previous, NUAN_LOG_NAME_LENGTH))
    reading = READ_ROW;
  sqlite3_finalize (row);
  return reading;
}

static Reading
read_alone (const char *path, NuanFileId *id)
{
  sqlite3 *db = nuan_sqlite_open_alone (path);
  Reading reading = READ_BROKEN;
  int code;

  if (db == NULL)
    return READ_BROKEN;

  reading = read_row (db, id, &code);
  if (reading != READ_BROKEN && !nuan_sqlite_is_ours (db))
    reading = READ_STRANGE;
  sqlite3_close (db);
  return reading;
}

typedef enum {
  LOG_OWN,
  LOG_FOREIGN,
  LOG_DAMAGED,
  LOG_UNKNOWN,   /* nobody can tell any more */
} Whose;

/* SQLite can make nothing of the main file without the log, or not one of ours: a checkpoint was cut off, and the log makes it whole, or it is
 * damaged, and any log would make it another file. */
static Whose
whose_by_bytes (sqlite3 *db, const NuanLogScan *scan)
{
  if (!scan->readable || scan->damaged || !scan->one_file)
    return LOG_UNKNOWN;
  return scan->n_frames == 0 || (scan->n_rows > 0 && nuan_main_scan_fits (db, scan)) ? LOG_OWN : LOG_UNKNOWN;
}

static Whose
own_if (gboolean own)
{
  return own ? LOG_OWN : LOG_FOREIGN;
}

/* The log holds the row of the file that says ALONE of itself, and goes on from there. */
static gboolean
goes_on (const NuanLogScan *scan, const NuanFileId *alone)
{
  return scan->readable && scan->one_file && scan->n_rows > 0 && g_str_equal (scan->first.value, alone->value)
         && g_hash_table_contains (scan->logs, alone->log);
}

/* What other programs share says that the main file holds the whole log, and what is read is an earlier one: an older copy was laid over the file
 * while they have it open. */
static gboolean
is_behind (const NuanFileId *both, const NuanLogScan *scan)
{
  return *scan->committed.log != '\0' && !g_str_equal (both->log, scan->committed.log);
}

/* ALONE: the main file; BOTH: read with the log, as SQLite does. */
static Whose
whose (sqlite3 *db, Reading alone, const NuanFileId *alone_id, Reading both, const NuanFileId *both_id, const NuanLogScan *scan)
{
  if (scan->damaged && (alone == READ_ROW || alone == READ_NONE))
    return LOG_DAMAGED;

  switch (alone)
    {
    case READ_ROW:
      if (!scan->readable || !scan->one_file || both != READ_ROW || !g_str_equal (both_id->value, alone_id->value))
        return LOG_FOREIGN;
      return own_if (scan->n_rows == 0 || goes_on (scan, alone_id));

    case READ_NONE:   /* an older file, or the very first log after its migration */
      if (!scan->readable || !scan->one_file || both == READ_BROKEN)
        return LOG_FOREIGN;
      return own_if (scan->n_rows == 0 || (both == READ_ROW && g_str_equal (scan->first.previous, NUAN_NO_LOG)));

    case READ_BROKEN:
      return whose_by_bytes (db, scan);

    case READ_STRANGE:   /* another program's, which is refused anyway, or of which the log would make one of ours */
    default:
      return both != READ_NONE ? whose_by_bytes (db, scan) : LOG_OWN;
    }
}

/* Errors of the moment, not of what the files hold. */
static gboolean
is_hindrance (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_NOMEM:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
judge (sqlite3 *db, const char *path, const char *log, gboolean alone, Whose *log_is, GError **error)
{
  g_auto (NuanLogScan) scan = { 0 };
  NuanFileId alone_id = { 0 }, both_id = { 0 };
  int code = SQLITE_OK;
  const Reading both = read_row (db, &both_id, &code);

  if (both == READ_BROKEN && is_hindrance (code))
    return nuan_sqlite_fail (db, error);

  nuan_log_scan (&scan, log);
  scan.damaged = scan.damaged && alone;   /* else the index that they share tells what it holds */
  *log_is = whose (db, read_alone (path, &alone_id), &alone_id, both, &both_id, &scan);
  if (*log_is == LOG_OWN && !alone && both == READ_ROW && is_behind (&both_id, &scan))
    *log_is = LOG_FOREIGN;
  return TRUE;
}

/* No checkpoint gets past what is read meanwhile. But where the main file holds the whole log, another program may begin it anew between two looks:
 * then the next ones find the two together. */
static gboolean
judge_still (sqlite3 *db, const char *path, const char *log, gboolean alone, Whose *log_is, GError **error)
{
  gboolean done = TRUE;

  *log_is = LOG_FOREIGN;
  for (guint i = 0; done && *log_is == LOG_FOREIGN && i < (alone ? 1 : TRIES); i++)
    {
      if (i > 0)
        g_usleep (WAIT_US);
      if (sqlite3_exec (db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
        return nuan_sqlite_fail (db, error);
      done = judge (db, path, log, alone, log_is, error);
      sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);   /* nothing was written */
    }
  return done;
}

/* A program was killed, and the file got another name without its log: it would open without what was entered last. A log that the file holds
 * to its last page is a second name that a swap which was killed left: it was played. */
static gboolean
accept_no_lost_log (sqlite3 *db, const char *path, GError **error)
{
  g_autoptr (GPtrArray) logs = nuan_sqlite_list_lost_logs (path);
  NuanFileId id = { 0 };

  if (logs->len == 0 || read_alone (path, &id) != READ_ROW)
    return TRUE;

  for (guint i = 0; i < logs->len; i++)
    {
      const char *log = g_ptr_array_index (logs, i);
      g_auto (NuanLogScan) scan = { 0 };

      nuan_log_scan (&scan, log);
      if (goes_on (&scan, &id) && !(g_str_equal (scan.last.log, id.log) && nuan_main_scan_holds (db, log, &scan)))
        return nuan_sqlite_refuse_lost (log, path, error);
    }
  return TRUE;
}

gboolean
nuan_file_id_accept (sqlite3 *db, const char *path, gboolean alone, gboolean clears, char **aside, GError **error)
{
  g_autofree char *log = g_strconcat (sqlite3_db_filename (db, "main"), "-wal", NULL);   /* where a link leads to */
  GStatBuf status;
  Whose log_is;

  if (g_stat (log, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size == 0)
    return accept_no_lost_log (db, sqlite3_db_filename (db, "main"), error);

  if (!judge_still (db, sqlite3_db_filename (db, "main"), log, alone, &log_is, error))
    return FALSE;
  if (log_is == LOG_OWN)
    return TRUE;
  if (log_is == LOG_DAMAGED)
    return nuan_sqlite_refuse_damaged (log, path, clears, error);
  if (log_is == LOG_UNKNOWN)
    return nuan_sqlite_refuse_unknown (path, error);
  if (aside != NULL)
    return nuan_sqlite_move_log (log, path, aside, error);

  return nuan_sqlite_refuse_log (log, error);
}

gboolean
nuan_file_id_renew (sqlite3 *db, GError **error)
{
  char value[NUAN_LOG_NAME_LENGTH + 1], log[NUAN_LOG_NAME_LENGTH + 1];
  g_autofree char *sql = NULL;

  nuan_log_name (NULL, value);
  nuan_log_name (NULL, log);
  sql = g_strdup_printf ("INSERT INTO file_id (id, value, log, previous) VALUES (1, '" NUAN_FILE_MARK "%s', '%s', '" NUAN_NO_LOG "')"
                         " ON CONFLICT (id) DO UPDATE SET value = excluded.value, log = excluded.log, previous = excluded.previous",
                         value, log);
  return nuan_sqlite_exec (db, sql, error);
}

/* Two programs may have met a file without an id. */
static gboolean
give_id (sqlite3 *db, GError **error)
{
  NuanFileId id;
  int code;
  gboolean given;

  if (!nuan_sqlite_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  given = read_row (db, &id, &code) == READ_ROW || nuan_file_id_renew (db, error);
  return nuan_sqlite_exec (db, given ? "COMMIT" : "ROLLBACK", given ? error : NULL) && given;
}

gboolean
nuan_file_id_settle (sqlite3 *db, const char *path, GError **error)
{
  NuanFileId id;
  int code;
  const Reading reading = read_row (db, &id, &code);

  if (reading == READ_BROKEN)
    return nuan_sqlite_fail (db, error);
  if (reading == READ_ROW && !g_str_equal (id.previous, NUAN_NO_LOG))
    return TRUE;
  if (reading == READ_NONE && !give_id (db, error))
    return FALSE;
  if (read_alone (path, &id) == READ_ROW)
    return TRUE;

  if (sqlite3_wal_checkpoint_v2 (db, NULL, SQLITE_CHECKPOINT_FULL, NULL, NULL) != SQLITE_OK)
    return nuan_sqlite_fail (db, error);
  return TRUE;
}

/* What is read is the newest that the log holds. Nothing is written meanwhile. */
static gboolean
is_newest (sqlite3 *db, const NuanFileId *id)
{
  g_autofree char *log = g_strconcat (sqlite3_db_filename (db, "main"), "-wal", NULL);
  g_auto (NuanLogScan) scan = { 0 };

  nuan_log_scan (&scan, log);
  return !is_behind (id, &scan);
}

static gboolean
look_for_newest (sqlite3 *db, const NuanLogRound *known)
{
  NuanFileId id;
  int code;
  gboolean newest;

  if (sqlite3_exec (db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
    return TRUE;
  newest = read_row (db, &id, &code) != READ_ROW || g_str_equal (id.log, known->log) || is_newest (db, &id);
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return newest;
}

gboolean
nuan_file_id_is_newest (sqlite3 *db, const NuanLogRound *known)
{
  NuanLogIndex index;

  if (!nuan_log_index_read (db, &index))
    return TRUE;

  for (guint i = 0; i < TRIES; i++)
    {
      if (i > 0)
        g_usleep (WAIT_US);
      if (look_for_newest (db, known))
        return TRUE;
    }
  return FALSE;
}

static gboolean
write_row (sqlite3 *db, NuanLogRound *known, const NuanFileId *id, GError **error)
{
  g_autofree char *sql = NULL;

  nuan_log_name (id->log, known->log);   /* SQLite writes nothing for a row that stays the same */
  sql = g_strdup_printf ("UPDATE file_id SET previous = log, log = '%s' WHERE id = 1", known->log);
  return nuan_sqlite_exec (db, sql, error);
}

/* The writer holds the lock: the number of frames stands still. All of them copied: the next frame begins the log anew. A log that another
 * program began is given the row, too, by the first of ours that writes into it; what this connection wrote last needs no look at the log. */
gboolean
nuan_file_id_touch (sqlite3 *db, NuanLogRound *known, GError **error)
{
  NuanLogIndex index;
  NuanFileId id;
  gboolean begins;
  int code;

  if (!nuan_log_index_read (db, &index))
    return TRUE;

  begins = index.frames == index.copied;
  if (!begins && memcmp (index.salts, known->salts, sizeof known->salts) == 0)
    return TRUE;
  if (read_row (db, &id, &code) != READ_ROW)   /* the statement that comes next will tell why */
    return TRUE;
  if (!g_str_equal (id.log, known->log) && !is_newest (db, &id))
    return nuan_file_place_replaced (sqlite3_db_filename (db, "main"), error);

  if (!begins)
    memcpy (known->salts, index.salts, sizeof known->salts);
  return write_row (db, known, &id, error);
}

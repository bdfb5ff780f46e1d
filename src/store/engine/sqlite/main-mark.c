#define _GNU_SOURCE   /* memmem */
#include "config.h"

#include <string.h>

#include "store/engine/sqlite/log-scan.h"
#include "store/engine/sqlite/sqlite-private.h"

#define PAGE_BYTES 4096
#define TRIES      3

G_STATIC_ASSERT (NUAN_FILE_MARK_BYTES == NUAN_FILE_ID_LENGTH);

/* Numbers begin anywhere and go round. */
static gboolean
is_mark (NuanSqlite *self, const guint8 *page, gboolean any)
{
  const guint8 *at = memmem (page, PAGE_BYTES, self->mark, NUAN_FILE_ID_LENGTH);
  const guint8 *log = at != NULL ? at + NUAN_FILE_ID_LENGTH : NULL;
  guint32 count;

  if (log == NULL || log + NUAN_LOG_NAME_LENGTH > page + PAGE_BYTES)
    return FALSE;

  count = nuan_log_count ((const char *) log);
  if (!any && (gint32) (count - self->mark_count) < 0)
    return FALSE;
  self->mark_count = count;
  return TRUE;
}

/* By the descriptor that SQLite has, of the file that it has open. In these bytes the main file alone is read, without its log. */
static gboolean
holds_mark (NuanSqlite *self, gboolean any)
{
  guint8 page[PAGE_BYTES];
  sqlite3_file *file = NULL;

  if (sqlite3_file_control (self->db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || file == NULL || file->pMethods == NULL)
    return TRUE;

  for (guint i = 0; i < TRIES; i++)   /* a checkpoint of another program may be writing it at this moment */
    {
      const int code = file->pMethods->xRead (file, page, PAGE_BYTES, self->mark_at);

      if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ)
        return TRUE;   /* nothing is known; whoever reads it will be told */
      if (is_mark (self, page, any))
        return TRUE;
    }

  return FALSE;
}

static gboolean
read_mark (NuanSqlite *self)
{
  sqlite3_stmt *row = NULL;
  const char *text = NULL;

  if (sqlite3_prepare_v2 (self->db, "SELECT value FROM file_id WHERE id = 1", -1, &row, NULL) == SQLITE_OK && sqlite3_step (row) == SQLITE_ROW)
    text = (const char *) sqlite3_column_text (row, 0);
  if (text != NULL && strlen (text) == NUAN_FILE_ID_LENGTH)
    g_strlcpy (self->mark, text, sizeof self->mark);
  sqlite3_finalize (row);
  return *self->mark != '\0';
}

/* Where the page of the id begins, log and all; 0 where nobody knows. */
static gint64
find_page (NuanSqlite *self)
{
  gint64 page = 0;

  return nuan_sqlite_value (self->db, "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = 'file_id'", &page, NULL) && page > 1
             ? (page - 1) * PAGE_BYTES
             : 0;
}

void
nuan_sqlite_note_mark (NuanSqlite *self)
{
  gint64 bytes = 0;

  self->mark_noted = TRUE;
  self->mark_at = 0;
  if (self->path == NULL || (self->how != NUAN_OPEN_WRITE && self->how != NUAN_OPEN_READ) || !read_mark (self)
      || !nuan_sqlite_value (self->db, "PRAGMA page_size", &bytes, NULL) || bytes != PAGE_BYTES)
    return;

  self->mark_at = find_page (self);
  if (self->mark_at > 0 && !holds_mark (self, TRUE))   /* it stands in the log alone as yet */
    self->mark_at = 0;
}

/* Somebody's VACUUM lays the pages anew. */
static gboolean
was_moved (NuanSqlite *self)
{
  const gint64 now = find_page (self);

  if (now == 0 || now == self->mark_at)
    return FALSE;

  self->mark_at = now;
  return holds_mark (self, FALSE);
}

gboolean
nuan_sqlite_is_own (NuanSqlite *self)
{
  if (self->mark_at == 0 || holds_mark (self, FALSE) || was_moved (self))
    return TRUE;

  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  return FALSE;
}

#include "config.h"

#include "store/engine/sqlite/main-scan.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#define HEADER_BYTES 100   /* sqlite.org/fileformat2.html#database_header */
#define PAGE_SIZE_AT 16
#define N_PAGES_AT   28
#define USUAL_PAGE   4096
#define MAGIC        "SQLite format 3"

static guint32
read_word (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

static sqlite3_file *
file_of (sqlite3 *db)
{
  sqlite3_file *file = NULL;

  return sqlite3_file_control (db, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK && file != NULL && file->pMethods != NULL ? file : NULL;
}

/* A checkpoint was cut off, or it holds one page and never had more. */
static gboolean
counts_other_pages (const guint8 *header, gint64 size)
{
  const guint page_size = (guint) header[PAGE_SIZE_AT] << 8 | header[PAGE_SIZE_AT + 1];
  const guint32 n = read_word (header + N_PAGES_AT);

  return memcmp (header, MAGIC, sizeof MAGIC) == 0 && (n <= 1 || (gint64) n * page_size != size);
}

/* All pages of ours are of the usual size; a damaged header tells nothing. */
gboolean
nuan_main_scan_fits (sqlite3 *db, const NuanLogScan *log)
{
  g_autofree guint8 *page = g_malloc (USUAL_PAGE);
  g_auto (NuanLogScan) rows = { 0 };
  guint8 header[HEADER_BYTES] = { 0 };
  sqlite3_file *file = file_of (db);
  sqlite3_int64 size = 0;

  if (file == NULL || file->pMethods->xFileSize (file, &size) != SQLITE_OK || file->pMethods->xRead (file, header, sizeof header, 0) != SQLITE_OK)
    return FALSE;

  nuan_log_scan_init (&rows);
  for (sqlite3_int64 at = 0; at + USUAL_PAGE <= size; at += USUAL_PAGE)
    if (file->pMethods->xRead (file, page, USUAL_PAGE, at) == SQLITE_OK)
      nuan_log_scan_page (&rows, page, USUAL_PAGE);

  if (rows.n_rows == 0)
    return counts_other_pages (header, size) && g_str_equal (log->first.previous, NUAN_NO_LOG);
  return g_str_equal (rows.first.value, log->first.value) && g_hash_table_contains (log->logs, rows.first.log);
}

static gboolean
is_same (sqlite3_file *file, guint32 number, int log, gint64 place, gsize size)
{
  g_autofree guint8 *ours = g_malloc (size), *newest = g_malloc (size);

  return pread (log, newest, size, place) == (gssize) size
         && file->pMethods->xRead (file, ours, (int) size, (sqlite3_int64) (number - 1) * (sqlite3_int64) size) == SQLITE_OK && memcmp (ours, newest, size) == 0;
}

/* The last frame of a page counts; pages behind the end of the file were given up. */
gboolean
nuan_main_scan_holds (sqlite3 *db, const char *log, const NuanLogScan *scan)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  sqlite3_file *file = file_of (db);
  const int fd = g_open (log, O_RDONLY | O_CLOEXEC, 0);
  gboolean same = file != NULL && fd >= 0;

  for (guint i = scan->n_committed; same && i-- > 0;)
    {
      const guint32 number = g_array_index (scan->pages, guint32, i);

      if (number <= scan->n_pages && g_hash_table_add (seen, GUINT_TO_POINTER (number)))
        same = is_same (file, number, fd, nuan_log_scan_place (scan, i), scan->page_size);
    }
  if (fd >= 0)
    close (fd);
  return same;
}

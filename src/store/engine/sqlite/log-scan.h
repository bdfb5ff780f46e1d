#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the bytes of a log (-wal) tell of the file that it belongs to, read without SQLite, which would play it. */

#define NUAN_FILE_ID_LENGTH  41   /* NUAN_FILE_MARK, by which a page of a log is known, and 32 hex digits */
#define NUAN_LOG_NAME_LENGTH 32
#define NUAN_NO_LOG          "00000000000000000000000000000000"

/* The row of file_id. */
typedef struct
{
  char value[NUAN_FILE_ID_LENGTH + 1];
  char log[NUAN_LOG_NAME_LENGTH + 1];
  char previous[NUAN_LOG_NAME_LENGTH + 1];
} NuanFileId;

typedef struct
{
  gboolean    readable;
  gboolean    damaged;     /* it holds what was committed, and SQLite would not read it, and would throw it away */
  guint       n_frames;    /* of its newest round */
  guint       n_rows;      /* images of the row */
  NuanFileId  first, last;
  gboolean    one_file;    /* all of them are of one id */
  NuanFileId  committed;   /* the last one of a transaction that was committed; nothing in it: there is none */
  GHashTable *logs;        /* the names of logs in them, and of the logs before */

  guint32     page_size;   /* bytes */
  GArray     *pages;       /* guint32: of each frame, the page of the file that it holds */
  guint       n_committed; /* frames up to the end of the last transaction */
  guint32     n_pages;     /* of the file after it */
} NuanLogScan;

/* A name for the log that comes after BEFORE (NULL: for the first): 8 digits of a number, from any on and round, each time the next, by which what is
 * earlier is known; and digits that nobody else comes upon. */
void    nuan_log_name  (const char *before, char name[NUAN_LOG_NAME_LENGTH + 1]);
guint32 nuan_log_count (const char *name);

/* LOG is a path; a log that is not there, or can't be read, is not readable. SCAN is filled, whatever it held. */
void nuan_log_scan       (NuanLogScan *scan, const char *log);
/* Where the page begins that frame I holds. */
gint64 nuan_log_scan_place (const NuanLogScan *scan, guint i);
/* Page by page; of a main file, too. */
void nuan_log_scan_init  (NuanLogScan *scan);
void nuan_log_scan_page  (NuanLogScan *scan, const guint8 *page, gsize size);
void nuan_log_scan_clear (NuanLogScan *scan);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NuanLogScan, nuan_log_scan_clear)

G_END_DECLS

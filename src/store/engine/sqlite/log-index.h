#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* What the index of a log (-shm), which all programs share that have the file open, says of it (sqlite.org/walformat.html). */
typedef struct
{
  guint32 frames;      /* in the log, up to the last transaction that was committed */
  guint32 copied;      /* of them, into the main file */
  guint32 page_size;   /* bytes */
  guint32 salts[2];    /* another pair each time the log begins anew */
} NuanLogIndex;

/* FALSE where DB has none: it writes over the pages of the file. DB has read something before. Some microseconds. */
gboolean nuan_log_index_read  (sqlite3 *db, NuanLogIndex *index);

/* The log is at least as long as its index says, and begins as it did: nobody emptied it or wrote over it. What stands further behind is not
 * looked at. TRUE where there is no log. */
gboolean nuan_log_index_holds (sqlite3 *db);

G_END_DECLS

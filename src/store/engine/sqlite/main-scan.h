#pragma once

#include <sqlite3.h>

#include "store/engine/sqlite/log-scan.h"

G_BEGIN_DECLS

/* What the bytes of a main file tell, where SQLite can make nothing of it without its log. */
typedef struct
{
  NuanLogScan rows;        /* what looks like the row of file_id */
  gboolean    other_size;  /* its header counts other pages than there are: a checkpoint was cut off, or it holds one page and never had more */
} NuanMainScan;

/* Through DB's own descriptor: closing another one would drop its locks. SCAN is filled, whatever the file holds. */
void nuan_main_scan       (NuanMainScan *scan, sqlite3 *db);
void nuan_main_scan_clear (NuanMainScan *scan);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NuanMainScan, nuan_main_scan_clear)

G_END_DECLS

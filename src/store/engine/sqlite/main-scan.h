#pragma once

#include <sqlite3.h>

#include "store/engine/sqlite/log-scan.h"

G_BEGIN_DECLS

/* Where SQLite can make nothing of a main file without its log: whether LOG, which holds rows of one file, is its own by what is left of the row
 * among its bytes. In its first round it may not be there yet. Through DB's own descriptor, of the file that it has open. */
gboolean nuan_main_scan_fits (sqlite3 *db, const NuanLogScan *log);

/* Whether the main file holds all that stands in LOG, a path, of which this is the SCAN: it was played to its end. */
gboolean nuan_main_scan_holds (sqlite3 *db, const char *log, const NuanLogScan *scan);

G_END_DECLS

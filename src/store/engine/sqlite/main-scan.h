#pragma once

#include <sqlite3.h>

#include "store/engine/sqlite/log-scan.h"

G_BEGIN_DECLS

/* Where SQLite can make nothing of a main file without its log: whether LOG, which holds rows of one file, is its own by what is left of the row
 * among its bytes. In its first round it may not be there yet. Through DB's own descriptor: closing another one would drop its locks. */
gboolean nuan_main_scan_fits (sqlite3 *db, const NuanLogScan *log);

G_END_DECLS

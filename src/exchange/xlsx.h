#pragma once

#include <gio/gio.h>

#include "base/atomic-file.h"
#include "model/progress.h"
#include "model/tables/table.h"

G_BEGIN_DECLS

/* TABLE as a spreadsheet: title, centre and period, unit of measure, heads, typed cells, total, note; set up to print like the paper. Any
 * number of rows up to the format's own limit in constant memory. All of FILE or, on an error or when cancelled, nothing of it. */
gboolean nuan_xlsx_write (const NuanTable *table, const char *file, NuanFileMode mode, NuanProgress progress, gpointer progress_data,
                          GCancellable *cancellable, GError **error);

G_END_DECLS

#pragma once

#include <gio/gio.h>

#include "base/atomic-file.h"
#include "model/progress.h"
#include "model/tables/table.h"

G_BEGIN_DECLS

/* {"table": id, "title": …, "measure": …, "centre": …, "from": …, "to": …, "columns": [{"code", "title", "kind"}], "rows": [{code: value}],
 * "total": {code: value} or null}. Counts are numbers; money is text in 元 ("9000.00"), kind "wan" text in 万元; days are ISO text.
 * All of FILE or, on an error or when cancelled, nothing of it. */
gboolean nuan_json_table_write (const NuanTable *table, const char *file, NuanFileMode mode, NuanProgress progress, gpointer progress_data,
                                GCancellable *cancellable, GError **error);

G_END_DECLS

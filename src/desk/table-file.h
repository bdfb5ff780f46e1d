#pragma once

#include <gio/gio.h>

#include "base/atomic-file.h"
#include "model/progress.h"
#include "model/tables/table.h"

G_BEGIN_DECLS

typedef enum { NUAN_TABLE_PDF, NUAN_TABLE_XLSX, NUAN_TABLE_CSV } NuanTableFormat;

const char *nuan_table_format_suffix (NuanTableFormat format);   /* "pdf" */

/* A filled table becomes a file, whole or not at all, or a paper in memory; its chart is drawn with it. Slow: never on the main thread. */
gboolean    nuan_table_file_write    (const NuanTable *table, NuanTableFormat format, const char *path, NuanFileMode mode,
                                      NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error);
GBytes     *nuan_table_file_draw     (const NuanTable *table, NuanProgress progress, gpointer progress_data, GCancellable *cancellable,
                                      GError **error);

G_END_DECLS

#pragma once

#include <gio/gio.h>

#include "base/atomic-file.h"
#include "model/progress.h"
#include "model/tables/table.h"

G_BEGIN_DECLS

/* What a filled table is written as, for the window and nuanctl alike. */
typedef enum { NUAN_TABLE_PDF, NUAN_TABLE_XLSX, NUAN_TABLE_CSV, NUAN_TABLE_JSON } NuanTableFormat;

const char *nuan_table_format_suffix  (NuanTableFormat format);   /* "pdf" */

/* The end of a file's name chooses the form; NUAN_ERROR_INVALID at FIELD where it names none. */
gboolean    nuan_table_format_of_file (const char *path, NuanTableFormat *format, const char *field, GError **error);

/* A filled table becomes a file, whole or not at all, or a paper in memory; its chart is drawn with it. Slow: never on the main thread. */
gboolean    nuan_table_file_write     (const NuanTable *table, NuanTableFormat format, const char *path, NuanFileMode mode,
                                       NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error);
GBytes     *nuan_table_file_draw      (const NuanTable *table, NuanProgress progress, gpointer progress_data, GCancellable *cancellable,
                                       GError **error);

G_END_DECLS

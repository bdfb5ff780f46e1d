#pragma once

#include <gio/gio.h>

#include "model/progress.h"
#include "model/tables/table.h"

G_BEGIN_DECLS

/* TABLE as CSV after RFC 4180: UTF-8 with its mark (so that spreadsheets read it as such), heads, rows, total; figures plain, "9000.00".
 * All of FILE or, on an error or when cancelled, nothing of it. */
gboolean nuan_csv_write (const NuanTable *table, const char *file, NuanProgress progress, gpointer progress_data,
                         GCancellable *cancellable, GError **error);

/* A field as it stands in a line: in quotes where it must be. Appended to LINE. */
void     nuan_csv_append_field (GString *line, const char *text);

G_END_DECLS

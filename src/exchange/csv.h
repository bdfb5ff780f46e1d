#pragma once

#include <gio/gio.h>

#include "base/atomic-file.h"
#include "model/progress.h"
#include "model/tables/table.h"

G_BEGIN_DECLS

/* TABLE as CSV after RFC 4180: UTF-8 with its mark (so that spreadsheets read it as such), heads, rows, total; figures plain, "9000.00".
 * Text that a spreadsheet would take for a formula gets an apostrophe before it, figures never.
 * All of FILE or, on an error or when cancelled, nothing of it. */
gboolean nuan_csv_write (const NuanTable *table, const char *file, NuanFileMode mode, NuanProgress progress, gpointer progress_data,
                         GCancellable *cancellable, GError **error);

/* What people wrote as a field of a line, in quotes where it must be and where semicolons or tabs might part it: appended to LINE. What begins with = + - @, also wide or after blanks,
 * or with a tab or an end of line, becomes text by an apostrophe before it; so does what begins with apostrophes and then those,
 * so that a reader takes exactly one away again. */
void     nuan_csv_append_text (GString *line, const char *text);

G_END_DECLS

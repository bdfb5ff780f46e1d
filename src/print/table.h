#pragma once

#include "base/atomic-file.h"
#include "model/progress.h"
#include "model/tables/table.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A filled table as PDF: A4, landscape when it has more than eight columns; title, reporter and period, unit of measure right
 * above the table, heads repeated on each page, totals last, then note, chart, signatures, seal and date; page x of y. Also the
 * rows behind a cell and the payments of a day. Words from [table] of papers.ini, those of [table-ID] first.
 *
 * CHART draws the definition's chart too. NUAN_ERROR_INVALID at a column's code when its figures do not fit the page at 7 pt,
 * or when no font on the machine has one of its characters. Slow: never on the main thread. */
GBytes   *nuan_table_print         (const NuanTable *table, gboolean chart, NuanProgress progress, gpointer user_data,
                                    GCancellable *cancellable, GError **error);

/* Whole or not at all, mode 0600. */
gboolean  nuan_table_print_to_file (const NuanTable *table, gboolean chart, const char *path, NuanFileMode mode, NuanProgress progress,
                                    gpointer user_data, GCancellable *cancellable, GError **error);

G_END_DECLS

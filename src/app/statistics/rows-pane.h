#pragma once

#include <adwaita.h>

#include "app/session/context.h"
#include "app/kit/shared-table.h"

G_BEGIN_DECLS

/* The rows behind a figure of a table, in a pane that can be printed and closed. Hidden while closed. */
#define NUAN_TYPE_ROWS_PANE (nuan_rows_pane_get_type ())
G_DECLARE_FINAL_TYPE (NuanRowsPane, nuan_rows_pane, NUAN, ROWS_PANE, AdwBin)

void     nuan_rows_pane_set_context (NuanRowsPane *pane, NuanContext *context);
void     nuan_rows_pane_open        (NuanRowsPane *pane, NuanSharedTable *table, int row, const char *column);   /* row −1: the total */
void     nuan_rows_pane_close       (NuanRowsPane *pane);
gboolean nuan_rows_pane_is_open     (NuanRowsPane *pane);
/* All the rows of what is shown, read anew where the pane shows a part only. USE runs on the main thread, ROWS are borrowed. */
typedef void (*NuanRowsUse) (NuanRowsPane *pane, NuanSharedTable *rows, gpointer data);
void     nuan_rows_pane_use_all     (NuanRowsPane *pane, NuanRowsUse use, gpointer data);

/* For tests: how many rows are shown at most; a saved file has all. */
void     nuan_rows_pane_set_most    (NuanRowsPane *pane, guint most);

G_END_DECLS

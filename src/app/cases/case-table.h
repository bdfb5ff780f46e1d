#pragma once

#include <adwaita.h>

#include "app/session/context.h"
#include "app/kit/paged-list.h"
#include "store/people/case-list.h"

G_BEGIN_DECLS

/* The table of the case list over any number of households. Clicking a head sorts in SQL; order, columns and widths are remembered.
 * Signals: "selected" — another household, or new content for the same one; "activated" (gint64 id) — Enter or double click;
 *          "counted" — the number of rows is known or became unknown;
 *          "read" — the first rows of a new query are there and the first one is selected, or they could not be read and none is. */
#define NUAN_TYPE_CASE_TABLE (nuan_case_table_get_type ())
G_DECLARE_FINAL_TYPE (NuanCaseTable, nuan_case_table, NUAN, CASE_TABLE, AdwBin)

void           nuan_case_table_set_context  (NuanCaseTable *table, NuanContext *context);
/* order and direction are the table's own */
void           nuan_case_table_set_query    (NuanCaseTable *table, const NuanCaseQuery *query);
void           nuan_case_table_reload       (NuanCaseTable *table);
NuanPagedList *nuan_case_table_get_list     (NuanCaseTable *table);   /* borrowed; NULL before the context */
gint64         nuan_case_table_get_selected (NuanCaseTable *table);   /* 0: none */
void           nuan_case_table_focus_rows   (NuanCaseTable *table);
/* the selected row, or the first one as soon as it is read */
void           nuan_case_table_open_first   (NuanCaseTable *table);

G_END_DECLS

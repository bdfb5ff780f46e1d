#pragma once

#include "model/tables/table.h"

G_BEGIN_DECLS

/* What a chart shows of a table: items with one value for each part. */
typedef struct {
  guint        n_items, n_parts;
  char       **items;      /* n_items labels */
  char       **parts;      /* n_parts titles */
  gint64      *values;     /* item × part */
  gint64      *totals;     /* of each item over its parts */
  NuanCellKind kind;       /* WAN where money is large */
  char        *measure;    /* "元", "万元", or "" for counts */
  char        *note;       /* what the items leave out: "未含冲减以前期间：−100.00元"; "" nothing */
} NuanSeries;

/* KIND as in a definition: "bars", "stacked" (the columns paid, reserved and free), "line". Rows of the same label are summed;
 * bars beyond MAX_ITEMS are put together under one label at the end; 冲减以前期间 is no item. NULL when the table has nothing to show or no
 * such column. */
NuanSeries *nuan_series_new    (const NuanTable *table, const char *kind, guint max_items);
void        nuan_series_free   (NuanSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanSeries, nuan_series_free)

gint64      nuan_series_value  (const NuanSeries *series, guint item, guint part);
char       *nuan_series_format (const NuanSeries *series, gint64 value);   /* as shown, without the measure; owned */

G_END_DECLS

#pragma once

#include "model/tables/table.h"
#include "print/sheet.h"

G_BEGIN_DECLS

/* How wide each column of a table is printed, and in which size. Reads every cell once. */
typedef struct {
  guint   n_columns;
  double  size;        /* points */
  double  pad;         /* mm left and right of a text */
  double *widths;      /* mm, their sum is the width given */
} NuanTableLayout;

/* FALSE and NUAN_ERROR_INVALID at the widest column when not even the smallest type fits. */
gboolean nuan_table_layout_fit   (NuanTableLayout *layout, NuanSheet *sheet, const NuanTable *table, double width,
                                  GError **error);
void     nuan_table_layout_clear (NuanTableLayout *layout);

gboolean nuan_column_is_figure   (const NuanColumn *column);   /* right-aligned, never wrapped */

G_END_DECLS

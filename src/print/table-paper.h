#pragma once

#include "model/tables/table.h"
#include "print/labels.h"
#include "print/sheet.h"
#include "print/table-layout.h"

G_BEGIN_DECLS

/* The pages under a printed table, and what stands around its rows. */

#define NUAN_TABLE_MARGIN 20.0   /* mm */

typedef struct {
  const NuanTable  *table;
  NuanLabels       *labels;
  NuanSheet        *sheet;
  NuanTableLayout   layout;
  gboolean          landscape;
  double            left, right, bottom, y;
  double            block_top;    /* where the table begins on this page */
  GArray           *rules;        /* double: the lines between the rows of this page */
  char           ***head;         /* lines of each column's title */
  double            head_height;
} NuanTablePaper;

/* Y moves down with each of these; a new page where there is no room. */
void nuan_table_paper_add_page        (NuanTablePaper *paper);
void nuan_table_paper_draw_paragraph  (NuanTablePaper *paper, NuanFontRole role, double size, NuanAlign align, const char *text);
void nuan_table_paper_draw_line_above (NuanTablePaper *paper);
void nuan_table_paper_draw_note       (NuanTablePaper *paper);
void nuan_table_paper_draw_chart      (NuanTablePaper *paper);
void nuan_table_paper_draw_signatures (NuanTablePaper *paper);
void nuan_table_paper_number_pages    (NuanTablePaper *paper);   /* last of all */

G_END_DECLS

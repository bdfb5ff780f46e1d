#pragma once

#include "base/day.h"

G_BEGIN_DECLS

/* A statistical table: its definition (a data file, tables/ID.ini), and the filled table that window, paper and spreadsheet share. */

typedef enum { NUAN_CELL_TEXT, NUAN_CELL_COUNT, NUAN_CELL_MONEY, NUAN_CELL_WAN, NUAN_CELL_DAY } NuanCellKind;

typedef struct {
  char         *code;      /* "programme", "households", "amount", … */
  char         *title;     /* as printed */
  NuanCellKind  kind;
  gboolean      is_key;    /* a row heading (甲栏), not a figure */
} NuanColumn;

/* text for NUAN_CELL_TEXT; number otherwise: a count, fen (also for WAN), a NuanDay. */
typedef struct {
  char    *text;     /* in a column of another kind: a heading that stands there in place of the number; NULL none */
  gint64   number;
  gboolean empty;    /* no number, which is not zero */
} NuanCell;

typedef struct {
  char      *id;            /* "help-by-programme-fund" */
  char      *title;
  char      *measure;       /* "单位：元" right above the table; "" none */
  char      *note;          /* printed below; "" none */
  char      *source;        /* "payments", "funds", "receipts", "grants", "households" */
  GPtrArray *columns;       /* NuanColumn */
  gboolean   total;         /* a totals row at the end */
  char      *chart;         /* "bars", "stacked", "line" or "" */
  char      *chart_value;   /* column code */
  char      *chart_label;   /* column code */
  GHashTable *filters;      /* dimension → NULL-terminated code list (char **) */
} NuanTableDefinition;

/* Without columns, total or chart; its other texts are "". */
NuanTableDefinition *nuan_table_definition_new       (const char *id, const char *title, const char *source);
void                 nuan_table_definition_free      (NuanTableDefinition *definition);
/* At the end; a text or day heads its rows. Borrowed. */
NuanColumn          *nuan_table_definition_add       (NuanTableDefinition *definition, const char *code, const char *title, NuanCellKind kind);
/* Wherever the table is drawn or printed, its chart is with it; the rows behind a figure have none. */
gboolean             nuan_table_definition_has_chart (const NuanTableDefinition *definition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanTableDefinition, nuan_table_definition_free)

/* Reads a definition; unknown sources, dimensions or measures are NUAN_ERROR_INVALID naming the key and what would be right. */
NuanTableDefinition *nuan_table_definition_parse (const char *id, GBytes *text, GError **error);
NuanTableDefinition *nuan_table_definition_load  (const char *id, GError **error);   /* from the data files */
char               **nuan_table_definition_list  (void);                             /* ids; owned */

typedef struct {
  NuanTableDefinition *definition;   /* owned */
  NuanDay    from, to;
  char      *centre;        /* 填报单位 */
  GPtrArray *rows;          /* NuanCell *, each an array of n columns; owned */
  GPtrArray *keys;          /* char *, one a row: what nuan_statistics_rows() takes to open the rows behind; owned */
  NuanCell  *total;         /* NULL without */
} NuanTable;

NuanTable *nuan_table_new  (NuanTableDefinition *definition /* taken */, NuanDay from, NuanDay to, const char *centre);
void       nuan_table_add  (NuanTable *table, NuanCell *cells /* taken */, const char *key);
void       nuan_table_free (NuanTable *table);

/* 冲减以前期间: what was paid before the period and voided in it. The last row, where there is one; its amounts and times are negative and
 * count in the total, its distinct counts are empty. Its key is NUAN_TABLE_EARLIER. */
#define NUAN_TABLE_EARLIER       "earlier"
#define NUAN_TABLE_EARLIER_TITLE "冲减以前期间"
/* Cells for it, owned: its heading stands, all else is empty. */
NuanCell  *nuan_table_make_earlier (const NuanTable *table);
gboolean   nuan_table_is_earlier   (const NuanTable *table, guint row);
gboolean   nuan_table_has_earlier  (const NuanTable *table);

/* One more sentence below the table. */
void       nuan_table_add_note     (NuanTable *table, const char *note);
/* 万元 are rounded each by itself: where the printed rows of a column do not add up to the printed total, the note says so. */
void       nuan_table_note_rounding (NuanTable *table);
/* Leaves the first N rows, and no total: that of a part would pass for the whole's. */
void       nuan_table_cut  (NuanTable *table, guint n);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanTable, nuan_table_free)

/* As shown and printed: "9,000.00", "0.90", "2025-11-20". Owned. */
char      *nuan_cell_format (const NuanCell *cell, NuanCellKind kind);
/* As data: "9000.00"; for JSON and CSV. Owned. */
char      *nuan_cell_format_plain (const NuanCell *cell, NuanCellKind kind);

G_END_DECLS

#pragma once

#include "model/tables/table.h"

G_BEGIN_DECLS

/* The words a table definition may use. Private to src/model. */

/* Dimensions make rows and filters; fields and measures make columns. */
typedef struct {
  const char  *code;
  const char  *title;      /* on paper, unless the definition gives another */
  NuanCellKind kind;
  gboolean     dimension;
  const char  *list;       /* the code list of its values, where there is one */
} NuanTableWord;

/* Where rows come from. A grouped source has a row for each combination of its dimensions; another has a row for each thing. */
typedef struct {
  const char          *code;
  const NuanTableWord *words;
  guint                n_words;
  gboolean             grouped;
} NuanTableSource;

typedef enum { NUAN_TABLE_ROWS, NUAN_TABLE_COLUMNS, NUAN_TABLE_FILTER } NuanTablePlace;

/* NULL and NUAN_ERROR_INVALID at "source", naming the sources there are. */
const NuanTableSource *nuan_table_source_find (const char *code, GError **error);

/* The word CODE, where it may stand in PLACE; NULL and NUAN_ERROR_INVALID at "rows", "columns" or "filter", naming those that may. */
const NuanTableWord   *nuan_table_source_get_word (const NuanTableSource *source, NuanTablePlace place, const char *code,
                                                   GError **error);

G_END_DECLS

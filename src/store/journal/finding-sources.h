#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How the text "WORD KEY" of a finding is read. In SQL ?1 is the key: a number, of "household" the text as it stands; "journal row" has two,
 * the first and the last of the rows it names. */

/* Rows whose content the number of a finding covers. */
typedef struct {
  const char *line;            /* code of the only line that compares with them; NULL: any */
  const char *word;
  const char *table, *where;
  gboolean    aside;           /* compared with, yet nobody's act in the matter: its people may answer */
} NuanFindingSource;

/* What is compared with and is too much to be named row by row: the first column of a query. */
typedef struct {
  const char *line, *word, *sql;
} NuanFindingFigures;

/* People whose act the finding names where none of its rows tells it: numbers of staff. Asked when somebody wants to answer. */
typedef struct {
  const char *word, *sql;
} NuanFindingPeople;

extern const NuanFindingSource  nuan_finding_sources[];
extern const NuanFindingFigures nuan_finding_figures[];
extern const NuanFindingPeople  nuan_finding_people[];
extern const guint              nuan_finding_n_sources, nuan_finding_n_figures, nuan_finding_n_people;

/* "payment:8" is read as "payment 8" is; NULL: the table has no word, and is read by its first column. */
const char *nuan_finding_word_of_table (const char *table);

G_END_DECLS

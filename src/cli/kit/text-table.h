#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Rows of text in aligned columns on stdout, as wide as their cells on a terminal, where a Han character takes two columns. Rows
 * are printed in batches: a list of any length needs the memory of a few hundred. */
typedef struct _NuanTextTable NuanTextTable;

NuanTextTable *nuan_text_table_new           (void);
void           nuan_text_table_free          (NuanTextTable *table);

void           nuan_text_table_add_column    (NuanTextTable *table, const char *title);
guint          nuan_text_table_count_columns (NuanTextTable *table);
void           nuan_text_table_align_right   (NuanTextTable *table, guint column);   /* figures */

void           nuan_text_table_add_row       (NuanTextTable *table, char **cells /* taken */);
void           nuan_text_table_print         (NuanTextTable *table);   /* what waits; the heads before the first row */

G_END_DECLS

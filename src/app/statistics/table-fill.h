#pragma once

#include "app/kit/shared-table.h"
#include "store/engine/database.h"

G_BEGIN_DECLS

/* A table being filled on a reading thread, and how far it is: held by that thread and by who waits for it. */
typedef struct _NuanTableFill NuanTableFill;

NuanTableFill   *nuan_table_fill_start        (NuanDatabase *database, const char *id, NuanDay from, NuanDay to, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
NuanSharedTable *nuan_table_fill_finish       (NuanDatabase *database, GAsyncResult *result, GError **error);
void             nuan_table_fill_unref        (NuanTableFill *fill);

double           nuan_table_fill_get_fraction (NuanTableFill *fill);   /* 0 to 1; −1 while it is unknown */

/* The tables that there are: their ids, their titles, and what is wrong with a definition ("" nothing). The definitions are files, so this
 * is a NuanWork for a reading thread. */
typedef struct {
  GPtrArray *ids, *titles, *problems;   /* char * */
} NuanTableCatalogue;

gpointer         nuan_table_catalogue_read    (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error);
void             nuan_table_catalogue_free    (gpointer catalogue);

G_END_DECLS

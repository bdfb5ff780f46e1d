#pragma once

#include "app/kit/paged-source.h"
#include "store/engine/database.h"

G_BEGIN_DECLS

/* A list model over any number of rows of the data file. Rows are read in windows of 128 when they are looked at and live only
 * while they are looked at; their number is counted beside. A position keeps its row object when the query or the data change:
 * the object is filled anew, so that nothing on the screen is built again. Main thread only.
 *
 * Signals: "filled" (guint first, guint n) — these rows have got new content.
 * Properties: "count" (gint64; -1 while it is being counted), "busy" (gboolean: the first rows of a new query are under way). */
#define NUAN_TYPE_PAGED_LIST (nuan_paged_list_get_type ())
G_DECLARE_FINAL_TYPE (NuanPagedList, nuan_paged_list, NUAN, PAGED_LIST, GObject)

/* SOURCE must stay as long as the list; USER_DATA goes to fill(). */
NuanPagedList *nuan_paged_list_new        (NuanDatabase *database, const NuanPagedSource *source, gpointer user_data);

void           nuan_paged_list_set_query  (NuanPagedList *list, gconstpointer query);   /* copied; reads the first rows at once */
/* the data changed: same query, same place */
void           nuan_paged_list_reload     (NuanPagedList *list);
void           nuan_paged_list_refill     (NuanPagedList *list);                        /* the same records, shown otherwise */
gint64         nuan_paged_list_get_count  (NuanPagedList *list);
gboolean       nuan_paged_list_is_busy    (NuanPagedList *list);

/* The row at POSITION when it is alive, without reading; borrowed. */
gpointer       nuan_paged_list_peek       (NuanPagedList *list, guint position);

G_END_DECLS

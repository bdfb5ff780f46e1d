#pragma once

#include <gtk/gtk.h>

#include "app/statistics/table-fill.h"

G_BEGIN_DECLS

/* The one table that a page is waiting for: a newer question takes the place of an older one, and one that takes long shows how far
 * it is. */
typedef struct _NuanTableReading NuanTableReading;

/* BOX is shown with BAR while it takes long; both must stay as long as the reading. */
NuanTableReading *nuan_table_reading_new       (GtkWidget *box, GtkProgressBar *bar);
void              nuan_table_reading_free      (NuanTableReading *reading);   /* cancels what is under way */

/* CALLBACK takes the result with nuan_table_fill_finish() and says so with nuan_table_reading_end(), which is FALSE for the answer to an
 * older question: that is dropped. */
void              nuan_table_reading_begin     (NuanTableReading *reading, NuanDatabase *database, const char *id, NuanDay from, NuanDay to,
                                                GAsyncReadyCallback callback, gpointer user_data);
gboolean          nuan_table_reading_end       (NuanTableReading *reading, GAsyncResult *result);
void              nuan_table_reading_cancel    (NuanTableReading *reading);
void              nuan_table_reading_drop      (NuanTableReading *reading);   /* the same, and its answer is dropped: nobody waits for it any more */

/* The last one took so little time that it may be read again unasked. */
gboolean          nuan_table_reading_was_quick (NuanTableReading *reading);

G_END_DECLS

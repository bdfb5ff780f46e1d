#pragma once

#include "app/session/context.h"
#include "desk/household-work.h"

G_BEGIN_DECLS

/* desk/household-work as jobs of the database, for the person who is signed in. Each …_finish() is of its own starter;
 * all results are owned by the caller. The starters take copies. What writes takes a reference to the object that waits (ASKER), and drops an
 * answer that comes too late for it (app/session/act.h). */

void               nuan_household_view_read   (NuanContext *context, gint64 id, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer data);
NuanHouseholdView *nuan_household_view_finish (GObject *source, GAsyncResult *result, GError **error);

/* Duplicates of a form in the making. NuanDuplicate. */
void       nuan_duplicates_read   (NuanContext *context, const NuanHousehold *household, GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
GPtrArray *nuan_duplicates_finish (GObject *source, GAsyncResult *result, GError **error);

/* Saves a new or changed file and forgets its draft, in one transaction. */
void       nuan_household_save     (NuanContext *context, const NuanHousehold *household, GAsyncReadyCallback callback,
                                    gpointer asker);
NuanSaved *nuan_household_save_finish (GObject *source, GAsyncResult *result, GError **error);

/* A decision on a file. VERSION is what was looked at. */
void       nuan_household_decide   (NuanContext *context, gint64 id, gint version, NuanDecision decision, const char *reason,
                                    GAsyncReadyCallback callback, gpointer asker);
gboolean   nuan_household_decide_finish (GObject *source, GAsyncResult *result, GError **error);

/* A look at a masked number of file ID, before it is shown. Gives ID back, 0 on error: then nothing is shown. */
void       nuan_log_reveal         (NuanContext *context, gint64 id, GAsyncReadyCallback callback, gpointer asker);
gint64     nuan_log_reveal_finish  (GObject *source, GAsyncResult *result, GError **error);

G_END_DECLS

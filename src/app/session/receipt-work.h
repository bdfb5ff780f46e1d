#pragma once

#include "app/session/context.h"
#include "desk/receipt-work.h"

G_BEGIN_DECLS

/* desk/receipt-work, and what becomes of a receipt, as jobs of the database, for the person who is signed in. What writes takes a reference to
 * the object that waits (ASKER), and drops an answer that comes too late for it (app/session/act.h). */

void             nuan_receipt_view_read   (NuanContext *context, const char *number, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer data);
NuanReceiptView *nuan_receipt_view_finish (GObject *source, GAsyncResult *result, GError **error);

void             nuan_receipt_sign        (NuanContext *context, const char *number, GAsyncReadyCallback callback, gpointer asker);
void             nuan_receipt_unsign      (NuanContext *context, const char *number, GAsyncReadyCallback callback, gpointer asker);
/* TOLD: as nuan_payment_store_void(). */
void             nuan_receipt_void        (NuanContext *context, const char *number, const char *reason, gboolean told,
                                           GAsyncReadyCallback callback, gpointer asker);
gboolean         nuan_receipt_work_finish (GObject *source, GAsyncResult *result, GError **error);

G_END_DECLS

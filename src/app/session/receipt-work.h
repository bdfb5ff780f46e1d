#pragma once

#include "app/session/context.h"
#include "model/money/receipt.h"

G_BEGIN_DECLS

/* A receipt with the others of its household, newest first. */
typedef struct {
  NuanReceipt *receipt;
  GPtrArray   *others;   /* NuanReceipt, this one too */
} NuanReceiptView;

void             nuan_receipt_view_free   (NuanReceiptView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanReceiptView, nuan_receipt_view_free)
void             nuan_receipt_view_read   (NuanContext *context, const char *number, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer data);
NuanReceiptView *nuan_receipt_view_finish (GObject *source, GAsyncResult *result, GError **error);

void             nuan_receipt_sign        (NuanContext *context, const char *number, GAsyncReadyCallback callback, gpointer data);
void             nuan_receipt_void        (NuanContext *context, const char *number, const char *reason,
                                           GAsyncReadyCallback callback, gpointer data);
gboolean         nuan_receipt_work_finish (GObject *source, GAsyncResult *result, GError **error);

G_END_DECLS

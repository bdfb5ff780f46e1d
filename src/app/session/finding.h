#pragma once

#include "app/session/context.h"

G_BEGIN_DECLS

/* What a whole code names: a household, or a receipt and its household. */
typedef struct {
  char   *text;             /* as typed or scanned */
  gint64  household_id;     /* 0: it names nothing */
  char   *receipt_number;   /* NULL or "" when it is no receipt's */
} NuanFinding;

void         nuan_finding_free   (NuanFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanFinding, nuan_finding_free)

void         nuan_finding_read   (NuanContext *context, const char *text, GAsyncReadyCallback callback, gpointer data);
NuanFinding *nuan_finding_finish (GObject *source, GAsyncResult *result, GError **error);

G_END_DECLS

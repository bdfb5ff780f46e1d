#pragma once

#include <gio/gio.h>

#include "store/engine/engine.h"

G_BEGIN_DECLS

/* The funds as the ledger tab lists them: what can still be used first, the most urgent on top. Read on a database thread in one go,
 * taken over into a list model of NuanFundItem on the main thread. */
typedef struct _NuanFundList NuanFundList;

gpointer nuan_fund_list_read (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error);   /* a NuanWork */
void     nuan_fund_list_free (gpointer list);

/* The same funds keep their items, which are filled anew: only the figures change under the eye. */
void     nuan_fund_list_take (const NuanFundList *list, GListStore *funds);

/* Position of the fund, else the first one; G_MAXUINT (no position) in an empty list. */
guint    nuan_fund_list_find (GListModel *funds, gint64 fund_id);
void     nuan_fund_list_set_private (GListModel *funds, gboolean hide);

G_END_DECLS

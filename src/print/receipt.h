#pragma once

#include "model/progress.h"
#include "model/money/receipt.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One PDF, one A4 page a receipt with its three parts, in the order given. The same values give the same bytes; a reprint
 * differs from the first print in its mark and its scan text alone. A value that does not fit at 8 pt, or has a character that
 * no font on the machine covers, is NUAN_ERROR_INVALID at its field ("payee", "unit", …; with the number before it,
 * "2025-000457.unit", in a batch); an unknown layout is it at "layout". Slow: never on the main thread. */
GBytes   *nuan_receipt_print (const NuanReceiptPrint *items, guint n_items, NuanProgress progress, gpointer user_data,
                              GCancellable *cancellable, GError **error);

/* Would the receipt print? For the form, before the money moves: the refusals of nuan_receipt_print() without its work. Fast. */
gboolean  nuan_receipt_check (const NuanReceipt *receipt, GError **error);

G_END_DECLS

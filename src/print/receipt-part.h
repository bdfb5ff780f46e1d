#pragma once

#include "model/money/receipt.h"
#include "print/labels.h"
#include "print/sheet.h"

G_BEGIN_DECLS

/* Layout version 1 of the receipt: what stands in one part, and where. */

extern const char *const nuan_receipt_label_keys[];   /* what [receipt-1] must have */

/* Draws the page of one receipt on a new page of SHEET; FALSE and NUAN_ERROR_INVALID at the field that does not fit. Other
 * errors stay in SHEET. */
gboolean nuan_receipt_draw (NuanSheet *sheet, const NuanLabels *labels, const NuanReceipt *receipt, gint copy, GError **error);

/* The same refusals without drawing. */
gboolean nuan_receipt_fits (const NuanLabels *labels, const NuanReceipt *receipt, GError **error);

G_END_DECLS

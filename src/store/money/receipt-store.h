#pragma once

#include "model/money/receipt.h"
#include "model/staff.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

NuanReceipt *nuan_receipt_store_read (NuanConnection *connection, const char *number, GError **error);

/* Counts a paper about to be drawn and returns which copy it is (0 first print, n reprint); audit gets NUAN_COPY_AUDIT and is not
 * counted. -2 on error. In a transaction; draw the paper first, with nuan_receipt_store_next_copy(), then count. */
gint         nuan_receipt_store_count_print (NuanConnection *connection, const NuanStaff *actor, const char *number,
                                             GError **error);
gint         nuan_receipt_store_next_copy   (NuanConnection *connection, const NuanStaff *actor, const char *number,
                                             GError **error);

/* Code to print for that copy: a seal over the frozen values and the copy. Owned. */
char        *nuan_receipt_store_code   (NuanConnection *connection, const NuanReceipt *receipt, gint copy, GError **error);

typedef enum {
  NUAN_RECEIPT_VALID, NUAN_RECEIPT_REPRINT, NUAN_RECEIPT_AUDIT, NUAN_RECEIPT_VOID, NUAN_RECEIPT_ALTERED, NUAN_RECEIPT_UNKNOWN
} NuanReceiptVerdict;
const char  *nuan_receipt_verdict_code (NuanReceiptVerdict verdict);   /* "valid" "reprint" "audit" "void" "altered" "unknown" */

/* TEXT is what the QR code holds (or number and code with any dashes). RECEIPT (may be NULL): what is frozen, to hold
 * beside the paper. */
NuanReceiptVerdict nuan_receipt_store_verify (NuanConnection *connection, const char *text, NuanReceipt **receipt,
                                              GError **error);

/* Ticked as signed; and, on the same day, unticked (nuan_receipt_check_unsign). */
gboolean     nuan_receipt_store_unsign (NuanConnection *connection, const NuanStaff *actor, const char *number, GError **error);
gboolean     nuan_receipt_store_sign   (NuanConnection *connection, const NuanStaff *actor, const char *number, GError **error);

/* Receipts still to be signed, oldest first; or all of a household. NuanReceipt. */
GPtrArray   *nuan_receipt_store_unsigned (NuanConnection *connection, gint64 offset, guint limit, GError **error);
gboolean     nuan_receipt_store_count_unsigned (NuanConnection *connection, gint64 *n, GError **error);
GPtrArray   *nuan_receipt_store_of_household (NuanConnection *connection, gint64 household_id, GError **error);
/* Numbers of a span of days, for a batch: char *. */
GPtrArray   *nuan_receipt_store_numbers (NuanConnection *connection, NuanDay from, NuanDay to, GError **error);

/* Every receipt, streamed in the order of the rows: for `check`. */
typedef void (*NuanReceiptVisitor) (const NuanReceipt *receipt, gpointer data);
gboolean     nuan_receipt_store_visit (NuanConnection *connection, NuanReceiptVisitor visitor, gpointer data, GError **error);

G_END_DECLS

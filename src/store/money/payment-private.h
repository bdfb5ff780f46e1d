#pragma once

#include "model/money/grant.h"
#include "model/money/receipt.h"
#include "model/staff.h"
#include "store/money/payment-store.h"

G_BEGIN_DECLS

/* For the payment and its receipt alone: what was asked for, cleaned and checked. */
typedef struct {
  const NuanStaff *actor;
  NuanDay day;
  char   *method;
  char   *card;             /* "" unless by card */
  char   *proxy_name, *proxy_id, *proxy_relation, *proxy_reason;   /* "" without a proxy */
  gint64  payment_id, entry_id, journal_id;
} NuanPaymentOrder;

void         nuan_payment_order_clear (NuanPaymentOrder *order);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NuanPaymentOrder, nuan_payment_order_clear)

/* Reads the request: method, card and proxy. NUAN_ERROR_INVALID at the field. */
gboolean     nuan_payment_order_fill  (NuanConnection *connection, const NuanPaymentRequest *request, const NuanGrant *grant,
                                       NuanPaymentOrder *order, GPtrArray *warnings, GError **error);

/* The next number of DAY's year. */
gboolean     nuan_receipt_next        (NuanConnection *connection, NuanDay day, gint64 *year, gint64 *seq, GError **error);

/* Freezes the values as they are printed, seals them and writes the row. */
gboolean     nuan_receipt_freeze      (NuanConnection *connection, const NuanPaymentOrder *order, const NuanGrant *grant,
                                       gint64 year, gint64 seq, GError **error);

/* The centre's key; FALSE on error. */
gboolean     nuan_receipt_read_key    (NuanConnection *connection, guint8 *key, GError **error);

G_END_DECLS

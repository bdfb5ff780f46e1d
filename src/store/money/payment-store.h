#pragma once

#include "model/staff.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

typedef struct {
  gint64   grant_id;
  char    *method;      /* cash card goods */
  NuanDay  day;         /* 0: today */
  char    *card;        /* card: the member's own when NULL; "" refused */
  char    *proxy_name, *proxy_id, *proxy_relation, *proxy_reason;   /* all or none */
} NuanPaymentRequest;
NuanPaymentRequest *nuan_payment_request_copy (const NuanPaymentRequest *request);
void     nuan_payment_request_free (NuanPaymentRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanPaymentRequest, nuan_payment_request_free)

/* ONE transaction: every rule again, the entry, the payment, the receipt with its number, the journal. Returns the receipt
 * number; owned. */
char    *nuan_payment_store_pay  (NuanConnection *connection, const NuanStaff *actor, const NuanPaymentRequest *request,
                                  GPtrArray *warnings, GError **error);

/* An entry of its own day (today); the money is free again, the grant voided. direct, or cash for the own payments of the same day whose
 * receipt is not signed. TOLD: whoever asks knows what to take back of a signed one (nuan_payment_tell_to_take_back); else it is
 * NUAN_ERROR_CONFLICT at "signed". */
gboolean nuan_payment_store_void (NuanConnection *connection, const NuanStaff *actor, const char *receipt_number,
                                  const char *reason, gboolean told, GError **error);

/* Payments of DAY by cashier and method, voids shown apart: for the cash box at closing time. */
typedef struct { char *cashier; char *method; gint64 n; gint64 amount_fen; gint64 n_voided; gint64 voided_fen; } NuanDayTotal;
void       nuan_day_total_free (NuanDayTotal *total);
GPtrArray *nuan_payment_store_day (NuanConnection *connection, NuanDay day, GError **error);

/* A seam for the crash tests alone: called between the steps of a payment, inside the transaction. NULL in the programs. */
extern gboolean (*nuan_payment_between_steps) (NuanConnection *connection, GError **error);

G_END_DECLS

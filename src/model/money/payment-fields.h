#pragma once

#include "model/field.h"
#include "model/money/fund.h"
#include "model/money/grant.h"
#include "model/staff.h"

G_BEGIN_DECLS

/* The payment of a grant. "card" is asked for with the method card; the fields of the proxy where "proxy" is ticked. */
extern const NuanField nuan_payment_fields[];

gboolean nuan_payment_asks_card  (const char *method);
gboolean nuan_payment_asks_proxy (const char *field);   /* the field tells of who comes instead */

/* A transfer goes to a card: the one given, or else the one on file. NULL is an empty one. */
gboolean nuan_payment_need_card  (const char *card, GError **error);

/* Whoever comes for somebody: NUAN_ERROR_RULE at "proxy_id" for a child under 8, who can't act at law; *WARNING (owned, may be NULL, NULL: none) for a minor.
 * ID_NUMBER that is none is passed over: that is told elsewhere. */
gboolean nuan_payment_check_proxy_age (const char *id_number, NuanDay today, char **warning, GError **error);

/* The day of a payment: today or earlier, and not before the approval. NUAN_ERROR_RULE at "date". */
gboolean nuan_payment_check_day  (const NuanGrant *grant, NuanDay day, NuanDay today, GError **error);

/* What stands against paying the approved GRANT out of FUND on DAY: adds to ERRORS, each at its field. */
void     nuan_payment_find_errors (const NuanGrant *grant, const NuanFund *fund, NuanDay day, NuanDay today, GPtrArray *errors);

/* The right that it takes to void a payment of DAY: of the cashier who paid it, on the same day and if its receipt was never ticked as signed
 * (who unticks it could take the money else); of the director, any. */
NuanRight nuan_payment_right_to_void (gint64 paid_by, NuanDay day, gboolean was_signed, gint64 staff_id, NuanDay today);

/* What comes back over the counter before a payment whose receipt is signed is voided. AMOUNT as shown. Owned. */
char     *nuan_payment_tell_to_take_back (const char *number, const char *amount);

/* Once, and not before its day: NUAN_ERROR_CONFLICT at "receipt", NUAN_ERROR_RULE at "date". */
gboolean nuan_payment_check_void (NuanDay day, gboolean voided, NuanDay today, GError **error);

G_END_DECLS

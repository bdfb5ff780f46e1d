#pragma once

#include "base/day.h"

G_BEGIN_DECLS

/* 帮扶: one decision to help one member. draft → approved → paid → voided; draft → refused | returned; approved → voided. */
typedef enum {
  NUAN_GRANT_DRAFT, NUAN_GRANT_APPROVED, NUAN_GRANT_PAID, NUAN_GRANT_REFUSED, NUAN_GRANT_RETURNED, NUAN_GRANT_VOIDED,
  NUAN_N_GRANT_STATES
} NuanGrantState;

const char *nuan_grant_state_code  (NuanGrantState state);
gboolean    nuan_grant_state_parse (const char *code, NuanGrantState *state, GError **error);

typedef struct {
  gint64          id;
  gint64          household_id, member_id, fund_id;
  char           *household_number, *member_name, *fund_name;   /* joined in for lists; never NULL */
  char           *programme;          /* code list "programme" */
  gint64          amount_fen;
  gint64          self_paid_fen;      /* medical; -1: not given */
  char           *reason;
  NuanGrantState  state;
  gint64          drafted_by, decided_by;   /* staff ids; 0 is nobody yet */
  char           *drafted_name, *decided_name;
  NuanDay         drafted_on, decided_on;   /* decided_on: day of approval, refusal or return */
  char           *decision_reason;    /* of a refusal, return or void */
  NuanDay         paid_on;            /* of the payment, 0 before */
  char           *receipt_number;     /* of the payment, "" before */
} NuanGrant;

NuanGrant  *nuan_grant_new  (void);
NuanGrant  *nuan_grant_copy (const NuanGrant *grant);
void        nuan_grant_free (NuanGrant *grant);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanGrant, nuan_grant_free)

/* The day that it counts on: of its payment, before that of its decision. */
NuanDay     nuan_grant_get_day (const NuanGrant *grant);

/* What was paid of GRANTS (NuanGrant), as far as numbers go. */
gint64      nuan_grants_add_up_paid (const GPtrArray *grants);

/* May the grant go to STATE by STAFF_ID? NUAN_ERROR_CONFLICT for a state that does not allow it ("already paid"),
 * NUAN_ERROR_RULE for four eyes: whoever drafted never approves, whoever approved never pays. */
gboolean    nuan_grant_may_become (const NuanGrant *grant, NuanGrantState state, gint64 staff_id, GError **error);

G_END_DECLS

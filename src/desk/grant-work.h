#pragma once

#include "model/household/cap.h"
#include "model/money/fund.h"
#include "model/money/grant.h"
#include "model/staff.h"
#include "store/money/payment-store.h"
#include "store/people/household-store.h"

G_BEGIN_DECLS

/* Help from its draft to its receipt, as the window and nuanctl both give it. Plain functions on a connection: those that write want a
 * transaction. Results are owned by the caller. */

/* Everything that a decision on a grant, or its payment, rests on. */
typedef struct {
  NuanGrant        *grant;
  NuanHousehold    *household;
  NuanConfirmation *confirmed;   /* NULL: never */
  NuanFund         *fund;
  GPtrArray        *caps;        /* NuanCap, this grant's own amount on top; may be empty */
  char             *caps_problem;   /* why there are none; NULL otherwise */
  GPtrArray        *earlier;     /* NuanGrant: other help to this household this year */
  char             *card;        /* of the member; "" */
  char             *draft;       /* this person's half-typed payment of it, or NULL */
  NuanDay           today;
} NuanGrantView;

void              nuan_grant_view_free    (NuanGrantView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanGrantView, nuan_grant_view_free)
NuanGrantView    *nuan_grant_work_view    (NuanConnection *connection, gint64 grant_id, gint64 staff_id, GError **error);

/* What a grant in the making may be: GRANT's programme, member, amounts as typed so far. */
typedef struct {
  GPtrArray *funds;      /* NuanFund */
  GPtrArray *reasons;    /* char * or NULL: why the fund at this place may not pay */
  GPtrArray *caps;       /* NuanCap */
  char      *caps_problem;
} NuanGrantChoices;

void              nuan_grant_choices_free (NuanGrantChoices *choices);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanGrantChoices, nuan_grant_choices_free)
NuanGrantChoices *nuan_grant_work_choices (NuanConnection *connection, const NuanGrant *grant, GError **error);

/* Starting a grant: the file, help of this year, the half-typed grant. */
typedef struct {
  NuanHousehold *household;
  GPtrArray     *earlier;
  char          *draft;     /* or NULL */
  NuanDay        today;
} NuanGrantStart;

void              nuan_grant_start_free   (NuanGrantStart *start);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanGrantStart, nuan_grant_start_free)
NuanGrantStart   *nuan_grant_work_start   (NuanConnection *connection, gint64 household_id, gint64 staff_id, GError **error);

/* WARNINGS (char *) may be NULL. TYPED: it comes from a form, whose half-typed text is forgotten with it. GRANT gets its id. */
gboolean          nuan_grant_work_add     (NuanConnection *connection, const NuanStaff *actor, NuanGrant *grant, gboolean typed,
                                           GPtrArray *warnings, GError **error);

/* STATE: APPROVED, RETURNED, REFUSED or VOIDED. REASON is of the last three. */
gboolean          nuan_grant_work_decide  (NuanConnection *connection, const NuanStaff *actor, gint64 id, NuanGrantState state,
                                           const char *reason, GPtrArray *warnings, GError **error);

/* What can be told of the payment of GRANT_ID on DAY (0: today) before it is tried: adds to ERRORS, each at its field. What is no approved grant is
 * the payment's own to refuse. */
void              nuan_grant_work_find_payment_errors (NuanConnection *connection, gint64 grant_id, NuanDay day, GPtrArray *errors);

/* The number of the receipt. A receipt that does not fit, or that no font here can print, is no receipt: then nothing is paid either. The
 * actor's half-typed payment of the grant is forgotten. */
char             *nuan_grant_work_pay     (NuanConnection *connection, const NuanStaff *actor, const NuanPaymentRequest *request,
                                           GPtrArray *warnings, GError **error);

G_END_DECLS

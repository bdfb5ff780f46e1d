#pragma once

#include "app/session/context.h"
#include "model/household/cap.h"
#include "model/money/fund.h"
#include "model/money/grant.h"
#include "store/people/household-store.h"
#include "store/money/payment-store.h"

G_BEGIN_DECLS

/* What the dialogs of help read and write, as jobs of the database. No widget here. Results are owned by the caller; starters
 * take copies. */

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

void           nuan_grant_view_free   (NuanGrantView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanGrantView, nuan_grant_view_free)
void           nuan_grant_view_read   (NuanContext *context, gint64 grant_id, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer data);
NuanGrantView *nuan_grant_view_finish (GObject *source, GAsyncResult *result, GError **error);

/* What a grant in the making may be: GRANT's programme, member, amounts as typed so far. */
typedef struct {
  GPtrArray *funds;      /* NuanFund */
  GPtrArray *reasons;    /* char * or NULL: why the fund at this place may not pay */
  GPtrArray *caps;       /* NuanCap */
  char      *caps_problem;
} NuanGrantChoices;

void              nuan_grant_choices_free   (NuanGrantChoices *choices);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanGrantChoices, nuan_grant_choices_free)
void              nuan_grant_choices_read   (NuanContext *context, const NuanGrant *grant, GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer data);
NuanGrantChoices *nuan_grant_choices_finish (GObject *source, GAsyncResult *result, GError **error);

/* Starting a grant: the file, help of this year, the half-typed grant. */
typedef struct {
  NuanHousehold *household;
  GPtrArray     *earlier;
  char          *draft;     /* or NULL */
  NuanDay        today;
} NuanGrantStart;

void            nuan_grant_start_free   (NuanGrantStart *start);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanGrantStart, nuan_grant_start_free)
void            nuan_grant_start_read   (NuanContext *context, gint64 household_id, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer data);
NuanGrantStart *nuan_grant_start_finish (GObject *source, GAsyncResult *result, GError **error);

/* Each gives the warnings (char *), owned; NULL with ERROR. Adding forgets the half-typed grant. STATE: APPROVED, RETURNED,
 * REFUSED or VOIDED. */
void       nuan_grant_add            (NuanContext *context, const NuanGrant *grant, GAsyncReadyCallback callback, gpointer data);
void       nuan_grant_decide         (NuanContext *context, gint64 id, NuanGrantState state, const char *reason,
                                      GAsyncReadyCallback callback, gpointer data);
GPtrArray *nuan_grant_work_finish    (GObject *source, GAsyncResult *result, GError **error);

/* Gives the receipt number, owned. Paying forgets the half-typed payment. */
void       nuan_grant_pay            (NuanContext *context, const NuanPaymentRequest *request, GAsyncReadyCallback callback,
                                      gpointer data);
char      *nuan_grant_pay_finish     (GObject *source, GAsyncResult *result, GError **error);

G_END_DECLS

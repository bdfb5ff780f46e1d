#pragma once

#include "app/session/context.h"
#include "desk/grant-work.h"

G_BEGIN_DECLS

/* desk/grant-work as jobs of the database, for the person who is signed in. Results are owned by the caller; starters take copies. What writes
 * takes a reference to the object that waits (ASKER), and drops an answer that comes too late for it (app/session/act.h). */

void              nuan_grant_view_read      (NuanContext *context, gint64 grant_id, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer data);
NuanGrantView    *nuan_grant_view_finish    (GObject *source, GAsyncResult *result, GError **error);

void              nuan_grant_choices_read   (NuanContext *context, const NuanGrant *grant, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer data);
NuanGrantChoices *nuan_grant_choices_finish (GObject *source, GAsyncResult *result, GError **error);

void              nuan_grant_start_read     (NuanContext *context, gint64 household_id, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer data);
NuanGrantStart   *nuan_grant_start_finish   (GObject *source, GAsyncResult *result, GError **error);

/* Each gives the warnings (char *), owned; NULL with ERROR. Adding forgets the half-typed grant. STATE: APPROVED, RETURNED,
 * REFUSED or VOIDED. */
void              nuan_grant_add            (NuanContext *context, const NuanGrant *grant, GAsyncReadyCallback callback, gpointer asker);
void              nuan_grant_decide         (NuanContext *context, gint64 id, NuanGrantState state, const char *reason,
                                             GAsyncReadyCallback callback, gpointer asker);
GPtrArray        *nuan_grant_work_finish    (GObject *source, GAsyncResult *result, GError **error);

/* Gives the receipt number, and the WARNINGS (char *), both owned. Paying forgets the half-typed payment. */
void              nuan_grant_pay            (NuanContext *context, const NuanPaymentRequest *request, GAsyncReadyCallback callback,
                                             gpointer asker);
char             *nuan_grant_pay_finish     (GObject *source, GAsyncResult *result, GPtrArray **warnings, GError **error);

G_END_DECLS

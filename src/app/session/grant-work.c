#include "config.h"

#include "app/session/grant-work.h"

#include "app/session/act.h"

/* What each work looks at of it. */
typedef struct {
  gint64              id;
  NuanGrant          *grant;
  NuanPaymentRequest *request;
  NuanGrantState      state;
  char               *reason;
} Arguments;

static const NuanActPart parts[] = {
  NUAN_ACT_PART (Arguments, grant, nuan_grant_copy, nuan_grant_free),
  NUAN_ACT_PART (Arguments, request, nuan_payment_request_copy, nuan_payment_request_free),
  NUAN_ACT_TEXT (Arguments, reason),
  NUAN_ACT_PARTS_END,
};

#define ACT(work, free_result) { work, sizeof (Arguments), parts, (GDestroyNotify) free_result }

/* A grant with everything around it. */

static gpointer
view_work (NuanConnection *connection, const NuanStaff *actor, gconstpointer data, GError **error)
{
  const Arguments *arguments = data;

  return nuan_grant_work_view (connection, arguments->id, actor != NULL ? actor->id : 0, error);
}

void
nuan_grant_view_read (NuanContext *context, gint64 grant_id, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer data)
{
  static const NuanAct act = ACT (view_work, nuan_grant_view_free);
  const Arguments arguments = { .id = grant_id };

  nuan_session_read (context, &act, &arguments, cancellable, callback, data);
}

NuanGrantView *
nuan_grant_view_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return nuan_session_finish (source, result, error);
}

/* A grant in the making. */

static gpointer
choices_work (NuanConnection *connection, const NuanStaff *actor, gconstpointer data, GError **error)
{
  return nuan_grant_work_choices (connection, ((const Arguments *) data)->grant, error);
}

void
nuan_grant_choices_read (NuanContext *context, const NuanGrant *grant, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer data)
{
  static const NuanAct act = ACT (choices_work, nuan_grant_choices_free);
  const Arguments arguments = { .grant = (NuanGrant *) grant };

  nuan_session_read (context, &act, &arguments, cancellable, callback, data);
}

NuanGrantChoices *
nuan_grant_choices_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return nuan_session_finish (source, result, error);
}

static gpointer
start_work (NuanConnection *connection, const NuanStaff *actor, gconstpointer data, GError **error)
{
  const Arguments *arguments = data;

  return nuan_grant_work_start (connection, arguments->id, actor != NULL ? actor->id : 0, error);
}

void
nuan_grant_start_read (NuanContext *context, gint64 household_id, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer data)
{
  static const NuanAct act = ACT (start_work, nuan_grant_start_free);
  const Arguments arguments = { .id = household_id };

  nuan_session_read (context, &act, &arguments, cancellable, callback, data);
}

NuanGrantStart *
nuan_grant_start_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return nuan_session_finish (source, result, error);
}

/* Writing. */

static gpointer
add_work (NuanConnection *connection, const NuanStaff *actor, gconstpointer data, GError **error)
{
  const Arguments *arguments = data;
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

  return nuan_grant_work_add (connection, actor, arguments->grant, TRUE, warnings, error) ? g_steal_pointer (&warnings) : NULL;
}

void
nuan_grant_add (NuanContext *context, const NuanGrant *grant, GAsyncReadyCallback callback, gpointer asker)
{
  static const NuanAct act = ACT (add_work, g_ptr_array_unref);
  const Arguments arguments = { .grant = (NuanGrant *) grant };

  nuan_session_write (context, &act, &arguments, callback, asker);
}

static gpointer
decide_work (NuanConnection *connection, const NuanStaff *actor, gconstpointer data, GError **error)
{
  const Arguments *arguments = data;
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

  if (!nuan_grant_work_decide (connection, actor, arguments->id, arguments->state, arguments->reason, warnings, error))
    return NULL;
  return g_steal_pointer (&warnings);
}

void
nuan_grant_decide (NuanContext *context, gint64 id, NuanGrantState state, const char *reason, GAsyncReadyCallback callback,
                   gpointer asker)
{
  static const NuanAct act = ACT (decide_work, g_ptr_array_unref);
  const Arguments arguments = { .id = id, .state = state, .reason = (char *) reason };

  nuan_session_write (context, &act, &arguments, callback, asker);
}

GPtrArray *
nuan_grant_work_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return nuan_session_finish (source, result, error);
}

/* What a payment gives. */
typedef struct {
  char      *number;
  GPtrArray *warnings;
} Paid;

static void
paid_free (Paid *paid)
{
  g_free (paid->number);
  g_clear_pointer (&paid->warnings, g_ptr_array_unref);
  g_free (paid);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paid, paid_free)

static gpointer
pay_work (NuanConnection *connection, const NuanStaff *actor, gconstpointer data, GError **error)
{
  g_autoptr (Paid) paid = g_new0 (Paid, 1);

  paid->warnings = g_ptr_array_new_with_free_func (g_free);
  paid->number = nuan_grant_work_pay (connection, actor, ((const Arguments *) data)->request, paid->warnings, error);
  return paid->number != NULL ? g_steal_pointer (&paid) : NULL;
}

void
nuan_grant_pay (NuanContext *context, const NuanPaymentRequest *request, GAsyncReadyCallback callback, gpointer asker)
{
  static const NuanAct act = ACT (pay_work, paid_free);
  const Arguments arguments = { .request = (NuanPaymentRequest *) request };

  nuan_session_write (context, &act, &arguments, callback, asker);
}

char *
nuan_grant_pay_finish (GObject *source, GAsyncResult *result, GPtrArray **warnings, GError **error)
{
  g_autoptr (Paid) paid = nuan_session_finish (source, result, error);

  if (paid == NULL)
    return NULL;

  *warnings = g_steal_pointer (&paid->warnings);
  return g_steal_pointer (&paid->number);
}

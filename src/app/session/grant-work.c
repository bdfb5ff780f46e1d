#include "config.h"

#include "app/session/grant-work.h"

typedef struct {
  NuanStaff          *actor;
  NuanGrant          *grant;
  NuanPaymentRequest *request;
  NuanGrantState      state;
  gint64              id, staff_id;
  char               *reason;
} Input;

static void
input_free (gpointer data)
{
  Input *input = data;

  g_clear_pointer (&input->actor, nuan_staff_free);
  g_clear_pointer (&input->grant, nuan_grant_free);
  g_clear_pointer (&input->request, nuan_payment_request_free);
  g_free (input->reason);
  g_free (input);
}

static Input *
input_new (NuanContext *context, gint64 id)
{
  const NuanStaff *staff = nuan_context_get_staff (context);
  Input *input = g_new0 (Input, 1);

  input->id = id;
  if (staff != NULL)
    {
      input->actor = nuan_staff_copy (staff);
      input->staff_id = staff->id;
    }
  return input;
}

static void
run_read (NuanContext *context, NuanWork work, Input *input, GDestroyNotify free_result, GCancellable *cancellable,
          GAsyncReadyCallback callback, gpointer data)
{
  nuan_database_read (nuan_context_get_database (context), NUAN_READ_QUICK, work, input, input_free, free_result, cancellable,
                      callback, data);
}

static void
run_write (NuanContext *context, NuanWork work, Input *input, GDestroyNotify free_result, GAsyncReadyCallback callback,
           gpointer data)
{
  nuan_database_write (nuan_context_get_database (context), work, input, input_free, free_result, NULL, callback, data);
}

static gpointer
finish (GObject *source, GAsyncResult *result, GError **error)
{
  return nuan_database_finish (NUAN_DATABASE (source), result, error);
}

/* A grant with everything around it. */

static gpointer
view_work (NuanConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Input *input = data;

  return nuan_grant_work_view (connection, input->id, input->staff_id, error);
}

void
nuan_grant_view_read (NuanContext *context, gint64 grant_id, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer data)
{
  run_read (context, view_work, input_new (context, grant_id), (GDestroyNotify) nuan_grant_view_free, cancellable, callback,
            data);
}

NuanGrantView *
nuan_grant_view_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return finish (source, result, error);
}

/* A grant in the making. */

static gpointer
choices_work (NuanConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return nuan_grant_work_choices (connection, ((const Input *) data)->grant, error);
}

void
nuan_grant_choices_read (NuanContext *context, const NuanGrant *grant, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer data)
{
  Input *input = input_new (context, 0);

  input->grant = nuan_grant_copy (grant);
  run_read (context, choices_work, input, (GDestroyNotify) nuan_grant_choices_free, cancellable, callback, data);
}

NuanGrantChoices *
nuan_grant_choices_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return finish (source, result, error);
}

static gpointer
start_work (NuanConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Input *input = data;

  return nuan_grant_work_start (connection, input->id, input->staff_id, error);
}

void
nuan_grant_start_read (NuanContext *context, gint64 household_id, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer data)
{
  run_read (context, start_work, input_new (context, household_id), (GDestroyNotify) nuan_grant_start_free, cancellable,
            callback, data);
}

NuanGrantStart *
nuan_grant_start_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return finish (source, result, error);
}

/* Writing. */

static gpointer
add_work (NuanConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Input *input = data;
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

  return nuan_grant_work_add (connection, input->actor, input->grant, TRUE, warnings, error) ? g_steal_pointer (&warnings) : NULL;
}

void
nuan_grant_add (NuanContext *context, const NuanGrant *grant, GAsyncReadyCallback callback, gpointer data)
{
  Input *input = input_new (context, 0);

  input->grant = nuan_grant_copy (grant);
  run_write (context, add_work, input, (GDestroyNotify) g_ptr_array_unref, callback, data);
}

static gpointer
decide_work (NuanConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Input *input = data;
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

  return nuan_grant_work_decide (connection, input->actor, input->id, input->state, input->reason, warnings, error) ? g_steal_pointer (&warnings)
                                                                                                                    : NULL;
}

void
nuan_grant_decide (NuanContext *context, gint64 id, NuanGrantState state, const char *reason, GAsyncReadyCallback callback,
                   gpointer data)
{
  Input *input = input_new (context, id);

  input->state = state;
  input->reason = g_strdup (reason);
  run_write (context, decide_work, input, (GDestroyNotify) g_ptr_array_unref, callback, data);
}

GPtrArray *
nuan_grant_work_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return finish (source, result, error);
}

static gpointer
pay_work (NuanConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Input *input = data;

  return nuan_grant_work_pay (connection, input->actor, input->request, NULL, error);
}

void
nuan_grant_pay (NuanContext *context, const NuanPaymentRequest *request, GAsyncReadyCallback callback, gpointer data)
{
  Input *input = input_new (context, 0);

  input->request = nuan_payment_request_copy (request);
  run_write (context, pay_work, input, g_free, callback, data);
}

char *
nuan_grant_pay_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return finish (source, result, error);
}

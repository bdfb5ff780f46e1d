#include "config.h"

#include "app/session/grant-work.h"

#include "base/error.h"
#include "print/receipt.h"
#include "store/office/form-draft.h"
#include "store/money/fund-store.h"
#include "store/money/grant-store.h"
#include "store/money/receipt-store.h"

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

/* Caps, or the sentence that there are none because no line is in force: that is a fact to show, not a failure. */
static gboolean
read_caps (NuanConnection *connection, const NuanGrant *grant, NuanDay decided_on, gint64 except, GPtrArray **caps,
           char **problem, GError **error)
{
  GError *local = NULL;

  *caps = nuan_grant_store_caps (connection, grant->household_id, grant->member_id, grant->programme, grant->amount_fen,
                                 grant->self_paid_fen,
                                 decided_on, nuan_connection_get_today (connection), except, &local);
  if (*caps != NULL)
    return TRUE;
  if (local->domain != NUAN_ERROR || local->code == NUAN_ERROR_STORAGE)
    {
      g_propagate_error (error, local);
      return FALSE;
    }

  *caps = g_ptr_array_new ();
  *problem = g_strdup (local->message);
  g_error_free (local);
  return TRUE;
}

/* This person's half-typed form; *TEXT is NULL when there is none. */
static gboolean
read_draft (NuanConnection *connection, const Input *input, const char *kind, char **text, GError **error)
{
  GError *local = NULL;

  *text = nuan_form_draft_load (connection, input->staff_id, kind, input->id, &local);
  if (local == NULL)
    return TRUE;

  g_propagate_error (error, local);
  return FALSE;
}

/* A grant with everything around it. */

void
nuan_grant_view_free (NuanGrantView *view)
{
  if (view == NULL)
    return;

  g_clear_pointer (&view->grant, nuan_grant_free);
  g_clear_pointer (&view->household, nuan_household_free);
  g_clear_pointer (&view->confirmed, nuan_confirmation_free);
  g_clear_pointer (&view->fund, nuan_fund_free);
  g_clear_pointer (&view->caps, g_ptr_array_unref);
  g_clear_pointer (&view->earlier, g_ptr_array_unref);
  g_free (view->caps_problem);
  g_free (view->card);
  g_free (view->draft);
  g_free (view);
}

static char *
find_card (const NuanHousehold *household, gint64 member_id)
{
  for (guint i = 0; i < household->members->len; i++)
    {
      const NuanMember *member = g_ptr_array_index (household->members, i);

      if (member->id == member_id)
        return g_strdup (member->card);
    }

  return g_strdup ("");
}

static gpointer
view_work (NuanConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Input *input = data;
  g_autoptr (NuanGrantView) view = g_new0 (NuanGrantView, 1);
  g_autoptr (GError) local = NULL;
  NuanDay decided_on;

  view->today = nuan_connection_get_today (connection);
  if ((view->grant = nuan_grant_store_read (connection, input->id, error)) == NULL ||
      (view->household = nuan_household_store_read (connection, view->grant->household_id, error)) == NULL ||
      (view->fund = nuan_fund_store_read (connection, view->grant->fund_id, error)) == NULL ||
      (view->earlier = nuan_grant_store_earlier (connection, view->grant->household_id, view->today, input->id, error)) == NULL)
    return NULL;

  decided_on = view->today;
  if (view->grant->decided_on != NUAN_DAY_NONE && view->grant->state != NUAN_GRANT_DRAFT)
    decided_on = view->grant->decided_on;
  if (!read_caps (connection, view->grant, decided_on, input->id, &view->caps, &view->caps_problem, error))
    return NULL;

  view->card = find_card (view->household, view->grant->member_id);
  view->confirmed = nuan_household_store_confirmed (connection, view->household->id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return read_draft (connection, input, "payment", &view->draft, error) ? g_steal_pointer (&view) : NULL;
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

void
nuan_grant_choices_free (NuanGrantChoices *choices)
{
  if (choices == NULL)
    return;

  g_clear_pointer (&choices->funds, g_ptr_array_unref);
  g_clear_pointer (&choices->reasons, g_ptr_array_unref);
  g_clear_pointer (&choices->caps, g_ptr_array_unref);
  g_free (choices->caps_problem);
  g_free (choices);
}

static gpointer
choices_work (NuanConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const NuanGrant *grant = ((Input *) data)->grant;
  g_autoptr (NuanGrantChoices) choices = g_new0 (NuanGrantChoices, 1);
  const NuanDay today = nuan_connection_get_today (connection);

  choices->funds = nuan_fund_store_choices (connection, grant->programme, grant->amount_fen, today, &choices->reasons, error);
  if (choices->funds == NULL || !read_caps (connection, grant, today, 0, &choices->caps, &choices->caps_problem, error))
    return NULL;

  return g_steal_pointer (&choices);
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

void
nuan_grant_start_free (NuanGrantStart *start)
{
  if (start == NULL)
    return;

  g_clear_pointer (&start->household, nuan_household_free);
  g_clear_pointer (&start->earlier, g_ptr_array_unref);
  g_free (start->draft);
  g_free (start);
}

static gpointer
start_work (NuanConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Input *input = data;
  g_autoptr (NuanGrantStart) start = g_new0 (NuanGrantStart, 1);

  start->today = nuan_connection_get_today (connection);
  if ((start->household = nuan_household_store_read (connection, input->id, error)) == NULL ||
      (start->earlier = nuan_grant_store_earlier (connection, input->id, start->today, 0, error)) == NULL ||
      !read_draft (connection, input, "grant", &start->draft, error))
    return NULL;

  return g_steal_pointer (&start);
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
  Input *input = data;
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

  if (!nuan_grant_store_add (connection, input->actor, input->grant, warnings, error) ||
      !nuan_form_draft_forget (connection, input->staff_id, "grant", input->grant->household_id, error))
    return NULL;

  return g_steal_pointer (&warnings);
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
  Input *input = data;
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  const gboolean decided = input->state == NUAN_GRANT_APPROVED
                             ? nuan_grant_store_approve (connection, input->actor, input->id, warnings, error)
                             : nuan_grant_store_end (connection, input->actor, input->id, input->state, input->reason, error);

  return decided ? g_steal_pointer (&warnings) : NULL;
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

/* A receipt that no font here can print is no receipt: then nothing is paid either. */
static gpointer
pay_work (NuanConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Input *input = data;
  g_autofree char *number = nuan_payment_store_pay (connection, input->actor, input->request, NULL, error);
  g_autoptr (NuanReceipt) receipt = number != NULL ? nuan_receipt_store_read (connection, number, error) : NULL;

  if (receipt == NULL || !nuan_receipt_check (receipt, error) ||
      !nuan_form_draft_forget (connection, input->staff_id, "payment", input->request->grant_id, error))
    return NULL;

  return g_steal_pointer (&number);
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

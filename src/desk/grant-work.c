#include "config.h"

#include "desk/grant-work.h"

#include "base/error.h"
#include "model/money/payment-fields.h"
#include "print/receipt.h"
#include "store/money/fund-store.h"
#include "store/money/grant-store.h"
#include "store/money/receipt-store.h"
#include "store/office/form-draft.h"

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
  if (local->domain != NUAN_ERROR || nuan_error_is_of_storage (local))
    {
      g_propagate_error (error, local);
      return FALSE;
    }

  *caps = g_ptr_array_new ();
  *problem = g_strdup (local->message);
  g_error_free (local);
  return TRUE;
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

/* A decision that was taken is shown by the caps of its day; one that waits, by today's. */
static NuanDay
get_day_of_decision (const NuanGrant *grant, NuanDay today)
{
  return grant->decided_on != NUAN_DAY_NONE && grant->state != NUAN_GRANT_DRAFT ? grant->decided_on : today;
}

NuanGrantView *
nuan_grant_work_view (NuanConnection *connection, gint64 grant_id, gint64 staff_id, GError **error)
{
  g_autoptr (NuanGrantView) view = g_new0 (NuanGrantView, 1);

  view->today = nuan_connection_get_today (connection);
  if ((view->grant = nuan_grant_store_read (connection, grant_id, error)) == NULL ||
      (view->household = nuan_household_store_read (connection, view->grant->household_id, error)) == NULL ||
      (view->fund = nuan_fund_store_read (connection, view->grant->fund_id, error)) == NULL ||
      (view->earlier = nuan_grant_store_earlier (connection, view->grant->household_id, view->today, grant_id, error)) == NULL ||
      !read_caps (connection, view->grant, get_day_of_decision (view->grant, view->today), grant_id, &view->caps, &view->caps_problem, error) ||
      !nuan_household_store_confirmed (connection, view->household->id, &view->confirmed, error) ||
      !nuan_form_draft_load (connection, staff_id, "payment", grant_id, &view->draft, error))
    return NULL;

  view->card = find_card (view->household, view->grant->member_id);
  return g_steal_pointer (&view);
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

NuanGrantChoices *
nuan_grant_work_choices (NuanConnection *connection, const NuanGrant *grant, GError **error)
{
  const NuanDay today = nuan_connection_get_today (connection);
  g_autoptr (NuanGrantChoices) choices = g_new0 (NuanGrantChoices, 1);

  choices->funds = nuan_fund_store_choices (connection, grant->programme, grant->amount_fen, today, &choices->reasons, error);
  if (choices->funds == NULL || !read_caps (connection, grant, today, 0, &choices->caps, &choices->caps_problem, error))
    return NULL;

  return g_steal_pointer (&choices);
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

NuanGrantStart *
nuan_grant_work_start (NuanConnection *connection, gint64 household_id, gint64 staff_id, GError **error)
{
  g_autoptr (NuanGrantStart) start = g_new0 (NuanGrantStart, 1);

  start->today = nuan_connection_get_today (connection);
  if ((start->household = nuan_household_store_read (connection, household_id, error)) == NULL ||
      (start->earlier = nuan_grant_store_earlier (connection, household_id, start->today, 0, error)) == NULL ||
      !nuan_form_draft_load (connection, staff_id, "grant", household_id, &start->draft, error))
    return NULL;

  return g_steal_pointer (&start);
}

/* Writing. */

gboolean
nuan_grant_work_add (NuanConnection *connection, const NuanStaff *actor, NuanGrant *grant, gboolean typed, GPtrArray *warnings, GError **error)
{
  return nuan_grant_store_add (connection, actor, grant, warnings, error)
         && (!typed || nuan_form_draft_forget (connection, actor->id, "grant", grant->household_id, error));
}

gboolean
nuan_grant_work_decide (NuanConnection *connection, const NuanStaff *actor, gint64 id, NuanGrantState state, const char *reason,
                        GPtrArray *warnings, GError **error)
{
  return state == NUAN_GRANT_APPROVED ? nuan_grant_store_approve (connection, actor, id, warnings, error)
                                      : nuan_grant_store_end (connection, actor, id, state, reason, error);
}

void
nuan_grant_work_find_payment_errors (NuanConnection *connection, gint64 grant_id, NuanDay day, GPtrArray *errors)
{
  const NuanDay today = nuan_connection_get_today (connection);
  g_autoptr (NuanGrant) grant = nuan_grant_store_read (connection, grant_id, NULL);
  g_autoptr (NuanFund) fund = grant != NULL && grant->state == NUAN_GRANT_APPROVED ? nuan_fund_store_read (connection, grant->fund_id, NULL) : NULL;

  if (fund != NULL)
    nuan_payment_find_errors (grant, fund, day != NUAN_DAY_NONE ? day : today, today, errors);
}

char *
nuan_grant_work_pay (NuanConnection *connection, const NuanStaff *actor, const NuanPaymentRequest *request, GPtrArray *warnings, GError **error)
{
  g_autofree char *number = nuan_payment_store_pay (connection, actor, request, warnings, error);
  g_autoptr (NuanReceipt) receipt = number != NULL ? nuan_receipt_store_read (connection, number, error) : NULL;

  if (receipt == NULL || !nuan_receipt_check (receipt, error) ||
      !nuan_form_draft_forget (connection, actor->id, "payment", request->grant_id, error))
    return NULL;

  return g_steal_pointer (&number);
}

#include "config.h"

#include "desk/next-step.h"

#include <glib/gi18n-lib.h>

#include "model/money/receipt.h"
#include "store/money/grant-store.h"
#include "store/money/receipt-store.h"
#include "store/people/household-store.h"

static GPtrArray *
list_to_print (const GPtrArray *receipts)
{
  GPtrArray *numbers = g_ptr_array_new_with_free_func (g_free);
  const char *last = NULL;

  for (guint i = 0; i < receipts->len; i++)
    {
      const NuanReceipt *receipt = g_ptr_array_index (receipts, i);

      if (receipt->voided)
        continue;
      if (receipt->prints == 0)
        g_ptr_array_add (numbers, g_strdup (receipt->number));
      if (last == NULL)
        last = receipt->number;
    }

  if (numbers->len == 0 && last != NULL)
    g_ptr_array_add (numbers, g_strdup (last));
  return numbers;
}

NuanNextSteps *
nuan_next_steps_new (NuanHouseholdState state, const GPtrArray *grants, const GPtrArray *receipts)
{
  NuanNextSteps *steps = g_new0 (NuanNextSteps, 1);

  steps->state = state;
  for (guint i = 0; i < grants->len; i++)
    {
      const NuanGrant *grant = g_ptr_array_index (grants, i);

      steps->drafted = steps->drafted || grant->state == NUAN_GRANT_DRAFT;
      if (steps->grant_id == 0 && grant->state == NUAN_GRANT_APPROVED)
        steps->grant_id = grant->id;
    }
  if (receipts->len > 0)
    steps->receipt = g_strdup (((const NuanReceipt *) g_ptr_array_index (receipts, 0))->number);
  steps->to_print = list_to_print (receipts);
  return steps;
}

NuanNextSteps *
nuan_next_steps_read (NuanConnection *connection, gint64 household_id, GError **error)
{
  g_autoptr (NuanHousehold) household = nuan_household_store_read (connection, household_id, error);
  g_autoptr (GPtrArray) grants = NULL, approved = NULL, receipts = NULL;

  if (household == NULL
      || (grants = nuan_grant_store_list (connection, nuan_grant_state_code (NUAN_GRANT_DRAFT), household_id, 0, 1, error)) == NULL
      || (approved = nuan_grant_store_list (connection, nuan_grant_state_code (NUAN_GRANT_APPROVED), household_id, 0, 1, error)) == NULL
      || (receipts = nuan_receipt_store_of_household (connection, household_id, error)) == NULL)
    return NULL;

  g_ptr_array_extend_and_steal (grants, g_steal_pointer (&approved));
  return nuan_next_steps_new (household->state, grants, receipts);
}

void
nuan_next_steps_free (NuanNextSteps *steps)
{
  if (steps == NULL)
    return;

  g_free (steps->receipt);
  g_ptr_array_unref (steps->to_print);
  g_free (steps);
}

const char *
nuan_next_steps_why_not (const NuanNextSteps *steps, NuanStep step)
{
  switch (step)
    {
    case NUAN_STEP_GRANT:
      return nuan_household_may_be_helped (steps->state, NULL) ? NULL : _("The file is not in force: it must be approved before help is granted");
    case NUAN_STEP_PAY:
      return steps->grant_id != 0 ? NULL
             : steps->drafted ? _("The grant waits for its approval") : _("No approved grant waits to be paid");
    case NUAN_STEP_RECEIPT:
      return steps->receipt != NULL ? NULL : _("This household has no receipt yet");
    case NUAN_STEP_PRINT:
      return steps->to_print->len > 0 ? NULL : _("This household has no receipt yet");
    }

  g_return_val_if_reached (NULL);
}

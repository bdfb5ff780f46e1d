#include "config.h"

#include "desk/receipt-work.h"

#include "store/money/receipt-store.h"
#include "store/people/household-store.h"

void
nuan_receipt_view_free (NuanReceiptView *view)
{
  if (view == NULL)
    return;

  g_clear_pointer (&view->receipt, nuan_receipt_free);
  g_clear_pointer (&view->others, g_ptr_array_unref);
  g_free (view);
}

NuanReceiptView *
nuan_receipt_work_view (NuanConnection *connection, const char *number, GError **error)
{
  g_autoptr (NuanReceiptView) view = g_new0 (NuanReceiptView, 1);
  gint64 household;

  view->today = nuan_connection_get_today (connection);
  if ((view->receipt = nuan_receipt_store_read (connection, number, error)) == NULL ||
      (household = nuan_household_store_find (connection, view->receipt->household_number, error)) == 0 ||
      (view->others = nuan_receipt_store_of_household (connection, household, error)) == NULL)
    return NULL;

  return g_steal_pointer (&view);
}

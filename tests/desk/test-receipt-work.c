#include "config.h"

#include "desk/receipt-work.h"
#include "money.h"

static void
receipt_stands_with_the_others_of_its_household (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *first = money_pay (fixture, &wish, "cash");
  g_autofree char *second = money_pay (fixture, &wish, "card");
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanReceiptView) view = nuan_receipt_work_view (fixture->connection, first, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (view->receipt->number, ==, first);
  g_assert_cmpint (view->receipt->amount_fen, ==, wish.amount_fen);
  g_assert_cmpstr (view->receipt->method, ==, "cash");
  g_assert_cmpint (view->receipt->paid_by, ==, fixture->cash->id);
  g_assert_cmpint (view->today, ==, nuan_connection_get_today (fixture->connection));
  g_assert_cmpuint (view->others->len, ==, 2);
  g_assert_cmpstr (((NuanReceipt *) view->others->pdata[0])->number, ==, second);
  g_assert_cmpstr (((NuanReceipt *) view->others->pdata[1])->number, ==, first);
}

static void
receipt_that_nobody_gave_is_not_found (Fixture *fixture, gconstpointer unused)
{
  static const char *const numbers[] = { "2025-000009", "2024-000001", "", "x" };
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *given = money_pay (fixture, &wish, "cash");

  g_assert_cmpstr (given, ==, "2025-000001");
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (nuan_receipt_work_view (fixture->connection, numbers[i], &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == NUAN_ERROR);
      g_assert_true (error->code == NUAN_ERROR_NOT_FOUND || error->code == NUAN_ERROR_INVALID);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  MONEY_TEST ("/receipt-work/receipt-stands-with-the-others-of-its-household", receipt_stands_with_the_others_of_its_household);
  MONEY_TEST ("/receipt-work/receipt-that-nobody-gave-is-not-found", receipt_that_nobody_gave_is_not_found);

  return g_test_run ();
}

#include "base/id-number.h"
#include "check-error.h"
#include "model/money/payment-fields.h"

#define CASHIER 3
#define OTHER   4
#define TODAY   nuan_day_new (2025, 11, 20)

static gboolean
may_void_so (guint roles, gint64 staff_id, NuanDay day, gboolean is_signed)
{
  return nuan_roles_check (roles, nuan_payment_right_to_void (CASHIER, day, is_signed, staff_id, TODAY), NULL);
}

static gboolean
may_void (guint roles, gint64 staff_id, NuanDay day)
{
  return may_void_so (roles, staff_id, day, FALSE);
}

static void
a_cashier_voids_the_own_payments_of_the_same_day (void)
{
  g_assert_true (may_void (NUAN_ROLE_CASH, CASHIER, TODAY));
  g_assert_false (may_void (NUAN_ROLE_CASH, CASHIER, TODAY - 1));
  g_assert_false (may_void (NUAN_ROLE_CASH, CASHIER, TODAY + 1));
  g_assert_false (may_void (NUAN_ROLE_CASH, OTHER, TODAY));
}

static void
the_director_voids_any_payment (void)
{
  g_assert_true (may_void (NUAN_ROLE_DIRECT, OTHER, TODAY));
  g_assert_true (may_void (NUAN_ROLE_DIRECT, OTHER, TODAY - 400));
  g_assert_true (may_void (NUAN_ROLE_DIRECT | NUAN_ROLE_CASH, CASHIER, TODAY - 1));
}

static void
a_signed_receipt_is_the_directors_alone (void)
{
  g_assert_false (may_void_so (NUAN_ROLE_CASH, CASHIER, TODAY, TRUE));
  g_assert_true (may_void_so (NUAN_ROLE_DIRECT, OTHER, TODAY, TRUE));
  g_assert_true (may_void_so (NUAN_ROLE_DIRECT | NUAN_ROLE_CASH, CASHIER, TODAY, TRUE));
}

static void
nobody_else_voids_a_payment (void)
{
  const guint others = NUAN_ROLE_INTAKE | NUAN_ROLE_REVIEW | NUAN_ROLE_ADMIN | NUAN_ROLE_AUDIT;

  g_assert_false (may_void (others, CASHIER, TODAY));
  g_assert_false (may_void (others, OTHER, TODAY - 1));
}

static void
a_payment_is_voided_once_and_not_before_its_day (void)
{
  g_autoptr (GError) again = NULL;
  g_autoptr (GError) early = NULL;

  g_assert_true (nuan_payment_check_void (TODAY, FALSE, TODAY, NULL));
  g_assert_true (nuan_payment_check_void (TODAY - 400, FALSE, TODAY, NULL));
  g_assert_false (nuan_payment_check_void (TODAY, TRUE, TODAY, &again));
  check_error (again, NUAN_ERROR_CONFLICT, "receipt");
  g_assert_false (nuan_payment_check_void (TODAY + 1, FALSE, TODAY, &early));
  check_error (early, NUAN_ERROR_RULE, "date");
}

/* A number of nobody. */
static char *
born (guint year, guint month, guint day)
{
  g_autofree char *digits = g_strdup_printf ("511102%04u%02u%02u011", year, month, day);

  return g_strdup_printf ("%s%c", digits, nuan_id_number_check_character (digits));
}

static void
a_child_is_no_proxy_and_a_minor_warns (void)
{
  const struct { guint year, month, day; gboolean taken, warns; } cases[] = {
    { 2020, 1, 1, FALSE, FALSE }, { 2017, 11, 21, FALSE, FALSE }, { 2017, 11, 20, TRUE, TRUE },
    { 2007, 11, 21, TRUE, TRUE }, { 2007, 11, 20, TRUE, FALSE }, { 1950, 1, 1, TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *number = born (cases[i].year, cases[i].month, cases[i].day);
      g_autofree char *warning = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (nuan_payment_check_proxy_age (number, TODAY, &warning, &error), ==, cases[i].taken);
      g_assert_cmpint (warning != NULL, ==, cases[i].warns);
      if (!cases[i].taken)
        check_error (error, NUAN_ERROR_RULE, "proxy_id");
    }
  g_assert_true (nuan_payment_check_proxy_age ("", TODAY, NULL, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/payment-fields/a cashier voids the own payments of the same day", a_cashier_voids_the_own_payments_of_the_same_day);
  g_test_add_func ("/payment-fields/the director voids any payment", the_director_voids_any_payment);
  g_test_add_func ("/payment-fields/a child is no proxy and a minor warns", a_child_is_no_proxy_and_a_minor_warns);
  g_test_add_func ("/payment-fields/a signed receipt is the director's alone", a_signed_receipt_is_the_directors_alone);
  g_test_add_func ("/payment-fields/nobody else voids a payment", nobody_else_voids_a_payment);
  g_test_add_func ("/payment-fields/a payment is voided once and not before its day", a_payment_is_voided_once_and_not_before_its_day);
  return g_test_run ();
}

#include "desk/next-step.h"
#include "money.h"

static NuanNextSteps *
steps_of (Fixture *fixture, gint64 household_id)
{
  g_autoptr (GError) error = NULL;
  NuanNextSteps *steps = nuan_next_steps_read (fixture->connection, household_id, &error);

  g_assert_no_error (error);
  return steps;
}

static void
assert_to_print (const NuanNextSteps *steps, const char *first, const char *second)
{
  const char *const expected[] = { first, second };
  const guint n = second != NULL ? 2 : first != NULL ? 1 : 0;

  g_assert_cmpuint (steps->to_print->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (g_ptr_array_index (steps->to_print, i), ==, expected[i]);
}

static void
count_print (Fixture *fixture, const char *number)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_cmpint (nuan_receipt_store_count_print (fixture->connection, fixture->cash, number, &error), >=, 0);
  g_assert_no_error (error);
  fixture_commit (fixture);
}

static void
a_grant_is_drafted_approved_and_paid (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autoptr (NuanNextSteps) nothing = steps_of (fixture, wish.household_id), drafted = NULL, approved = NULL;
  g_autofree char *why_nothing = g_strdup (nuan_next_steps_why_not (nothing, NUAN_STEP_PAY));
  gint64 grant_id;

  g_assert_null (nuan_next_steps_why_not (nothing, NUAN_STEP_GRANT));
  g_assert_nonnull (why_nothing);
  g_assert_nonnull (nuan_next_steps_why_not (nothing, NUAN_STEP_RECEIPT));
  g_assert_nonnull (nuan_next_steps_why_not (nothing, NUAN_STEP_PRINT));

  grant_id = money_draft (fixture, &wish);
  drafted = steps_of (fixture, wish.household_id);
  g_assert_true (drafted->drafted);
  g_assert_cmpint (drafted->grant_id, ==, 0);
  g_assert_cmpstr (nuan_next_steps_why_not (drafted, NUAN_STEP_PAY), !=, why_nothing);
  g_assert_nonnull (nuan_next_steps_why_not (drafted, NUAN_STEP_PAY));

  g_assert_true (try_approve (fixture, fixture->review, grant_id, NULL, NULL));
  approved = steps_of (fixture, wish.household_id);
  g_assert_false (approved->drafted);
  g_assert_cmpint (approved->grant_id, ==, grant_id);
  g_assert_null (nuan_next_steps_why_not (approved, NUAN_STEP_PAY));
}

static void
what_was_never_on_paper_is_printed_else_the_last_receipt_that_holds (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *first = money_pay (fixture, &wish, "cash"), *second = money_pay (fixture, &wish, "cash");
  g_autoptr (NuanNextSteps) fresh = steps_of (fixture, wish.household_id), half = NULL, all = NULL, voided = NULL, none = NULL;

  g_assert_cmpstr (fresh->receipt, ==, second);
  assert_to_print (fresh, second, first);
  count_print (fixture, second);
  half = steps_of (fixture, wish.household_id);
  assert_to_print (half, first, NULL);
  count_print (fixture, first);
  all = steps_of (fixture, wish.household_id);
  assert_to_print (all, second, NULL);

  money_void (fixture, second);
  voided = steps_of (fixture, wish.household_id);
  g_assert_cmpstr (voided->receipt, ==, second);
  assert_to_print (voided, first, NULL);
  money_void (fixture, first);
  none = steps_of (fixture, wish.household_id);
  assert_to_print (none, NULL, NULL);
  g_assert_nonnull (nuan_next_steps_why_not (none, NUAN_STEP_PRINT));
  g_assert_null (nuan_next_steps_why_not (none, NUAN_STEP_RECEIPT));
}

static void
help_is_granted_to_a_file_in_force_alone (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  for (guint state = 0; state < NUAN_N_HOUSEHOLD_STATES; state++)
    {
      g_autoptr (NuanNextSteps) steps = nuan_next_steps_new (state, none, none);

      g_assert_cmpint (nuan_next_steps_why_not (steps, NUAN_STEP_GRANT) == NULL, ==, state == NUAN_HOUSEHOLD_IN_FORCE);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  MONEY_TEST ("/next-step/a-grant-is-drafted-approved-and-paid", a_grant_is_drafted_approved_and_paid);
  MONEY_TEST ("/next-step/what-was-never-on-paper-is-printed-else-the-last-receipt-that-holds",
              what_was_never_on_paper_is_printed_else_the_last_receipt_that_holds);
  g_test_add_func ("/next-step/help-is-granted-to-a-file-in-force-alone", help_is_granted_to_a_file_in_force_alone);

  return g_test_run ();
}

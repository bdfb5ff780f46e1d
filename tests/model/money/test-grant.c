#include "check-error.h"
#include "model/money/grant.h"

#define DRAFTER  1
#define APPROVER 2
#define CASHIER  3

static gboolean
becomes (NuanGrantState from, NuanGrantState to, gint64 staff_id, GError **error)
{
  g_autoptr (NuanGrant) grant = nuan_grant_new ();

  grant->state = from;
  grant->drafted_by = DRAFTER;
  grant->decided_by = from == NUAN_GRANT_DRAFT ? 0 : APPROVER;
  return nuan_grant_may_become (grant, to, staff_id, error);
}

static void
test_transitions (void)
{
  static const struct { NuanGrantState from, to; } allowed[] = {
    { NUAN_GRANT_DRAFT, NUAN_GRANT_APPROVED }, { NUAN_GRANT_DRAFT, NUAN_GRANT_REFUSED }, { NUAN_GRANT_DRAFT, NUAN_GRANT_RETURNED },
    { NUAN_GRANT_APPROVED, NUAN_GRANT_PAID }, { NUAN_GRANT_APPROVED, NUAN_GRANT_VOIDED }, { NUAN_GRANT_PAID, NUAN_GRANT_VOIDED },
  };

  for (guint from = 0; from < NUAN_N_GRANT_STATES; from++)
    for (guint to = 0; to < NUAN_N_GRANT_STATES; to++)
      {
        g_autoptr (GError) error = NULL;
        gboolean expected = FALSE;

        for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
          expected = expected || (allowed[i].from == from && allowed[i].to == to);
        g_assert_cmpint (becomes (from, to, CASHIER, &error), ==, expected);
        if (!expected)
          check_error (error, NUAN_ERROR_CONFLICT, "state");
      }
}

static void
test_four_eyes (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (becomes (NUAN_GRANT_DRAFT, NUAN_GRANT_APPROVED, DRAFTER, &error));
  check_error (error, NUAN_ERROR_RULE, "staff");
  g_assert_false (becomes (NUAN_GRANT_APPROVED, NUAN_GRANT_PAID, APPROVER, &error));
  check_error (error, NUAN_ERROR_RULE, "staff");
  g_assert_true (becomes (NUAN_GRANT_DRAFT, NUAN_GRANT_RETURNED, DRAFTER, &error));
  g_assert_true (becomes (NUAN_GRANT_APPROVED, NUAN_GRANT_VOIDED, APPROVER, &error));
  g_assert_no_error (error);
}

static void
test_one_person (void)
{
  g_autoptr (NuanGrant) grant = nuan_grant_new ();

  grant->drafted_by = 7;
  g_assert_false (nuan_grant_may_become (grant, NUAN_GRANT_APPROVED, 7, NULL));
  grant->state = NUAN_GRANT_APPROVED;
  grant->decided_by = 8;
  g_assert_true (nuan_grant_may_become (grant, NUAN_GRANT_PAID, 7, NULL));
  g_assert_false (nuan_grant_may_become (grant, NUAN_GRANT_PAID, 8, NULL));
}

static void
test_paid_twice (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (becomes (NUAN_GRANT_PAID, NUAN_GRANT_PAID, CASHIER, &error));
  g_assert_nonnull (strstr (error->message, "already paid"));
}

static void
test_day_and_sum (void)
{
  static const struct { NuanGrantState state; NuanDay paid_on; gint64 amount_fen; NuanDay counts_on; } grants[] = {
    { NUAN_GRANT_APPROVED, NUAN_DAY_NONE, 100, 20000 }, { NUAN_GRANT_PAID, 20003, 7, 20003 }, { NUAN_GRANT_PAID, 20004, 20, 20004 },
    { NUAN_GRANT_VOIDED, 20005, 1000, 20005 },
  };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_grant_free);

  for (guint i = 0; i < G_N_ELEMENTS (grants); i++)
    {
      NuanGrant *grant = nuan_grant_new ();

      grant->state = grants[i].state;
      grant->decided_on = 20000;
      grant->paid_on = grants[i].paid_on;
      grant->amount_fen = grants[i].amount_fen;
      g_ptr_array_add (all, grant);
      g_assert_cmpint (nuan_grant_get_day (grant), ==, grants[i].counts_on);
    }
  g_assert_cmpint (nuan_grants_add_up_paid (all), ==, 27);
  ((NuanGrant *) all->pdata[1])->amount_fen = G_MAXINT64;
  g_assert_cmpint (nuan_grants_add_up_paid (all), ==, G_MAXINT64);
}

static void
test_states (void)
{
  g_autoptr (GError) error = NULL;
  NuanGrantState state;

  for (guint i = 0; i < NUAN_N_GRANT_STATES; i++)
    {
      g_assert_true (nuan_grant_state_parse (nuan_grant_state_code (i), &state, NULL));
      g_assert_cmpint (state, ==, i);
    }
  g_assert_false (nuan_grant_state_parse ("lost", &state, &error));
  check_error (error, NUAN_ERROR_INVALID, "state");
}

static void
test_copy (void)
{
  g_autoptr (NuanGrant) grant = nuan_grant_new ();
  g_autoptr (NuanGrant) copy = NULL;

  g_assert_cmpint (grant->self_paid_fen, ==, -1);
  g_free (grant->reason);
  grant->reason = g_strdup ("住院");
  grant->amount_fen = 5;
  copy = nuan_grant_copy (grant);
  g_assert_cmpstr (copy->reason, ==, "住院");
  g_assert_true (copy->reason != grant->reason);
  g_assert_cmpint (copy->amount_fen, ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grant/only the drawn ways lead from state to state", test_transitions);
  g_test_add_func ("/grant/four eyes see every grant", test_four_eyes);
  g_test_add_func ("/grant/one person with every role is still one person", test_one_person);
  g_test_add_func ("/grant/paying twice is told as such", test_paid_twice);
  g_test_add_func ("/grant/states have codes", test_states);
  g_test_add_func ("/grant/a copy stands alone", test_copy);
  g_test_add_func ("/grant/it counts on the day of its payment, and what was paid is added up", test_day_and_sum);
  return g_test_run ();
}

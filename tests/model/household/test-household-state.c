#include "check-error.h"
#include "model/household/household-differences.h"

#define WAITS (1u << NUAN_HOUSEHOLD_PENDING | 1u << NUAN_HOUSEHOLD_CHANGED)

/* Decision by decision: what a file may be before each. */
static void
a_decision_has_its_time (void)
{
  static const struct { NuanHouseholdState to; guint from; } decisions[] = {
    { NUAN_HOUSEHOLD_IN_FORCE, WAITS },
    { NUAN_HOUSEHOLD_RETURNED, WAITS },
    { NUAN_HOUSEHOLD_REFUSED, 1u << NUAN_HOUSEHOLD_PENDING },
    { NUAN_HOUSEHOLD_CLOSED, WAITS | 1u << NUAN_HOUSEHOLD_IN_FORCE | 1u << NUAN_HOUSEHOLD_RETURNED },
    { NUAN_HOUSEHOLD_PENDING, 0 },   /* saving leads there, no decision */
    { NUAN_HOUSEHOLD_CHANGED, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    for (guint state = 0; state < NUAN_N_HOUSEHOLD_STATES; state++)
      {
        const gboolean may = (decisions[i].from & 1u << state) != 0;
        g_autoptr (GError) error = NULL;

        g_assert_cmpint (nuan_household_may_become (state, decisions[i].to, &error), ==, may);
        if (!may)
          check_error (error, NUAN_ERROR_CONFLICT, "state");
      }
}

static void
nothing_becomes_of_a_file_that_has_ended (void)
{
  for (guint state = 0; state < NUAN_N_HOUSEHOLD_STATES; state++)
    {
      const gboolean ended = state == NUAN_HOUSEHOLD_REFUSED || state == NUAN_HOUSEHOLD_CLOSED;

      g_assert_cmpint (nuan_household_has_ended (state), ==, ended);
      for (guint to = 0; to < NUAN_N_HOUSEHOLD_STATES; to++)
        g_assert_false (ended && nuan_household_may_become (state, to, NULL));
    }
}

static void
help_needs_a_file_in_force (void)
{
  for (guint state = 0; state < NUAN_N_HOUSEHOLD_STATES; state++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (nuan_household_may_be_helped (state, &error), ==, state == NUAN_HOUSEHOLD_IN_FORCE);
      if (state != NUAN_HOUSEHOLD_IN_FORCE)
        check_error (error, NUAN_ERROR_RULE, "household");
    }
}

/* Whatever can differ has a name for people. */
static void
each_part_that_differs_has_a_title (void)
{
  g_autoptr (NuanHousehold) before = nuan_household_new (), after = nuan_household_new ();
  g_auto (GStrv) parts = NULL;
  char **texts[] = { &after->unit, &after->address, &after->phone, &after->note };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_free (*texts[i]);
      *texts[i] = g_strdup ("x");
    }
  g_ptr_array_add (after->members, nuan_member_new ());
  after->incomes_fen[0] = after->expenses_fen[0] = 1;
  after->accident = TRUE;
  g_strfreev (after->causes);
  after->causes = g_strsplit ("illness", ",", -1);

  parts = nuan_household_differences (before, after, NULL);
  g_assert_cmpuint (g_strv_length (parts), ==, 9);
  for (guint i = 0; parts[i] != NULL; i++)
    g_assert_true (nuan_household_part_title (parts[i]) != parts[i]);
  g_assert_cmpstr (nuan_household_part_title ("accident"), ==, "hardship by accident");
  g_assert_cmpstr (nuan_household_part_title ("later"), ==, "later");
}

int
main (int argc, char *argv[])
{
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/household-state/a decision has its time", a_decision_has_its_time);
  g_test_add_func ("/household-state/nothing becomes of a file that has ended", nothing_becomes_of_a_file_that_has_ended);
  g_test_add_func ("/household-state/help needs a file in force", help_needs_a_file_in_force);
  g_test_add_func ("/household-state/each part that differs has a title", each_part_that_differs_has_a_title);
  return g_test_run ();
}

#include "print/scale.h"

static void
steps_are_round_and_hold_the_values (void)
{
  const gint64 tops[] = { 1, 2, 7, 10, 99, 123456, 900000, 99999999, G_GINT64_CONSTANT (123456789012345) };

  for (guint i = 0; i < G_N_ELEMENTS (tops); i++)
    for (guint n = 1; n < 8; n++)
      {
        NuanScale scale;
        gint64 step;

        nuan_scale_fit (&scale, 0, tops[i], n);
        g_assert_cmpint (scale.minimum, ==, 0);
        g_assert_cmpint (scale.maximum, >=, tops[i]);
        g_assert_cmpint (scale.maximum - scale.step, <, tops[i]);
        g_assert_cmpuint (scale.n_ticks, <=, n + 2);
        for (step = scale.step; step % 10 == 0; step /= 10)
          ;
        g_assert_true (step == 1 || step == 2 || step == 5);
      }
}

static void
negative_values_have_room (void)
{
  NuanScale scale;

  nuan_scale_fit (&scale, -450, 900, 5);
  g_assert_cmpint (scale.minimum, <=, -450);
  g_assert_cmpint (scale.maximum, >=, 900);
  g_assert_cmpint (scale.minimum % scale.step, ==, 0);
  g_assert_cmpint (nuan_scale_tick (&scale, scale.n_ticks - 1), ==, scale.maximum);
}

static void
nothing_still_has_two_ends (void)
{
  NuanScale scale;

  nuan_scale_fit (&scale, 0, 0, 5);
  g_assert_cmpuint (scale.n_ticks, ==, 2);
  g_assert_cmpfloat (nuan_scale_share (&scale, 0), ==, 0);
}

static void
the_largest_amounts_do_not_overflow (void)
{
  NuanScale scale;

  nuan_scale_fit (&scale, G_MININT64, G_MAXINT64, 5);
  g_assert_cmpint (scale.step, >, 0);
  g_assert_cmpint (scale.maximum, >, 0);
  g_assert_cmpint (scale.minimum, <, 0);
}

static void
shares_run_from_end_to_end (void)
{
  NuanScale scale;

  nuan_scale_fit (&scale, -100, 100, 2);
  g_assert_cmpfloat (nuan_scale_share (&scale, scale.minimum), ==, 0);
  g_assert_cmpfloat (nuan_scale_share (&scale, 0), ==, 0.5);
  g_assert_cmpfloat (nuan_scale_share (&scale, scale.maximum), ==, 1);
}

static void
bands_do_not_touch (void)
{
  double end = 0;

  for (guint i = 0; i < 7; i++)
    {
      double start, thickness;

      nuan_scale_band (i, 7, 100, 0.3, &start, &thickness);
      g_assert_cmpfloat (start, >, end);
      end = start + thickness;
    }
  g_assert_cmpfloat (end, <, 100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scale/steps-are-round-and-hold-the-values", steps_are_round_and_hold_the_values);
  g_test_add_func ("/scale/negative-values-have-room", negative_values_have_room);
  g_test_add_func ("/scale/nothing-still-has-two-ends", nothing_still_has_two_ends);
  g_test_add_func ("/scale/the-largest-amounts-do-not-overflow", the_largest_amounts_do_not_overflow);
  g_test_add_func ("/scale/shares-run-from-end-to-end", shares_run_from_end_to_end);
  g_test_add_func ("/scale/bands-do-not-touch", bands_do_not_touch);
  return g_test_run ();
}

#include "config.h"

#include "print/scale.h"

/* The largest step that cannot overflow when two are added. */
#define MAX_STEP G_GINT64_CONSTANT (2000000000000000000)

/* The smallest of 1, 2, 5, 10, 20, … that is at least WANTED. */
static gint64
round_step (gint64 wanted)
{
  static const gint64 factors[] = { 1, 2, 5 };

  for (gint64 power = 1; power <= MAX_STEP / 10; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
      if (factors[i] * power >= wanted)
        return factors[i] * power;

  return MAX_STEP;
}

void
nuan_scale_fit (NuanScale *scale, gint64 lowest, gint64 highest, guint n_steps)
{
  gint64 below, above;

  g_return_if_fail (n_steps > 0);

  lowest = CLAMP (lowest, -2 * MAX_STEP, 0);
  highest = CLAMP (highest, 0, 2 * MAX_STEP);

  scale->step = round_step (MAX (1, highest / n_steps - lowest / n_steps + (highest % n_steps != 0 || lowest % n_steps != 0)));
  below = -lowest / scale->step + (-lowest % scale->step != 0);
  above = highest / scale->step + (highest % scale->step != 0);
  if (below + above == 0)
    above = 1;   /* an axis has two ends, even when nothing happened */

  scale->minimum = -below * scale->step;
  scale->maximum = above * scale->step;
  scale->n_ticks = below + above + 1;
}

gint64
nuan_scale_tick (const NuanScale *scale, guint index)
{
  g_return_val_if_fail (index < scale->n_ticks, scale->maximum);

  return scale->minimum + index * scale->step;
}

double
nuan_scale_share (const NuanScale *scale, gint64 value)
{
  return ((double) value - scale->minimum) / ((double) scale->maximum - scale->minimum);
}

void
nuan_scale_band (guint index, guint n_items, double length, double gap, double *start, double *thickness)
{
  const double slot = length / n_items;

  g_return_if_fail (index < n_items);

  *start = index * slot + slot * gap / 2;
  *thickness = slot * (1 - gap);
}

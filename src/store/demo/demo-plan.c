#include "config.h"

#include "store/demo/demo-plan.h"

#include "base/day.h"
#include "store/demo/demo-people.h"

#define REGISTER_SHARE 60     /* per cent of the time in which files are opened */
#define USE_COUNT      5000
#define USE_DAY        5001

/* When files are opened: evenly over the first part of the time, in the order of their numbers. */
guint
nuan_demo_plan_registration (const NuanDemoPlan *plan, gint64 index)
{
  return plan->working[index * (plan->n_days * REGISTER_SHARE / 100) / plan->n_households];
}

static void
find_working_days (NuanDemoPlan *plan, NuanDay first)
{
  guint next = 0;
  gboolean any = FALSE;

  plan->working = g_new (guint16, plan->n_days);
  for (guint day = plan->n_days; day-- > 0; )
    {
      if (nuan_day_is_working (first + day, NULL))
        {
          next = day;
          for (guint later = day + 1; !any && later < plan->n_days; later++)
            plan->working[later] = day;
          any = TRUE;
        }
      plan->working[day] = next;
    }
}

static gint
compare_events (gconstpointer a, gconstpointer b)
{
  const NuanDemoEvent *one = a, *other = b;

  if (one->day != other->day)
    return one->day < other->day ? -1 : 1;
  if (one->household != other->household)
    return one->household < other->household ? -1 : 1;
  return (gint) one->nth - (gint) other->nth;
}

/* At least three helps a household, four for some, five for a few. */
static void
invent_events (NuanDemoPlan *plan, guint64 seed)
{
  plan->events = g_array_new (FALSE, FALSE, sizeof (NuanDemoEvent));
  for (gint64 i = 0; i < plan->n_households; i++)
    {
      const guint dice = nuan_demo_below (seed, i, USE_COUNT, 100);
      const guint count = 3 + (dice < 40) + (dice < 8);
      const guint from = nuan_demo_plan_registration (plan, i) + 1;

      for (guint nth = 0; nth < count; nth++)
        {
          const guint day = from + nuan_demo_below (seed, i, USE_DAY + nth, plan->n_days - from);
          const NuanDemoEvent event = { .household = i, .day = plan->working[day], .nth = nth };

          g_array_append_val (plan->events, event);
        }
    }
  g_array_sort (plan->events, compare_events);
}

void
nuan_demo_plan_init (NuanDemoPlan *plan, const NuanDemo *demo)
{
  plan->n_households = demo->n_households;
  plan->n_days = demo->last - demo->first + 1;
  find_working_days (plan, demo->first);
  invent_events (plan, demo->seed);
}

void
nuan_demo_plan_clear (NuanDemoPlan *plan)
{
  g_free (plan->working);
  g_clear_pointer (&plan->events, g_array_unref);
}

const NuanDemoEvent *
nuan_demo_plan_event (const NuanDemoPlan *plan, gsize nth)
{
  return &g_array_index (plan->events, NuanDemoEvent, nth);
}

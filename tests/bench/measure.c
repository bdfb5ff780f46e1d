#include "measure.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

static gint64
read_clock (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
}

gint64
measure_now_ns (void)
{
  return read_clock (CLOCK_MONOTONIC);
}

void
measure_init (Measure *measure)
{
  measure->clock = g_array_new (FALSE, FALSE, sizeof (gint64));
  measure->processor = g_array_new (FALSE, FALSE, sizeof (gint64));
}

void
measure_clear (Measure *measure)
{
  g_array_unref (measure->clock);
  g_array_unref (measure->processor);
}

void
measure_start (Measure *measure)
{
  measure->processor_started = read_clock (CLOCK_THREAD_CPUTIME_ID);
  measure->clock_started = measure_now_ns ();
}

void
measure_stop (Measure *measure)
{
  const gint64 clock = measure_now_ns () - measure->clock_started;
  const gint64 processor = read_clock (CLOCK_THREAD_CPUTIME_ID) - measure->processor_started;

  g_array_append_val (measure->clock, clock);
  g_array_append_val (measure->processor, processor);
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  const gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

static double
percentile_ms (GArray *samples, guint percent)
{
  g_assert (samples->len > 0 && percent <= 100);

  g_array_sort (samples, compare);
  return g_array_index (samples, gint64, (samples->len - 1) * percent / 100) / 1e6;
}

double
measure_ms (Measure *measure, guint percent)
{
  return percentile_ms (measure->clock, percent);
}

double
measure_peak_mb (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024.0;
}

double
measure_processor_s (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

void
measure_tell (const char *name, double value, const char *unit, double aim)
{
  printf ("%s\t\t%.3f\t\t%s\t%g\n", name, value, unit, aim);
}

void
measure_tell_both (Measure *measure, const char *name, double aim_ms)
{
  printf ("%s\t%.3f\t%.3f\t%.3f\tms\t%g\n", name, measure_ms (measure, 50), measure_ms (measure, 95), percentile_ms (measure->processor, 95),
          aim_ms);
}

#include "measure.h"

#include <sys/resource.h>
#include <time.h>

gint64
measure_now_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
}

void
measure_init (Measure *measure)
{
  measure->samples = g_array_new (FALSE, FALSE, sizeof (gint64));
}

void
measure_clear (Measure *measure)
{
  g_array_unref (measure->samples);
}

void
measure_start (Measure *measure)
{
  measure->started = measure_now_ns ();
}

void
measure_stop (Measure *measure)
{
  const gint64 took = measure_now_ns () - measure->started;

  g_array_append_val (measure->samples, took);
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  const gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

double
measure_ms (Measure *measure, guint percent)
{
  g_assert (measure->samples->len > 0 && percent <= 100);

  g_array_sort (measure->samples, compare);
  return g_array_index (measure->samples, gint64, (measure->samples->len - 1) * percent / 100) / 1e6;
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
  g_print ("%s\t%.3f\t%s\t%.3f\n", name, value, unit, aim);
}

void
measure_tell_both (Measure *measure, const char *name, double aim_ms)
{
  g_autofree char *middle = g_strconcat (name, ", p50", NULL);
  g_autofree char *most = g_strconcat (name, ", p95", NULL);

  measure_tell (middle, measure_ms (measure, 50), "ms", 0);
  measure_tell (most, measure_ms (measure, 95), "ms", aim_ms);
}

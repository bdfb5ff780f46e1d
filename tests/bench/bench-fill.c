/* bench-fill FILE HOUSEHOLDS: makes a demo file of five years to a fixed day and tells how long that took. */
#include "config.h"

#include <glib/gstdio.h>

#include "base/day.h"
#include "measure.h"
#include "store/demo/demo.h"

#define AIM_A_MILLION_MIN 20.0

static void
tell_progress (gint64 done, gint64 total, gpointer data)
{
  static gint64 last;

  if (total > 0 && done * 20 / total == last)
    return;
  last = total > 0 ? done * 20 / total : 0;
  g_printerr ("\r%3" G_GINT64_FORMAT " %%", last * 5);
}

int
main (int argc, char *argv[])
{
  NuanDemoOptions options = { .years = 5, .seed = 42, .until = nuan_day_new (2026, 6, 30) };
  g_autoptr (GError) error = NULL;
  const gint64 started = measure_now_ns ();
  g_autofree char *name = NULL;
  GStatBuf status;
  double seconds;

  if (argc != 3)
    g_error ("bench-fill FILE HOUSEHOLDS");

  options.households = g_ascii_strtoll (argv[2], NULL, 10);
  options.until = MIN (options.until, nuan_day_today ());
  if (!nuan_demo_fill (argv[1], &options, tell_progress, NULL, NULL, &error))
    g_error ("%s", error->message);

  seconds = (measure_now_ns () - started) / 1e9;
  g_printerr ("\r");
  measure_tell ("demo file made", seconds / 60, "min", options.households >= 1000000 ? AIM_A_MILLION_MIN : 0);
  measure_tell ("processor time of it", measure_processor_s () / 60, "min", 0);
  measure_tell ("households a second", options.households / seconds, "/s", 0);
  measure_tell ("memory at most, making it", measure_peak_mb (), "MB", 0);
  if (g_stat (argv[1], &status) == 0)
    measure_tell ("size of the file", status.st_size / 1e6, "MB", 0);
  return 0;
}

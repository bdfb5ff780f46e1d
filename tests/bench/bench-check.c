/* bench-check FILE: everything that `nuanctl check` looks at, and how long that takes. */
#include "config.h"

#include "measure.h"
#include "store/journal/check.h"

int
main (int argc, char *argv[])
{
  g_autoptr (NuanConnection) connection = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 started = measure_now_ns ();
  guint failed = 0;

  if (argc != 2 || (connection = nuan_connection_open (argv[1], NUAN_OPEN_READ, &error)) == NULL)
    g_error ("bench-check FILE: %s", error != NULL ? error->message : "");
  lines = nuan_check_run (connection, NUAN_CHECK_ALL, NULL, NULL, NULL, &error);
  if (lines == NULL)
    g_error ("%s", error->message);

  for (guint i = 0; i < lines->len; i++)
    {
      const NuanCheckLine *line = lines->pdata[i];

      failed += !line->passed;
      if (!line->passed)
        g_printerr ("%s: %s\n", line->code, line->detail);
    }
  measure_tell ("check, every line", (measure_now_ns () - started) / 1e9, "s", 120);
  measure_tell ("lines of check that fail", failed, "", 0.5);
  measure_tell ("memory at most, checking", measure_peak_mb (), "MB", 250);
  return failed > 0;
}

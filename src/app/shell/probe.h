#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For the tests: with NUAN_PROBE=FILE in the environment each iteration of the main loop that takes longer than 50 ms is written to FILE as a
 * line "wall-clock-µs duration-ms own-processor-ms times-preempted": on a busy machine the two durations differ. Does nothing otherwise. */
void nuan_probe_start (void);

G_END_DECLS

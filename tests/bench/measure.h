#pragma once

#include <glib.h>

/* A figure is taken many times: what is told is the middle one (p50) and the one that 95 of 100 stay below (p95), never the best. */
typedef struct {
  GArray *samples;   /* gint64, nanoseconds */
  gint64  started;
} Measure;

void   measure_init  (Measure *measure);
void   measure_clear (Measure *measure);
void   measure_start (Measure *measure);
void   measure_stop  (Measure *measure);

/* Milliseconds of the sample that PERCENT of 100 do not exceed. */
double measure_ms    (Measure *measure, guint percent);

gint64 measure_now_ns (void);

/* The most memory this process ever had, MB. */
double measure_peak_mb (void);

/* What this process used of the processors, all its threads. */
double measure_processor_s (void);

/* A line that tests/bench/run reads: "name<TAB>value<TAB>unit<TAB>aim"; AIM 0: none. A negative aim is
 * a least value. */
void   measure_tell  (const char *name, double value, const char *unit, double aim);

/* p50 and p95 of MEASURE; the aim is of p95. */
void   measure_tell_both (Measure *measure, const char *name, double aim_ms);

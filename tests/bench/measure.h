#pragma once

#include <glib.h>

/* A figure is taken many times: what is told is the middle one (p50) and the one that 95 of 100 stay below (p95), never the best. Beside
 * the time on the clock stands the processor time of the thread, which neighbours on a busy machine leave alone. */
typedef struct {
  GArray *clock, *processor;   /* gint64, nanoseconds, a sample each */
  gint64  clock_started, processor_started;
} Measure;

void   measure_init  (Measure *measure);
void   measure_clear (Measure *measure);
void   measure_start (Measure *measure);
void   measure_stop  (Measure *measure);

/* Milliseconds on the clock of the sample that PERCENT of 100 do not exceed. */
double measure_ms    (Measure *measure, guint percent);

gint64 measure_now_ns (void);

/* The most memory this process ever had, MB. */
double measure_peak_mb (void);

/* What this process used of the processors, all its threads. */
double measure_processor_s (void);

/* Lines that tests/bench/run reads: "name<TAB>p50<TAB>p95<TAB>p95 of processor time<TAB>unit<TAB>aim"; a single value stands in the place of
 * p95, the others are empty. AIM 0: none; negative: a least value. The aim of a measure is of its p95 on the clock. */
void   measure_tell      (const char *name, double value, const char *unit, double aim);
void   measure_tell_both (Measure *measure, const char *name, double aim_ms);

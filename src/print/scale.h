#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An axis over whole numbers with round steps (1, 2 or 5 times a power of ten). Pure geometry: no unit, no colour, no cairo. */
typedef struct {
  gint64 minimum, maximum, step;   /* minimum <= 0 <= maximum, both multiples of step; step > 0 */
  guint  n_ticks;                  /* of minimum, minimum + step, … maximum */
} NuanScale;

/* Takes in LOWEST, HIGHEST and zero with about N_STEPS steps; never finer than one. */
void    nuan_scale_fit   (NuanScale *scale, gint64 lowest, gint64 highest, guint n_steps);

gint64  nuan_scale_tick  (const NuanScale *scale, guint index);

/* Where VALUE stands: 0 at minimum, 1 at maximum. */
double  nuan_scale_share (const NuanScale *scale, gint64 value);

/* The band of item INDEX of N_ITEMS along LENGTH: *START and *THICKNESS of a bar that leaves GAP (a share of the slot) free. */
void    nuan_scale_band  (guint index, guint n_items, double length, double gap, double *start, double *thickness);

G_END_DECLS

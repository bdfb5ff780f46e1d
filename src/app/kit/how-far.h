#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How far work on a thread is: told there, looked at from the main thread. */
typedef struct {
  GMutex mutex;
  gint64 n_done, n_total;   /* guarded by it; 0 of 0 while nothing is told */
} NuanHowFar;

void nuan_how_far_init  (NuanHowFar *how_far);
void nuan_how_far_clear (NuanHowFar *how_far);
void nuan_how_far_tell  (NuanHowFar *how_far, gint64 n_done, gint64 n_total);

/* BAR pulses while the total is unknown. */
void nuan_how_far_show  (NuanHowFar *how_far, GtkProgressBar *bar);

G_END_DECLS

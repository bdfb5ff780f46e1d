#include "config.h"

#include "app/kit/how-far.h"

void
nuan_how_far_init (NuanHowFar *how_far)
{
  g_mutex_init (&how_far->mutex);
}

void
nuan_how_far_clear (NuanHowFar *how_far)
{
  g_mutex_clear (&how_far->mutex);
}

void
nuan_how_far_tell (NuanHowFar *how_far, gint64 n_done, gint64 n_total)
{
  g_mutex_lock (&how_far->mutex);
  how_far->n_done = n_done;
  how_far->n_total = n_total;
  g_mutex_unlock (&how_far->mutex);
}

void
nuan_how_far_show (NuanHowFar *how_far, GtkProgressBar *bar)
{
  gint64 n_done, n_total;

  g_mutex_lock (&how_far->mutex);
  n_done = how_far->n_done;
  n_total = how_far->n_total;
  g_mutex_unlock (&how_far->mutex);

  if (n_total > 0)
    gtk_progress_bar_set_fraction (bar, CLAMP ((double) n_done / (double) n_total, 0.0, 1.0));
  else
    gtk_progress_bar_pulse (bar);
}

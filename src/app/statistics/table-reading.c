#include "config.h"

#include "app/statistics/table-reading.h"

#define PATIENCE_MS 250                                /* work that takes longer shows how far it is */
#define QUICK_US    (300 * G_TIME_SPAN_MILLISECOND)

struct _NuanTableReading
{
  GtkWidget      *box;
  GtkProgressBar *bar;
  GCancellable   *cancellable;   /* of the table under way; NULL otherwise */
  NuanTableFill  *fill;          /* of it */
  guint           patience;
  gint64          began_us, took_us;
};

NuanTableReading *
nuan_table_reading_new (GtkWidget *box, GtkProgressBar *bar)
{
  NuanTableReading *reading = g_new0 (NuanTableReading, 1);

  reading->box = box;
  reading->bar = bar;
  return reading;
}

static void
forget (NuanTableReading *reading)
{
  g_clear_object (&reading->cancellable);
  g_clear_pointer (&reading->fill, nuan_table_fill_unref);
  g_clear_handle_id (&reading->patience, g_source_remove);
}

void
nuan_table_reading_free (NuanTableReading *reading)
{
  g_cancellable_cancel (reading->cancellable);
  forget (reading);
  g_free (reading);
}

static gboolean
look (gpointer data)
{
  NuanTableReading *reading = data;
  const double fraction = nuan_table_fill_get_fraction (reading->fill);

  gtk_widget_set_visible (reading->box, TRUE);
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (reading->bar, fraction);
  else
    gtk_progress_bar_pulse (reading->bar);
  return G_SOURCE_CONTINUE;
}

void
nuan_table_reading_begin (NuanTableReading *reading, NuanDatabase *database, const char *id, NuanDay from, NuanDay to,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_cancellable_cancel (reading->cancellable);
  forget (reading);
  gtk_widget_set_visible (reading->box, FALSE);
  reading->cancellable = g_cancellable_new ();
  reading->began_us = g_get_monotonic_time ();
  reading->patience = g_timeout_add (PATIENCE_MS, look, reading);
  reading->fill = nuan_table_fill_start (database, id, from, to, reading->cancellable, callback, user_data);
}

/* The answer to an older question comes with another cancellable. */
gboolean
nuan_table_reading_end (NuanTableReading *reading, GAsyncResult *result)
{
  if (g_task_get_cancellable (G_TASK (result)) != reading->cancellable)
    return FALSE;

  forget (reading);
  gtk_widget_set_visible (reading->box, FALSE);
  reading->took_us = g_get_monotonic_time () - reading->began_us;
  return TRUE;
}

void
nuan_table_reading_cancel (NuanTableReading *reading)
{
  g_cancellable_cancel (reading->cancellable);
}

void
nuan_table_reading_drop (NuanTableReading *reading)
{
  g_cancellable_cancel (reading->cancellable);
  forget (reading);
  gtk_widget_set_visible (reading->box, FALSE);
}

gboolean
nuan_table_reading_was_quick (NuanTableReading *reading)
{
  return reading->took_us <= QUICK_US;
}

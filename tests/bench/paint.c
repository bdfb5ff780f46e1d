#include "paint.h"

#include "measure.h"

#define PATIENCE_US (20 * G_USEC_PER_SEC)

static guint64 n_frames;

static gboolean
count_frame (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  n_frames++;
  return TRUE;
}

void
paint_watch (void)
{
  g_type_class_ref (GDK_TYPE_FRAME_CLOCK);
  g_signal_add_emission_hook (g_signal_lookup ("after-paint", GDK_TYPE_FRAME_CLOCK), 0, count_frame, NULL, NULL);
}

guint64
paint_count (void)
{
  return n_frames;
}

double
paint_since_exec_ms (void)
{
  const char *start = g_getenv ("NUAN_BENCH_START");

  if (start == NULL)
    g_error ("NUAN_BENCH_START is not set");
  return (measure_now_ns () - g_ascii_strtoll (start, NULL, 10)) / 1e6;
}

static gboolean
wake (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

gboolean
paint_wait (PaintCondition condition, gpointer data)
{
  const gint64 end = g_get_monotonic_time () + PATIENCE_US;
  const guint source = g_timeout_add (1000, wake, NULL);
  gboolean holds;

  while (!(holds = condition (data)) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  return holds;
}

static gboolean
has_painted (gpointer data)
{
  return n_frames > *(guint64 *) data;
}

gboolean
paint_wait_frame (void)
{
  guint64 before = n_frames;

  return paint_wait (has_painted, &before);
}

GtkWidget *
paint_find (GtkWidget *below, GType type)
{
  if (below == NULL || g_type_is_a (G_OBJECT_TYPE (below), type))
    return below;

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = paint_find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

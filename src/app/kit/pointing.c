#include "config.h"

#include "app/kit/pointing.h"

#define FRAMES 2   /* until what is newly said has its place */

/* GTK is on its way to the focus itself by now, which may end short of the problem: setting the value stops that. */
static void
scroll_to (GtkWidget *row)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (row, GTK_TYPE_VIEWPORT);
  GtkAdjustment *scroll;
  graphene_rect_t bounds;
  double least, most;

  if (viewport == NULL || !gtk_widget_compute_bounds (row, viewport, &bounds))
    return;

  scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  most = gtk_adjustment_get_value (scroll) + bounds.origin.y;
  least = MIN (most, most + bounds.size.height - gtk_adjustment_get_page_size (scroll));
  gtk_adjustment_set_value (scroll, CLAMP (gtk_adjustment_get_value (scroll), least, most));
}

static gboolean
frame_cb (GtkWidget *row, GdkFrameClock *clock, gpointer data)
{
  guint *n_frames = data;

  if (++*n_frames < FRAMES)
    return G_SOURCE_CONTINUE;

  scroll_to (row);
  return G_SOURCE_REMOVE;
}

void
nuan_point_at (NuanRow *row)
{
  g_return_if_fail (NUAN_IS_ROW (row));

  gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_widget_add_tick_callback (GTK_WIDGET (row), frame_cb, g_new0 (guint, 1), g_free);
}

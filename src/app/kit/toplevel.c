#include "config.h"

#include "app/kit/toplevel.h"

GtkWindow *
nuan_toplevel_of (GtkWidget *widget)
{
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  root = GTK_IS_ROOT (widget) ? GTK_ROOT (widget) : gtk_widget_get_root (widget);
  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

gboolean
nuan_toplevel_is_open (GtkWindow *window)
{
  GListModel *open = gtk_window_get_toplevels ();
  gboolean found = FALSE;

  for (guint i = 0; !found && i < g_list_model_get_n_items (open); i++)
    {
      g_autoptr (GtkWindow) one = g_list_model_get_item (open, i);

      found = one == window;
    }
  return found;
}

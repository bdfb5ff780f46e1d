#include "config.h"

#include "app/kit/toplevel.h"

#define MAIN "main-action"   /* of a window: GWeakRef */

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

int
nuan_toplevel_inner_width (GtkWindow *window, int width)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (window));
  GtkBorder border, padding;

  gtk_widget_realize (GTK_WIDGET (window));
  gtk_style_context_get_border (style, &border);
  gtk_style_context_get_padding (style, &padding);
  return width - border.left - border.right - padding.left - padding.right;
}

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

void
nuan_toplevel_set_main (GtkWindow *window, GtkWidget *button)
{
  GWeakRef *button_ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (button_ref, button);
  g_object_set_data_full (G_OBJECT (window), MAIN, button_ref, weak_free);
}

GtkWidget *
nuan_toplevel_get_main (GtkWindow *window)
{
  GWeakRef *button_ref = g_object_get_data (G_OBJECT (window), MAIN);
  g_autoptr (GtkWidget) button = button_ref != NULL ? g_weak_ref_get (button_ref) : NULL;

  return button != NULL && gtk_widget_get_mapped (button) && gtk_widget_is_sensitive (button) ? button : NULL;
}

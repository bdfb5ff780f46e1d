#include "config.h"

#include "app/shell/dialog-watch.h"

#include "app/shell/window-actions.h"

#define WATCHED "nuan-watched"

/* Locking closes the dialog: not while it handles the key. */
static gboolean
lock_later (gpointer window)
{
  nuan_window_lock (window, FALSE);
  return G_SOURCE_REMOVE;
}

static gboolean
switch_later (gpointer window)
{
  nuan_window_lock (window, TRUE);
  return G_SOURCE_REMOVE;
}

static gboolean
event_cb (GtkEventController *controller, GdkEvent *event, gpointer data)
{
  NuanWindow *window = data;
  GdkModifierType keys;

  if (nuan_window_of (gtk_event_controller_get_widget (controller)) != window)
    return GDK_EVENT_PROPAGATE;

  nuan_window_note_activity (window);
  if (gdk_event_get_event_type (event) != GDK_KEY_PRESS)
    return GDK_EVENT_PROPAGATE;

  keys = gdk_event_get_modifier_state (event) & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK);
  if ((keys & GDK_CONTROL_MASK) == 0 || (keys & GDK_ALT_MASK) != 0 || gdk_keyval_to_lower (gdk_key_event_get_keyval (event)) != GDK_KEY_l)
    return GDK_EVENT_PROPAGATE;

  g_idle_add_full (G_PRIORITY_DEFAULT, (keys & GDK_SHIFT_MASK) != 0 ? switch_later : lock_later, g_object_ref (window), g_object_unref);
  return GDK_EVENT_STOP;
}

static void
watch (GtkWidget *dialog, NuanWindow *window)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  g_object_set_data (G_OBJECT (dialog), WATCHED, window);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (event_cb), window, 0);
  gtk_widget_add_controller (dialog, controller);
}

static void
toplevels_changed_cb (NuanWindow *window, guint position, guint removed, guint added, GListModel *toplevels)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) dialog = g_list_model_get_item (toplevels, i);

      if (dialog != GTK_WIDGET (window) && g_object_get_data (G_OBJECT (dialog), WATCHED) == NULL)
        watch (dialog, window);
    }
}

void
nuan_dialog_watch_start (NuanWindow *window)
{
  g_signal_connect_object (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (toplevels_changed_cb), window, G_CONNECT_SWAPPED);
}

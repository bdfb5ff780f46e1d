#include "config.h"

#include "app/kit/one-stop.h"

static gboolean
is_tab (guint keyval)
{
  return keyval == GDK_KEY_Tab || keyval == GDK_KEY_KP_Tab || keyval == GDK_KEY_ISO_Left_Tab;
}

/* The window looks for what comes next as it always does; that the view can't take the focus meanwhile makes it pass by. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, GtkWidget *view)
{
  const GdkModifierType held = modifiers & gtk_accelerator_get_default_mod_mask ();
  GtkRoot *root = gtk_widget_get_root (view);

  if (!is_tab (keyval) || (held & ~GDK_SHIFT_MASK) != 0 || !GTK_IS_WINDOW (root))
    return GDK_EVENT_PROPAGATE;

  gtk_widget_set_can_focus (view, FALSE);
  g_signal_emit_by_name (root, "move-focus", (held & GDK_SHIFT_MASK) != 0 || keyval == GDK_KEY_ISO_Left_Tab ? GTK_DIR_TAB_BACKWARD
                                                                                                            : GTK_DIR_TAB_FORWARD);
  gtk_widget_set_can_focus (view, TRUE);
  return GDK_EVENT_STOP;
}

void
nuan_one_stop (GtkWidget *view)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (GTK_IS_WIDGET (view));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), view);
  gtk_widget_add_controller (view, keys);
}

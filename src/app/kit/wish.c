#include "config.h"

#include "app/kit/wish.h"

#include "app/kit/toplevel.h"

GAction *
nuan_wish_find (GtkWidget *widget, const char *name)
{
  GAction *action = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  for (GtkWindow *window = nuan_toplevel_of (widget); action == NULL && window != NULL; window = gtk_window_get_transient_for (window))
    if (G_IS_ACTION_MAP (window))
      action = g_action_map_lookup_action (G_ACTION_MAP (window), name);

  return action;
}

gboolean
nuan_wish (GtkWidget *widget, const char *name, GVariant *what)
{
  g_autoptr (GVariant) carried = what != NULL ? g_variant_ref_sink (what) : NULL;
  GAction *action = nuan_wish_find (widget, name);

  if (action == NULL || !g_action_get_enabled (action))
    return FALSE;

  g_action_activate (action, carried);
  return TRUE;
}

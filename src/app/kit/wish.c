#include "config.h"

#include "app/kit/wish.h"

#include "app/kit/toplevel.h"

static GAction *
find (GtkWidget *widget, const char *name)
{
  GAction *action = NULL;

  for (GtkWindow *window = nuan_toplevel_of (widget); action == NULL && window != NULL; window = gtk_window_get_transient_for (window))
    if (G_IS_ACTION_MAP (window))
      action = g_action_map_lookup_action (G_ACTION_MAP (window), name);

  return action;
}

gboolean
nuan_wish (GtkWidget *widget, const char *name, GVariant *what)
{
  g_autoptr (GVariant) carried = what != NULL ? g_variant_ref_sink (what) : NULL;
  GAction *action;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  action = find (widget, name);
  if (action == NULL || !g_action_get_enabled (action))
    return FALSE;

  g_action_activate (action, carried);
  return TRUE;
}

void
nuan_wish_share (GtkWidget *dialog, GtkWidget *parent, const char *name)
{
  GAction *action = find (parent, name);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  if (action == NULL)
    return;

  g_action_map_add_action (G_ACTION_MAP (group), action);
  gtk_widget_insert_action_group (dialog, "win", G_ACTION_GROUP (group));
}

#include "config.h"

#include "app/kit/accessible.h"

void
nuan_accessible_name (GtkWidget *widget, const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (GtkWidget *inside = gtk_widget_get_first_child (widget); inside != NULL; inside = gtk_widget_get_next_sibling (inside))
    if (GTK_IS_BUTTON (inside))
      gtk_accessible_update_property (GTK_ACCESSIBLE (inside), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
nuan_accessible_name_inside (GtkWidget *widget, GType type, const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  for (GtkWidget *inside = gtk_widget_get_first_child (widget); inside != NULL; inside = gtk_widget_get_next_sibling (inside))
    {
      if (g_type_is_a (G_OBJECT_TYPE (inside), type))
        gtk_accessible_update_property (GTK_ACCESSIBLE (inside), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      nuan_accessible_name_inside (inside, type, name);
    }
}

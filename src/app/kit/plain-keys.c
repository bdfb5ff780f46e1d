#include "config.h"

#include "app/kit/plain-keys.h"

/* GTK's own: dead keys and nothing else, at once. */
#define SIMPLE_METHOD "gtk-im-context-simple"

void
nuan_plain_keys (GtkWidget *widget)
{
  if (GTK_IS_TEXT (widget))
    g_object_set (widget, "im-module", SIMPLE_METHOD, NULL);
  for (GtkWidget *inside = gtk_widget_get_first_child (widget); inside != NULL; inside = gtk_widget_get_next_sibling (inside))
    nuan_plain_keys (inside);
}

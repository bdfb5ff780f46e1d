#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GTK 4.8 gives a name to a drop-down or menu button, but not to the button inside that takes the focus: a screen reader says
 * its type. */
void nuan_accessible_name        (GtkWidget *widget, const char *name);

/* The same for every part of TYPE at any depth: what libadwaita's rows are made of. */
void nuan_accessible_name_inside (GtkWidget *widget, GType type, const char *name);

G_END_DECLS

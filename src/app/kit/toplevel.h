#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The window that WIDGET is in, or is; NULL: in none. Borrowed. */
GtkWindow *nuan_toplevel_of      (GtkWidget *widget);

/* FALSE: closed, though somebody may still have a reference on it. */
gboolean   nuan_toplevel_is_open (GtkWindow *window);

/* Of a window of WIDTH, what its content gets: where nothing composes the screen it draws a frame of its own. Realizes it. */
int        nuan_toplevel_inner_width (GtkWindow *window, int width);

G_END_DECLS

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The window that WIDGET is in, or is; NULL: in none. Borrowed. */
GtkWindow *nuan_toplevel_of      (GtkWidget *widget);

/* FALSE: closed, though somebody may still have a reference on it. */
gboolean   nuan_toplevel_is_open (GtkWindow *window);

/* Of a window of WIDTH, what its content gets: where nothing composes the screen it draws a frame of its own. Realizes it. */
int        nuan_toplevel_inner_width (GtkWindow *window, int width);

/* What the window is there for. Enter in the last field goes there, and not to the first button on the way round. BUTTON may go away before. */
void       nuan_toplevel_set_main (GtkWindow *window, GtkWidget *button);
GtkWidget *nuan_toplevel_get_main (GtkWindow *window);   /* borrowed; NULL: none that can be pressed */

G_END_DECLS

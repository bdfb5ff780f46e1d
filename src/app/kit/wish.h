#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks the window for what a page can't do itself: the action NAME with WHAT, which carries what was found and is taken when it floats. The
 * window is the one that WIDGET is in or, for a dialog, the first below it that has the action. FALSE: none has it, or it may not be used now.
 * app/session/wishes.h has one call for each wish. */
gboolean nuan_wish (GtkWidget *widget, const char *name, GVariant *what);

/* DIALOG has the action NAME of PARENT's window as its own "win.NAME", where there is one. */
void     nuan_wish_share (GtkWidget *dialog, GtkWidget *parent, const char *name);

G_END_DECLS

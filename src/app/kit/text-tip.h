#pragma once

#include <gtk/gtk.h>

/* The pointer resting on WIDGET shows the whole of TEXT, WIDGET itself or a child of it, which may be cut for want of room. The
 * text is asked for when the tip is due: gtk_widget_set_tooltip_text() on X11 asks the display server where the pointer is, four
 * round trips for each cell. */
void nuan_text_tip_add (GtkWidget *widget, GtkInscription *text);

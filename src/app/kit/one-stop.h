#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tab and Shift+Tab go past the rows of VIEW, a table or a list of any length, in one step: GTK 4.8 would go from row to row. The arrow keys go
 * among the rows as ever. */
void nuan_one_stop (GtkWidget *view);

G_END_DECLS

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The columns of a list of NuanEntryItem, in the order and as wide as the clerk left them. */
void nuan_entry_columns_append (GtkColumnView *view);

G_END_DECLS

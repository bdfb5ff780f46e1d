#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* COLUMN: its place in the order that the columns had when the watch began. */
typedef void (*NuanSorted) (int column, gboolean descending, gpointer data);

/* For a view of rows that come sorted already, from the database: gives each column a sorter that compares nothing, and tells which column is
 * sorted by whenever that changes. ROW: type of the rows, of which two empty ones are made to ask. */
void nuan_column_sort_watch (GtkColumnView *view, GType row, NuanSorted sorted, gpointer data);

G_END_DECLS

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is remembered of the columns of a table under GROUP of app/kit/state.h: "columns" their order, "widths" those whose border a clerk
 * dragged, "sort" the sorted one. A column is known by its name, a word that no language changes; NAME stays the caller's. */
void                 nuan_column_set_name        (GtkColumnViewColumn *column, const char *name);
GtkColumnViewColumn *nuan_columns_find           (GtkColumnView *view, const char *name);   /* borrowed; NULL: no such column */

/* Gives the columns the order, or COLUMN the width, that is remembered, and remembers each change from now on. */
void                 nuan_columns_remember_order (GtkColumnView *view, const char *group);
void                 nuan_column_remember_width  (GtkColumnViewColumn *column, const char *group);

/* PRESET: the column to sort by when none is remembered. */
void                 nuan_columns_restore_sort   (GtkColumnView *view, const char *group, const char *preset);
void                 nuan_columns_note_sort      (const char *group, const char *name, gboolean descending);

G_END_DECLS

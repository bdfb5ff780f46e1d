#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A column whose cells show the text property PROPERTY of their row and follow it. FIGURES: right-aligned, tabular digits, a leading "−" in
 * the colour of errors. NATURAL_CHARS is its usual width, and the least unless it expands. Its name (app/columns.h) is PROPERTY. Appended to
 * VIEW, which owns it; borrowed. */
GtkColumnViewColumn *nuan_text_column_append (GtkColumnView *view, const char *title, const char *property, gboolean figures,
                                              guint natural_chars, gboolean expand);

/* A head over figures stands at the right like them. GTK 4.8 has no property for it. */
void                 nuan_text_column_align_head (GtkColumnView *view, guint index);

G_END_DECLS

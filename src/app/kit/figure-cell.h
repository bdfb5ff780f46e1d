#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A cell of a table: text or a figure. One that opens something is gone to with Tab and says "activated" on a click, Enter or Space. */
#define NUAN_TYPE_FIGURE_CELL (nuan_figure_cell_get_type ())
G_DECLARE_FINAL_TYPE (NuanFigureCell, nuan_figure_cell, NUAN, FIGURE_CELL, GtkWidget)

GtkWidget *nuan_figure_cell_new  (gboolean figure, gboolean opens, int width);   /* WIDTH in pixels, at least */
/* TITLE is the head of its column, for a screen reader. */
void       nuan_figure_cell_show (NuanFigureCell *cell, const char *text, const char *title, gboolean total);

G_END_DECLS

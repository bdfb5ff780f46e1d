#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Children side by side in lines, as many as fit at their natural widths; each line is filled: children that expand share
 * what is left. So a form of short fields takes few lines on a wide screen and is still whole at 200 % text. */
#define NUAN_TYPE_WRAP_LAYOUT (nuan_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (NuanWrapLayout, nuan_wrap_layout, NUAN, WRAP_LAYOUT, GtkLayoutManager)

/* A plain container with this layout. */
#define NUAN_TYPE_WRAP_BOX (nuan_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (NuanWrapBox, nuan_wrap_box, NUAN, WRAP_BOX, GtkWidget)

GtkWidget *nuan_wrap_box_new    (int spacing, int line_spacing);
void       nuan_wrap_box_append (NuanWrapBox *box, GtkWidget *child);
void       nuan_wrap_box_clear  (NuanWrapBox *box);

G_END_DECLS

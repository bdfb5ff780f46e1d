#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Text that can be copied is not selected as soon as the keyboard comes by; once, before the first window. GTK 4.8 would select it, and stumbles
 * where the keyboard comes from a button that went away when its work was done. */
void nuan_plain_labels (void);

G_END_DECLS

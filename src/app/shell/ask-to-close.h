#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Work is under way: asks whether to cancel it. CLOSE is called with WINDOW when it was cancelled. */
void nuan_ask_to_close (GtkWindow *window, void (*close) (gpointer window));

G_END_DECLS

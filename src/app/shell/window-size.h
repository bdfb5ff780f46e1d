#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The window is as large as it was; maximised the first time. */
void nuan_window_size_restore  (GtkWindow *window);
void nuan_window_size_remember (GtkWindow *window);

G_END_DECLS

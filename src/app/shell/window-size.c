#include "config.h"

#include "app/shell/window-size.h"

#include "app/kit/state.h"

void
nuan_window_size_restore (GtkWindow *window)
{
  gtk_window_set_default_size (window, nuan_state_get_int ("window", "width", 1280), nuan_state_get_int ("window", "height", 720));
  if (nuan_state_get_boolean ("window", "maximised", TRUE))
    gtk_window_maximize (window);
}

void
nuan_window_size_remember (GtkWindow *window)
{
  int width, height;

  nuan_state_set_boolean ("window", "maximised", gtk_window_is_maximized (window));
  if (gtk_window_is_maximized (window))
    return;

  gtk_window_get_default_size (window, &width, &height);
  nuan_state_set_int ("window", "width", width);
  nuan_state_set_int ("window", "height", height);
}

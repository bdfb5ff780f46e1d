#pragma once

#include "app/shell/window.h"

G_BEGIN_DECLS

/* From now on work in any dialog of WINDOW counts as activity, and Ctrl+L and Ctrl+Shift+L lock it from there too. */
void nuan_dialog_watch_start (NuanWindow *window);

G_END_DECLS

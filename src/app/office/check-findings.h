#pragma once

#include <gtk/gtk.h>

#include "app/session/context.h"

G_BEGIN_DECLS

/* What the check said (NuanCheckLine), with what it found; a director answers there. */
void nuan_show_check_lines (GtkWidget *parent, NuanContext *context, GPtrArray *lines);

G_END_DECLS

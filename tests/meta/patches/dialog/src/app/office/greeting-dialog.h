#pragma once

#include "app/session/context.h"

G_BEGIN_DECLS

void nuan_show_greeting (GtkWidget *parent, NuanContext *context);

G_END_DECLS

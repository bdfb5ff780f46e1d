#pragma once

#include "app/session/household-work.h"

G_BEGIN_DECLS

/* Approving, returning, refusing or closing a file. PARENT is any widget of the window; what was decided is told by a toast there. */
void nuan_show_household_decision (GtkWidget *parent, NuanContext *context, gint64 household_id, NuanDecision decision);

G_END_DECLS

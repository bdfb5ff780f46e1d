#pragma once

#include "app/session/next-step.h"

G_BEGIN_DECLS

/* F4, F5, F6 and Ctrl+P on a household that is only chosen, not open: reads what is needed, opens the household and its dialog, prints what was never on
 * paper or the last receipt once more, or says why not. */
void nuan_case_hand_on (GtkWidget *widget, NuanContext *context, gint64 household_id, NuanStep what);

G_END_DECLS

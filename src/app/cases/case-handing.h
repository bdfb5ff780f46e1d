#pragma once

#include "app/session/context.h"

G_BEGIN_DECLS

/* F4, F5 and F6 on a household that is only chosen, not open: reads what is needed, opens the household and its dialog, or says
 * why not. */
typedef enum { NUAN_HAND_GRANT, NUAN_HAND_PAY, NUAN_HAND_RECEIPT } NuanHand;

void nuan_case_hand_on (GtkWidget *widget, NuanContext *context, gint64 household_id, NuanHand what);

G_END_DECLS

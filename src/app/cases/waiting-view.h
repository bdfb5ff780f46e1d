#pragma once

#include <adwaita.h>

#include "app/session/context.h"
#include "app/cases/waiting-pane.h"

G_BEGIN_DECLS

/* One of the lists that wait: grants to approve or pay, receipts to sign, funds near their date, reservations past it. Enter
 * opens what the row is about; a receipt is ticked as signed here.
 * Signal: "selected" (gint64 household id; 0: not about one). */
#define NUAN_TYPE_WAITING_VIEW (nuan_waiting_view_get_type ())
G_DECLARE_FINAL_TYPE (NuanWaitingView, nuan_waiting_view, NUAN, WAITING_VIEW, AdwBin)

void nuan_waiting_view_set_context (NuanWaitingView *view, NuanContext *context);
void nuan_waiting_view_show        (NuanWaitingView *view, NuanShow show);
void nuan_waiting_view_reload      (NuanWaitingView *view);
void nuan_waiting_view_focus_rows  (NuanWaitingView *view);

G_END_DECLS

#pragma once

#include <adwaita.h>

#include "app/session/context.h"

G_BEGIN_DECLS

/* What the pane at the side of the case list offers; the list or another view shows it. */
typedef enum {
  NUAN_SHOW_ALL,
  NUAN_SHOW_APPROVE_HOUSEHOLDS,
  NUAN_SHOW_APPROVE_GRANTS,
  NUAN_SHOW_PAY_GRANTS,
  NUAN_SHOW_SIGN_RECEIPTS,
  NUAN_SHOW_FUNDS_NEAR,
  NUAN_SHOW_RESERVATIONS_PAST,
  NUAN_SHOW_IN_FORCE,
  NUAN_SHOW_SAVED,
  NUAN_N_SHOWS
} NuanShow;

/* 我的待办 with its counts, the whole list, and the clerk's saved filters.
 * Signal: "chosen" (guint NuanShow, const char *filter) — FILTER is the saved filter's text for NUAN_SHOW_SAVED, "" otherwise. */
#define NUAN_TYPE_WAITING_PANE (nuan_waiting_pane_get_type ())
G_DECLARE_FINAL_TYPE (NuanWaitingPane, nuan_waiting_pane, NUAN, WAITING_PANE, AdwBin)

void nuan_waiting_pane_count      (NuanWaitingPane *pane, NuanContext *context);   /* reads how much waits, and shows it */
void nuan_waiting_pane_choose     (NuanWaitingPane *pane, NuanShow show);      /* marks it; "chosen" only when it was another */
void nuan_waiting_pane_save       (NuanWaitingPane *pane, const char *name, const char *filter);

const char *nuan_show_title       (NuanShow show);   /* translated; borrowed */

G_END_DECLS

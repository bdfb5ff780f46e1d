#pragma once

#include "store/engine/engine.h"

G_BEGIN_DECLS

/* 我的待办, list by list. */
typedef enum {
  NUAN_WAITING_TO_APPROVE,          /* drafted grants */
  NUAN_WAITING_TO_PAY,              /* approved grants */
  NUAN_WAITING_TO_SIGN,             /* receipts */
  NUAN_WAITING_FUNDS_NEAR,          /* their date, or past it */
  NUAN_WAITING_RESERVATIONS_PAST,   /* approved grants on funds whose date is past */
} NuanWaitingList;

/* One thing that waits, in words. */
typedef struct {
  NuanWaitingList list;
  char           *title, *subtitle;
  gint64          amount_fen;
  char           *household_number;   /* "" for a fund */
  gint64          household_id, grant_id, fund_id;   /* 0: none */
  char           *receipt_number;     /* "" */
} NuanWaitingRow;

NuanWaitingRow *nuan_waiting_row_copy    (const NuanWaitingRow *row);
void            nuan_waiting_row_free    (NuanWaitingRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanWaitingRow, nuan_waiting_row_free)

/* LIMIT rows (NuanWaitingRow) from OFFSET, what waits longest first; and how long the list is, whatever its length. */
GPtrArray      *nuan_waiting_list_window (NuanConnection *connection, NuanWaitingList list, gint64 offset, guint limit, GError **error);
gboolean        nuan_waiting_list_count  (NuanConnection *connection, NuanWaitingList list, gint64 *n, GError **error);

G_END_DECLS

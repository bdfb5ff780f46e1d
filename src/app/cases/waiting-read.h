#pragma once

#include "app/cases/waiting-pane.h"

G_BEGIN_DECLS

/* A row of what waits, ready to be shown. */
typedef struct {
  char    *title, *subtitle;
  gint64   amount_fen;       /* -1: none */
  char    *household_number; /* "" for a fund */
  gint64   household_id, grant_id, fund_id;   /* 0: none */
  char    *receipt_number;   /* "" */
  NuanShow show;             /* which list it stands in */
} NuanWaitingRow;

void       nuan_waiting_row_free (NuanWaitingRow *row);

/* On a database thread. At most LIMIT rows, the oldest first. */
GPtrArray *nuan_waiting_rows_read (NuanConnection *connection, NuanShow show, guint limit, GError **error);

G_END_DECLS

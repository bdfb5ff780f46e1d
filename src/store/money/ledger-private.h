#pragma once

#include "store/money/ledger.h"

G_BEGIN_DECLS

/* For the files of the ledger alone: how an entry and its movements are written. */

#define NUAN_N_HOLDINGS 3
extern const char *const nuan_holding_codes[NUAN_N_HOLDINGS];   /* by NuanHolding */

typedef struct {
  gint64 free_fen;
  gint64 seq;                         /* of the last movement */
  gint64 held_fen[NUAN_N_HOLDINGS];
} NuanHoldings;

typedef struct {
  char   debit[32], credit[32];
  gint64 amount_fen;
} NuanMovement;

gboolean nuan_ledger_read_holdings   (NuanConnection *connection, gint64 fund_id, NuanHoldings *holdings, GError **error);
gint64   nuan_ledger_insert_entry    (NuanConnection *connection, gint64 fund_id, NuanDay day, const char *kind, const char *memo,
                                      gint64 reverses, gint64 journal_id, GError **error);
/* Brings HOLDINGS forward by the movement. */
gboolean nuan_ledger_insert_movement (NuanConnection *connection, gint64 entry_id, gint64 fund_id, const char *debit,
                                      const char *credit, gint64 amount_fen, NuanHoldings *holdings, GError **error);
/* The movements of an entry, last one first: so they are taken back. NuanMovement. */
GArray  *nuan_ledger_read_movements  (NuanConnection *connection, gint64 entry_id, GError **error);
gboolean nuan_ledger_move_back       (NuanConnection *connection, gint64 entry_id, gint64 fund_id, GArray *movements,
                                      NuanHoldings *holdings, GError **error);

G_END_DECLS

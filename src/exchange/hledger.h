#pragma once

#include "base/atomic-file.h"
#include "base/day.h"

G_BEGIN_DECLS

/* The ledger as a journal for hledger: one transaction an entry with the postings of all its movements, amounts like "9000.00 CNY".
 * bank → Assets:Bank:FUND, cash → Assets:Cash:FUND, goods → Assets:Goods:FUND, income:SOURCE → Income:SOURCE:FUND,
 * aid:PROGRAMME → Expenses:Aid:PROGRAMME:FUND, returned and allocated → Expenses:Returned:FUND, Expenses:Allocated:FUND.
 * FUND is the fund's name; one with ":", ";" or blanks that an account can't have, or that ends in " #" and figures, is written so far as it can be and
 * with " #" and the fund's id behind it. */

/* One balanced movement; those of an entry come one after another and repeat its fields. Nothing is kept of it. */
typedef struct {
  gint64      entry_id;
  NuanDay     day;
  const char *kind;             /* "receive", "payment", … */
  const char *memo;
  const char *receipt_number;   /* "" none */
  gint64      reverses;         /* entry id or 0 */
  gint64      fund_id;
  const char *fund_name;        /* no two funds have the same */
  const char *debit, *credit;   /* account codes of the ledger */
  gint64      amount_fen;       /* > 0 */
} NuanHledgerMovement;

typedef struct _NuanHledger NuanHledger;

NuanHledger *nuan_hledger_begin        (const char *file, NuanFileMode mode, const char *centre, GError **error);
gboolean     nuan_hledger_add_movement (NuanHledger *hledger, const NuanHledgerMovement *movement, GError **error);
gboolean     nuan_hledger_end          (NuanHledger *hledger, GError **error);   /* the file is there, whole; frees */
void         nuan_hledger_abort        (NuanHledger *hledger);                   /* nothing is left; frees; NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanHledger, nuan_hledger_abort)

G_END_DECLS

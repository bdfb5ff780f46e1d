#pragma once

#include "model/money/receipt-number.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

/* Of a receipt r, as nuan_receipt_number_format() writes it, in words that PostgreSQL has too. */
#define NUAN_RECEIPT_NUMBER_SQL \
  "(cast (r.year AS TEXT) || '-' || CASE WHEN r.seq < 1000000 THEN substr (cast (1000000 + r.seq AS TEXT), 2) " \
  "                                      ELSE cast (r.seq AS TEXT) END)"

/* The row that SQL has for the year and the running number, its two parameters, of NUMBER. Owned; NULL: NUAN_ERROR_INVALID or NOT_FOUND at "receipt". */
NuanStatement *nuan_receipt_number_find (NuanConnection *connection, const char *sql, const char *number, GError **error);

G_END_DECLS

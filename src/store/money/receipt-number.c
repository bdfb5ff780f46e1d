#include "config.h"

#include "store/money/receipt-number.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"

NuanStatement *
nuan_receipt_number_find (NuanConnection *connection, const char *sql, const char *number, GError **error)
{
  g_autoptr (NuanStatement) row = NULL;
  gint64 year, seq;

  if (!nuan_receipt_number_parse (number, &year, &seq, error))
    return NULL;

  row = nuan_statement (connection, sql, "ii", year, seq);
  return nuan_statement_find (row, error, NUAN_ERROR_NOT_FOUND, "receipt", _("There is no receipt of this number")) ? g_steal_pointer (&row) : NULL;
}

#include "config.h"

#include "store/tables/statistics-private.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "store/money/receipt-number.h"

enum { NUMBER_FIELD, STATE_FIELD = 10 };

static const NuanField fields[] = {
  { "number", NUAN_RECEIPT_NUMBER_SQL },
  { "date", "r.on_day" },
  { "household", "r.household_number" },
  { "payee", "r.payee" },
  { "unit", "r.unit" },
  { "programme", "r.programme" },
  { "fund", "r.fund" },
  { "amount", "r.amount_fen" },
  { "method", "r.method" },
  { "cashier", "r.cashier" },
  { "state", "CASE WHEN v.payment_id IS NULL THEN 'valid' ELSE 'void' END" },
  { "signed", "CASE WHEN s.receipt_id IS NULL THEN 'open' ELSE 'signed' END" },
};

/* Every receipt of the period, voided ones too: a number is never left out. Void is what was voided by the end of the period. */
static void
add_from (NuanQuery *query, const NuanTable *table)
{
  nuan_query_append (query, " FROM payment p JOIN receipt r ON r.payment_id = p.id "
                            " LEFT JOIN receipt_signature s ON s.receipt_id = r.id "
                            " LEFT JOIN payment_void v ON v.payment_id = p.id AND v.on_day <= ");
  nuan_query_add_day (query, table->to);
  nuan_query_append (query, " WHERE p.on_day BETWEEN ");
  nuan_query_add_day (query, table->from);
  nuan_query_append (query, " AND ");
  nuan_query_add_day (query, table->to);
  nuan_statistics_add_filters (query, fields, G_N_ELEMENTS (fields), table);
}

/* As printed. */
static char *
label (const char *code, const char *raw)
{
  if (g_str_equal (code, "programme") || g_str_equal (code, "method"))
    return g_strdup (nuan_code_label (code, raw));
  if (g_str_equal (code, "state"))
    return g_strdup (nuan_code_label ("receipt-state", raw));
  if (g_str_equal (code, "signed"))
    return g_strdup (nuan_code_label ("receipt-signature", raw));

  return g_strdup (raw);
}

static gboolean
is_valid (NuanStatement *row)
{
  return g_str_equal (nuan_statement_text (row, STATE_FIELD), "valid");
}

static const NuanListing listing = {
  .fields = fields, .n_fields = G_N_ELEMENTS (fields), .key_field = NUMBER_FIELD, .key_name = "receipt", .order = " ORDER BY r.year, r.seq",
  .add_from = add_from, .label = label, .counts = is_valid,
};

gboolean
nuan_statistics_fill_receipts (NuanConnection *connection, NuanTable *table, GError **error)
{
  return nuan_statistics_fill_listing (connection, &listing, table, error);
}

/* Behind the total stands what it adds up: voided receipts are left out. */
NuanTable *
nuan_statistics_rows_receipts (NuanConnection *connection, const NuanTable *table, const char *key, const char *column,
                               guint limit, GError **error)
{
  g_autoptr (NuanTable) rows = nuan_statistics_rows_new (table, _("Payments"));
  const char *number = key != NULL && g_str_has_prefix (key, "receipt=") ? key + strlen ("receipt=") : NULL;
  g_autoptr (NuanQuery) query = nuan_query_new (NUAN_PAYMENT_COLUMNS);

  nuan_statistics_rows_add_payments (rows);
  add_from (query, table);
  if (number != NULL)
    {
      nuan_query_append (query, " AND " NUAN_RECEIPT_NUMBER_SQL " = ");
      nuan_query_add_text (query, number);
    }
  else
    nuan_query_append (query, " AND v.payment_id IS NULL");
  nuan_query_append (query, " ORDER BY r.year, r.seq");
  nuan_statistics_add_limit (query, limit);

  return nuan_statistics_rows_read (rows, nuan_query_prepare (query, connection), error) ? g_steal_pointer (&rows) : NULL;
}

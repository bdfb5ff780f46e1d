#include "config.h"

#include "store/tables/statistics-private.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/money.h"
#include "store/money/receipt-number.h"
#include "store/money/receipt-signed.h"

enum { NUMBER_FIELD, STATE_FIELD = 10 };

#define NUMBERS_SAID 20

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
  { "signed", "CASE WHEN " NUAN_RECEIPT_SIGNED_SQL ("r.id") " = 0 THEN 'open' ELSE 'signed' END" },
};

/* Every receipt of the period, voided ones too: a number is never left out. Void is what was voided by the end of the period. */
static void
add_from (NuanQuery *query, const NuanTable *table)
{
  nuan_query_append (query, " FROM payment p JOIN receipt r ON r.payment_id = p.id "
                            " LEFT JOIN payment_void v ON v.payment_id = p.id AND v.on_day <= ");
  nuan_query_add_day (query, table->to);
  nuan_query_append (query, " WHERE p.on_day BETWEEN ");
  nuan_query_add_day (query, table->from);
  nuan_query_append (query, " AND ");
  nuan_query_add_day (query, table->to);
  nuan_statistics_add_filters (query, fields, G_N_ELEMENTS (fields), table);
}

/* The receipts of former periods that were voided in this one. */
static void
add_from_earlier (NuanQuery *query, const NuanTable *table)
{
  nuan_query_append (query, NUAN_TAKEN_BACK_FROM " JOIN receipt r ON r.payment_id = p.id");
  nuan_statistics_where_taken_back (query, table);
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

/* What is taken back: how much, how many, and the numbers of the first of them. */
typedef struct {
  gint64   fen;
  guint    n;
  GString *numbers;
} TakenBack;

static gboolean
add_taken_back (NuanStatement *row, gpointer data, GError **error)
{
  TakenBack *taken = data;

  if (taken->n++ < NUMBERS_SAID)
    g_string_append_printf (taken->numbers, "%s%s", taken->n > 1 ? "、" : "", nuan_statement_text (row, 0));
  return nuan_money_add (taken->fen, nuan_statement_int (row, 1), "total", &taken->fen, error);
}

/* One row; a register on paper still has to say which receipts they were. */
static gboolean
add_earlier_row (NuanTable *table, const TakenBack *taken, GError **error)
{
  NuanCell *cells = nuan_table_make_earlier (table);
  g_autofree char *note = g_strdup_printf (taken->n > NUMBERS_SAID ? NUAN_TABLE_EARLIER_TITLE "：%s等 %u 张领款单。"
                                                                   : NUAN_TABLE_EARLIER_TITLE "：%s，共 %u 张领款单。",
                                           taken->numbers->str, taken->n);
  GError *local = NULL;

  for (guint i = 0; i < table->definition->columns->len; i++)
    {
      const NuanColumn *column = g_ptr_array_index (table->definition->columns, i);

      if (column->kind == NUAN_CELL_MONEY)
        {
          cells[i] = (NuanCell) { .number = -taken->fen };
          if (table->total != NULL)
            nuan_statistics_add_up (&table->total[i], cells[i].number, &local);
        }
      else if (g_str_equal (column->code, "state") && cells[i].text == NULL)
        cells[i].text = g_strdup_printf ("作废 %u 笔", taken->n);
    }
  nuan_table_add (table, cells, NUAN_TABLE_EARLIER);
  nuan_table_add_note (table, note);
  if (local == NULL)
    return TRUE;

  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
fill_earlier (NuanConnection *connection, NuanTable *table, GError **error)
{
  g_autoptr (NuanQuery) query = nuan_query_new ("SELECT " NUAN_RECEIPT_NUMBER_SQL ", r.amount_fen");
  g_autoptr (GString) numbers = g_string_new (NULL);
  TakenBack taken = { .numbers = numbers };

  add_from_earlier (query, table);
  nuan_query_append (query, " ORDER BY r.year, r.seq");
  return nuan_statement_each (nuan_query_prepare (query, connection), add_taken_back, &taken, error) &&
         (taken.n == 0 || add_earlier_row (table, &taken, error));
}

static const NuanListing listing = {
  .fields = fields, .n_fields = G_N_ELEMENTS (fields), .key_field = NUMBER_FIELD, .key_name = "receipt", .order = " ORDER BY r.year, r.seq",
  .add_from = add_from, .label = label, .counts = is_valid, .earlier = fill_earlier,
};

gboolean
nuan_statistics_fill_receipts (NuanConnection *connection, NuanTable *table, GError **error)
{
  return nuan_statistics_fill_listing (connection, &listing, table, error);
}

static gboolean
read_taken_back (NuanConnection *connection, NuanTable *rows, const NuanTable *table, guint limit, GError **error)
{
  g_autoptr (NuanQuery) query = nuan_query_new (NUAN_TAKEN_BACK_COLUMNS);

  if (!nuan_statistics_left_of (rows, &limit))
    return TRUE;
  add_from_earlier (query, table);
  nuan_query_append (query, " ORDER BY r.year, r.seq");
  nuan_statistics_add_limit (query, limit);

  return nuan_statistics_rows_read (rows, nuan_query_prepare (query, connection), error);
}

/* Behind the total stands what it adds up: voided receipts are left out. */
static gboolean
read_payments (NuanConnection *connection, NuanTable *rows, const NuanTable *table, const char *key, guint limit, GError **error)
{
  const char *number = key != NULL && g_str_has_prefix (key, "receipt=") ? key + strlen ("receipt=") : NULL;
  const char *columns = nuan_statistics_shows_taken_back (table, key) ? NUAN_PAID_AMONG_COLUMNS : NUAN_PAID_COLUMNS;
  g_autoptr (NuanQuery) query = nuan_query_new (columns);

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

  return nuan_statistics_rows_read (rows, nuan_query_prepare (query, connection), error);
}

NuanTable *
nuan_statistics_rows_receipts (NuanConnection *connection, const NuanTable *table, const char *key, const char *column,
                               guint limit, GError **error)
{
  const gboolean taken_back = nuan_statistics_shows_taken_back (table, key), paid = key == NULL || !taken_back;
  g_autoptr (NuanTable) rows = nuan_statistics_rows_new (table, paid ? C_("table", "Payments") : _("Voids of earlier periods"));

  nuan_statistics_rows_add_payments (rows, taken_back);
  if (paid && !read_payments (connection, rows, table, key, limit, error))
    return NULL;
  if (taken_back && !read_taken_back (connection, rows, table, limit, error))
    return NULL;

  return g_steal_pointer (&rows);
}

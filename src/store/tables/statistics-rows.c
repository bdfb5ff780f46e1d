#include "config.h"

#include "store/tables/statistics-private.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "model/money/entry.h"
#include "model/money/receipt-number.h"

NuanTable *
nuan_statistics_rows_new (const NuanTable *table, const char *title)
{
  g_autofree char *id = g_strconcat (table->definition->id, "-rows", NULL);

  return nuan_table_new (nuan_table_definition_new (id, title, table->definition->source), table->from, table->to, table->centre);
}

void
nuan_statistics_rows_add (NuanTable *rows, const char *code, const char *title, NuanCellKind kind)
{
  nuan_table_definition_add (rows->definition, code, title, kind);
}

void
nuan_statistics_rows_add_payments (NuanTable *rows, gboolean taken_back)
{
  nuan_statistics_rows_add (rows, "number", _("Receipt"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "date", _("Date"), NUAN_CELL_DAY);
  if (taken_back)
    nuan_statistics_rows_add (rows, "voided", C_("column", "Voided on"), NUAN_CELL_DAY);
  nuan_statistics_rows_add (rows, "household", _("Household"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "name", _("Name"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "unit", _("Unit"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "programme", _("Programme"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "fund", _("Fund"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "amount", _("Amount"), NUAN_CELL_MONEY);
  nuan_statistics_rows_add (rows, "method", _("Method"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "cashier", _("Cashier"), NUAN_CELL_TEXT);
}

/* Columns whose values are codes, and the list that names them. */
static const struct { const char *column, *list; } coded[] = {
  { "programme", "programme" }, { "method", "method" }, { "category", "category" }, { "state", NULL },
};

static const char *
find_list (const NuanTable *rows, const char *column)
{
  for (guint i = 0; i < G_N_ELEMENTS (coded); i++)
    if (g_str_equal (coded[i].column, column))
      return coded[i].list != NULL ? coded[i].list
             : g_str_equal (rows->definition->source, "households") ? "household-state" : "grant-state";

  return NULL;
}

/* What is approved and not yet paid stands among the entries. */
static const char *
label_kind (const char *kind)
{
  return g_str_equal (kind, "reserved") ? C_("entry", "Reserved") : nuan_entry_kind_label (kind, NULL);
}

static char *
label_text (const NuanTable *rows, const char *column, const char *text)
{
  const char *list = find_list (rows, column);

  if (g_str_equal (column, "kind"))
    return g_strdup (label_kind (text));

  return g_strdup (list != NULL ? nuan_code_label (list, text) : text);
}

/* "number" stands in the statement as two figures: a year and a running number. */
static void
read_cells (NuanTable *rows, NuanStatement *statement)
{
  const GPtrArray *columns = rows->definition->columns;
  NuanCell *cells = g_new0 (NuanCell, columns->len);
  g_autoptr (GString) key = g_string_new (NULL);
  g_autofree char *number = NULL;
  int at = 0;

  for (guint i = 0; i < columns->len; i++, at++)
    {
      const NuanColumn *column = g_ptr_array_index (columns, i);

      if (g_str_equal (column->code, "number"))
        {
          cells[i].text = nuan_receipt_number_format (nuan_statement_int (statement, at), nuan_statement_int (statement, at + 1));
          at++;
        }
      else if (column->kind == NUAN_CELL_DAY)
        cells[i].number = nuan_statement_day (statement, at);
      else if (column->kind != NUAN_CELL_TEXT)
        cells[i].number = nuan_statement_int (statement, at);
      else
        cells[i].text = label_text (rows, column->code, nuan_statement_text (statement, at));
    }

  if (nuan_statement_int (statement, at) != 0)
    g_string_append_printf (key, "household=%" G_GINT64_FORMAT, nuan_statement_int (statement, at));
  number = nuan_receipt_number_format (nuan_statement_int (statement, at + 1), nuan_statement_int (statement, at + 2));
  if (*number != '\0')
    g_string_append_printf (key, "%sreceipt=%s", key->len > 0 ? ";" : "", number);
  nuan_table_add (rows, cells, key->str);
}

gboolean
nuan_statistics_rows_read (NuanTable *rows, NuanStatement *statement, GError **error)
{
  g_autoptr (NuanStatement) row = statement;

  while (nuan_statement_next (row, error))
    read_cells (rows, row);
  return !nuan_statement_failed (row);
}

gboolean
nuan_statistics_shows_taken_back (const NuanTable *table, const char *key)
{
  return key != NULL ? g_str_equal (key, NUAN_TABLE_EARLIER) : nuan_table_has_earlier (table);
}

void
nuan_statistics_where_taken_back (NuanQuery *query, const NuanTable *table)
{
  nuan_query_append (query, " WHERE v.on_day BETWEEN ");
  nuan_query_add_day (query, table->from);
  nuan_query_append (query, " AND ");
  nuan_query_add_day (query, table->to);
  nuan_query_append (query, " AND p.on_day < ");
  nuan_query_add_day (query, table->from);
}

gboolean
nuan_statistics_left_of (const NuanTable *rows, guint *limit)
{
  if (*limit == 0)
    return TRUE;

  *limit -= MIN (*limit, rows->rows->len);
  return *limit > 0;
}

void
nuan_statistics_add_limit (NuanQuery *query, guint limit)
{
  if (limit == 0)
    return;

  nuan_query_append (query, " LIMIT ");
  nuan_query_add_int (query, limit);
}

void
nuan_statistics_add_filters (NuanQuery *query, const NuanField *fields, guint n_fields, const NuanTable *table)
{
  for (guint i = 0; i < n_fields; i++)
    {
      char **values = g_hash_table_lookup (table->definition->filters, fields[i].code);

      if (values == NULL)
        continue;
      nuan_query_append (query, " AND ");
      nuan_query_append (query, fields[i].sql);
      nuan_query_add_list (query, values);
    }
}

#include "config.h"

#include "store/tables/statistics-private.h"

static int
find_field (const NuanListing *listing, const char *code)
{
  for (guint i = 0; i < listing->n_fields; i++)
    if (g_str_equal (listing->fields[i].code, code))
      return i;

  return listing->key_field;
}

static NuanCell *
read_cells (const NuanListing *listing, NuanTable *table, NuanStatement *row, GError **error)
{
  const gboolean counts = table->total != NULL && (listing->counts == NULL || listing->counts (row));
  const GPtrArray *columns = table->definition->columns;
  NuanCell *cells = g_new0 (NuanCell, columns->len);

  for (guint i = 0; i < columns->len; i++)
    {
      const NuanColumn *column = g_ptr_array_index (columns, i);
      const int field = find_field (listing, column->code);

      if (column->kind == NUAN_CELL_DAY)
        cells[i].number = nuan_statement_day (row, field);
      else if (column->kind == NUAN_CELL_TEXT)
        cells[i].text = listing->label (column->code, nuan_statement_text (row, field));
      else
        cells[i].number = nuan_statement_int (row, field);
      if (counts && column->kind == NUAN_CELL_MONEY)
        nuan_statistics_add_up (&table->total[i], cells[i].number, error);
    }

  return cells;
}

static NuanQuery *
compose (const NuanListing *listing, const NuanTable *table)
{
  NuanQuery *query = nuan_query_new ("SELECT ");

  for (guint i = 0; i < listing->n_fields; i++)
    {
      if (i > 0)
        nuan_query_append (query, ", ");
      nuan_query_append (query, listing->fields[i].sql);
    }
  listing->add_from (query, table);
  nuan_query_append (query, listing->order);
  return query;
}

gboolean
nuan_statistics_fill_listing (NuanConnection *connection, const NuanListing *listing, NuanTable *table, GError **error)
{
  g_autoptr (NuanQuery) query = compose (listing, table);
  g_autoptr (NuanStatement) row = nuan_query_prepare (query, connection);
  GError *local = NULL;

  if (table->definition->total)
    table->total = g_new0 (NuanCell, table->definition->columns->len);

  while (local == NULL && nuan_statement_next (row, &local))
    {
      g_autofree char *key = g_strdup_printf ("%s=%s", listing->key_name, nuan_statement_text (row, listing->key_field));

      nuan_table_add (table, read_cells (listing, table, row, &local), key);
    }
  if (local == NULL)
    return listing->earlier == NULL || listing->earlier (connection, table, error);

  g_propagate_error (error, local);
  return FALSE;
}

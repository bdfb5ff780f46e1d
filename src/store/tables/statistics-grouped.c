#include "config.h"

#include "store/tables/statistics-private.h"

#include <string.h>

#include "base/code-list.h"

static const NuanMeasure *
find_measure (const NuanGrouping *grouping, const char *code)
{
  for (guint i = 0; i < grouping->n_measures; i++)
    if (g_str_equal (grouping->measures[i].code, code))
      return &grouping->measures[i];

  return NULL;
}

/* "SELECT dimensions, measures FROM … WHERE …"; BY_ROW groups, otherwise it says last of all how many. */
static NuanQuery *
compose (const NuanGrouping *grouping, const NuanTable *table, gboolean by_row, GError **error)
{
  g_autoptr (NuanQuery) query = nuan_query_new ("SELECT ");
  g_autoptr (GString) groups = g_string_new (NULL);

  for (guint i = 0; i < table->definition->columns->len; i++)
    {
      const NuanColumn *column = g_ptr_array_index (table->definition->columns, i);
      const NuanDimension *dimension = nuan_statistics_find_dimension (grouping, column->code);
      const NuanMeasure *measure = find_measure (grouping, column->code);

      if (dimension == NULL && measure == NULL)
        {
          nuan_statistics_refuse ("columns", column->code, error);
          return NULL;
        }
      if (i > 0)
        nuan_query_append (query, ", ");
      nuan_query_append (query, measure != NULL ? measure->sql : by_row ? dimension->sql : "NULL");
      if (dimension != NULL)
        g_string_append_printf (groups, "%s%s", groups->len > 0 ? ", " : "", dimension->sql);
    }

  if (!by_row)
    nuan_query_append (query, ", count (*)");
  nuan_query_append (query, grouping->from);
  if (!nuan_statistics_add_where (query, grouping, table, NULL, error))
    return NULL;
  if (by_row && groups->len > 0)
    {
      nuan_query_append (query, " GROUP BY ");
      nuan_query_append (query, groups->str);
    }

  return g_steal_pointer (&query);
}

/* A row on its way into the table: its cells, its key, and what it is sorted by. */
typedef struct {
  NuanCell *cells;
  char     *key;
  char    **order;
} Row;

static void
row_clear (Row *row)
{
  g_free (row->key);
  g_strfreev (row->order);
}

static gint
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *first = a, *second = b;

  for (guint i = 0; first->order[i] != NULL; i++)
    {
      const int order = strcmp (first->order[i], second->order[i]);

      if (order != 0)
        return order;
    }

  return 0;
}

/* Codes in the order of their list; one that is no longer in it comes last. */
static char *
list_order (const char *list, const char *code)
{
  guint n_codes, place = 0;
  const NuanCode *codes = nuan_code_list (list, &n_codes);

  while (place < n_codes && !g_str_equal (codes[place].code, code))
    place++;
  return g_strdup_printf ("%04u %s", place, code);
}

/* What an id is called; read once for each value. */
typedef struct {
  char *name, *order;
} Named;

static void
named_free (Named *named)
{
  g_free (named->name);
  g_free (named->order);
  g_free (named);
}

static Named *
find_named (NuanConnection *connection, const NuanDimension *dimension, gint64 id, GHashTable *names, GError **error)
{
  g_autofree char *place = g_strdup_printf ("%s %" G_GINT64_FORMAT, dimension->code, id);
  Named *named = g_hash_table_lookup (names, place);
  g_autoptr (NuanQuery) query = NULL;
  g_autoptr (NuanStatement) row = NULL;

  if (named != NULL)
    return named;

  query = nuan_query_new ("SELECT ");
  nuan_query_append (query, dimension->name);
  nuan_query_append (query, ", ");
  nuan_query_append (query, dimension->order);
  nuan_query_append (query, " FROM ");
  nuan_query_append (query, dimension->table);
  nuan_query_append (query, " WHERE id = ");
  nuan_query_add_int (query, id);
  row = nuan_query_prepare (query, connection);
  if (!nuan_statement_next (row, error) && nuan_statement_failed (row))
    return NULL;

  named = g_new (Named, 1);
  named->name = nuan_statement_dup (row, 0);
  named->order = nuan_statement_dup (row, 1);
  g_hash_table_insert (names, g_steal_pointer (&place), named);
  return named;
}

static gboolean
fill_key_cell (NuanConnection *connection, const NuanDimension *dimension, const NuanColumn *column, NuanStatement *statement,
               int i,
               NuanCell *cell, GString *key, GStrvBuilder *order, GHashTable *names, GError **error)
{
  const char *value = nuan_statement_text (statement, i);

  g_string_append_printf (key, "%s%s=%s", key->len > 0 ? ";" : "", dimension->code, value);
  if (dimension->table != NULL)
    {
      const Named *named = find_named (connection, dimension, nuan_statement_int (statement, i), names, error);

      if (named == NULL)
        return FALSE;
      cell->text = g_strdup (named->name);
      g_strv_builder_add (order, named->order != NULL ? named->order : "");
      return TRUE;
    }

  if (column->kind == NUAN_CELL_DAY)
    cell->number = nuan_statement_day (statement, i);
  else
    cell->text = g_strdup (dimension->list != NULL ? nuan_code_label (dimension->list, value) : value);
  if (dimension->list != NULL)
    {
      g_autofree char *place = list_order (dimension->list, value);

      g_strv_builder_add (order, place);
    }
  else
    g_strv_builder_add (order, value);
  return TRUE;
}

static void
free_cells (NuanCell *cells, guint n)
{
  for (guint i = 0; i < n; i++)
    g_free (cells[i].text);
  g_free (cells);
}

static gboolean
read_row (NuanConnection *connection, const NuanGrouping *grouping, const NuanTable *table, NuanStatement *statement,
          GHashTable *names, Row *row,
          GError **error)
{
  const GPtrArray *columns = table->definition->columns;
  g_autoptr (GStrvBuilder) order = g_strv_builder_new ();
  g_autoptr (GString) key = g_string_new (NULL);

  row->cells = g_new0 (NuanCell, columns->len);
  for (guint i = 0; i < columns->len; i++)
    {
      const NuanColumn *column = g_ptr_array_index (columns, i);
      const NuanDimension *dimension = nuan_statistics_find_dimension (grouping, column->code);

      if (dimension == NULL)
        row->cells[i].number = nuan_statement_int (statement, i);
      else if (!fill_key_cell (connection, dimension, column, statement, i, &row->cells[i], key, order, names, error))
        {
          free_cells (row->cells, columns->len);
          return FALSE;
        }
    }

  row->key = g_string_free (g_steal_pointer (&key), FALSE);
  row->order = g_strv_builder_end (order);
  return TRUE;
}

static gboolean
read_rows (NuanConnection *connection, const NuanGrouping *grouping, const NuanTable *table, NuanStatement *statement,
           GArray *rows, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) named_free);

  while (nuan_statement_next (statement, error))
    {
      Row row;

      if (!read_row (connection, grouping, table, statement, names, &row, error))
        return FALSE;
      g_array_append_val (rows, row);
    }

  return !nuan_statement_failed (statement);
}

/* Households and persons are counted over everything: the same family in two rows is one family. */
static gboolean
fill_total (NuanConnection *connection, const NuanGrouping *grouping, NuanTable *table, GError **error)
{
  const guint n_columns = table->definition->columns->len;
  g_autoptr (NuanQuery) query = compose (grouping, table, FALSE, error);
  g_autoptr (NuanStatement) row = query != NULL ? nuan_query_prepare (query, connection) : NULL;

  if (row == NULL || !nuan_statement_next (row, error))
    return FALSE;

  table->total = g_new0 (NuanCell, n_columns);
  for (guint i = 0; i < n_columns; i++)
    table->total[i].number = nuan_statement_int (row, i);
  return TRUE;
}

/* CELLS of the row, from what SQL says of the figures; FALSE: all of them are empty. */
static gboolean
read_earlier (const NuanTable *table, NuanStatement *row, NuanCell *cells, GError **error)
{
  gboolean any = FALSE;

  for (guint i = 0; i < table->definition->columns->len; i++)
    {
      if (nuan_statement_is_null (row, i))
        continue;
      any = TRUE;
      cells[i].empty = FALSE;
      cells[i].number = nuan_statement_int (row, i);
      if (table->total != NULL)
        nuan_statistics_add_up (&table->total[i], cells[i].number, error);
    }

  return any;
}

/* After the total over what was paid: it takes off what this row takes back. */
static gboolean
fill_earlier (NuanConnection *connection, const NuanGrouping *grouping, NuanTable *table, GError **error)
{
  const guint n_columns = table->definition->columns->len;
  g_autoptr (NuanQuery) query = compose (grouping, table, FALSE, error);
  g_autoptr (NuanStatement) row = query != NULL ? nuan_query_prepare (query, connection) : NULL;
  GError *local = NULL;
  NuanCell *cells;

  if (row == NULL || !nuan_statement_next (row, error))
    return FALSE;
  if (nuan_statement_int (row, n_columns) == 0)
    return TRUE;

  cells = nuan_table_make_earlier (table);
  if (read_earlier (table, row, cells, &local))
    nuan_table_add (table, cells, NUAN_TABLE_EARLIER);
  else
    free_cells (cells, n_columns);
  if (local == NULL)
    return TRUE;

  g_propagate_error (error, local);
  return FALSE;
}

gboolean
nuan_statistics_fill_grouped (NuanConnection *connection, const NuanGrouping *grouping, NuanTable *table, GError **error)
{
  g_autoptr (NuanQuery) query = compose (grouping, table, TRUE, error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autoptr (NuanStatement) statement = query != NULL ? nuan_query_prepare (query, connection) : NULL;
  gboolean whole;

  if (statement == NULL)
    return FALSE;

  g_array_set_clear_func (rows, (GDestroyNotify) row_clear);
  whole = read_rows (connection, grouping, table, statement, rows, error);

  g_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      nuan_table_add (table, row->cells, row->key);   /* also of half a table: it frees the cells */
    }

  return whole && (!table->definition->total || fill_total (connection, grouping, table, error)) &&
         (grouping->earlier == NULL || fill_earlier (connection, grouping->earlier, table, error));
}

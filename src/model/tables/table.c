#include "config.h"

#include "base/money.h"
#include "model/tables/table.h"

#define ROUNDING_NOTE "万元数四舍五入，各行相加与合计不等之处未作机械调整。"

static void
column_free (gpointer data)
{
  NuanColumn *column = data;

  g_free (column->code);
  g_free (column->title);
  g_free (column);
}

NuanTableDefinition *
nuan_table_definition_new (const char *id, const char *title, const char *source)
{
  NuanTableDefinition *definition = g_new0 (NuanTableDefinition, 1);

  definition->id = g_strdup (id);
  definition->title = g_strdup (title);
  definition->measure = g_strdup ("");
  definition->note = g_strdup ("");
  definition->source = g_strdup (source);
  definition->columns = g_ptr_array_new_with_free_func (column_free);
  definition->chart = g_strdup ("");
  definition->chart_value = g_strdup ("");
  definition->chart_label = g_strdup ("");
  definition->filters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  return definition;
}

NuanColumn *
nuan_table_definition_add (NuanTableDefinition *definition, const char *code, const char *title, NuanCellKind kind)
{
  NuanColumn *column = g_new0 (NuanColumn, 1);

  column->code = g_strdup (code);
  column->title = g_strdup (title);
  column->kind = kind;
  column->is_key = kind == NUAN_CELL_TEXT || kind == NUAN_CELL_DAY;
  g_ptr_array_add (definition->columns, column);
  return column;
}

gboolean
nuan_table_definition_has_chart (const NuanTableDefinition *definition)
{
  return *definition->chart != '\0';
}

void
nuan_table_definition_free (NuanTableDefinition *definition)
{
  if (definition == NULL)
    return;

  g_free (definition->id);
  g_free (definition->title);
  g_free (definition->measure);
  g_free (definition->note);
  g_free (definition->source);
  g_ptr_array_unref (definition->columns);
  g_free (definition->chart);
  g_free (definition->chart_value);
  g_free (definition->chart_label);
  g_hash_table_unref (definition->filters);
  g_free (definition);
}

NuanTable *
nuan_table_new (NuanTableDefinition *definition, NuanDay from, NuanDay to, const char *centre)
{
  NuanTable *table = g_new0 (NuanTable, 1);

  table->definition = definition;
  table->from = from;
  table->to = to;
  table->centre = g_strdup (centre != NULL ? centre : "");
  table->rows = g_ptr_array_new ();
  table->keys = g_ptr_array_new_with_free_func (g_free);
  return table;
}

void
nuan_table_add (NuanTable *table, NuanCell *cells, const char *key)
{
  g_ptr_array_add (table->rows, cells);
  g_ptr_array_add (table->keys, g_strdup (key != NULL ? key : ""));
}

static void
free_cells (NuanCell *cells, guint n_cells)
{
  if (cells == NULL)
    return;

  for (guint i = 0; i < n_cells; i++)
    g_free (cells[i].text);
  g_free (cells);
}

void
nuan_table_cut (NuanTable *table, guint n)
{
  const guint n_columns = table->definition->columns->len;

  for (guint i = n; i < table->rows->len; i++)
    free_cells (g_ptr_array_index (table->rows, i), n_columns);
  if (n < table->rows->len)
    {
      g_ptr_array_set_size (table->rows, (gint) n);
      g_ptr_array_set_size (table->keys, (gint) n);
    }
  free_cells (table->total, n_columns);
  table->total = NULL;
}

void
nuan_table_free (NuanTable *table)
{
  guint n_columns;

  if (table == NULL)
    return;

  n_columns = table->definition->columns->len;
  for (guint i = 0; i < table->rows->len; i++)
    free_cells (g_ptr_array_index (table->rows, i), n_columns);
  free_cells (table->total, n_columns);

  g_ptr_array_unref (table->rows);
  g_ptr_array_unref (table->keys);
  g_free (table->centre);
  nuan_table_definition_free (table->definition);
  g_free (table);
}

static NuanCell *
find_heading (const NuanTable *table, NuanCell *cells)
{
  const GPtrArray *columns = table->definition->columns;

  for (guint i = 0; i < columns->len; i++)
    if (((const NuanColumn *) g_ptr_array_index (columns, i))->is_key)
      return &cells[i];

  return &cells[0];
}

NuanCell *
nuan_table_make_earlier (const NuanTable *table)
{
  const guint n_columns = table->definition->columns->len;
  NuanCell *cells = g_new0 (NuanCell, n_columns);

  for (guint i = 0; i < n_columns; i++)
    cells[i].empty = TRUE;
  find_heading (table, cells)->text = g_strdup (NUAN_TABLE_EARLIER_TITLE);
  return cells;
}

gboolean
nuan_table_is_earlier (const NuanTable *table, guint row)
{
  return row < table->keys->len && g_str_equal (g_ptr_array_index (table->keys, row), NUAN_TABLE_EARLIER);
}

gboolean
nuan_table_has_earlier (const NuanTable *table)
{
  return table->keys->len > 0 && nuan_table_is_earlier (table, table->keys->len - 1);
}

void
nuan_table_add_note (NuanTable *table, const char *note)
{
  char *before = table->definition->note;

  table->definition->note = *before == '\0' ? g_strdup (note) : g_strdup_printf ("%s\n%s", before, note);
  g_free (before);
}

/* As printed: hundredths of 万元. */
static gint64
round_to_print (gint64 fen)
{
  return fen / 10000 + fen % 10000 / 5000;
}

static gboolean
adds_up_as_printed (const NuanTable *table, guint column)
{
  gint64 sum = 0;

  for (guint i = 0; i < table->rows->len; i++)
    {
      const NuanCell *cells = g_ptr_array_index (table->rows, i);

      sum += round_to_print (cells[column].number);
    }
  return sum == round_to_print (table->total[column].number);
}

void
nuan_table_note_rounding (NuanTable *table)
{
  const GPtrArray *columns = table->definition->columns;

  for (guint i = 0; table->total != NULL && i < columns->len; i++)
    if (((const NuanColumn *) g_ptr_array_index (columns, i))->kind == NUAN_CELL_WAN && !adds_up_as_printed (table, i))
      {
        nuan_table_add_note (table, ROUNDING_NOTE);
        return;
      }
}

/* "1,234": the figure as money without its decimals. */
static char *
format_count (gint64 count)
{
  gint64 hundredfold;
  char *text;

  if (__builtin_mul_overflow (count, (gint64) 100, &hundredfold))
    return g_strdup_printf ("%" G_GINT64_FORMAT, count);

  text = nuan_money_format (hundredfold);
  text[strlen (text) - strlen (".00")] = '\0';
  return text;
}

char *
nuan_cell_format (const NuanCell *cell, NuanCellKind kind)
{
  if (cell->text != NULL || cell->empty)
    return g_strdup (cell->text != NULL ? cell->text : "");

  switch (kind)
    {
    case NUAN_CELL_COUNT:
      return format_count (cell->number);
    case NUAN_CELL_MONEY:
      return nuan_money_format (cell->number);
    case NUAN_CELL_WAN:
      return nuan_money_format_wan (cell->number);
    case NUAN_CELL_DAY:
      return nuan_day_format (cell->number);
    case NUAN_CELL_TEXT:
    default:
      return g_strdup ("");
    }
}

/* "1,234.50" without its commas, "−" as "-". */
static char *
make_plain (char *text)
{
  g_autofree char *shown = text;
  GString *plain = g_string_new (NULL);

  for (const char *at = shown; *at != '\0'; at = g_utf8_next_char (at))
    if (g_utf8_get_char (at) == 0x2212)
      g_string_append_c (plain, '-');
    else if (*at != ',')
      g_string_append_c (plain, *at);

  return g_string_free (plain, FALSE);
}

char *
nuan_cell_format_plain (const NuanCell *cell, NuanCellKind kind)
{
  if (cell->text != NULL || cell->empty)
    return nuan_cell_format (cell, kind);

  switch (kind)
    {
    case NUAN_CELL_COUNT:
      return g_strdup_printf ("%" G_GINT64_FORMAT, cell->number);
    case NUAN_CELL_MONEY:
      return nuan_money_format_plain (cell->number);
    case NUAN_CELL_WAN:
      return make_plain (nuan_money_format_wan (cell->number));
    case NUAN_CELL_TEXT:
    case NUAN_CELL_DAY:
    default:
      return nuan_cell_format (cell, kind);
    }
}

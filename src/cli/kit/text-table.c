#include "config.h"

#include <stdio.h>

#include "cli/kit/text-table.h"

#define ROWS_MEASURED 500   /* columns are as wide as these rows need; what comes later is no longer waited for */

typedef struct {
  char     *title;
  guint     width;
  gboolean  right;
} Column;

struct _NuanTextTable
{
  GPtrArray *columns;        /* Column */
  GPtrArray *rows;           /* char **: cells that wait for their width */
  gboolean   head_printed;
};

static void
column_free (Column *column)
{
  g_free (column->title);
  g_free (column);
}

NuanTextTable *
nuan_text_table_new (void)
{
  NuanTextTable *table = g_new0 (NuanTextTable, 1);

  table->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  return table;
}

void
nuan_text_table_free (NuanTextTable *table)
{
  g_ptr_array_unref (table->columns);
  g_ptr_array_unref (table->rows);
  g_free (table);
}

/* A combining mark takes no column. */
static guint
text_width (const char *text)
{
  guint width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }

  return width;
}

void
nuan_text_table_add_column (NuanTextTable *table, const char *title)
{
  Column *column = g_new0 (Column, 1);

  column->title = g_strdup (title);
  column->width = text_width (title);
  g_ptr_array_add (table->columns, column);
}

guint
nuan_text_table_count_columns (NuanTextTable *table)
{
  return table->columns->len;
}

void
nuan_text_table_align_right (NuanTextTable *table, guint index)
{
  Column *column = g_ptr_array_index (table->columns, index);

  column->right = TRUE;
}

static void
append_cell (GString *line, const Column *column, const char *text)
{
  const guint width = text_width (text);
  const int padding = column->width > width ? (int) (column->width - width) : 0;

  if (column->right)
    g_string_append_printf (line, "%*s%s  ", padding, "", text);
  else
    g_string_append_printf (line, "%s%*s  ", text, padding, "");
}

/* No blanks at the end of a line, whatever cells are empty there. */
static void
print_line (GString *line)
{
  while (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate (line, line->len - 1);
  puts (line->str);
  g_string_truncate (line, 0);
}

static void
print_head (NuanTextTable *table, GString *line)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const Column *column = g_ptr_array_index (table->columns, i);

      append_cell (line, column, column->title);
    }
  print_line (line);
  table->head_printed = TRUE;
}

static void
print_row (NuanTextTable *table, char **cells, GString *line)
{
  for (guint i = 0; i < table->columns->len; i++)
    append_cell (line, g_ptr_array_index (table->columns, i), cells[i]);
  print_line (line);
}

static void
measure (NuanTextTable *table, char **cells)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      Column *column = g_ptr_array_index (table->columns, i);

      column->width = MAX (column->width, text_width (cells[i]));
    }
}

void
nuan_text_table_print (NuanTextTable *table)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < table->rows->len; i++)
    measure (table, g_ptr_array_index (table->rows, i));
  if (!table->head_printed && table->rows->len > 0)
    print_head (table, line);
  for (guint i = 0; i < table->rows->len; i++)
    print_row (table, g_ptr_array_index (table->rows, i), line);

  g_ptr_array_set_size (table->rows, 0);
}

void
nuan_text_table_add_row (NuanTextTable *table, char **cells)
{
  g_ptr_array_add (table->rows, cells);
  if (table->rows->len >= ROWS_MEASURED)
    nuan_text_table_print (table);
}

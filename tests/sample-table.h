#pragma once

#include <glib/gstdio.h>

#include "model/tables/table.h"

/* A filled table with every kind of cell and text that needs care, for the tests of what is written from one. */

static inline void
sample_column (NuanTableDefinition *definition, const char *code, const char *title, NuanCellKind kind)
{
  NuanColumn *column = g_new0 (NuanColumn, 1);

  column->code = g_strdup (code);
  column->title = g_strdup (title);
  column->kind = kind;
  column->is_key = kind == NUAN_CELL_TEXT;
  g_ptr_array_add (definition->columns, column);
}

static inline void
sample_column_free (gpointer data)
{
  NuanColumn *column = data;

  g_free (column->code);
  g_free (column->title);
  g_free (column);
}

static inline NuanCell *
sample_cells (const char *text, gint64 count, gint64 fen, NuanDay day)
{
  NuanCell *cells = g_new0 (NuanCell, 5);

  cells[0].text = g_strdup (text);
  cells[1].number = count;
  cells[2].number = fen;
  cells[3].number = fen;
  cells[4].number = day;
  return cells;
}

static inline NuanTable *
sample_table (void)
{
  NuanTableDefinition *definition = g_new0 (NuanTableDefinition, 1);
  NuanTable *table;

  definition->id = g_strdup ("sample");
  definition->title = g_strdup ("帮扶情况表");
  definition->measure = g_strdup ("单位：元");
  definition->note = g_strdup ("注：以发放日期为准");
  definition->source = g_strdup ("payments");
  definition->columns = g_ptr_array_new_with_free_func (sample_column_free);
  definition->total = TRUE;
  definition->chart = g_strdup ("");
  definition->chart_value = g_strdup ("");
  definition->chart_label = g_strdup ("");
  definition->filters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  sample_column (definition, "fund", "资金", NUAN_CELL_TEXT);
  sample_column (definition, "persons", "人次", NUAN_CELL_COUNT);
  sample_column (definition, "amount", "金额", NUAN_CELL_MONEY);
  sample_column (definition, "wan", "万元", NUAN_CELL_WAN);
  sample_column (definition, "day", "日期", NUAN_CELL_DAY);

  table = nuan_table_new (definition, nuan_day_new (2025, 1, 1), nuan_day_new (2025, 12, 31), "试点县职工服务(帮扶)中心");
  nuan_table_add (table, sample_cells ("中央财政, \"专项\"\n2025", 3, 900050, nuan_day_new (2025, 11, 20)), "a");
  nuan_table_add (table, sample_cells ("=1+1 𠮷", 0, -1, NUAN_DAY_NONE), "b");
  nuan_table_add (table, sample_cells ("阿不都热合曼·买买提江", 1234567, G_MAXINT64, nuan_day_new (1900, 1, 1)), "c");
  table->total = sample_cells ("", 1234570, 900049, NUAN_DAY_NONE);
  return table;
}

/* A new folder under the temporary one; sample_folder_remove() takes it away with what is in it. */
static inline char *
sample_folder (void)
{
  char *folder = g_dir_make_tmp ("nuan-test-XXXXXX", NULL);

  g_assert_nonnull (folder);
  return folder;
}

static inline guint
sample_folder_count (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static inline void
sample_folder_remove (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

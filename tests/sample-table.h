#pragma once

#include <glib/gstdio.h>

#include "model/tables/table.h"

/* A filled table with every kind of cell and text that needs care, for the tests of what is written from one. */

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
  NuanTableDefinition *definition = nuan_table_definition_new ("sample", "帮扶情况表", "payments");
  NuanTable *table;

  g_free (definition->measure);
  definition->measure = g_strdup ("单位：元");
  g_free (definition->note);
  definition->note = g_strdup ("注：以发放日期为准");
  definition->total = TRUE;
  nuan_table_definition_add (definition, "fund", "资金", NUAN_CELL_TEXT);
  nuan_table_definition_add (definition, "persons", "人次", NUAN_CELL_COUNT);
  nuan_table_definition_add (definition, "amount", "金额", NUAN_CELL_MONEY);
  nuan_table_definition_add (definition, "wan", "万元", NUAN_CELL_WAN);
  nuan_table_definition_add (definition, "day", "日期", NUAN_CELL_DAY);

  table = nuan_table_new (definition, nuan_day_new (2025, 1, 1), nuan_day_new (2025, 12, 31), "试点县职工服务(帮扶)中心");
  nuan_table_add (table, sample_cells ("中央财政, \"专项\"\n2025", 3, 900050, nuan_day_new (2025, 11, 20)), "a");
  nuan_table_add (table, sample_cells ("=1+1 𠮷", 0, -1, NUAN_DAY_NONE), "b");
  nuan_table_add (table, sample_cells ("阿不都热合曼·买买提江", 1234567, G_MAXINT64, nuan_day_new (1900, 1, 1)), "c");
  table->total = sample_cells ("", 1234570, 900049, NUAN_DAY_NONE);
  return table;
}

/* … and with the row 冲减以前期间, whose figures but one are empty, and a second sentence below. */
static inline NuanTable *
sample_table_with_earlier (void)
{
  NuanTable *table = sample_table ();
  NuanCell *cells = nuan_table_make_earlier (table);

  cells[2] = (NuanCell) { .number = -10000 };
  nuan_table_add (table, cells, NUAN_TABLE_EARLIER);
  nuan_table_add_note (table, "另一句");
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

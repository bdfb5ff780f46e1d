#include "config.h"

#include "app/kit/shared-table.h"

#define LONG_TABLE 2000   /* rows */

NuanSharedTable *
nuan_shared_table_new (NuanTable *table)
{
  NuanSharedTable *shared = g_atomic_rc_box_new (NuanSharedTable);

  shared->table = table;
  return shared;
}

NuanSharedTable *
nuan_shared_table_ref (NuanSharedTable *shared)
{
  return g_atomic_rc_box_acquire (shared);
}

static gpointer
free_table (gpointer table)
{
  nuan_table_free (table);
  return NULL;
}

/* Millions of small pieces take their time: not on the thread that draws. */
static void
clear (gpointer data)
{
  NuanTable *table = ((NuanSharedTable *) data)->table;

  if (table->rows->len > LONG_TABLE)
    g_thread_unref (g_thread_new ("free-table", free_table, table));
  else
    nuan_table_free (table);
}

void
nuan_shared_table_unref (NuanSharedTable *shared)
{
  g_atomic_rc_box_release_full (shared, clear);
}

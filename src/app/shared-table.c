#include "config.h"

#include "app/shared-table.h"

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

static void
clear (gpointer data)
{
  nuan_table_free (((NuanSharedTable *) data)->table);
}

void
nuan_shared_table_unref (NuanSharedTable *shared)
{
  g_atomic_rc_box_release_full (shared, clear);
}

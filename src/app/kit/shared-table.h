#pragma once

#include "model/tables/table.h"

G_BEGIN_DECLS

/* A filled table that nobody changes any more, held by the screen and by a job at the same time. */
typedef struct { NuanTable *table; } NuanSharedTable;

NuanSharedTable *nuan_shared_table_new   (NuanTable *table /* taken */);
NuanSharedTable *nuan_shared_table_ref   (NuanSharedTable *shared);
void             nuan_shared_table_unref (NuanSharedTable *shared);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanSharedTable, nuan_shared_table_unref)

G_END_DECLS

#pragma once

#include "base/atomic-file.h"
#include "store/engine/engine.h"
#include "model/staff.h"
#include "model/progress.h"

G_BEGIN_DECLS

/* A consistent copy while others work, checked, mode 0600, whole or not there. */
gboolean nuan_backup_write   (NuanConnection *connection, const NuanStaff *actor, const char *file, NuanFileMode mode, NuanProgress progress,
                              gpointer progress_data, GCancellable *cancellable, GError **error);
/* The backup is opened, checked and copied to NEW, which must not exist. */
gboolean nuan_backup_restore (const char *file, const char *to, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error);

G_END_DECLS

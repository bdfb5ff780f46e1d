#pragma once

#include <gio/gio.h>

#include "base/atomic-file.h"
#include "model/progress.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

/* The whole ledger of one moment as a journal for hledger, whole or not at all. Slow: never on the main thread. */
gboolean nuan_ledger_file_write (NuanConnection *connection, const char *path, NuanFileMode mode, NuanProgress progress, gpointer progress_data,
                                 GCancellable *cancellable, GError **error);

G_END_DECLS

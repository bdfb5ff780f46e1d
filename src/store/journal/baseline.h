#pragma once

#include "store/engine/engine.h"

G_BEGIN_DECLS

/* What step 5 of the schema does beside its SQL (a NuanStepWork): guards ask for the number after the journal's last one, references to it are looked
 * at when a transaction ends, and in a file with a history the first version of each thing is written, and the row journal.baseline, which covers
 * them and every append-only row there is. */
gboolean nuan_baseline_step (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error);

G_END_DECLS

#pragma once

#include "base/atomic-file.h"
#include "store/engine/engine.h"
#include "model/staff.h"
#include "model/progress.h"

G_BEGIN_DECLS

/* A backup is a restore into a new private file: a copy of one moment while others work, with an id of its own and without half-typed forms,
 * which is opened as the program opens it and must pass the check of the class whole; only then has it its name. Mode 0600. */

/* Whoever can read the file can copy it: ACTOR may be NULL. With an ACTOR, who must have the right, the journal tells of it; CONNECTION can then
 * write, or is read-only for good, where nothing is journalled. */
gboolean nuan_backup_write   (NuanConnection *connection, const NuanStaff *actor, const char *file, NuanFileMode mode, NuanProgress progress,
                              gpointer progress_data, GCancellable *cancellable, GError **error);

/* PATH and its log byte for byte as FILE and FILE-wal, however damaged: not proven. Not while this process has PATH open. */
gboolean nuan_backup_bytes   (const char *path, const char *file, NuanFileMode mode, GError **error);

/* FILE, of this or an older version, becomes the new data file TO. With FINDINGS (char *) it does although it isn't whole, and they tell why;
 * without, that is NUAN_ERROR_DAMAGED or STORAGE. */
gboolean nuan_backup_restore (const char *file, const char *to, GPtrArray *findings, NuanProgress progress, gpointer progress_data,
                              GCancellable *cancellable, GError **error);

/* The same in place of the data file PATH, which no window may hold, and which is not FILE. What stood there goes aside with its log: *ASIDE (owned;
 * NULL: nothing did). */
gboolean nuan_backup_replace (const char *file, const char *path, GPtrArray *findings, char **aside, NuanProgress progress, gpointer progress_data,
                              GCancellable *cancellable, GError **error);

G_END_DECLS

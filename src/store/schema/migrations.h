#pragma once

#include "store/engine/connection.h"

G_BEGIN_DECLS

/* Numbered steps; the number of the last one done is PRAGMA user_version. Released steps are never edited: write the next one. */

/* NUAN_ERROR_CONFLICT for a file of a newer program, or of no program of ours; nothing is written. An unreadable one is NUAN_ERROR_STORAGE. */
gboolean nuan_migrations_accept (NuanConnection *connection, GError **error);

/* Brings a writing connection's file up to date; before the first step on a file with data a copy FILE.before-N is made. */
gboolean nuan_migrations_run   (NuanConnection *connection, GError **error);

/* For a reading connection: the file is exactly of this version. */
gboolean nuan_migrations_check (NuanConnection *connection, GError **error);

/* The whole schema as this program makes it, run in a new empty database: what `check` compares with. */
gboolean nuan_migrations_build (sqlite3 *db, GError **error);

G_END_DECLS

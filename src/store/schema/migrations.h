#pragma once

#include "store/engine/engine.h"

G_BEGIN_DECLS

/* Numbered steps of the schema; the database keeps the number of the last one done. Released steps are never edited: write the next one. */

/* NUAN_ERROR_FOREIGN for a file of a newer program, or of no program of ours; nothing is written. An unreadable one is NUAN_ERROR_DAMAGED. */
gboolean nuan_migrations_accept (NuanConnection *connection, GError **error);

/* Brings a writing connection's data up to date; before the first step on a file with data a copy FILE.before-N is made. All steps
 * are one transaction: where one is cancelled or fails, the data are as they were. */
gboolean nuan_migrations_run   (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error);

/* For a reading connection: the data are exactly of this version. */
gboolean nuan_migrations_check (NuanConnection *connection, GError **error);

/* The whole schema as this program makes it, in a new empty database: what `check` compares with. */
gboolean nuan_migrations_build (NuanConnection *scratch, GError **error);

/* What a step does beside its SQL, after it and in the same transaction. It tells how far it is; CANCELLABLE stops its statements too. */
typedef gboolean (*NuanStepWork) (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable,
                                  GError **error);
typedef struct {
  const char  *sql;        /* a file of this folder, compiled in; in what SQLite and PostgreSQL both run */
  NuanStepWork work;       /* NULL: the SQL is all */
  gboolean     rebuilds;   /* WORK calls nuan_table_rebuild() */
} NuanSchemaStep;

/* Step NUMBER alone; STEP's sql is the text itself. Nothing is done where the data have come that far meanwhile. */
gboolean nuan_migrations_step  (NuanConnection *connection, int number, const NuanSchemaStep *step, NuanProgress progress, gpointer progress_data,
                                GCancellable *cancellable, GError **error);

G_END_DECLS

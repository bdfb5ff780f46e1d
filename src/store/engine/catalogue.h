#pragma once

#include "store/engine/connection.h"

G_BEGIN_DECLS

/* What a database holds: KIND is "table", "index", "trigger" or "view"; SQL as it was given. What the database makes for itself is left out. */
typedef void (*NuanCatalogueFunc) (const char *kind, const char *name, const char *table, const char *sql, gpointer data);
gboolean nuan_catalogue_visit (NuanConnection *connection, NuanCatalogueFunc each, gpointer data, GError **error);
/* The columns of all tables and views, in their order: KIND is "column", SQL its type. */
gboolean nuan_catalogue_visit_columns (NuanConnection *connection, NuanCatalogueFunc each, gpointer data, GError **error);

/* A table made anew with its rows, for a step of the schema that changes columns or checks: CREATE is the whole CREATE TABLE statement, INTO the
 * columns that are filled and FROM what fills each, told by the columns of old, both as they stand in SQL. Indexes and guards come back as they
 * were. For steps of the schema alone: what points to the table is looked at when the step ends. */
typedef struct {
  const char *table;
  const char *create;
  const char *into, *from;
} NuanRebuild;
gboolean nuan_table_rebuild   (NuanConnection *connection, const NuanRebuild *table, GError **error);

G_END_DECLS

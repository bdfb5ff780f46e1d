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

/* For steps of the schema alone. Rows may name a row of PARENT that comes later in their transaction: references are looked at when it ends. */
gboolean nuan_schema_defer    (NuanConnection *connection, const char *parent, GError **error);
/* The words FROM become TO wherever they stand in a guard; both engines have them as they are given. */
gboolean nuan_schema_reword   (NuanConnection *connection, const char *from, const char *to, GError **error);

G_END_DECLS

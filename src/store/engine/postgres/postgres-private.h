#pragma once

#include <libpq-fe.h>

#include "store/engine/postgres/postgres.h"

G_BEGIN_DECLS

/* Shared by the files of this folder alone. */
typedef struct
{
  PGconn       *server;
  char         *where;
  char         *schema;        /* where the tables are: "public", or a scratch one that goes at the close */
  NuanOpen      how;
  GCancellable *cancellable;   /* borrowed */
  gboolean      begun;         /* a transaction; it lasts to its end also where the server was lost meanwhile */
  guint         session;       /* another number after each new connection: what was prepared is gone */
  guint         n_prepared;
} NuanPostgres;

/* fail.c: turns what the server says into a GError in SQLite's words: a guard's is NUAN_ERROR_RULE, who waited too long for somebody else's
 * writing NUAN_ERROR_CONFLICT, anything else STORAGE. Returns FALSE. RESULT NULL: the connection itself fails. */
gboolean      nuan_postgres_fail        (NuanPostgres *self, const PGresult *result, GError **error);

/* run.c */
gboolean      nuan_postgres_exec        (NuanPostgres *self, const char *sql, GError **error);
/* Rows of a query without parameters; NULL on error. To be given PQclear(). */
PGresult     *nuan_postgres_query       (NuanPostgres *self, const char *sql, GError **error);
/* Waits for what was sent, stopping it when the cancellable fires; as above. */
PGresult     *nuan_postgres_wait        (NuanPostgres *self, GError **error);

/* rewrite.c: the SQL of the store as PostgreSQL takes it: ? is $1, and which index to use is left away. Owned. */
char         *nuan_postgres_rewrite     (const char *sql);
/* A CREATE TABLE of a step of the schema; the twins of whole steps are written by build-aux/schema-twin.py. Owned. */
char         *nuan_postgres_rewrite_table (const char *sql);

/* open.c */
gpointer      nuan_postgres_open        (const char *where, NuanOpen how, GError **error);
gpointer      nuan_postgres_scratch     (gpointer db, GError **error);
gboolean      nuan_postgres_settle      (gpointer db, NuanOpen how, GError **error);
void          nuan_postgres_close       (gpointer db);
/* Once, where the server was lost before anything had begun; what has begun is not begun again: an error. */
gboolean      nuan_postgres_reconnect   (NuanPostgres *self, GError **error);

/* transaction.c */
gboolean      nuan_postgres_begin       (gpointer db, NuanBegin how, GError **error);
gboolean      nuan_postgres_end         (gpointer db, gboolean keep, GError **error);
gboolean      nuan_postgres_in_transaction (gpointer db);
gboolean      nuan_postgres_savepoint   (gpointer db, NuanSave what, GError **error);

/* statement.c */
gpointer      nuan_postgres_prepare     (gpointer db, const char *sql, const char *types, gboolean kept, GError **error);
void          nuan_postgres_bind        (gpointer statement, int parameter, const NuanValue *value);
NuanStep      nuan_postgres_step        (gpointer statement, GError **error);
void          nuan_postgres_reset       (gpointer statement);
void          nuan_postgres_finish      (gpointer statement);
gint64        nuan_postgres_get_int     (gpointer statement, int column);
const char   *nuan_postgres_get_text    (gpointer statement, int column);
gconstpointer nuan_postgres_get_bytes   (gpointer statement, int column, gsize *n_bytes);

/* schema.c */
gboolean      nuan_postgres_get_version (gpointer db, NuanVersion *version, GError **error);
gboolean      nuan_postgres_set_version (gpointer db, int number, GError **error);
gboolean      nuan_postgres_catalogue   (gpointer db, NuanCatalogueFunc each, gpointer data, GError **error);
gboolean      nuan_postgres_columns     (gpointer db, NuanCatalogueFunc each, gpointer data, GError **error);
gboolean      nuan_postgres_rebuild     (gpointer db, const NuanRebuild *table, GError **error);
gboolean      nuan_postgres_defer       (gpointer db, const char *parent, GError **error);
gboolean      nuan_postgres_reword      (gpointer db, const char *from, const char *to, GError **error);

G_END_DECLS

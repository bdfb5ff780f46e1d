#pragma once

#include "base/error.h"
#include "store/engine/connection.h"

G_BEGIN_DECLS

/* Prepared statements, cached a connection by the address of SQL, which must be a constant.
 *
 * TYPES tells the arguments, a letter a parameter: i gint64 · t text (NULL binds '') · n text (NULL binds NULL) · d NuanDay as
 * ISO text ('' for none) · z 32-byte blob. Text is copied.
 *
 *   g_autoptr (NuanStatement) row = nuan_statement (c, "SELECT id FROM unit WHERE name = ?", "t", name);
 *   while (nuan_statement_next (row, error)) …nuan_statement_int (row, 0)…
 *   return !nuan_statement_failed (row);
 *
 * A statement that is left before its last row must be ended: an open read holds up the checkpoint. */
typedef struct _NuanStatement NuanStatement;

/* Prepares or reuses, binds. Never NULL: what can't be prepared is told by the first nuan_statement_next(). */
NuanStatement *nuan_statement         (NuanConnection *connection, const char *sql, const char *types, ...);

/* The same for SQL put together at run time; not cached, so it must be ended. */
NuanStatement *nuan_statement_once    (NuanConnection *connection, const char *sql, const char *types, ...);

/* Ready for the next use, or freed where it was made for once. */
void           nuan_statement_end     (NuanStatement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanStatement, nuan_statement_end)

/* TRUE: a row is there. FALSE: no more rows, or an error (ERROR is set, and nuan_statement_failed() tells so). */
gboolean       nuan_statement_next    (NuanStatement *statement, GError **error);
gboolean       nuan_statement_failed  (NuanStatement *statement);

/* The same where a row must be there: without one, an error of this CODE at FIELD is set as nuan_error_set() does. */
gboolean       nuan_statement_find    (NuanStatement *statement, GError **error, NuanError code, const char *field,
                                       const char *format, ...) G_GNUC_PRINTF (5, 6);
/* … and where its absence is damage: NUAN_ERROR_DAMAGED. */
gboolean       nuan_statement_need    (NuanStatement *statement, GError **error);

gint64         nuan_statement_int     (NuanStatement *statement, int column);
const char    *nuan_statement_text    (NuanStatement *statement, int column);   /* "" for NULL; until the next step */
char          *nuan_statement_dup     (NuanStatement *statement, int column);   /* owned */
NuanDay        nuan_statement_day     (NuanStatement *statement, int column);
gboolean       nuan_statement_is_null (NuanStatement *statement, int column);
/* A blob of exactly N_BYTES; FALSE for any other. */
gboolean       nuan_statement_bytes   (NuanStatement *statement, int column, gpointer bytes, gsize n_bytes);

/* All rows, a record each; NULL and ERROR on failure. STATEMENT is ended. */
typedef gpointer (*NuanReadRow) (NuanStatement *row);
GPtrArray     *nuan_statement_list    (NuanStatement *statement, NuanReadRow read, GDestroyNotify free_record, GError **error);

/* Each row, until EACH says FALSE (with ERROR set). STATEMENT is ended. */
typedef gboolean (*NuanEachRow) (NuanStatement *row, gpointer data, GError **error);
gboolean       nuan_statement_each    (NuanStatement *statement, NuanEachRow each, gpointer data, GError **error);

/* One call for a statement without rows / with one value. Without a row nuan_sql_value() fails with NUAN_ERROR_DAMAGED: it must be there.
 * nuan_sql_find() is for what may be absent: it leaves *VALUE as it was preset, and fails with ERROR alone. */
gboolean       nuan_sql_run           (NuanConnection *connection, GError **error, const char *sql, const char *types, ...);
gboolean       nuan_sql_value         (NuanConnection *connection, gint64 *value, GError **error, const char *sql, const char *types, ...);
gboolean       nuan_sql_find          (NuanConnection *connection, gint64 *value, GError **error, const char *sql, const char *types, ...);

/* The one hint that stands in SQL: which index serves, and (JOIN_AFTER) that the table before it is walked first. Other back ends leave the
 * words away, so nothing but speed may depend on them. */
#define NUAN_PIN(index)   " INDEXED BY " index
#define NUAN_JOIN_AFTER   " CROSS JOIN "

G_END_DECLS

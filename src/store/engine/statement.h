#pragma once

#include "store/engine/connection.h"

G_BEGIN_DECLS

/* Prepared statements, cached a connection by the address of SQL, which must be a constant.
 *
 * TYPES tells the arguments, a letter a parameter: i gint64 · t text (NULL binds '') · n text (NULL binds NULL) · d NuanDay as
 * ISO text ('' for none) · z 32-byte blob. Text is copied.
 *
 *   NuanStatement *s = nuan_statement (c, "SELECT id FROM unit WHERE name = ?", "t", name);
 *   while (nuan_statement_next (s, &local)) …nuan_statement_int (s, 0)…
 *   if (local != NULL) …
 *
 * A statement that is left before its last row must be given sqlite3_reset(): an open read holds up the checkpoint. */
typedef struct sqlite3_stmt NuanStatement;

/* Prepares or reuses, resets, binds. A statement that can't be prepared is a bug: it aborts with SQLite's text. */
NuanStatement *nuan_statement         (NuanConnection *connection, const char *sql, const char *types, ...);

/* The same for SQL put together at run time; not cached: end with sqlite3_finalize(). NULL and ERROR when it can't be prepared. */
NuanStatement *nuan_statement_prepare (NuanConnection *connection, const char *sql, GError **error);

/* TRUE: a row is there. FALSE: no more rows (the statement is reset) or an error (ERROR is set). */
gboolean       nuan_statement_next    (NuanStatement *statement, GError **error);

gint64         nuan_statement_int     (NuanStatement *statement, int column);
const char    *nuan_statement_text    (NuanStatement *statement, int column);   /* "" for NULL; until the next step */
char          *nuan_statement_dup     (NuanStatement *statement, int column);   /* owned */
NuanDay        nuan_statement_day     (NuanStatement *statement, int column);

/* One call for a statement without rows / with one value. nuan_sql_value() leaves *VALUE alone and returns FALSE without ERROR
 * when there is no row: pass a preset default. */
gboolean       nuan_sql_run           (NuanConnection *connection, GError **error, const char *sql, const char *types, ...);
gboolean       nuan_sql_value         (NuanConnection *connection, gint64 *value, GError **error, const char *sql, const char *types, ...);

G_END_DECLS

#include "config.h"

#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "store/journal/check-private.h"
#include "store/engine/connection-private.h"
#include "store/schema/migrations.h"
#include "store/engine/statement.h"

#define INTEGRITY_CACHE_KIB "-131072"   /* each row is looked up in each of its indexes */
#define BLOCK_BYTES         (1024 * 1024)

/* The pages of a table lie scattered over the file. Read once from end to end, they come from the system's cache afterwards and not at the
 * pace of a seek each. A second descriptor would not do: closing it would drop SQLite's locks. */
void
nuan_check_read_ahead (NuanConnection *connection, GCancellable *cancellable)
{
  const gint64 memory = (gint64) sysconf (_SC_PHYS_PAGES) * sysconf (_SC_PAGESIZE);
  g_autofree guint8 *block = g_malloc (BLOCK_BYTES);
  sqlite3_file *file = NULL;
  sqlite3_int64 size = 0;

  if (sqlite3_file_control (nuan_connection_get_handle (connection), "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
      file == NULL || file->pMethods == NULL || file->pMethods->xFileSize (file, &size) != SQLITE_OK || size > memory / 2)
    return;

  for (sqlite3_int64 at = 0; at < size && !g_cancellable_is_cancelled (cancellable); at += BLOCK_BYTES)
    if (file->pMethods->xRead (file, block, (int) MIN (BLOCK_BYTES, size - at), at) != SQLITE_OK)
      return;   /* the check itself will tell */
}

/* A connection that can only read knows no CHECK constraint (SQLite leaves them out of its schema), so integrity_check would look past them:
 * this one could write, and doesn't. */
static sqlite3 *
open_with_checks (NuanConnection *connection)
{
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (nuan_connection_get_path (connection), &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
    {
      sqlite3_extended_result_codes (db, 1);
      sqlite3_busy_timeout (db, 10000);
      sqlite3_exec (db, "PRAGMA cache_size = " INTEGRITY_CACHE_KIB, NULL, NULL, NULL);
      nuan_connection_share_cancellable (connection, db);
      return db;
    }

  sqlite3_close (db);
  return NULL;
}

static gboolean
read_problems (sqlite3 *db, GPtrArray *problems, GError **error)
{
  sqlite3_stmt *rows = NULL;
  int code = sqlite3_prepare_v2 (db, "PRAGMA integrity_check (20)", -1, &rows, NULL);

  while (code == SQLITE_OK && (code = sqlite3_step (rows)) == SQLITE_ROW)
    {
      const char *text = (const char *) sqlite3_column_text (rows, 0);

      code = SQLITE_OK;
      if (g_strcmp0 (text, "ok") != 0)
        g_ptr_array_add (problems, g_strdup (text));
    }
  if (code != SQLITE_DONE)
    nuan_connection_fail_handle (db, error);
  sqlite3_finalize (rows);
  return code == SQLITE_DONE;
}

gboolean
nuan_check_integrity (NuanConnection *connection, GPtrArray *problems, gint64 *count, GError **error)
{
  sqlite3 *own = open_with_checks (connection);
  const gboolean done = read_problems (own != NULL ? own : nuan_connection_get_handle (connection), problems, error);

  sqlite3_close (own);
  return done && nuan_sql_value (connection, count, error, "PRAGMA page_count", "");
}

gboolean
nuan_check_foreign_keys (NuanConnection *connection, GPtrArray *problems, gint64 *count, GError **error)
{
  GError *local = NULL;
  NuanStatement *rows = nuan_statement (connection, "PRAGMA foreign_key_check", "");

  while (nuan_statement_next (rows, &local))
    g_ptr_array_add (problems, g_strdup_printf (_("row %lld of %s has no parent in %s"), (long long) nuan_statement_int (rows, 1),
                                                nuan_statement_text (rows, 0), nuan_statement_text (rows, 2)));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }

  return nuan_sql_value (connection, count, error, "SELECT count (*) FROM sqlite_schema WHERE type = 'table'", "");
}

static void
read_pairs (sqlite3 *db, const char *sql, GHashTable *pairs)
{
  sqlite3_stmt *rows = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &rows, NULL) != SQLITE_OK)
    return;
  while (sqlite3_step (rows) == SQLITE_ROW)
    g_hash_table_insert (pairs, g_strdup ((const char *) sqlite3_column_text (rows, 0)), g_strdup ((const char *) sqlite3_column_text (rows, 1)));
  sqlite3_finalize (rows);
}

/* name → SQL of everything that a schema holds; what SQLite makes for itself is left out. The accounts come with the schema, too. */
static GHashTable *
read_schema (sqlite3 *db)
{
  GHashTable *schema = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  read_pairs (db, "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'", schema);
  read_pairs (db, "SELECT 'account ' || code, kind FROM account", schema);
  return schema;
}

static void
compare (GHashTable *shipped, GHashTable *found, GPtrArray *problems)
{
  GHashTableIter iter;
  gpointer name, sql;

  g_hash_table_iter_init (&iter, shipped);
  while (g_hash_table_iter_next (&iter, &name, &sql))
    if (!g_hash_table_contains (found, name))
      g_ptr_array_add (problems, g_strdup_printf (_("%s is missing"), (const char *) name));
    else if (g_strcmp0 (g_hash_table_lookup (found, name), sql) != 0)
      g_ptr_array_add (problems, g_strdup_printf (_("%s is not as shipped"), (const char *) name));

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &name, &sql))
    if (!g_hash_table_contains (shipped, name))
      g_ptr_array_add (problems, g_strdup_printf (_("%s was added"), (const char *) name));
}

gboolean
nuan_check_schema (NuanConnection *connection, GPtrArray *problems, gint64 *count, GError **error)
{
  g_autoptr (GHashTable) shipped = NULL, found = NULL;
  sqlite3 *fresh = NULL;
  gboolean built = sqlite3_open (":memory:", &fresh) == SQLITE_OK && nuan_migrations_build (fresh, error);

  if (built)
    {
      shipped = read_schema (fresh);
      found = read_schema (nuan_connection_get_handle (connection));
      *count = g_hash_table_size (shipped);
      compare (shipped, found, problems);
    }
  sqlite3_close (fresh);
  return built;
}

/* A fresh schema tells which columns there should be: each must be there to be asked for. */
static gboolean
has_columns (sqlite3 *fresh, sqlite3 *db)
{
  sqlite3_stmt *tables = NULL;
  gboolean all = sqlite3_prepare_v2 (fresh,
                                     "SELECT 'SELECT ' || group_concat (c.name, ', ') || ' FROM ' || t.name FROM sqlite_schema t, pragma_table_info (t.name) c"
                                     " WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite_%' GROUP BY t.name", -1, &tables, NULL) == SQLITE_OK;

  while (all && sqlite3_step (tables) == SQLITE_ROW)
    {
      sqlite3_stmt *statement = NULL;

      all = sqlite3_prepare_v2 (db, (const char *) sqlite3_column_text (tables, 0), -1, &statement, NULL) == SQLITE_OK;
      sqlite3_finalize (statement);
    }
  sqlite3_finalize (tables);
  return all;
}

gboolean
nuan_check_has_columns (NuanConnection *connection)
{
  sqlite3 *fresh = NULL;
  const gboolean all = sqlite3_open (":memory:", &fresh) == SQLITE_OK && nuan_migrations_build (fresh, NULL)
                       && has_columns (fresh, nuan_connection_get_handle (connection));

  sqlite3_close (fresh);
  return all;
}

gboolean
nuan_check_file (NuanConnection *connection, GPtrArray *problems, gint64 *count, GError **error)
{
  GStatBuf status;

  *count = 1;
  if (g_stat (nuan_connection_get_path (connection), &status) == 0 && (status.st_mode & 0077) != 0)
    g_ptr_array_add (problems, g_strdup (_("others than the owner may open the data file; its mode must be 0600")));
  return TRUE;
}

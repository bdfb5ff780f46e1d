#include "config.h"

#include "store/migrations.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "store/statement.h"

#define APPLICATION_NUMBER 0x6e75616e   /* "nuan", PRAGMA application_id */

extern GResource *nuan_schema_get_resource (void);

/* Append only. Step n is the file n-1 of this list, compiled in. */
static const char *const steps[] = {
  /* 1 */ "schema-sqlite.sql",
};

static const int newest = G_N_ELEMENTS (steps);

static GBytes *
load_step (int step)
{
  g_autofree char *path = g_strconcat ("/cn/nuanchuang/store/", steps[step], NULL);
  GBytes *sql = g_resource_lookup_data (nuan_schema_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (sql != NULL);
  return sql;
}

static int
pragma_value (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  int value = -1;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW)
    value = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  return value;
}

static gboolean
is_empty (sqlite3 *db)
{
  return pragma_value (db, "SELECT count (*) FROM sqlite_schema") == 0;
}

/* The version bump is part of the transaction: user_version rolls back with it. */
static int
run_step (sqlite3 *db, int step)
{
  g_autoptr (GBytes) sql = load_step (step);
  g_autofree char *script = g_strdup_printf ("BEGIN IMMEDIATE; %s PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT;",
                                             (const char *) g_bytes_get_data (sql, NULL), APPLICATION_NUMBER, step + 1);
  const int code = sqlite3_exec (db, script, NULL, NULL, NULL);

  if (code != SQLITE_OK && !sqlite3_get_autocommit (db))
    {
      g_autofree char *text = g_strdup (sqlite3_errmsg (db));

      sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
      g_warning ("migration %d: %s", step + 1, text);
    }
  return code;
}

gboolean
nuan_migrations_build (sqlite3 *db, GError **error)
{
  for (int step = 0; step < newest; step++)
    if (run_step (db, step) != SQLITE_OK)
      {
        nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The data file reports: %s"), sqlite3_errmsg (db));
        return FALSE;
      }

  return TRUE;
}

static gboolean
refuse_foreign (NuanConnection *connection, int version, GError **error)
{
  sqlite3 *db = nuan_connection_get_handle (connection);
  const int application = pragma_value (db, "PRAGMA application_id");

  if (version < 0 || application < 0)
    return !nuan_connection_fail (connection, error);
  if (version > newest && application == APPLICATION_NUMBER)
    {
      nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("The data file is of a newer program (version %d, this one knows %d): update Nuanchuang"),
                      version, newest);
      return TRUE;
    }
  if (application != APPLICATION_NUMBER && !is_empty (db))
    {
      nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("%s is not a data file of Nuanchuang"), nuan_connection_get_path (connection));
      return TRUE;
    }

  return FALSE;
}

static gboolean
keep_copy (NuanConnection *connection, int version, GError **error)
{
  g_autofree char *copy = g_strdup_printf ("%s.before-%d", nuan_connection_get_path (connection), version + 1);

  g_unlink (copy);
  if (!nuan_sql_run (connection, error, "VACUUM INTO ?", "t", copy))
    return FALSE;
  g_chmod (copy, 0600);
  return TRUE;
}

gboolean
nuan_migrations_run (NuanConnection *connection, GError **error)
{
  sqlite3 *db = nuan_connection_get_handle (connection);
  const int version = pragma_value (db, "PRAGMA user_version");

  if (refuse_foreign (connection, version, error))
    return FALSE;
  if (version > 0 && version < newest && !keep_copy (connection, version, error))
    return FALSE;

  for (int step = version; step < newest; step++)
    if (run_step (db, step) != SQLITE_OK)
      return nuan_connection_fail (connection, error);

  return TRUE;
}

gboolean
nuan_migrations_check (NuanConnection *connection, GError **error)
{
  const int version = pragma_value (nuan_connection_get_handle (connection), "PRAGMA user_version");

  if (refuse_foreign (connection, version, error))
    return FALSE;
  if (version != newest)
    {
      nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("The data file is of an older program: open it once for writing"));
      return FALSE;
    }

  return TRUE;
}

#include "config.h"

#include "store/schema/migrations.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/error.h"
#include "store/engine/connection-private.h"
#include "store/engine/statement.h"

#define APPLICATION_NUMBER 0x6e75616e   /* "nuan", PRAGMA application_id */

extern GResource *nuan_schema_get_resource (void);

/* Append only. Step n is the file n-1 of this list, compiled in. */
static const char *const steps[] = {
  /* 1 */ "0001-first.sql",
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

/* Tables and the like; -1 when the schema can't be read. */
static int
count_objects (sqlite3 *db)
{
  return pragma_value (db, "SELECT count (*) FROM sqlite_schema");
}

static gboolean
run (sqlite3 *db, const char *sql, GError **error)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  nuan_connection_fail_handle (db, error);
  if (!sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/* The version bump is part of the transaction: user_version rolls back with it. Two programs may have met an older file. */
static gboolean
run_step (sqlite3 *db, int step, GError **error)
{
  g_autoptr (GBytes) sql = load_step (step);
  g_autofree char *script = g_strdup_printf ("%s PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT;",
                                             (const char *) g_bytes_get_data (sql, NULL), APPLICATION_NUMBER, step + 1);

  if (!run (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (pragma_value (db, "PRAGMA user_version") > step)
    return run (db, "ROLLBACK", error);

  return run (db, script, error);
}

gboolean
nuan_migrations_build (sqlite3 *db, GError **error)
{
  for (int step = 0; step < newest; step++)
    if (!run_step (db, step, error))
      return FALSE;

  return TRUE;
}

gboolean
nuan_migrations_accept (NuanConnection *connection, GError **error)
{
  sqlite3 *db = nuan_connection_get_handle (connection);
  const int version = pragma_value (db, "PRAGMA user_version");
  const int application = version >= 0 ? pragma_value (db, "PRAGMA application_id") : -1;
  const int objects = version >= 0 ? count_objects (db) : -1;

  if (objects < 0)   /* read before anything else is prepared: what follows may rely on a schema that can be parsed */
    return nuan_connection_fail (connection, error);
  if (version > newest && application == APPLICATION_NUMBER)
    nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("The data file is of a newer program (version %d, this one knows %d): update Nuanchuang"),
                    version, newest);
  else if (application != APPLICATION_NUMBER && objects > 0)
    nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("%s is not a data file of Nuanchuang"), nuan_connection_get_path (connection));
  else
    return TRUE;

  return FALSE;
}

/* Private from its first byte on: VACUUM INTO takes an empty file. */
static gboolean
keep_copy (NuanConnection *connection, int version, GError **error)
{
  g_autofree char *copy = g_strdup_printf ("%s.before-%d", nuan_connection_get_path (connection), version + 1);

  const int fd = g_unlink (copy) == 0 || errno == ENOENT ? g_open (copy, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600) : -1;

  if (fd < 0)
    {
      nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("The copy %s can't be made: %s"), copy, g_strerror (errno));
      return FALSE;
    }

  close (fd);
  return nuan_sql_run (connection, error, "VACUUM INTO ?", "t", copy);
}

gboolean
nuan_migrations_run (NuanConnection *connection, GError **error)
{
  sqlite3 *db = nuan_connection_get_handle (connection);
  const int version = pragma_value (db, "PRAGMA user_version");

  if (version < newest && count_objects (db) > 0 && !keep_copy (connection, version, error))
    return FALSE;

  for (int step = version; step < newest; step++)
    if (!run_step (db, step, error))
      return FALSE;

  return TRUE;
}

gboolean
nuan_migrations_check (NuanConnection *connection, GError **error)
{
  const int version = pragma_value (nuan_connection_get_handle (connection), "PRAGMA user_version");

  if (version != newest)
    {
      nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("The data file is of an older program: open it once for writing"));
      return FALSE;
    }

  return TRUE;
}

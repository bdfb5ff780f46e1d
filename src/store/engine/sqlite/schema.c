#include "config.h"

#include "store/engine/sqlite/sqlite-private.h"

#define APPLICATION_NUMBER 0x6e75616e   /* "nuan", PRAGMA application_id */

gboolean
nuan_sqlite_is_ours (sqlite3 *db)
{
  gint64 application = 0;

  return nuan_sqlite_value (db, "PRAGMA application_id", &application, NULL) && application == APPLICATION_NUMBER;
}

gboolean
nuan_sqlite_get_version (gpointer db, NuanVersion *version, GError **error)
{
  NuanSqlite *self = db;
  gint64 number, application, objects;

  if (!nuan_sqlite_value (self->db, "PRAGMA user_version", &number, error)
      || !nuan_sqlite_value (self->db, "PRAGMA application_id", &application, error)
      || !nuan_sqlite_value (self->db, "SELECT count (*) FROM sqlite_schema", &objects, error))
    return FALSE;

  *version = (NuanVersion) { .number = (int) number, .ours = application == APPLICATION_NUMBER, .empty = objects == 0 };
  return TRUE;
}

/* The header of the file rolls back with the transaction. */
gboolean
nuan_sqlite_set_version (gpointer db, int number, GError **error)
{
  NuanSqlite *self = db;
  g_autofree char *sql = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_NUMBER, number);

  return nuan_sqlite_exec (self->db, sql, error);
}

static const char *
text_of (sqlite3_stmt *row, int column)
{
  return (const char *) sqlite3_column_text (row, column);
}

/* SQL selects what EACH takes. */
static gboolean
visit (sqlite3 *db, const char *sql, NuanCatalogueFunc each, gpointer data, GError **error)
{
  sqlite3_stmt *row = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &row, NULL);

  if (code == SQLITE_OK)
    while ((code = sqlite3_step (row)) == SQLITE_ROW)
      each (text_of (row, 0), text_of (row, 1), text_of (row, 2), text_of (row, 3), data);
  if (code != SQLITE_DONE)
    nuan_sqlite_fail (db, error);
  sqlite3_finalize (row);
  return code == SQLITE_DONE;
}

#define OURS(name) name " NOT LIKE 'sqlite~_%' ESCAPE '~'"

gboolean
nuan_sqlite_catalogue (gpointer db, NuanCatalogueFunc each, gpointer data, GError **error)
{
  NuanSqlite *self = db;

  return visit (self->db, "SELECT type, name, tbl_name, coalesce (sql, '') FROM sqlite_schema WHERE " OURS ("name") " ORDER BY rowid",
                each, data, error);
}

gboolean
nuan_sqlite_columns (gpointer db, NuanCatalogueFunc each, gpointer data, GError **error)
{
  NuanSqlite *self = db;

  return visit (self->db, "SELECT 'column', c.name, t.name, c.type FROM sqlite_schema t, pragma_table_info (t.name) c"
                          " WHERE t.type IN ('table', 'view') AND " OURS ("t.name") " ORDER BY t.rowid, c.cid", each, data, error);
}

typedef struct
{
  const char *table;
  GString    *sql;
} Belongings;

static void
note_belonging (const char *kind, const char *name, const char *table, const char *sql, gpointer data)
{
  Belongings *belongings = data;

  if (g_str_equal (table, belongings->table) && (g_str_equal (kind, "index") || g_str_equal (kind, "trigger")))
    g_string_append_printf (belongings->sql, "%s;\n", sql);
}

/* The old rows move out of the way, so that the new table is written down in the very words it was given. */
gboolean
nuan_sqlite_rebuild (gpointer db, const NuanRebuild *table, GError **error)
{
  NuanSqlite *self = db;
  g_autoptr (GString) belonging = g_string_new ("");
  Belongings belongings = { table->table, belonging };
  g_autofree char *away = g_strdup_printf ("ALTER TABLE %s RENAME TO old_%s", table->table, table->table);
  g_autofree char *fill = g_strdup_printf ("INSERT INTO %s (%s) SELECT %s FROM old_%s; DROP TABLE old_%s", table->table, table->into,
                                           table->from, table->table, table->table);

  g_assert (self->loose);

  return nuan_sqlite_catalogue (db, note_belonging, &belongings, error)
         && nuan_sqlite_exec (self->db, away, error)
         && nuan_sqlite_exec (self->db, table->create, error)
         && nuan_sqlite_exec (self->db, fill, error)
         && nuan_sqlite_exec (self->db, belonging->str, error);
}

/* SQLite has no other way to change a constraint or a guard and leave rows and the order of guards alone; what is changed says nothing of how rows are
 * stored. Other connections read the schema anew by its number. */
static gboolean
rewrite (NuanSqlite *self, const char *kind, const char *from, const char *to, GError **error)
{
  gint64 number;
  g_autofree char *next = NULL;
  char *sql;
  gboolean done;

  if (!nuan_sqlite_value (self->db, "PRAGMA schema_version", &number, error))
    return FALSE;

  sql = sqlite3_mprintf ("UPDATE sqlite_schema SET sql = replace (sql, %Q, %Q) WHERE type = %Q", from, to, kind);
  next = g_strdup_printf ("PRAGMA schema_version = %" G_GINT64_FORMAT, number + 1);
  done = nuan_sqlite_exec (self->db, "PRAGMA writable_schema = ON", error) && nuan_sqlite_exec (self->db, sql, error)
         && nuan_sqlite_exec (self->db, next, error);
  sqlite3_free (sql);
  return nuan_sqlite_exec (self->db, "PRAGMA writable_schema = RESET", done ? error : NULL) && done;
}

gboolean
nuan_sqlite_defer (gpointer db, const char *parent, GError **error)
{
  g_autofree char *from = g_strdup_printf ("REFERENCES %s (id)", parent), *to = g_strconcat (from, " DEFERRABLE INITIALLY DEFERRED", NULL);

  return rewrite (db, "table", from, to, error);
}

gboolean
nuan_sqlite_reword (gpointer db, const char *from, const char *to, GError **error)
{
  return rewrite (db, "trigger", from, to, error);
}

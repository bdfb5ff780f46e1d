#include "config.h"

#include <stdio.h>
#include <string.h>

#include "store/engine/postgres/postgres-private.h"

/* The mark of this program on the schema, with the number of the last step; it rolls back with the transaction. */
#define MARK "nuanchuang "

gboolean
nuan_postgres_get_version (gpointer db, NuanVersion *version, GError **error)
{
  NuanPostgres *self = db;
  g_autofree char *sql = g_strdup_printf ("SELECT coalesce (obj_description ('%s'::regnamespace, 'pg_namespace'), ''),"
                                          " NOT EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = '%s'::regnamespace)",
                                          self->schema, self->schema);
  PGresult *row = nuan_postgres_query (self, sql, error);
  const char *mark;

  if (row == NULL)
    return FALSE;

  mark = PQgetvalue (row, 0, 0);
  *version = (NuanVersion) { .ours = g_str_has_prefix (mark, MARK), .empty = g_str_equal (PQgetvalue (row, 0, 1), "t") };
  if (version->ours)
    version->number = (int) g_ascii_strtoll (mark + strlen (MARK), NULL, 10);
  PQclear (row);
  return TRUE;
}

gboolean
nuan_postgres_set_version (gpointer db, int number, GError **error)
{
  NuanPostgres *self = db;
  g_autofree char *sql = g_strdup_printf ("COMMENT ON SCHEMA %s IS '" MARK "%d'", self->schema, number);

  return nuan_postgres_exec (self, sql, error);
}

/* A table by its columns and constraints, a guard with what it does; words of the schema's own name are left out, so that two can be compared. */
#define CATALOGUE \
  "SELECT kind, name, belongs, replace (sql, current_schema () || '.', '') FROM (" \
  " SELECT 1 AS place, c.oid, 'table' AS kind, c.relname AS name, c.relname AS belongs, 'CREATE TABLE ' || c.relname || ' (' || concat_ws (', '," \
  "  (SELECT string_agg (concat_ws (' ', a.attname, format_type (a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'NOT NULL' END," \
  "                      'DEFAULT ' || pg_get_expr (d.adbin, d.adrelid)), ', ' ORDER BY a.attnum)" \
  "     FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum" \
  "    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)," \
  "  (SELECT string_agg (pg_get_constraintdef (o.oid, true), ', ' ORDER BY o.contype, pg_get_constraintdef (o.oid, true))" \
  "     FROM pg_constraint o WHERE o.conrelid = c.oid AND o.contype IN ('p', 'u', 'f', 'c'))) || ')' AS sql" \
  "  FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema ()::regnamespace" \
  " UNION ALL SELECT 2, c.oid, 'index', c.relname, t.relname, pg_get_indexdef (c.oid, 0, true)" \
  "  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid" \
  "  WHERE c.relnamespace = current_schema ()::regnamespace" \
  "    AND NOT EXISTS (SELECT 1 FROM pg_constraint o WHERE o.conindid = c.oid AND o.contype IN ('p', 'u'))" \
  " UNION ALL SELECT 3, g.oid, 'trigger', g.tgname, t.relname, pg_get_triggerdef (g.oid, true) || p.prosrc" \
  "  FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid JOIN pg_proc p ON p.oid = g.tgfoid" \
  "  WHERE NOT g.tgisinternal AND t.relnamespace = current_schema ()::regnamespace" \
  " UNION ALL SELECT 4, c.oid, 'view', c.relname, c.relname, pg_get_viewdef (c.oid, true)" \
  "  FROM pg_class c WHERE c.relkind = 'v' AND c.relnamespace = current_schema ()::regnamespace) things ORDER BY place, oid"

static gboolean
visit (NuanPostgres *self, const char *sql, NuanCatalogueFunc each, gpointer data, GError **error)
{
  PGresult *rows = nuan_postgres_query (self, sql, error);

  if (rows == NULL)
    return FALSE;

  for (int i = 0; i < PQntuples (rows); i++)
    each (PQgetvalue (rows, i, 0), PQgetvalue (rows, i, 1), PQgetvalue (rows, i, 2), PQgetvalue (rows, i, 3), data);
  PQclear (rows);
  return TRUE;
}

gboolean
nuan_postgres_catalogue (gpointer db, NuanCatalogueFunc each, gpointer data, GError **error)
{
  return visit (db, CATALOGUE, each, data, error);
}

#define ALL_COLUMNS \
  "SELECT 'column', a.attname, c.relname, format_type (a.atttypid, a.atttypmod) FROM pg_class c" \
  " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped" \
  " WHERE c.relkind IN ('r', 'v') AND c.relnamespace = current_schema ()::regnamespace ORDER BY c.oid, a.attnum"

gboolean
nuan_postgres_columns (gpointer db, NuanCatalogueFunc each, gpointer data, GError **error)
{
  return visit (db, ALL_COLUMNS, each, data, error);
}

/* What of a table is not in its CREATE TABLE, as statements that bring it back: which of others point to it, its indexes, its guards, the number
 * that its next row gets, and the views that read it. The functions of guards stay where they are. */
#define BELONGINGS \
  "WITH RECURSIVE old AS (SELECT $1::regclass::oid AS oid)," \
  " reader (oid) AS (SELECT oid FROM old UNION" \
  "  SELECT w.ev_class FROM reader r JOIN pg_depend d ON d.refobjid = r.oid AND d.classid = 'pg_rewrite'::regclass" \
  "  JOIN pg_rewrite w ON w.oid = d.objid WHERE w.ev_class <> r.oid)" \
  "SELECT sql FROM (" \
  " SELECT 1 AS place, o.oid, format ('ALTER TABLE %s ADD %s', o.conrelid::regclass, pg_get_constraintdef (o.oid)) AS sql" \
  "  FROM pg_constraint o, old WHERE o.confrelid = old.oid AND o.contype = 'f' AND o.conrelid <> o.confrelid" \
  " UNION ALL SELECT 2, i.indexrelid, pg_get_indexdef (i.indexrelid) FROM pg_index i, old WHERE i.indrelid = old.oid" \
  "  AND NOT EXISTS (SELECT 1 FROM pg_constraint o WHERE o.conindid = i.indexrelid AND o.contype IN ('p', 'u'))" \
  " UNION ALL SELECT 3, g.oid, pg_get_triggerdef (g.oid) FROM pg_trigger g, old WHERE g.tgrelid = old.oid AND NOT g.tgisinternal" \
  " UNION ALL SELECT 4, d.oid, format ('ALTER TABLE %s ALTER COLUMN %s SET DEFAULT %s', old.oid::regclass, a.attname, pg_get_expr (d.adbin, old.oid))" \
  "  FROM old JOIN pg_attrdef d ON d.adrelid = old.oid JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum" \
  "  WHERE pg_get_expr (d.adbin, d.adrelid) LIKE 'next~_%' ESCAPE '~'" \
  " UNION ALL SELECT 5, c.oid, format ('CREATE VIEW %s AS %s', c.oid::regclass, rtrim (pg_get_viewdef (c.oid), ';'))" \
  "  FROM reader r JOIN pg_class c ON c.oid = r.oid WHERE c.relkind = 'v') belongings ORDER BY place, oid"

static char *
read_belongings (NuanPostgres *self, const char *table, GError **error)
{
  g_autoptr (GString) script = g_string_new ("");
  PGresult *rows = PQexecParams (self->server, BELONGINGS, 1, NULL, &table, NULL, NULL, 0);

  if (PQresultStatus (rows) != PGRES_TUPLES_OK)
    {
      nuan_postgres_fail (self, rows, error);
      PQclear (rows);
      return NULL;
    }

  for (int i = 0; i < PQntuples (rows); i++)
    g_string_append_printf (script, "%s;\n", PQgetvalue (rows, i, 0));
  PQclear (rows);
  return g_strdup (script->str);
}

/* The keys of others that point to it go with the old table, and are looked at again when they come back. */
gboolean
nuan_postgres_rebuild (gpointer db, const NuanRebuild *table, GError **error)
{
  NuanPostgres *self = db;
  g_autofree char *belongings = read_belongings (self, table->table, error);
  g_autofree char *create = nuan_postgres_rewrite_table (table->create);
  g_autofree char *away = g_strdup_printf ("ALTER TABLE %s RENAME TO old_%s", table->table, table->table);
  g_autofree char *fill = g_strdup_printf ("INSERT INTO %s (%s) SELECT %s FROM old_%s; DROP TABLE old_%s CASCADE", table->table, table->into,
                                           table->from, table->table, table->table);

  return belongings != NULL
         && nuan_postgres_exec (self, away, error)
         && nuan_postgres_exec (self, create, error)
         && nuan_postgres_exec (self, fill, error)
         && nuan_postgres_exec (self, belongings, error);
}

static gboolean
run_each (NuanPostgres *self, const char *sql, const char *const *values, int n, GError **error)
{
  PGresult *rows = PQexecParams (self->server, sql, n, NULL, values, NULL, NULL, 0);
  gboolean done = PQresultStatus (rows) == PGRES_TUPLES_OK || nuan_postgres_fail (self, rows, error);

  for (int i = 0; done && i < PQntuples (rows); i++)
    done = nuan_postgres_exec (self, PQgetvalue (rows, i, 0), error);
  PQclear (rows);
  return done;
}

gboolean
nuan_postgres_defer (gpointer db, const char *parent, GError **error)
{
  return run_each (db,
                   "SELECT format ('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED', o.conrelid::regclass, o.conname)"
                   " FROM pg_constraint o WHERE o.contype = 'f' AND o.confrelid = $1::regclass ORDER BY o.oid",
                   &parent, 1, error);
}

gboolean
nuan_postgres_reword (gpointer db, const char *from, const char *to, GError **error)
{
  const char *const values[] = { from, to };

  return run_each (db,
                   "SELECT replace (pg_get_functiondef (p.oid), $1, $2) FROM pg_proc p"
                   " WHERE p.pronamespace = current_schema ()::regnamespace AND p.prorettype = 'trigger'::regtype"
                   " AND position ($1 in p.prosrc) > 0 ORDER BY p.oid",
                   values, 2, error);
}

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "store/journal/check-private.h"
#include "store/engine/engine.h"
#include "store/schema/migrations.h"

/* Two rows that break a rule of their table are told in the same words: the second is another finding. */
static void
add_problem (NuanFindings *findings, GPtrArray *problems, guint place)
{
  const char *text = g_ptr_array_index (problems, place);
  guint before = 0;
  g_autofree char *what = NULL;

  for (guint i = 0; i < place; i++)
    before += g_str_equal (g_ptr_array_index (problems, i), text);
  what = before > 0 ? g_strdup_printf ("%s\n%u", text, before) : g_strdup (text);
  nuan_findings_add (findings, "", what, g_strdup (text));
}

/* A server looks after its pages and keys itself. */
gboolean
nuan_check_integrity (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  if (nuan_file_is_one (connection) && !nuan_file_integrity (connection, problems, count, error))
    return FALSE;

  for (guint i = 0; i < problems->len; i++)
    add_problem (findings, problems, i);
  if (problems->len >= NUAN_FILE_MOST_PROBLEMS)
    findings->n_more++;
  return TRUE;
}

static void
count_table (const char *kind, const char *name, const char *table, const char *sql, gpointer count)
{
  if (g_str_equal (kind, "table"))
    *(gint64 *) count += 1;
}

static void
add_orphan (const char *table, const char *key, const char *parent, gpointer findings)
{
  g_autofree char *about = g_strdup_printf ("%s:%s", table, key);

  nuan_findings_add (findings, about, parent, g_strdup_printf (_("row %s of %s has no parent in %s"), key, table, parent));
}

gboolean
nuan_check_foreign_keys (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error)
{
  return (!nuan_file_is_one (connection) || nuan_file_orphans (connection, add_orphan, findings, error))
         && nuan_catalogue_visit (connection, count_table, count, error);
}

/* name → SQL of everything that a schema holds; what the database makes for itself is left out. The accounts come with the schema, too. */
static void
note (const char *kind, const char *name, const char *table, const char *sql, gpointer schema)
{
  g_hash_table_insert (schema, g_strdup_printf ("%s %s", kind, name), g_strdup (sql));
}

static gboolean
note_account (NuanStatement *row, gpointer schema, GError **error)
{
  g_hash_table_insert (schema, g_strdup_printf ("account %s", nuan_statement_text (row, 0)), nuan_statement_dup (row, 1));
  return TRUE;
}

static GHashTable *
read_schema (NuanConnection *connection, GError **error)
{
  g_autoptr (GHashTable) schema = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (!nuan_catalogue_visit (connection, note, schema, error))
    return NULL;
  if (g_hash_table_contains (schema, "table account")
      && !nuan_statement_each (nuan_statement (connection, "SELECT code, kind FROM account", ""), note_account, schema, error))
    return NULL;

  return g_steal_pointer (&schema);
}

/* A table or guard is no row; its SQL is part of the number. */
static void
add_object (NuanFindings *findings, const char *name, const char *sql, char *text)
{
  g_autofree char *what = g_strdup_printf ("%s\n%s", name, sql != NULL ? sql : "");

  nuan_findings_add (findings, "", what, text);
}

static void
compare (GHashTable *shipped, GHashTable *found, NuanFindings *findings)
{
  GHashTableIter iter;
  gpointer name, sql;

  g_hash_table_iter_init (&iter, shipped);
  while (g_hash_table_iter_next (&iter, &name, &sql))
    {
      g_autofree char *words = nuan_finding_words (name);

      if (!g_hash_table_contains (found, name))
        add_object (findings, name, "missing", g_strdup_printf (_("%s is missing"), words));
      else if (g_strcmp0 (g_hash_table_lookup (found, name), sql) != 0)
        add_object (findings, name, g_hash_table_lookup (found, name), g_strdup_printf (_("%s is not as shipped"), words));
    }

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &name, &sql))
    {
      g_autofree char *words = nuan_finding_words (name);

      if (!g_hash_table_contains (shipped, name))
        add_object (findings, name, sql, g_strdup_printf (_("%s was added"), words));
    }
}

static NuanConnection *
build_fresh (NuanConnection *connection, GError **error)
{
  g_autoptr (NuanConnection) fresh = nuan_connection_scratch (connection, error);

  return fresh != NULL && nuan_migrations_build (fresh, error) ? g_steal_pointer (&fresh) : NULL;
}

/* Nobody could sign in to a file without it, and no backup is made of one. */
static gboolean
check_centre (NuanConnection *connection, NuanFindings *findings, GError **error)
{
  gint64 n = 0;

  if (!nuan_sql_value (connection, &n, error, "SELECT count (*) FROM centre", ""))
    return FALSE;
  if (n == 0)
    nuan_findings_add (findings, "", "centre", g_strdup (_("The file holds no centre")));
  return TRUE;
}

gboolean
nuan_check_schema (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error)
{
  g_autoptr (NuanConnection) fresh = build_fresh (connection, error);
  g_autoptr (GHashTable) shipped = fresh != NULL ? read_schema (fresh, error) : NULL;
  g_autoptr (GHashTable) found = shipped != NULL ? read_schema (connection, error) : NULL;

  if (found == NULL)
    return FALSE;

  *count = g_hash_table_size (shipped);
  compare (shipped, found, findings);
  return !g_hash_table_contains (found, "table centre") || check_centre (connection, findings, error);
}

/* table → "SELECT its columns" */
static void
note_column (const char *kind, const char *name, const char *table, const char *type, gpointer data)
{
  GHashTable *asks = data;
  const char *before = g_hash_table_lookup (asks, table);

  g_hash_table_insert (asks, g_strdup (table), before != NULL ? g_strconcat (before, ", ", name, NULL) : g_strconcat ("SELECT ", name, NULL));
}

static gboolean
can_ask (NuanConnection *connection, const char *columns, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("%s FROM %s WHERE 1 = 0", columns, table);
  g_autoptr (NuanStatement) none = nuan_statement_once (connection, sql, "");

  nuan_statement_next (none, NULL);

  return !nuan_statement_failed (none);
}

/* A fresh schema tells which columns there should be: each must be there to be asked for. */
gboolean
nuan_check_has_columns (NuanConnection *connection)
{
  g_autoptr (NuanConnection) fresh = build_fresh (connection, NULL);
  g_autoptr (GHashTable) asks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer table, columns;

  if (fresh == NULL || !nuan_catalogue_visit_columns (fresh, note_column, asks, NULL))
    return FALSE;

  g_hash_table_iter_init (&iter, asks);
  while (g_hash_table_iter_next (&iter, &table, &columns))
    if (!can_ask (connection, columns, table))
      return FALSE;
  return TRUE;
}

gboolean
nuan_check_file (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error)
{
  GStatBuf status;

  *count = 1;
  if (g_stat (nuan_connection_get_path (connection), &status) == 0 && (status.st_mode & 0077) != 0)
    {
      g_autofree char *what = g_strdup_printf ("mode %04o", (guint) status.st_mode & 07777);

      nuan_findings_add (findings, "", what, g_strdup (_("others than the owner may open the data file; its mode must be 0600")));
    }
  return TRUE;
}

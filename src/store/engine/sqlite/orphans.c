#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/engine/sqlite/sqlite-private.h"

/* Rows without their parent. PRAGMA foreign_key_check walks a table once for each of its keys and looks each parent up. Nearly always the
 * parents are numbered 1…n without a gap, and then the least and the greatest key of a column tell it: one walk a table for all columns. */

typedef struct
{
  char    *column, *parent, *to;
  gboolean doubtful;   /* to be looked up row by row */
} Key;

static void
key_clear (gpointer data)
{
  Key *key = data;

  g_free (key->column);
  g_free (key->parent);
  g_free (key->to);
}

typedef struct { gint64 n, least, greatest; } Range;

typedef struct
{
  sqlite3        *db;
  GHashTable     *ranges;   /* parent → Range; NULL: its key is no row number */
  NuanOrphanFunc  each;
  gpointer        data;
  GError        **error;
} Search;

/* A connection that fails for another reason than that of a broken schema: cancelled, or the storage. */
static gboolean
fail (Search *search)
{
  nuan_sqlite_fail (search->db, search->error);
  return FALSE;
}

static sqlite3_stmt *
prepare (Search *search, char *sql)
{
  sqlite3_stmt *statement = NULL;

  sqlite3_prepare_v2 (search->db, sql, -1, &statement, NULL);
  sqlite3_free (sql);
  return statement;
}

static const char *
text_at (sqlite3_stmt *row, int column)
{
  const char *text = (const char *) sqlite3_column_text (row, column);

  return text != NULL ? text : "";
}

static gboolean
ended (Search *search, sqlite3_stmt *rows, int code)
{
  sqlite3_finalize (rows);
  return code == SQLITE_DONE || fail (search);
}

static gboolean
read_keys (Search *search, const char *table, GArray *keys)
{
  sqlite3_stmt *row = prepare (search, sqlite3_mprintf ("SELECT \"from\", \"table\", coalesce (\"to\", '') FROM pragma_foreign_key_list (%Q)", table));
  int code = SQLITE_DONE;

  while (row != NULL && (code = sqlite3_step (row)) == SQLITE_ROW)
    {
      const Key key = { g_strdup (text_at (row, 0)), g_strdup (text_at (row, 1)), g_strdup (text_at (row, 2)), TRUE };

      g_array_append_val (keys, key);
    }
  return ended (search, row, row != NULL ? code : SQLITE_ERROR);
}

/* Whether PARENT has its row number as its key, and from where to where it goes. */
static const Range *
range_of (Search *search, const Key *key)
{
  g_autofree char *name = g_strconcat (key->parent, " ", key->to, NULL);
  sqlite3_stmt *row;
  Range *range = NULL;
  gpointer known;

  if (g_hash_table_lookup_extended (search->ranges, name, NULL, &known))
    return known;

  row = prepare (search, sqlite3_mprintf ("SELECT 1 FROM pragma_table_info (%Q) i JOIN pragma_table_list t ON t.name = %Q AND t.wr = 0"
                                          " WHERE i.pk = 1 AND i.type = 'INTEGER' AND (i.name = %Q OR %Q = '')", key->parent, key->parent, key->to, key->to));
  if (row != NULL && sqlite3_step (row) == SQLITE_ROW)
    range = g_new0 (Range, 1);
  sqlite3_finalize (row);

  if (range != NULL)
    {
      row = prepare (search, sqlite3_mprintf ("SELECT (SELECT count (*) FROM \"%w\"), (SELECT min (rowid) FROM \"%w\"), (SELECT max (rowid) FROM \"%w\")",
                                              key->parent, key->parent, key->parent));
      if (row != NULL && sqlite3_step (row) == SQLITE_ROW)
        *range = (Range) { sqlite3_column_int64 (row, 0), sqlite3_column_int64 (row, 1), sqlite3_column_int64 (row, 2) };
      sqlite3_finalize (row);
    }
  g_hash_table_insert (search->ranges, g_steal_pointer (&name), range);
  return range;
}

static gboolean
has_no_gap (const Range *range)
{
  gint64 span;

  return range != NULL && range->n > 0 && !__builtin_sub_overflow (range->greatest, range->least, &span) && span == range->n - 1;
}

/* One walk for all columns whose parents have no gap: those outside stay doubtful. */
static gboolean
compare_ranges (Search *search, const char *table, GArray *keys)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  sqlite3_stmt *row;
  int code;

  for (guint i = 0; i < keys->len; i++)
    {
      const Key *key = &g_array_index (keys, Key, i);
      char *ask = sqlite3_mprintf ("%smin (\"%w\"), max (\"%w\")", i > 0 ? ", " : "", key->column, key->column);

      g_string_append (columns, ask);
      sqlite3_free (ask);
    }

  row = prepare (search, sqlite3_mprintf ("SELECT %s FROM \"%w\"", columns->str, table));
  code = row != NULL ? sqlite3_step (row) : SQLITE_ERROR;
  for (guint i = 0; code == SQLITE_ROW && i < keys->len; i++)
    {
      Key *key = &g_array_index (keys, Key, i);
      const int at = 2 * (int) i;
      const Range *range = range_of (search, key);

      key->doubtful = sqlite3_column_type (row, at) != SQLITE_NULL
                      && !(has_no_gap (range) && sqlite3_column_type (row, at) == SQLITE_INTEGER && sqlite3_column_type (row, at + 1) == SQLITE_INTEGER
                           && sqlite3_column_int64 (row, at) >= range->least && sqlite3_column_int64 (row, at + 1) <= range->greatest);
    }
  if (code == SQLITE_ROW)
    code = SQLITE_DONE;
  return ended (search, row, code);
}

/* What names a row: its number, or the columns of its key. */
static char *
name_of_rows (Search *search, const char *table)
{
  sqlite3_stmt *row = prepare (search, sqlite3_mprintf ("SELECT i.name FROM pragma_table_info (%Q) i JOIN pragma_table_list t ON t.name = %Q"
                                                        " WHERE t.wr = 1 AND i.pk > 0 ORDER BY i.pk", table, table));
  g_autoptr (GString) name = g_string_new (NULL);

  while (row != NULL && sqlite3_step (row) == SQLITE_ROW)
    {
      char *column = sqlite3_mprintf ("%s\"%w\"", name->len > 0 ? " || '/' || " : "", text_at (row, 0));

      g_string_append (name, column);
      sqlite3_free (column);
    }
  sqlite3_finalize (row);
  return g_strdup (name->len > 0 ? name->str : "rowid");
}

static gboolean
look_up (Search *search, const char *table, const char *name, const Key *key)
{
  const char *to = *key->to != '\0' ? key->to : "rowid";
  sqlite3_stmt *row = prepare (search, sqlite3_mprintf ("SELECT %s FROM \"%w\" c WHERE c.\"%w\" IS NOT NULL"
                                                        " AND NOT EXISTS (SELECT 1 FROM \"%w\" p WHERE p.\"%w\" = c.\"%w\")",
                                                        name, table, key->column, key->parent, to, key->column));
  int code = SQLITE_DONE;

  if (row == NULL)   /* no such parent at all */
    search->each (table, "", key->parent, search->data);
  while (row != NULL && (code = sqlite3_step (row)) == SQLITE_ROW)
    search->each (table, text_at (row, 0), key->parent, search->data);
  return ended (search, row, code);
}

static gboolean
search_table (Search *search, const char *table)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (Key));
  g_autofree char *name = NULL;

  g_array_set_clear_func (keys, key_clear);
  if (!read_keys (search, table, keys) || (keys->len > 0 && !compare_ranges (search, table, keys)))
    return FALSE;

  name = name_of_rows (search, table);
  for (guint i = 0; i < keys->len; i++)
    if (g_array_index (keys, Key, i).doubtful && !look_up (search, table, name, &g_array_index (keys, Key, i)))
      return FALSE;
  return TRUE;
}

gboolean
nuan_sqlite_orphans (gpointer db, NuanOrphanFunc each, gpointer data, GError **error)
{
  NuanSqlite *self = db;
  g_autoptr (GHashTable) ranges = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  Search search = { self->db, ranges, each, data, error };
  sqlite3_stmt *row = prepare (&search, sqlite3_mprintf ("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"));
  int code = SQLITE_ERROR;

  while (row != NULL && (code = sqlite3_step (row)) == SQLITE_ROW)
    g_ptr_array_add (tables, g_strdup (text_at (row, 0)));
  if (!ended (&search, row, code))
    return FALSE;

  for (guint i = 0; i < tables->len; i++)
    if (!search_table (&search, g_ptr_array_index (tables, i)))
      return FALSE;
  return TRUE;
}

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/seal.h"
#include "store/engine/engine.h"
#include "store/journal/finding.h"

/* What a finding names, and the rows that are read for it: its own and those that tell of the same act. KEY: a number, or the text as it stands. */
#define OF_PAYMENT(column) "(SELECT " column " FROM payment WHERE id = ?)"

static const struct { const char *word, *table, *where; gboolean by_text; } sources[] = {
  { "fund", "fund_balance", "fund_id = ?" },
  { "movement", "entry_movement", "id = ?" },
  { "entry", "entry", "id = ?" },
  { "entry", "entry_movement", "entry_id = ?" },
  { "payment", "payment", "id = ?" },
  { "payment", "payment_void", "payment_id = ?" },
  { "payment", "receipt", "payment_id = ?" },
  { "payment", "grants", "id = " OF_PAYMENT ("grant_id") },
  { "payment", "entry", "id = " OF_PAYMENT ("entry_id") },
  { "payment", "entry_movement", "entry_id = " OF_PAYMENT ("entry_id") },
  { "receipt row", "receipt", "id = ?" },
  { "receipt row", "receipt_print", "receipt_id = ?" },
  { "receipt row", "receipt_signature", "receipt_id = ?" },
  { "receipt row", "to_sign", "receipt_id = ?" },
  { "receipt row", "payment", "id = (SELECT payment_id FROM receipt WHERE id = ?)" },
  { "year", "receipt", "year = ? AND seq = (SELECT max (r.seq) FROM receipt r WHERE r.year = receipt.year)" },
  { "grant", "grants", "id = ?" },
  { "grant", "payment", "grant_id = ?" },
  { "grant", "payment_void", "payment_id IN (SELECT id FROM payment WHERE grant_id = ?)" },
  { "assessment", "assessment", "id = ?" },
  { "member", "member", "id = ?" },
  { "standard", "standard", "id = ?" },
  { "answer", "finding_answer", "id = ?" },
  { "journal row", "journal", "id = ?" },
  { "household", "household", "number = ?", TRUE },
  { "household", "member", "household_id = (SELECT id FROM household WHERE number = ?)", TRUE },
};

/* Columns that name who acted; journal_id names a row that does. */
static const char *const acting[] = { "drafted_by", "decided_by", "confirmed_by", "paid_by", "voided_by", "changed_by", "ticked_by", "answered_by" };

/* Rows whose acts the journal tells by its subject. */
static const struct { const char *table, *subject; } subjects[] = { { "grants", "grant" }, { "household", "household" } };

typedef struct
{
  NuanConnection *connection;
  GHashTable     *columns;   /* table → GPtrArray of names */
  GString        *canonical;
  GPtrArray      *rows;      /* may be NULL, as ACTORS */
  GArray         *actors;
} Reading;

static void
note_column (const char *kind, const char *name, const char *table, const char *type, gpointer data)
{
  GHashTable *columns = data;
  GPtrArray *names = g_hash_table_lookup (columns, table);

  if (names == NULL)
    {
      names = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (columns, g_strdup (table), names);
    }
  g_ptr_array_add (names, g_strdup (name));
}

static void
append_line (GString *canonical, const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    if (*at == '\\' || *at == '\n')
      g_string_append_printf (canonical, "\\%c", *at == '\n' ? 'n' : '\\');
    else
      g_string_append_c (canonical, *at);
  g_string_append_c (canonical, '\n');
}

static void
add_actor (Reading *reading, gint64 staff_id)
{
  if (reading->actors == NULL || staff_id <= 0)
    return;
  for (guint i = 0; i < reading->actors->len; i++)
    if (g_array_index (reading->actors, gint64, i) == staff_id)
      return;

  g_array_append_val (reading->actors, staff_id);
}

static gboolean
add_actor_row (NuanStatement *row, gpointer reading, GError **error)
{
  add_actor (reading, nuan_statement_int (row, 0));
  return TRUE;
}

static void
add_actors_of (Reading *reading, const char *table, const char *column, gint64 value, gint64 id)
{
  if (reading->actors == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (acting); i++)
    if (g_str_equal (column, acting[i]))
      add_actor (reading, value);
  if (g_str_equal (column, "staff_id") && g_str_equal (table, "journal"))
    add_actor (reading, value);
  if (g_str_equal (column, "journal_id"))
    nuan_statement_each (nuan_statement (reading->connection, "SELECT staff_id FROM journal WHERE id = ?", "i", value), add_actor_row, reading, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (g_str_equal (column, "id") && g_str_equal (table, subjects[i].table))
      {
        g_autofree char *subject = g_strdup_printf ("%s:%" G_GINT64_FORMAT, subjects[i].subject, id);

        nuan_statement_each (nuan_statement (reading->connection,
                                             "SELECT DISTINCT staff_id FROM journal WHERE subject = ? AND action <> 'household.reveal'", "t", subject),
                             add_actor_row, reading, NULL);
      }
}

static void
read_row (Reading *reading, const char *table, GPtrArray *names, NuanStatement *row)
{
  g_autofree char *name = g_strdup_printf ("%s:%s", table, nuan_statement_text (row, 0));

  append_line (reading->canonical, name);
  for (guint i = 0; i < names->len; i++)
    {
      append_line (reading->canonical, nuan_statement_is_null (row, (int) i) ? "-" : "+");
      append_line (reading->canonical, nuan_statement_text (row, (int) i));
      add_actors_of (reading, table, g_ptr_array_index (names, i), nuan_statement_int (row, (int) i), nuan_statement_int (row, 0));
    }
  if (reading->rows != NULL)
    g_ptr_array_add (reading->rows, g_steal_pointer (&name));
}

static void
read_rows (Reading *reading, const char *table, const char *where, const char *key, gboolean by_text)
{
  GPtrArray *names = g_hash_table_lookup (reading->columns, table);
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (NuanStatement) row = NULL;

  if (names == NULL)
    return;

  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (names, i));
  g_string_append_printf (sql, " FROM %s WHERE %s ORDER BY 1", table, where);
  row = by_text ? nuan_statement_once (reading->connection, sql->str, "t", key)
                : nuan_statement_once (reading->connection, sql->str, "i", g_ascii_strtoll (key, NULL, 10));
  while (nuan_statement_next (row, NULL))
    read_row (reading, table, names, row);
}

/* "receipt 2025-7" is named as on paper, and read by its row. */
static char *
receipt_row (NuanConnection *connection, const char *about)
{
  g_auto (GStrv) parts = g_str_has_prefix (about, "receipt ") ? g_strsplit (about + strlen ("receipt "), "-", 2) : NULL;
  gint64 id = 0;

  if (parts == NULL || g_strv_length (parts) != 2 ||
      !nuan_sql_value (connection, &id, NULL, "SELECT id FROM receipt WHERE year = ? AND seq = ?", "ii", g_ascii_strtoll (parts[0], NULL, 10),
                       g_ascii_strtoll (parts[1], NULL, 10)))
    return g_strdup (about);

  return g_strdup_printf ("receipt row %" G_GINT64_FORMAT, id);
}

/* "table:key" names a row of any table by its first column. */
static void
read_about (Reading *reading, const char *about)
{
  g_autofree char *read = receipt_row (reading->connection, about);
  const char *named = g_str_has_prefix (read, "void of ") ? read + strlen ("void of ") : read;
  const char *colon = strchr (named, ':');

  if (colon != NULL)
    {
      g_autofree char *table = g_strndup (named, (gsize) (colon - named));
      GPtrArray *names = g_hash_table_lookup (reading->columns, table);
      g_autofree char *where = names != NULL ? g_strconcat (g_ptr_array_index (names, 0), " = ?", NULL) : NULL;

      if (where != NULL)
        read_rows (reading, table, where, colon + 1, FALSE);
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      const gsize length = strlen (sources[i].word);

      if (strncmp (named, sources[i].word, length) == 0 && named[length] == ' ' && strchr (named + length + 1, ' ') == NULL)
        read_rows (reading, sources[i].table, sources[i].where, named + length + 1, sources[i].by_text);
    }
}

char *
nuan_finding_digest (NuanConnection *connection, const char *line, const char *about, const char *what, GPtrArray *rows, GArray *actors)
{
  g_autoptr (GHashTable) columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GString) canonical = g_string_new (NULL);
  Reading reading = { connection, columns, canonical, rows, actors };

  append_line (canonical, line);
  append_line (canonical, about);
  append_line (canonical, what);
  if (*about != '\0' && nuan_catalogue_visit_columns (connection, note_column, columns, NULL))
    read_about (&reading, about);
  return nuan_sha256_hex (canonical->str, canonical->len);
}

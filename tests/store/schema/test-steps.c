#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "check-error.h"
#include "fixture.h"
#include "store/engine/engine.h"
#include "store/journal/check.h"
#include "store/schema/migrations.h"

/* Steps as further ones will be, on a file as the first release leaves it. */

static int
next_number (Fixture *fixture)
{
  return (int) fixture_value (fixture, "PRAGMA user_version") + 1;
}

static gboolean
run (Fixture *fixture, const NuanSchemaStep *step, GCancellable *cancellable, GError **error)
{
  return nuan_migrations_step (fixture->connection, next_number (fixture), step, NULL, NULL, cancellable, error);
}

static gboolean
fill_words (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  for (gint64 i = 1; i <= 3; i++)
    {
      if (!nuan_sql_run (connection, error, "INSERT INTO word (id, text) SELECT id, name FROM staff WHERE id = ?", "i", i))
        return FALSE;
      if (progress != NULL)
        progress (i, 3, progress_data);
    }
  return TRUE;
}

static void
note_progress (gint64 done, gint64 total, gpointer user_data)
{
  g_string_append_printf (user_data, "%d/%d ", (int) done, (int) total);
}

static void
step_is_sql_and_then_work_in_one_transaction (Fixture *fixture, gconstpointer unused)
{
  const NuanSchemaStep step = { "CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;", fill_words, FALSE };
  const int number = next_number (fixture);
  g_autoptr (GString) told = g_string_new ("");
  g_autoptr (GError) error = NULL;

  g_assert_true (nuan_migrations_step (fixture->connection, number, &step, note_progress, told, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (told->str, ==, "1/3 2/3 3/3 ");
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM word"), ==, 3);
  g_assert_cmpint (fixture_value (fixture, "SELECT text = '王受理' FROM word WHERE id = 2"), ==, 1);
  g_assert_cmpint (fixture_value (fixture, "PRAGMA user_version"), ==, number);
}

static void
step_that_another_program_did_meanwhile_is_not_done_again (Fixture *fixture, gconstpointer unused)
{
  const NuanSchemaStep step = { "CREATE TABLE word (id INTEGER PRIMARY KEY) STRICT;", NULL, FALSE };

  g_assert_true (nuan_migrations_step (fixture->connection, 1, &step, NULL, NULL, NULL, NULL));
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM sqlite_schema WHERE name = 'word'"), ==, 0);
}

static gboolean
fail_at_last (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_STORAGE, "db", "not today");
  return FALSE;
}

static void
step_that_fails_leaves_nothing_of_itself (Fixture *fixture, gconstpointer unused)
{
  static const NuanSchemaStep steps[] = {
    { "CREATE TABLE word (id INTEGER PRIMARY KEY) STRICT;", fail_at_last, FALSE },
    { "CREATE TABLE word (id INTEGER PRIMARY KEY) STRICT;", fail_at_last, TRUE },
    { "CREATE TABLE word (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1);", NULL, FALSE },
  };
  const gint64 before = fixture_value (fixture, "PRAGMA user_version");

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (run (fixture, &steps[i], NULL, &error));
      check_error (error, NUAN_ERROR_STORAGE, i < 2 ? "db" : NULL);
      g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM sqlite_schema WHERE name = 'word'"), ==, 0);
      g_assert_cmpint (fixture_value (fixture, "PRAGMA user_version"), ==, before);
      g_assert_cmpint (fixture_value (fixture, "PRAGMA foreign_keys"), ==, 1);
    }
}

static gboolean
cancel_oneself (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  gint64 n = 0;

  g_cancellable_cancel (cancellable);
  return nuan_sql_value (connection, &n, error,
                         "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) SELECT count (*) FROM n", "");
}

static void
step_that_is_cancelled_leaves_nothing_of_itself (Fixture *fixture, gconstpointer unused)
{
  const NuanSchemaStep step = { "CREATE TABLE word (id INTEGER PRIMARY KEY) STRICT;", cancel_oneself, FALSE };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (run (fixture, &step, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM sqlite_schema WHERE name = 'word'"), ==, 0);
}

/* What was committed is done, whatever fails after it; nothing more is written until foreign keys hold again. */
static int
deny_keys (gpointer denied, int action, const char *pragma, const char *value, const char *database, const char *trigger)
{
  if (*(gboolean *) denied && action == SQLITE_PRAGMA && g_strcmp0 (pragma, "foreign_keys") == 0 && g_strcmp0 (value, "ON") == 0)
    return SQLITE_DENY;

  return SQLITE_OK;
}

static gboolean
add_word (NuanConnection *connection, gpointer data, GError **error)
{
  return nuan_sql_run (connection, error, "INSERT INTO word (id) VALUES (1)", "");
}

static void
step_that_is_committed_is_done_though_keys_stay_loose (Fixture *fixture, gconstpointer unused)
{
  const NuanSchemaStep step = { "CREATE TABLE word (id INTEGER PRIMARY KEY) STRICT;", NULL, TRUE };
  const int number = next_number (fixture);
  gboolean denied = TRUE;
  g_autoptr (GError) error = NULL;

  sqlite3_set_authorizer (fixture_handle (fixture), deny_keys, &denied);
  g_assert_true (run (fixture, &step, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture_value (fixture, "PRAGMA user_version"), ==, number);
  g_assert_false (nuan_connection_transact (fixture->connection, add_word, NULL, &error));
  check_error (error, NUAN_ERROR_STORAGE, NULL);

  denied = FALSE;
  g_assert_true (nuan_connection_transact (fixture->connection, add_word, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture_value (fixture, "PRAGMA foreign_keys"), ==, 1);
  sqlite3_set_authorizer (fixture_handle (fixture), NULL, NULL);
}

#define UNIT_ANEW \
  "CREATE TABLE unit (\n" \
  "  id        INTEGER PRIMARY KEY,\n" \
  "  parent_id INTEGER REFERENCES unit (id),\n" \
  "  name      TEXT NOT NULL UNIQUE CHECK (length (name) BETWEEN 1 AND 200),\n" \
  "  sort_key  TEXT NOT NULL DEFAULT '',\n" \
  "  level     TEXT NOT NULL DEFAULT 'county'\n" \
  ") STRICT"

static gboolean
rebuild_unit (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  const NuanRebuild unit = { "unit", UNIT_ANEW, "id, parent_id, name, sort_key, level", "id, parent_id, name, sort_key, 'city'" };

  return nuan_table_rebuild (connection, &unit, error);
}

typedef struct
{
  const char *table;
  GString    *text;
} Belongings;

static void
note (const char *kind, const char *name, const char *table, const char *sql, gpointer data)
{
  Belongings *belongings = data;

  if (g_str_equal (table, belongings->table) && !g_str_equal (kind, "table"))
    g_string_append_printf (belongings->text, "%s %s: %s\n", kind, name, sql);
}

/* Owned. */
static char *
belongings_of (Fixture *fixture, const char *table)
{
  g_autoptr (GString) text = g_string_new ("");
  Belongings belongings = { table, text };

  g_assert_true (nuan_catalogue_visit (fixture->connection, note, &belongings, NULL));
  return g_strdup (text->str);
}

static void
rebuilt_table_keeps_rows_indexes_and_what_points_to_it (Fixture *fixture, gconstpointer unused)
{
  const NuanSchemaStep step = { "", rebuild_unit, TRUE };
  const gint64 household = fixture_add_approved (fixture, 1);
  g_autofree char *before = belongings_of (fixture, "unit"), *after = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 n = fixture_value (fixture, "SELECT count (*) FROM unit");

  g_assert_cmpuint (strlen (before), >, 0);
  g_assert_true (run (fixture, &step, NULL, &error));
  g_assert_no_error (error);
  after = belongings_of (fixture, "unit");
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM unit WHERE level = 'city'"), ==, n);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM sqlite_schema WHERE name LIKE 'old%' OR sql LIKE '%old_unit%'"), ==, 0);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM household h JOIN unit u ON u.id = h.unit_id"), ==, household);

  /* What points to it still does, and it is held to it again. */
  g_assert_false (nuan_connection_exec (fixture->connection, "DELETE FROM unit WHERE id = (SELECT unit_id FROM household)", NULL));
  g_assert_false (nuan_connection_exec (fixture->connection, "UPDATE household SET unit_id = 999", NULL));
  g_assert_cmpint (fixture_add_household (fixture, 2), ==, household + 1);
}

static void
text_of_a_rebuilt_table_is_what_was_given (Fixture *fixture, gconstpointer unused)
{
  const NuanSchemaStep step = { "", rebuild_unit, TRUE };
  g_autoptr (NuanStatement) row = NULL;

  g_assert_true (run (fixture, &step, NULL, NULL));
  row = nuan_statement_once (fixture->connection, "SELECT sql FROM sqlite_schema WHERE name = 'unit'", "");
  g_assert_true (nuan_statement_next (row, NULL));
  g_assert_cmpstr (nuan_statement_text (row, 0), ==, UNIT_ANEW);
}

typedef struct
{
  GHashTable *creates;     /* table → its CREATE */
  GHashTable *columns;     /* table → "a, b" */
} Schema;

static void
note_object (const char *kind, const char *name, const char *table, const char *sql, gpointer data)
{
  Schema *schema = data;

  if (g_str_equal (kind, "table"))
    g_hash_table_insert (schema->creates, g_strdup (name), g_strdup (sql));
}

static void
note_column (const char *kind, const char *name, const char *table, const char *type, gpointer data)
{
  Schema *schema = data;
  const char *before = g_hash_table_lookup (schema->columns, table);

  g_hash_table_insert (schema->columns, g_strdup (table), before != NULL ? g_strconcat (before, ", ", name, NULL) : g_strdup (name));
}

/* As they are: nothing changes but their place in the file. */
static gboolean
rebuild_all (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) creates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Schema schema = { creates, columns };
  GHashTableIter iter;
  gpointer name, create;

  g_assert_true (nuan_catalogue_visit (connection, note_object, &schema, NULL));
  g_assert_true (nuan_catalogue_visit_columns (connection, note_column, &schema, NULL));
  g_assert_cmpuint (g_hash_table_size (creates), >, 25);
  g_hash_table_iter_init (&iter, creates);
  while (g_hash_table_iter_next (&iter, &name, &create))
    {
      const char *all = g_hash_table_lookup (columns, name);
      const NuanRebuild table = { name, create, all, all };

      if (!nuan_table_rebuild (connection, &table, error))
        return FALSE;
    }
  return TRUE;
}

static void
every_table_can_be_made_anew_with_its_guards (Fixture *fixture, gconstpointer unused)
{
  const NuanSchemaStep step = { "", rebuild_all, TRUE };
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;

  fixture_add_approved (fixture, 1);
  g_assert_true (run (fixture, &step, NULL, &error));
  g_assert_no_error (error);
  fixture_add_approved (fixture, 2);

  lines = nuan_check_run (fixture->connection, NUAN_CHECK_ALL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < lines->len; i++)
    {
      const NuanCheckLine *line = g_ptr_array_index (lines, i);

      if (!line->passed)
        g_error ("%s: %s", line->code, line->detail);
    }
  g_assert_false (nuan_connection_exec (fixture->connection, "DELETE FROM journal", &error));
  check_error (error, NUAN_ERROR_RULE, NULL);
}

static gboolean
lose_a_unit (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  return rebuild_unit (connection, progress, progress_data, cancellable, error)
         && nuan_connection_exec (connection, "DELETE FROM unit WHERE id = (SELECT unit_id FROM household)", error);
}

static void
step_that_leaves_a_row_without_its_parent_is_refused (Fixture *fixture, gconstpointer unused)
{
  const NuanSchemaStep step = { "", lose_a_unit, TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;

  fixture_add_household (fixture, 1);
  before = belongings_of (fixture, "unit");
  g_assert_false (run (fixture, &step, NULL, &error));
  check_error (error, NUAN_ERROR_STORAGE, "db");
  after = belongings_of (fixture, "unit");
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM household h JOIN unit u ON u.id = h.unit_id"), ==, 1);
  g_assert_cmpint (fixture_value (fixture, "PRAGMA foreign_keys"), ==, 1);
}

#define ADD(path, test) g_test_add ("/steps/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("step-is-sql-and-then-work-in-one-transaction", step_is_sql_and_then_work_in_one_transaction);
  ADD ("step-that-another-program-did-meanwhile-is-not-done-again", step_that_another_program_did_meanwhile_is_not_done_again);
  ADD ("step-that-fails-leaves-nothing-of-itself", step_that_fails_leaves_nothing_of_itself);
  ADD ("step-that-is-committed-is-done-though-keys-stay-loose", step_that_is_committed_is_done_though_keys_stay_loose);
  ADD ("step-that-is-cancelled-leaves-nothing-of-itself", step_that_is_cancelled_leaves_nothing_of_itself);
  ADD ("rebuilt-table-keeps-rows-indexes-and-what-points-to-it", rebuilt_table_keeps_rows_indexes_and_what_points_to_it);
  ADD ("every-table-can-be-made-anew-with-its-guards", every_table_can_be_made_anew_with_its_guards);
  ADD ("text-of-a-rebuilt-table-is-what-was-given", text_of_a_rebuilt_table_is_what_was_given);
  ADD ("step-that-leaves-a-row-without-its-parent-is-refused", step_that_leaves_a_row_without_its_parent_is_refused);
  return g_test_run ();
}

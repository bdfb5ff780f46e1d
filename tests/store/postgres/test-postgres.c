#include "config.h"

#include <string.h>

#include "base/error.h"
#include "database.h"
#include "store/engine/engine-private.h"
#include "store/engine/postgres/postgres-private.h"
#include "store/journal/check.h"
#include "store/schema/migrations.h"

/* What the engine of PostgreSQL does beside what all engines do: one database a test, empty but for the schema. */
typedef struct {
  char           *name, *address;
  NuanConnection *one, *other;
} Desk;

static NuanConnection *
open_at (const char *address, NuanOpen how)
{
  g_autoptr (GError) error = NULL;
  NuanConnection *connection = nuan_connection_open (address, how, &error);

  g_assert_no_error (error);
  return connection;
}

static void
make_schema (const char *address)
{
  nuan_connection_close (open_at (address, NUAN_OPEN_CREATE));
}

static void
set_up (Desk *desk, gconstpointer unused)
{
  database_template ("nuan_schema", make_schema);
  desk->name = database_create ("nuan_schema");
  desk->address = database_address (desk->name);
  desk->one = open_at (desk->address, NUAN_OPEN_WRITE);
  desk->other = open_at (desk->address, NUAN_OPEN_WRITE);
}

static void
tear_down (Desk *desk, gconstpointer unused)
{
  nuan_connection_close (desk->one);
  nuan_connection_close (desk->other);
  database_drop (desk->name);
  g_free (desk->name);
  g_free (desk->address);
}

static void
run (NuanConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;

  nuan_connection_exec (connection, sql, &error);
  g_assert_no_error (error);
}

static gint64
value (NuanConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 number = -1;

  nuan_sql_value (connection, &number, &error, g_intern_string (sql), "");
  g_assert_no_error (error);
  return number;
}

static char *
text (NuanConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanStatement) row = nuan_statement_once (connection, sql, "");

  g_assert_true (nuan_statement_next (row, &error));
  g_assert_no_error (error);
  return nuan_statement_dup (row, 0);
}

static void
assert_refused (NuanConnection *connection, const char *sql, GQuark domain, int code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_connection_exec (connection, sql, &error));
  g_assert_error (error, domain, code);
  g_assert_cmpstr (error->message, ==, words);
}

static void
a_parameter_is_not_found_in_words (Desk *desk, gconstpointer unused)
{
  static const struct { const char *sql, *wanted; } cases[] = {
    { "SELECT ?, ?", "SELECT $1, $2" },
    { "SELECT ?2, ?1", "SELECT $2, $1" },
    { "SELECT '?', ? -- why?\n, \"a?\", ? /* ? */", "SELECT '?', $1 -- why?\n, \"a?\", $2 /* ? */" },
    { "SELECT 'it''s ?', ?", "SELECT 'it''s ?', $1" },
    { "SELECT id FROM grants INDEXED BY grants_state WHERE state = ?", "SELECT id FROM grants  WHERE state = $1" },
    { "SELECT 1 FROM a CROSS JOIN b ON a.id = b.id", "SELECT 1 FROM a JOIN b ON a.id = b.id" },
    { "SELECT 'INDEXED BY x'", "SELECT 'INDEXED BY x'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql = nuan_postgres_rewrite (cases[i].sql);

      g_assert_cmpstr (sql, ==, cases[i].wanted);
    }
}

static void
values_come_back_as_they_went (Desk *desk, gconstpointer unused)
{
  static const char words[] = "帮扶'\"\\ ? 𠮷";
  guint8 bytes[32], back[32];
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanStatement) row = NULL;

  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) (i * 9);
  row = nuan_statement (desk->one, "SELECT ?, ?, ?, ?, ?, 1 = 1, 1 = 2, sum (x) FROM (SELECT 9223372036854775807 AS x) q", "itnzd",
                        G_MININT64, words, NULL, bytes, nuan_day_new (2025, 11, 20));
  g_assert_true (nuan_statement_next (row, &error));
  g_assert_no_error (error);
  g_assert_cmpint (nuan_statement_int (row, 0), ==, G_MININT64);
  g_assert_cmpstr (nuan_statement_text (row, 1), ==, words);
  g_assert_true (nuan_statement_is_null (row, 2));
  g_assert_true (nuan_statement_bytes (row, 3, back, sizeof back));
  g_assert_cmpmem (bytes, sizeof bytes, back, sizeof back);
  g_assert_cmpint (nuan_statement_day (row, 4), ==, nuan_day_new (2025, 11, 20));
  g_assert_cmpint (nuan_statement_int (row, 5), ==, 1);
  g_assert_cmpint (nuan_statement_int (row, 6), ==, 0);
  g_assert_cmpint (nuan_statement_int (row, 7), ==, G_MAXINT64);
  g_assert_false (nuan_statement_next (row, &error));
  g_assert_no_error (error);
}

static void
a_sum_beyond_all_numbers_is_an_error (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 sum = 7;

  g_assert_false (nuan_sql_value (desk->one, &sum, &error, "SELECT sum (x) FROM (SELECT 9223372036854775807 AS x UNION ALL SELECT 1) q", ""));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_STORAGE);
  g_assert_cmpint (sum, ==, 7);
}

static void
what_a_table_forbids_is_told_as_sqlite_does (Desk *desk, gconstpointer unused)
{
  run (desk->one, "INSERT INTO unit (id, name, sort_key) VALUES (1, 'a', 'a')");
  assert_refused (desk->one, "INSERT INTO unit (id, name, sort_key) VALUES (2, 'a', 'b')", NUAN_ERROR, NUAN_ERROR_STORAGE,
                  "The data file reports: UNIQUE constraint failed: unit.name");
  assert_refused (desk->one, "INSERT INTO unit (id, name, sort_key) VALUES (1, 'b', 'b')", NUAN_ERROR, NUAN_ERROR_STORAGE,
                  "The data file reports: UNIQUE constraint failed: unit.id");
  assert_refused (desk->one, "INSERT INTO unit (id, name) VALUES (2, 'b')", NUAN_ERROR, NUAN_ERROR_STORAGE,
                  "The data file reports: NOT NULL constraint failed: unit.sort_key");
  assert_refused (desk->one, "INSERT INTO unit (id, name, sort_key, parent_id) VALUES (2, 'b', 'b', 9)", NUAN_ERROR, NUAN_ERROR_STORAGE,
                  "The data file reports: FOREIGN KEY constraint failed");
  assert_refused (desk->one, "INSERT INTO unit (id, name, sort_key) VALUES (2, '', 'b')", NUAN_ERROR, NUAN_ERROR_STORAGE,
                  "The data file reports: CHECK constraint failed: name <> ''");
  assert_refused (desk->one, "DELETE FROM journal; INSERT INTO journal VALUES (9, '', 1, '', 'x', '', '', repeat ('0', 64), repeat ('0', 64))",
                  NUAN_ERROR, NUAN_ERROR_RULE, "The ledger refuses this: journal: the next number must follow the last one");
}

static void
a_row_that_is_given_no_key_gets_the_next_one (Desk *desk, gconstpointer unused)
{
  run (desk->one, "INSERT INTO unit (name, sort_key) VALUES ('a', 'a'), ('b', 'b')");
  run (desk->one, "INSERT INTO unit (id, name, sort_key) VALUES (7, 'c', 'c')");
  run (desk->one, "BEGIN; INSERT INTO unit (name, sort_key) VALUES ('d', 'd'); ROLLBACK");
  run (desk->one, "INSERT INTO unit (name, sort_key) VALUES ('e', 'e')");
  g_assert_cmpint (value (desk->one, "SELECT max (id) FROM unit"), ==, 8);
}

static gboolean
add_unit (NuanConnection *connection, gpointer name, GError **error)
{
  return nuan_sql_run (connection, error, "INSERT INTO unit (name, sort_key) VALUES (?, ?)", "tt", name, name);
}

static gboolean
add_unit_and_fail (NuanConnection *connection, gpointer name, GError **error)
{
  return add_unit (connection, name, error) && nuan_connection_exec (connection, "INSERT INTO unit (name, sort_key) VALUES ('', '')", error);
}

static gboolean
try_and_go_on (NuanConnection *connection, gpointer name, GError **error)
{
  g_autoptr (GError) local = NULL;

  g_assert_false (nuan_connection_attempt (connection, add_unit_and_fail, (gpointer) "lost", &local));
  g_assert_error (local, NUAN_ERROR, NUAN_ERROR_STORAGE);
  return nuan_connection_attempt (connection, add_unit, name, error) && add_unit (connection, (gpointer) "after", error);
}

static void
what_was_tried_in_vain_leaves_the_rest_alone (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *names = NULL;

  nuan_connection_transact (desk->one, try_and_go_on, (gpointer) "kept", &error);
  g_assert_no_error (error);
  names = text (desk->one, "SELECT string_agg (name, ' ' ORDER BY id) FROM unit");
  g_assert_cmpstr (names, ==, "kept after");
}

/* The server turns the COMMIT of such a one into a ROLLBACK without an error. */
static gboolean
swallow_an_error (NuanConnection *connection, gpointer name, GError **error)
{
  return add_unit (connection, name, error) && !nuan_connection_exec (connection, "SELECT nothing FROM nowhere", NULL);
}

static void
a_transaction_that_failed_is_not_said_to_be_kept (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_connection_transact (desk->one, swallow_an_error, (gpointer) "a", &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_STORAGE);
  g_assert_cmpint (value (desk->one, "SELECT count (*) FROM unit"), ==, 0);
  g_assert_true (nuan_connection_transact (desk->one, add_unit, (gpointer) "a", NULL));
}

static gboolean
write_meanwhile (NuanConnection *connection, gpointer other, GError **error)
{
  g_autoptr (GError) local = NULL;

  run (other, "SET lock_timeout = '50ms'");
  g_assert_false (nuan_connection_transact (other, add_unit, (gpointer) "b", &local));
  g_assert_error (local, NUAN_ERROR, NUAN_ERROR_CONFLICT);
  return add_unit (connection, (gpointer) "a", error);
}

static void
there_is_one_writer (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  nuan_connection_transact (desk->one, write_meanwhile, desk->other, &error);
  g_assert_no_error (error);
  nuan_connection_transact (desk->other, add_unit, (gpointer) "b", &error);
  g_assert_no_error (error);
  g_assert_cmpint (value (desk->one, "SELECT count (*) FROM unit"), ==, 2);
}

#define ROUNDS 100

static gpointer
number_units (gpointer address)
{
  g_autoptr (NuanConnection) connection = open_at (address, NUAN_OPEN_WRITE);
  static int n = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d", g_atomic_int_add (&n, 1));
      g_autoptr (GError) error = NULL;

      nuan_connection_transact (connection, add_unit, name, &error);
      g_assert_no_error (error);
    }

  return NULL;
}

static void
many_writers_leave_no_gap (Desk *desk, gconstpointer unused)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("desk", number_units, desk->address);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (value (desk->one, "SELECT max (id) FROM unit"), ==, ROUNDS * G_N_ELEMENTS (threads));
  g_assert_cmpint (value (desk->one, "SELECT count (*) FROM unit"), ==, ROUNDS * G_N_ELEMENTS (threads));
}

static gboolean
read_twice (NuanConnection *connection, gpointer other, GError **error)
{
  g_assert_cmpint (value (connection, "SELECT count (*) FROM unit"), ==, 0);
  g_assert_true (nuan_connection_transact (other, add_unit, (gpointer) "a", error));
  g_assert_cmpint (value (connection, "SELECT count (*) FROM unit"), ==, 0);
  return TRUE;
}

static void
a_snapshot_is_of_one_moment (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  nuan_connection_snapshot (desk->one, read_twice, desk->other, &error);
  g_assert_no_error (error);
  g_assert_cmpint (value (desk->one, "SELECT count (*) FROM unit"), ==, 1);
}

static gint64
stamp (NuanConnection *connection)
{
  g_autoptr (GError) error = NULL;
  gint64 number = 0;

  connection->engine->stamp (connection->db, &number, &error);
  g_assert_no_error (error);
  return number;
}

static void
a_stamp_tells_of_somebody_elses_commit (Desk *desk, gconstpointer unused)
{
  const gint64 before = stamp (desk->one);

  g_assert_cmpint (stamp (desk->one), ==, before);
  g_assert_true (nuan_connection_transact (desk->other, add_unit, (gpointer) "a", NULL));
  g_assert_cmpint (stamp (desk->one), !=, before);
}

static gpointer
cancel_once_it_runs (gpointer data)
{
  Desk *desk = data;

  while (value (desk->other, "SELECT count (*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep (600)%'"
                             " AND pid <> pg_backend_pid ()") == 0)
    g_thread_yield ();
  g_cancellable_cancel (desk->one->engine == &nuan_engine_postgres ? ((NuanPostgres *) desk->one->db)->cancellable : NULL);
  return NULL;
}

static void
what_runs_long_is_cancelled (Desk *desk, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread;

  nuan_connection_set_cancellable (desk->one, cancellable);
  thread = g_thread_new ("cancel", cancel_once_it_runs, desk);
  g_assert_false (nuan_sql_run (desk->one, &error, "SELECT pg_sleep (600)", ""));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);

  g_clear_error (&error);
  g_assert_false (nuan_sql_run (desk->one, &error, "SELECT 1", ""));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  nuan_connection_set_cancellable (desk->one, NULL);
  g_assert_cmpint (value (desk->one, "SELECT 2"), ==, 2);
}

static void
cut (NuanConnection *victim, NuanConnection *other)
{
  g_autofree char *sql = g_strdup_printf ("SELECT pg_terminate_backend (%d, 10000)", PQbackendPID (((NuanPostgres *) victim->db)->server));

  run (other, sql);
}

static void
a_server_that_came_back_is_used_again (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nuan_connection_transact (desk->one, add_unit, (gpointer) "a", NULL));   /* its statement is kept */
  cut (desk->one, desk->other);
  nuan_connection_transact (desk->one, add_unit, (gpointer) "b", &error);
  g_assert_no_error (error);
  g_assert_cmpint (value (desk->other, "SELECT count (*) FROM unit"), ==, 2);
}

static gboolean
write_and_be_cut (NuanConnection *connection, gpointer other, GError **error)
{
  return add_unit (connection, (gpointer) "a", error) && (cut (connection, other), add_unit (connection, (gpointer) "b", error));
}

static void
what_was_begun_is_not_begun_again (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_connection_transact (desk->one, write_and_be_cut, desk->other, &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_STORAGE);
  g_assert_cmpint (value (desk->other, "SELECT count (*) FROM unit"), ==, 0);
  g_assert_true (nuan_connection_transact (desk->one, add_unit, (gpointer) "c", NULL));
}

/* Whoever goes on after the error writes to nobody, and is told so. */
static gboolean
be_cut_and_go_on (NuanConnection *connection, gpointer other, GError **error)
{
  g_autoptr (GError) local = NULL;

  g_assert_true (add_unit (connection, (gpointer) "a", error) && nuan_savepoint_set (connection, error));
  cut (connection, other);
  g_assert_false (add_unit (connection, (gpointer) "b", NULL));
  g_assert_false (add_unit (connection, (gpointer) "c", &local));
  g_assert_error (local, NUAN_ERROR, NUAN_ERROR_STORAGE);
  g_clear_error (&local);
  g_assert_false (nuan_savepoint_back (connection, &local));
  g_assert_error (local, NUAN_ERROR, NUAN_ERROR_STORAGE);
  g_assert_false (nuan_savepoint_release (connection, NULL) || nuan_savepoint_set (connection, NULL));
  g_assert_false (nuan_connection_attempt (connection, add_unit, (gpointer) "d", NULL));
  g_assert_false (nuan_connection_snapshot (connection, add_unit, (gpointer) "e", NULL));
  return TRUE;
}

static void
what_was_lost_is_not_said_to_be_kept (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_connection_transact (desk->one, be_cut_and_go_on, desk->other, &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_STORAGE);
  g_assert_cmpint (value (desk->other, "SELECT count (*) FROM unit"), ==, 0);
  g_assert_true (nuan_connection_transact (desk->one, add_unit, (gpointer) "f", NULL));
  g_assert_cmpint (value (desk->other, "SELECT count (*) FROM unit"), ==, 1);
}

/* Between two lines the server goes: what is left of the check is told line by line. */
static void
cut_at_once (gint64 done, gint64 total, gpointer data)
{
  Desk *desk = data;

  if (done == 1)
    run (desk->other, "SELECT count (pg_terminate_backend (pid, 10000)) FROM pg_stat_activity WHERE datname = current_database () AND pid <> pg_backend_pid ()");
}

static void
a_check_that_loses_its_server_ends (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = nuan_check_run (desk->one, NUAN_CHECK_ALL, cut_at_once, desk, NULL, &error);
  guint failed = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < lines->len; i++)
    failed += !((NuanCheckLine *) lines->pdata[i])->passed;
  g_assert_cmpuint (failed, >, 0);
}

static void
text_is_utf8_whatever_the_surroundings_say (Desk *desk, gconstpointer unused)
{
  g_autofree char *address = g_strconcat (desk->address, "&client_encoding=LATIN1", NULL), *name = NULL;
  g_autoptr (NuanConnection) connection = open_at (address, NUAN_OPEN_WRITE);

  g_assert_true (nuan_connection_transact (connection, add_unit, (gpointer) "帮扶", NULL));
  g_assert_cmpint (value (connection, "SELECT char_length (name) FROM unit"), ==, 2);
  name = text (connection, "SELECT name FROM unit");
  g_assert_cmpstr (name, ==, "帮扶");
}

static void
a_reader_writes_nothing (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanConnection) reader = open_at (desk->address, NUAN_OPEN_READ);

  assert_refused (reader, "DELETE FROM unit", NUAN_ERROR, NUAN_ERROR_STORAGE, "The data file can only be read");
}

static void
assert_not_opened (const char *address, NuanOpen how, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (nuan_connection_open (address, how, &error));
  g_assert_error (error, NUAN_ERROR, code);
}

static void
a_database_that_will_not_do_is_refused (Desk *desk, gconstpointer unused)
{
  g_autofree char *latin = database_create ("template0 ENCODING LATIN1");
  g_autofree char *latin_address = database_address (latin), *nowhere = database_address ("nuan_nowhere");

  assert_not_opened (latin_address, NUAN_OPEN_CREATE, NUAN_ERROR_CONFLICT);
  assert_not_opened (nowhere, NUAN_OPEN_WRITE, NUAN_ERROR_STORAGE);
  assert_not_opened (desk->address, NUAN_OPEN_CREATE, NUAN_ERROR_CONFLICT);
  database_drop (latin);
}

static void
a_database_of_somebody_elses_is_left_alone (Desk *desk, gconstpointer unused)
{
  g_autofree char *name = database_create ("template0");
  g_autofree char *address = database_address (name);

  run (desk->one, "COMMENT ON SCHEMA public IS 'nuanchuang 999'");
  assert_not_opened (desk->address, NUAN_OPEN_WRITE, NUAN_ERROR_FOREIGN);
  run (desk->one, "COMMENT ON SCHEMA public IS 'of mine'");
  assert_not_opened (desk->address, NUAN_OPEN_WRITE, NUAN_ERROR_FOREIGN);
  database_drop (name);
}

static void
note (const char *kind, const char *name, const char *table, const char *sql, gpointer data)
{
  g_string_append_printf (data, "%s %s %s: %s\n", kind, name, table, sql);
}

static char *
catalogue (NuanConnection *connection)
{
  g_autoptr (GString) text = g_string_new ("");
  g_autoptr (GError) error = NULL;

  nuan_catalogue_visit (connection, note, text, &error);
  g_assert_no_error (error);
  return g_strdup (text->str);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* In any order. */
static void
assert_same_lines (const char *one, const char *other)
{
  g_auto (GStrv) ones = g_strsplit (one, "\n", -1), others = g_strsplit (other, "\n", -1);

  g_assert_cmpuint (g_strv_length (ones), ==, g_strv_length (others));
  qsort (ones, g_strv_length (ones), sizeof (char *), compare_lines);
  qsort (others, g_strv_length (others), sizeof (char *), compare_lines);
  for (guint i = 0; ones[i] != NULL; i++)
    g_assert_cmpstr (ones[i], ==, others[i]);
}

static void
a_scratch_database_is_like_the_real_one_and_goes (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) scratch = nuan_connection_scratch (desk->one, &error);
  g_autofree char *empty = catalogue (scratch), *real = catalogue (desk->one), *built = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (empty, ==, "");
  nuan_migrations_build (scratch, &error);
  g_assert_no_error (error);
  built = catalogue (scratch);
  g_assert_cmpstr (built, ==, real);
  g_assert_nonnull (strstr (built, "trigger journal_delete journal"));

  g_clear_pointer (&scratch, nuan_connection_close);
  g_assert_cmpint (value (desk->one, "SELECT count (*) FROM pg_namespace WHERE nspname LIKE 'nuan%'"), ==, 0);
}

#define UNIT(more) \
  "CREATE TABLE unit (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE CHECK (name <> ''), parent_id INTEGER REFERENCES unit (id)," \
  " sort_key TEXT NOT NULL" more ") STRICT"
#define ENTRY \
  "CREATE TABLE entry (id INTEGER PRIMARY KEY, fund_id INTEGER NOT NULL REFERENCES fund (id), on_day TEXT NOT NULL CHECK (length(on_day) = 10)," \
  " kind TEXT NOT NULL CHECK (kind IN ('receive', 'return', 'payment', 'void', 'reversal')), memo TEXT NOT NULL," \
  " reverses INTEGER REFERENCES entry (id), journal_id INTEGER NOT NULL REFERENCES journal (id) DEFERRABLE INITIALLY DEFERRED," \
  " CHECK ((reverses IS NOT NULL) = (kind IN ('void', 'reversal')))) STRICT"

static gboolean
rebuild (NuanConnection *connection, gpointer table, GError **error)
{
  return nuan_table_rebuild (connection, table, error);
}

/* Two files of two units: what points to a unit must go on pointing to it. */
static void
fill (NuanConnection *connection)
{
  run (connection, "INSERT INTO staff (id, login, name, roles, password) VALUES (1, 'a', 'a', 1, '');"
                   "INSERT INTO unit (id, name, sort_key, parent_id) VALUES (1, 'a', 'a', NULL), (2, 'b', 'b', 1);"
                   "INSERT INTO household (id, number, state, unit_id, changed_by, changed_on, head_name, head_key, member_count)"
                   " VALUES (1, 'a', 'pending', 1, 1, '', '', '', 0), (2, 'b', 'pending', 2, 1, '', '', '', 0)");
}

static void
a_table_is_made_anew_with_all_that_belongs_to_it (Desk *desk, gconstpointer unused)
{
  const NuanRebuild same[] = { { "unit", UNIT (""), "id, name, parent_id, sort_key", "id, name, parent_id, sort_key" },
                               { "entry", ENTRY, "id, fund_id, on_day, kind, memo, reverses, journal_id",
                                 "id, fund_id, on_day, kind, memo, reverses, journal_id" } };
  const NuanRebuild more = { "unit", UNIT (", code TEXT NOT NULL"), "id, name, parent_id, sort_key, code", "id, name, parent_id, sort_key, 'c' || id" };
  g_autofree char *before = catalogue (desk->one), *after = NULL, *codes = NULL;
  g_autoptr (GError) error = NULL;

  fill (desk->one);
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      nuan_transaction_run (desk->one, NUAN_BEGIN_SCHEMA, rebuild, (gpointer) &same[i], &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (value (desk->one, "SELECT count (*) FROM posting"), ==, 0);
  after = catalogue (desk->one);
  assert_same_lines (before, after);

  nuan_transaction_run (desk->one, NUAN_BEGIN_SCHEMA, rebuild, (gpointer) &more, &error);
  g_assert_no_error (error);
  codes = text (desk->one, "SELECT string_agg (u.code || h.number, ' ' ORDER BY h.id) FROM household h JOIN unit u ON u.id = h.unit_id");
  g_assert_cmpstr (codes, ==, "c1a c2b");
  assert_refused (desk->one, "DELETE FROM household_author; DELETE FROM unit WHERE id = 2", NUAN_ERROR, NUAN_ERROR_STORAGE,
                  "The data file reports: FOREIGN KEY constraint failed");
  run (desk->one, "INSERT INTO unit (name, sort_key, code) VALUES ('c', 'c', 'c')");
  g_assert_cmpint (value (desk->one, "SELECT max (id) FROM unit"), ==, 3);
}

static void
a_table_made_anew_loses_no_row_that_is_pointed_to (Desk *desk, gconstpointer unused)
{
  const NuanRebuild moved = { "unit", UNIT (""), "id, name, sort_key", "id + 1, name, sort_key" };
  g_autoptr (GError) error = NULL;

  fill (desk->one);
  g_assert_false (nuan_transaction_run (desk->one, NUAN_BEGIN_SCHEMA, rebuild, (gpointer) &moved, &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_STORAGE);
  g_assert_cmpint (value (desk->one, "SELECT min (id) FROM unit"), ==, 1);
}

static gboolean
name_the_units (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  return nuan_sql_run (connection, error, "UPDATE unit SET code = 'u' || id", "");
}

static gboolean
fall_down (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  return nuan_sql_run (connection, error, "UPDATE unit SET name = ''", "");
}

static int
version_of (NuanConnection *connection)
{
  NuanVersion version;
  g_autoptr (GError) error = NULL;

  connection->engine->get_version (connection->db, &version, &error);
  g_assert_no_error (error);
  g_assert_true (version.ours && !version.empty);
  return version.number;
}

static void
a_step_of_the_schema_is_done_whole_or_not_at_all (Desk *desk, gconstpointer unused)
{
  const NuanSchemaStep bad = { "ALTER TABLE unit ADD COLUMN code text NOT NULL DEFAULT ''", fall_down, FALSE };
  const NuanSchemaStep good = { "ALTER TABLE unit ADD COLUMN code text NOT NULL DEFAULT ''", name_the_units, FALSE };
  const int before = version_of (desk->one);
  g_autofree char *as_it_was = catalogue (desk->one), *after = NULL, *code = NULL;
  g_autoptr (GError) error = NULL;

  fill (desk->one);
  g_assert_false (nuan_migrations_step (desk->one, before + 1, &bad, NULL, NULL, NULL, &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_STORAGE);
  g_assert_cmpint (version_of (desk->one), ==, before);
  after = catalogue (desk->one);
  g_assert_cmpstr (after, ==, as_it_was);

  g_clear_error (&error);
  nuan_migrations_step (desk->one, before + 1, &good, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (version_of (desk->other), ==, before + 1);
  code = text (desk->other, "SELECT code FROM unit WHERE id = 2");
  g_assert_cmpstr (code, ==, "u2");
}

#define POSTGRES_TEST(path, function) g_test_add ("/postgres/" path, Desk, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  nuan_engine_register (&nuan_engine_postgres);
  POSTGRES_TEST ("a-parameter-is-not-found-in-words", a_parameter_is_not_found_in_words);
  POSTGRES_TEST ("values-come-back-as-they-went", values_come_back_as_they_went);
  POSTGRES_TEST ("a-sum-beyond-all-numbers-is-an-error", a_sum_beyond_all_numbers_is_an_error);
  POSTGRES_TEST ("what-a-table-forbids-is-told-as-sqlite-does", what_a_table_forbids_is_told_as_sqlite_does);
  POSTGRES_TEST ("a-row-that-is-given-no-key-gets-the-next-one", a_row_that_is_given_no_key_gets_the_next_one);
  POSTGRES_TEST ("what-was-tried-in-vain-leaves-the-rest-alone", what_was_tried_in_vain_leaves_the_rest_alone);
  POSTGRES_TEST ("a-transaction-that-failed-is-not-said-to-be-kept", a_transaction_that_failed_is_not_said_to_be_kept);
  POSTGRES_TEST ("there-is-one-writer", there_is_one_writer);
  POSTGRES_TEST ("many-writers-leave-no-gap", many_writers_leave_no_gap);
  POSTGRES_TEST ("a-snapshot-is-of-one-moment", a_snapshot_is_of_one_moment);
  POSTGRES_TEST ("a-stamp-tells-of-somebody-elses-commit", a_stamp_tells_of_somebody_elses_commit);
  POSTGRES_TEST ("what-runs-long-is-cancelled", what_runs_long_is_cancelled);
  POSTGRES_TEST ("a-server-that-came-back-is-used-again", a_server_that_came_back_is_used_again);
  POSTGRES_TEST ("what-was-begun-is-not-begun-again", what_was_begun_is_not_begun_again);
  POSTGRES_TEST ("what-was-lost-is-not-said-to-be-kept", what_was_lost_is_not_said_to_be_kept);
  POSTGRES_TEST ("a-check-that-loses-its-server-ends", a_check_that_loses_its_server_ends);
  POSTGRES_TEST ("text-is-utf8-whatever-the-surroundings-say", text_is_utf8_whatever_the_surroundings_say);
  POSTGRES_TEST ("a-reader-writes-nothing", a_reader_writes_nothing);
  POSTGRES_TEST ("a-database-that-will-not-do-is-refused", a_database_that_will_not_do_is_refused);
  POSTGRES_TEST ("a-database-of-somebody-elses-is-left-alone", a_database_of_somebody_elses_is_left_alone);
  POSTGRES_TEST ("a-scratch-database-is-like-the-real-one-and-goes", a_scratch_database_is_like_the_real_one_and_goes);
  POSTGRES_TEST ("a-table-is-made-anew-with-all-that-belongs-to-it", a_table_is_made_anew_with_all_that_belongs_to_it);
  POSTGRES_TEST ("a-table-made-anew-loses-no-row-that-is-pointed-to", a_table_made_anew_loses_no_row_that_is_pointed_to);
  POSTGRES_TEST ("a-step-of-the-schema-is-done-whole-or-not-at-all", a_step_of_the_schema_is_done_whole_or_not_at_all);
  return g_test_run ();
}

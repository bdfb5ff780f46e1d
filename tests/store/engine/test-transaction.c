#include "config.h"

#include "base/error.h"
#include "check-error.h"
#include "fixture.h"
#include "store/engine/engine.h"

static gboolean
put (NuanConnection *connection, const char *name)
{
  return nuan_sql_run (connection, NULL, "INSERT INTO counter (name, value) VALUES (?, 1)", "t", name);
}

static gint64
count (Fixture *fixture, const char *name)
{
  gint64 n = -1;

  g_assert_true (nuan_sql_value (fixture->connection, &n, NULL, "SELECT count (*) FROM counter WHERE name = ?", "t", name));
  return n;
}

static void
savepoints_nest_and_go_back_one_by_one (Fixture *fixture, gconstpointer unused)
{
  NuanConnection *connection = fixture->connection;

  fixture_begin (fixture);
  g_assert_true (put (connection, "first") && nuan_savepoint_set (connection, NULL));
  g_assert_true (put (connection, "second") && nuan_savepoint_set (connection, NULL));
  g_assert_true (put (connection, "third"));

  g_assert_true (nuan_savepoint_back (connection, NULL));
  g_assert_cmpint (count (fixture, "third"), ==, 0);
  g_assert_cmpint (count (fixture, "second"), ==, 1);
  g_assert_true (put (connection, "fourth"));
  g_assert_true (nuan_savepoint_release (connection, NULL));
  g_assert_true (nuan_savepoint_back (connection, NULL));
  g_assert_cmpint (count (fixture, "second") + count (fixture, "fourth"), ==, 0);
  g_assert_true (nuan_savepoint_release (connection, NULL));
  fixture_commit (fixture);

  g_assert_cmpint (count (fixture, "first"), ==, 1);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM counter WHERE name IN ('second', 'third', 'fourth')"), ==, 0);
}

static void
savepoint_without_a_transaction_is_an_error (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_savepoint_set (fixture->connection, &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_STORAGE);
  g_assert_false (nuan_savepoint_back (fixture->connection, NULL) || nuan_savepoint_release (fixture->connection, NULL));
}

static gboolean
put_and_fail (NuanConnection *connection, gpointer name, GError **error)
{
  g_assert_true (put (connection, name));
  return nuan_connection_exec (connection, "DELETE FROM journal", error);   /* a guard forbids it */
}

static gboolean
put_and_be_fine (NuanConnection *connection, gpointer name, GError **error)
{
  return put (connection, name);
}

static void
attempt_that_fails_takes_back_its_own_work_alone (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_true (nuan_connection_attempt (fixture->connection, put_and_be_fine, (gpointer) "before", NULL));
  g_assert_false (nuan_connection_attempt (fixture->connection, put_and_fail, (gpointer) "tried", &error));
  check_error (error, NUAN_ERROR_RULE, NULL);
  g_assert_true (nuan_connection_in_transaction (fixture->connection));
  g_assert_true (nuan_connection_attempt (fixture->connection, put_and_be_fine, (gpointer) "after", NULL));
  fixture_commit (fixture);

  g_assert_cmpint (count (fixture, "before"), ==, 1);
  g_assert_cmpint (count (fixture, "tried"), ==, 0);
  g_assert_cmpint (count (fixture, "after"), ==, 1);
}

typedef struct
{
  Fixture *fixture;
  gint64   seen;
} Look;

/* The other one commits before the first question: the moment was the beginning. */
static gboolean
look_late (NuanConnection *reader, gpointer data, GError **error)
{
  Look *look = data;

  g_assert_true (put (look->fixture->connection, "meanwhile"));
  return nuan_sql_value (reader, &look->seen, error, "SELECT count (*) FROM counter WHERE name = 'meanwhile'", "");
}

static void
snapshot_is_of_the_moment_it_begins (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanConnection) reader = nuan_connection_open (fixture->path, NUAN_OPEN_READ, NULL);
  Look look = { fixture, -1 };

  g_assert_true (nuan_connection_snapshot (reader, look_late, &look, NULL));
  g_assert_cmpint (look.seen, ==, 0);
  g_assert_false (nuan_connection_in_transaction (reader));
  g_assert_cmpint (count (fixture, "meanwhile"), ==, 1);
}

static gboolean
count_own (NuanConnection *connection, gpointer seen, GError **error)
{
  return nuan_sql_value (connection, seen, error, "SELECT count (*) FROM counter WHERE name = 'own'", "");
}

static void
snapshot_inside_a_transaction_is_that_transaction (Fixture *fixture, gconstpointer unused)
{
  gint64 seen = -1;

  fixture_begin (fixture);
  g_assert_true (put (fixture->connection, "own"));
  g_assert_true (nuan_connection_snapshot (fixture->connection, count_own, &seen, NULL));
  g_assert_cmpint (seen, ==, 1);
  g_assert_true (nuan_connection_in_transaction (fixture->connection));
  fixture_rollback (fixture);
  g_assert_cmpint (count (fixture, "own"), ==, 0);
}

static gboolean
leave_open (NuanConnection *connection, gpointer data, GError **error)
{
  NuanStatement *row = nuan_statement (connection, "SELECT id FROM staff", "");

  return nuan_statement_next (row, error);
}

/* A statement that nobody ended would keep the old moment for the next one. */
static void
read_left_open_does_not_outlive_its_snapshot (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanConnection) reader = nuan_connection_open (fixture->path, NUAN_OPEN_READ, NULL);
  gint64 seen = -1;

  g_assert_true (nuan_connection_snapshot (reader, leave_open, NULL, NULL));
  g_assert_true (put (fixture->connection, "own"));
  g_assert_true (nuan_connection_snapshot (reader, count_own, &seen, NULL));
  g_assert_cmpint (seen, ==, 1);
}

#define ADD(path, test) g_test_add ("/transaction/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("savepoints-nest-and-go-back-one-by-one", savepoints_nest_and_go_back_one_by_one);
  ADD ("savepoint-without-a-transaction-is-an-error", savepoint_without_a_transaction_is_an_error);
  ADD ("attempt-that-fails-takes-back-its-own-work-alone", attempt_that_fails_takes_back_its_own_work_alone);
  ADD ("snapshot-is-of-the-moment-it-begins", snapshot_is_of_the_moment_it_begins);
  ADD ("snapshot-inside-a-transaction-is-that-transaction", snapshot_inside_a_transaction_is_that_transaction);
  ADD ("read-left-open-does-not-outlive-its-snapshot", read_left_open_does_not_outlive_its_snapshot);
  return g_test_run ();
}

#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "check-error.h"
#include "fixture.h"
#include "store/engine/engine.h"

typedef struct
{
  gint64 id;
  char  *login;
} Person;

static void
person_free (Person *person)
{
  g_free (person->login);
  g_free (person);
}

static gpointer
read_person (NuanStatement *row)
{
  Person *person = g_new (Person, 1);

  *person = (Person) { nuan_statement_int (row, 0), nuan_statement_dup (row, 1) };
  return person;
}

/* A read that is still open holds up the checkpoint. */
static guint
count_open_reads (Fixture *fixture)
{
  guint n = 0;

  for (sqlite3_stmt *one = sqlite3_next_stmt (fixture_handle (fixture), NULL); one != NULL;
       one = sqlite3_next_stmt (fixture_handle (fixture), one))
    if (sqlite3_stmt_busy (one))
      n++;
  return n;
}

static void
all_rows_come_as_a_list (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = nuan_statement_list (nuan_statement (fixture->connection,
    "SELECT id, login FROM staff WHERE id <= ? ORDER BY id", "i", G_GINT64_CONSTANT (3)), read_person, (GDestroyNotify) person_free, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (people->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      static const char *const logins[] = { "admin", "intake", "review" };
      const Person *person = g_ptr_array_index (people, i);

      g_assert_cmpint (person->id, ==, i + 1);
      g_assert_cmpstr (person->login, ==, logins[i]);
    }
  g_assert_cmpuint (count_open_reads (fixture), ==, 0);
}

static void
no_rows_are_an_empty_list (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) people = nuan_statement_list (nuan_statement (fixture->connection, "SELECT id, login FROM staff WHERE id < 0", ""),
                                                      read_person, (GDestroyNotify) person_free, NULL);

  g_assert_nonnull (people);
  g_assert_cmpuint (people->len, ==, 0);
}

static gboolean
stop_at_two (NuanStatement *row, gpointer n, GError **error)
{
  if (++*(guint *) n < 2)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_RULE, "two", "That is enough");
  return FALSE;
}

static void
each_row_is_visited_until_one_says_no (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_false (nuan_statement_each (nuan_statement (fixture->connection, "SELECT id FROM staff ORDER BY id", ""), stop_at_two, &n, &error));
  check_error (error, NUAN_ERROR_RULE, "two");
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (count_open_reads (fixture), ==, 0);
}

static void
statement_left_early_ends_by_itself (Fixture *fixture, gconstpointer unused)
{
  {
    g_autoptr (NuanStatement) kept = nuan_statement (fixture->connection, "SELECT id FROM staff", "");
    g_autoptr (NuanStatement) once = nuan_statement_once (fixture->connection, "SELECT login FROM staff WHERE id > ?", "i", G_GINT64_CONSTANT (1));

    g_assert_true (nuan_statement_next (kept, NULL));
    g_assert_true (nuan_statement_next (once, NULL));
    g_assert_cmpuint (count_open_reads (fixture), ==, 2);
  }
  g_assert_cmpuint (count_open_reads (fixture), ==, 0);
}

#define LATE_TABLE "SELECT x FROM late"

static gboolean
ask_late_table (NuanConnection *connection, gint64 *x, GError **error)
{
  return nuan_sql_value (connection, x, error, LATE_TABLE, "");
}

/* Another hand may have dropped it; with the table back the same statement works. */
static void
what_cannot_be_prepared_is_an_error_each_time_and_no_longer (Fixture *fixture, gconstpointer unused)
{
  gint64 x = 0;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NuanStatement) row = nuan_statement (fixture->connection, LATE_TABLE, "");

      g_assert_false (nuan_statement_next (row, &error));
      g_assert_true (nuan_statement_failed (row));
      g_assert_nonnull (strstr (error->message, "late"));
      check_error (error, NUAN_ERROR_STORAGE, NULL);
      g_assert_cmpint (nuan_statement_int (row, 0), ==, 0);
      g_assert_cmpstr (nuan_statement_text (row, 0), ==, "");
      g_assert_false (ask_late_table (fixture->connection, &x, NULL));
    }

  g_assert_true (nuan_connection_exec (fixture->connection, "CREATE TABLE late (x INTEGER); INSERT INTO late VALUES (7)", NULL));
  g_assert_true (ask_late_table (fixture->connection, &x, NULL));
  g_assert_cmpint (x, ==, 7);

  g_assert_true (nuan_connection_exec (fixture->connection, "DROP TABLE late", NULL));
  g_assert_false (ask_late_table (fixture->connection, &x, NULL));
}

static void
statement_put_together_that_is_wrong_is_an_error_too (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanQuery) query = nuan_query_new ("SELECT nothing FROM staff WHERE id = ");
  g_autoptr (NuanStatement) row = NULL;
  g_autoptr (GError) error = NULL;

  nuan_query_add_int (query, 1);
  row = nuan_query_prepare (query, fixture->connection);
  g_assert_false (nuan_statement_next (row, &error));
  check_error (error, NUAN_ERROR_STORAGE, NULL);
}

static void
missing_row_is_told_as_the_caller_says (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanStatement) row = nuan_statement (fixture->connection, "SELECT id FROM staff WHERE login = ?", "t", "nobody");
  g_autoptr (NuanStatement) gone = nuan_statement (fixture->connection, "SELECT id FROM gone", "");
  g_autoptr (GError) missing = NULL, needed = NULL, failed = NULL;

  g_assert_false (nuan_statement_find (row, &missing, NUAN_ERROR_NOT_FOUND, "login", "There is no %s", "nobody"));
  g_assert_cmpstr (missing->message, ==, "There is no nobody");
  check_error (missing, NUAN_ERROR_NOT_FOUND, "login");
  g_assert_false (nuan_statement_failed (row));

  g_assert_false (nuan_statement_need (row, &needed));
  check_error (needed, NUAN_ERROR_DAMAGED, NULL);

  g_assert_false (nuan_statement_find (gone, &failed, NUAN_ERROR_NOT_FOUND, "login", "There is no %s", "nobody"));
  check_error (failed, NUAN_ERROR_STORAGE, NULL);
}

static void
values_come_back_as_they_went_in (Fixture *fixture, gconstpointer unused)
{
  guint8 blob[32], back[32], short_one[16];
  g_autoptr (NuanStatement) row = NULL;

  for (guint i = 0; i < sizeof blob; i++)
    blob[i] = (guint8) (255 - i);
  row = nuan_statement (fixture->connection, "SELECT ?, ?, ?, ?, ?, ?, ?", "itntddz", G_MAXINT64, "单雄信'\"𠮷", NULL, NULL,
                        nuan_day_new (2024, 2, 29), NUAN_DAY_NONE, blob);
  g_assert_true (nuan_statement_next (row, NULL));
  g_assert_cmpint (nuan_statement_int (row, 0), ==, G_MAXINT64);
  g_assert_cmpstr (nuan_statement_text (row, 1), ==, "单雄信'\"𠮷");
  g_assert_true (nuan_statement_is_null (row, 2));
  g_assert_cmpstr (nuan_statement_text (row, 2), ==, "");
  g_assert_false (nuan_statement_is_null (row, 3));
  g_assert_cmpstr (nuan_statement_text (row, 3), ==, "");
  g_assert_cmpint (nuan_statement_day (row, 4), ==, nuan_day_new (2024, 2, 29));
  g_assert_cmpint (nuan_statement_day (row, 5), ==, NUAN_DAY_NONE);
  g_assert_true (nuan_statement_bytes (row, 6, back, sizeof back));
  g_assert_cmpmem (back, sizeof back, blob, sizeof blob);
  g_assert_false (nuan_statement_bytes (row, 6, short_one, sizeof short_one));
}

static void
values_of_a_query_are_bound_in_their_order (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanQuery) query = nuan_query_new ("SELECT ? || '-' || ");
  g_auto (GStrv) names = g_strsplit ("intake,cash", ",", -1);
  g_autoptr (NuanStatement) row = NULL;

  nuan_query_bind_text (query, "a");
  nuan_query_add_int (query, G_MININT64);
  nuan_query_append (query, " || '-' || ");
  nuan_query_add_day (query, nuan_day_new (2025, 1, 2));
  nuan_query_append (query, " || '-' || (SELECT count (*) FROM staff WHERE login");
  nuan_query_add_list (query, names);
  nuan_query_append (query, ")");
  row = nuan_query_prepare (query, fixture->connection);
  g_assert_true (nuan_statement_next (row, NULL));
  g_assert_cmpstr (nuan_statement_text (row, 0), ==, "a--9223372036854775808-2025-01-02-2");
}

static gint64
next_id (Fixture *fixture, const char *table)
{
  g_autoptr (GError) error = NULL;
  gint64 id = -1;

  g_assert_true (nuan_next_id (fixture->connection, table, &id, &error));
  g_assert_no_error (error);
  return id;
}

static void
next_id_has_no_gap_and_is_given_back (Fixture *fixture, gconstpointer unused)
{
  fixture_begin (fixture);
  g_assert_cmpint (next_id (fixture, "fund"), ==, 1);
  g_assert_cmpint (next_id (fixture, "unit"), ==, 2);
  g_assert_true (nuan_connection_exec (fixture->connection, "INSERT INTO unit (id, name, sort_key) VALUES (2, '新', 'xin 新')", NULL));
  g_assert_cmpint (next_id (fixture, "unit"), ==, 3);
  fixture_rollback (fixture);

  fixture_begin (fixture);
  g_assert_cmpint (next_id (fixture, "unit"), ==, 2);
  fixture_rollback (fixture);
}

/* A row that must be there is not the same as one that may be. */
static void
absent_value_is_damage_or_the_preset (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 7;

  g_assert_false (nuan_sql_value (fixture->connection, &value, &error, "SELECT id FROM staff WHERE id = ?", "i", G_GINT64_CONSTANT (-1)));
  check_error (error, NUAN_ERROR_DAMAGED, NULL);
  g_clear_error (&error);
  g_assert_cmpint (value, ==, 7);

  g_assert_true (nuan_sql_find (fixture->connection, &value, &error, "SELECT id FROM staff WHERE id = ? ", "i", G_GINT64_CONSTANT (-1)));
  g_assert_cmpint (value, ==, 7);
  g_assert_true (nuan_sql_find (fixture->connection, &value, &error, "SELECT id FROM staff WHERE id = ? ", "i", G_GINT64_CONSTANT (1)));
  g_assert_cmpint (value, ==, 1);
  g_assert_no_error (error);

  g_assert_false (nuan_sql_find (fixture->connection, &value, &error, "SELECT id FROM nothing", ""));
  g_assert_nonnull (error);
  g_assert_cmpint (value, ==, 1);
}

#define ADD(path, test) g_test_add ("/statement/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("all-rows-come-as-a-list", all_rows_come_as_a_list);
  ADD ("no-rows-are-an-empty-list", no_rows_are_an_empty_list);
  ADD ("each-row-is-visited-until-one-says-no", each_row_is_visited_until_one_says_no);
  ADD ("statement-left-early-ends-by-itself", statement_left_early_ends_by_itself);
  ADD ("what-cannot-be-prepared-is-an-error-each-time-and-no-longer", what_cannot_be_prepared_is_an_error_each_time_and_no_longer);
  ADD ("statement-put-together-that-is-wrong-is-an-error-too", statement_put_together_that_is_wrong_is_an_error_too);
  ADD ("missing-row-is-told-as-the-caller-says", missing_row_is_told_as_the_caller_says);
  ADD ("values-come-back-as-they-went-in", values_come_back_as_they_went_in);
  ADD ("values-of-a-query-are-bound-in-their-order", values_of_a_query_are_bound_in_their_order);
  ADD ("next-id-has-no-gap-and-is-given-back", next_id_has_no_gap_and_is_given_back);
  ADD ("absent-value-is-damage-or-the-preset", absent_value_is_damage_or_the_preset);
  return g_test_run ();
}

#include "config.h"

#include <gio/gio.h>

#include "fixture.h"
#include "store/engine/engine.h"
#include "store/people/household-store.h"
#include "store/people/search-key.h"

#define MANY 2500   /* people of one file: more than are read at a time */

static gint64
n_keys (Fixture *fixture)
{
  return fixture_value (fixture, "SELECT count (*) FROM search_key");
}

static gboolean
fits (Fixture *fixture)
{
  gboolean fit = FALSE;

  g_assert_true (nuan_search_compare (fixture->connection, NUAN_SEARCH_COMPARE_ALL, &fit, NULL));
  return fit;
}

/* Beside the others of a file, as a list read in would add them. */
static void
add_many (Fixture *fixture)
{
  fixture_begin (fixture);
  for (gint64 i = 0; i < MANY; i++)
    g_assert_true (nuan_sql_run (fixture->connection, NULL,
                                 "INSERT INTO member (id, household_id, place, name, id_number, relation, phone, card, employer, health, counted, birth, sex)"
                                 " VALUES (?, 1, ?, '王乐', '', '90', '', '', '', '', 0, '', 0)",
                                 "ii", 1000 + i, 100 + i));
  fixture_commit (fixture);
}

static void
note_progress (gint64 done, gint64 total, gpointer data)
{
  gint64 *last = data;

  g_assert_cmpint (done, >=, *last);
  g_assert_cmpint (done, <=, total);
  *last = done;
}

static void
rebuilt_keys_are_those_that_saving_writes (Fixture *fixture, gconstpointer unused)
{
  gint64 saved;

  for (guint n = 1; n <= 3; n++)
    fixture_add_household (fixture, n);
  saved = n_keys (fixture);
  g_assert_true (fits (fixture));
  g_assert_true (nuan_connection_exec (fixture->connection, "DELETE FROM search_key WHERE member_id = 2;"
                                                             " INSERT INTO search_key (key, household_id, member_id) VALUES ('nobody', 7, 7)", NULL));
  g_assert_false (fits (fixture));

  g_assert_true (nuan_search_rebuild (fixture->connection, NULL, NULL, NULL, NULL));
  g_assert_true (fits (fixture));
  g_assert_cmpint (n_keys (fixture), ==, saved);
}

static void
everybody_of_many_is_there_and_progress_is_told (Fixture *fixture, gconstpointer unused)
{
  gint64 told = 0;

  fixture_add_household (fixture, 1);
  add_many (fixture);
  g_assert_true (nuan_search_rebuild (fixture->connection, note_progress, &told, NULL, NULL));
  g_assert_true (fits (fixture));
  g_assert_cmpint (told, ==, MANY + 3);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM search_key WHERE key = 'wangyue'"), ==, MANY);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM search_key WHERE key = 'wangle'"), ==, MANY);
}

static void
cancel (gint64 done, gint64 total, gpointer cancellable)
{
  if (done > 0)
    g_cancellable_cancel (cancellable);
}

static void
cancelled_in_the_midst_the_keys_are_as_before (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 before;

  fixture_add_household (fixture, 1);
  before = n_keys (fixture);
  add_many (fixture);
  g_assert_false (nuan_search_rebuild (fixture->connection, cancel, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (n_keys (fixture), ==, before);
}

/* Another program, or another list of surnames, read them otherwise. */
static void
heads_and_units_stand_where_their_names_belong (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_household (fixture, 1);

  g_assert_true (nuan_connection_exec (fixture->connection, "UPDATE household SET head_key = 'a'; UPDATE unit SET sort_key = 'a'", NULL));
  g_assert_cmpint (id, ==, 1);
  g_assert_true (nuan_search_rebuild (fixture->connection, NULL, NULL, NULL, NULL));
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM household WHERE head_key LIKE 'zhang jian guo%'"), ==, 1);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM unit WHERE sort_key = 'a'"), ==, 0);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM unit WHERE sort_key LIKE '%' || name"), >, 0);
}

#define ADD(path, test) g_test_add ("/search-rebuild/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("rebuilt-keys-are-those-that-saving-writes", rebuilt_keys_are_those_that_saving_writes);
  ADD ("everybody-of-many-is-there-and-progress-is-told", everybody_of_many_is_there_and_progress_is_told);
  ADD ("cancelled-in-the-midst-the-keys-are-as-before", cancelled_in_the_midst_the_keys_are_as_before);
  ADD ("heads-and-units-stand-where-their-names-belong", heads_and_units_stand_where_their_names_belong);
  return g_test_run ();
}

#include "config.h"

#include <string.h>

#include "check-error.h"
#include "fixture.h"
#include "store/office/standard-store.h"

static void
set (Fixture *fixture, const char *name, const char *value, NuanDay from)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  nuan_standard_store_set (fixture->connection, fixture->direct, name, value, from, &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
}

static NuanStandards
get (Fixture *fixture, NuanDay on)
{
  g_autoptr (GError) error = NULL;
  NuanStandards standards;

  nuan_standard_store_get (fixture->connection, on, &standards, &error);
  g_assert_no_error (error);
  return standards;
}

static void
standard_holds_from_its_day_on (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (get (fixture, nuan_day_new (2023, 12, 31)).dibao_fen, ==, 0);
  g_assert_cmpint (get (fixture, nuan_day_new (2024, 1, 1)).dibao_fen, ==, 100100);
  g_assert_cmpint (get (fixture, nuan_day_new (2024, 12, 31)).dibao_fen, ==, 100100);
  g_assert_cmpint (get (fixture, nuan_day_new (2025, 1, 1)).dibao_fen, ==, 106200);
  g_assert_cmpuint (get (fixture, FIXTURE_TODAY).dibao_from, ==, nuan_day_new (2025, 1, 1));
}

static void
newest_row_of_a_day_wins (Fixture *fixture, gconstpointer unused)
{
  set (fixture, "dibao", "1070.5", nuan_day_new (2025, 1, 1));
  g_assert_cmpint (get (fixture, FIXTURE_TODAY).dibao_fen, ==, 107050);
}

static void
row_of_an_earlier_day_set_later_does_not_hide_the_present_one (Fixture *fixture, gconstpointer unused)
{
  set (fixture, "dibao", "900", nuan_day_new (2023, 1, 1));
  g_assert_cmpint (get (fixture, FIXTURE_TODAY).dibao_fen, ==, 106200);
  g_assert_cmpint (get (fixture, nuan_day_new (2023, 6, 1)).dibao_fen, ==, 90000);
}

static void
defaults_hold_until_something_is_set (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (get (fixture, FIXTURE_TODAY).living_months, ==, 12);
  set (fixture, "living-months", "6", nuan_day_new (2025, 7, 1));
  g_assert_cmpint (get (fixture, nuan_day_new (2025, 6, 30)).living_months, ==, 12);
  g_assert_cmpint (get (fixture, FIXTURE_TODAY).living_months, ==, 6);
}

static void
bad_standards_and_roles_are_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_false (nuan_standard_store_set (fixture->connection, fixture->cash, "dibao", "1", FIXTURE_TODAY, &error));
  check_error (error, NUAN_ERROR_FORBIDDEN, "role");
  g_assert_false (nuan_standard_store_set (fixture->connection, fixture->admin, "dibau", "1", FIXTURE_TODAY, &error));
  check_error (error, NUAN_ERROR_INVALID, "name");
  g_assert_false (nuan_standard_store_set (fixture->connection, fixture->admin, "dibao", "1.005", FIXTURE_TODAY, &error));
  check_error (error, NUAN_ERROR_INVALID, "value");
  g_assert_false (nuan_standard_store_set (fixture->connection, fixture->admin, "dibao", "1", NUAN_DAY_NONE, &error));
  check_error (error, NUAN_ERROR_INVALID, "from");
  fixture_commit (fixture);
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM standard"), ==, 2);
}

static void
list_tells_who_set_what (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) rows = NULL;
  const NuanStandardRow *row;

  set (fixture, "dibao", "1,100", nuan_day_new (2026, 1, 1));
  rows = nuan_standard_store_list (fixture->connection, NULL);
  row = rows->pdata[2];
  g_assert_cmpint (row->id, !=, 0);
  g_assert_cmpstr (row->value, ==, "1100.00");
  g_assert_cmpstr (row->set_by, ==, "赵主任");
  g_assert_true (g_str_has_prefix (row->at, "2025-11-20T"));
}

static void
list_tells_what_holds_as_preset (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) rows = nuan_standard_store_list (fixture->connection, NULL);
  guint n_presets = 0;

  nuan_standard_add_presets (rows);
  for (guint i = 0; i < rows->len; i++)
    {
      const NuanStandardRow *row = rows->pdata[i];

      if (row->id != 0)
        continue;
      n_presets++;
      g_assert_cmpint (row->from, ==, NUAN_DAY_NONE);
      g_assert_cmpstr (row->name, !=, "dibao");
      if (g_str_equal (row->name, "study-months"))
        g_assert_cmpstr (row->value, ==, "10");
    }
  g_assert_cmpuint (n_presets, ==, g_strv_length ((char **) nuan_standard_names ()) - 1);
}

static void
frozen_copy_names_every_standard (Fixture *fixture, gconstpointer unused)
{
  const NuanStandards standards = get (fixture, FIXTURE_TODAY);
  g_autofree char *frozen = nuan_standard_store_freeze (&standards);

  for (const char *const *name = nuan_standard_names (); *name != NULL; name++)
    {
      g_autofree char *line = g_strconcat ("\n", *name, "=", NULL);

      g_assert_nonnull (strstr (frozen, line));
    }
  g_assert_nonnull (strstr (frozen, "dibao=1062.00\ndibao-from=2025-01-01\n"));
}

static void
assert_get (Fixture *fixture, const char *damaged)
{
  g_autoptr (GError) error = NULL;
  NuanStandards standards;
  const gboolean got = nuan_standard_store_get (fixture->connection, FIXTURE_TODAY, &standards, &error);

  g_assert_true (got == (damaged == NULL));
  if (damaged == NULL)
    g_assert_no_error (error);
  else
    check_error (error, NUAN_ERROR_STORAGE, damaged);
}

static void
value_that_is_none_is_told_until_a_newer_row_mends_it (Fixture *fixture, gconstpointer unused)
{
  static const char *const values[] = { "zz", "0", "", "12x" };
  g_autoptr (GError) error = NULL;

  fixture_tamper (fixture, "INSERT INTO standard (id, name, value, from_day, journal_id) VALUES (900, 'income-months', '12', '2025-01-01', 1),"
                           " (901, 'of-a-newer-program', 'x', '2025-01-01', 1)");
  assert_get (fixture, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE standard SET value = '%s' WHERE id = 900", values[i]);

      fixture_tamper (fixture, sql);
      assert_get (fixture, "income-months");
    }

  fixture_begin (fixture);
  nuan_standard_store_set (fixture->connection, fixture->direct, "income-months", "6", nuan_day_new (2025, 1, 1), &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
  assert_get (fixture, NULL);
  g_assert_cmpint (get (fixture, FIXTURE_TODAY).income_months, ==, 6);
}

static void
frozen_copy_is_read_as_it_was_or_not_at_all (Fixture *fixture, gconstpointer unused)
{
  static const char *const broken[] = { "income-months=zz\n", "income-months=0\n", "dibao=\n", "living-per=house\n", "nothing of the kind" };
  NuanStandards standards = get (fixture, FIXTURE_TODAY), thawed;
  g_autofree char *frozen = NULL;

  standards.income_months = 6;
  standards.dibao_fen = 0;   /* none was in force */
  frozen = nuan_standard_store_freeze (&standards);
  g_assert_true (nuan_standard_store_thaw (frozen, FIXTURE_TODAY, &thawed, NULL));
  g_assert_cmpint (thawed.income_months, ==, 6);
  g_assert_cmpint (thawed.dibao_fen, ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (nuan_standard_store_thaw (broken[i], FIXTURE_TODAY, &thawed, &error));
      g_assert_error (error, NUAN_ERROR, NUAN_ERROR_STORAGE);
    }
}

static void
guards_refuse_a_shell (Fixture *fixture, gconstpointer unused)
{
  static const char *const attempts[] = {
    "UPDATE standard SET value = '1.00'", "DELETE FROM standard",
    "INSERT OR REPLACE INTO standard SELECT * FROM standard WHERE id = 1",
    "INSERT INTO standard (name, value, from_day, journal_id) VALUES ('dibao', '1.00', '2025-01-01', 9999)",
    "INSERT INTO standard SELECT * FROM standard WHERE id = 1 ON CONFLICT (id) DO UPDATE SET value = '1.00'",
  };

  fixture_loosen (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    g_assert_false (nuan_connection_exec (fixture->connection, attempts[i], NULL));
}

#define ADD(path, test) g_test_add ("/standard-store/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("standard-holds-from-its-day-on", standard_holds_from_its_day_on);
  ADD ("newest-row-of-a-day-wins", newest_row_of_a_day_wins);
  ADD ("row-of-an-earlier-day-set-later-does-not-hide-the-present-one",
       row_of_an_earlier_day_set_later_does_not_hide_the_present_one);
  ADD ("defaults-hold-until-something-is-set", defaults_hold_until_something_is_set);
  ADD ("bad-standards-and-roles-are-refused", bad_standards_and_roles_are_refused);
  ADD ("list-tells-who-set-what", list_tells_who_set_what);
  ADD ("list-tells-what-holds-as-preset", list_tells_what_holds_as_preset);
  ADD ("frozen-copy-names-every-standard", frozen_copy_names_every_standard);
  ADD ("value-that-is-none-is-told-until-a-newer-row-mends-it", value_that_is_none_is_told_until_a_newer_row_mends_it);
  ADD ("frozen-copy-is-read-as-it-was-or-not-at-all", frozen_copy_is_read_as_it_was_or_not_at_all);
  ADD ("guards-refuse-a-shell", guards_refuse_a_shell);
  return g_test_run ();
}

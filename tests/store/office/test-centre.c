#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "check-error.h"
#include "fixture.h"
#include "store/journal/journal.h"
#include "store/office/centre.h"
#include "store/office/staff-store.h"
#include "store/office/standard-store.h"
#include "store/engine/engine.h"

static gboolean
init (const char *path, const char *region, const char *password, GError **error)
{
  NuanCentre centre = { (char *) " 试点县帮扶中心 ", (char *) "试点县总工会", (char *) region };

  return nuan_centre_init (path, &centre, "chief", "陈管理", NUAN_ROLE_DIRECT, password, NULL, NULL, error);
}

static char *
path_in (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
new_file_is_private_and_whole (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = path_in (fixture, "folder/new.db");
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autoptr (NuanConnection) connection = NULL;
  g_autoptr (NuanCentre) centre = NULL;
  g_autoptr (NuanStaff) staff = NULL;
  g_autoptr (GError) error = NULL;
  struct stat status;

  g_assert_true (init (path, "511102", "long-enough", &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));

  connection = nuan_connection_open (path, NUAN_OPEN_WRITE, &error);
  g_assert_no_error (error);
  centre = nuan_centre_read (connection, &error);
  g_assert_cmpstr (centre->name, ==, "试点县帮扶中心");
  staff = nuan_staff_store_sign_in (connection, "chief", "long-enough", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (staff->roles, ==, NUAN_ROLE_ADMIN | NUAN_ROLE_DIRECT);
  g_clear_pointer (&connection, nuan_connection_close);
  g_unlink (path);
  g_clear_pointer (&path, g_free);
  path = path_in (fixture, "folder");
  g_rmdir (path);
}

static void
existing_file_is_never_overwritten (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (init (fixture->path, "511102", "long-enough", &error));
  check_error (error, NUAN_ERROR_CONFLICT, "db");
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM staff"), ==, 7);
}

static void
log_of_an_older_file_is_not_played_into_the_new_one (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = path_in (fixture, "new.db"), *log = g_strconcat (path, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (log, "old", 3, NULL));
  g_assert_false (init (path, "511102", "long-enough", &error));
  check_error (error, NUAN_ERROR_CONFLICT, "db");
}

static void
refused_input_leaves_no_file (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = path_in (fixture, "new.db");
  const guint n_files = count_files (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_false (init (path, "51110", "long-enough", &error));
  check_error (error, NUAN_ERROR_INVALID, "region");
  g_assert_false (init (path, "999999", "long-enough", &error));
  check_error (error, NUAN_ERROR_INVALID, "region");
  g_assert_false (init (path, "511102", "short", &error));
  check_error (error, NUAN_ERROR_INVALID, "password");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files (fixture), ==, n_files);
}

static void
left_over_part_goes (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = path_in (fixture, "new.db"), *part = path_in (fixture, "nuanchuang-0123456789abcdef.part");
  g_autofree char *log = g_strconcat (part, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (part, "half a file", -1, NULL));
  g_assert_true (g_file_set_contents (log, "half a log", -1, NULL));
  g_assert_true (init (path, "511102", "long-enough", &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
}

static gboolean
set_line (NuanConnection *connection, gpointer value, GError **error)
{
  g_autoptr (GPtrArray) staff = nuan_staff_store_list (connection, error);

  g_assert_cmpuint (staff->len, ==, 1);
  return nuan_standard_store_set (connection, g_ptr_array_index (staff, 0), "dibao", value, nuan_day_new (2025, 1, 1), error);
}

/* What the caller adds is made with it, or nothing is. */
static void
more_is_written_in_the_same_transaction (Fixture *fixture, gconstpointer unused)
{
  NuanCentre centre = { (char *) "试点县帮扶中心", (char *) "试点县总工会", (char *) "511102" };
  g_autofree char *path = path_in (fixture, "new.db");
  const guint n_files = count_files (fixture);
  g_autoptr (NuanConnection) connection = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_centre_init (path, &centre, "chief", "陈管理", NUAN_ROLE_DIRECT, "long-enough", set_line, (gpointer) "much", &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_INVALID);
  g_assert_cmpuint (count_files (fixture), ==, n_files);
  g_clear_error (&error);

  nuan_centre_init (path, &centre, "chief", "陈管理", NUAN_ROLE_DIRECT, "long-enough", set_line, (gpointer) "980", &error);
  g_assert_no_error (error);
  connection = nuan_connection_open (path, NUAN_OPEN_READ, &error);
  g_assert_no_error (error);
  rows = nuan_standard_store_list (connection, &error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((NuanStandardRow *) g_ptr_array_index (rows, 0))->value, ==, "980.00");
}

/* The name of a part of another data file would make it one. */
static void
log_of_another_data_file_is_never_made (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_strconcat (fixture->path, "-journal", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (init (path, "511102", "long-enough", &error));
  check_error (error, NUAN_ERROR_RULE, NULL);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
unit_is_found_again_and_hangs_below_the_root (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 id, again;

  fixture_begin (fixture);
  nuan_journal_open (fixture->connection, fixture->intake, "test", &error);
  id = nuan_unit_find_or_add (fixture->connection, "第一纺织厂", &error);
  again = nuan_unit_find_or_add (fixture->connection, " 第一纺织厂 ", &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 1);
  g_assert_cmpint (again, ==, id);
  g_assert_cmpint (nuan_unit_find_or_add (fixture->connection, "  ", &error), ==, 0);
  check_error (error, NUAN_ERROR_INVALID, "unit");
  nuan_journal_close (fixture->connection, "", NULL, NULL);
  fixture_commit (fixture);
  g_assert_cmpint (fixture_value (fixture, "SELECT parent_id FROM unit WHERE name = '第一纺织厂'"), ==, 1);
}

/* A factory, as nine people write it. */
static const char *const spellings[] = { "城东 纺织厂(一)", "城东纺织厂（一）", "城东　纺织厂（一）", "城东·纺织厂（一）", "城东．纺织厂(一)", "城东・纺织厂（一）", "城东.纺织厂(一)", "城东纺织⼚（一）",
                                         "城东•纺织厂（⼀）" };

static void
nine_spellings_are_one_unit (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  fixture_begin (fixture);
  nuan_journal_open (fixture->connection, fixture->intake, "test", &error);
  id = nuan_unit_find_or_add (fixture->connection, "城东纺织厂(一)", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autofree char *known = NULL;
      gint64 found = 0;

      g_assert_cmpint (nuan_unit_find_or_add (fixture->connection, spellings[i], &error), ==, id);
      g_assert_true (nuan_unit_find (fixture->connection, spellings[i], &found, &known, &error));
      g_assert_cmpint (found, ==, id);
      g_assert_cmpstr (known, ==, "城东纺织厂(一)");
    }
  g_assert_cmpint (nuan_unit_find_or_add (fixture->connection, "城东纺织厂(二)", &error), !=, id);
  nuan_journal_close (fixture->connection, "", NULL, NULL);
  fixture_commit (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autoptr (GPtrArray) names = nuan_unit_list (fixture->connection, spellings[i], 1, &error);

      g_assert_cmpuint (names->len, ==, 1);
      g_assert_cmpstr (names->pdata[0], ==, "城东纺织厂(一)");
    }
}

static void
units_are_found_by_name_and_pinyin (Fixture *fixture, gconstpointer unused)
{
  static const char *const typed[] = { "纺织", "diyi", "dyfzc" };
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  nuan_journal_open (fixture->connection, fixture->intake, "test", &error);
  nuan_unit_find_or_add (fixture->connection, "第一纺织厂", &error);
  nuan_unit_find_or_add (fixture->connection, "安通物流", &error);
  nuan_journal_close (fixture->connection, "", NULL, NULL);
  fixture_commit (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GPtrArray) names = nuan_unit_list (fixture->connection, typed[i], 10, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (names->len, ==, 1);
      g_assert_cmpstr (names->pdata[0], ==, "第一纺织厂");
    }
  {
    g_autoptr (GPtrArray) names = nuan_unit_list (fixture->connection, "", 2, &error);

    g_assert_cmpuint (names->len, ==, 2);
    g_assert_cmpstr (names->pdata[0], ==, "安通物流");
  }
}

#define ADD(path, test) g_test_add ("/centre/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("new-file-is-private-and-whole", new_file_is_private_and_whole);
  ADD ("existing-file-is-never-overwritten", existing_file_is_never_overwritten);
  ADD ("log-of-an-older-file-is-not-played-into-the-new-one", log_of_an_older_file_is_not_played_into_the_new_one);
  ADD ("refused-input-leaves-no-file", refused_input_leaves_no_file);
  ADD ("more-is-written-in-the-same-transaction", more_is_written_in_the_same_transaction);
  ADD ("left-over-part-goes", left_over_part_goes);
  ADD ("log-of-another-data-file-is-never-made", log_of_another_data_file_is_never_made);
  ADD ("unit-is-found-again-and-hangs-below-the-root", unit_is_found_again_and_hangs_below_the_root);
  ADD ("nine-spellings-are-one-unit", nine_spellings_are_one_unit);
  ADD ("units-are-found-by-name-and-pinyin", units_are_found_by_name_and_pinyin);
  return g_test_run ();
}

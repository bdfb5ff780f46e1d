#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "check-error.h"
#include "fixture.h"
#include "store/office/centre.h"
#include "store/journal/check.h"
#include "store/demo/demo.h"
#include "store/engine/holder.h"
#include "store/office/staff-store.h"
#include "store/engine/engine.h"

#define N_HOUSEHOLDS 120

static const NuanDemoOptions options = { .households = N_HOUSEHOLDS, .years = 3, .seed = 7, .until = 0 };

static NuanDemoOptions
options_until (NuanDay until)
{
  NuanDemoOptions until_options = options;

  until_options.until = until;
  return until_options;
}

static char *
in_folder (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
make (const char *path, const NuanDemoOptions *how)
{
  g_autoptr (GError) error = NULL;

  nuan_demo_fill (path, how, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gint64
ask (const char *path, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_READ, &error);
  g_autoptr (NuanStatement) row = NULL;
  gint64 value = -1;

  g_assert_no_error (error);
  row = nuan_statement_once (connection, sql, "");
  if (nuan_statement_next (row, &error))
    value = nuan_statement_int (row, 0);
  g_assert_no_error (error);
  return value;
}

/* Every table as "SELECT columns FROM table", without what is drawn at random or tells the time of its writing. */
#define SELECTS \
  "SELECT t.name, 'SELECT ' || group_concat (c.name, ', ') || ' FROM %s.' || t.name FROM sqlite_schema t, pragma_table_info (t.name) c" \
  " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%%' AND t.name <> 'file_id' AND NOT (t.name = 'centre' AND c.name IN ('seal_key', 'created_at'))" \
  " AND NOT (t.name = 'staff' AND c.name = 'password') AND NOT (t.name = 'journal' AND c.name IN ('at', 'previous', 'hash', 'digest'))" \
  " AND NOT (t.name = 'receipt' AND c.name = 'code') AND NOT (t.name = 'version' AND c.name = 'content') GROUP BY t.name ORDER BY t.name"

static GPtrArray *
list_selects (sqlite3 *db, const char *database)
{
  GPtrArray *selects = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *sql = g_strdup_printf (SELECTS, database);
  sqlite3_stmt *row = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &row, NULL), ==, SQLITE_OK);
  while (sqlite3_step (row) == SQLITE_ROW)
    g_ptr_array_add (selects, g_strdup ((const char *) sqlite3_column_text (row, 1)));
  sqlite3_finalize (row);
  g_assert_cmpuint (selects->len, >, 20);
  return selects;
}

static gint64
count_rows (sqlite3 *db, const char *select)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM (%s)", select);
  sqlite3_stmt *row = NULL;
  gint64 n;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  n = sqlite3_column_int64 (row, 0);
  sqlite3_finalize (row);
  return n;
}

/* How many rows stand in one file alone, over all tables. */
static gint64
count_differences (const char *one, const char *other)
{
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS other", other);
  g_autoptr (GPtrArray) here = NULL, there = NULL;
  sqlite3 *db = NULL;
  gint64 n = 0;

  g_assert_cmpint (sqlite3_open (one, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, attach, NULL, NULL, NULL), ==, SQLITE_OK);
  here = list_selects (db, "main");
  there = list_selects (db, "other");
  for (guint i = 0; i < here->len; i++)
    {
      g_autofree char *gone = g_strdup_printf ("%s EXCEPT %s", (char *) here->pdata[i], (char *) there->pdata[i]);
      g_autofree char *come = g_strdup_printf ("%s EXCEPT %s", (char *) there->pdata[i], (char *) here->pdata[i]);

      g_assert_cmpint (count_rows (db, here->pdata[i]), >=, 0);
      n += count_rows (db, gone) + count_rows (db, come);
    }
  sqlite3_close (db);
  return n;
}

static void
same_seed_and_date_give_the_same_content (Fixture *fixture, gconstpointer unused)
{
  const NuanDemoOptions how = options_until (nuan_day_new (2025, 9, 30));
  g_autofree char *one = in_folder (fixture, "one.db"), *other = in_folder (fixture, "other.db");

  make (one, &how);
  make (other, &how);
  g_assert_cmpint (count_differences (one, other), ==, 0);
}

static void
another_seed_gives_other_people (Fixture *fixture, gconstpointer unused)
{
  NuanDemoOptions how = options_until (nuan_day_new (2025, 9, 30));
  g_autofree char *one = in_folder (fixture, "one.db"), *other = in_folder (fixture, "other.db");

  make (one, &how);
  how.seed++;
  make (other, &how);
  g_assert_cmpint (count_differences (one, other), >, N_HOUSEHOLDS);
}

static void
every_household_was_paid_three_times (Fixture *fixture, gconstpointer unused)
{
  const NuanDemoOptions how = options_until (nuan_day_new (2025, 9, 30));   /* a history up to a New Year's Day has two years of payments */
  g_autofree char *path = in_folder (fixture, "demo.db");

  make (path, &how);
  g_assert_cmpint (ask (path, "SELECT count (*) FROM household"), ==, N_HOUSEHOLDS);
  g_assert_cmpint (ask (path, "SELECT min (n) FROM (SELECT count (p.id) AS n FROM household h LEFT JOIN payment p ON p.household_id = h.id"
                              " AND NOT EXISTS (SELECT 1 FROM payment_void v WHERE v.payment_id = p.id) GROUP BY h.id)"), >=, 3);
  g_assert_cmpint (ask (path, "SELECT count (DISTINCT substr (on_day, 1, 4)) FROM payment"), ==, 3);
  g_assert_cmpint (ask (path, "SELECT count (*) FROM payment WHERE on_day > date ('now', 'localtime')"), ==, 0);
}

static void
desk_has_something_of_everything (Fixture *fixture, gconstpointer unused)
{
  const NuanDemoOptions how = { .households = 300, .years = 5, .seed = 1 };   /* what --demo makes */
  g_autofree char *path = in_folder (fixture, "demo.db");

  make (path, &how);
  g_assert_cmpint (ask (path, "SELECT count (*) FROM household WHERE state IN ('pending', 'changed')"), >, 0);
  g_assert_cmpint (ask (path, "SELECT count (*) FROM household WHERE state = 'closed'"), >, 0);
  g_assert_cmpint (ask (path, "SELECT count (*) FROM grants WHERE state = 'draft'"), >, 0);
  g_assert_cmpint (ask (path, "SELECT count (*) FROM grants WHERE state = 'approved'"), >, 0);
  g_assert_cmpint (ask (path, "SELECT count (*) FROM grants WHERE state = 'voided'"), >, 0);
  g_assert_cmpint (ask (path, "SELECT count (*) FROM to_sign"), >, 0);
  g_assert_cmpint (ask (path, "SELECT count (DISTINCT method) FROM payment"), ==, 3);
  g_assert_cmpint (ask (path, "SELECT count (DISTINCT source) FROM fund"), >, 5);
  g_assert_cmpint (ask (path, "SELECT count (*) FROM member WHERE name LIKE '%·%'"), >, 0);
}

static void
every_line_of_check_passes (Fixture *fixture, gconstpointer unused)
{
  /* The last ones end on holidays of years that have seen no working day yet. */
  const NuanDemoOptions sizes[] = {
    { .households = 1, .years = 1, .seed = 1 }, { .households = 45, .years = 5, .seed = 2 }, { .households = 300, .years = 2, .seed = 3 },
    { .households = 20, .years = 3, .seed = 1, .until = nuan_day_new (2026, 1, 1) },
    { .households = 20, .years = 1, .seed = 2, .until = nuan_day_new (2026, 1, 3) },
    { .households = 5, .years = 2, .seed = 3, .until = nuan_day_new (2024, 1, 1) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *name = g_strdup_printf ("demo-%u.db", i), *path = in_folder (fixture, name);
      g_autoptr (NuanConnection) connection = NULL;
      g_autoptr (GPtrArray) lines = NULL;

      make (path, &sizes[i]);
      g_assert_cmpint (ask (path, "SELECT count (*) FROM grants WHERE state IN ('draft', 'approved')"), ==, 11);
      connection = nuan_connection_open (path, NUAN_OPEN_READ, NULL);
      lines = nuan_check_run (connection, NUAN_CHECK_ALL, NULL, NULL, NULL, NULL);
      g_assert_cmpuint (lines->len, >, 15);
      for (guint line = 0; line < lines->len; line++)
        if (!((NuanCheckLine *) lines->pdata[line])->passed)
          g_error ("%s: %s", ((NuanCheckLine *) lines->pdata[line])->code, ((NuanCheckLine *) lines->pdata[line])->detail);
    }
}

static void
everybody_of_the_sign_in_page_can_sign_in (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = in_folder (fixture, "demo.db");
  g_autoptr (NuanConnection) connection = NULL;
  guint roles = 0;

  make (path, &options);
  g_assert_true (nuan_demo_is (path));
  g_assert_false (nuan_demo_is (fixture->path));
  connection = nuan_connection_open (path, NUAN_OPEN_WRITE, NULL);
  for (const NuanDemoStaff *staff = nuan_demo_staff (); staff->login != NULL; staff++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NuanStaff) signed_in = nuan_staff_store_sign_in (connection, staff->login, staff->password, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (signed_in->roles, ==, staff->roles);
      roles |= staff->roles;
    }
  g_assert_cmpuint (roles, ==, 63);
}

static char *
make_empty_centre (Fixture *fixture)
{
  const NuanCentre centre = { (char *) "试点县职工服务(帮扶)中心", (char *) "试点县总工会", (char *) "511102" };
  char *path = in_folder (fixture, "centre-2.db");

  g_assert_true (nuan_centre_init (path, &centre, "chief", "管理员", NUAN_ROLE_ADMIN, "sesame-open", NULL, NULL, NULL));
  return path;
}

static void
empty_centre_is_filled_and_keeps_its_staff (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = make_empty_centre (fixture);

  make (path, &options);
  g_assert_cmpint (ask (path, "SELECT count (*) FROM household"), ==, N_HOUSEHOLDS);
  g_assert_cmpint (ask (path, "SELECT id FROM staff WHERE login = 'chief'"), ==, 1);
  g_assert_cmpint (ask (path, "SELECT count (*) FROM staff"), ==, 7);
}

static GBytes *
content_of (const char *path)
{
  char *content;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  return g_bytes_new_take (content, length);
}

static void
cancel_halfway (gint64 done, gint64 total, gpointer cancellable)
{
  if (done * 2 > total)
    g_cancellable_cancel (cancellable);
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    n += !g_str_has_suffix (name, ".lock");   /* which stays: holder.h */
  return n;
}

static void
cancelled_halfway_the_file_is_as_before (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = make_empty_centre (fixture), *none = in_folder (fixture, "none.db");
  const char *const paths[] = { path, none };
  g_autoptr (GBytes) before = content_of (path), after = NULL;
  const guint n_files = count_files (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (nuan_demo_fill (paths[i], &options, cancel_halfway, cancellable, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  after = content_of (path);
  g_assert_true (g_bytes_equal (before, after));
  g_assert_cmpuint (count_files (fixture), ==, n_files);
}

static void
part_of_a_killed_fill_does_no_harm (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = in_folder (fixture, "demo.db"), *part = in_folder (fixture, "nuanchuang-0123456789abcdef.part"), *log = in_folder (fixture, "nuanchuang-0123456789abcdef.part-wal");

  g_assert_true (g_file_set_contents (part, "half", -1, NULL));
  g_assert_true (g_file_set_contents (log, "half", -1, NULL));
  make (path, &options);
  g_assert_cmpint (ask (path, "SELECT count (*) FROM household"), ==, N_HOUSEHOLDS);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

static void
file_with_a_household_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture_add_household (fixture, 1);
  g_assert_false (nuan_demo_fill (fixture->path, &options, NULL, NULL, NULL, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "db");
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM household"), ==, 1);
}

static void
file_that_a_window_holds_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanHolder) holder = nuan_holder_take (fixture->path, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_demo_fill (fixture->path, &options, NULL, NULL, NULL, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "db");
}

/* What another program does once while the demo is made. */
typedef struct {
  const char *path;
  void      (*act) (const char *path);
  gboolean    done;
} Meanwhile;

static void
act_once (gint64 done, gint64 total, gpointer data)
{
  Meanwhile *meanwhile = data;

  if (!meanwhile->done)
    meanwhile->act (meanwhile->path);
  meanwhile->done = TRUE;
}

static gboolean
add_clerk (NuanConnection *connection, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) staff = nuan_staff_store_list (connection, error);

  return nuan_staff_store_add (connection, g_ptr_array_index (staff, 0), "clerk", "李科员", NUAN_ROLE_INTAKE, "long-enough", error) > 0;
}

static void
hire (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_WRITE, &error);

  g_assert_no_error (error);
  nuan_connection_transact (connection, add_clerk, NULL, &error);
  g_assert_no_error (error);
}

static void
write_text (const char *path)
{
  FILE *stream = g_fopen (path, "w");   /* the same inode, where one is there */

  g_assert_cmpint (fputs ("theirs", stream), >=, 0);
  g_assert_cmpint (fclose (stream), ==, 0);
}

static void
put_another (const char *path)
{
  g_autofree char *other = g_strconcat (path, "-other", NULL);

  g_assert_true (g_file_set_contents (other, "theirs", -1, NULL));
  g_assert_cmpint (g_rename (other, path), ==, 0);
}

static void
assert_refused_meanwhile (Fixture *fixture, const char *path, void (*act) (const char *path), gint code)
{
  Meanwhile meanwhile = { path, act, FALSE };
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_demo_fill (path, &options, act_once, &meanwhile, NULL, &error));
  g_assert_true (meanwhile.done);
  g_assert_error (error, NUAN_ERROR, code);
}

static void
assert_theirs (const char *path)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "theirs");
}

static void
what_is_written_meanwhile_is_not_lost (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *centre = make_empty_centre (fixture), *touched = in_folder (fixture, "touched.db"), *none = in_folder (fixture, "none.db");
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  assert_refused_meanwhile (fixture, centre, hire, NUAN_ERROR_CONFLICT);
  g_assert_cmpint (ask (centre, "SELECT count (*) FROM staff WHERE login = 'clerk'"), ==, 1);
  g_assert_cmpint (ask (centre, "SELECT count (*) FROM household"), ==, 0);

  g_assert_true (g_file_set_contents (touched, "", -1, NULL));
  assert_refused_meanwhile (fixture, touched, write_text, NUAN_ERROR_CONFLICT);
  assert_theirs (touched);
  g_assert_true (g_file_set_contents (touched, "", -1, NULL));
  assert_refused_meanwhile (fixture, touched, put_another, NUAN_ERROR_CONFLICT);
  assert_theirs (touched);
  assert_refused_meanwhile (fixture, none, write_text, NUAN_ERROR_CONFLICT);
  assert_theirs (none);
  while ((name = g_dir_read_name (folder)) != NULL)
    g_assert_false (g_regex_match_simple ("\\.part|\\.db\\.[0-9]", name, 0, 0));   /* nothing of ours, nothing aside */
}

static void
check_held (const char *path)
{
  g_assert_true (nuan_holder_is_held (path));
}

static void
no_window_opens_the_file_meanwhile (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = make_empty_centre (fixture);
  Meanwhile meanwhile = { path, check_held, FALSE };

  g_assert_true (nuan_demo_fill (path, &options, act_once, &meanwhile, NULL, NULL));
  g_assert_true (meanwhile.done);
  g_assert_false (nuan_holder_is_held (path));
}

static void
filled_centre_stands_aside_as_it_was (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = make_empty_centre (fixture), *touched = in_folder (fixture, "touched.db");
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_true (g_file_set_contents (touched, "", -1, NULL));
  make (path, &options);
  make (touched, &options);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *aside = in_folder (fixture, name);

      g_assert_false (g_regex_match_simple ("^touched\\.db\\.[0-9]", name, 0, 0));   /* had no byte */
      if (!g_regex_match_simple ("^centre-2\\.db\\.[0-9]{8}-[0-9]{6}$", name, 0, 0))
        continue;
      n++;
      g_assert_cmpint (ask (aside, "SELECT count (*) FROM staff"), ==, 1);
      g_assert_cmpint (ask (aside, "SELECT count (*) FROM household"), ==, 0);
    }
  g_assert_cmpuint (n, ==, 1);
}

static void
filled_file_is_private (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = make_empty_centre (fixture);
  GStatBuf status;

  make (path, &options);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
impossible_wishes_are_refused (Fixture *fixture, gconstpointer unused)
{
  static const struct { NuanDemoOptions wish; const char *field; } wishes[] = {
    { { .households = 0, .years = 5 }, "households" },
    { { .households = -3, .years = 5 }, "households" },
    { { .households = 10, .years = 0 }, "years" },
    { { .households = 10, .years = 1, .until = G_MAXUINT16 * 20 }, "until" },
  };
  g_autofree char *path = in_folder (fixture, "demo.db");

  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (nuan_demo_fill (path, &wishes[i].wish, NULL, NULL, NULL, &error));
      check_error (error, NUAN_ERROR_INVALID, wishes[i].field);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

#define ADD(path, test) g_test_add ("/demo/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("same-seed-and-date-give-the-same-content", same_seed_and_date_give_the_same_content);
  ADD ("another-seed-gives-other-people", another_seed_gives_other_people);
  ADD ("every-household-was-paid-three-times", every_household_was_paid_three_times);
  ADD ("desk-has-something-of-everything", desk_has_something_of_everything);
  ADD ("every-line-of-check-passes", every_line_of_check_passes);
  ADD ("everybody-of-the-sign-in-page-can-sign-in", everybody_of_the_sign_in_page_can_sign_in);
  ADD ("empty-centre-is-filled-and-keeps-its-staff", empty_centre_is_filled_and_keeps_its_staff);
  ADD ("cancelled-halfway-the-file-is-as-before", cancelled_halfway_the_file_is_as_before);
  ADD ("part-of-a-killed-fill-does-no-harm", part_of_a_killed_fill_does_no_harm);
  ADD ("file-with-a-household-is-refused", file_with_a_household_is_refused);
  ADD ("file-that-a-window-holds-is-refused", file_that_a_window_holds_is_refused);
  ADD ("what-is-written-meanwhile-is-not-lost", what_is_written_meanwhile_is_not_lost);
  ADD ("no-window-opens-the-file-meanwhile", no_window_opens_the_file_meanwhile);
  ADD ("filled-centre-stands-aside-as-it-was", filled_centre_stands_aside_as_it_was);
  ADD ("filled-file-is-private", filled_file_is_private);
  ADD ("impossible-wishes-are-refused", impossible_wishes_are_refused);
  return g_test_run ();
}

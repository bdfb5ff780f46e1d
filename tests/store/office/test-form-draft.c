#include "config.h"

#include "check-error.h"
#include "fixture.h"
#include "store/office/form-draft.h"
#include "store/office/staff-store.h"

static void
save (Fixture *fixture, const NuanStaff *staff, gint64 subject, const char *content)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  nuan_form_draft_save (fixture->connection, staff->id, "household", subject, content, &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
}

static char *
load (Fixture *fixture, const NuanStaff *staff, gint64 subject)
{
  g_autoptr (GError) error = NULL;
  char *content = NULL;

  g_assert_true (nuan_form_draft_load (fixture->connection, staff->id, "household", subject, &content, &error));
  g_assert_no_error (error);
  return content;
}

static void
draft_stays_with_its_person (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *own = NULL, *others = NULL;

  save (fixture, fixture->intake, 0, "half a form");
  own = load (fixture, fixture->intake, 0);
  others = load (fixture, fixture->all, 0);
  g_assert_cmpstr (own, ==, "half a form");
  g_assert_null (others);
}

static void
newer_draft_takes_the_place_of_the_older (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *content = NULL;

  save (fixture, fixture->intake, 7, "one");
  save (fixture, fixture->intake, 7, "two");
  content = load (fixture, fixture->intake, 7);
  g_assert_cmpstr (content, ==, "two");
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM form_draft"), ==, 1);
}

static void
draft_survives_a_reopened_file (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *content = NULL;

  save (fixture, fixture->intake, 7, "one");
  nuan_connection_close (fixture->connection);
  fixture->connection = nuan_connection_open (fixture->path, NUAN_OPEN_WRITE, NULL);
  content = load (fixture, fixture->intake, 7);
  g_assert_cmpstr (content, ==, "one");
}

static void
forgotten_draft_is_gone (Fixture *fixture, gconstpointer unused)
{
  save (fixture, fixture->intake, 7, "one");
  fixture_begin (fixture);
  g_assert_true (nuan_form_draft_forget (fixture->connection, fixture->intake->id, "household", 7, NULL));
  fixture_commit (fixture);
  g_assert_null (load (fixture, fixture->intake, 7));
}

#define ADD(path, test) g_test_add ("/form-draft/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

static gint64
drafts (Fixture *fixture)
{
  return fixture_value (fixture, "SELECT count(*) FROM form_draft");
}

static void
save_on (Fixture *fixture, gint64 subject, NuanDay day)
{
  nuan_connection_set_today (fixture->connection, day);
  save (fixture, fixture->intake, subject, "half a form");
  nuan_connection_set_today (fixture->connection, FIXTURE_TODAY);
}

/* By the clock of the centre: the fixture's today is years from the machine's. */
static void
draft_is_forgotten_after_thirty_days (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  save_on (fixture, 1, FIXTURE_TODAY);
  save_on (fixture, 2, FIXTURE_TODAY - 30);
  save_on (fixture, 3, FIXTURE_TODAY - 31);
  save_on (fixture, 4, FIXTURE_TODAY - 400);
  fixture_begin (fixture);
  g_assert_true (nuan_form_draft_expire (fixture->connection, &error));
  g_assert_no_error (error);
  fixture_commit (fixture);
  g_assert_cmpint (drafts (fixture), ==, 2);
  g_assert_cmpint (fixture_value (fixture, "SELECT max (subject) FROM form_draft"), ==, 2);

  nuan_connection_set_today (fixture->connection, FIXTURE_TODAY + 1);
  g_assert_true (nuan_form_draft_tidy (fixture->connection, &error));
  g_assert_no_error (error);
  g_assert_cmpint (drafts (fixture), ==, 1);
}

static void
typing_on_keeps_it (Fixture *fixture, gconstpointer unused)
{
  save_on (fixture, 1, FIXTURE_TODAY - 31);
  save_on (fixture, 1, FIXTURE_TODAY);
  g_assert_true (nuan_form_draft_tidy (fixture->connection, NULL));
  g_assert_cmpint (drafts (fixture), ==, 1);
}

/* As older programs wrote the moment: with parts of a second. */
static void
draft_of_an_older_program_is_forgotten_too (Fixture *fixture, gconstpointer unused)
{
  save_on (fixture, 1, FIXTURE_TODAY);
  save_on (fixture, 2, FIXTURE_TODAY);
  fixture_begin (fixture);
  g_assert_true (nuan_sql_run (fixture->connection, NULL, "UPDATE form_draft SET saved_at = ? WHERE subject = 2", "t", "2025-10-20T08:00:00.123456Z"));
  fixture_commit (fixture);
  g_assert_true (nuan_form_draft_tidy (fixture->connection, NULL));
  g_assert_cmpint (fixture_value (fixture, "SELECT max (subject) FROM form_draft"), ==, 1);
}

static void
signing_in_forgets_what_is_old (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanStaff) staff = NULL;

  save_on (fixture, 1, FIXTURE_TODAY);
  save_on (fixture, 2, FIXTURE_TODAY - 31);
  g_assert_null (nuan_staff_store_sign_in (fixture->connection, "cash", "not the password", NULL, NULL));
  g_assert_cmpint (drafts (fixture), ==, 2);
  staff = nuan_staff_store_sign_in (fixture->connection, "cash", FIXTURE_PASSWORD, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (drafts (fixture), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("draft-stays-with-its-person", draft_stays_with_its_person);
  ADD ("newer-draft-takes-the-place-of-the-older", newer_draft_takes_the_place_of_the_older);
  ADD ("draft-survives-a-reopened-file", draft_survives_a_reopened_file);
  ADD ("forgotten-draft-is-gone", forgotten_draft_is_gone);
  ADD ("draft-is-forgotten-after-thirty-days", draft_is_forgotten_after_thirty_days);
  ADD ("typing-on-keeps-it", typing_on_keeps_it);
  ADD ("draft-of-an-older-program-is-forgotten-too", draft_of_an_older_program_is_forgotten_too);
  ADD ("signing-in-forgets-what-is-old", signing_in_forgets_what_is_old);
  return g_test_run ();
}

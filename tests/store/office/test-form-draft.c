#include "config.h"

#include "check-error.h"
#include "fixture.h"
#include "store/office/form-draft.h"

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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("draft-stays-with-its-person", draft_stays_with_its_person);
  ADD ("newer-draft-takes-the-place-of-the-older", newer_draft_takes_the_place_of_the_older);
  ADD ("draft-survives-a-reopened-file", draft_survives_a_reopened_file);
  ADD ("forgotten-draft-is-gone", forgotten_draft_is_gone);
  return g_test_run ();
}

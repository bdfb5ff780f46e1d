#include "config.h"

#include "desk/household-work.h"
#include "money.h"
#include "store/office/form-draft.h"

static void
keep_typed (Fixture *fixture, gint64 subject)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_true (nuan_form_draft_save (fixture->connection, fixture->intake->id, "household", subject, "half a form", &error));
  g_assert_no_error (error);
  fixture_commit (fixture);
}

static NuanSaved *
save (Fixture *fixture, NuanHousehold *household, gboolean typed)
{
  g_autoptr (GError) error = NULL;
  NuanSaved *saved;

  fixture_begin (fixture);
  saved = nuan_household_work_save (fixture->connection, fixture->intake, household, typed, &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
  return saved;
}

static void
a_new_file_gets_its_number_and_forgets_its_form (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanHousehold) household = fixture_household (1);
  g_autoptr (NuanSaved) saved = NULL;

  keep_typed (fixture, 0);
  saved = save (fixture, household, TRUE);
  g_assert_cmpstr (saved->number, ==, "H2025-000001");
  g_assert_cmpint (saved->state, ==, NUAN_HOUSEHOLD_PENDING);
  g_assert_null (saved->before);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM form_draft"), ==, 0);
}

static void
what_was_not_typed_forgets_no_form (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanHousehold) household = fixture_household (1);
  g_autoptr (NuanSaved) saved = NULL;

  keep_typed (fixture, 0);
  saved = save (fixture, household, FALSE);
  g_assert_cmpint (saved->id, ==, household->id);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM form_draft"), ==, 1);
}

static void
a_changed_file_tells_both_assessments (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_approved (fixture, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanHousehold) household = nuan_household_store_read (fixture->connection, id, &error);
  g_autoptr (NuanSaved) saved = NULL;

  g_assert_no_error (error);
  household->incomes_fen[NUAN_INCOME_WAGE] = 7560000;
  saved = save (fixture, household, TRUE);
  g_assert_cmpint (saved->state, ==, NUAN_HOUSEHOLD_CHANGED);
  g_assert_cmpstr (saved->before->per_capita, ==, "1000.00");
  g_assert_cmpstr (saved->after->per_capita, ==, "1100.00");
}

static gboolean
decide (Fixture *fixture, gint64 id, gint version, NuanDecision decision, const char *reason, GError **error)
{
  fixture_begin (fixture);
  return money_end (fixture, nuan_household_work_decide (fixture->connection, fixture->direct, id, version, decision, reason, error));
}

static NuanHouseholdState
state_of (Fixture *fixture, gint64 id)
{
  g_autoptr (NuanHousehold) household = nuan_household_store_read (fixture->connection, id, NULL);

  return household->state;
}

static void
each_decision_leads_to_its_state (Fixture *fixture, gconstpointer unused)
{
  const gint64 returned = fixture_add_household (fixture, 1), refused = fixture_add_household (fixture, 2),
               closed = fixture_add_household (fixture, 3);
  g_autoptr (GError) error = NULL;

  g_assert_true (decide (fixture, returned, 0, NUAN_DECIDE_RETURN, "缺收入证明", &error));
  g_assert_true (decide (fixture, refused, 0, NUAN_DECIDE_REFUSE, "不符合条件", &error));
  g_assert_true (decide (fixture, closed, 0, NUAN_DECIDE_APPROVE, "", &error));
  g_assert_cmpint (state_of (fixture, returned), ==, NUAN_HOUSEHOLD_RETURNED);
  g_assert_cmpint (state_of (fixture, refused), ==, NUAN_HOUSEHOLD_REFUSED);
  g_assert_cmpint (state_of (fixture, closed), ==, NUAN_HOUSEHOLD_IN_FORCE);
  g_assert_true (decide (fixture, closed, 0, NUAN_DECIDE_CLOSE, "已脱困", &error));
  g_assert_cmpint (state_of (fixture, closed), ==, NUAN_HOUSEHOLD_CLOSED);
  g_assert_no_error (error);
}

static void
what_was_changed_since_it_was_looked_at_is_not_approved (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_household (fixture, 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (decide (fixture, id, 99, NUAN_DECIDE_APPROVE, "", &error));
  check_error (error, NUAN_ERROR_CONFLICT, "version");
  g_assert_cmpint (state_of (fixture, id), ==, NUAN_HOUSEHOLD_PENDING);
}

static void
a_view_adds_up_what_was_paid_this_year (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *first = money_pay (fixture, &wish, "cash");
  g_autofree char *second = money_pay (fixture, &wish, "cash");
  const gint64 approved = money_approved (fixture, &wish), draft = money_draft (fixture, &wish);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanHouseholdView) view = NULL;

  keep_typed (fixture, wish.household_id);
  view = nuan_household_work_view (fixture->connection, wish.household_id, fixture->intake->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (view->year_fen, ==, 200000);
  g_assert_cmpuint (view->receipts->len, ==, 2);
  g_assert_cmpstr (((NuanReceipt *) g_ptr_array_index (view->receipts, 0))->number, ==, second);
  g_assert_cmpstr (((NuanReceipt *) g_ptr_array_index (view->receipts, 1))->number, ==, first);
  g_assert_cmpuint (view->grants->len, ==, 2);   /* drafts first */
  g_assert_cmpint (((NuanGrant *) g_ptr_array_index (view->grants, 0))->id, ==, draft);
  g_assert_cmpint (((NuanGrant *) g_ptr_array_index (view->grants, 1))->id, ==, approved);
  g_assert_cmpuint (view->meters->len, >, 0);
  g_assert_cmpint (view->standards.dibao_fen, ==, FIXTURE_DIBAO);
  g_assert_cmpstr (view->draft, ==, "half a form");
}

static void
a_view_of_a_new_file_holds_its_form_alone (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanHouseholdView) view = NULL;

  keep_typed (fixture, 0);
  view = nuan_household_work_view (fixture->connection, 0, fixture->intake->id, &error);
  g_assert_no_error (error);
  g_assert_null (view->household);
  g_assert_cmpstr (view->draft, ==, "half a form");
}

#define MANY 305   /* more than any list of a file was once cut at */

static void
nothing_of_a_file_is_left_out (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "living", 10000000);
  const gint64 before = fixture_value (fixture, "SELECT count (*) FROM journal WHERE subject = 'household:1'");
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanHouseholdView) view = NULL;

  wish.amount_fen = 100;
  for (guint i = 0; i < MANY; i++)
    money_draft (fixture, &wish);
  view = nuan_household_work_view (fixture->connection, wish.household_id, fixture->intake->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (view->grants->len, ==, MANY);
  g_assert_cmpuint (view->history->len, ==, MANY + before);
}

/* Whoever wrote any of what waits, not the last one alone. */
static void
who_wrote_a_file_is_told_that_another_person_approves_it (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_household (fixture, 1);
  const NuanStaff *const staff[] = { fixture->intake, fixture->direct, fixture->review };
  g_autofree char *sql = g_strdup_printf ("INSERT INTO household_author (household_id, staff_id) VALUES (%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ")",
                                          id, fixture->direct->id);

  fixture_tamper (fixture, sql);   /* an earlier change of the same round */
  for (guint i = 0; i < G_N_ELEMENTS (staff); i++)
    {
      const gboolean other = staff[i] == fixture->review;
      g_autoptr (GError) error = NULL, refused = NULL;
      g_autoptr (NuanHouseholdView) view = nuan_household_work_view (fixture->connection, id, staff[i]->id, &error);

      g_assert_no_error (error);
      g_assert_cmpint (view->own, ==, !other);
      if (staff[i] == fixture->intake)
        continue;   /* who does not decide anyway */
      fixture_begin (fixture);
      g_assert_cmpint (nuan_household_work_decide (fixture->connection, staff[i], id, 0, NUAN_DECIDE_APPROVE, "情况属实", &refused), ==, other);
      if (!other)
        check_error (refused, NUAN_ERROR_RULE, "approve");
      fixture_rollback (fixture);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  MONEY_TEST ("/household-work/a-new-file-gets-its-number-and-forgets-its-form", a_new_file_gets_its_number_and_forgets_its_form);
  MONEY_TEST ("/household-work/what-was-not-typed-forgets-no-form", what_was_not_typed_forgets_no_form);
  MONEY_TEST ("/household-work/a-changed-file-tells-both-assessments", a_changed_file_tells_both_assessments);
  MONEY_TEST ("/household-work/each-decision-leads-to-its-state", each_decision_leads_to_its_state);
  MONEY_TEST ("/household-work/what-was-changed-since-it-was-looked-at-is-not-approved", what_was_changed_since_it_was_looked_at_is_not_approved);
  MONEY_TEST ("/household-work/a-view-adds-up-what-was-paid-this-year", a_view_adds_up_what_was_paid_this_year);
  MONEY_TEST ("/household-work/a-view-of-a-new-file-holds-its-form-alone", a_view_of_a_new_file_holds_its_form_alone);
  MONEY_TEST ("/household-work/nothing-of-a-file-is-left-out", nothing_of_a_file_is_left_out);
  MONEY_TEST ("/household-work/who-wrote-a-file-is-told-that-another-person-approves-it", who_wrote_a_file_is_told_that_another_person_approves_it);

  return g_test_run ();
}

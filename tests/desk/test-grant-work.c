#include "config.h"

#include "desk/grant-work.h"
#include "money.h"
#include "store/office/form-draft.h"

/* A character that no font of the packages has. */
#define UNPRINTABLE "𠀀𠀀"

static void
keep_typed (Fixture *fixture, const NuanStaff *staff, const char *kind, gint64 subject)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_true (nuan_form_draft_save (fixture->connection, staff->id, kind, subject, "half a form", &error));
  g_assert_no_error (error);
  fixture_commit (fixture);
}

static char *
pay (Fixture *fixture, const NuanPaymentRequest *request, GError **error)
{
  char *number;

  fixture_begin (fixture);
  number = nuan_grant_work_pay (fixture->connection, fixture->cash, request, NULL, error);
  money_end (fixture, number != NULL);
  return number;
}

static NuanPaymentRequest
by_proxy (gint64 grant_id, const char *name, char *id_number)
{
  return (NuanPaymentRequest) { .grant_id = grant_id, .method = (char *) "cash", .proxy_name = (char *) name, .proxy_id = id_number,
                                .proxy_relation = (char *) "10", .proxy_reason = (char *) "本人住院" };
}

static void
paying_gives_the_number_of_a_receipt_that_can_be_read (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const NuanPaymentRequest request = { .grant_id = money_approved (fixture, &wish), .method = (char *) "cash" };
  g_autoptr (GError) error = NULL;
  g_autofree char *number = pay (fixture, &request, &error);
  g_autoptr (NuanReceipt) receipt = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (number, ==, "2025-000001");
  receipt = nuan_receipt_store_read (fixture->connection, number, &error);
  g_assert_no_error (error);
  g_assert_cmpint (receipt->amount_fen, ==, 100000);
  money_assert_fund (fixture, wish.fund_id, 500000, 0, 0, 100000);
}

static void
no_receipt_no_payment (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *id_number = fixture_id_number ("19700101", 12);
  const gint64 grant_id = money_approved (fixture, &wish);
  const NuanPaymentRequest refused = by_proxy (grant_id, UNPRINTABLE, id_number);
  const NuanPaymentRequest printable = by_proxy (grant_id, "王小二", id_number);
  const gint64 lines = fixture_value (fixture, "SELECT count (*) FROM journal");
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;

  keep_typed (fixture, fixture->cash, "payment", grant_id);
  g_assert_null (pay (fixture, &refused, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "𠀀"));
  money_assert_fund (fixture, wish.fund_id, 500000, 0, 100000, 0);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM receipt"), ==, 0);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM journal"), ==, lines);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM form_draft"), ==, 1);

  g_clear_error (&error);
  number = pay (fixture, &printable, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (number, ==, "2025-000001");
}

static void
paying_forgets_the_half_typed_payment_and_no_other (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const NuanPaymentRequest request = { .grant_id = money_approved (fixture, &wish), .method = (char *) "cash" };
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;

  keep_typed (fixture, fixture->cash, "payment", request.grant_id);
  keep_typed (fixture, fixture->cash, "payment", request.grant_id + 1);
  keep_typed (fixture, fixture->intake, "grant", wish.household_id);
  number = pay (fixture, &request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM form_draft"), ==, 2);
  g_assert_cmpint (fixture_value (fixture, "SELECT min (subject) FROM form_draft WHERE kind = 'payment'"), ==, request.grant_id + 1);
}

static gint64
add (Fixture *fixture, const Wish *wish, gboolean typed)
{
  g_autoptr (NuanGrant) grant = money_grant_new (wish);
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_true (nuan_grant_work_add (fixture->connection, fixture->intake, grant, typed, NULL, &error));
  g_assert_no_error (error);
  fixture_commit (fixture);
  return grant->id;
}

static void
a_grant_forgets_the_form_it_was_typed_in_alone (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);

  keep_typed (fixture, fixture->intake, "grant", wish.household_id);
  g_assert_cmpint (add (fixture, &wish, FALSE), ==, 1);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM form_draft"), ==, 1);
  g_assert_cmpint (add (fixture, &wish, TRUE), ==, 2);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM form_draft"), ==, 0);
}

static void
decide (Fixture *fixture, gint64 id, NuanGrantState state, const char *reason)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_true (nuan_grant_work_decide (fixture->connection, fixture->direct, id, state, reason, NULL, &error));
  g_assert_no_error (error);
  fixture_commit (fixture);
}

static void
each_decision_leads_to_its_state (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const NuanGrantState states[] = { NUAN_GRANT_APPROVED, NUAN_GRANT_RETURNED, NUAN_GRANT_REFUSED };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      const gint64 id = money_draft (fixture, &wish);
      g_autoptr (GError) error = NULL;
      g_autoptr (NuanGrant) grant = NULL;

      decide (fixture, id, states[i], "金额有误");
      grant = nuan_grant_store_read (fixture->connection, id, &error);
      g_assert_no_error (error);
      g_assert_cmpint (grant->state, ==, states[i]);
    }

  decide (fixture, 1, NUAN_GRANT_VOIDED, "不再需要");
  money_assert_fund (fixture, wish.fund_id, 500000, 0, 0, 0);
}

static void
a_view_tells_all_that_a_decision_rests_on (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *paid = money_pay (fixture, &wish, "cash");
  const gint64 id = money_draft (fixture, &wish);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanGrantView) view = NULL;

  keep_typed (fixture, fixture->cash, "payment", id);
  view = nuan_grant_work_view (fixture->connection, id, fixture->cash->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (view->grant->id, ==, id);
  g_assert_cmpint (view->household->id, ==, wish.household_id);
  g_assert_cmpint (view->fund->id, ==, wish.fund_id);
  g_assert_cmpuint (view->earlier->len, ==, 1);
  g_assert_cmpstr (((NuanGrant *) g_ptr_array_index (view->earlier, 0))->receipt_number, ==, paid);
  g_assert_cmpstr (view->confirmed->category, ==, "deep");
  g_assert_cmpuint (view->caps->len, >, 0);
  g_assert_null (view->caps_problem);
  g_assert_cmpstr (view->draft, ==, "half a form");
  g_assert_cmpuint (view->today, ==, FIXTURE_TODAY);
}

static void
choices_tell_why_a_fund_may_not_pay (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 50000);
  const gint64 study = money_fund (fixture, "金秋助学资金", "study");
  g_autoptr (NuanGrant) grant = money_grant_new (&wish);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanGrantChoices) choices = nuan_grant_work_choices (fixture->connection, grant, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (choices->funds->len, ==, 2);
  g_assert_cmpint (((NuanFund *) g_ptr_array_index (choices->funds, 1))->id, ==, study);
  g_assert_nonnull (g_ptr_array_index (choices->reasons, 0));   /* 1,000.00 of 500.00 */
  g_assert_nonnull (g_ptr_array_index (choices->reasons, 1));   /* another programme */

  g_clear_pointer (&choices, nuan_grant_choices_free);
  grant->amount_fen = 50000;
  choices = nuan_grant_work_choices (fixture->connection, grant, &error);
  g_assert_no_error (error);
  g_assert_null (g_ptr_array_index (choices->reasons, 0));
}

static void
without_a_line_the_caps_are_a_sentence (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autoptr (NuanGrant) grant = money_grant_new (&wish);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanGrantChoices) choices = NULL;

  money_on (fixture, 2023, 6, 1);   /* before the first standard */
  choices = nuan_grant_work_choices (fixture->connection, grant, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (choices->caps->len, ==, 0);
  g_assert_nonnull (choices->caps_problem);
}

static void
a_start_brings_back_what_its_person_typed (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanGrantStart) own = NULL;
  g_autoptr (NuanGrantStart) others = NULL;

  keep_typed (fixture, fixture->intake, "grant", wish.household_id);
  own = nuan_grant_work_start (fixture->connection, wish.household_id, fixture->intake->id, &error);
  g_assert_no_error (error);
  others = nuan_grant_work_start (fixture->connection, wish.household_id, fixture->all->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (own->draft, ==, "half a form");
  g_assert_null (others->draft);
  g_assert_cmpint (own->household->id, ==, wish.household_id);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  MONEY_TEST ("/grant-work/paying-gives-the-number-of-a-receipt-that-can-be-read", paying_gives_the_number_of_a_receipt_that_can_be_read);
  MONEY_TEST ("/grant-work/no-receipt-no-payment", no_receipt_no_payment);
  MONEY_TEST ("/grant-work/paying-forgets-the-half-typed-payment-and-no-other", paying_forgets_the_half_typed_payment_and_no_other);
  MONEY_TEST ("/grant-work/a-grant-forgets-the-form-it-was-typed-in-alone", a_grant_forgets_the_form_it_was_typed_in_alone);
  MONEY_TEST ("/grant-work/each-decision-leads-to-its-state", each_decision_leads_to_its_state);
  MONEY_TEST ("/grant-work/a-view-tells-all-that-a-decision-rests-on", a_view_tells_all_that_a_decision_rests_on);
  MONEY_TEST ("/grant-work/choices-tell-why-a-fund-may-not-pay", choices_tell_why_a_fund_may_not_pay);
  MONEY_TEST ("/grant-work/without-a-line-the-caps-are-a-sentence", without_a_line_the_caps_are_a_sentence);
  MONEY_TEST ("/grant-work/a-start-brings-back-what-its-person-typed", a_start_brings_back_what_its_person_typed);

  return g_test_run ();
}

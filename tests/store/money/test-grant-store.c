#include "config.h"

#include "money.h"
#include "store/people/household-store.h"
#include "store/office/standard-store.h"

static void
assert_draft_refused (Fixture *fixture, const Wish *wish, NuanError code, const char *field)
{
  g_autoptr (GError) error = NULL;
  const gint64 before = fixture_value (fixture, "SELECT count (*) FROM journal");

  g_assert_cmpint (try_draft (fixture, wish, NULL, &error), ==, 0);
  check_error (error, code, field);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM journal"), ==, before);
}

static void
assert_approval_refused (Fixture *fixture, const NuanStaff *actor, gint64 id, NuanError code, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (try_approve (fixture, actor, id, NULL, &error));
  check_error (error, code, field);
}

static void
change_household (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanHousehold) household = nuan_household_store_read (fixture->connection, id, &error);

  g_assert_no_error (error);
  household->incomes_fen[NUAN_INCOME_OTHER] += 100;
  fixture_begin (fixture);
  nuan_household_store_change (fixture->connection, fixture->intake, household, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
}

static void
a_draft_reserves_nothing (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);

  money_draft (fixture, &wish);
  money_assert_fund (fixture, wish.fund_id, 500000, 0, 0, 0);
}

static void
an_approval_reserves_the_money (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);

  money_approved (fixture, &wish);
  money_assert_fund (fixture, wish.fund_id, 500000, 0, 100000, 0);
}

static void
a_grant_is_read_with_its_names (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanGrant) grant = nuan_grant_store_read (fixture->connection, money_approved (fixture, &wish), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (grant->member_name, ==, "张建国");
  g_assert_cmpstr (grant->fund_name, ==, "2025年中央财政帮扶资金");
  g_assert_cmpstr (grant->drafted_name, ==, "王受理");
  g_assert_cmpstr (grant->decided_name, ==, "李审核");
  g_assert_cmpuint (grant->decided_on, ==, FIXTURE_TODAY);
  g_assert_cmpint (grant->state, ==, NUAN_GRANT_APPROVED);
  g_assert_cmpstr (grant->receipt_number, ==, "");
}

static void
a_file_that_is_not_in_force_gets_no_help (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "living", 500000);

  wish.household_id = fixture_add_household (fixture, 2);
  wish.member_id = money_member (fixture, wish.household_id, 0);
  assert_draft_refused (fixture, &wish, NUAN_ERROR_RULE, "household");
}

static void
a_changed_file_gets_no_help_before_its_approval (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const gint64 id = money_draft (fixture, &wish);

  change_household (fixture, wish.household_id);
  assert_draft_refused (fixture, &wish, NUAN_ERROR_RULE, "household");
  assert_approval_refused (fixture, fixture->review, id, NUAN_ERROR_RULE, "household");
}

static void
a_stranger_to_the_file_gets_no_help (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "living", 500000);
  const gint64 other = fixture_add_approved (fixture, 2);

  wish.member_id = money_member (fixture, other, 0);
  assert_draft_refused (fixture, &wish, NUAN_ERROR_NOT_FOUND, "member");
}

static void
an_unknown_household_is_not_found (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "living", 500000);

  wish.household_id = 77;
  assert_draft_refused (fixture, &wish, NUAN_ERROR_NOT_FOUND, "household");
}

static void
an_unknown_programme_is_refused (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "living", 500000);

  wish.programme = "travel";
  assert_draft_refused (fixture, &wish, NUAN_ERROR_INVALID, "programme");
}

static void
a_fund_pays_for_its_own_programmes_only (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "medical", 500000);

  assert_draft_refused (fixture, &wish, NUAN_ERROR_RULE, "programme");
}

static void
a_fund_past_its_use_by_date_pays_nothing (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "living", 500000);

  wish.fund_id = money_fund_of (fixture, "已到期", "city", "living", nuan_day_new (2025, 1, 1), nuan_day_new (2025, 12, 31),
                                FIXTURE_TODAY - 1);
  money_receive (fixture, wish.fund_id, 500000);
  assert_draft_refused (fixture, &wish, NUAN_ERROR_RULE, "date");
}

static void
the_use_by_date_itself_still_counts (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "living", 500000);

  wish.fund_id = money_fund_of (fixture, "今日到期", "city", "living", nuan_day_new (2025, 1, 1), nuan_day_new (2025, 12, 31),
                                FIXTURE_TODAY);
  money_receive (fixture, wish.fund_id, 500000);
  g_assert_cmpint (money_approved (fixture, &wish), !=, 0);
}

static void
more_than_is_free_is_refused_at_the_draft (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "living", 100000);

  wish.amount_fen = 100001;
  assert_draft_refused (fixture, &wish, NUAN_ERROR_RULE, "amount");
}

static void
the_second_of_two_drafts_is_refused_when_the_money_is_gone (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 150000);
  const gint64 first = money_draft (fixture, &wish), second = money_draft (fixture, &wish);
  g_autoptr (GError) error = NULL;

  try_approve (fixture, fixture->review, first, NULL, &error);
  g_assert_no_error (error);
  assert_approval_refused (fixture, fixture->review, second, NUAN_ERROR_RULE, "amount");
  money_assert_fund (fixture, wish.fund_id, 150000, 0, 100000, 0);
}

static void
living_help_ends_at_twelve_times_the_line (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "living", 5000000);

  wish.amount_fen = 12 * FIXTURE_DIBAO - 100;
  money_approved (fixture, &wish);
  wish.amount_fen = 101;
  wish.member_id = money_member (fixture, wish.household_id, 1);
  assert_draft_refused (fixture, &wish, NUAN_ERROR_RULE, "amount");
  wish.amount_fen = 100;
  g_assert_cmpint (money_approved (fixture, &wish), !=, 0);
}

static void
a_cap_that_filled_up_since_the_draft_refuses_the_approval (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "living", 5000000);
  g_autoptr (GError) error = NULL;
  gint64 first, second;

  wish.amount_fen = 7 * FIXTURE_DIBAO;
  first = money_draft (fixture, &wish);
  second = money_draft (fixture, &wish);
  try_approve (fixture, fixture->review, first, NULL, &error);
  g_assert_no_error (error);
  assert_approval_refused (fixture, fixture->review, second, NUAN_ERROR_RULE, "amount");
}

static void
help_of_last_year_does_not_fill_the_cap (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "living", 5000000);

  wish.amount_fen = 12 * FIXTURE_DIBAO;
  g_free (money_pay (fixture, &wish, "cash"));
  assert_draft_refused (fixture, &wish, NUAN_ERROR_RULE, "amount");
  money_on (fixture, 2026, 1, 5);
  wish.fund_id = money_fund_of (fixture, "2026年", "city", "living", nuan_day_new (2026, 1, 1), nuan_day_new (2026, 12, 31),
                                nuan_day_new (2026, 12, 31));
  money_receive (fixture, wish.fund_id, 5000000);
  g_assert_cmpint (money_approved (fixture, &wish), !=, 0);
}

static void
study_help_is_capped_a_pupil (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "study", 5000000);

  wish.programme = "study";
  wish.amount_fen = 10 * FIXTURE_DIBAO;
  money_approved (fixture, &wish);
  wish.member_id = money_member (fixture, wish.household_id, 2);
  g_assert_cmpint (money_approved (fixture, &wish), !=, 0);
  wish.amount_fen = 1;
  assert_draft_refused (fixture, &wish, NUAN_ERROR_RULE, "amount");
}

static void
medical_help_needs_the_self_paid_amount (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "medical", 5000000);

  wish.programme = "medical";
  assert_draft_refused (fixture, &wish, NUAN_ERROR_RULE, "self_paid");
  wish.self_paid_fen = wish.amount_fen - 1;
  assert_draft_refused (fixture, &wish, NUAN_ERROR_RULE, "amount");
  wish.self_paid_fen = wish.amount_fen;
  g_assert_cmpint (money_approved (fixture, &wish), !=, 0);
}

static void
a_self_paid_amount_belongs_to_medical_help_only (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "living", 5000000);

  wish.self_paid_fen = 100;
  assert_draft_refused (fixture, &wish, NUAN_ERROR_INVALID, "self_paid");
}

static void
warmth_over_its_ceiling_warns_and_passes (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "warmth", 5000000);
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  wish.programme = "warmth";
  wish.amount_fen = 300001;
  g_assert_cmpint (try_draft (fixture, &wish, warnings, &error), !=, 0);
  g_assert_no_error (error);
  g_assert_cmpuint (warnings->len, ==, 1);
}

static void
earlier_help_this_year_is_told_at_draft_and_approval (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "living,temporary", 5000000);
  g_autoptr (GPtrArray) at_draft = g_ptr_array_new_with_free_func (g_free), at_approval = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_free (money_pay (fixture, &wish, "cash"));
  wish.member_id = money_member (fixture, wish.household_id, 1);
  wish.programme = "temporary";
  id = try_draft (fixture, &wish, at_draft, &error);
  try_approve (fixture, fixture->review, id, at_approval, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (at_draft->len, ==, 1);
  g_assert_nonnull (strstr (at_draft->pdata[0], "2025-11-20"));
  g_assert_nonnull (strstr (at_draft->pdata[0], "1,000.00"));
  g_assert_nonnull (strstr (at_draft->pdata[0], "张建国"));
  g_assert_cmpuint (at_approval->len, ==, 1);
}

static void
whoever_drafted_never_approves (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autoptr (NuanGrant) grant = money_grant_new (&wish);
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  nuan_grant_store_add (fixture->connection, fixture->all, grant, NULL, &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
  assert_approval_refused (fixture, fixture->all, grant->id, NUAN_ERROR_RULE, "staff");
}

static void
intake_approves_nothing (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);

  assert_approval_refused (fixture, fixture->intake, money_draft (fixture, &wish), NUAN_ERROR_FORBIDDEN, "role");
}

static void
whoever_reviews_drafts_nothing (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autoptr (NuanGrant) grant = money_grant_new (&wish);
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_false (nuan_grant_store_add (fixture->connection, fixture->review, grant, NULL, &error));
  fixture_rollback (fixture);
  check_error (error, NUAN_ERROR_FORBIDDEN, "role");
}

static void
nothing_is_approved_twice (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);

  assert_approval_refused (fixture, fixture->review, money_approved (fixture, &wish), NUAN_ERROR_CONFLICT, "state");
}

static void
a_refused_draft_is_not_approved (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const gint64 id = money_draft (fixture, &wish);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanGrant) grant = NULL;

  try_end (fixture, fixture->review, id, NUAN_GRANT_REFUSED, "不符合条件", &error);
  g_assert_no_error (error);
  grant = nuan_grant_store_read (fixture->connection, id, &error);
  g_assert_cmpint (grant->state, ==, NUAN_GRANT_REFUSED);
  g_assert_cmpstr (grant->decision_reason, ==, "不符合条件");
  g_assert_cmpint (grant->decided_by, ==, fixture->review->id);
  assert_approval_refused (fixture, fixture->direct, id, NUAN_ERROR_CONFLICT, "state");
}

static void
a_refusal_needs_a_reason (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const gint64 id = money_draft (fixture, &wish);
  g_autoptr (GError) error = NULL;

  g_assert_false (try_end (fixture, fixture->review, id, NUAN_GRANT_RETURNED, "", &error));
  check_error (error, NUAN_ERROR_INVALID, "reason");
}

static void
voiding_an_approved_grant_releases_the_money (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const gint64 id = money_approved (fixture, &wish);
  g_autoptr (GError) error = NULL;

  g_assert_true (try_end (fixture, fixture->direct, id, NUAN_GRANT_VOIDED, "本人放弃", &error));
  money_assert_fund (fixture, wish.fund_id, 500000, 0, 0, 0);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM grants WHERE ended_on = '2025-11-20' AND decided_by = 3"), ==,
                   1);
}

static void
a_draft_is_not_voided (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autoptr (GError) error = NULL;

  g_assert_false (try_end (fixture, fixture->direct, money_draft (fixture, &wish), NUAN_GRANT_VOIDED, "录错", &error));
  check_error (error, NUAN_ERROR_CONFLICT, "state");
}

static void
a_paid_grant_is_voided_with_its_payment (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autoptr (GError) error = NULL;

  g_free (money_pay (fixture, &wish, "cash"));
  g_assert_false (try_end (fixture, fixture->direct, 1, NUAN_GRANT_VOIDED, "录错", &error));
  g_assert_nonnull (strstr (error->message, "2025-000001"));
  check_error (error, NUAN_ERROR_CONFLICT, "state");
}

static void
only_the_director_voids_an_approved_grant (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const gint64 id = money_approved (fixture, &wish);
  g_autoptr (GError) error = NULL;

  g_assert_false (try_end (fixture, fixture->review, id, NUAN_GRANT_VOIDED, "录错", &error));
  check_error (error, NUAN_ERROR_FORBIDDEN, "role");
}

static void
the_standards_of_the_day_stay_with_the_decision (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);

  money_approved (fixture, &wish);
  g_assert_cmpint (fixture_value (fixture,
                                  "SELECT count (*) FROM grants WHERE standards LIKE '%dibao=1062.00%' AND assessment_id = 1"),
                   ==, 1);
}

static void
waiting_grants_come_oldest_first_and_others_newest_first (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autoptr (GPtrArray) drafts = NULL, all = NULL, page = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  for (guint i = 0; i < 3; i++)
    money_draft (fixture, &wish);
  drafts = nuan_grant_store_list (fixture->connection, "draft", 0, 0, 10, &error);
  all = nuan_grant_store_list (fixture->connection, NULL, wish.household_id, 0, 10, &error);
  page = nuan_grant_store_list (fixture->connection, "draft", wish.household_id, 1, 1, &error);
  nuan_grant_store_count (fixture->connection, "draft", 0, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpint (((NuanGrant *) drafts->pdata[0])->id, ==, 1);
  g_assert_cmpint (((NuanGrant *) all->pdata[0])->id, ==, 3);
  g_assert_cmpuint (page->len, ==, 1);
  g_assert_cmpint (((NuanGrant *) page->pdata[0])->id, ==, 2);
  g_assert_cmpint (n, ==, 3);
}

static void
a_member_is_found_by_the_id_number (Fixture *fixture, gconstpointer unused)
{
  const gint64 household_id = fixture_add_approved (fixture, 1);
  g_autofree char *id_number = fixture_id_number ("19700215", 3);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nuan_grant_store_find_member (fixture->connection, household_id, id_number, &error), ==,
                   money_member (fixture, household_id, 0));
  g_assert_cmpint (nuan_grant_store_find_member (fixture->connection, household_id, "511102199001010000", &error), ==, 0);
  check_error (error, NUAN_ERROR_NOT_FOUND, "member");
}

static void
the_meter_counts_approved_help_but_not_the_grant_itself (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const gint64 id = money_approved (fixture, &wish);
  g_autoptr (GPtrArray) caps = NULL, without = NULL;
  g_autoptr (GError) error = NULL;

  caps = nuan_grant_store_caps (fixture->connection, wish.household_id, wish.member_id, "living", 0, -1, FIXTURE_TODAY,
                                FIXTURE_TODAY, 0, &error);
  without = nuan_grant_store_caps (fixture->connection, wish.household_id, wish.member_id, "living", 0, -1, FIXTURE_TODAY,
                                   FIXTURE_TODAY, id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (((NuanCap *) caps->pdata[0])->used_fen, ==, 100000);
  g_assert_cmpint (((NuanCap *) without->pdata[0])->used_fen, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  MONEY_TEST ("/grant-store/a-draft-reserves-nothing", a_draft_reserves_nothing);
  MONEY_TEST ("/grant-store/an-approval-reserves-the-money", an_approval_reserves_the_money);
  MONEY_TEST ("/grant-store/a-grant-is-read-with-its-names", a_grant_is_read_with_its_names);
  MONEY_TEST ("/grant-store/a-file-that-is-not-in-force-gets-no-help", a_file_that_is_not_in_force_gets_no_help);
  MONEY_TEST ("/grant-store/a-changed-file-gets-no-help-before-its-approval", a_changed_file_gets_no_help_before_its_approval);
  MONEY_TEST ("/grant-store/a-stranger-to-the-file-gets-no-help", a_stranger_to_the_file_gets_no_help);
  MONEY_TEST ("/grant-store/an-unknown-household-is-not-found", an_unknown_household_is_not_found);
  MONEY_TEST ("/grant-store/an-unknown-programme-is-refused", an_unknown_programme_is_refused);
  MONEY_TEST ("/grant-store/a-fund-pays-for-its-own-programmes-only", a_fund_pays_for_its_own_programmes_only);
  MONEY_TEST ("/grant-store/a-fund-past-its-use-by-date-pays-nothing", a_fund_past_its_use_by_date_pays_nothing);
  MONEY_TEST ("/grant-store/the-use-by-date-itself-still-counts", the_use_by_date_itself_still_counts);
  MONEY_TEST ("/grant-store/more-than-is-free-is-refused-at-the-draft", more_than_is_free_is_refused_at_the_draft);
  MONEY_TEST ("/grant-store/the-second-of-two-drafts-is-refused-when-the-money-is-gone",
              the_second_of_two_drafts_is_refused_when_the_money_is_gone);
  MONEY_TEST ("/grant-store/living-help-ends-at-twelve-times-the-line", living_help_ends_at_twelve_times_the_line);
  MONEY_TEST ("/grant-store/a-cap-that-filled-up-since-the-draft-refuses-the-approval",
              a_cap_that_filled_up_since_the_draft_refuses_the_approval);
  MONEY_TEST ("/grant-store/help-of-last-year-does-not-fill-the-cap", help_of_last_year_does_not_fill_the_cap);
  MONEY_TEST ("/grant-store/study-help-is-capped-a-pupil", study_help_is_capped_a_pupil);
  MONEY_TEST ("/grant-store/medical-help-needs-the-self-paid-amount", medical_help_needs_the_self_paid_amount);
  MONEY_TEST ("/grant-store/a-self-paid-amount-belongs-to-medical-help-only", a_self_paid_amount_belongs_to_medical_help_only);
  MONEY_TEST ("/grant-store/warmth-over-its-ceiling-warns-and-passes", warmth_over_its_ceiling_warns_and_passes);
  MONEY_TEST ("/grant-store/earlier-help-this-year-is-told-at-draft-and-approval",
              earlier_help_this_year_is_told_at_draft_and_approval);
  MONEY_TEST ("/grant-store/whoever-drafted-never-approves", whoever_drafted_never_approves);
  MONEY_TEST ("/grant-store/intake-approves-nothing", intake_approves_nothing);
  MONEY_TEST ("/grant-store/whoever-reviews-drafts-nothing", whoever_reviews_drafts_nothing);
  MONEY_TEST ("/grant-store/nothing-is-approved-twice", nothing_is_approved_twice);
  MONEY_TEST ("/grant-store/a-refused-draft-is-not-approved", a_refused_draft_is_not_approved);
  MONEY_TEST ("/grant-store/a-refusal-needs-a-reason", a_refusal_needs_a_reason);
  MONEY_TEST ("/grant-store/voiding-an-approved-grant-releases-the-money", voiding_an_approved_grant_releases_the_money);
  MONEY_TEST ("/grant-store/a-draft-is-not-voided", a_draft_is_not_voided);
  MONEY_TEST ("/grant-store/a-paid-grant-is-voided-with-its-payment", a_paid_grant_is_voided_with_its_payment);
  MONEY_TEST ("/grant-store/only-the-director-voids-an-approved-grant", only_the_director_voids_an_approved_grant);
  MONEY_TEST ("/grant-store/the-standards-of-the-day-stay-with-the-decision", the_standards_of_the_day_stay_with_the_decision);
  MONEY_TEST ("/grant-store/waiting-grants-come-oldest-first-and-others-newest-first",
              waiting_grants_come_oldest_first_and_others_newest_first);
  MONEY_TEST ("/grant-store/a-member-is-found-by-the-id-number", a_member_is_found_by_the_id_number);
  MONEY_TEST ("/grant-store/the-meter-counts-approved-help-but-not-the-grant-itself",
              the_meter_counts_approved_help_but_not_the_grant_itself);
  return g_test_run ();
}

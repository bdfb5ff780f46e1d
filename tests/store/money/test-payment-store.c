#include "config.h"

#include "money.h"
#include "store/people/household-store.h"
#include "store/office/standard-store.h"

static void
assert_refused (Fixture *fixture, const NuanStaff *actor, const NuanPaymentRequest *request, NuanError code, const char *field)
{
  const gint64 before = fixture_value (fixture, "SELECT count (*) FROM journal");
  g_autoptr (GError) error = NULL;

  g_assert_null (try_pay (fixture, actor, request, NULL, &error));
  check_error (error, code, field);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM journal"), ==, before);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM receipt"), ==, 0);
}

static NuanPaymentRequest
in_cash (gint64 grant_id)
{
  return (NuanPaymentRequest) { .grant_id = grant_id, .method = (char *) "cash" };
}

static void
a_payment_turns_the_reservation_into_paid (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *number = money_pay (fixture, &wish, "cash");

  g_assert_cmpstr (number, ==, "2025-000001");
  money_assert_fund (fixture, wish.fund_id, 500000, 0, 0, 100000);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM grants WHERE state = 'paid'"), ==, 1);
}

static void
receipt_numbers_run_without_gap (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *expected = g_strdup_printf ("2025-%06u", i);
      g_autofree char *number = money_pay (fixture, &wish, "cash");

      g_assert_cmpstr (number, ==, expected);
    }
}

static void
a_number_that_was_rolled_back_is_given_again (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const NuanPaymentRequest request = in_cash (money_approved (fixture, &wish));
  g_autoptr (GError) error = NULL;
  g_autofree char *lost = NULL, *number = NULL;

  fixture_begin (fixture);
  lost = nuan_payment_store_pay (fixture->connection, fixture->cash, &request, NULL, &error);
  g_assert_no_error (error);
  fixture_rollback (fixture);
  number = try_pay (fixture, fixture->cash, &request, NULL, &error);
  g_assert_cmpstr (number, ==, lost);
}

static void
each_year_has_its_own_numbers (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *old = money_pay (fixture, &wish, "cash");
  g_autofree char *number = NULL;

  money_on (fixture, 2026, 2, 1);
  wish.fund_id = money_fund_of (fixture, "2026年", "city", "living", nuan_day_new (2026, 1, 1), nuan_day_new (2026, 12, 31),
                                nuan_day_new (2026, 12, 31));
  money_receive (fixture, wish.fund_id, 500000);
  number = money_pay (fixture, &wish, "cash");
  g_assert_cmpstr (number, ==, "2026-000001");
}

static void
once_a_later_year_has_begun_nothing_is_paid_in_an_earlier_one (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "living", 500000);
  const gint64 id = money_approved (fixture, &wish);
  NuanPaymentRequest request = in_cash (id);
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;

  money_on (fixture, 2026, 2, 1);
  wish.fund_id = money_fund_of (fixture, "2026年", "city", "living", nuan_day_new (2026, 1, 1), nuan_day_new (2026, 12, 31),
                                nuan_day_new (2026, 12, 31));
  money_receive (fixture, wish.fund_id, 500000);
  number = money_pay (fixture, &wish, "cash");
  request.day = nuan_day_new (2025, 12, 30);
  g_assert_null (try_pay (fixture, fixture->cash, &request, NULL, &error));
  check_error (error, NUAN_ERROR_RULE, "date");
}

static void
before_that_the_last_year_can_still_be_paid (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  NuanPaymentRequest request = in_cash (money_approved (fixture, &wish));
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;

  money_on (fixture, 2026, 1, 2);
  request.day = nuan_day_new (2025, 12, 31);
  number = try_pay (fixture, fixture->cash, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (number, ==, "2025-000001");
}

static void
a_future_day_is_refused (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  NuanPaymentRequest request = in_cash (money_approved (fixture, &wish));

  request.day = FIXTURE_TODAY + 1;
  assert_refused (fixture, fixture->cash, &request, NUAN_ERROR_RULE, "date");
}

static void
a_day_before_the_approval_is_refused (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  NuanPaymentRequest request = in_cash (money_approved (fixture, &wish));

  request.day = FIXTURE_TODAY - 1;
  assert_refused (fixture, fixture->cash, &request, NUAN_ERROR_RULE, "date");
}

static void
a_reservation_past_the_use_by_date_is_not_paid (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "living", 500000);
  NuanPaymentRequest request;
  g_autoptr (GError) error = NULL;

  wish.fund_id = money_fund_of (fixture, "今日到期", "city", "living", nuan_day_new (2025, 1, 1), nuan_day_new (2025, 12, 31),
                                FIXTURE_TODAY);
  money_receive (fixture, wish.fund_id, 500000);
  request = in_cash (money_approved (fixture, &wish));
  nuan_connection_set_today (fixture->connection, FIXTURE_TODAY + 1);
  assert_refused (fixture, fixture->cash, &request, NUAN_ERROR_RULE, "date");
  g_assert_true (try_end (fixture, fixture->direct, request.grant_id, NUAN_GRANT_VOIDED, "资金到期", &error));
}

static void
a_draft_is_not_paid (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const NuanPaymentRequest request = in_cash (money_draft (fixture, &wish));

  assert_refused (fixture, fixture->cash, &request, NUAN_ERROR_CONFLICT, "state");
}

static void
nothing_is_paid_twice (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const NuanPaymentRequest request = in_cash (1);
  g_autofree char *number = money_pay (fixture, &wish, "cash");
  g_autoptr (GError) error = NULL;

  g_assert_null (try_pay (fixture, fixture->cash, &request, NULL, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "state");
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM payment"), ==, 1);
}

static void
whoever_approved_never_pays (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const gint64 id = money_draft (fixture, &wish);
  const NuanPaymentRequest request = in_cash (id);
  g_autoptr (GError) error = NULL;

  try_approve (fixture, fixture->all, id, NULL, &error);
  g_assert_no_error (error);
  assert_refused (fixture, fixture->all, &request, NUAN_ERROR_RULE, "staff");
}

static void
only_the_cashier_pays (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const NuanPaymentRequest request = in_cash (money_approved (fixture, &wish));

  assert_refused (fixture, fixture->direct, &request, NUAN_ERROR_FORBIDDEN, "role");
}

static void
a_file_that_changed_since_the_approval_is_not_paid (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const NuanPaymentRequest request = in_cash (money_approved (fixture, &wish));
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanHousehold) household = nuan_household_store_read (fixture->connection, wish.household_id, &error);

  household->incomes_fen[NUAN_INCOME_OTHER] = 100;
  fixture_begin (fixture);
  nuan_household_store_change (fixture->connection, fixture->intake, household, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
  assert_refused (fixture, fixture->cash, &request, NUAN_ERROR_RULE, "household");
}

static gboolean
try_change_head (Fixture *fixture, const Wish *wish, const char *name, const char *id_number, GError **error)
{
  g_autoptr (NuanHousehold) household = nuan_household_store_read (fixture->connection, wish->household_id, NULL);
  NuanMember *head = nuan_household_get_head (household);

  g_free (head->name);
  head->name = g_strdup (name);
  if (id_number != NULL)
    {
      g_free (head->id_number);
      head->id_number = g_strdup (id_number);
    }
  fixture_begin (fixture);
  return money_end (fixture, nuan_household_store_change (fixture->connection, fixture->intake, household, NULL, NULL, NULL, error));
}

static void
what_is_approved_for_one_person_never_goes_to_another (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const gint64 id = money_approved (fixture, &wish);
  g_autofree char *other = fixture_id_number ("19800101", 77);
  g_autoptr (GError) error = NULL;

  g_assert_false (try_change_head (fixture, &wish, "赵六", other, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "members[0].id_number");
  try_change_head (fixture, &wish, "赵六", NULL, &error);   /* a slip in the name: the number says that it is the same person */
  g_assert_no_error (error);
  try_end (fixture, fixture->direct, id, NUAN_GRANT_VOIDED, "换人", &error);
  g_assert_no_error (error);
  try_change_head (fixture, &wish, "赵六", other, &error);
  g_assert_no_error (error);
}

static void
the_cap_is_asked_again_in_the_year_of_the_payment (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "living", 0);
  NuanPaymentRequest request;
  g_autoptr (GError) error = NULL;
  gint64 waiting;

  wish.fund_id = money_fund_of (fixture, "跨年", "city", "living", nuan_day_new (2025, 1, 1), nuan_day_new (2026, 12, 31),
                                nuan_day_new (2026, 12, 31));
  money_receive (fixture, wish.fund_id, 9000000);
  wish.amount_fen = 12 * FIXTURE_DIBAO;
  waiting = money_approved (fixture, &wish);
  money_on (fixture, 2026, 3, 1);
  money_approved (fixture, &wish);
  request = in_cash (waiting);
  assert_refused (fixture, fixture->cash, &request, NUAN_ERROR_RULE, "amount");
}

static void
the_line_of_the_decision_day_holds_at_the_payment (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "living", 9000000);
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;
  gint64 id;

  wish.amount_fen = 12 * FIXTURE_DIBAO;
  id = money_approved (fixture, &wish);
  fixture_begin (fixture);
  nuan_standard_store_set (fixture->connection, fixture->direct, "dibao", "500", nuan_day_new (2025, 12, 1), &error);
  g_assert_no_error (error);
  /* Entered late, for a day before the decision: it was not known then. */
  nuan_standard_store_set (fixture->connection, fixture->direct, "dibao", "400", nuan_day_new (2025, 1, 1), &error);
  nuan_standard_store_set (fixture->connection, fixture->direct, "dibao", "450", FIXTURE_TODAY, &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
  money_on (fixture, 2025, 12, 5);
  number = money_pay_grant (fixture, id, "cash");
  g_assert_cmpstr (number, ==, "2025-000001");
}

static void
an_unknown_method_is_refused (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const NuanPaymentRequest request = { .grant_id = money_approved (fixture, &wish), .method = (char *) "cheque" };

  assert_refused (fixture, fixture->cash, &request, NUAN_ERROR_INVALID, "method");
}

static void
a_transfer_needs_a_card (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  NuanPaymentRequest request = { .grant_id = money_approved (fixture, &wish), .method = (char *) "card" };

  assert_refused (fixture, fixture->cash, &request, NUAN_ERROR_INVALID, "card");
  request.card = (char *) "";
  assert_refused (fixture, fixture->cash, &request, NUAN_ERROR_INVALID, "card");
  request.card = (char *) "6228 48xx";
  assert_refused (fixture, fixture->cash, &request, NUAN_ERROR_INVALID, "card");
}

static void
without_a_card_the_one_on_file_is_used (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const NuanPaymentRequest request = { .grant_id = money_approved (fixture, &wish), .method = (char *) "card" };
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;

  nuan_connection_exec (fixture->connection, "UPDATE member SET card = '6228480000000000018'", &error);
  g_assert_no_error (error);
  number = try_pay (fixture, fixture->cash, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM payment p JOIN receipt r ON r.payment_id = p.id "
                                  "WHERE p.card = '6228480000000000018' AND r.card_tail = '0018'"), ==, 1);
}

static void
a_card_that_does_not_add_up_warns (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const NuanPaymentRequest request = { .grant_id = money_approved (fixture, &wish), .method = (char *) "card",
                                       .card = (char *) "6228480000000000019" };
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *number = try_pay (fixture, fixture->cash, &request, warnings, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (warnings->len, ==, 1);
  g_assert_null (strstr (warnings->pdata[0], "6228"));
}

static void
cash_stores_no_card (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *number = money_pay (fixture, &wish, "cash");

  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM payment WHERE card = ''"), ==, 1);
}

static NuanPaymentRequest
by_proxy (gint64 grant_id, const char *id_number)
{
  return (NuanPaymentRequest) {
    .grant_id = grant_id, .method = (char *) "cash", .proxy_name = (char *) "单秀英", .proxy_id = (char *) id_number,
    .proxy_relation = (char *) "10", .proxy_reason = (char *) "本人住院",
  };
}

static void
a_proxy_stands_on_the_receipt_with_a_masked_number (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *id_number = fixture_id_number ("19720820", 4);
  const NuanPaymentRequest request = by_proxy (money_approved (fixture, &wish), id_number);
  g_autoptr (GError) error = NULL;
  g_autofree char *number = try_pay (fixture, fixture->cash, &request, NULL, &error);
  g_autoptr (NuanReceipt) receipt = NULL;

  g_assert_no_error (error);
  receipt = nuan_receipt_store_read (fixture->connection, number, &error);
  g_assert_cmpstr (receipt->proxy_name, ==, "单秀英");
  g_assert_cmpstr (receipt->proxy_relation, ==, "10");
  g_assert_nonnull (strstr (receipt->proxy_id_masked, "********"));
}

static void
half_a_proxy_is_refused (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *id_number = fixture_id_number ("19720820", 4);
  NuanPaymentRequest request = by_proxy (money_approved (fixture, &wish), id_number);

  request.proxy_reason = NULL;
  assert_refused (fixture, fixture->cash, &request, NUAN_ERROR_INVALID, "proxy_reason");
  request = by_proxy (request.grant_id, NULL);
  assert_refused (fixture, fixture->cash, &request, NUAN_ERROR_INVALID, "proxy_id");
  request = by_proxy (request.grant_id, id_number);
  request.proxy_relation = (char *) "ZZ";
  assert_refused (fixture, fixture->cash, &request, NUAN_ERROR_INVALID, "proxy_relation");
  request = by_proxy (request.grant_id, id_number);
  request.proxy_name = (char *) " ";
  assert_refused (fixture, fixture->cash, &request, NUAN_ERROR_INVALID, "proxy_name");
}

/* Ticked and nothing filled in: somebody comes, and nobody knows who. */
static void
a_proxy_without_a_word_is_refused (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  NuanPaymentRequest request = { .grant_id = money_approved (fixture, &wish), .method = (char *) "cash", .proxy_name = (char *) "",
                                 .proxy_id = (char *) "", .proxy_relation = (char *) "", .proxy_reason = (char *) "" };

  assert_refused (fixture, fixture->cash, &request, NUAN_ERROR_INVALID, "proxy_name");
  request = (NuanPaymentRequest) { .grant_id = request.grant_id, .method = (char *) "cash", .proxy_reason = (char *) "" };
  assert_refused (fixture, fixture->cash, &request, NUAN_ERROR_INVALID, "proxy_name");
}

static void
nobody_is_the_own_proxy (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *id_number = fixture_id_number ("19700215", 3);
  const NuanPaymentRequest request = by_proxy (money_approved (fixture, &wish), id_number);

  assert_refused (fixture, fixture->cash, &request, NUAN_ERROR_INVALID, "proxy_id");
}

static void
a_transfer_with_a_proxy_warns (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *id_number = fixture_id_number ("19720820", 4);
  NuanPaymentRequest request = by_proxy (money_approved (fixture, &wish), id_number);
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;

  request.method = (char *) "card";
  request.card = (char *) "6228480000000000018";
  number = try_pay (fixture, fixture->cash, &request, warnings, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (warnings->len, ==, 1);
}

static void
the_list_knows_the_last_help_and_the_sum_of_the_year (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);

  g_free (money_pay (fixture, &wish, "cash"));
  g_free (money_pay (fixture, &wish, "cash"));
  g_assert_cmpint (fixture_value (fixture, "SELECT help_fen FROM household WHERE last_help = '2025-11-20' AND help_year = 2025"),
                   ==, 200000);
}

static void
a_payment_dated_back_leaves_the_last_help_and_adds_to_the_sum (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const NuanPaymentRequest back = { .grant_id = money_approved (fixture, &wish), .method = (char *) "cash", .day = FIXTURE_TODAY };
  g_autoptr (GError) error = NULL;

  nuan_connection_set_today (fixture->connection, FIXTURE_TODAY + 3);
  g_free (money_pay (fixture, &wish, "cash"));
  g_free (try_pay (fixture, fixture->cash, &back, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture_value (fixture, "SELECT help_fen FROM household WHERE last_help = '2025-11-23' AND help_year = 2025"),
                   ==, 200000);
}

static void
a_void_is_an_entry_of_its_own_day_and_frees_the_money (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *number = money_pay (fixture, &wish, "cash");

  nuan_connection_set_today (fixture->connection, FIXTURE_TODAY + 3);
  money_void (fixture, number);
  money_assert_fund (fixture, wish.fund_id, 500000, 0, 0, 0);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM payment_void v JOIN entry e ON e.id = v.entry_id "
                                  "WHERE v.on_day = '2025-11-23' AND e.on_day = '2025-11-23' AND e.kind = 'void'"), ==, 1);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM grants WHERE state = 'voided'"), ==, 1);
}

static void
a_void_frees_the_cap (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "living", 9000000);
  g_autofree char *number = NULL;

  wish.amount_fen = 12 * FIXTURE_DIBAO;
  number = money_pay (fixture, &wish, "cash");
  money_void (fixture, number);
  g_assert_cmpint (money_approved (fixture, &wish), !=, 0);
}

static void
a_void_takes_the_help_out_of_the_list (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *first = money_pay (fixture, &wish, "cash");
  g_autofree char *second = NULL;

  nuan_connection_set_today (fixture->connection, FIXTURE_TODAY + 3);
  second = money_pay (fixture, &wish, "cash");
  money_void (fixture, second);
  g_assert_cmpint (fixture_value (fixture, "SELECT help_fen FROM household WHERE last_help = '2025-11-20'"), ==, 100000);
  money_void (fixture, first);
  g_assert_cmpint (fixture_value (fixture, "SELECT help_fen + help_year FROM household WHERE last_help = ''"), ==, 0);
}

static void
nothing_is_voided_twice (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *number = money_pay (fixture, &wish, "cash");
  g_autoptr (GError) error = NULL;

  money_void (fixture, number);
  g_assert_false (try_void (fixture, fixture->direct, number, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "receipt");
}

static void
a_void_needs_a_known_receipt_and_a_reason (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *number = money_pay (fixture, &wish, "cash");
  g_autoptr (GError) error = NULL;

  g_assert_false (try_void (fixture, fixture->direct, "2025-000002", &error));
  check_error (error, NUAN_ERROR_NOT_FOUND, "receipt");
  g_assert_false (try_void (fixture, fixture->direct, "zwei", &error));
  check_error (error, NUAN_ERROR_INVALID, "receipt");
  fixture_begin (fixture);
  g_assert_false (nuan_payment_store_void (fixture->connection, fixture->direct, number, NULL, TRUE, &error));
  fixture_rollback (fixture);
  check_error (error, NUAN_ERROR_INVALID, "reason");
}

static void
a_cashier_voids_the_own_payment_of_the_same_day (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *number = money_pay (fixture, &wish, "cash");
  g_autoptr (GError) error = NULL;

  g_assert_true (try_void (fixture, fixture->cash, number, &error));
}

static void
sign (Fixture *fixture, const char *number)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  money_end (fixture, nuan_receipt_store_sign (fixture->connection, fixture->intake, number, &error));
  g_assert_no_error (error);
}

static void
a_signed_receipt_is_voided_by_a_director_alone (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *number = money_pay (fixture, &wish, "cash");
  g_autoptr (GError) error = NULL;

  sign (fixture, number);
  g_assert_false (try_void (fixture, fixture->cash, number, &error));
  g_assert_nonnull (strstr (error->message, number));
  g_assert_nonnull (strstr (error->message, "1,000.00"));
  check_error (error, NUAN_ERROR_FORBIDDEN, "role");
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM payment_void"), ==, 0);
  money_void (fixture, number);
  g_assert_false (try_void (fixture, fixture->direct, number, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "receipt");
}

/* Signed while the director looked at it. */
static void
who_voids_a_signed_receipt_is_told_first (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *number = money_pay (fixture, &wish, "cash");
  g_autoptr (GError) error = NULL;

  sign (fixture, number);
  fixture_begin (fixture);
  g_assert_false (nuan_payment_store_void (fixture->connection, fixture->direct, number, "发放对象有误", FALSE, &error));
  fixture_rollback (fixture);
  g_assert_nonnull (strstr (error->message, number));
  g_assert_nonnull (strstr (error->message, "1,000.00"));
  check_error (error, NUAN_ERROR_CONFLICT, "signed");
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM payment_void"), ==, 0);
}

static void
a_cashier_voids_nothing_of_yesterday (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *number = money_pay (fixture, &wish, "cash");
  g_autoptr (GError) error = NULL;

  nuan_connection_set_today (fixture->connection, FIXTURE_TODAY + 1);
  g_assert_false (try_void (fixture, fixture->cash, number, &error));
  check_error (error, NUAN_ERROR_FORBIDDEN, "role");
}

static void
a_cashier_voids_nothing_of_another_cashier (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const NuanPaymentRequest request = in_cash (money_approved (fixture, &wish));
  g_autoptr (GError) error = NULL;
  g_autofree char *number = try_pay (fixture, fixture->all, &request, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (try_void (fixture, fixture->cash, number, &error));
  check_error (error, NUAN_ERROR_FORBIDDEN, "role");
}

static void
the_day_adds_up_by_cashier_and_method_with_voids_apart (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *first = money_pay (fixture, &wish, "cash");
  g_autofree char *second = money_pay (fixture, &wish, "cash");
  g_autofree char *third = money_pay (fixture, &wish, "card");
  g_autoptr (GPtrArray) totals = NULL;
  g_autoptr (GError) error = NULL;
  const NuanDayTotal *cash;

  money_void (fixture, second);
  totals = nuan_payment_store_day (fixture->connection, FIXTURE_TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (totals->len, ==, 2);
  cash = totals->pdata[1];
  g_assert_cmpstr (cash->method, ==, "cash");
  g_assert_cmpstr (cash->cashier, ==, "钱出纳");
  g_assert_cmpint (cash->n, ==, 2);
  g_assert_cmpint (cash->amount_fen, ==, 200000);
  g_assert_cmpint (cash->n_voided, ==, 1);
  g_assert_cmpint (cash->voided_fen, ==, 100000);
}

static guint steps;

static gboolean
fail_at_the_fourth_step (NuanConnection *connection, GError **error)
{
  if (++steps < 4)
    return TRUE;
  nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, "The power is gone");
  return FALSE;
}

static void
a_payment_that_breaks_off_leaves_nothing (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const NuanPaymentRequest request = in_cash (money_approved (fixture, &wish));
  g_autoptr (GError) error = NULL;

  steps = 0;
  nuan_payment_between_steps = fail_at_the_fourth_step;
  g_assert_null (try_pay (fixture, fixture->cash, &request, NULL, &error));
  nuan_payment_between_steps = NULL;
  check_error (error, NUAN_ERROR_STORAGE, NULL);
  money_assert_fund (fixture, wish.fund_id, 500000, 0, 100000, 0);
  g_assert_cmpint (fixture_value (fixture, "SELECT (SELECT count (*) FROM payment) + (SELECT count (*) FROM receipt) "
                                  "+ (SELECT count (*) FROM entry WHERE kind = 'payment')"), ==, 0);
}

static void
the_journal_names_no_card_and_no_id_number (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *number = money_pay (fixture, &wish, "card");

  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM journal WHERE detail LIKE '%6228%' OR detail LIKE '%511102%'"),
                   ==, 0);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM journal WHERE action = 'payment.pay' "
                                           "AND subject = 'receipt:2025-000001' "
                                  "AND detail LIKE '%amount=1000.00%'"), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  MONEY_TEST ("/payment-store/a-payment-turns-the-reservation-into-paid", a_payment_turns_the_reservation_into_paid);
  MONEY_TEST ("/payment-store/receipt-numbers-run-without-gap", receipt_numbers_run_without_gap);
  MONEY_TEST ("/payment-store/a-number-that-was-rolled-back-is-given-again", a_number_that_was_rolled_back_is_given_again);
  MONEY_TEST ("/payment-store/each-year-has-its-own-numbers", each_year_has_its_own_numbers);
  MONEY_TEST ("/payment-store/once-a-later-year-has-begun-nothing-is-paid-in-an-earlier-one",
              once_a_later_year_has_begun_nothing_is_paid_in_an_earlier_one);
  MONEY_TEST ("/payment-store/before-that-the-last-year-can-still-be-paid", before_that_the_last_year_can_still_be_paid);
  MONEY_TEST ("/payment-store/a-future-day-is-refused", a_future_day_is_refused);
  MONEY_TEST ("/payment-store/a-day-before-the-approval-is-refused", a_day_before_the_approval_is_refused);
  MONEY_TEST ("/payment-store/a-reservation-past-the-use-by-date-is-not-paid", a_reservation_past_the_use_by_date_is_not_paid);
  MONEY_TEST ("/payment-store/a-draft-is-not-paid", a_draft_is_not_paid);
  MONEY_TEST ("/payment-store/nothing-is-paid-twice", nothing_is_paid_twice);
  MONEY_TEST ("/payment-store/whoever-approved-never-pays", whoever_approved_never_pays);
  MONEY_TEST ("/payment-store/only-the-cashier-pays", only_the_cashier_pays);
  MONEY_TEST ("/payment-store/a-file-that-changed-since-the-approval-is-not-paid",
              a_file_that_changed_since_the_approval_is_not_paid);
  MONEY_TEST ("/payment-store/what-is-approved-for-one-person-never-goes-to-another", what_is_approved_for_one_person_never_goes_to_another);
  MONEY_TEST ("/payment-store/the-cap-is-asked-again-in-the-year-of-the-payment",
              the_cap_is_asked_again_in_the_year_of_the_payment);
  MONEY_TEST ("/payment-store/the-line-of-the-decision-day-holds-at-the-payment",
              the_line_of_the_decision_day_holds_at_the_payment);
  MONEY_TEST ("/payment-store/an-unknown-method-is-refused", an_unknown_method_is_refused);
  MONEY_TEST ("/payment-store/a-transfer-needs-a-card", a_transfer_needs_a_card);
  MONEY_TEST ("/payment-store/without-a-card-the-one-on-file-is-used", without_a_card_the_one_on_file_is_used);
  MONEY_TEST ("/payment-store/a-card-that-does-not-add-up-warns", a_card_that_does_not_add_up_warns);
  MONEY_TEST ("/payment-store/cash-stores-no-card", cash_stores_no_card);
  MONEY_TEST ("/payment-store/a-proxy-stands-on-the-receipt-with-a-masked-number",
              a_proxy_stands_on_the_receipt_with_a_masked_number);
  MONEY_TEST ("/payment-store/half-a-proxy-is-refused", half_a_proxy_is_refused);
  MONEY_TEST ("/payment-store/a-proxy-without-a-word-is-refused", a_proxy_without_a_word_is_refused);
  MONEY_TEST ("/payment-store/nobody-is-the-own-proxy", nobody_is_the_own_proxy);
  MONEY_TEST ("/payment-store/a-transfer-with-a-proxy-warns", a_transfer_with_a_proxy_warns);
  MONEY_TEST ("/payment-store/the-list-knows-the-last-help-and-the-sum-of-the-year",
              the_list_knows_the_last_help_and_the_sum_of_the_year);
  MONEY_TEST ("/payment-store/a-payment-dated-back-leaves-the-last-help-and-adds-to-the-sum",
              a_payment_dated_back_leaves_the_last_help_and_adds_to_the_sum);
  MONEY_TEST ("/payment-store/a-void-is-an-entry-of-its-own-day-and-frees-the-money",
              a_void_is_an_entry_of_its_own_day_and_frees_the_money);
  MONEY_TEST ("/payment-store/a-void-frees-the-cap", a_void_frees_the_cap);
  MONEY_TEST ("/payment-store/a-void-takes-the-help-out-of-the-list", a_void_takes_the_help_out_of_the_list);
  MONEY_TEST ("/payment-store/nothing-is-voided-twice", nothing_is_voided_twice);
  MONEY_TEST ("/payment-store/a-void-needs-a-known-receipt-and-a-reason", a_void_needs_a_known_receipt_and_a_reason);
  MONEY_TEST ("/payment-store/a-cashier-voids-the-own-payment-of-the-same-day", a_cashier_voids_the_own_payment_of_the_same_day);
  MONEY_TEST ("/payment-store/a-signed-receipt-is-voided-by-a-director-alone", a_signed_receipt_is_voided_by_a_director_alone);
  MONEY_TEST ("/payment-store/who-voids-a-signed-receipt-is-told-first", who_voids_a_signed_receipt_is_told_first);
  MONEY_TEST ("/payment-store/a-cashier-voids-nothing-of-yesterday", a_cashier_voids_nothing_of_yesterday);
  MONEY_TEST ("/payment-store/a-cashier-voids-nothing-of-another-cashier", a_cashier_voids_nothing_of_another_cashier);
  MONEY_TEST ("/payment-store/the-day-adds-up-by-cashier-and-method-with-voids-apart",
              the_day_adds_up_by_cashier_and_method_with_voids_apart);
  MONEY_TEST ("/payment-store/a-payment-that-breaks-off-leaves-nothing", a_payment_that_breaks_off_leaves_nothing);
  MONEY_TEST ("/payment-store/the-journal-names-no-card-and-no-id-number", the_journal_names_no_card_and_no_id_number);
  return g_test_run ();
}

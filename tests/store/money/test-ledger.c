#include "config.h"

#include "money.h"

static gint64
fund (Fixture *fixture)
{
  return money_fund (fixture, "2025年中央财政帮扶资金", "living,medical");
}

static void
received_money_is_in_the_bank_and_free (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fund (fixture);

  g_assert_cmpint (money_receive (fixture, id, 500000), ==, 1);
  money_assert_fund (fixture, id, 500000, 0, 0, 0);
  money_assert_held (fixture, id, 500000, 0, 0);
}

static void
income_is_booked_under_the_source_of_the_fund (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = money_fund_of (fixture, "对口援助", "paired", "living", nuan_day_new (2025, 1, 1), nuan_day_new (2025, 12, 31),
                                   nuan_day_new (2025, 12, 31));

  money_receive_into (fixture, id, 500000, NUAN_HOLD_GOODS);
  g_assert_cmpint (fixture_value (fixture,
                                  "SELECT count (*) FROM entry_movement WHERE debit = 'goods' AND credit = 'income:paired'"), ==,
                   1);
}

static void
an_amount_of_nothing_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (try_receive (fixture, fund (fixture), 0, FIXTURE_TODAY, NUAN_HOLD_BANK, &error), ==, 0);
  check_error (error, NUAN_ERROR_INVALID, "amount");
}

static void
money_that_overflows_is_refused (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fund (fixture);
  g_autoptr (GError) error = NULL;

  money_receive (fixture, id, NUAN_FEN_MAX);
  g_assert_cmpint (try_receive (fixture, id, 1, FIXTURE_TODAY, NUAN_HOLD_CASH, &error), ==, 0);
  check_error (error, NUAN_ERROR_INVALID, "amount");
}

static void
a_future_day_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (try_receive (fixture, fund (fixture), 100, FIXTURE_TODAY + 1, NUAN_HOLD_BANK, &error), ==, 0);
  check_error (error, NUAN_ERROR_RULE, "date");
}

static void
an_unknown_fund_is_not_found (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (try_receive (fixture, 99, 100, FIXTURE_TODAY, NUAN_HOLD_BANK, &error), ==, 0);
  check_error (error, NUAN_ERROR_NOT_FOUND, "fund");
}

static void
whoever_only_drafts_moves_no_money (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fund (fixture);
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_cmpint (nuan_ledger_receive (fixture->connection, fixture->intake, id, 100, FIXTURE_TODAY, "", NUAN_HOLD_BANK, &error),
                   ==, 0);
  check_error (error, NUAN_ERROR_FORBIDDEN, "role");
  g_assert_cmpint (nuan_ledger_return (fixture->connection, fixture->audit, id, 100, FIXTURE_TODAY, "", NUAN_HOLD_BANK, &error),
                   ==, 0);
  check_error (error, NUAN_ERROR_FORBIDDEN, "role");
  g_assert_cmpint (nuan_ledger_reverse (fixture->connection, fixture->cash, 1, "错", &error), ==, 0);
  check_error (error, NUAN_ERROR_FORBIDDEN, "role");
  fixture_rollback (fixture);
}

static void
returned_money_leaves_the_fund (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fund (fixture);
  g_autoptr (GError) error = NULL;

  money_receive (fixture, id, 500000);
  g_assert_cmpint (try_return (fixture, id, 200000, FIXTURE_TODAY, NUAN_HOLD_BANK, &error), ==, 2);
  g_assert_no_error (error);
  money_assert_fund (fixture, id, 500000, 200000, 0, 0);
}

static void
more_than_is_free_is_not_returned (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 150000);
  g_autoptr (GError) error = NULL;

  money_approved (fixture, &wish);
  g_assert_cmpint (try_return (fixture, wish.fund_id, 50001, FIXTURE_TODAY, NUAN_HOLD_BANK, &error), ==, 0);
  check_error (error, NUAN_ERROR_RULE, "amount");
  g_assert_cmpint (try_return (fixture, wish.fund_id, 50000, FIXTURE_TODAY, NUAN_HOLD_BANK, &error), !=, 0);
}

static void
money_is_returned_from_the_account_that_has_it (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fund (fixture);
  g_autoptr (GError) error = NULL;

  money_receive (fixture, id, 500000);
  g_assert_cmpint (try_return (fixture, id, 100, FIXTURE_TODAY, NUAN_HOLD_CASH, &error), ==, 0);
  check_error (error, NUAN_ERROR_RULE, "amount");
}

static void
a_return_dated_before_the_money_came_is_refused (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fund (fixture);
  g_autoptr (GError) error = NULL;

  try_receive (fixture, id, 1000, nuan_day_new (2025, 3, 1), NUAN_HOLD_BANK, &error);
  try_receive (fixture, id, 4000, nuan_day_new (2025, 6, 1), NUAN_HOLD_BANK, &error);
  g_assert_no_error (error);
  g_assert_cmpint (try_return (fixture, id, 100, nuan_day_new (2025, 2, 1), NUAN_HOLD_BANK, &error), ==, 0);
  check_error (error, NUAN_ERROR_RULE, "amount");
  g_assert_cmpint (try_return (fixture, id, 1001, nuan_day_new (2025, 4, 1), NUAN_HOLD_BANK, &error), ==, 0);
  check_error (error, NUAN_ERROR_RULE, "amount");
  g_assert_cmpint (try_return (fixture, id, 1000, nuan_day_new (2025, 4, 1), NUAN_HOLD_BANK, &error), !=, 0);
  g_assert_no_error (error);
}

static void
a_reversal_takes_back_what_its_entry_moved (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fund (fixture);
  const gint64 entry_id = money_receive (fixture, id, 500000);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (try_reverse (fixture, entry_id, &error), ==, entry_id + 1);
  money_assert_fund (fixture, id, 0, 0, 0, 0);
  g_assert_cmpint (fixture_value (fixture,
                                  "SELECT count (*) FROM entry WHERE kind = 'reversal' AND reverses = 1 AND on_day = "
                                  "'2025-11-20'"), ==, 1);
}

static void
a_reversed_return_comes_back (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fund (fixture);
  g_autoptr (GError) error = NULL;
  gint64 entry_id;

  money_receive (fixture, id, 500000);
  entry_id = try_return (fixture, id, 200000, FIXTURE_TODAY, NUAN_HOLD_BANK, &error);
  g_assert_cmpint (try_reverse (fixture, entry_id, &error), !=, 0);
  money_assert_fund (fixture, id, 500000, 0, 0, 0);
}

/* By hand, with the guards off. */
static void
an_entry_that_lost_its_movement_is_damage (Fixture *fixture, gconstpointer unused)
{
  const gint64 entry_id = money_receive (fixture, fund (fixture), 500000);
  g_autoptr (GError) error = NULL;

  fixture_tamper (fixture, "DELETE FROM entry_movement");
  g_assert_cmpint (try_reverse (fixture, entry_id, &error), ==, 0);
  check_error (error, NUAN_ERROR_DAMAGED, "entry");
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM entry"), ==, 1);
}

static void
a_payment_without_its_entry_is_not_voided_as_if_it_were (Fixture *fixture, gconstpointer unused)
{
  static const char *const losses[] = { "DELETE FROM entry_movement WHERE entry_id = (SELECT entry_id FROM payment)",
                                        "DELETE FROM entry WHERE id = (SELECT entry_id FROM payment)" };
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *number = money_pay (fixture, &wish, "card");

  money_receive (fixture, wish.fund_id, 100);
  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      g_autoptr (GError) error = NULL;

      fixture_tamper (fixture, losses[i]);
      g_assert_false (try_void (fixture, fixture->direct, number, &error));
      g_assert_error (error, NUAN_ERROR, NUAN_ERROR_DAMAGED);
      g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM payment_void"), ==, 0);
    }
}

static void
holdings_that_cannot_be_are_damage (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fund (fixture);
  g_autoptr (GError) error = NULL;

  money_receive (fixture, id, 500000);
  fixture_tamper (fixture, "UPDATE fund_balance SET movements = 9223372036854775807; UPDATE entry_movement SET fund_seq = 9223372036854775807");
  g_assert_cmpint (try_receive (fixture, id, 100, FIXTURE_TODAY, NUAN_HOLD_BANK, &error), ==, 0);
  check_error (error, NUAN_ERROR_DAMAGED, "fund");
}

/* 25-11-20 once became the year 25. */
static void
a_day_before_our_time_is_refused (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fund (fixture);
  const NuanDay days[] = { nuan_day_new (25, 11, 20), nuan_day_new (1989, 12, 31) };

  money_receive (fixture, id, 500000);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (try_receive (fixture, id, 100, days[i], NUAN_HOLD_BANK, &error), ==, 0);
      check_error (error, NUAN_ERROR_INVALID, "date");
      g_clear_error (&error);
      g_assert_cmpint (try_return (fixture, id, 100, days[i], NUAN_HOLD_BANK, &error), ==, 0);
      check_error (error, NUAN_ERROR_INVALID, "date");
    }
  g_assert_cmpint (try_receive (fixture, id, 100, nuan_day_new (1990, 1, 1), NUAN_HOLD_BANK, NULL), !=, 0);
}

static void
nothing_is_reversed_twice (Fixture *fixture, gconstpointer unused)
{
  const gint64 entry_id = money_receive (fixture, fund (fixture), 500000);
  g_autoptr (GError) error = NULL;

  try_reverse (fixture, entry_id, &error);
  g_assert_cmpint (try_reverse (fixture, entry_id, &error), ==, 0);
  check_error (error, NUAN_ERROR_CONFLICT, "entry");
}

static void
a_reversal_is_not_reversed (Fixture *fixture, gconstpointer unused)
{
  const gint64 entry_id = money_receive (fixture, fund (fixture), 500000);
  g_autoptr (GError) error = NULL;
  const gint64 reversal_id = try_reverse (fixture, entry_id, &error);

  g_assert_cmpint (try_reverse (fixture, reversal_id, &error), ==, 0);
  check_error (error, NUAN_ERROR_RULE, "entry");
}

static void
an_unknown_entry_is_not_found (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (try_reverse (fixture, 7, &error), ==, 0);
  check_error (error, NUAN_ERROR_NOT_FOUND, "entry");
}

static void
a_reversal_needs_a_reason (Fixture *fixture, gconstpointer unused)
{
  const gint64 entry_id = money_receive (fixture, fund (fixture), 500000);
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_cmpint (nuan_ledger_reverse (fixture->connection, fixture->direct, entry_id, "  ", &error), ==, 0);
  fixture_rollback (fixture);
  check_error (error, NUAN_ERROR_INVALID, "reason");
}

static void
promised_money_is_not_reversed_away (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 100000);
  g_autoptr (GError) error = NULL;

  money_approved (fixture, &wish);
  g_assert_cmpint (try_reverse (fixture, 1, &error), ==, 0);
  check_error (error, NUAN_ERROR_RULE, "amount");
}

static void
a_payment_is_not_reversed_as_an_entry (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 100000);
  g_autofree char *number = money_pay (fixture, &wish, "cash");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (try_reverse (fixture, 2, &error), ==, 0);
  check_error (error, NUAN_ERROR_RULE, "entry");
}

static void
cash_that_is_short_is_drawn_from_the_bank_in_the_same_entry (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 300000);
  g_autofree char *number = NULL;

  money_receive_into (fixture, wish.fund_id, 40000, NUAN_HOLD_CASH);
  number = money_pay (fixture, &wish, "cash");
  money_assert_held (fixture, wish.fund_id, 240000, 0, 0);
  g_assert_cmpint (fixture_value (fixture,
                                  "SELECT amount_fen FROM entry_movement WHERE entry_id = 3 AND debit = 'cash' AND credit = "
                                  "'bank'"), ==, 60000);
}

static void
a_transfer_is_served_by_cash_too (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 60000);
  g_autofree char *number = NULL;

  money_receive_into (fixture, wish.fund_id, 50000, NUAN_HOLD_CASH);
  number = money_pay (fixture, &wish, "card");
  money_assert_held (fixture, wish.fund_id, 0, 10000, 0);
}

static void
goods_that_are_short_are_bought_from_the_bank (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 60000);
  g_autofree char *number = NULL;

  money_receive_into (fixture, wish.fund_id, 50000, NUAN_HOLD_GOODS);
  number = money_pay (fixture, &wish, "goods");
  money_assert_held (fixture, wish.fund_id, 10000, 0, 0);
}

static void
goods_never_turn_into_money (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 60000);
  const NuanPaymentRequest request = { .method = (char *) "cash", .grant_id = 1 };
  g_autoptr (GError) error = NULL;

  money_receive_into (fixture, wish.fund_id, 50000, NUAN_HOLD_GOODS);
  money_approved (fixture, &wish);
  g_assert_null (try_pay (fixture, fixture->cash, &request, NULL, &error));
  check_error (error, NUAN_ERROR_RULE, "method");
}

static void
a_void_puts_every_movement_back (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 300000);
  g_autofree char *number = NULL;

  money_receive_into (fixture, wish.fund_id, 40000, NUAN_HOLD_CASH);
  number = money_pay (fixture, &wish, "cash");
  money_void (fixture, number);
  money_assert_held (fixture, wish.fund_id, 300000, 40000, 0);
  money_assert_fund (fixture, wish.fund_id, 340000, 0, 0, 0);
}

static void
entries_carry_a_running_balance (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 300000);
  g_autofree char *number = money_pay (fixture, &wish, "cash");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = nuan_ledger_entries (fixture->connection, wish.fund_id, 0, 10, FALSE, &error);
  const NuanEntryRow *drawn, *paid;

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 3);
  drawn = rows->pdata[1];
  g_assert_cmpstr (drawn->kind, ==, "draw");
  g_assert_cmpint (drawn->change_fen, ==, 0);
  paid = rows->pdata[2];
  g_assert_cmpstr (paid->kind, ==, "payment");
  g_assert_cmpint (paid->change_fen, ==, -100000);
  g_assert_cmpint (paid->balance_fen, ==, 200000);
  g_assert_cmpstr (paid->receipt_number, ==, number);
}

static void
entries_are_read_from_either_end_in_windows (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fund (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) newest = NULL, oldest = NULL;
  gint64 n = 0;

  for (guint i = 1; i <= 5; i++)
    money_receive (fixture, id, i);
  nuan_ledger_count (fixture->connection, id, &n, &error);
  g_assert_cmpint (n, ==, 5);
  newest = nuan_ledger_entries (fixture->connection, id, 1, 2, TRUE, &error);
  oldest = nuan_ledger_entries (fixture->connection, id, 1, 2, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (((NuanEntryRow *) newest->pdata[0])->amount_fen, ==, 4);
  g_assert_cmpint (((NuanEntryRow *) newest->pdata[1])->amount_fen, ==, 3);
  g_assert_cmpint (((NuanEntryRow *) oldest->pdata[0])->amount_fen, ==, 2);
  g_assert_cmpint (((NuanEntryRow *) oldest->pdata[1])->amount_fen, ==, 3);
}

static void
a_reversed_entry_says_so (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fund (fixture);
  const gint64 entry_id = money_receive (fixture, id, 500000);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  try_reverse (fixture, entry_id, &error);
  rows = nuan_ledger_entries (fixture->connection, id, 0, 10, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (((NuanEntryRow *) rows->pdata[0])->reversed);
  g_assert_cmpint (((NuanEntryRow *) rows->pdata[1])->reverses, ==, entry_id);
}

static gboolean
stop_at_second (const NuanEntryRow *row, const char *fund_name, gint64 fund_id, gpointer data, GError **error)
{
  guint *seen = data;

  g_assert_cmpstr (fund_name, ==, "2025年中央财政帮扶资金");
  if (++*seen < 2)
    return TRUE;
  nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, "The disk is full");
  return FALSE;
}

static void
a_visit_stops_when_its_visitor_fails (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fund (fixture);
  g_autoptr (GError) error = NULL;
  guint seen = 0;

  for (guint i = 1; i <= 3; i++)
    money_receive (fixture, id, i);
  g_assert_false (nuan_ledger_visit (fixture->connection, stop_at_second, &seen, &error));
  check_error (error, NUAN_ERROR_STORAGE, NULL);
  g_assert_cmpuint (seen, ==, 2);
}

static void
each_entry_names_its_journal_row (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fund (fixture);
  g_autoptr (GError) error = NULL;

  money_receive (fixture, id, 1000);
  try_reverse (fixture, 1, &error);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM entry e JOIN journal j ON j.id = e.journal_id "
                                           "WHERE (j.action = 'fund.receive' AND e.id = 1) OR (j.action = 'fund.reverse' AND e.id = 2)"),
                   ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  MONEY_TEST ("/ledger/received-money-is-in-the-bank-and-free", received_money_is_in_the_bank_and_free);
  MONEY_TEST ("/ledger/income-is-booked-under-the-source-of-the-fund", income_is_booked_under_the_source_of_the_fund);
  MONEY_TEST ("/ledger/an-amount-of-nothing-is-refused", an_amount_of_nothing_is_refused);
  MONEY_TEST ("/ledger/money-that-overflows-is-refused", money_that_overflows_is_refused);
  MONEY_TEST ("/ledger/a-future-day-is-refused", a_future_day_is_refused);
  MONEY_TEST ("/ledger/an-unknown-fund-is-not-found", an_unknown_fund_is_not_found);
  MONEY_TEST ("/ledger/whoever-only-drafts-moves-no-money", whoever_only_drafts_moves_no_money);
  MONEY_TEST ("/ledger/returned-money-leaves-the-fund", returned_money_leaves_the_fund);
  MONEY_TEST ("/ledger/more-than-is-free-is-not-returned", more_than_is_free_is_not_returned);
  MONEY_TEST ("/ledger/money-is-returned-from-the-account-that-has-it", money_is_returned_from_the_account_that_has_it);
  MONEY_TEST ("/ledger/a-return-dated-before-the-money-came-is-refused", a_return_dated_before_the_money_came_is_refused);
  MONEY_TEST ("/ledger/a-reversal-takes-back-what-its-entry-moved", a_reversal_takes_back_what_its_entry_moved);
  MONEY_TEST ("/ledger/a-reversed-return-comes-back", a_reversed_return_comes_back);
  MONEY_TEST ("/ledger/an-entry-that-lost-its-movement-is-damage", an_entry_that_lost_its_movement_is_damage);
  MONEY_TEST ("/ledger/a-payment-without-its-entry-is-not-voided-as-if-it-were", a_payment_without_its_entry_is_not_voided_as_if_it_were);
  MONEY_TEST ("/ledger/holdings-that-cannot-be-are-damage", holdings_that_cannot_be_are_damage);
  MONEY_TEST ("/ledger/a-day-before-our-time-is-refused", a_day_before_our_time_is_refused);
  MONEY_TEST ("/ledger/nothing-is-reversed-twice", nothing_is_reversed_twice);
  MONEY_TEST ("/ledger/a-reversal-is-not-reversed", a_reversal_is_not_reversed);
  MONEY_TEST ("/ledger/an-unknown-entry-is-not-found", an_unknown_entry_is_not_found);
  MONEY_TEST ("/ledger/a-reversal-needs-a-reason", a_reversal_needs_a_reason);
  MONEY_TEST ("/ledger/promised-money-is-not-reversed-away", promised_money_is_not_reversed_away);
  MONEY_TEST ("/ledger/a-payment-is-not-reversed-as-an-entry", a_payment_is_not_reversed_as_an_entry);
  MONEY_TEST ("/ledger/cash-that-is-short-is-drawn-from-the-bank-in-the-same-entry",
              cash_that_is_short_is_drawn_from_the_bank_in_the_same_entry);
  MONEY_TEST ("/ledger/a-transfer-is-served-by-cash-too", a_transfer_is_served_by_cash_too);
  MONEY_TEST ("/ledger/goods-that-are-short-are-bought-from-the-bank", goods_that_are_short_are_bought_from_the_bank);
  MONEY_TEST ("/ledger/goods-never-turn-into-money", goods_never_turn_into_money);
  MONEY_TEST ("/ledger/a-void-puts-every-movement-back", a_void_puts_every_movement_back);
  MONEY_TEST ("/ledger/entries-carry-a-running-balance", entries_carry_a_running_balance);
  MONEY_TEST ("/ledger/entries-are-read-from-either-end-in-windows", entries_are_read_from_either_end_in_windows);
  MONEY_TEST ("/ledger/a-reversed-entry-says-so", a_reversed_entry_says_so);
  MONEY_TEST ("/ledger/a-visit-stops-when-its-visitor-fails", a_visit_stops_when_its_visitor_fails);
  MONEY_TEST ("/ledger/each-entry-names-its-journal-row", each_entry_names_its_journal_row);
  return g_test_run ();
}

#include "config.h"

#include "money.h"

static NuanFund *
new_fund (const char *name)
{
  NuanFund *fund = nuan_fund_new ();

  g_free (fund->name);
  g_free (fund->source);
  g_strfreev (fund->programmes);
  fund->name = g_strdup (name);
  fund->source = g_strdup ("union");
  fund->programmes = g_strsplit ("warmth,living", ",", -1);
  fund->from = nuan_day_new (2025, 1, 1);
  fund->to = nuan_day_new (2025, 12, 31);
  fund->use_by = nuan_day_new (2025, 11, 30);
  return fund;
}

static gint64
try_add (Fixture *fixture, const NuanStaff *actor, NuanFund *fund, GError **error)
{
  gint64 id;

  fixture_begin (fixture);
  id = nuan_fund_store_add (fixture->connection, actor, fund, error);
  money_end (fixture, id != 0);
  return id;
}

static void
a_fund_is_read_as_it_was_added (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanFund) fund = new_fund ("2025年送温暖资金");
  g_autoptr (NuanFund) read = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (try_add (fixture, fixture->direct, fund, &error), ==, 1);
  read = nuan_fund_store_read (fixture->connection, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->name, ==, "2025年送温暖资金");
  g_assert_cmpstr (read->source, ==, "union");
  g_assert_cmpuint (g_strv_length (read->programmes), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *) read->programmes, "warmth"));
  g_assert_cmpuint (read->use_by, ==, fund->use_by);
  g_assert_cmpint (nuan_fund_get_free (read), ==, 0);
}

static void
two_funds_of_one_name_are_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanFund) fund = new_fund ("2025年送温暖资金");
  g_autoptr (GError) error = NULL;

  try_add (fixture, fixture->cash, fund, &error);
  g_assert_no_error (error);
  g_assert_cmpint (try_add (fixture, fixture->cash, fund, &error), ==, 0);
  check_error (error, NUAN_ERROR_CONFLICT, "name");
}

static void
a_fund_whose_name_is_written_otherwise_is_refused (Fixture *fixture, gconstpointer unused)
{
  static const char *const spellings[] = { "２０２５年送温暖资金", "2025年 送温暖资金", "2025年·送温暖资金", "2025年送温暖资金．" };
  g_autoptr (NuanFund) fund = new_fund ("2025年送温暖资金");
  g_autoptr (GError) first = NULL;

  try_add (fixture, fixture->cash, fund, &first);
  g_assert_no_error (first);
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autoptr (NuanFund) other = new_fund (spellings[i]);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (try_add (fixture, fixture->cash, other, &error), ==, 0);
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, "2025年送温暖资金"));
      check_error (error, NUAN_ERROR_CONFLICT, "name");
    }
}

static void
a_fund_without_a_known_programme_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanFund) fund = new_fund ("2025年送温暖资金");
  g_autoptr (GError) error = NULL;

  g_free (fund->programmes[0]);
  fund->programmes[0] = g_strdup ("travel");
  g_assert_cmpint (try_add (fixture, fixture->direct, fund, &error), ==, 0);
  check_error (error, NUAN_ERROR_INVALID, "programmes");
}

static void
an_administrator_adds_no_fund (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanFund) fund = new_fund ("2025年送温暖资金");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (try_add (fixture, fixture->admin, fund, &error), ==, 0);
  check_error (error, NUAN_ERROR_FORBIDDEN, "role");
}

static void
an_unknown_fund_is_not_found (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (nuan_fund_store_read (fixture->connection, 5, &error));
  check_error (error, NUAN_ERROR_NOT_FOUND, "fund");
}

static void
the_list_is_in_the_order_of_the_use_by_dates (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) funds = NULL;

  money_fund_of (fixture, "晚", "city", "living", nuan_day_new (2025, 1, 1), nuan_day_new (2025, 12, 31),
                 nuan_day_new (2025, 12, 31));
  money_fund_of (fixture, "早", "city", "living", nuan_day_new (2025, 1, 1), nuan_day_new (2025, 12, 31),
                 nuan_day_new (2025, 6, 30));
  funds = nuan_fund_store_list (fixture->connection, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (funds->len, ==, 2);
  g_assert_cmpstr (((NuanFund *) funds->pdata[0])->name, ==, "早");
  g_assert_cmpstr (((NuanFund *) funds->pdata[0])->programmes[0], ==, "living");
}

static void
a_choice_that_may_not_pay_has_its_reason (Fixture *fixture, gconstpointer unused)
{
  const gint64 right = money_fund (fixture, "甲", "living");
  g_autoptr (GPtrArray) funds = NULL, reasons = NULL;
  g_autoptr (GError) error = NULL;

  money_fund (fixture, "乙", "medical");
  money_receive (fixture, right, 100000);
  funds = nuan_fund_store_choices (fixture->connection, "living", 100000, FIXTURE_TODAY, &reasons, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reasons->len, ==, funds->len);
  g_assert_null (reasons->pdata[0]);
  g_assert_nonnull (reasons->pdata[1]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  MONEY_TEST ("/fund-store/a-fund-is-read-as-it-was-added", a_fund_is_read_as_it_was_added);
  MONEY_TEST ("/fund-store/two-funds-of-one-name-are-refused", two_funds_of_one_name_are_refused);
  MONEY_TEST ("/fund-store/a-fund-whose-name-is-written-otherwise-is-refused", a_fund_whose_name_is_written_otherwise_is_refused);
  MONEY_TEST ("/fund-store/a-fund-without-a-known-programme-is-refused", a_fund_without_a_known_programme_is_refused);
  MONEY_TEST ("/fund-store/an-administrator-adds-no-fund", an_administrator_adds_no_fund);
  MONEY_TEST ("/fund-store/an-unknown-fund-is-not-found", an_unknown_fund_is_not_found);
  MONEY_TEST ("/fund-store/the-list-is-in-the-order-of-the-use-by-dates", the_list_is_in_the_order_of_the_use_by_dates);
  MONEY_TEST ("/fund-store/a-choice-that-may-not-pay-has-its-reason", a_choice_that_may_not_pay_has_its_reason);
  return g_test_run ();
}

#include <string.h>

#include "base/money.h"
#include "check-error.h"
#include "model/money/fund.h"

static NuanDay
day (guint month, guint day_of_month)
{
  return nuan_day_new (2025, month, day_of_month);
}

static NuanFund *
make_fund (void)
{
  NuanFund *fund = nuan_fund_new ();

  g_free (fund->name);
  fund->name = g_strdup ("2025年中央财政帮扶资金");
  g_free (fund->source);
  fund->source = g_strdup ("central");
  g_strfreev (fund->programmes);
  fund->programmes = g_strsplit ("living,study", ",", -1);
  fund->from = day (1, 1);
  fund->to = day (11, 30);
  fund->use_by = day (12, 31);
  fund->received_fen = 1000000;
  fund->returned_fen = 100000;
  fund->reserved_fen = 200000;
  fund->paid_fen = 300000;
  return fund;
}

static void
test_free (void)
{
  g_autoptr (NuanFund) fund = make_fund ();

  g_assert_cmpint (nuan_fund_get_free (fund), ==, 400000);

  /* Of a file that somebody wrote into. */
  fund->received_fen = G_MININT64;
  g_assert_cmpint (nuan_fund_get_free (fund), ==, G_MININT64);
  fund->received_fen = G_MAXINT64;
  fund->returned_fen = fund->paid_fen = G_MININT64;
  g_assert_cmpint (nuan_fund_get_free (fund), ==, nuan_money_subtract_clamped (G_MAXINT64, fund->reserved_fen));
}

/* A two-digit year, or a digit too few. */
static void
test_days_of_our_time (void)
{
  g_autoptr (NuanFund) fund = make_fund ();
  g_autoptr (GError) error = NULL;

  fund->from = nuan_day_new (1989, 12, 31);
  g_assert_false (nuan_fund_check (fund, &error));
  check_error (error, NUAN_ERROR_INVALID, "from");
  fund->from = nuan_day_new (1990, 1, 1);
  g_assert_true (nuan_fund_check (fund, NULL));
}

static void
refuse (NuanFund *fund, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_fund_check (fund, &error));
  check_error (error, NUAN_ERROR_INVALID, field);
}

static void
set_programmes (NuanFund *fund, const char *programmes)
{
  g_strfreev (fund->programmes);
  fund->programmes = g_strsplit (programmes, ",", -1);
}

static void
test_check (void)
{
  g_autoptr (NuanFund) fund = make_fund ();
  g_autoptr (NuanFund) empty = nuan_fund_new ();

  g_free (fund->name);
  fund->name = g_strdup ("  一号资金 ");
  g_assert_true (nuan_fund_check (fund, NULL));
  g_assert_cmpstr (fund->name, ==, "一号资金");

  refuse (empty, "name");
  set_programmes (fund, "");
  refuse (fund, "programmes");
  set_programmes (fund, "living,fun");
  refuse (fund, "programmes");
  set_programmes (fund, "living,living");
  refuse (fund, "programmes");
  set_programmes (fund, "living");
  fund->use_by = NUAN_DAY_NONE;
  refuse (fund, "use_by");
  fund->use_by = fund->from - 1;
  refuse (fund, "use_by");
  fund->use_by = fund->from;
  g_assert_true (nuan_fund_check (fund, NULL));
  fund->to = fund->from - 1;
  refuse (fund, "to");
  g_free (fund->source);
  fund->source = g_strdup ("heaven");
  refuse (fund, "source");
}

static void
may_not (const NuanFund *fund, const char *programme, gint64 amount_fen, gint64 own_fen, NuanDay on, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_fund_may_pay (fund, programme, amount_fen, own_fen, on, &error));
  check_error (error, NUAN_ERROR_RULE, field);
}

static void
test_may_pay (void)
{
  g_autoptr (NuanFund) fund = make_fund ();

  g_assert_true (nuan_fund_may_pay (fund, "living", 400000, 0, day (1, 1), NULL));
  g_assert_true (nuan_fund_may_pay (fund, "study", 400000, 0, day (11, 30), NULL));
  g_assert_true (nuan_fund_may_pay (fund, "living", 0, 0, day (5, 1), NULL));
  g_assert_true (nuan_fund_may_pay (fund, "living", 450000, 50000, day (5, 1), NULL));   /* its own reservation */
  may_not (fund, "medical", 1, 0, day (5, 1), "programme");
  may_not (fund, "living", 1, 0, day (1, 1) - 1, "date");
  may_not (fund, "living", 1, 0, day (12, 1), "date");
  may_not (fund, "living", 1, 0, day (12, 31) + 1, "date");
  may_not (fund, "living", 400001, 0, day (5, 1), "amount");
  may_not (fund, "living", 450001, 50000, day (5, 1), "amount");
}

static void
test_use_by (void)
{
  g_autoptr (NuanFund) fund = make_fund ();

  fund->use_by = day (6, 30);
  g_assert_true (nuan_fund_may_pay (fund, "living", 1, 0, day (6, 30), NULL));
  may_not (fund, "living", 1, 0, day (7, 1), "date");
}

static void
test_figures (void)
{
  g_autoptr (NuanFund) fund = make_fund ();
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_fund_may_pay (fund, "living", 500000, 0, day (5, 1), &error));
  g_assert_nonnull (strstr (error->message, "4,000.00"));
  g_assert_nonnull (strstr (error->message, "5,000.00"));
  g_clear_error (&error);
  g_assert_false (nuan_fund_may_pay (fund, "medical", 1, 0, day (5, 1), &error));
  g_assert_nonnull (strstr (error->message, "医疗救助"));
  g_assert_nonnull (strstr (error->message, "生活救助"));
}

static void
test_alert (void)
{
  g_autoptr (NuanFund) fund = make_fund ();
  NuanStandards standards;

  nuan_standards_init (&standards, day (5, 1));
  g_assert_cmpint (nuan_fund_alert (fund, &standards, day (5, 1)), ==, NUAN_FUND_FINE);
  g_assert_cmpint (nuan_fund_alert (fund, &standards, day (11, 30)), ==, NUAN_FUND_FINE);
  g_assert_cmpint (nuan_fund_alert (fund, &standards, day (12, 1)), ==, NUAN_FUND_NEAR);
  g_assert_cmpint (nuan_fund_alert (fund, &standards, day (12, 31)), ==, NUAN_FUND_NEAR);
  g_assert_cmpint (nuan_fund_alert (fund, &standards, day (12, 31) + 1), ==, NUAN_FUND_PAST);

  fund->paid_fen = 610000;   /* free: 90,000 of 900,000 */
  g_assert_cmpint (nuan_fund_alert (fund, &standards, day (5, 1)), ==, NUAN_FUND_FINE);
  fund->paid_fen++;
  g_assert_cmpint (nuan_fund_alert (fund, &standards, day (5, 1)), ==, NUAN_FUND_LOW);
  g_assert_cmpint (nuan_fund_alert (fund, &standards, day (12, 15)), ==, NUAN_FUND_NEAR);
}

static void
test_alert_empty (void)
{
  g_autoptr (NuanFund) used_up = make_fund ();
  g_autoptr (NuanFund) fresh = make_fund ();
  NuanStandards standards;

  nuan_standards_init (&standards, day (5, 1));
  used_up->reserved_fen = 0;
  used_up->paid_fen = 900000;
  g_assert_cmpint (nuan_fund_alert (used_up, &standards, day (5, 1)), ==, NUAN_FUND_LOW);
  g_assert_cmpint (nuan_fund_alert (used_up, &standards, day (12, 31) + 1), ==, NUAN_FUND_FINE);

  fresh->received_fen = fresh->returned_fen = fresh->reserved_fen = fresh->paid_fen = 0;
  g_assert_cmpint (nuan_fund_alert (fresh, &standards, day (5, 1)), ==, NUAN_FUND_FINE);
}

static void
test_copy (void)
{
  NuanFund *fund = make_fund ();
  g_autoptr (NuanFund) copy = nuan_fund_copy (fund);

  nuan_fund_free (fund);
  g_assert_cmpstr (copy->source, ==, "central");
  g_assert_cmpstr (copy->programmes[1], ==, "study");
  g_assert_cmpint (copy->received_fen, ==, 1000000);
}

static void
assert_warns (const NuanFund *fund, NuanDay date, const char *end)
{
  g_autofree char *warning = nuan_fund_warn_received (fund, date);

  g_assert_cmpint (warning != NULL, ==, end != NULL);
  g_assert_true (end == NULL || strstr (warning, end) != NULL);
}

static void
test_received (void)
{
  g_autoptr (NuanFund) fund = make_fund ();

  assert_warns (fund, nuan_day_new (2024, 12, 31), "2025-01-01");
  assert_warns (fund, day (1, 1), NULL);
  assert_warns (fund, day (11, 30), NULL);
  assert_warns (fund, day (12, 1), "2025-11-30");
}

static void
test_past (void)
{
  g_autoptr (NuanFund) fund = nuan_fund_new ();

  fund->use_by = nuan_day_new (2025, 12, 31);
  g_assert_false (nuan_fund_is_past (fund, nuan_day_new (2025, 12, 31)));   /* the last day is one */
  g_assert_true (nuan_fund_is_past (fund, nuan_day_new (2026, 1, 1)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fund/free is received less returned, reserved and paid", test_free);
  g_test_add_func ("/fund/a new fund is checked field by field", test_check);
  g_test_add_func ("/fund/a fund pays for its programmes, in its period, what is free", test_may_pay);
  g_test_add_func ("/fund/the use-by date is inclusive", test_use_by);
  g_test_add_func ("/fund/a refusal names the figures", test_figures);
  g_test_add_func ("/fund/the worst alert that holds is told", test_alert);
  g_test_add_func ("/fund/an emptied fund past its date is at rest", test_alert_empty);
  g_test_add_func ("/fund/money dated outside the period is told", test_received);
  g_test_add_func ("/fund/a copy stands alone", test_copy);
  g_test_add_func ("/fund/a period begins in our time", test_days_of_our_time);
  g_test_add_func ("/fund/the last day to use it is not past", test_past);
  return g_test_run ();
}

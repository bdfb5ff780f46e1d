#include "check-error.h"
#include "model/household/assessment.h"
#include "sample.h"

#define LINE 106200

static NuanStandards
get_standards (void)
{
  NuanStandards standards;

  nuan_standards_init (&standards, TODAY);
  standards.dibao_fen = LINE;
  standards.dibao_from = nuan_day_new (2025, 7, 1);
  return standards;
}

/* Three people, so L × 12 × 3 = 38,232.00. */
static NuanAssessment *
assess (gint64 income_fen, gint64 expense_fen, const NuanStandards *standards)
{
  g_autoptr (NuanHousehold) household = sample_household ();
  g_autoptr (GError) error = NULL;
  NuanAssessment *assessment;

  household->incomes_fen[NUAN_INCOME_WAGE] = income_fen;
  household->expenses_fen[NUAN_EXPENSE_ILLNESS] = expense_fen;
  assessment = nuan_assessment_compute (household, standards, &error);
  g_assert_no_error (error);
  return assessment;
}

static void
test_deep (void)
{
  const NuanStandards standards = get_standards ();
  g_autoptr (NuanAssessment) assessment = assess (7200000, 3600000, &standards);

  g_assert_cmpint (assessment->category, ==, NUAN_CATEGORY_DEEP);
  g_assert_cmpint (assessment->computed, ==, NUAN_CATEGORY_DEEP);
  g_assert_cmpint (assessment->income_fen, ==, 7200000);
  g_assert_cmpint (assessment->expense_fen, ==, 3600000);
  g_assert_cmpint (assessment->net_fen, ==, 3600000);
  g_assert_cmpint (assessment->persons, ==, 3);
  g_assert_cmpstr (assessment->per_capita, ==, "1000.00");
  g_assert_cmpstr (assessment->line, ==, "1062.00");
  g_assert_cmpstr (assessment->arithmetic, ==, "(72,000.00 − 36,000.00) ÷ 12 ÷ 3 = 1,000.00 < 1,062.00");
}

static void
test_relative (void)
{
  const NuanStandards standards = get_standards ();
  g_autoptr (NuanAssessment) assessment = assess (5400000, 0, &standards);

  g_assert_cmpint (assessment->category, ==, NUAN_CATEGORY_RELATIVE);
  g_assert_cmpstr (assessment->line, ==, "1062.00");
  g_assert_cmpstr (assessment->arithmetic, ==,
                   "(54,000.00 − 0.00) ÷ 12 ÷ 3 = 1,500.00 ≥ 1,062.00, < 2 × 1,062.00 = 2,124.00");
}

static void
test_none (void)
{
  const NuanStandards standards = get_standards ();
  g_autoptr (NuanAssessment) assessment = assess (10800000, 0, &standards);

  g_assert_cmpint (assessment->category, ==, NUAN_CATEGORY_NONE);
  g_assert_cmpstr (assessment->arithmetic, ==, "(108,000.00 − 0.00) ÷ 12 ÷ 3 = 3,000.00 ≥ 2 × 1,062.00 = 2,124.00");
}

static void
test_negative (void)
{
  const NuanStandards standards = get_standards ();
  g_autoptr (NuanAssessment) assessment = assess (1000000, 3600000, &standards);

  g_assert_cmpint (assessment->category, ==, NUAN_CATEGORY_DEEP);
  g_assert_cmpint (assessment->net_fen, ==, -2600000);
  g_assert_cmpstr (assessment->per_capita, ==, "-722.22");
  g_assert_cmpstr (assessment->arithmetic, ==, "(10,000.00 − 36,000.00) ÷ 12 ÷ 3 = −722.22 < 1,062.00");
}

/* One fen beside each threshold falls on its own side, whatever the rounded figure looks like. */
static void
test_exact (void)
{
  const gint64 deep = (gint64) LINE * 36, relative = 2 * deep;
  static const struct { gint64 beside; gboolean inclusive; NuanCategory at_deep, at_relative; } cases[] = {
    { -1, FALSE, NUAN_CATEGORY_DEEP, NUAN_CATEGORY_RELATIVE }, { 0, FALSE, NUAN_CATEGORY_RELATIVE, NUAN_CATEGORY_NONE },
    { 1, FALSE, NUAN_CATEGORY_RELATIVE, NUAN_CATEGORY_NONE },  { -1, TRUE, NUAN_CATEGORY_DEEP, NUAN_CATEGORY_RELATIVE },
    { 0, TRUE, NUAN_CATEGORY_DEEP, NUAN_CATEGORY_RELATIVE },   { 1, TRUE, NUAN_CATEGORY_RELATIVE, NUAN_CATEGORY_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      NuanStandards standards = get_standards ();
      g_autoptr (NuanAssessment) at_deep = NULL;
      g_autoptr (NuanAssessment) at_relative = NULL;

      standards.deep_inclusive = standards.relative_inclusive = cases[i].inclusive;
      at_deep = assess (deep + cases[i].beside, 0, &standards);
      at_relative = assess (relative + 100 + cases[i].beside, 100, &standards);
      g_assert_cmpint (at_deep->category, ==, cases[i].at_deep);
      g_assert_cmpint (at_relative->category, ==, cases[i].at_relative);
    }
}

static void
test_decimals (void)
{
  const NuanStandards standards = get_standards ();
  g_autoptr (NuanAssessment) below = assess (LINE * 36 - 1, 0, &standards);
  g_autoptr (NuanAssessment) at = assess (LINE * 36, 0, &standards);
  g_autoptr (NuanAssessment) above = assess (LINE * 36 + 1, 0, &standards);
  g_autoptr (NuanAssessment) below_relative = assess (LINE * 72 - 1, 0, &standards);

  g_assert_cmpstr (below->per_capita, ==, "1061.9997");
  g_assert_cmpstr (below->arithmetic, ==, "(38,231.99 − 0.00) ÷ 12 ÷ 3 = 1,061.9997 < 1,062.00");
  g_assert_cmpstr (at->per_capita, ==, "1062.00");
  g_assert_cmpstr (above->per_capita, ==, "1062.0003");
  g_assert_cmpstr (below_relative->per_capita, ==, "2123.9997");
}

static void
test_six_decimals (void)
{
  const NuanStandards standards = get_standards ();
  g_autoptr (NuanHousehold) household = sample_household ();
  g_autoptr (NuanAssessment) assessment = NULL;
  const guint n_members = 30;

  while (household->members->len < n_members)
    g_ptr_array_add (household->members, sample_member ("某人", "99", NULL, 0));
  household->incomes_fen[NUAN_INCOME_WAGE] = (gint64) LINE * 12 * n_members - 1;
  assessment = nuan_assessment_compute (household, &standards, NULL);
  g_assert_cmpint (assessment->category, ==, NUAN_CATEGORY_DEEP);
  g_assert_cmpstr (assessment->per_capita, ==, "1061.999972");
}

static void
test_operators_shown (void)
{
  NuanStandards standards = get_standards ();
  g_autoptr (NuanAssessment) assessment = NULL;

  standards.deep_inclusive = standards.relative_inclusive = TRUE;
  assessment = assess (LINE * 36, 0, &standards);
  g_assert_true (g_str_has_suffix (assessment->arithmetic, "= 1,062.00 ≤ 1,062.00"));
}

static void
test_counted (void)
{
  const NuanStandards standards = get_standards ();
  g_autoptr (NuanHousehold) household = sample_household ();
  g_autoptr (NuanAssessment) assessment = NULL;
  g_autoptr (GError) error = NULL;

  sample_get (household, 2)->counted = FALSE;
  assessment = nuan_assessment_compute (household, &standards, NULL);
  g_assert_cmpint (assessment->persons, ==, 2);

  sample_get (household, 0)->counted = sample_get (household, 1)->counted = FALSE;
  g_assert_null (nuan_assessment_compute (household, &standards, &error));
  check_error (error, NUAN_ERROR_INVALID, "members");
}

static void
test_accident (void)
{
  const NuanStandards standards = get_standards ();
  g_autoptr (NuanHousehold) household = sample_household ();
  g_autoptr (NuanAssessment) assessment = NULL;

  household->incomes_fen[NUAN_INCOME_WAGE] = 10800000;
  household->accident = TRUE;
  sample_set (&household->accident_reason, "2025年8月火灾");
  assessment = nuan_assessment_compute (household, &standards, NULL);
  g_assert_cmpint (assessment->category, ==, NUAN_CATEGORY_ACCIDENT);
  g_assert_cmpint (assessment->computed, ==, NUAN_CATEGORY_NONE);
  g_assert_nonnull (strstr (assessment->arithmetic, "3,000.00 ≥ 2 × 1,062.00 = 2,124.00"));
  g_assert_nonnull (strstr (assessment->arithmetic, "2025年8月火灾"));
}

static void
test_refused (void)
{
  NuanStandards standards = get_standards ();
  g_autoptr (NuanHousehold) household = sample_household ();
  g_autoptr (GError) error = NULL;

  household->incomes_fen[NUAN_INCOME_WAGE] = G_MAXINT64;
  household->incomes_fen[NUAN_INCOME_OTHER] = 1;
  g_assert_null (nuan_assessment_compute (household, &standards, &error));
  check_error (error, NUAN_ERROR_INVALID, "incomes");

  household->incomes_fen[NUAN_INCOME_WAGE] = 0;
  standards.dibao_fen = G_MAXINT64 / 40;
  g_assert_null (nuan_assessment_compute (household, &standards, &error));
  check_error (error, NUAN_ERROR_INVALID, "dibao");

  standards.dibao_fen = 0;
  g_assert_null (nuan_assessment_compute (household, &standards, &error));
  check_error (error, NUAN_ERROR_RULE, "dibao");
}

/* A second opinion without any multiplication of money: repeated addition of the line. */
static void
test_random (void)
{
  const NuanStandards standards = get_standards ();

  for (guint round = 0; round < 2000; round++)
    {
      const gint64 income = g_test_rand_int_range (0, 12000000), expense = g_test_rand_int_range (0, 5000000);
      g_autoptr (NuanAssessment) assessment = assess (income, expense, &standards);
      gint64 left = income - expense;
      guint months = 0;

      while (left >= LINE)   /* for how many person-months does the net pay the line? */
        {
          left -= LINE;
          months++;
        }
      g_assert_cmpint (assessment->category, ==,
                       months < 36 ? NUAN_CATEGORY_DEEP : months < 72 ? NUAN_CATEGORY_RELATIVE : NUAN_CATEGORY_NONE);
    }
}

static void
test_codes (void)
{
  for (guint i = 0; i < NUAN_N_CATEGORIES; i++)
    {
      NuanCategory category = NUAN_N_CATEGORIES;

      g_assert_true (nuan_category_parse (nuan_category_code (i), &category));
      g_assert_cmpint (category, ==, i);
    }
  g_assert_false (nuan_category_parse ("shallow", &(NuanCategory) { 0 }));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/assessment/below the line is deep", test_deep);
  g_test_add_func ("/assessment/below twice the line is relative", test_relative);
  g_test_add_func ("/assessment/above it is none", test_none);
  g_test_add_func ("/assessment/expenses above income make a negative figure", test_negative);
  g_test_add_func ("/assessment/one fen decides", test_exact);
  g_test_add_func ("/assessment/rounding never hides the comparison", test_decimals);
  g_test_add_func ("/assessment/a large family takes six decimals", test_six_decimals);
  g_test_add_func ("/assessment/the arithmetic shows the operator in force", test_operators_shown);
  g_test_add_func ("/assessment/only members that count divide", test_counted);
  g_test_add_func ("/assessment/an accident stands beside what the figures say", test_accident);
  g_test_add_func ("/assessment/no line, nobody and overflow are refused", test_refused);
  g_test_add_func ("/assessment/random figures fall where plain counting puts them", test_random);
  g_test_add_func ("/assessment/categories have codes", test_codes);
  return g_test_run ();
}

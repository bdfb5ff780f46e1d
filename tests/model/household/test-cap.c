#include "check-error.h"
#include "model/household/cap.h"

#define LINE 106200

static NuanStandards
get_standards (void)
{
  NuanStandards standards;

  nuan_standards_init (&standards, nuan_day_new (2025, 11, 20));
  standards.dibao_fen = LINE;
  return standards;
}

static GPtrArray *
compute (const NuanCapInput *input, const NuanStandards *standards)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *caps = nuan_caps_compute (input, standards, &error);

  g_assert_no_error (error);
  return caps;
}

static void
test_living (void)
{
  NuanStandards standards = get_standards ();
  NuanCapInput input = { .programme = "living", .amount_fen = 100, .self_paid_fen = -1, .persons = 3, .used_household_fen = 12 * LINE - 100,
                         .used_member_fen = 1 };
  g_autoptr (GPtrArray) caps = compute (&input, &standards);
  g_autoptr (GPtrArray) exceeded = NULL;
  g_autoptr (GPtrArray) per_member = NULL;
  const NuanCap *cap = caps->pdata[0];
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (caps->len, ==, 1);
  g_assert_cmpstr (cap->code, ==, "living-year");
  g_assert_cmpint (cap->limit_fen, ==, 12 * LINE);
  g_assert_cmpint (cap->remaining_fen, ==, 100);
  g_assert_false (cap->exceeded);
  g_assert_nonnull (strstr (cap->explanation, "12 × 1,062.00"));
  g_assert_true (nuan_caps_check (caps, NULL, NULL));

  input.amount_fen = 101;
  exceeded = compute (&input, &standards);
  g_assert_false (nuan_caps_check (exceeded, NULL, &error));
  g_assert_nonnull (strstr (error->message, "12,744.00"));
  g_assert_nonnull (strstr (error->message, "12,743.00"));
  g_assert_nonnull (strstr (error->message, "1.00"));
  check_error (error, NUAN_ERROR_RULE, "amount");

  standards.living_per_member = TRUE;
  per_member = compute (&input, &standards);
  cap = per_member->pdata[0];
  g_assert_cmpint (cap->limit_fen, ==, 3 * 12 * LINE);
  g_assert_true (nuan_caps_check (per_member, NULL, NULL));
}

static void
test_over_used (void)
{
  const NuanStandards standards = get_standards ();
  const NuanCapInput input = { .programme = "living", .amount_fen = 1, .used_household_fen = 13 * LINE };
  g_autoptr (GPtrArray) caps = compute (&input, &standards);
  const NuanCap *cap = caps->pdata[0];

  g_assert_cmpint (cap->remaining_fen, ==, 0);
  g_assert_true (cap->exceeded);
}

static void
test_medical (void)
{
  NuanStandards standards = get_standards ();
  NuanCapInput input = { .programme = "medical", .amount_fen = 500000, .self_paid_fen = 500000, .used_household_fen = 900000,
                         .used_member_fen = 900000 };
  g_autoptr (GPtrArray) caps = compute (&input, &standards);
  g_autoptr (GPtrArray) percent = NULL;
  const NuanCap *cap = caps->pdata[0];
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (cap->code, ==, "medical-self-paid");
  g_assert_cmpint (cap->limit_fen, ==, 500000);
  g_assert_cmpint (cap->used_fen, ==, 0);   /* each grant by itself */
  g_assert_true (nuan_caps_check (caps, NULL, NULL));

  standards.medical_percent = 80;
  percent = compute (&input, &standards);
  cap = percent->pdata[0];
  g_assert_cmpint (cap->limit_fen, ==, 400000);
  g_assert_false (nuan_caps_check (percent, NULL, &error));
  check_error (error, NUAN_ERROR_RULE, "amount");
}

static void
test_medical_without_self_paid (void)
{
  const NuanStandards standards = get_standards ();
  const NuanCapInput input = { .programme = "medical", .amount_fen = 1, .self_paid_fen = -1 };
  g_autoptr (GPtrArray) caps = compute (&input, &standards);
  const NuanCap *cap = caps->pdata[0];
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (cap->limit_fen, ==, 0);
  g_assert_true (cap->exceeded);
  g_assert_false (nuan_caps_check (caps, NULL, &error));
  check_error (error, NUAN_ERROR_RULE, "self_paid");
}

static void
test_study (void)
{
  const NuanStandards standards = get_standards ();
  NuanCapInput input = { .programme = "study", .amount_fen = 5 * LINE, .used_member_fen = 5 * LINE, .used_household_fen = 30 * LINE };
  g_autoptr (GPtrArray) caps = compute (&input, &standards);
  g_autoptr (GPtrArray) exceeded = NULL;
  const NuanCap *cap = caps->pdata[0];

  g_assert_cmpstr (cap->code, ==, "study-year");
  g_assert_cmpint (cap->limit_fen, ==, 10 * LINE);
  g_assert_true (nuan_caps_check (caps, NULL, NULL));   /* a brother's help does not count */

  input.amount_fen++;
  exceeded = compute (&input, &standards);
  g_assert_false (nuan_caps_check (exceeded, NULL, NULL));
}

static void
test_warmth (void)
{
  const NuanStandards standards = get_standards ();
  const NuanCapInput fine = { .programme = "warmth", .amount_fen = 300000, .used_member_fen = 300000 };
  const NuanCapInput much = { .programme = "warmth", .amount_fen = 300001, .used_member_fen = 300000 };
  g_autoptr (GPtrArray) fine_caps = compute (&fine, &standards);
  g_autoptr (GPtrArray) much_caps = compute (&much, &standards);
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (nuan_caps_check (fine_caps, warnings, &error));
  g_assert_cmpuint (warnings->len, ==, 0);
  g_assert_true (nuan_caps_check (much_caps, warnings, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (warnings->len, ==, 2);
  g_assert_nonnull (strstr (warnings->pdata[0], "3,000.00"));
  g_assert_nonnull (strstr (warnings->pdata[1], "6,000.00"));
  g_assert_true (nuan_caps_check (much_caps, NULL, &error));
}

static void
test_without_cap (void)
{
  static const char *const programmes[] = { "training", "placement", "legal", "counselling", "temporary" };
  NuanStandards standards;

  nuan_standards_init (&standards, nuan_day_new (2025, 11, 20));   /* no line either */
  for (guint i = 0; i < G_N_ELEMENTS (programmes); i++)
    {
      const NuanCapInput input = { .programme = programmes[i], .amount_fen = G_MAXINT64 };
      g_autoptr (GPtrArray) caps = compute (&input, &standards);

      g_assert_cmpuint (caps->len, ==, 0);
      g_assert_true (nuan_caps_check (caps, NULL, NULL));
    }
}

static void
test_no_line (void)
{
  NuanStandards standards = get_standards ();
  const NuanCapInput living = { .programme = "living", .amount_fen = 1 };
  const NuanCapInput study = { .programme = "study", .amount_fen = 1 };
  g_autoptr (GError) error = NULL;

  standards.dibao_fen = 0;
  g_assert_null (nuan_caps_compute (&living, &standards, &error));
  check_error (error, NUAN_ERROR_RULE, "dibao");
  g_assert_null (nuan_caps_compute (&study, &standards, &error));
  check_error (error, NUAN_ERROR_RULE, "dibao");
}

static void
test_overflow (void)
{
  NuanStandards standards = get_standards ();
  const NuanCapInput much = { .programme = "living", .amount_fen = G_MAXINT64, .used_household_fen = 1 };
  const NuanCapInput medical = { .programme = "medical", .amount_fen = 1, .self_paid_fen = G_MAXINT64 };
  g_autoptr (GPtrArray) caps = compute (&much, &standards);
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_caps_check (caps, NULL, NULL));
  g_assert_null (nuan_caps_compute (&medical, &standards, &error));
  check_error (error, NUAN_ERROR_INVALID, "self_paid");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cap/living help is capped for a household and year", test_living);
  g_test_add_func ("/cap/an overdrawn cap leaves nothing", test_over_used);
  g_test_add_func ("/cap/medical help is capped by the self-paid amount", test_medical);
  g_test_add_func ("/cap/medical help asks for the self-paid amount", test_medical_without_self_paid);
  g_test_add_func ("/cap/study help is capped for a pupil and year", test_study);
  g_test_add_func ("/cap/warmth only warns", test_warmth);
  g_test_add_func ("/cap/other programmes have none", test_without_cap);
  g_test_add_func ("/cap/no line in force is an error", test_no_line);
  g_test_add_func ("/cap/overflow is over the cap", test_overflow);
  return g_test_run ();
}

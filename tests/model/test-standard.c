#include "check-error.h"
#include "model/standard.h"

static void
assert_check (const char *name, const char *value, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *canonical = nuan_standard_check (name, value, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (canonical, ==, expected);
}

static void
refuse (const char *name, const char *value, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (nuan_standard_check (name, value, &error));
  check_error (error, NUAN_ERROR_INVALID, field);
}

static void
test_defaults (void)
{
  NuanStandards standards;

  nuan_standards_init (&standards, nuan_day_new (2025, 11, 20));
  g_assert_cmpuint (standards.on, ==, nuan_day_new (2025, 11, 20));
  g_assert_cmpint (standards.dibao_fen, ==, 0);
  g_assert_false (standards.deep_inclusive);
  g_assert_false (standards.relative_inclusive);
  g_assert_cmpint (standards.relative_multiple, ==, 2);
  g_assert_cmpint (standards.income_months, ==, 12);
  g_assert_cmpint (standards.living_months, ==, 12);
  g_assert_false (standards.living_per_member);
  g_assert_cmpint (standards.medical_percent, ==, 100);
  g_assert_cmpint (standards.study_months, ==, 10);
  g_assert_cmpint (standards.warmth_each_fen, ==, 300000);
  g_assert_cmpint (standards.warmth_year_fen, ==, 600000);
}

static void
test_check (void)
{
  assert_check ("dibao", "1062", "1062.00");
  assert_check ("dibao", " １，０６２．５ ", "1062.50");
  assert_check ("deep-operator", "le", "le");
  assert_check ("living-months", " 012", "12");
  assert_check ("living-per", "member", "member");
  assert_check ("medical-percent", "80", "80");
}

static void
test_refused (void)
{
  refuse ("no-such", "1", "name");
  refuse (NULL, "1", "name");
  refuse ("dibao", "0", "value");
  refuse ("dibao", "-1", "value");
  refuse ("dibao", "1062.001", "value");
  refuse ("dibao", NULL, "value");
  refuse ("deep-operator", "<", "value");
  refuse ("living-per", "person", "value");
  refuse ("living-months", "12.5", "value");
  refuse ("living-months", "61", "value");
  refuse ("living-months", "", "value");
  refuse ("income-months", "0", "value");
  refuse ("medical-percent", "101", "value");
  refuse ("relative-multiple", "99999999999999999999", "value");
}

static void
test_apply (void)
{
  static const struct { const char *name, *value; } rows[] = {
    { "dibao", "1062.00" }, { "deep-operator", "le" }, { "relative-operator", "le" }, { "relative-multiple", "3" }, { "income-months", "3" },
    { "living-months", "10" }, { "living-per", "member" }, { "medical-percent", "80" }, { "study-months", "8" }, { "warmth-each", "1000.00" },
    { "warmth-year", "2000.00" }, { "use-by-warning-days", "60" }, { "fund-low-percent", "5" }, { "of-a-newer-program", "1" },
  };
  const NuanDay from = nuan_day_new (2025, 7, 1);
  NuanStandards standards;

  nuan_standards_init (&standards, nuan_day_new (2025, 11, 20));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_true (nuan_standards_apply (&standards, rows[i].name, rows[i].value, from, NULL));

  g_assert_cmpint (standards.dibao_fen, ==, 106200);
  g_assert_cmpuint (standards.dibao_from, ==, from);
  g_assert_true (standards.deep_inclusive);
  g_assert_true (standards.relative_inclusive);
  g_assert_cmpint (standards.relative_multiple, ==, 3);
  g_assert_cmpint (standards.income_months, ==, 3);
  g_assert_cmpint (standards.living_months, ==, 10);
  g_assert_true (standards.living_per_member);
  g_assert_cmpint (standards.medical_percent, ==, 80);
  g_assert_cmpint (standards.study_months, ==, 8);
  g_assert_cmpint (standards.warmth_each_fen, ==, 100000);
  g_assert_cmpint (standards.warmth_year_fen, ==, 200000);
  g_assert_cmpint (standards.use_by_warning_days, ==, 60);
  g_assert_cmpint (standards.fund_low_percent, ==, 5);

  g_assert_true (nuan_standards_apply (&standards, "deep-operator", "lt", from, NULL));
  g_assert_false (standards.deep_inclusive);
}

/* Whatever stands in a file: neither a preset nor a nought takes its place unsaid. */
static void
test_apply_refused (void)
{
  static const struct { const char *name, *value; } rows[] = {
    { "dibao", "much" }, { "dibao", "0.00" }, { "dibao", "" }, { "deep-operator", "less" }, { "deep-operator", "" }, { "income-months", "zz" },
    { "income-months", "0" }, { "income-months", "12 months" }, { "medical-percent", "99999999999999999999" }, { "warmth-each", "-5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      NuanStandards standards, before;

      nuan_standards_init (&standards, nuan_day_new (2025, 11, 20));
      before = standards;
      g_assert_false (nuan_standards_apply (&standards, rows[i].name, rows[i].value, nuan_day_new (2025, 7, 1), &error));
      check_error (error, NUAN_ERROR_STORAGE, rows[i].name);
      g_assert_cmpint (standards.income_months, ==, before.income_months);
      g_assert_cmpint (standards.dibao_fen, ==, before.dibao_fen);
      g_assert_cmpuint (standards.dibao_from, ==, before.dibao_from);
    }
}

static void
test_names (void)
{
  const char *const *names = nuan_standard_names ();

  g_assert_cmpstr (names[0], ==, "dibao");
  g_assert_cmpuint (g_strv_length ((char **) names), ==, 13);
  for (guint i = 0; names[i] != NULL; i++)
    g_assert_cmpstr (nuan_standard_title (names[i]), !=, names[i]);
}

static void
assert_shown (const char *name, const char *value, const char *expected)
{
  g_autofree char *shown = nuan_standard_show (name, value);

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_shown (void)
{
  assert_shown ("dibao", "1062.00", "1,062.00");
  assert_shown ("living-months", "12", "12");
  assert_shown ("deep-operator", "le", "up to the line");
  assert_shown ("living-per", "household", "a household");
  assert_shown ("no-such", "x", "x");
  for (const char *const *name = nuan_standard_names (); *name != NULL; name++)
    {
      g_autofree char *hint = nuan_standard_hint (*name);

      g_assert_cmpstr (hint, !=, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/standard/the defaults are those of the field", test_defaults);
  g_test_add_func ("/standard/a value is written in one way", test_check);
  g_test_add_func ("/standard/an unknown name or bad value is refused", test_refused);
  g_test_add_func ("/standard/stored rows take their place", test_apply);
  g_test_add_func ("/standard/a stored row that is no value is named", test_apply_refused);
  g_test_add_func ("/standard/every name has a title", test_names);
  g_test_add_func ("/standard/a value is shown in words of the field", test_shown);
  return g_test_run ();
}

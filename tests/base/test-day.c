#include "base/day.h"
#include "check-error.h"

static NuanDay
day (const char *text)
{
  g_autoptr (GError) error = NULL;
  NuanDay parsed = NUAN_DAY_NONE;

  nuan_day_parse (text, "date", &parsed, &error);
  g_assert_no_error (error);
  return parsed;
}

static void
test_parse (void)
{
  guint year, month, day_of_month;
  g_autofree char *text = nuan_day_format (day ("2024-02-29"));
  g_autofree char *long_text = nuan_day_format_long (day ("2025-11-05"));

  g_assert_cmpstr (text, ==, "2024-02-29");
  g_assert_cmpstr (long_text, ==, "2025年11月5日");
  nuan_day_split (day ("1999-12-31"), &year, &month, &day_of_month);
  g_assert_cmpuint (year * 10000 + month * 100 + day_of_month, ==, 19991231);
  g_assert_cmpuint (day ("2025-01-01"), ==, nuan_day_new (2025, 1, 1));
  g_assert_cmpuint (day ("2025-01-01") - day ("2024-01-01"), ==, 366);
  g_assert_cmpuint (nuan_day_year (day ("2025-01-01")), ==, 2025);
}

static void
test_refused (void)
{
  static const char *const cases[] = { "", "2025", "2025-1-1", "2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "20250401",
                                       "2025/04/01", "2025-04-01 ", "0000-01-01", "2025-04-0a", "２０２５-04-01", "-025-01-01" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      NuanDay parsed = 42;

      g_assert_false (nuan_day_parse (cases[i], "from", &parsed, &error));
      check_error (error, NUAN_ERROR_INVALID, "from");
      g_assert_cmpuint (parsed, ==, 42);
    }
  g_assert_cmpuint (nuan_day_new (2025, 2, 29), ==, NUAN_DAY_NONE);
  g_assert_cmpuint (nuan_day_new (2025, 1, 300), ==, NUAN_DAY_NONE);
}

/* What people write; NULL: it is no day, and is left as it stands. */
static void
test_read (void)
{
  static const struct { const char *text, *day; } cases[] = {
    { "2026-11-20", "2026-11-20" }, { "20261120", "2026-11-20" }, { "2026.11.20", "2026-11-20" }, { "2026/11/20", "2026-11-20" },
    { "2026-1-5", "2026-01-05" }, { "2026.01.5", "2026-01-05" }, { "2026年11月20日", "2026-11-20" }, { "2026年1月5日", "2026-01-05" },
    { "2026年1月5", "2026-01-05" }, { " 2026-11-20 ", "2026-11-20" }, { "2026 年 11 月 20 日", "2026-11-20" }, { "2026 - 11 - 20", "2026-11-20" },
    { "２０２６-１１-２０", "2026-11-20" }, { "２０２６１１２０", "2026-11-20" }, { "２０２６．１１．２０", "2026-11-20" }, { "２０２６／１１／２０", "2026-11-20" },
    { "２０２６－１１－２０", "2026-11-20" }, { "２０２６年１１月２０日", "2026-11-20" }, { "2024-2-29", "2024-02-29" },

    { "202611-20", NULL }, { "202611月20日", NULL }, { "25-11-20", NULL }, { "25年11月20日", NULL }, { "2026-11-20-3", NULL },
    { "2026-11-203", NULL }, { "2026-111-20", NULL }, { "02026-11-20", NULL }, { "20261-1-20", NULL }, { "2026-11", NULL }, { "2026", NULL },
    { "2026112", NULL }, { "202611200", NULL }, { "2026-11-20日", NULL }, { "2026年11-20", NULL }, { "2026-11月20日", NULL }, { "2026年11月20日3", NULL },
    { "2026年11月20日日", NULL }, { "a2026-11-20", NULL }, { "2026-11-20a", NULL }, { "2026--11-20", NULL }, { "-2026-11-20", NULL },
    { "2026-2-29", NULL }, { "20260230", NULL }, { "2026-13-1", NULL }, { "2026-0-1", NULL }, { "0000-1-1", NULL }, { "", NULL }, { " ", NULL }, { "年月日", NULL },
    { "2026-11-20\xff", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *tidy = nuan_day_tidy (cases[i].text);
      NuanDay read = 42;

      g_assert_true (nuan_day_read (cases[i].text, "from", &read, &error) == (cases[i].day != NULL));
      g_assert_cmpstr (tidy, ==, cases[i].day != NULL ? cases[i].day : cases[i].text);
      g_assert_cmpuint (read, ==, cases[i].day != NULL ? day (cases[i].day) : 42);
      if (cases[i].day == NULL)
        check_error (error, NUAN_ERROR_INVALID, "from");
    }
}

static void
test_none (void)
{
  g_autofree char *text = nuan_day_format (NUAN_DAY_NONE);
  g_autofree char *long_text = nuan_day_format_long (NUAN_DAY_NONE);
  guint year = 7;

  g_assert_cmpstr (text, ==, "");
  g_assert_cmpstr (long_text, ==, "");
  nuan_day_split (NUAN_DAY_NONE, &year, NULL, NULL);
  g_assert_cmpuint (year, ==, 0);
  g_assert_cmpuint (nuan_day_add_months (NUAN_DAY_NONE, 3), ==, NUAN_DAY_NONE);
}

static void
test_months (void)
{
  g_assert_cmpuint (nuan_day_add_months (day ("2025-01-31"), 1), ==, day ("2025-02-28"));
  g_assert_cmpuint (nuan_day_add_months (day ("2024-01-31"), 1), ==, day ("2024-02-29"));
  g_assert_cmpuint (nuan_day_add_months (day ("2025-11-20"), 2), ==, day ("2026-01-20"));
  g_assert_cmpuint (nuan_day_add_months (day ("2025-01-15"), -1), ==, day ("2024-12-15"));
  g_assert_cmpuint (nuan_day_add_months (day ("2025-12-31"), -12), ==, day ("2024-12-31"));
  g_assert_cmpuint (nuan_day_add_months (day ("2025-12-31"), 0), ==, day ("2025-12-31"));
}

static void
test_age (void)
{
  g_assert_cmpuint (nuan_day_age (day ("1980-06-15"), day ("2025-06-14")), ==, 44);
  g_assert_cmpuint (nuan_day_age (day ("1980-06-15"), day ("2025-06-15")), ==, 45);
  g_assert_cmpuint (nuan_day_age (day ("2004-02-29"), day ("2025-02-28")), ==, 20);
  g_assert_cmpuint (nuan_day_age (day ("2004-02-29"), day ("2025-03-01")), ==, 21);
  g_assert_cmpuint (nuan_day_age (day ("2025-02-01"), day ("2025-02-01")), ==, 0);
  g_assert_cmpuint (nuan_day_age (day ("2025-02-02"), day ("2025-02-01")), ==, 0);
}

static void
test_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *expected = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *text = nuan_day_format (nuan_day_today ());

  g_assert_cmpstr (text, ==, expected);
}

static void
test_working (void)
{
  gboolean guessed = TRUE;

  g_assert_true (nuan_day_is_working (day ("2025-11-20"), &guessed));    /* a Thursday */
  g_assert_false (guessed);
  g_assert_false (nuan_day_is_working (day ("2025-11-22"), NULL));       /* a Saturday */
  g_assert_false (nuan_day_is_working (day ("2025-11-23"), NULL));       /* a Sunday */
  g_assert_true (nuan_day_is_working (day ("2025-11-24"), NULL));
  g_assert_false (nuan_day_is_working (day ("2025-10-08"), NULL));       /* a Wednesday, off */
  g_assert_true (nuan_day_is_working (day ("2025-10-11"), NULL));        /* a Saturday, worked */
  g_assert_true (nuan_day_is_working (day ("2025-09-28"), NULL));        /* a Sunday, worked */
}

static void
test_add_working (void)
{
  gboolean guessed = TRUE;

  /* The week of the 2025 National Day: 1 to 8 October off, Saturday the 11th worked. */
  g_assert_cmpuint (nuan_day_add_working (day ("2025-09-30"), 1, &guessed), ==, day ("2025-10-09"));
  g_assert_cmpuint (nuan_day_add_working (day ("2025-09-30"), 3, NULL), ==, day ("2025-10-11"));
  g_assert_cmpuint (nuan_day_add_working (day ("2025-11-20"), 5, NULL), ==, day ("2025-11-27"));
  g_assert_cmpuint (nuan_day_add_working (day ("2025-11-20"), 0, NULL), ==, day ("2025-11-20"));
  g_assert_false (guessed);
}

static void
test_guess (void)
{
  gboolean guessed = FALSE;

  g_assert_true (nuan_day_is_working (day ("2095-10-03"), &guessed));    /* a Monday of a year without a notice */
  g_assert_true (guessed);
  guessed = FALSE;
  nuan_day_add_working (day ("2095-10-03"), 2, &guessed);
  g_assert_true (guessed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/days are read and written", test_parse);
  g_test_add_func ("/day/what is no day is refused", test_refused);
  g_test_add_func ("/day/what people write is read, or refused as a whole", test_read);
  g_test_add_func ("/day/no day is written as nothing", test_none);
  g_test_add_func ("/day/months end where the month ends", test_months);
  g_test_add_func ("/day/age counts full years", test_age);
  g_test_add_func ("/day/today is the machine's local date", test_today);
  g_test_add_func ("/day/holidays and worked weekends follow the notices", test_working);
  g_test_add_func ("/day/the nth working day steps over holidays", test_add_working);
  g_test_add_func ("/day/a year without a notice is guessed and says so", test_guess);
  return g_test_run ();
}

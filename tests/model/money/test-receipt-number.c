#include "check-error.h"
#include "model/money/receipt-number.h"

static void
a_number_is_a_year_and_six_digits_at_least (void)
{
  static const struct
  {
    gint64 year, seq;
    const char *text;
  } numbers[] = {
    { 2025, 457, "2025-000457" },
    { 2025, 1, "2025-000001" },
    { 2026, 999999, "2026-999999" },
    { 2026, 1000000, "2026-1000000" },
    { 2025, 999999999999, "2025-999999999999" },
    { 2025, 0, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = nuan_receipt_number_format (numbers[i].year, numbers[i].seq);
      gint64 year = 0, seq = 0;

      g_assert_cmpstr (text, ==, numbers[i].text);
      if (numbers[i].seq == 0)
        continue;
      g_assert_true (nuan_receipt_number_parse (text, &year, &seq, NULL));
      g_assert_cmpint (year, ==, numbers[i].year);
      g_assert_cmpint (seq, ==, numbers[i].seq);
    }
}

static void
a_number_is_read_as_it_is_typed (void)
{
  static const char *const typed[] = { "2025-457", " 2025-000457 ", "２０２５－０００４５７", "2025-000000000457" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      gint64 year = 0, seq = 0;

      g_assert_true (nuan_receipt_number_parse (typed[i], &year, &seq, NULL));
      g_assert_cmpint (year, ==, 2025);
      g_assert_cmpint (seq, ==, 457);
    }
}

static void
what_is_no_number_is_refused (void)
{
  static const char *const typed[] = { "", "2025", "2025-", "2025-0", "25-000457", "02025-1", "2025-12a", "2025-1234567890123", "2025-1-2",
                                       "H2025-000318", "2025/000457", "-2025-1", "\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 year, seq;

      g_assert_false (nuan_receipt_number_parse (typed[i], &year, &seq, &error));
      check_error (error, NUAN_ERROR_INVALID, "receipt");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/receipt-number/a number is a year and six digits at least", a_number_is_a_year_and_six_digits_at_least);
  g_test_add_func ("/receipt-number/a number is read as it is typed", a_number_is_read_as_it_is_typed);
  g_test_add_func ("/receipt-number/what is no number is refused", what_is_no_number_is_refused);
  return g_test_run ();
}

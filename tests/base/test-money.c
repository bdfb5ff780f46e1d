#include "base/money.h"
#include "check-error.h"

static void
test_parse (void)
{
  static const struct { const char *text; gint64 fen; } cases[] = {
    { "0", 0 }, { "9000", 900000 }, { "9000.5", 900050 }, { "9,000.5", 900050 }, { "9000.50", 900050 }, { "0.01", 1 },
    { "1,234,567.89", 123456789 }, { " 12 ", 1200 }, { "９０００．５", 900050 }, { "９，０００", 900000 }, { "007", 700 },
    { "92233720368547758.07", G_MAXINT64 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 fen = -7;

      g_assert_true (nuan_money_parse (cases[i].text, "amount", &fen, &error));
      g_assert_no_error (error);
      g_assert_cmpint (fen, ==, cases[i].fen);
    }
}

static void
test_refused (void)
{
  static const char *const cases[] = {
    "", " ", "-1", "−1", "-0", "+1", "1.234", "9.000", "1.", ".5", "1e3", "1E3", "abc", "12a", "1 2", "1.2.3", "9,5", "1,23", "1,2345",
    ",123", "1,,234", "1234,567", "1,234.5,6", "0x10", "¥5", "五", "92233720368547758.08", "92233720368547759", "99999999999999999999999",
    "1.0.", "--1", "NaN", "inf",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 fen = -7;

      g_assert_false (nuan_money_parse (cases[i], "incomes.wage", &fen, &error));
      check_error (error, NUAN_ERROR_INVALID, "incomes.wage");
      g_assert_cmpint (fen, ==, -7);
    }
}

static void
test_not_a_text (void)
{
  g_autoptr (GError) error = NULL;
  gint64 fen = -7;

  g_assert_false (nuan_money_parse (NULL, "amount", &fen, &error));
  check_error (error, NUAN_ERROR_INVALID, "amount");
  g_assert_false (nuan_money_parse ("12\xff", "amount", &fen, &error));
  check_error (error, NUAN_ERROR_INVALID, "amount");
  g_assert_cmpint (fen, ==, -7);
}

static void
test_format (void)
{
  static const struct { gint64 fen; const char *shown, *plain; } cases[] = {
    { 0, "0.00", "0.00" }, { 1, "0.01", "0.01" }, { 99999, "999.99", "999.99" }, { 100000, "1,000.00", "1000.00" },
    { 123456789, "1,234,567.89", "1234567.89" }, { -5, "−0.05", "-0.05" }, { -90000000, "−900,000.00", "-900000.00" },
    { G_MAXINT64, "92,233,720,368,547,758.07", "92233720368547758.07" },
    { G_MININT64, "−92,233,720,368,547,758.08", "-92233720368547758.08" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = nuan_money_format (cases[i].fen);
      g_autofree char *plain = nuan_money_format_plain (cases[i].fen);

      g_assert_cmpstr (shown, ==, cases[i].shown);
      g_assert_cmpstr (plain, ==, cases[i].plain);
    }
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      const guint bits = g_test_rand_int_range (1, 64);
      const gint64 fen = (((guint64) (guint32) g_test_rand_int () << 32) | (guint32) g_test_rand_int ()) >> (64 - bits);
      g_autofree char *shown = nuan_money_format (fen);
      g_autofree char *plain = nuan_money_format_plain (fen);
      gint64 again = -1;

      g_assert_true (nuan_money_parse (shown, NULL, &again, NULL));
      g_assert_cmpint (again, ==, fen);
      again = -1;
      g_assert_true (nuan_money_parse (plain, NULL, &again, NULL));
      g_assert_cmpint (again, ==, fen);
    }
}

static void
test_wan (void)
{
  static const struct { gint64 fen; const char *wan; } cases[] = {
    { 0, "0.00" }, { 900000, "0.90" }, { 4999, "0.00" }, { 5000, "0.01" }, { -4999, "0.00" }, { -5000, "−0.01" },
    { 12345678900, "12,345.68" }, { 1000000, "1.00" }, { 994999, "0.99" }, { 995000, "1.00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *wan = nuan_money_format_wan (cases[i].fen);

      g_assert_cmpstr (wan, ==, cases[i].wan);
    }
}

static void
test_quotient (void)
{
  static const struct { gint64 fen, divisor; guint decimals; const char *quotient; } cases[] = {
    { 3600000, 36, 2, "1000.00" }, { 100, 3, 2, "0.33" }, { 200, 3, 2, "0.67" }, { 1, 2, 2, "0.01" }, { -1, 2, 2, "-0.01" },
    { 1, 3, 2, "0.00" }, { -1, 3, 2, "0.00" }, { -2600000, 36, 2, "-722.22" }, { 3823199, 36, 2, "1062.00" },
    { 3823199, 36, 4, "1061.9997" }, { 9999999, 100, 2, "1000.00" }, { 1, 6, 6, "0.001667" }, { G_MAXINT64, 1, 2, "92233720368547758.07" },
    { G_MININT64, 1, 2, "-92233720368547758.08" }, { G_MAXINT64, G_MAXINT64 / 1000, 2, "10.00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *quotient = nuan_money_format_quotient (cases[i].fen, cases[i].divisor, cases[i].decimals);

      g_assert_cmpstr (quotient, ==, cases[i].quotient);
    }
}

static void
test_words (void)
{
  static const struct { gint64 fen; const char *words; } cases[] = {
    { 0, "人民币零元整" },
    { 1, "人民币壹分" },
    { 5, "人民币伍分" },
    { 50, "人民币伍角" },
    { 55, "人民币伍角伍分" },
    { 100, "人民币壹元整" },
    { 101, "人民币壹元零壹分" },
    { 110, "人民币壹元壹角" },
    { 1000, "人民币壹拾元整" },
    { 1010, "人民币壹拾元零壹角" },
    { 1500, "人民币壹拾伍元整" },
    { 10500, "人民币壹佰零伍元整" },
    { 32504, "人民币叁佰贰拾伍元零肆分" },
    { 100000, "人民币壹仟元整" },
    { 100100, "人民币壹仟零壹元整" },
    { 101000, "人民币壹仟零壹拾元整" },
    { 140950, "人民币壹仟肆佰零玖元伍角" },
    { 168032, "人民币壹仟陆佰捌拾元零叁角贰分" },
    { 168002, "人民币壹仟陆佰捌拾元零贰分" },
    { 600714, "人民币陆仟零柒元壹角肆分" },
    { 900000, "人民币玖仟元整" },
    { 1640902, "人民币壹万陆仟肆佰零玖元零贰分" },
    { 10000000, "人民币壹拾万元整" },
    { 10050000, "人民币壹拾万零伍佰元整" },
    { 10500000, "人民币壹拾万伍仟元整" },
    { 10700053, "人民币壹拾万柒仟元零伍角叁分" },
    { 10000100, "人民币壹拾万零壹元整" },
    { 100001000, "人民币壹佰万零壹拾元整" },
    { 101000000, "人民币壹佰零壹万元整" },
    { 1000000000, "人民币壹仟万元整" },
    { 1000500000, "人民币壹仟万伍仟元整" },
    { 10000000000, "人民币壹亿元整" },
    { 10000500000, "人民币壹亿零伍仟元整" },
    { 10001000101, "人民币壹亿零壹万零壹元零壹分" },
    { 10100000000, "人民币壹亿零壹佰万元整" },
    { 15000000000, "人民币壹亿伍仟万元整" },
    { 10000000050, "人民币壹亿元零伍角" },
    { 100000000000000, "人民币壹万亿元整" },
    { G_MAXINT64, "人民币玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *words = nuan_money_words (cases[i].fen, FALSE, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_words_zheng (void)
{
  static const struct { gint64 fen; const char *words; } cases[] = {
    { 140950, "人民币壹仟肆佰零玖元伍角整" }, { 140900, "人民币壹仟肆佰零玖元整" }, { 140955, "人民币壹仟肆佰零玖元伍角伍分" },
    { 140905, "人民币壹仟肆佰零玖元零伍分" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = nuan_money_words (cases[i].fen, TRUE, NULL);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_words_negative (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (nuan_money_words (-1, FALSE, &error));
  check_error (error, NUAN_ERROR_INVALID, "amount");
}

static int
index_of (const char *const *signs, guint n_signs, const char *at)
{
  for (guint i = 0; i < n_signs; i++)
    if (signs[i] != NULL && g_str_has_prefix (at, signs[i]))
      return i;

  return -1;
}

/* Reads 大写 back as a person would: a second opinion on every amount below 亿亿. */
static gint64
read_words (const char *words)
{
  static const char *const figures[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };
  static const char *const units[] = { "分", "角", "元", "拾", "佰", "仟", "万", "亿" };
  gint64 fen = 0, yi = 0, wan = 0, rest = 0, digit = 0;

  g_assert_true (g_str_has_prefix (words, "人民币"));
  for (const char *at = words + strlen ("人民币"); *at != '\0'; at = g_utf8_next_char (at))
    {
      const int figure = index_of (figures, G_N_ELEMENTS (figures), at);

      if (figure >= 0)
        {
          digit = figure;
          continue;
        }
      switch (index_of (units, G_N_ELEMENTS (units), at))
        {
        case 0: fen += digit; break;
        case 1: fen += digit * 10; break;
        case 2: fen += (yi + wan + rest + digit) * 100; break;
        case 3: rest += digit * 10; break;
        case 4: rest += digit * 100; break;
        case 5: rest += digit * 1000; break;
        case 6: wan = (rest + digit) * 10000; rest = 0; break;
        case 7: yi = (yi + wan + rest + digit) * 100000000; wan = rest = 0; break;
        default: g_assert_cmpstr (at, ==, "整");
        }
      digit = 0;
    }

  return fen;
}

static void
test_words_read_back (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      const guint bits = g_test_rand_int_range (1, 50);
      const gint64 random = (((guint64) (guint32) g_test_rand_int () << 32) | (guint32) g_test_rand_int ()) >> (64 - bits);
      const gint64 fen = i % 3 == 0 ? random / 10000 * 10000 : i % 3 == 1 ? random / 1000000 * 1000000 + random % 1000 : random;
      g_autofree char *words = nuan_money_words (fen, FALSE, NULL);

      g_assert_cmpint (read_words (words), ==, fen);
      g_assert_null (strstr (words, "零零"));
      g_assert_null (fen > 0 ? strstr (words, "零元") : NULL);
      g_assert_null (strstr (words, "零万"));
      g_assert_null (strstr (words, "零整"));
      g_assert_true (g_str_has_suffix (words, "整") == (fen % 100 == 0));
    }
}

static void
test_arithmetic (void)
{
  g_autoptr (GError) error = NULL;
  gint64 result = -7;

  g_assert_true (nuan_money_add (1, 2, "a", &result, &error) && result == 3);
  g_assert_true (nuan_money_subtract (1, 2, "a", &result, &error) && result == -1);
  g_assert_true (nuan_money_multiply (-3, 4, "a", &result, &error) && result == -12);
  g_assert_no_error (error);

  result = -7;
  g_assert_false (nuan_money_add (G_MAXINT64, 1, "sum", &result, &error));
  check_error (error, NUAN_ERROR_INVALID, "sum");
  g_assert_false (nuan_money_subtract (G_MININT64, 1, "difference", &result, &error));
  check_error (error, NUAN_ERROR_INVALID, "difference");
  g_assert_false (nuan_money_multiply (G_MAXINT64 / 2 + 1, 2, "product", &result, &error));
  check_error (error, NUAN_ERROR_INVALID, "product");
  g_assert_cmpint (result, ==, -7);
}

static void
test_clamped (void)
{
  g_assert_cmpint (nuan_money_add_clamped (3, 4), ==, 7);
  g_assert_cmpint (nuan_money_add_clamped (G_MAXINT64, 1), ==, G_MAXINT64);
  g_assert_cmpint (nuan_money_add_clamped (G_MININT64, -1), ==, G_MININT64);
  g_assert_cmpint (nuan_money_subtract_clamped (3, 4), ==, -1);
  g_assert_cmpint (nuan_money_subtract_clamped (0, G_MININT64), ==, G_MAXINT64);
  g_assert_cmpint (nuan_money_subtract_clamped (-2, G_MAXINT64), ==, G_MININT64);
}

static void
test_need (void)
{
  static const gint64 none[] = { 0, -1, G_MININT64 };

  g_assert_true (nuan_money_need (1, "amount", NULL));
  g_assert_true (nuan_money_need (NUAN_FEN_MAX, "amount", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (nuan_money_need (none[i], "self_paid", &error));
      check_error (error, NUAN_ERROR_INVALID, "self_paid");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/money/amounts are read as they are written", test_parse);
  g_test_add_func ("/money/what is no amount is refused and changes nothing", test_refused);
  g_test_add_func ("/money/what is no text is refused", test_not_a_text);
  g_test_add_func ("/money/amounts are shown with separators and written plain", test_format);
  g_test_add_func ("/money/what was written is read back", test_round_trip);
  g_test_add_func ("/money/wan are rounded half away from zero", test_wan);
  g_test_add_func ("/money/quotients are rounded half away from zero", test_quotient);
  g_test_add_func ("/money/words follow the bank rule", test_words);
  g_test_add_func ("/money/words end in zheng after jiao where that is wanted", test_words_zheng);
  g_test_add_func ("/money/a negative amount has no words", test_words_negative);
  g_test_add_func ("/money/words read back are the amount", test_words_read_back);
  g_test_add_func ("/money/overflow is an error and changes nothing", test_arithmetic);
  g_test_add_func ("/money/what is only shown stops where numbers end", test_clamped);
  g_test_add_func ("/money/an amount that is needed is more than nothing", test_need);
  return g_test_run ();
}

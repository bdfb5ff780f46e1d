#include "base/phone.h"

static void
assert_form (const char *const *typed, const char *expected)
{
  for (; *typed != NULL; typed++)
    {
      g_autofree char *form = nuan_phone_form (*typed);
      g_autofree char *again = nuan_phone_form (form);

      g_assert_cmpstr (form, ==, expected);
      g_assert_cmpstr (again, ==, expected);
      g_assert_true (nuan_phone_alike (*typed, expected));
    }
}

static void
a_mobile_one_is_eleven_digits (void)
{
  static const char *const typed[] = { "13800000007", "+8613800000007", "8613800000007", "+86 138 0000 0007", "86-138-0000-0007", "138-0000-0007", "0086 13800000007", "１３８００００ ０００７",
                                       "＋８６－13800000007", "138–0000–0007", "\u202d13800000007\u202c", "138 0000　0007", NULL };

  assert_form (typed, "13800000007");
}

static void
one_with_an_area_code_has_its_dash (void)
{
  static const char *const leshan[] = { "0833-2123456", "08332123456", "0833 2123456", "+86 833 2123456", "+86-0833-2123456", "86-833-2123456", "0833-212-3456", "008608332123456", NULL };
  static const char *const beijing[] = { "010-12345678", "01012345678", "+86 10 12345678", "010 1234-5678", NULL };

  assert_form (leshan, "0833-2123456");
  assert_form (beijing, "010-12345678");
}

static void
an_extension_stays (void)
{
  static const char *const typed[] = { "0833-2123456-801", "08332123456-801", "+86-833-2123456-801", NULL };
  static const char *const near[] = { "2123456-801", "212 3456-801", NULL };

  assert_form (typed, "0833-2123456-801");
  assert_form (near, "2123456-801");
}

static void
others_are_digits (void)
{
  static const struct { const char *typed, *form; } cases[] = {
    { "2123456", "2123456" }, { "212-3456", "2123456" },           { "12345", "12345" },       { "12-345", "12345" },   { "400-123-4567", "4001234567" }, { "+86 400 123 4567", "4001234567" },
    { "86123456", "86123456" }, { "+1 212 555 0100", "+12125550100" }, { "+852-2123 4567", "+85221234567" }, { "", "" }, { "-", "-" }, { "+86", "+86" }, { "0833", "0833" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *form = nuan_phone_form (cases[i].typed);

      g_assert_cmpstr (form, ==, cases[i].form);
    }
}

static void
what_is_no_number_stays (void)
{
  static const char *const texts[] = { "see his brother", "138x", "1+2", "++86", "张三", "\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *form = nuan_phone_form (texts[i]);

      g_assert_cmpstr (form, ==, texts[i]);
    }
  g_assert_false (nuan_phone_alike ("13800000007", "13800000008"));
  g_assert_false (nuan_phone_alike ("0833-2123456", "2123456"));
  g_assert_false (nuan_phone_alike ("2123456-801", "2123456-802"));
  g_assert_true (nuan_phone_alike (NULL, ""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/a mobile one is eleven digits", a_mobile_one_is_eleven_digits);
  g_test_add_func ("/phone/one with an area code has its dash", one_with_an_area_code_has_its_dash);
  g_test_add_func ("/phone/an extension stays", an_extension_stays);
  g_test_add_func ("/phone/others are digits", others_are_digits);
  g_test_add_func ("/phone/what is no number stays", what_is_no_number_stays);
  return g_test_run ();
}

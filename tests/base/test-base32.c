#include <string.h>

#include "base/base32.h"

static void
each_sign_has_its_value (void)
{
  g_assert_cmpuint (strlen (NUAN_BASE32_SIGNS), ==, 32);
  for (gint i = 0; i < 32; i++)
    {
      const char sign = NUAN_BASE32_SIGNS[i];

      g_assert_cmpint (nuan_base32_value ((gunichar) sign), ==, i);
      g_assert_cmpint (nuan_base32_value ((gunichar) g_ascii_tolower (sign)), ==, i);
      g_assert_cmpint (nuan_base32_value ((gunichar) sign - '!' + 0xff01), ==, i);   /* full width */
    }
}

static void
what_is_mistaken_is_taken_for_what_it_stands_for (void)
{
  for (const char *one = "IiLl"; *one != '\0'; one++)
    g_assert_cmpint (nuan_base32_value ((gunichar) *one), ==, 1);
  g_assert_cmpint (nuan_base32_value ('O'), ==, 0);
  g_assert_cmpint (nuan_base32_value ('o'), ==, 0);
  g_assert_cmpint (nuan_base32_value (0xff4f), ==, 0);   /* ｏ */
}

static void
nothing_else_is_a_sign (void)
{
  static const gunichar others[] = { 0, 'U', 'u', ' ', '-', '$', 0x7f, 0x80, 0xff01, 0xff35, 0xff5e, 0xff5f, 0x4e00, 0x1f600, 0x0412 };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_cmpint (nuan_base32_value (others[i]), ==, -1);
}

/* Counted by hand from the bits: 00000 00100 10001 10100 …; what stands behind the 50th does nothing. */
static void
a_code_is_the_first_fifty_bits (void)
{
  static const guint8 bytes[] = { 0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd };
  static const guint8 other[] = { 0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xf2 };
  static const guint8 most[] = { 255, 255, 255, 255, 255, 255, 255 };
  g_autofree char *code = nuan_base32_code (bytes);
  g_autofree char *same = nuan_base32_code (other);
  g_autofree char *highest = nuan_base32_code (most);

  g_assert_cmpstr (code, ==, "04HMASW9NF");
  g_assert_cmpstr (same, ==, "04HMASW9NF");
  g_assert_cmpstr (highest, ==, "ZZZZZZZZZZ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base32/each-sign-has-its-value", each_sign_has_its_value);
  g_test_add_func ("/base32/what-is-mistaken-is-taken-for-what-it-stands-for", what_is_mistaken_is_taken_for_what_it_stands_for);
  g_test_add_func ("/base32/nothing-else-is-a-sign", nothing_else_is_a_sign);
  g_test_add_func ("/base32/a-code-is-the-first-fifty-bits", a_code_is_the_first_fifty_bits);
  return g_test_run ();
}

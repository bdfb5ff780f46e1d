#include "base/text.h"
#include "check-error.h"

static void
assert_clean (const char *text, gboolean multiline, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *clean = nuan_text_clean (text, FALSE, multiline, 20, "note", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (clean, ==, expected);
}

static void
test_clean (void)
{
  assert_clean (NULL, FALSE, "");
  assert_clean ("  张建国　", FALSE, "张建国");
  assert_clean ("\t\n x \r\n", FALSE, "x");
  assert_clean ("e\xcc\x81", FALSE, "é");
  assert_clean ("𠮷㛃𬱖", FALSE, "𠮷㛃𬱖");
  assert_clean ("阿不都热合曼·买买提江", FALSE, "阿不都热合曼·买买提江");
  assert_clean ("one\r\ntwo\rthree\nfour", TRUE, "one\ntwo\nthree\nfour");
  assert_clean ("１２", FALSE, "１２");   /* what people write stays as they wrote it */
}

static void
refuse (const char *text, gboolean required, gboolean multiline, guint max_chars)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (nuan_text_clean (text, required, multiline, max_chars, "note", &error));
  check_error (error, NUAN_ERROR_INVALID, "note");
}

/* Zero-width space, joiners, a soft hyphen, the fillers of Hangul, a byte order mark, a mark of direction, Braille without a dot, … */
static const char *const invisible[] = { "\u200b", "\u200c\u200d", " \u2060 \n", "\u00ad", "\u3164", "\u115f", "\ufeff", "\u200e", "\u202e", "\u2800", "\ufe0f" };

static void
what_nobody_can_see_is_empty (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (invisible); i++)
    {
      g_assert_true (nuan_text_is_blank (invisible[i]));
      assert_clean (invisible[i], TRUE, "");
    }
  assert_clean ("\u200b张", FALSE, "\u200b张");   /* what stands beside something that is seen is part of it */
  g_assert_true (nuan_text_is_blank (""));
  g_assert_false (nuan_text_is_blank ("\u200b."));
  g_assert_false (nuan_text_is_blank ("\xff"));
  g_assert_false (nuan_text_is_blank ("\x01"));
}

static void
test_refused (void)
{
  refuse ("", TRUE, FALSE, 20);
  refuse (NULL, TRUE, FALSE, 20);
  refuse (" 　 ", TRUE, FALSE, 20);
  for (guint i = 0; i < G_N_ELEMENTS (invisible); i++)
    refuse (invisible[i], TRUE, TRUE, 20);
  refuse ("a\xff", FALSE, FALSE, 20);
  refuse ("one\ntwo", FALSE, FALSE, 20);
  refuse ("one\x01two", FALSE, TRUE, 20);
  refuse ("one\ttwo", FALSE, TRUE, 20);
  refuse ("one\x7f", FALSE, TRUE, 20);
  refuse ("张\u202e三", FALSE, FALSE, 20);
  refuse ("张张张", FALSE, FALSE, 2);
}

/* All 66; their neighbours are characters of a language or of somebody's own. */
static void
no_noncharacter_is_taken (void)
{
  guint n_refused = 0;

  for (gunichar c = 0xE000; c <= 0x10FFFF; c++)
    {
      const gboolean expected = (c >= 0xFDD0 && c <= 0xFDEF) || c % 0x10000 == 0xFFFE || c % 0x10000 == 0xFFFF;

      g_assert_cmpint (nuan_text_is_noncharacter (c), ==, expected);
      if (expected)
        {
          char text[16] = "a";

          text[1 + g_unichar_to_utf8 (c, text + 1)] = '\0';
          refuse (text, FALSE, TRUE, 20);
          n_refused++;
        }
    }
  g_assert_cmpuint (n_refused, ==, 66);
  refuse ("\ufffe", TRUE, FALSE, 20);
  assert_clean ("\ufdcf\ufdf0\ufffd\ue000", FALSE, "\ufdcf\ufdf0\ufffd\ue000");
}

static void
test_length (void)
{
  g_autofree char *clean = nuan_text_clean ("𠮷𠮷𠮷", TRUE, FALSE, 3, "name", NULL);

  g_assert_cmpstr (clean, ==, "𠮷𠮷𠮷");
}

static void
test_number (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *card = nuan_text_clean_number (" ６２２２ 0200 ", "0123456789", 19, "card", "digits only", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (card, ==, "62220200");
  g_assert_null (nuan_text_clean_number ("6222-0200", "0123456789", 19, "card", "digits only", &error));
  g_assert_cmpstr (error->message, ==, "digits only");
  check_error (error, NUAN_ERROR_INVALID, "card");
  g_assert_null (nuan_text_clean_number ("12345", "0123456789", 4, "card", "digits only", &error));
  check_error (error, NUAN_ERROR_INVALID, "card");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/text is trimmed and composed", test_clean);
  g_test_add_func ("/text/what nobody can see is empty", what_nobody_can_see_is_empty);
  g_test_add_func ("/text/what no paper can carry is refused", test_refused);
  g_test_add_func ("/text/no noncharacter is taken", no_noncharacter_is_taken);
  g_test_add_func ("/text/length counts characters, not bytes", test_length);
  g_test_add_func ("/text/numbers lose their blanks and nothing else", test_number);
  return g_test_run ();
}

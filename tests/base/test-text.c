#include "base/text-sign.h"
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
  assert_clean ("\u200b张", FALSE, "张");
  g_assert_true (nuan_text_is_blank (""));
  g_assert_false (nuan_text_is_blank ("\u200b."));
  g_assert_false (nuan_text_is_blank ("\xff"));
  g_assert_true (nuan_text_is_blank ("\x01\u0378"));
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
  refuse ("\x01\x7f", TRUE, FALSE, 20);
  refuse ("\u0378\u034f", TRUE, TRUE, 20);
  refuse ("张\ue000", FALSE, FALSE, 20);   /* of nobody knows which font */
  refuse ("\U000f0001", FALSE, TRUE, 20);
  refuse ("张张张", FALSE, FALSE, 2);
}

/* All 66; their neighbours are characters of a language or of somebody's own. */
static void
no_noncharacter_is_taken (void)
{
  guint n_refused = 0;

  for (gunichar c = 0xF900; c <= 0x10FFFF; c++)
    {
      const gboolean expected = (c >= 0xFDD0 && c <= 0xFDEF) || c % 0x10000 == 0xFFFE || c % 0x10000 == 0xFFFF;

      g_assert_cmpint (nuan_sign_is_noncharacter (c), ==, expected);
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
  assert_clean ("\ufdcf\ufdf0\ufffd", FALSE, "\ufdcf\ufdf0\ufffd");
}

/* TEXT is stored as EXPECTED, and whoever typed it is told where something was taken out. */
static void
assert_taken_out (const char *text, const char *expected)
{
  assert_clean (text, FALSE, expected);
  g_assert_nonnull (nuan_text_notice (text, FALSE));
  g_assert_null (nuan_text_notice (expected, FALSE));
}

static void
what_nobody_can_see_is_taken_out (void)
{
  static const char *const unseen[] = { "\u00ad", "\u034f", "\u061c", "\u115f", "\u180e", "\u200b", "\u200c", "\u200d", "\u200e", "\u202d", "\u2028", "\u2029", "\u2060", "\u2066",
                                        "\u3164", "\ufe0f", "\ufeff", "\uffa0", "\ufff9", "\U000e0101", "\U000e0020", "\u0378", "\u05ff", "\x01", "\x7f", "\xc2\x85", "\t", "\n",
                                        "\r\n", "\u00a0", "\u2003", "\u3000" };

  for (guint i = 0; i < G_N_ELEMENTS (unseen); i++)
    {
      g_autofree char *within = g_strconcat ("张", unseen[i], "三", NULL);
      g_autofree char *words = g_strconcat ("one", unseen[i], "two", NULL);
      g_autofree char *clean = nuan_text_clean (words, TRUE, FALSE, 20, "note", NULL);

      assert_taken_out (within, "张三");
      g_assert_true (g_str_equal (clean, "onetwo") || g_str_equal (clean, "one two"));
      g_assert_nonnull (nuan_text_notice (words, FALSE));
    }
  assert_taken_out ("\ufeff张三\u200e", "张三");
  assert_taken_out ("one\ntwo", "one two");
  assert_taken_out ("one\u00a0two", "one two");
  assert_taken_out ("one \t two", "one  two");
  assert_taken_out ("e\u200b\xcc\x81", "é");   /* and what comes together then is composed */
  g_assert_null (nuan_text_notice ("  张 三\n", FALSE));
  g_assert_null (nuan_text_notice (NULL, FALSE));
  g_assert_null (nuan_text_notice ("\xff", FALSE));
}

static void
a_long_text_keeps_its_lines_and_wide_blanks (void)
{
  assert_clean ("一\n　　二 三\u00a0四", TRUE, "一\n　　二 三\u00a0四");
  assert_clean ("一\u2028二\x0b三", TRUE, "一\n二\n三");
  assert_clean ("one\ttwo\u200b", TRUE, "one two");
  g_assert_null (nuan_text_notice ("一\n　　二\r\n三", TRUE));
  g_assert_nonnull (nuan_text_notice ("一\u2028二", TRUE));
}

/* Persian, Sinhala and Mongolian are not written without them. */
static void
joiners_stay_where_they_are_needed (void)
{
  static const char *const kept[] = { "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0dc1\u0dca\u200d\u0dbb\u0dd3", "\u0915\u094d\u200d\u0937", "\u182e\u180b\u1823",
                                      "\u182e\u180e\u1820", "\u0628\u0650\u200d\u0647" };
  static const char *const gone[] = { "\u0645\u200c", "\u200d\u0645", "张\u200d三", "\u0645\u200c三", "a\u200cb", "三\u180b" };

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      assert_clean (kept[i], FALSE, kept[i]);
      g_assert_null (nuan_text_notice (kept[i], FALSE));
    }
  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    g_assert_nonnull (nuan_text_notice (gone[i], FALSE));
}

/* The last ones are of Unicode 15.1 and later: characters of names that the library need not know yet. */
static void
rare_characters_are_characters (void)
{
  static const char *const texts[] = { "䶮", "𠀀", "𬱖", "〇", "〻", "\U0002ebf0", "\U00031350", "\U00033000" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      assert_clean (texts[i], FALSE, texts[i]);
      g_assert_null (nuan_text_notice (texts[i], FALSE));
    }
}

static void
what_an_old_font_kept_for_itself_has_its_own_place_now (void)
{
  const struct
  {
    const char *old, *new;
  } twins[] = {
    { "\ue863", "䶮" },
    { "\ue81e", "\u9fb4" },
    { "\ue815", "\u2e81" },
    { "\ue864", "\u9fbb" },
    { "\ue816", "\U00020087" },
    { "\ue831", "\U000215d7" },
    { "\ue855", "\U000241fe" },
    { "\ue78d", "\ufe10" },
    { "\ue796", "\ufe19" },
    { "\ue7c7", "\u1e3f" },
    { "\ue7c8", "\u01f9" },
    { "\ue7e7", "\u303e" },
    { "\ue7f3", "\u2ffb" },
    { "\ue832", "\u9fb8" },
  };
  static const char *const unknown[] = { "\ue000", "\ue78c", "\ue797", "\ue7c6", "\ue7c9", "\ue7f4", "\ue814", "\ue865", "\uf8ff", "\U000f0000", "\U0010fffd" };

  for (guint i = 0; i < G_N_ELEMENTS (twins); i++)
    {
      g_autofree char *typed = g_strconcat ("张", twins[i].old, NULL);
      g_autofree char *stored = g_strconcat ("张", twins[i].new, NULL);

      assert_taken_out (typed, stored);
    }
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    refuse (unknown[i], FALSE, TRUE, 20);
}

static void
a_name_has_a_letter (void)
{
  static const char *const names[] = { "张三", "王〇", "〇", "Ann", "阿依古丽·买买提", "816厂", "ئايگۈل", "𠀀" };
  static const char *const none[] = { "123", "１２３", "٣", "12-3", "——", "·", "2026", " 7 ", "①" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = nuan_text_clean_name (names[i], TRUE, 20, "name", NULL);

      g_assert_cmpstr (name, ==, names[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (nuan_text_clean_name (none[i], FALSE, 20, "name", &error));
      check_error (error, NUAN_ERROR_INVALID, "name");
    }
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
  g_test_add_func ("/text/what nobody can see is taken out", what_nobody_can_see_is_taken_out);
  g_test_add_func ("/text/a long text keeps its lines and wide blanks", a_long_text_keeps_its_lines_and_wide_blanks);
  g_test_add_func ("/text/joiners stay where they are needed", joiners_stay_where_they_are_needed);
  g_test_add_func ("/text/rare characters are characters", rare_characters_are_characters);
  g_test_add_func ("/text/what an old font kept for itself has its own place now", what_an_old_font_kept_for_itself_has_its_own_place_now);
  g_test_add_func ("/text/a name has a letter", a_name_has_a_letter);
  g_test_add_func ("/text/length counts characters, not bytes", test_length);
  g_test_add_func ("/text/numbers lose their blanks and nothing else", test_number);
  return g_test_run ();
}

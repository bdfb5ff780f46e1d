#include "base/name-form.h"

static void
assert_form (const char *text, const char *expected)
{
  g_autofree char *form = nuan_name_form (text);

  g_assert_cmpstr (form, ==, expected);
}

static void
width_and_case_are_one (void)
{
  assert_form ("ＡＢＣ１２３（一）", "abc123(一)");
  assert_form ("Abc123(一)", "abc123(一)");
  assert_form ("ｶﾞ", "ガ");
  assert_form ("ÉMILE", "émile");
  assert_form ("e\xcc\x81", "é");
}

/* What the radicals of dictionaries and the compatibility characters look like is what they are. */
static void
characters_that_look_alike_are_one (void)
{
  assert_form ("⼚⽊⾦", "厂木金");
  assert_form ("\uf9dc\uf900", "隆豈");
  assert_form ("\U0002f800", "丽");
  assert_form ("葛\U000e0100", "葛");   /* one way to draw it */
}

static void
dots_and_blanks_part_and_are_nothing (void)
{
  static const char *const parts[] = { "·", "•", "‧", "∙", "⋅", "・", "･", ".", "．", "﹒", "․", "。", "｡", "\u0387", "\ua78f", "\u2e31", "ㆍ", " ", "　", "\u00a0", "\u2003", "\t",
                                       "\u200b", "\u200d", "\ufeff", "\u00ad", "\u2060", "" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *name = g_strconcat ("阿依古丽", parts[i], "买买提", NULL);

      assert_form (name, "阿依古丽买买提");
      g_assert_true (nuan_name_alike (name, "阿依古丽·买买提"));
    }
  assert_form ("··", "");
}

static void
other_names_are_others (void)
{
  g_assert_false (nuan_name_alike ("张建国", "张建囯"));
  g_assert_false (nuan_name_alike ("纺织厂(一)", "纺织厂(二)"));
  g_assert_false (nuan_name_alike ("一厂", "－厂"));
  g_assert_false (nuan_name_alike ("王〇", "王○"));
}

static void
what_is_no_text_has_an_empty_form (void)
{
  assert_form (NULL, "");
  assert_form ("", "");
  assert_form ("\xff", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/name-form/width and case are one", width_and_case_are_one);
  g_test_add_func ("/name-form/characters that look alike are one", characters_that_look_alike_are_one);
  g_test_add_func ("/name-form/dots and blanks part and are nothing", dots_and_blanks_part_and_are_nothing);
  g_test_add_func ("/name-form/other names are others", other_names_are_others);
  g_test_add_func ("/name-form/what is no text has an empty form", what_is_no_text_has_an_empty_form);
  return g_test_run ();
}

#include "print/fonts.h"
#include "print/text-run.h"
#include "print/wrap.h"

#include "paper.h"

static void
common_characters_are_drawn_by_libharu (void)
{
  for (const char *p = "人民币玖仟元整张建国0123456789.,-¥（），。"; *p != '\0'; p = g_utf8_next_char (p))
    for (guint role = 0; role < NUAN_N_FONT_ROLES; role++)
      {
        const NuanGlyph glyph = nuan_fonts_glyph (role, g_utf8_get_char (p));

        g_assert_cmpint (glyph.kind, ==, NUAN_GLYPH_FONT);
        g_assert_cmpuint (glyph.advance, >, 0);
      }
}

static void
heads_and_body_have_their_faces (void)
{
  g_assert_cmpstr (nuan_fonts_family (nuan_fonts_glyph (NUAN_FONT_HEAD, 0x5f20).font), ==, "WenQuanYi Zen Hei");
  g_assert_cmpstr (nuan_fonts_family (nuan_fonts_glyph (NUAN_FONT_BODY, 0x5f20).font), ==, "LXGW WenKai");
}

static void
figures_are_tabular (void)
{
  for (guint role = 0; role < NUAN_N_FONT_ROLES; role++)
    for (gunichar digit = '0'; digit <= '9'; digit++)
      g_assert_cmpuint (nuan_fonts_glyph (role, digit).advance, ==, nuan_fonts_glyph (role, '0').advance);
}

static void
rare_surnames_are_covered (void)
{
  g_assert_cmpint (nuan_fonts_glyph (NUAN_FONT_BODY, 0x36c3).kind, ==, NUAN_GLYPH_FONT);
  g_assert_cmpint (nuan_fonts_glyph (NUAN_FONT_BODY, 0x20bb7).kind, ==, NUAN_GLYPH_OUTLINE);
  g_assert_cmpint (nuan_fonts_glyph (NUAN_FONT_BODY, 0x2cc56).kind, ==, NUAN_GLYPH_OUTLINE);
  g_assert_cmpint (nuan_fonts_glyph (NUAN_FONT_HEAD, 0x2cc56).kind, ==, NUAN_GLYPH_OUTLINE);
}

static void
an_unassigned_character_has_no_font (void)
{
  g_assert_cmpint (nuan_fonts_glyph (NUAN_FONT_BODY, 0x3fffd).kind, ==, NUAN_GLYPH_NONE);
  g_assert_cmpint (nuan_fonts_glyph (NUAN_FONT_HEAD, 0xfdd0).kind, ==, NUAN_GLYPH_NONE);
}

static void
an_outline_has_points_inside_the_em (void)
{
  const NuanGlyph glyph = nuan_fonts_glyph (NUAN_FONT_BODY, 0x20bb7);
  g_autoptr (GArray) steps = nuan_fonts_outline (glyph.font, 0x20bb7);

  g_assert_cmpuint (steps->len, >, 10);
  for (guint i = 0; i < steps->len; i++)
    {
      const NuanOutlineStep *step = &g_array_index (steps, NuanOutlineStep, i);

      g_assert_cmpfloat (step->x[0], >, -0.3);
      g_assert_cmpfloat (step->x[0], <, 1.3);
      g_assert_cmpfloat (step->y[0], >, -0.5);
      g_assert_cmpfloat (step->y[0], <, 1.2);
    }
}

static void
a_text_is_cut_into_runs_by_what_draws_it (void)
{
  const char *text = "张𠮷田";
  NuanTextRun run;

  g_assert_true (nuan_text_run_next (NUAN_FONT_BODY, &text, &run));
  g_assert_cmpint (run.kind, ==, NUAN_GLYPH_FONT);
  g_assert_cmpuint (run.length, ==, strlen ("张"));
  g_assert_true (nuan_text_run_next (NUAN_FONT_BODY, &text, &run));
  g_assert_cmpint (run.kind, ==, NUAN_GLYPH_OUTLINE);
  g_assert_cmpuint (run.length, ==, strlen ("𠮷"));
  g_assert_true (nuan_text_run_next (NUAN_FONT_BODY, &text, &run));
  g_assert_cmpint (run.kind, ==, NUAN_GLYPH_FONT);
  g_assert_false (nuan_text_run_next (NUAN_FONT_BODY, &text, &run));
}

static void
joined_script_is_one_shaped_run (void)
{
  const char *text = "\331\205\330\255\331\205\330\257 张";   /* four Arabic letters */
  NuanTextRun run;
  g_autoptr (GArray) steps = NULL;

  g_assert_true (nuan_text_run_next (NUAN_FONT_BODY, &text, &run));
  g_assert_cmpint (run.kind, ==, NUAN_GLYPH_SHAPED);
  g_assert_cmpuint (run.length, ==, 8);
  g_assert_cmpfloat (run.width, >, 0.5);
  steps = nuan_text_run_outline (NUAN_FONT_BODY, &run);
  g_assert_cmpuint (steps->len, >, 20);
}

static void
no_line_begins_with_closing_punctuation (void)
{
  const char *text = "一二三四五，六七八九十。甲（乙丙）丁戊、己庚辛";

  for (double width = 2; width < 12; width += 0.5)
    {
      g_auto (GStrv) lines = nuan_text_wrap (NUAN_FONT_BODY, text, width);

      for (guint i = 0; lines[i] != NULL; i++)
        {
          g_assert_cmpfloat (nuan_text_width (NUAN_FONT_BODY, lines[i], NULL), <=, width + 1e-6);
          for (guint k = 0; k < 4; k++)
            g_assert_false (g_str_has_prefix (lines[i], ((const char *[]) { "，", "。", "、", "）" })[k]));
          g_assert_false (g_str_has_suffix (lines[i], "（"));
        }
    }
}

static void
wrapping_loses_nothing (void)
{
  const char *text = "阿不都热合曼·买买提江在城东纺织厂2025年第457号收据𠮷田";

  for (double width = 1; width < 30; width += 0.7)
    {
      g_auto (GStrv) lines = nuan_text_wrap (NUAN_FONT_BODY, text, width);
      g_autofree char *joined = g_strjoinv ("", lines);

      g_assert_cmpstr (joined, ==, text);
    }
}

static void
a_number_is_not_broken (void)
{
  g_auto (GStrv) lines = nuan_text_wrap (NUAN_FONT_BODY, "金额合计9,000.00元整", 6.5);

  g_assert_cmpstr (lines[0], ==, "金额合计");
  g_assert_true (g_str_has_prefix (lines[1], "9,000.00"));
}

static void
a_name_is_not_continued_with_its_dot (void)
{
  g_auto (GStrv) lines = nuan_text_wrap (NUAN_FONT_BODY, "阿不都热合曼·买买提江", 6.2);

  g_assert_false (g_str_has_prefix (lines[1], "·"));
}

static void
line_breaks_hold (void)
{
  g_auto (GStrv) lines = nuan_text_wrap (NUAN_FONT_BODY, "一\n\n二", 10);

  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpstr (lines[2], ==, "二");
}

static gpointer
look_up_many (gpointer data)
{
  gsize covered = 0;

  for (gunichar c = 0x4e00; c < 0x5200; c++)
    covered += nuan_fonts_glyph (GPOINTER_TO_UINT (data) % NUAN_N_FONT_ROLES, c).kind == NUAN_GLYPH_FONT;
  return GSIZE_TO_POINTER (covered);
}

static void
threads_agree (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("look", look_up_many, GUINT_TO_POINTER (i));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpuint (GPOINTER_TO_SIZE (g_thread_join (threads[i])), ==, 0x400);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fonts/threads-agree", threads_agree);
  g_test_add_func ("/fonts/common-characters-are-drawn-by-libharu", common_characters_are_drawn_by_libharu);
  g_test_add_func ("/fonts/heads-and-body-have-their-faces", heads_and_body_have_their_faces);
  g_test_add_func ("/fonts/figures-are-tabular", figures_are_tabular);
  g_test_add_func ("/fonts/rare-surnames-are-covered", rare_surnames_are_covered);
  g_test_add_func ("/fonts/an-unassigned-character-has-no-font", an_unassigned_character_has_no_font);
  g_test_add_func ("/fonts/an-outline-has-points-inside-the-em", an_outline_has_points_inside_the_em);
  g_test_add_func ("/fonts/a-text-is-cut-into-runs-by-what-draws-it", a_text_is_cut_into_runs_by_what_draws_it);
  g_test_add_func ("/fonts/joined-script-is-one-shaped-run", joined_script_is_one_shaped_run);
  g_test_add_func ("/wrap/no-line-begins-with-closing-punctuation", no_line_begins_with_closing_punctuation);
  g_test_add_func ("/wrap/wrapping-loses-nothing", wrapping_loses_nothing);
  g_test_add_func ("/wrap/a-number-is-not-broken", a_number_is_not_broken);
  g_test_add_func ("/wrap/a-name-is-not-continued-with-its-dot", a_name_is_not_continued_with_its_dot);
  g_test_add_func ("/wrap/line-breaks-hold", line_breaks_hold);
  return g_test_run ();
}

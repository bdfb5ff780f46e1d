#include "print/sheet.h"

#include "check-error.h"
#include "paper.h"
#include "sample-locale.h"

#define SIZE 36.0   /* points */
#define DPI  300
#define PIXELS (SIZE * DPI / 72)

typedef void (*DrawOne) (NuanSheet *sheet, double x, double y, NuanFontRole role, const char *character);

static void
draw_character (NuanSheet *sheet, double x, double y, NuanFontRole role, const char *character)
{
  nuan_sheet_text (sheet, x, y, role, SIZE, NUAN_ALIGN_LEFT, character);
}

static void
draw_blank (NuanSheet *sheet, double x, double y, NuanFontRole role, const char *character)
{
}

static void
draw_box (NuanSheet *sheet, double x, double y, NuanFontRole role, const char *character)
{
  nuan_sheet_frame (sheet, x + 1, y - 10, 10, 11, NUAN_LINE_FRAME);
}

/* The next character that the font has. */
static void
draw_neighbour (NuanSheet *sheet, double x, double y, NuanFontRole role, const char *character)
{
  gunichar next = g_utf8_get_char (character) + 1;
  char text[7] = "";

  while (nuan_fonts_glyph (role, next).kind == NUAN_GLYPH_NONE)
    next++;
  text[g_unichar_to_utf8 (next, text)] = '\0';
  nuan_sheet_text (sheet, x, y, role, SIZE, NUAN_ALIGN_LEFT, text);
}

/* Every character of the names, one below the other ten in a column, drawn by DRAW; the differences from Pango's drawing. */
static GArray *
compare_names (NuanFontRole role, DrawOne draw)
{
  g_autofree char *all = g_strjoinv ("", (char **) paper_names);
  g_autoptr (NuanSheet) sheet = nuan_sheet_new ("names");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (PaperPicture) page = NULL;
  GArray *differences = g_array_new (FALSE, FALSE, sizeof (double));
  guint i = 0;

  nuan_sheet_add_page (sheet, FALSE);
  nuan_sheet_line (sheet, 1, 1, 1, 2, 1);
  for (const char *p = all; *p != '\0'; p = g_utf8_next_char (p), i++)
    {
      g_autofree char *one = g_strndup (p, g_utf8_next_char (p) - p);

      draw (sheet, 20 + i / 10 * 40, 30 + i % 10 * 25, role, one);
    }
  pdf = nuan_sheet_finish (sheet, &error);
  g_assert_no_error (error);
  paper_check (pdf);

  page = paper_render (pdf, 1, DPI, 0, 0, 210, 297);
  i = 0;
  for (const char *p = all; *p != '\0'; p = g_utf8_next_char (p), i++)
    {
      g_autoptr (PaperPicture) glyph = paper_draw_glyph (role, g_utf8_get_char (p), PIXELS);
      const double x = (20 + i / 10 * 40) * DPI / 25.4, y = (30 + i % 10 * 25) * DPI / 25.4 - PIXELS;
      const double difference = paper_difference (page, glyph, (int) x, (int) y, 2, 2, NULL);

      g_array_append_val (differences, difference);
    }

  return differences;
}

static void
check_differences (DrawOne draw, gboolean same)
{
  for (guint role = 0; role < NUAN_N_FONT_ROLES; role++)
    {
      g_autoptr (GArray) differences = compare_names (role, draw);
      double worst = same ? 0 : 1;

      for (guint i = 0; i < differences->len; i++)
        {
          const double difference = g_array_index (differences, double, i);

          worst = same ? MAX (worst, difference) : MIN (worst, difference);
        }
      g_test_message ("%s difference in font %u: %.3f", same ? "largest" : "smallest", role, worst);
      if (same)
        g_assert_cmpfloat (worst, <, PAPER_TOLERANCE);
      else
        g_assert_cmpfloat (worst, >, PAPER_TOLERANCE);
    }
}

static void
each_character_of_the_names_is_drawn_as_pango_draws_it (void)
{
  check_differences (draw_character, TRUE);
}

static void
a_blank_would_be_noticed (void)
{
  check_differences (draw_blank, FALSE);
}

static void
a_box_would_be_noticed (void)
{
  check_differences (draw_box, FALSE);
}

static void
a_neighbouring_glyph_would_be_noticed (void)
{
  check_differences (draw_neighbour, FALSE);
}

static GBytes *
draw_sample (GError **error)
{
  g_autoptr (NuanSheet) sheet = nuan_sheet_new ("帮扶资金领款单 2025-000457");

  nuan_sheet_add_page (sheet, FALSE);
  nuan_sheet_mark (sheet, 105, 100, 64, 15, "补打 1");
  nuan_sheet_text (sheet, 105, 30, NUAN_FONT_HEAD, 16, NUAN_ALIGN_CENTRE, "领款单 𠮷");
  nuan_sheet_text (sheet, 20, 40, NUAN_FONT_BODY, 10.5, NUAN_ALIGN_LEFT, "张建国 9,000.00");
  nuan_sheet_qr (sheet, 150, 40, 30, "NC1-2025-000457-0-0123456789");
  nuan_sheet_cut_line (sheet, 12, 198, 150);
  nuan_sheet_add_page (sheet, TRUE);
  nuan_sheet_text (sheet, 20, 40, NUAN_FONT_BODY, 10.5, NUAN_ALIGN_LEFT, "第二页");
  return nuan_sheet_finish (sheet, error);
}

static void
the_same_calls_give_the_same_bytes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = draw_sample (&error);
  g_autoptr (GBytes) second = draw_sample (&error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));
  paper_check (first);
  g_assert_cmpuint (paper_count_pages (first), ==, 2);
}

static void
where_numbers_are_written_with_a_comma_too (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) plain = draw_sample (&error);

  for (guint i = 0; i < G_N_ELEMENTS (sample_comma_locales); i++)
    {
      g_autoptr (GBytes) comma = NULL;

      sample_locale_use (sample_comma_locales[i]);
      comma = draw_sample (&error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (plain, comma));
    }
  g_assert_nonnull (setlocale (LC_ALL, "C.UTF-8"));
}

static void
its_text_and_code_can_be_read_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = draw_sample (&error);
  g_autofree char *text = paper_text (pdf, FALSE);
  g_auto (GStrv) codes = paper_codes (pdf);

  g_assert_nonnull (strstr (text, "张建国 9,000.00"));
  g_assert_cmpstr (codes[0], ==, "NC1-2025-000457-0-0123456789");
}

/* The texts one below the other. */
static GBytes *
draw_lines (const char *title, NuanFontRole role, const char *const *texts)
{
  g_autoptr (NuanSheet) sheet = nuan_sheet_new (title);
  g_autoptr (GError) error = NULL;
  GBytes *pdf;

  nuan_sheet_add_page (sheet, FALSE);
  for (guint i = 0; texts[i] != NULL; i++)
    nuan_sheet_text (sheet, 20, 40 + i * 10, role, 10.5, NUAN_ALIGN_LEFT, texts[i]);
  pdf = nuan_sheet_finish (sheet, &error);
  g_assert_no_error (error);
  paper_check (pdf);
  return pdf;
}

static void
what_is_drawn_as_outlines_is_found_whole (void)
{
  static const char *const texts[] = {
    "𠮷", "张𬱖建", "领款单 𠄌田一郎 No. 5", "a𠀎b", "𠂢𠂢𠂢", "𠀋\314\201", "e\314\201milie cafe\314\201", "葛\363\240\204\200城", "麻\357\270\200姑", NULL
  };

  for (guint role = 0; role < NUAN_N_FONT_ROLES; role++)
    {
      g_autoptr (GBytes) pdf = draw_lines ("x", role, texts);
      g_auto (GStrv) readings = paper_readings (pdf);

      for (guint reader = 0; readings[reader] != NULL; reader++)
        for (guint i = 0; texts[i] != NULL; i++)
          if (strstr (readings[reader], texts[i]) == NULL)
            g_error ("reader %u does not find “%s” in:\n%s", reader, texts[i], readings[reader]);
    }
}

static char *
without_marks_of_direction (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) < 0x202a || g_utf8_get_char (p) > 0x202e)
      g_string_append_unichar (plain, g_utf8_get_char (p));
  return g_string_free (plain, FALSE);
}

/* A word of TEXT is made of the letters of WANTED, in whatever order. */
static gboolean
has_letters (const char *text, const char *wanted)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);
  gboolean found = FALSE;

  for (guint i = 0; words[i] != NULL && !found; i++)
    {
      g_autoptr (GString) left = g_string_new (words[i]);

      for (const char *at = wanted; *at != '\0'; at = g_utf8_next_char (at))
        {
          g_autofree char *letter = g_utf8_substring (at, 0, 1);

          g_string_replace (left, letter, "", 1);
        }
      found = left->len == 0 && strlen (words[i]) == strlen (wanted);
    }

  return found;
}

/* poppler turns such text itself; mupdf gives it as it stands, from left to right, and from 1.25 on turns each word, but takes a vowel sign for
 * the end of one. A ligature, a vowel sign, two words. */
static void
what_runs_to_the_left_is_found_whole (void)
{
  static const char *const texts[] = { "محمود", "سلام", "لالا", "م\331\216حمود", "ئابدۇقادىر مەمەت", NULL };
  g_autoptr (GBytes) pdf = draw_lines ("x", NUAN_FONT_BODY, texts);
  g_auto (GStrv) readings = paper_readings (pdf);
  g_autofree char *poppler = without_marks_of_direction (readings[0]);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (texts[i], " ", -1);

      if (strstr (poppler, texts[i]) == NULL)
        g_error ("poppler does not find %s in:\n%s", texts[i], poppler);
      for (guint j = 0; words[j] != NULL; j++)
        if (!has_letters (readings[3], words[j]))
          g_error ("mupdf does not find %s in:\n%s", words[j], readings[3]);
    }
}

/* Under a turned mark too, and behind it nothing is lost. */
static void
a_mark_is_found (void)
{
  g_autoptr (NuanSheet) sheet = nuan_sheet_new ("x");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_auto (GStrv) readings = NULL;

  nuan_sheet_add_page (sheet, FALSE);
  nuan_sheet_mark (sheet, 105, 100, 64, 15, "𠮷补打");
  nuan_sheet_text (sheet, 20, 40, NUAN_FONT_BODY, 10.5, NUAN_ALIGN_LEFT, "𠂢张");
  pdf = nuan_sheet_finish (sheet, &error);
  g_assert_no_error (error);
  paper_check (pdf);

  readings = paper_readings (pdf);
  g_assert_nonnull (strstr (readings[1], "𠮷补打"));
  g_assert_nonnull (strstr (readings[1], "𠂢张"));
  g_assert_nonnull (strstr (readings[3], "𠮷补打"));
  g_assert_nonnull (strstr (readings[3], "𠂢张"));
}

static void
the_hidden_text_paints_nothing (void)
{
  g_autoptr (GBytes) pdf = draw_lines ("x", NUAN_FONT_BODY, (const char *[]) { "𠮷", NULL });
  g_autoptr (PaperPicture) page = paper_render (pdf, 1, DPI, 0, 0, 210, 297);
  g_autoptr (PaperPicture) glyph = paper_draw_glyph (NUAN_FONT_BODY, 0x20bb7, 10.5 * DPI / 72);
  gint64 drawn = 0, wanted = 0;

  for (int i = 0; i < page->width * page->height; i++)
    drawn += page->ink[i];
  for (int i = 0; i < glyph->width * glyph->height; i++)
    wanted += glyph->ink[i];
  g_assert_cmpfloat_with_epsilon ((double) drawn / wanted, 1, 0.05);
}

static void
the_title_is_told_whole (void)
{
  g_autoptr (GBytes) pdf = draw_lines ("帮扶名册（𠮷田）", NUAN_FONT_BODY, (const char *[]) { "张", NULL });
  g_autofree char *title = paper_title (pdf);

  g_assert_cmpstr (title, ==, "帮扶名册（𠮷田）");
}

static void
a_character_that_no_font_has_is_refused_by_name (void)
{
  g_autoptr (NuanSheet) sheet = nuan_sheet_new ("x");
  g_autoptr (GError) error = NULL;

  nuan_sheet_add_page (sheet, FALSE);
  nuan_sheet_set_field (sheet, "payee");
  nuan_sheet_text (sheet, 20, 40, NUAN_FONT_BODY, 10.5, NUAN_ALIGN_LEFT, "张\360\277\277\275");   /* U+3FFFD */
  nuan_sheet_text (sheet, 20, 50, NUAN_FONT_BODY, 10.5, NUAN_ALIGN_LEFT, "王");
  g_assert_null (nuan_sheet_finish (sheet, &error));
  g_assert_nonnull (strstr (error->message, "U+3FFFD"));
  check_error (error, NUAN_ERROR_INVALID, "payee");
}

static void
the_first_error_is_the_one_told (void)
{
  g_autoptr (NuanSheet) sheet = nuan_sheet_new ("x");
  g_autoptr (GError) error = NULL;

  nuan_sheet_add_page (sheet, FALSE);
  nuan_sheet_set_field (sheet, "first");
  nuan_sheet_measure (sheet, NUAN_FONT_BODY, 10, "\357\267\220");   /* U+FDD0 */
  nuan_sheet_set_field (sheet, "second");
  nuan_sheet_measure (sheet, NUAN_FONT_BODY, 10, "\357\267\221");
  g_assert_true (nuan_sheet_failed (sheet));
  g_assert_null (nuan_sheet_finish (sheet, &error));
  check_error (error, NUAN_ERROR_INVALID, "first");
}

static void
what_is_measured_is_what_is_drawn (void)
{
  g_autoptr (NuanSheet) sheet = nuan_sheet_new ("x");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (PaperPicture) page = NULL;
  double width;
  int last = 0;

  nuan_sheet_add_page (sheet, FALSE);
  width = nuan_sheet_measure (sheet, NUAN_FONT_HEAD, 20, "国国国国国国国国");
  nuan_sheet_text (sheet, 20, 40, NUAN_FONT_HEAD, 20, NUAN_ALIGN_LEFT, "国国国国国国国国");
  pdf = nuan_sheet_finish (sheet, &error);
  g_assert_no_error (error);

  page = paper_render (pdf, 1, 100, 0, 0, 210, 60);
  for (int i = 0; i < page->width * page->height; i++)
    if (page->ink[i] > 128)
      last = MAX (last, i % page->width);
  g_assert_cmpfloat_with_epsilon (last * 25.4 / 100, 20 + width, 1.2);   /* the side of the last letter is white */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/each-character-of-the-names-is-drawn-as-pango-draws-it",
                   each_character_of_the_names_is_drawn_as_pango_draws_it);
  g_test_add_func ("/sheet/a-blank-would-be-noticed", a_blank_would_be_noticed);
  g_test_add_func ("/sheet/a-box-would-be-noticed", a_box_would_be_noticed);
  g_test_add_func ("/sheet/a-neighbouring-glyph-would-be-noticed", a_neighbouring_glyph_would_be_noticed);
  g_test_add_func ("/sheet/the-same-calls-give-the-same-bytes", the_same_calls_give_the_same_bytes);
  g_test_add_func ("/sheet/where-numbers-are-written-with-a-comma-too", where_numbers_are_written_with_a_comma_too);
  g_test_add_func ("/sheet/its-text-and-code-can-be-read-back", its_text_and_code_can_be_read_back);
  g_test_add_func ("/sheet/what-is-drawn-as-outlines-is-found-whole", what_is_drawn_as_outlines_is_found_whole);
  g_test_add_func ("/sheet/what-runs-to-the-left-is-found-whole", what_runs_to_the_left_is_found_whole);
  g_test_add_func ("/sheet/a-mark-is-found", a_mark_is_found);
  g_test_add_func ("/sheet/the-hidden-text-paints-nothing", the_hidden_text_paints_nothing);
  g_test_add_func ("/sheet/the-title-is-told-whole", the_title_is_told_whole);
  g_test_add_func ("/sheet/a-character-that-no-font-has-is-refused-by-name", a_character_that_no_font_has_is_refused_by_name);
  g_test_add_func ("/sheet/the-first-error-is-the-one-told", the_first_error_is_the_one_told);
  g_test_add_func ("/sheet/what-is-measured-is-what-is-drawn", what_is_measured_is_what_is_drawn);
  return g_test_run ();
}

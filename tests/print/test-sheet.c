#include "print/sheet.h"

#include "check-error.h"
#include "paper.h"

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
its_text_and_code_can_be_read_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = draw_sample (&error);
  g_autofree char *text = paper_text (pdf, FALSE);
  g_auto (GStrv) codes = paper_codes (pdf);

  g_assert_nonnull (strstr (text, "张建国 9,000.00"));
  g_assert_cmpstr (codes[0], ==, "NC1-2025-000457-0-0123456789");
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
  g_test_add_func ("/sheet/its-text-and-code-can-be-read-back", its_text_and_code_can_be_read_back);
  g_test_add_func ("/sheet/a-character-that-no-font-has-is-refused-by-name", a_character_that_no_font_has_is_refused_by_name);
  g_test_add_func ("/sheet/the-first-error-is-the-one-told", the_first_error_is_the_one_told);
  g_test_add_func ("/sheet/what-is-measured-is-what-is-drawn", what_is_measured_is_what_is_drawn);
  return g_test_run ();
}

#include "print/recovery-sheet.h"

#include <string.h>

#include "check-error.h"
#include "paper.h"
#include "print/text-run.h"

/* tests/base/test-recovery-words.c */
static const char known[] = "04100-6105F-0R3GM-G28A8-1C602-T3GFP-20WW0-CR6PS";
static const char known_number[] = "CNM3N-4M8MT";

#define CENTRE "试点县职工服务（帮扶）中心"
#define ROOT   "WS6P8-AA2SY"

static NuanRecoveryWords *
known_words (void)
{
  return nuan_recovery_words_read (known, NULL);
}

static GBytes *
print (const NuanRecoverySheet *sheet)
{
  g_autoptr (GError) error = NULL;
  GBytes *pdf = nuan_recovery_sheet_print (sheet, &error);

  g_assert_no_error (error);
  return pdf;
}

static GBytes *
print_known (const char *root, const char *const *earlier)
{
  g_autoptr (NuanRecoveryWords) words = known_words ();

  return print (&(NuanRecoverySheet) { CENTRE, nuan_day_new (2026, 11, 28), words, root, earlier });
}

static void
all_of_it_stands_on_one_page (void)
{
  g_autoptr (GBytes) pdf = print_known (ROOT, (const char *const[]) { "7KQ2M-9XW4T（2026-01-05）", "00000-ZZZZZ（2025-02-01）", NULL });
  g_auto (GStrv) readings = paper_readings (pdf);
  g_auto (GStrv) groups = g_strsplit (known, "-", -1);
  g_autofree char *title = paper_title (pdf);

  paper_check (pdf);
  g_assert_cmpuint (paper_count_pages (pdf), ==, 1);
  g_assert_cmpstr (title, ==, "恢复单 CNM3N-4M8MT");
  for (guint i = 0; groups[i] != NULL; i++)
    paper_assert_found (readings, groups[i], 1);
  paper_assert_found (readings, CENTRE, 1);
  paper_assert_found (readings, "2026年11月28日", 1);
  paper_assert_found (readings, known_number, 1);
  paper_assert_found (readings, ROOT, 1);
  paper_assert_found (readings, "7KQ2M-9XW4T（2026-01-05）、00000-ZZZZZ（2025-02-01）", 1);
  paper_assert_found (readings, "封存人（签字）", 1);
  paper_assert_found (readings, "见证人（签字）", 1);
}

/* As they are to be typed. */
static void
the_groups_stand_in_their_order (void)
{
  g_autoptr (GBytes) pdf = print_known (ROOT, NULL);
  g_autofree char *text = paper_text (pdf, FALSE);
  g_auto (GStrv) groups = g_strsplit (known, "-", -1);
  const char *last = text;

  for (guint i = 0; groups[i] != NULL; i++)
    {
      const char *found = strstr (last, groups[i]);

      if (found == NULL)
        g_error ("group %u is not behind the one before it in:\n%s", i + 1, text);
      last = found + strlen (groups[i]);
    }
}

static void
the_code_is_read_as_the_words (void)
{
  g_autoptr (GBytes) pdf = print_known (ROOT, NULL);
  g_auto (GStrv) codes = paper_codes (pdf);
  g_autoptr (NuanRecoveryWords) words = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_strv_length (codes), ==, 1);
  g_assert_cmpstr (codes[0], ==, known);
  words = nuan_recovery_words_read (codes[0], &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nuan_recovery_words_get_text (words), ==, known);
}

/* At 300 dpi: each sign in its place is itself, whatever is beside it, and another one would be noticed. */
#define GRID_DPI   300
#define PIXELS(mm) ((mm) * GRID_DPI / 25.4)
#define SIZE       (30.0 * GRID_DPI / 72)

/* Of GROUP in the cell at X, Y on PAGE, in pixels. */
static double
worst_sign (const PaperPicture *page, double x, double y, const char *group)
{
  double worst = 0;
  int base = 0;

  x += (PIXELS (58) - nuan_text_width (NUAN_FONT_HEAD, group, NULL) * SIZE) / 2;
  for (const char *p = group; *p != '\0'; p++)
    {
      g_autoptr (PaperPicture) glyph = paper_draw_glyph (NUAN_FONT_HEAD, (gunichar) *p, SIZE);
      const gboolean first = p == group;
      int moved = 0;
      const double difference = paper_difference (page, glyph, (int) x, first ? (int) y + 50 : base, 3, first ? 50 : 3, &moved);

      if (first)
        base = (int) y + 50 + moved;   /* the first sign finds the line, the others must stand on it */
      worst = MAX (worst, difference);
      x += nuan_fonts_glyph (NUAN_FONT_HEAD, (gunichar) *p).advance / 1000.0 * SIZE;
    }

  g_test_message ("%s: %.3f", group, worst);
  return worst;
}

/* Where the grid begins: the first line that is so long. */
static int
top_of_grid (const PaperPicture *page)
{
  for (int y = 0; y < page->height; y++)
    {
      int ink = 0;

      for (int x = 0; x < page->width; x++)
        ink += page->ink[y * page->width + x] > 128;
      if (ink > PIXELS (110))
        return y;
    }
  g_error ("there is no grid");
}

static void
each_sign_is_drawn_large (void)
{
  g_autoptr (GBytes) pdf = print_known (ROOT, NULL);
  g_autoptr (PaperPicture) page = paper_render (pdf, 1, GRID_DPI, 0, 0, 140, 140);
  g_auto (GStrv) groups = g_strsplit (known, "-", -1);
  const int top = top_of_grid (page);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      const double x = PIXELS (20 + i % 2 * 58), y = top + PIXELS (i / 2 * 18);

      g_assert_cmpfloat (worst_sign (page, x, y, groups[i]), <, PAPER_TOLERANCE);
      g_assert_cmpfloat (worst_sign (page, x, y, groups[(i + 1) % 8]), >, PAPER_TOLERANCE);
    }
}

static void
the_first_sheet_has_none_before_it (void)
{
  g_autoptr (GBytes) pdf = print_known ("", NULL);
  g_auto (GStrv) readings = paper_readings (pdf);

  paper_assert_found (readings, "（无，这是第一份）", 1);
  paper_assert_found (readings, "（尚无；设立后印在每日汇总表上）", 1);
}

static void
of_many_sheets_before_it_the_newest_are_named (void)
{
  const char *earlier[21] = { NULL };
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 20; i++)
    earlier[i] = i < 6 ? "7KQ2M-9XW4T（2026-01-05）" : "00000-ZZZZZ（2025-02-01）";
  pdf = print_known (ROOT, earlier);
  text = paper_text (pdf, FALSE);
  g_assert_cmpuint (paper_count_pages (pdf), ==, 1);
  g_assert_nonnull (strstr (text, "7KQ2M-9XW4T（2026-01-05）"));
  g_assert_null (strstr (text, "00000-ZZZZZ"));
  g_assert_nonnull (strstr (text, "等，共 20 份"));
}

static void
the_same_values_are_the_same_bytes (void)
{
  g_autoptr (GBytes) one = print_known (ROOT, NULL), other = print_known (ROOT, NULL);

  g_assert_true (g_bytes_equal (one, other));
}

static void
check_refused (const char *centre, const char *root, const char *earlier, const char *field)
{
  g_autoptr (NuanRecoveryWords) words = known_words ();
  g_autoptr (GError) error = NULL;
  const char *const before[] = { earlier, NULL };

  g_assert_null (nuan_recovery_sheet_print (&(NuanRecoverySheet) { centre, nuan_day_new (2026, 11, 28), words, root, before }, &error));
  check_error (error, NUAN_ERROR_INVALID, field);
}

static void
what_does_not_fit_or_no_font_has_is_refused_by_field (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 500; i++)
    g_string_append (text, "长");
  check_refused (text->str, ROOT, "", "centre");
  check_refused (CENTRE, text->str, "", "root");
  check_refused (CENTRE, ROOT, text->str, "earlier");
  check_refused ("张\360\277\277\275", ROOT, "", "centre");   /* U+3FFFD */
}

static void
a_long_name_of_a_centre_stays_on_the_page (void)
{
  g_autoptr (NuanRecoveryWords) words = nuan_recovery_words_new ();
  static const char centre[] = "试点自治州试点县经济技术开发区职工服务（困难职工帮扶）中心暨工会法律援助工作站";
  g_autoptr (GBytes) pdf = print (&(NuanRecoverySheet) { centre, nuan_day_new (2026, 11, 28), words, ROOT, NULL });

  paper_check (pdf);
  g_assert_cmpuint (paper_count_pages (pdf), ==, 1);
}

#define ADD(name, function) g_test_add_func ("/recovery-sheet/" name, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("all-of-it-stands-on-one-page", all_of_it_stands_on_one_page);
  ADD ("the-groups-stand-in-their-order", the_groups_stand_in_their_order);
  ADD ("the-code-is-read-as-the-words", the_code_is_read_as_the_words);
  ADD ("each-sign-is-drawn-large", each_sign_is_drawn_large);
  ADD ("the-first-sheet-has-none-before-it", the_first_sheet_has_none_before_it);
  ADD ("of-many-sheets-before-it-the-newest-are-named", of_many_sheets_before_it_the_newest_are_named);
  ADD ("the-same-values-are-the-same-bytes", the_same_values_are_the_same_bytes);
  ADD ("what-does-not-fit-or-no-font-has-is-refused-by-field", what_does_not_fit_or_no_font_has_is_refused_by_field);
  ADD ("a-long-name-of-a-centre-stays-on-the-page", a_long_name_of_a_centre_stays_on_the_page);
  return g_test_run ();
}

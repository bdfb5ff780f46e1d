#include "config.h"

#include "print/sheet-private.h"

#include "base/error.h"
#include "print/to-unicode.h"
#include "print/wrap.h"

#include <glib/gi18n-lib.h>
#include <math.h>

double
nuan_type_line (double size)
{
  return size * 1.32 * 25.4 / 72;
}

double
nuan_type_rise (double size)
{
  return size * 0.86 * 25.4 / 72;
}

static void
refuse (NuanSheet *sheet, gunichar character)
{
  char text[7] = "";

  if (sheet->error != NULL)
    return;

  text[g_unichar_to_utf8 (character, text)] = '\0';
  nuan_error_set (&sheet->error, NUAN_ERROR_INVALID, sheet->field,
                  _("No font on this machine has the character %s (U+%04X); install one that has it"), text, character);
}

double
nuan_sheet_measure (NuanSheet *sheet, NuanFontRole role, double size, const char *text)
{
  gunichar refused = 0;
  const double width = nuan_text_width (role, text, &refused);

  if (refused != 0)
    refuse (sheet, refused);

  return width * size * 25.4 / 72;
}

char **
nuan_sheet_wrap (NuanSheet *sheet, NuanFontRole role, double size, const char *text, double width)
{
  return nuan_text_wrap (role, text, POINTS (width) / size);
}

void
nuan_sheet_end_text (NuanSheet *sheet)
{
  if (!sheet->in_text)
    return;

  HPDF_Page_EndText (sheet->page);
  sheet->in_text = FALSE;
  sheet->text_font = NULL;
}

/* Only the fonts that a document needs are loaded into it. */
static HPDF_Font
get_font (NuanSheet *sheet, guint number)
{
  HPDF_Font font = number < sheet->fonts->len ? g_ptr_array_index (sheet->fonts, number) : NULL;
  const char *file, *name;
  guint index;

  if (font != NULL)
    return font;

  file = nuan_fonts_file (number, &index);
  if (g_str_has_suffix (file, ".ttc"))
    name = HPDF_LoadTTFontFromFile2 (sheet->doc, file, index, HPDF_TRUE);
  else
    name = HPDF_LoadTTFontFromFile (sheet->doc, file, HPDF_TRUE);
  font = name != NULL ? HPDF_GetFont (sheet->doc, name, "UTF-8") : NULL;

  if (font != NULL)
    nuan_to_unicode_mend (font);

  if (number >= sheet->fonts->len)
    g_ptr_array_set_size (sheet->fonts, number + 1);
  g_ptr_array_index (sheet->fonts, number) = font;
  return font;
}

static void
draw_with_font (NuanSheet *sheet, const NuanTextRun *run, double x, double y, double size)
{
  HPDF_Font font = get_font (sheet, run->font);

  if (font == NULL)
    return;

  if (!sheet->in_text)
    {
      HPDF_Page_BeginText (sheet->page);
      sheet->in_text = TRUE;
      sheet->text_font = NULL;
    }
  if (sheet->text_font != font || sheet->text_size != size)
    {
      HPDF_Page_SetFontAndSize (sheet->page, font, size);
      sheet->text_font = font;
      sheet->text_size = size;
    }

  g_string_truncate (sheet->scratch, 0);
  g_string_append_len (sheet->scratch, run->text, run->length);
  HPDF_Page_TextOut (sheet->page, x, y, sheet->scratch->str);
}

typedef struct {
  GArray *steps;    /* NuanOutlineStep */
  GArray *pieces;   /* NuanTextPiece, of TEXT */
  char   *text;
} Outline;

void
nuan_sheet_outline_free (gpointer data)
{
  Outline *outline = data;

  g_array_unref (outline->steps);
  g_array_unref (outline->pieces);
  g_free (outline->text);
  g_free (outline);
}

static Outline *
make_outline (NuanFontRole role, const NuanTextRun *run)
{
  Outline *outline = g_new0 (Outline, 1);
  NuanTextRun own = *run;

  own.text = outline->text = g_strndup (run->text, run->length);
  outline->steps = nuan_text_run_outline (role, &own);
  outline->pieces = nuan_text_run_pieces (role, &own);
  return outline;
}

static const Outline *
get_outline (NuanSheet *sheet, NuanFontRole role, const NuanTextRun *run)
{
  Outline *outline;

  g_string_printf (sheet->scratch, "%u %u ", role, run->font);
  g_string_append_len (sheet->scratch, run->text, run->length);

  outline = g_hash_table_lookup (sheet->outlines, sheet->scratch->str);
  if (outline == NULL)
    {
      outline = make_outline (role, run);
      g_hash_table_insert (sheet->outlines, g_strdup (sheet->scratch->str), outline);
    }

  return outline;
}

/* libharu's numbers have little room behind the point: the path is made in points, not scaled by a matrix. */
static void
draw_steps (NuanSheet *sheet, const GArray *steps, double x, double y, double size, gboolean hollow)
{
  if (steps->len == 0)
    return;

  for (guint i = 0; i < steps->len; i++)
    {
      const NuanOutlineStep *step = &g_array_index (steps, NuanOutlineStep, i);
      double px[3], py[3];

      for (guint k = 0; k < 3; k++)
        {
          px[k] = x + step->x[k] * size;
          py[k] = y + step->y[k] * size;
        }

      switch (step->op)
        {
        case 'm':
          HPDF_Page_MoveTo (sheet->page, px[0], py[0]);
          break;
        case 'l':
          HPDF_Page_LineTo (sheet->page, px[0], py[0]);
          break;
        case 'c':
          HPDF_Page_CurveTo (sheet->page, px[0], py[0], px[1], py[1], px[2], py[2]);
          break;
        default:
          HPDF_Page_ClosePath (sheet->page);
          break;
        }
    }

  if (hollow)
    HPDF_Page_Stroke (sheet->page);
  else
    HPDF_Page_Fill (sheet->page);
}

/* What is read of it stands from left to right, as readers expect, who turn a script that runs to the left themselves. */
static void
draw_outline (NuanSheet *sheet, NuanFontRole role, const NuanTextRun *run, double x, double y, double size, gboolean hollow)
{
  const Outline *outline = get_outline (sheet, role, run);

  nuan_sheet_end_text (sheet);
  draw_steps (sheet, outline->steps, x, y, size, hollow);
  for (guint i = 0; i < outline->pieces->len; i++)
    {
      const NuanTextPiece *piece = &g_array_index (outline->pieces, NuanTextPiece, i);
      g_autofree char *text = piece->backwards ? g_utf8_strreverse (piece->text, piece->length) : g_strndup (piece->text, piece->length);

      nuan_hidden_text_write (sheet->hidden, sheet->page, x + piece->x * size, y, size, piece->width * size, text);
    }
}

static void
draw_runs (NuanSheet *sheet, double x, double y, NuanFontRole role, double size, const char *text, gboolean hollow)
{
  NuanTextRun run;

  while (nuan_sheet_ready (sheet) && nuan_text_run_next (role, &text, &run))
    {
      if (run.refused != 0)
        refuse (sheet, run.refused);
      else if (run.kind == NUAN_GLYPH_FONT)
        draw_with_font (sheet, &run, x, y, size);
      else if (run.kind != NUAN_GLYPH_BLANK)
        draw_outline (sheet, role, &run, x, y, size, hollow);
      x += run.width * size;
    }
}

void
nuan_sheet_text (NuanSheet *sheet, double x, double y, NuanFontRole role, double size, NuanAlign align, const char *text)
{
  if (!nuan_sheet_ready (sheet) || text[0] == '\0')
    return;

  if (align != NUAN_ALIGN_LEFT)
    x -= nuan_sheet_measure (sheet, role, size, text) / (align == NUAN_ALIGN_CENTRE ? 2 : 1);

  draw_runs (sheet, POINTS (x), sheet->page_height - POINTS (y), role, size, text, FALSE);
}

/* Hollow letters are stroked text: searchable, and light enough to write and stamp over. */
void
nuan_sheet_mark (NuanSheet *sheet, double x, double y, double size, double degrees, const char *text)
{
  const double angle = degrees * G_PI / 180;

  if (!nuan_sheet_ready (sheet))
    return;

  nuan_sheet_end_text (sheet);
  HPDF_Page_GSave (sheet->page);
  HPDF_Page_Concat (sheet->page, cos (angle), sin (angle), -sin (angle), cos (angle),
                    POINTS (x), sheet->page_height - POINTS (y));
  HPDF_Page_SetGrayStroke (sheet->page, 0.55);
  HPDF_Page_SetLineWidth (sheet->page, 0.6);
  HPDF_Page_SetTextRenderingMode (sheet->page, HPDF_STROKE);
  draw_runs (sheet, -nuan_text_width (NUAN_FONT_HEAD, text, NULL) * size / 2, -0.36 * size, NUAN_FONT_HEAD, size, text, TRUE);
  nuan_sheet_end_text (sheet);
  HPDF_Page_GRestore (sheet->page);
}

#include "config.h"

#include "print/sheet-private.h"

#include "base/error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <qrencode.h>

/* Modules of white that a reader needs around a code. */
#define QUIET 4

static gboolean
is_dark (const QRcode *code, int column, int row)
{
  return column < code->width && row < code->width && (code->data[row * code->width + column] & 1) != 0;
}

/* All modules are one path of straight runs, filled once: no seams on any printer. Of the run to the right and the run
 * downwards the longer one is drawn; they may cross. The numbers are whole, the matrix makes the size: few bytes. */
static char *
draw_modules (const QRcode *code)
{
  const int width = code->width;
  g_autofree gboolean *covered = g_new0 (gboolean, width * width);
  GString *path = g_string_sized_new (2048);

  for (int row = 0; row < width; row++)
    for (int column = 0; column < width; column++)
      {
        int right = 0, down = 0;
        gboolean lying;

        if (!is_dark (code, column, row) || covered[row * width + column])
          continue;

        while (is_dark (code, column + right, row))
          right++;
        while (is_dark (code, column, row + down))
          down++;
        lying = right >= down;
        for (int i = 0; i < (lying ? right : down); i++)
          covered[lying ? row * width + column + i : (row + i) * width + column] = TRUE;

        g_string_append_printf (path, "%d %d %d %d re\n", column, width - row - (lying ? 1 : down), lying ? right : 1,
                                lying ? 1 : down);
      }

  g_string_append (path, "f\n");
  return g_string_free (path, FALSE);
}

/* The three parts of a receipt carry the same code: the last one is kept. */
static gboolean
set_code (NuanSheet *sheet, const char *text)
{
  QRcode *code;

  if (g_strcmp0 (sheet->code_text, text) == 0)
    return TRUE;

  code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  if (code == NULL)
    {
      nuan_error_set (&sheet->error, NUAN_ERROR_INVALID, sheet->field, _("The code cannot be drawn: %s"), g_strerror (errno));
      return FALSE;
    }

  g_free (sheet->code_text);
  g_free (sheet->code_path);
  sheet->code_text = g_strdup (text);
  sheet->code_path = draw_modules (code);
  sheet->code_width = code->width;
  QRcode_free (code);
  return TRUE;
}

void
nuan_sheet_qr (NuanSheet *sheet, double x, double y, double size, const char *text)
{
  double module;

  if (!nuan_sheet_ready (sheet) || !set_code (sheet, text))
    return;

  nuan_sheet_end_text (sheet);
  HPDF_Page_GSave (sheet->page);
  HPDF_Page_SetGrayFill (sheet->page, 1);
  HPDF_Page_Rectangle (sheet->page, POINTS (x), sheet->page_height - POINTS (y + size), POINTS (size), POINTS (size));
  HPDF_Page_Fill (sheet->page);
  HPDF_Page_SetGrayFill (sheet->page, 0);

  module = POINTS (size) / (sheet->code_width + 2 * QUIET);
  HPDF_Page_Concat (sheet->page, module, 0, 0, module, POINTS (x) + QUIET * module,
                    sheet->page_height - POINTS (y) - (QUIET + sheet->code_width) * module);
  /* A hundred and thirty rectangles one by one would be a third of the time of a receipt. */
  HPDF_Stream_WriteStr (((HPDF_PageAttr) sheet->page->attr)->stream, sheet->code_path);
  HPDF_Page_GRestore (sheet->page);
}

void
nuan_sheet_cut_line (NuanSheet *sheet, double x1, double x2, double y)
{
  /* libharu 2.4 takes real numbers here. */
#if HPDF_MAJOR_VERSION > 2 || HPDF_MINOR_VERSION >= 4
  const HPDF_REAL dashes[] = { 4, 4 };
#else
  const HPDF_UINT16 dashes[] = { 4, 4 };
#endif
  static const char scissors[] = "\342\234\202";   /* U+2702 */
  const double middle = (x1 + x2) / 2, gap = 3.5;

  if (!nuan_sheet_ready (sheet))
    return;

  nuan_sheet_end_text (sheet);
  HPDF_Page_SetDash (sheet->page, dashes, G_N_ELEMENTS (dashes), 0);
  nuan_sheet_line (sheet, x1, y, middle - gap, y, NUAN_LINE_HAIR);
  nuan_sheet_line (sheet, middle + gap, y, x2, y, NUAN_LINE_HAIR);
  HPDF_Page_SetDash (sheet->page, NULL, 0, 0);
  if (nuan_fonts_glyph (NUAN_FONT_BODY, g_utf8_get_char (scissors)).kind != NUAN_GLYPH_NONE)
    nuan_sheet_text (sheet, middle, y + 1.3, NUAN_FONT_BODY, 10, NUAN_ALIGN_CENTRE, scissors);
}

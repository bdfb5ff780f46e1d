#include "config.h"

#include "print/sheet-private.h"

#include "base/error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <qrencode.h>

/* Modules of white that a reader needs around a code. */
#define QUIET 4

/* All modules are one path, in runs along the rows, and filled once: no seams between rows on any printer. */
static void
add_modules (NuanSheet *sheet, const QRcode *code, double x, double y, double module)
{
  for (int row = 0; row < code->width; row++)
    for (int column = 0; column < code->width; column++)
      {
        const int first = column;

        while (column < code->width && (code->data[row * code->width + column] & 1) != 0)
          column++;
        if (column > first)
          HPDF_Page_Rectangle (sheet->page, x + first * module, y - (row + 1) * module, (column - first) * module, module);
      }
}

void
nuan_sheet_qr (NuanSheet *sheet, double x, double y, double size, const char *text)
{
  QRcode *code;
  double module;

  if (!nuan_sheet_ready (sheet))
    return;

  code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  if (code == NULL)
    {
      nuan_error_set (&sheet->error, NUAN_ERROR_INVALID, sheet->field, _("The code cannot be drawn: %s"), g_strerror (errno));
      return;
    }

  nuan_sheet_end_text (sheet);
  HPDF_Page_GSave (sheet->page);
  HPDF_Page_SetGrayFill (sheet->page, 1);
  HPDF_Page_Rectangle (sheet->page, POINTS (x), sheet->page_height - POINTS (y + size), POINTS (size), POINTS (size));
  HPDF_Page_Fill (sheet->page);
  HPDF_Page_SetGrayFill (sheet->page, 0);

  module = POINTS (size) / (code->width + 2 * QUIET);
  add_modules (sheet, code, POINTS (x) + QUIET * module, sheet->page_height - POINTS (y) - QUIET * module, module);
  HPDF_Page_Fill (sheet->page);
  HPDF_Page_GRestore (sheet->page);

  QRcode_free (code);
}

/* The scissors are an outline, so that one sign does not bring a whole font into the document. */
static void
draw_scissors (NuanSheet *sheet, double x, double y)
{
  static const char scissors[] = "\342\234\202";
  const double size = 10;
  const NuanGlyph glyph = nuan_fonts_glyph (NUAN_FONT_BODY, g_utf8_get_char (scissors));
  const NuanTextRun run = { .kind = NUAN_GLYPH_OUTLINE, .font = glyph.font, .text = scissors, .length = strlen (scissors) };

  if (glyph.kind == NUAN_GLYPH_FONT || glyph.kind == NUAN_GLYPH_OUTLINE)
    nuan_sheet_outline (sheet, NUAN_FONT_BODY, &run, POINTS (x) - glyph.advance / 2000.0 * size,
                        sheet->page_height - POINTS (y) - 0.36 * size, size, FALSE);
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
  const double middle = (x1 + x2) / 2, gap = 3.5;

  if (!nuan_sheet_ready (sheet))
    return;

  nuan_sheet_end_text (sheet);
  HPDF_Page_SetDash (sheet->page, dashes, G_N_ELEMENTS (dashes), 0);
  nuan_sheet_line (sheet, x1, y, middle - gap, y, NUAN_LINE_HAIR);
  nuan_sheet_line (sheet, middle + gap, y, x2, y, NUAN_LINE_HAIR);
  HPDF_Page_SetDash (sheet->page, NULL, 0, 0);
  draw_scissors (sheet, middle, y);
}

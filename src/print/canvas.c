#include "config.h"

#include "print/canvas.h"

#include <pango/pangocairo.h>

#define MM(points) ((points) * 25.4 / 72)

typedef struct {
  NuanCanvas   canvas;
  cairo_t     *cr;
  PangoLayout *layout;
  double       tones[NUAN_N_TONES][4];
} CairoCanvas;

typedef struct {
  NuanCanvas  canvas;
  NuanSheet  *sheet;
  double      x, y;
} SheetCanvas;

static double
set_layout (CairoCanvas *self, double size, const char *text)
{
  PangoFontDescription *font = pango_font_description_from_string ("Sans");
  int width;

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (self->layout, font);
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_get_size (self->layout, &width, NULL);
  pango_font_description_free (font);

  return (double) width / PANGO_SCALE;
}

static void
set_tone (CairoCanvas *self, NuanTone tone)
{
  const double *t = self->tones[tone];

  cairo_set_source_rgba (self->cr, t[0], t[1], t[2], t[3]);
}

static double
cairo_measure (NuanCanvas *canvas, double size, const char *text)
{
  return set_layout ((CairoCanvas *) canvas, size, text);
}

static void
cairo_text (NuanCanvas *canvas, double x, double y, double size, NuanAlign align, const char *text)
{
  CairoCanvas *self = (CairoCanvas *) canvas;
  const double width = set_layout (self, size, text);

  if (align != NUAN_ALIGN_LEFT)
    x -= width / (align == NUAN_ALIGN_CENTRE ? 2 : 1);

  set_tone (self, NUAN_TONE_INK);
  cairo_move_to (self->cr, x, y - (double) pango_layout_get_baseline (self->layout) / PANGO_SCALE);
  pango_cairo_show_layout (self->cr, self->layout);
}

static void
cairo_box (NuanCanvas *canvas, double x, double y, double width, double height, NuanTone tone)
{
  CairoCanvas *self = (CairoCanvas *) canvas;

  set_tone (self, tone);
  cairo_rectangle (self->cr, x, y, width, height);
  cairo_fill (self->cr);
}

static void
cairo_polyline (NuanCanvas *canvas, const double *xy, guint n_points, double line_width, NuanTone tone)
{
  CairoCanvas *self = (CairoCanvas *) canvas;

  set_tone (self, tone);
  cairo_set_line_width (self->cr, line_width);
  cairo_set_line_join (self->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_new_path (self->cr);
  for (guint i = 0; i < n_points; i++)
    cairo_line_to (self->cr, xy[2 * i], xy[2 * i + 1]);
  cairo_stroke (self->cr);
}

NuanCanvas *
nuan_canvas_for_cairo (cairo_t *cr, const double ink[3], const double accent[3])
{
  /* Shares of ink and accent: the parts differ in lightness too, not in hue alone. */
  static const double alpha[NUAN_N_TONES] = { 1, 0.18, 1, 0.55, 0.22 };
  CairoCanvas *self = g_new0 (CairoCanvas, 1);

  self->canvas = (NuanCanvas) { cairo_measure, cairo_text, cairo_box, cairo_polyline };
  self->cr = cr;
  self->layout = pango_cairo_create_layout (cr);
  for (guint i = 0; i < NUAN_N_TONES; i++)
    {
      const double *colour = i == NUAN_TONE_INK || i == NUAN_TONE_GRID ? ink : accent;

      for (guint k = 0; k < 3; k++)
        self->tones[i][k] = colour[k];
      self->tones[i][3] = alpha[i];
    }

  return &self->canvas;
}

static double
sheet_measure (NuanCanvas *canvas, double size, const char *text)
{
  return nuan_sheet_measure (((SheetCanvas *) canvas)->sheet, NUAN_FONT_BODY, size, text) * 72 / 25.4;
}

static void
sheet_text (NuanCanvas *canvas, double x, double y, double size, NuanAlign align, const char *text)
{
  SheetCanvas *self = (SheetCanvas *) canvas;

  nuan_sheet_text (self->sheet, self->x + MM (x), self->y + MM (y), NUAN_FONT_BODY, size, align, text);
}

static const double greys[NUAN_N_TONES] = { 0, 0.85, 0.35, 0.65, 0.9 };

/* A light box keeps its outline, or it would vanish on paper. */
static void
sheet_box (NuanCanvas *canvas, double x, double y, double width, double height, NuanTone tone)
{
  SheetCanvas *self = (SheetCanvas *) canvas;

  nuan_sheet_set_grey (self->sheet, greys[tone]);
  nuan_sheet_fill (self->sheet, self->x + MM (x), self->y + MM (y), MM (width), MM (height));
  nuan_sheet_set_grey (self->sheet, 0);
  if (width > 0.5 && height > 0.5)
    nuan_sheet_frame (self->sheet, self->x + MM (x), self->y + MM (y), MM (width), MM (height), NUAN_LINE_HAIR);
}

static void
sheet_polyline (NuanCanvas *canvas, const double *xy, guint n_points, double line_width, NuanTone tone)
{
  SheetCanvas *self = (SheetCanvas *) canvas;
  g_autofree double *mm = g_new (double, 2 * n_points);

  for (guint i = 0; i < n_points; i++)
    {
      mm[2 * i] = self->x + MM (xy[2 * i]);
      mm[2 * i + 1] = self->y + MM (xy[2 * i + 1]);
    }

  nuan_sheet_set_grey (self->sheet, tone == NUAN_TONE_1 ? 0 : greys[tone]);
  nuan_sheet_polyline (self->sheet, mm, n_points, line_width);
  nuan_sheet_set_grey (self->sheet, 0);
}

NuanCanvas *
nuan_canvas_for_sheet (NuanSheet *sheet, double x, double y)
{
  SheetCanvas *self = g_new0 (SheetCanvas, 1);

  self->canvas = (NuanCanvas) { sheet_measure, sheet_text, sheet_box, sheet_polyline };
  self->sheet = sheet;
  self->x = x;
  self->y = y;
  return &self->canvas;
}

void
nuan_canvas_free (NuanCanvas *canvas)
{
  if (canvas->measure == cairo_measure)
    g_object_unref (((CairoCanvas *) canvas)->layout);
  g_free (canvas);
}

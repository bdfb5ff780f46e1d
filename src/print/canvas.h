#pragma once

#include "print/sheet.h"

#include <cairo.h>

G_BEGIN_DECLS

/* The few strokes that a chart is made of, so that one drawing serves window and paper. Points, y downwards, text on its
 * baseline. */
typedef enum { NUAN_TONE_INK, NUAN_TONE_GRID, NUAN_TONE_1, NUAN_TONE_2, NUAN_TONE_3, NUAN_N_TONES } NuanTone;

typedef struct _NuanCanvas NuanCanvas;
struct _NuanCanvas
{
  double (*measure)  (NuanCanvas *canvas, double size, const char *text);
  void   (*text)     (NuanCanvas *canvas, double x, double y, double size, NuanAlign align, const char *text);
  void   (*fill)     (NuanCanvas *canvas, double x, double y, double width, double height, NuanTone tone);
  void   (*polyline) (NuanCanvas *canvas, const double *xy, guint n_points, double line_width, NuanTone tone);
};

/* On CR in its present units; INK is the text colour of the theme (red, green, blue), its contrast tells light from dark. */
NuanCanvas *nuan_canvas_for_cairo (cairo_t *cr, const double ink[3], const double accent[3]);

/* On SHEET with the origin at X, Y (mm). Greys that a poor printer keeps apart. */
NuanCanvas *nuan_canvas_for_sheet (NuanSheet *sheet, double x, double y);

void        nuan_canvas_free      (NuanCanvas *canvas);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanCanvas, nuan_canvas_free)

G_END_DECLS

#pragma once

#include "print/fonts.h"

G_BEGIN_DECLS

/* A document of A4 pages, drawn on in millimetres from the top left corner; text stands on its baseline, type sizes and line
 * widths are in points. Fonts, missing glyphs and libharu stay inside. The first thing that goes wrong is kept and told by
 * nuan_sheet_finish(); calls after it do nothing. The same calls give the same bytes. One thread at a time. */
typedef struct _NuanSheet NuanSheet;

typedef enum { NUAN_ALIGN_LEFT, NUAN_ALIGN_CENTRE, NUAN_ALIGN_RIGHT } NuanAlign;

#define NUAN_LINE_HAIR  0.35
#define NUAN_LINE_FRAME 0.8

NuanSheet *nuan_sheet_new         (const char *title);
void       nuan_sheet_free        (NuanSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanSheet, nuan_sheet_free)

/* The document as PDF, or the first error. Once. */
GBytes    *nuan_sheet_finish      (NuanSheet *sheet, GError **error);
gboolean   nuan_sheet_failed      (NuanSheet *sheet);

/* What the texts that follow stand for: a character that no font covers is refused at this field (NULL: none). Borrowed until
 * the next call. */
void       nuan_sheet_set_field   (NuanSheet *sheet, const char *field);

void       nuan_sheet_add_page    (NuanSheet *sheet, gboolean landscape);
void       nuan_sheet_go_to_page  (NuanSheet *sheet, guint page);   /* from 0 */
guint      nuan_sheet_count_pages (NuanSheet *sheet);
double     nuan_sheet_get_width   (NuanSheet *sheet);   /* of the page, mm */
double     nuan_sheet_get_height  (NuanSheet *sheet);

/* Grey of all that follows on the page: 0 black … 1 white. Every page starts black. */
void       nuan_sheet_set_grey    (NuanSheet *sheet, double grey);

double     nuan_sheet_measure     (NuanSheet *sheet, NuanFontRole role, double size, const char *text);   /* mm */
char     **nuan_sheet_wrap        (NuanSheet *sheet, NuanFontRole role, double size, const char *text, double width);
void       nuan_sheet_text        (NuanSheet *sheet, double x, double y, NuanFontRole role, double size, NuanAlign align,
                                   const char *text);

/* Large outline letters, light, centred at X, Y and turned by DEGREES against the clock. They are drawn first, so that they hide
 * nothing. */
void       nuan_sheet_mark        (NuanSheet *sheet, double x, double y, double size, double degrees, const char *text);

void       nuan_sheet_line        (NuanSheet *sheet, double x1, double y1, double x2, double y2, double width);
void       nuan_sheet_polyline    (NuanSheet *sheet, const double *xy, guint n_points, double width);
void       nuan_sheet_frame       (NuanSheet *sheet, double x, double y, double width, double height, double line_width);
void       nuan_sheet_fill        (NuanSheet *sheet, double x, double y, double width, double height);
void       nuan_sheet_cut_line    (NuanSheet *sheet, double x1, double x2, double y);   /* dashes and scissors */

/* TEXT as a QR code in a square of SIZE mm with its quiet zone, on white. */
void       nuan_sheet_qr          (NuanSheet *sheet, double x, double y, double size, const char *text);

/* Baseline to baseline of a text of SIZE points, and how far the letters rise above the baseline; mm. */
double     nuan_type_line         (double size);
double     nuan_type_rise         (double size);

G_END_DECLS

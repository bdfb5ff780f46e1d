#pragma once

#include <gio/gio.h>

#include "model/money/receipt.h"
#include "model/tables/table.h"
#include "print/fonts.h"

/* Looks at a PDF from outside, with other people's programs: qpdf, poppler, mupdf, zbar. A failure, or a word of complaint, ends the
 * test. */

typedef struct {
  int     width, height;
  guint8 *ink;      /* 0 white … 255 black */
} PaperPicture;

void          paper_check         (GBytes *pdf);                                /* qpdf --check, and all can read it */
guint         paper_count_pages   (GBytes *pdf);
char         *paper_title         (GBytes *pdf);                                /* as pdfinfo tells it */
char         *paper_text          (GBytes *pdf, gboolean layout);               /* pdftotext, raw order or as laid out */
char         *paper_text_by_mupdf (GBytes *pdf);
char        **paper_readings      (GBytes *pdf);                                /* its text as each of several readers has it */
/* In each of them WORD stands as it is written, N times. */
void          paper_assert_found  (char **readings, const char *word, guint n);
char        **paper_codes         (GBytes *pdf);                                /* what zbarimg reads on the first page */

/* A part of the page (from 1), millimetres, as poppler draws it. */
PaperPicture *paper_render        (GBytes *pdf, guint page, double dpi, double x, double y, double width, double height);
void          paper_picture_free  (PaperPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PaperPicture, paper_picture_free)

/* CHARACTER as Pango draws it in the font that the paper uses for it: its advance wide, from one type size above the baseline
 * to 0.35 below. */
PaperPicture *paper_draw_glyph    (NuanFontRole role, gunichar character, double pixels);

/* How much of the ink differs, 0 same … 1 nothing in common, when GLYPH is laid on PAGE with its corner at X, Y, moved by up to
 * SLACK pixels each way; *MOVED_Y (may be NULL) is the best move. */
double        paper_difference    (const PaperPicture *page, const PaperPicture *glyph, int x, int y, int slack_x, int slack_y,
                                   int *moved_y);

/* Same glyph in two renderers stays below, a blank, a box and a neighbour above. */
#define PAPER_TOLERANCE 0.10
/* The same where the paper uses the font itself: in WenKai 1.5 国 and 囯 are 0.04 apart. */
#define PAPER_FONT_TOLERANCE 0.02

/* Names that a desk must be able to print. */
extern const char *const paper_names[];

NuanReceipt  *paper_receipt       (const char *number, const char *payee);
void          paper_replace       (char **text, const char *with);

/* An empty table; each column is "code:title:kind" with kind t(ext), c(ount), m(oney), w(an) or d(ay). */
NuanTable    *paper_table         (const char *id, const char *title, const char *const *columns);
/* A row of it: const char * for text, gint64 for the rest, in the order of the columns. Not added. */
NuanCell     *paper_cells         (const NuanTable *table, ...);

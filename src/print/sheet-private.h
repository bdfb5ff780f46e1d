#pragma once

#include "print/hidden-text.h"
#include "print/sheet.h"
#include "print/text-run.h"

#include <hpdf.h>

G_BEGIN_DECLS

#define POINTS(mm) ((mm) * 72.0 / 25.4)

/* Shared by the sheet-….c files alone. */
struct _NuanSheet
{
  HPDF_Doc    doc;
  GPtrArray  *pages;        /* HPDF_Page, borrowed from DOC */
  HPDF_Page   page;         /* the one drawn on */
  double      page_height;  /* points */
  gboolean    in_text;      /* a text object is open on PAGE */
  HPDF_Font   text_font;    /* what it is set to */
  double      text_size;

  GPtrArray  *fonts;        /* font number → HPDF_Font, NULL until used */
  GHashTable *outlines;     /* run → outline, of sheet-text.c */
  NuanHiddenText *hidden;   /* the text of those */
  char       *code_text;    /* what the last QR code says, */
  char       *code_path;    /* its modules as PDF operators, */
  int         code_width;   /* and how many are on a side */

  const char *field;
  GString    *scratch;
  GError     *error;        /* the first */
};

/* FALSE once anything has failed or while there is no page. */
gboolean nuan_sheet_ready    (NuanSheet *sheet);
/* Ends an open text object: graphics may not stand inside one. */
void     nuan_sheet_end_text (NuanSheet *sheet);
/* For the values of OUTLINES. */
void     nuan_sheet_outline_free (gpointer outline);

G_END_DECLS

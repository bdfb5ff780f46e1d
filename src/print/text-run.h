#pragma once

#include "print/fonts.h"

G_BEGIN_DECLS

/* A stretch of text that one font draws in one way. Widths are in units of the type size. */
typedef struct {
  NuanGlyphKind  kind;       /* never NONE without REFUSED */
  guint          font;       /* of FONT and OUTLINE */
  const char    *text;       /* into the text that was given; not terminated */
  gsize          length;
  double         width;
  gunichar       refused;    /* the first character that no font covers; 0 none */
} NuanTextRun;

/* Takes the next run off *TEXT; FALSE at its end. Outline runs are one character each. */
gboolean  nuan_text_run_next    (NuanFontRole role, const char **text, NuanTextRun *run);

/* The outline of a run that is not FONT: NuanOutlineStep, owned. */
GArray   *nuan_text_run_outline (NuanFontRole role, const NuanTextRun *run);

/* A piece of a run that is not FONT and where it stands in it, in units of the type size. Pieces come from left to right, whatever
 * the direction of the script; each is at least one character, with the marks that belong to it. */
typedef struct {
  const char *text;      /* into the run's; not terminated */
  gsize       length;
  double      x, width;
  gboolean    backwards; /* of a script that runs to the left */
} NuanTextPiece;

/* The pieces of a run that is not FONT: NuanTextPiece, owned. */
GArray   *nuan_text_run_pieces  (NuanFontRole role, const NuanTextRun *run);

double    nuan_text_width       (NuanFontRole role, const char *text, gunichar *refused /* may be NULL */);

G_END_DECLS

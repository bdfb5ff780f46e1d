#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which font draws which character. Fonts are chosen by what they cover, never by name alone: libharu prints a missing glyph as
 * a box or a blank without a word. Looked up once a process and character; any thread. */

typedef enum { NUAN_FONT_HEAD, NUAN_FONT_BODY, NUAN_N_FONT_ROLES } NuanFontRole;

typedef enum {
  NUAN_GLYPH_NONE,      /* no font on this machine covers it */
  NUAN_GLYPH_BLANK,     /* nothing to draw: control and invisible characters, blanks */
  NUAN_GLYPH_FONT,      /* libharu draws it with this font */
  NUAN_GLYPH_OUTLINE,   /* beyond libharu (above U+FFFF, CFF, nested composites): drawn as an outline of this font */
  NUAN_GLYPH_SHAPED,    /* a script that needs shaping, or a mark on the character before: Pango draws the run as outlines */
} NuanGlyphKind;

typedef struct {
  NuanGlyphKind kind;
  guint         font;      /* of FONT and OUTLINE; for nuan_fonts_file() */
  guint         advance;   /* in 1/1000 of the type size */
} NuanGlyph;

NuanGlyph   nuan_fonts_glyph    (NuanFontRole role, gunichar character);

/* A font file by its number; borrowed, for ever. */
const char *nuan_fonts_file     (guint font, guint *index);
const char *nuan_fonts_family   (guint font);

/* The family that Pango should start from for ROLE; borrowed. "Sans" where no font of the chain is installed. */
const char *nuan_fonts_role_family (NuanFontRole role);

/* One step of an outline in units of the type size, y upwards. Quadratic curves arrive as cubic ones. */
typedef struct {
  char   op;          /* 'm', 'l', 'c', 'z' */
  double x[3], y[3];
} NuanOutlineStep;

/* The outline of CHARACTER in FONT: NuanOutlineStep, owned. Empty where the font has none. */
GArray     *nuan_fonts_outline  (guint font, gunichar character);

G_END_DECLS

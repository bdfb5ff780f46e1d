#pragma once

#include <glib.h>
#include <hpdf.h>

G_BEGIN_DECLS

/* What the codes of a font stand for, so that readers of a PDF find and copy its text: the streams named ToUnicode. */

/* Mends the one that libharu gives FONT, which is a map to glyphs that readers complain about: each code is its character. */
void nuan_to_unicode_mend  (HPDF_Font font);

/* Writes into STREAM that the codes from 1 on, of a byte each, stand for CHARACTERS (gunichar). One each: mupdf 1.21 does not read
 * what lies above U+FFFF in a code of several. */
void nuan_to_unicode_write (HPDF_Dict stream, const GArray *characters);

G_END_DECLS

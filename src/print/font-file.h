#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The font files of this machine that are in use, by number, through fontconfig and FreeType. Not for any thread: print/fonts
 * holds its lock around each of these. */

void        nuan_font_file_prepare    (void);

/* The best upright face of FAMILY (TrueType, for libharu), or of any family when NULL, that covers CHARACTER (0: any); -1 none.
 * */
int         nuan_font_file_find       (const char *family, gunichar character);

const char *nuan_font_file_get_name   (guint number, guint *index /* may be NULL */);
const char *nuan_font_file_get_family (guint number);

/* Has a glyph with an outline (a blank needs none); its advance in 1/1000 of the type size. */
gboolean    nuan_font_file_covers     (guint number, gunichar character, guint *advance);

/* Whether libharu 2.3.0 draws it: a simple glyph, or a composite of simple ones. */
gboolean    nuan_font_file_is_flat    (guint number, gunichar character);

GArray     *nuan_font_file_outline    (guint number, gunichar character);   /* NuanOutlineStep; owned */

G_END_DECLS

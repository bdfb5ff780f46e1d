#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What one character may do in a text that people write. */

/* One of the 66 code points that Unicode keeps from ever being a character, U+FFFE among them: valid in UTF-8, forbidden in XML. */
gboolean nuan_sign_is_noncharacter (gunichar c);

/* A blank, or a character without a glyph: zero-width ones, fillers, marks of direction, controls, code points that are no character yet. */
gboolean nuan_sign_is_invisible    (gunichar c);

/* A letter of any script, Han among them. */
gboolean nuan_sign_is_letter       (gunichar c);

/* TEXT (UTF-8) without what nobody sees and nobody needs: controls, separators but the plain blank (line breaks and wide blanks stay where MULTILINE),
 * format and default-ignorable characters, unassigned ones. Between words of an alphabet a separator leaves a blank. The joiners stay between letters of
 * scripts that need them. What an old font kept in the private use area becomes the character that it is by now (base/private-use.h).
 * *N_GONE and *N_CHANGED (either may be NULL) count. Owned; NULL and NUAN_ERROR_INVALID at FIELD where something is of no use to anybody else. */
char    *nuan_signs_clean          (const char *text, gboolean multiline, guint *n_gone, guint *n_changed, const char *field, GError **error);

G_END_DECLS

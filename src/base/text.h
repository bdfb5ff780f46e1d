#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Free text as it is stored: valid UTF-8, NFC, trimmed, without what nobody can see (base/text-sign.h; line breaks stay where MULTILINE), at most
 * MAX_CHARS. Returns the cleaned text (owned) or NULL with NUAN_ERROR_INVALID at FIELD. REQUIRED refuses one of which nothing is left; NULL counts as
 * empty. */
char *nuan_text_clean (const char *text, gboolean required, gboolean multiline, guint max_chars,
                       const char *field, GError **error);

/* The same of a name, on one line: digits and signs alone are none. */
char *nuan_text_clean_name (const char *text, gboolean required, guint max_chars, const char *field, GError **error);

/* What cleaning TEXT takes out or puts for something else, for whoever typed it; NULL: nothing but blanks around. Translated, borrowed. */
const char *nuan_text_notice (const char *text, gboolean multiline);

/* Nothing in it can be seen: blanks, full-width ones too, and characters without a glyph (zero-width ones, fillers, marks of direction). */
gboolean nuan_text_is_blank (const char *text);

/* A phone or card as it is dialled or booked: full-width digits to ASCII, blanks out; only SIGNS may be left, at most MAX_CHARS.
 * MESSAGE (translated) says what would be right. Owned; NULL and NUAN_ERROR_INVALID at FIELD. */
char *nuan_text_clean_number (const char *text, const char *signs, guint max_chars, const char *field, const char *message,
                              GError **error);

/* Windows and old Mac line ends become \n. Owned. */
char *nuan_text_unify_line_ends (const char *text);

/* NFKC: full-width letters and digits become ASCII. Owned; NULL for NULL and for what is not UTF-8 (g_utf8_normalize() reads past its end). */
char *nuan_text_compatible (const char *text);

G_END_DECLS

#pragma once

#include "print/fonts.h"

G_BEGIN_DECLS

/* Breaks TEXT into lines of at most WIDTH (in units of the type size): Chinese anywhere but before closing and after opening
 * punctuation, words and numbers at their blanks; a word wider than a line is broken where it must. Line breaks in TEXT hold.
 * At least one line; owned. */
char    **nuan_text_wrap        (NuanFontRole role, const char *text, double width);

G_END_DECLS

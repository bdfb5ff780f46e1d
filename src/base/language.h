#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Language and character set of a program, before anything else in main(): Chinese unless the environment asks for English, UTF-8 always,
 * translations from the build tree when the program runs from it. Sets environment variables: call it before the first thread. */
void nuan_language_init (void);

G_END_DECLS

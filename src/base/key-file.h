#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads the text of a key file ([group], key=value) whole: UTF-8, and every value with escapes that GKeyFile knows, so that no value is lost
 * later in silence. The message says what is wrong and where; the caller says in which file. Any thread; owned. */
GKeyFile *nuan_key_file_read (GBytes *text, GError **error);

G_END_DECLS

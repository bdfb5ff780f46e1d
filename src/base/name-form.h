#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How names of people, units and funds are compared and searched: one form for all ways to write the same. */

/* A blank, a dot of whatever kind, an apostrophe, a sign that nobody sees: it parts a name and is none of it. */
gboolean    nuan_name_is_gap (gunichar c);

/* NFKC (full-width letters, Kangxi radicals, compatibility characters), small letters, without gaps: "阿依古丽·买买提", "阿依古丽．买买提" and "阿依古丽买买提"
 * are one. Owned; "" for NULL and for what is not UTF-8. */
char       *nuan_name_form   (const char *text);
gboolean    nuan_name_alike  (const char *a, const char *b);

/* NFKC, for whoever walks over a name himself. Nearly all names are plain Han, which it leaves alone: then TEXT itself comes back and *OWNED is NULL. */
const char *nuan_name_normal (const char *text, char **owned);

G_END_DECLS

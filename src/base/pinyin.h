#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Search keys and sort keys: how the characters of a name are read, says base/reading.h. */

/* Every key under which a member's NAME is found by a prefix read: each suffix of the folded name that starts at a character
 * (张建国, 建国, 国), full pinyin (zhangjianguo), that of two syllables and more from within (jianguo), and initials (zjg). Pinyin and initials
 * stand there in every reading of every character (王乐 wangle, wangyue), 64 of them at most beside the main ones: those first that differ from it in
 * fewer characters; of names of more than four, those in which one does. ü as v, as u and as yu. No doubles. NULL-terminated, owned. */
char **nuan_search_name_keys (const char *name);

/* The first of them that begins with what was typed, FOLDED; owned. NULL: NAME is not meant. */
char  *nuan_search_find_key  (const char *name, const char *folded);

/* Pinyin in the main reading first, then the name itself: sorts alike on every machine and in every locale. Owned. */
char  *nuan_sort_key         (const char *name);

/* The characters of TEXT in reverse; digits and X only (others dropped): tails become prefixes. Owned. */
char  *nuan_search_tail_key  (const char *text);

G_END_DECLS

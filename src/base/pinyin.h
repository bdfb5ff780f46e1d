#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Search keys. ICU gives the reading of a character; surname-readings.csv the surnames that are read otherwise in names. */

/* NFKC, lower case, no blanks, no middle dots (· • ・): what is compared when somebody searches. Owned. */
char  *nuan_search_fold      (const char *text);

/* Every key under which a member's NAME is found by a prefix read: each suffix of the folded name that starts at a character
 * (张建国, 建国, 国), full pinyin (zhangjianguo) and initials (zjg), these two once for each reading of the surname
 * (单 shan and dan), the pinyin of two syllables and more from within (jianguo), ü as v and as u. No doubles. NULL-terminated, owned. */
char **nuan_search_name_keys (const char *name);

/* Pinyin first, then the name itself: sorts alike on every machine and in every locale. Owned. */
char  *nuan_sort_key         (const char *name);

/* The characters of TEXT in reverse; digits and X only (others dropped): tails become prefixes. Owned. */
char  *nuan_search_tail_key  (const char *text);

G_END_DECLS

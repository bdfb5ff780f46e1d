#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How characters are read. First as names are, surname-readings.csv and name-readings.csv, else as ICU has it; then as the dictionaries of today
 * do, han-readings.csv. Without tone marks, lower case, ü as v. Any thread; all borrowed, for ever. */

/* How a surname is read, and how the same characters are read elsewhere: a syllable for each character. */
typedef struct {
  char **as_surname;
  char **otherwise;
} NuanSurname;

/* The surname of one or two characters at the front of CHARS, where it is read otherwise; two-character ones win where a given name is left. */
const NuanSurname *nuan_reading_find_surname (const gunichar *chars, guint n_chars, guint *n_used);

/* Every reading, "le", "yue", the main one first; the character itself where nobody knows one. NULL-terminated, never empty. */
const char *const *nuan_reading_list         (gunichar c);

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How characters are read: ICU, put right for names by surname-readings.csv and name-readings.csv. Any thread; all borrowed, for ever. */

/* How a surname is read, and how the same characters are read elsewhere: a syllable for each character. */
typedef struct {
  char **as_surname;
  char **otherwise;
} NuanSurname;

/* The surname of one or two characters at the front of CHARS, where it is read otherwise; two-character ones win where a given name is left. */
const NuanSurname *nuan_reading_find_surname (const gunichar *chars, guint n_chars, guint *n_used);

/* Without tone marks, lower case, ü as v: "lv", "jie"; the character itself where nobody knows one. */
const char        *nuan_reading_get          (gunichar c);

G_END_DECLS

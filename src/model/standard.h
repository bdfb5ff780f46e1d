#pragma once

#include "base/day.h"
#include "model/standard-list.h"

G_BEGIN_DECLS

/* Local standards are dated rows (domain.md §9). What is in force on a day, resolved; a decision keeps its copy. */
typedef struct {
  NuanDay on;
  NuanDay dibao_from;   /* dibao_fen 0: none is in force on that day */
#define MONEY(member, ...)  gint64 member;
#define NUMBER(member, ...) gint member;
#define CHOICE(member, ...) gboolean member;
  NUAN_STANDARD_LIST (MONEY, NUMBER, CHOICE)
#undef MONEY
#undef NUMBER
#undef CHOICE
} NuanStandards;

/* What holds before anything is set; no dibao. */
void         nuan_standards_init (NuanStandards *standards, NuanDay on);

/* The names that exist, in the order of the manual; NULL-terminated, borrowed. */
const char *const *nuan_standard_names (void);
const char  *nuan_standard_title (const char *name);   /* translated, for the window */

/* VALUE as people read it ("1,062.00", "up to the line"), and what may be entered for NAME, in a few words; owned, translated. */
char        *nuan_standard_show (const char *name, const char *value);
char        *nuan_standard_hint (const char *name);

/* The two words that may be entered for NAME, and what they mean, translated; borrowed. FALSE: it takes a figure. */
gboolean     nuan_standard_get_choice (const char *name, const char *words[2], const char *said[2]);

/* Checks NAME and VALUE ("1062", "lt", "12") and returns the canonical text that is stored ("1062.00"); owned.
 * NUAN_ERROR_INVALID at "name" or "value". */
char        *nuan_standard_check (const char *name, const char *value, GError **error);

/* Puts a stored row into the resolved struct; one of a name that only a newer program knows is passed over. NUAN_ERROR_STORAGE at NAME where VALUE
 * would not pass nuan_standard_check(); STANDARDS stays as it is then. */
gboolean     nuan_standards_apply (NuanStandards *standards, const char *name, const char *value, NuanDay from, GError **error);

/* Assessments and caps rest on the minimum living line: NUAN_ERROR_RULE at "dibao" on a day when none is in force. */
gboolean     nuan_standards_need_dibao (const NuanStandards *standards, GError **error);

/* NAME's value of that day as it is stored ("1062.00", "lt", "12"); owned. */
char        *nuan_standards_get (const NuanStandards *standards, const char *name);

G_END_DECLS

#pragma once

#include "base/day.h"

G_BEGIN_DECLS

/* Local standards are dated rows (domain.md §9). What is in force on a day, resolved; a decision keeps its copy. */
typedef struct {
  NuanDay  on;
  gint64   dibao_fen;              /* L, per person and month; 0: none in force on that day */
  NuanDay  dibao_from;
  gboolean deep_inclusive;         /* "deep-operator" lt|le: net < L or net <= L (§9 row 1; default lt) */
  gboolean relative_inclusive;     /* "relative-operator" lt|le */
  gint     relative_multiple;      /* "relative-multiple": 2 (k·L) */
  gint     income_months;          /* "income-months": 12 (§9 row 2) */
  gint     living_months;          /* "living-months": 12 (§9 row 12) */
  gboolean living_per_member;      /* "living-per" household|member (§9 row 13; default household) */
  gint     medical_percent;        /* "medical-percent": 100 (§9 row 14) */
  gint     study_months;           /* "study-months": 10 (§9 row 15) */
  gint64   warmth_each_fen;        /* "warmth-each": 3000 元 (§9 row 17; warns) */
  gint64   warmth_year_fen;        /* "warmth-year": 6000 元 */
  gint     use_by_warning_days;    /* "use-by-warning-days": 30 */
  gint     fund_low_percent;       /* "fund-low-percent": 10, a fund with less free warns */
} NuanStandards;

/* The defaults of domain.md §9, no dibao. */
void         nuan_standards_init (NuanStandards *standards, NuanDay on);

/* The names that exist, in the order of the manual; NULL-terminated, borrowed. */
const char *const *nuan_standard_names (void);
const char  *nuan_standard_title (const char *name);   /* translated, for the window */

/* VALUE as people read it ("1,062.00", "up to the line (le)"), and what may be entered for NAME, in a few words; owned, translated. */
char        *nuan_standard_show (const char *name, const char *value);
char        *nuan_standard_hint (const char *name);

/* Checks NAME and VALUE ("1062", "lt", "12") and returns the canonical text that is stored ("1062.00"); owned.
 * NUAN_ERROR_INVALID at "name" or "value". */
char        *nuan_standard_check (const char *name, const char *value, GError **error);

/* Puts a stored row into the resolved struct. NAME and VALUE have passed nuan_standard_check(). */
void         nuan_standards_apply (NuanStandards *standards, const char *name, const char *value, NuanDay from);

G_END_DECLS

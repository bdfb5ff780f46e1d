#pragma once

#include "base/day.h"

G_BEGIN_DECLS

typedef enum { NUAN_SEX_UNKNOWN = 0, NUAN_SEX_MALE = 1, NUAN_SEX_FEMALE = 2 } NuanSex;   /* GB/T 2261.1 */

/* 公民身份号码, GB 11643-1999: 6 region, 8 birth, 3 sequence (odd is male), 1 check (ISO 7064 MOD 11-2). */
typedef struct {
  char    number[19];
  char    region[7];
  NuanDay birth;
  NuanSex sex;
} NuanIdNumber;

/* Full-width digits, blanks, what can't be seen (U+202D) and a small x are put right first. A 15-digit number is read and upgraded only when
 * ALLOW_15 (old papers; §9 row 20). Wrong length, letter, date or check digit: NUAN_ERROR_INVALID at FIELD, and the message
 * never repeats the number. A birth date in the future of TODAY is impossible. */
gboolean  nuan_id_number_parse    (const char *text, gboolean allow_15, NuanDay today, const char *field,
                                   NuanIdNumber *id, GError **error);

/* What was typed or pasted, so put right; nothing is checked. Owned; NULL for what is not UTF-8. */
char     *nuan_id_number_normalize (const char *text);

/* What is odd but possible: a region code never issued, an age above 110. NULL-terminated, owned, never NULL. */
char    **nuan_id_number_warnings (const NuanIdNumber *id, NuanDay today);

/* Check character for the first 17 digits: '0'..'9' or 'X'. */
char      nuan_id_number_check_character (const char digits[17]);

/* 16 to 19 digits with a right last digit (Luhn). A passbook number need not have one: a warning only. */
gboolean  nuan_card_number_is_plausible (const char *card);

G_END_DECLS

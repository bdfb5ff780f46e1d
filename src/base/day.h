#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A calendar day as a Julian day number (GDate's); 0 is "no day". Compares with < and >. */
typedef guint32 NuanDay;

#define NUAN_DAY_NONE 0

NuanDay     nuan_day_new      (guint year, guint month, guint day);   /* 0 when there is no such day */
gboolean    nuan_day_parse    (const char *text, const char *field, NuanDay *day, GError **error);   /* YYYY-MM-DD */
/* As people write it: 2025-11-20, 20251120, 2025.11.20, 2025/1/5, 2025年1月5日, in full-width digits and signs too. The year has four digits, month and
 * day one or two, and nothing is left over; anything else is NUAN_ERROR_INVALID at FIELD. */
gboolean    nuan_day_read     (const char *text, const char *field, NuanDay *day, GError **error);
/* What nuan_day_read() reads becomes 2025-11-20; anything else stays as it is. Owned. */
char       *nuan_day_tidy     (const char *text);
NuanDay     nuan_day_today    (void);                                 /* the machine's local date */
void        nuan_day_split    (NuanDay day, guint *year, guint *month, guint *day_of_month);   /* each may be NULL */
guint       nuan_day_year     (NuanDay day);
NuanDay     nuan_day_add_months (NuanDay day, int months);            /* 31 January + 1 = 28/29 February */
guint       nuan_day_age      (NuanDay birth, NuanDay on);            /* full years */

char       *nuan_day_format   (NuanDay day);   /* "2025-11-20"; "" for none; owned */
char       *nuan_day_format_long (NuanDay day);   /* "2025年11月20日"; owned */

/* Working days by the State Council's notices (data file holidays.csv). A year without data counts Monday to Friday and
 * sets *GUESSED (may be NULL). */
gboolean    nuan_day_is_working (NuanDay day, gboolean *guessed);
NuanDay     nuan_day_add_working (NuanDay day, guint n, gboolean *guessed);   /* the nth working day after DAY */

G_END_DECLS

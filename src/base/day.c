#include "config.h"

#include <glib/gi18n-lib.h>
#include <time.h>

#include "base/data-file.h"
#include "base/day.h"
#include "base/error.h"
#include "base/text.h"

NuanDay
nuan_day_new (guint year, guint month, guint day)
{
  GDate date;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
    return NUAN_DAY_NONE;
  if (!g_date_valid_dmy (day, month, year))
    return NUAN_DAY_NONE;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  return g_date_get_julian (&date);
}

void
nuan_day_split (NuanDay day, guint *year, guint *month, guint *day_of_month)
{
  GDate date;

  if (day == NUAN_DAY_NONE)
    {
      if (year != NULL)
        *year = 0;
      if (month != NULL)
        *month = 0;
      if (day_of_month != NULL)
        *day_of_month = 0;
      return;
    }

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  if (year != NULL)
    *year = g_date_get_year (&date);
  if (month != NULL)
    *month = g_date_get_month (&date);
  if (day_of_month != NULL)
    *day_of_month = g_date_get_day (&date);
}

static guint
read_digits (const char *text, guint n)
{
  guint value = 0;

  for (guint i = 0; i < n; i++)
    value = value * 10 + (text[i] - '0');
  return value;
}

gboolean
nuan_day_parse (const char *text, const char *field, NuanDay *day, GError **error)
{
  static const char shape[] = "dddd-dd-dd";
  gboolean shaped = text != NULL && strlen (text) == strlen (shape);
  NuanDay parsed;

  for (guint i = 0; shaped && shape[i] != '\0'; i++)
    shaped = shape[i] == 'd' ? g_ascii_isdigit (text[i]) : text[i] == shape[i];
  if (!shaped)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, field, _("A date is written like 2025-11-20"));
      return FALSE;
    }

  parsed = nuan_day_new (read_digits (text, 4), read_digits (text + 5, 2), read_digits (text + 8, 2));
  if (parsed == NUAN_DAY_NONE)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, field, _("There is no day %s in the calendar"), text);
      return FALSE;
    }

  *day = parsed;
  return TRUE;
}

/* LEAST to MOST digits at *AT, and not a digit more; then one of SIGNS, with blanks around it. NULL: nothing may follow but blanks. */
static gboolean
take_number (const char **at, guint least, guint most, const char *const *signs, guint *number)
{
  const gsize n = strspn (*at, "0123456789");

  if (n < least || n > most)
    return FALSE;
  *number = read_digits (*at, n);
  *at += n;
  *at += strspn (*at, " ");

  for (guint i = 0; signs != NULL && signs[i] != NULL; i++)
    if (g_str_has_prefix (*at, signs[i]))
      {
        *at += strlen (signs[i]);
        *at += strspn (*at, " ");
        return TRUE;
      }
  return signs == NULL;
}

static gboolean
take_signed (const char *at, NuanDay *day)
{
  static const char *const signs[] = { "-", ".", "/", NULL }, *const year_sign[] = { "年", NULL }, *const month_sign[] = { "月", NULL };
  const gboolean chinese = strstr (at, "年") != NULL;
  guint year, month, day_of_month;

  if (!take_number (&at, 4, 4, chinese ? year_sign : signs, &year) || !take_number (&at, 1, 2, chinese ? month_sign : signs, &month) ||
      !take_number (&at, 1, 2, NULL, &day_of_month))
    return FALSE;
  if (chinese && g_str_has_prefix (at, "日"))
    at += strlen ("日");

  *day = nuan_day_new (year, month, day_of_month);
  return *at == '\0';
}

gboolean
nuan_day_read (const char *text, const char *field, NuanDay *day, GError **error)
{
  g_autofree char *plain = nuan_text_compatible (text);
  NuanDay read = NUAN_DAY_NONE;

  if (plain != NULL)
    g_strstrip (plain);
  if (plain != NULL && strlen (plain) == 8 && strspn (plain, "0123456789") == 8)
    read = nuan_day_new (read_digits (plain, 4), read_digits (plain + 4, 2), read_digits (plain + 6, 2));
  else if (plain == NULL || !take_signed (plain, &read))
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, field, _("A date is written like 2025-11-20"));
      return FALSE;
    }
  if (read == NUAN_DAY_NONE)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, field, _("There is no day %s in the calendar"), plain);
      return FALSE;
    }

  *day = read;
  return TRUE;
}

char *
nuan_day_tidy (const char *text)
{
  NuanDay day;

  return nuan_day_read (text, NULL, &day, NULL) ? nuan_day_format (day) : g_strdup (text);
}

NuanDay
nuan_day_today (void)
{
  const time_t now = time (NULL);
  struct tm local;

  /* Asked for with every row of the journal: GDateTime would read the time zone's file each time. */
  localtime_r (&now, &local);
  return nuan_day_new (local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

guint
nuan_day_year (NuanDay day)
{
  guint year;

  nuan_day_split (day, &year, NULL, NULL);
  return year;
}

NuanDay
nuan_day_add_months (NuanDay day, int months)
{
  guint year, month, day_of_month;
  int count;

  if (day == NUAN_DAY_NONE)
    return NUAN_DAY_NONE;

  nuan_day_split (day, &year, &month, &day_of_month);
  count = (int) year * 12 + (int) month - 1 + months;
  if (count < 12 || count >= 10000 * 12)
    return NUAN_DAY_NONE;

  year = count / 12;
  month = count % 12 + 1;
  return nuan_day_new (year, month, MIN (day_of_month, g_date_get_days_in_month (month, year)));
}

guint
nuan_day_age (NuanDay birth, NuanDay on)
{
  guint birth_year, birth_month, birth_day, year, month, day;

  if (birth == NUAN_DAY_NONE || on < birth)
    return 0;

  nuan_day_split (birth, &birth_year, &birth_month, &birth_day);
  nuan_day_split (on, &year, &month, &day);

  return year - birth_year - (month < birth_month || (month == birth_month && day < birth_day) ? 1 : 0);
}

char *
nuan_day_format (NuanDay day)
{
  guint year, month, day_of_month;

  if (day == NUAN_DAY_NONE)
    return g_strdup ("");

  nuan_day_split (day, &year, &month, &day_of_month);
  return g_strdup_printf ("%04u-%02u-%02u", year, month, day_of_month);
}

char *
nuan_day_format_long (NuanDay day)
{
  guint year, month, day_of_month;

  if (day == NUAN_DAY_NONE)
    return g_strdup ("");

  nuan_day_split (day, &year, &month, &day_of_month);
  return g_strdup_printf ("%u年%u月%u日", year, month, day_of_month);
}

/* The State Council's notices: days off that are no weekend, and weekends that are worked. */
typedef struct {
  GHashTable *kinds;   /* day → 'o' off or 'w' work */
  GHashTable *years;   /* the years that have a notice */
} Holidays;

static void
add_holiday (Holidays *holidays, const char *line, guint number)
{
  g_auto (GStrv) fields = nuan_csv_split (line);
  gboolean work;
  NuanDay day;

  work = g_strv_length (fields) >= 2 && g_str_equal (fields[1], "work");
  if (g_strv_length (fields) < 2 || (!work && !g_str_equal (fields[1], "off")) || !nuan_day_parse (fields[0], NULL, &day, NULL))
    {
      nuan_data_file_skip_line ("holidays.csv", number, "date,off|work,name");
      return;
    }

  g_hash_table_insert (holidays->kinds, GUINT_TO_POINTER (day), GINT_TO_POINTER (work ? 'w' : 'o'));
  g_hash_table_add (holidays->years, GUINT_TO_POINTER (nuan_day_year (day)));
}

static Holidays *
load_holidays (void)
{
  Holidays *holidays = g_new (Holidays, 1);
  g_auto (GStrv) lines = nuan_data_file_load_lines ("holidays.csv", "date,");

  holidays->kinds = g_hash_table_new (NULL, NULL);
  holidays->years = g_hash_table_new (NULL, NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      add_holiday (holidays, lines[i], i + 1);

  return holidays;
}

gboolean
nuan_day_is_working (NuanDay day, gboolean *guessed)
{
  static Holidays *holidays = NULL;
  int kind;

  if (g_once_init_enter (&holidays))
    g_once_init_leave (&holidays, load_holidays ());

  if (guessed != NULL)
    *guessed = !g_hash_table_contains (holidays->years, GUINT_TO_POINTER (nuan_day_year (day)));

  kind = GPOINTER_TO_INT (g_hash_table_lookup (holidays->kinds, GUINT_TO_POINTER (day)));
  if (kind != 0)
    return kind == 'w';

  return (day - 1) % 7 < 5;   /* GDate's day 1 is a Monday */
}

NuanDay
nuan_day_add_working (NuanDay day, guint n, gboolean *guessed)
{
  gboolean any_guess = FALSE;

  while (n > 0)
    {
      gboolean guess;

      day++;
      if (nuan_day_is_working (day, &guess))
        n--;
      any_guess = any_guess || guess;
    }

  if (guessed != NULL)
    *guessed = any_guess;
  return day;
}

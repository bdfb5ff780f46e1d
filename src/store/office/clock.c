#include "config.h"

#include "store/office/clock.h"

static char *
format_utc (GDateTime *moment)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (moment);

  return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
}

/* The demo asks for the noon of the same day ten thousand times. */
static char *
format_noon (NuanDay today)
{
  static _Thread_local NuanDay last_day;
  static _Thread_local char last_noon[32];

  if (today != last_day)
    {
      g_autoptr (GDateTime) moment = NULL;
      g_autofree char *noon = NULL;
      guint year, month, day;

      nuan_day_split (today, &year, &month, &day);
      moment = g_date_time_new_local (year, month, day, 12, 0, 0);
      noon = format_utc (moment);
      g_strlcpy (last_noon, noon, sizeof last_noon);
      last_day = today;
    }

  return g_strdup (last_noon);
}

char *
nuan_clock_now (NuanConnection *connection)
{
  const NuanDay today = nuan_connection_get_today (connection);
  g_autoptr (GDateTime) moment = NULL;

  if (today != nuan_day_today ())
    return format_noon (today);

  moment = g_date_time_new_now_utc ();
  return format_utc (moment);
}

NuanDay
nuan_clock_day (const char *moment)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (moment, NULL);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  if (local == NULL)
    return NUAN_DAY_NONE;

  return nuan_day_new (g_date_time_get_year (local), g_date_time_get_month (local), g_date_time_get_day_of_month (local));
}

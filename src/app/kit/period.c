#include "config.h"

#include "app/kit/period.h"

#include <glib/gi18n-lib.h>

const char *
nuan_period_title (NuanPeriod period)
{
  switch (period)
    {
    case NUAN_PERIOD_THIS_YEAR:
      return _("This year");
    case NUAN_PERIOD_LAST_YEAR:
      return _("Last year");
    case NUAN_PERIOD_THIS_QUARTER:
      return _("This quarter");
    case NUAN_PERIOD_LAST_QUARTER:
      return _("Last quarter");
    case NUAN_PERIOD_THIS_MONTH:
      return _("This month");
    case NUAN_PERIOD_LAST_MONTH:
      return _("Last month");
    case NUAN_PERIOD_FREE:
    case NUAN_N_PERIODS:
    default:
      return _("From – to");
    }
}

void
nuan_period_range (NuanPeriod period, NuanDay today, NuanDay *from, NuanDay *to)
{
  guint year, month, day;
  NuanDay first;
  int length;   /* months */
  int back = 0;

  nuan_day_split (today, &year, &month, &day);
  switch (period)
    {
    case NUAN_PERIOD_LAST_YEAR:
      back = 12;
      G_GNUC_FALLTHROUGH;
    case NUAN_PERIOD_THIS_YEAR:
      length = 12;
      first = nuan_day_new (year, 1, 1);
      break;
    case NUAN_PERIOD_LAST_QUARTER:
      back = 3;
      G_GNUC_FALLTHROUGH;
    case NUAN_PERIOD_THIS_QUARTER:
      length = 3;
      first = nuan_day_new (year, (month - 1) / 3 * 3 + 1, 1);
      break;
    case NUAN_PERIOD_LAST_MONTH:
      back = 1;
      G_GNUC_FALLTHROUGH;
    case NUAN_PERIOD_THIS_MONTH:
      length = 1;
      first = nuan_day_new (year, month, 1);
      break;
    case NUAN_PERIOD_FREE:
    case NUAN_N_PERIODS:
    default:
      return;
    }
  *from = nuan_day_add_months (first, -back);
  *to = nuan_day_add_months (*from, length) - 1;
}

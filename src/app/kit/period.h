#pragma once

#include "base/day.h"

G_BEGIN_DECLS

/* The periods that a table is usually asked for. */
typedef enum {
  NUAN_PERIOD_THIS_YEAR, NUAN_PERIOD_LAST_YEAR, NUAN_PERIOD_THIS_QUARTER, NUAN_PERIOD_LAST_QUARTER, NUAN_PERIOD_THIS_MONTH,
  NUAN_PERIOD_LAST_MONTH, NUAN_PERIOD_FREE, NUAN_N_PERIODS
} NuanPeriod;

const char *nuan_period_title (NuanPeriod period);   /* translated; borrowed */

/* First and last day of PERIOD seen from TODAY; both are left alone for NUAN_PERIOD_FREE. */
void        nuan_period_range (NuanPeriod period, NuanDay today, NuanDay *from, NuanDay *to);

G_END_DECLS

#include "config.h"

#include "model/household/household-number.h"

char *
nuan_household_number_format (gint64 year, gint64 seq)
{
  return g_strdup_printf ("H%04" G_GINT64_FORMAT "-%06" G_GINT64_FORMAT, year, seq);
}

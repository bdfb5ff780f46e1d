#pragma once

#include "exchange/household-json.h"
#include "exchange/json.h"

/* HOUSEHOLD as it is shown; owned. */
static inline char *
sample_household_json (const NuanHousehold *household)
{
  yajl_gen gen = nuan_json_begin ();
  const guchar *text;
  size_t size;
  char *copy;

  yajl_gen_map_open (gen);
  nuan_household_json_generate (gen, household, FALSE, NUAN_DAY_NONE);
  yajl_gen_map_close (gen);
  yajl_gen_get_buf (gen, &text, &size);
  copy = g_strndup ((const char *) text, size);
  yajl_gen_free (gen);
  return copy;
}

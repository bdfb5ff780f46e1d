#include "config.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>
#include <unicode/uloc.h>
#include <unicode/uregion.h>
#include <unicode/ustring.h>

#include "base/id-paper.h"
#include "base/region.h"

#define MOST_COUNTRY_SIGNS 128
#define CHINA              156

NuanIdPaper
nuan_id_paper (const NuanIdNumber *id)
{
  if (g_str_equal (id->region, "810000") || g_str_equal (id->region, "820000"))
    return NUAN_ID_PAPER_HONG_KONG_MACAO;
  if (g_str_equal (id->region, "830000"))
    return NUAN_ID_PAPER_TAIWAN;

  return id->region[0] == '9' ? NUAN_ID_PAPER_FOREIGNER : NUAN_ID_PAPER_CITIZEN;
}

const char *
nuan_id_paper_name (NuanIdPaper paper)
{
  static const char *const names[] = {
    [NUAN_ID_PAPER_CITIZEN] = N_("Resident identity card"),
    [NUAN_ID_PAPER_HONG_KONG_MACAO] = N_("Residence permit for Hong Kong and Macao residents"),
    [NUAN_ID_PAPER_TAIWAN] = N_("Residence permit for Taiwan residents"),
    [NUAN_ID_PAPER_FOREIGNER] = N_("Foreign permanent resident identity card"),
  };

  return _(names[paper]);
}

/* The country of a numeric code of GB/T 2659, which is ISO 3166-1's, in Chinese as the regions are; owned, NULL: none. */
static char *
country_name (int number)
{
  UErrorCode status = U_ZERO_ERROR;
  const URegion *region = uregion_getRegionFromNumericCode (number, &status);
  g_autofree char *locale = NULL;
  UChar name[MOST_COUNTRY_SIGNS];
  int32_t length;

  if (U_FAILURE (status) || region == NULL || uregion_getType (region) != URGN_TERRITORY || number == CHINA)
    return NULL;

  locale = g_strdup_printf ("und_%s", uregion_getRegionCode (region));
  length = uloc_getDisplayCountry (locale, "zh", name, MOST_COUNTRY_SIGNS, &status);
  return U_SUCCESS (status) ? g_utf16_to_utf8 ((const gunichar2 *) name, length, NULL, NULL, NULL) : NULL;
}

/* 911840: 9, Beijing, the United States. */
static char *
foreign_origin (const NuanIdNumber *id)
{
  g_autofree char *province_code = g_strdup_printf ("%.2s0000", id->region + 1);
  const char *province = nuan_region_name (province_code);
  g_autofree char *country = country_name (atoi (id->region + 3));

  if (province == NULL || country == NULL)
    return NULL;

  return g_strdup_printf ("%s · %s · %s", nuan_id_paper_name (NUAN_ID_PAPER_FOREIGNER), province, country);
}

char *
nuan_id_paper_origin (const NuanIdNumber *id)
{
  const NuanIdPaper paper = nuan_id_paper (id);
  g_autofree char *name = NULL;
  guint from, to;

  if (paper == NUAN_ID_PAPER_FOREIGNER)
    return foreign_origin (id);
  if (paper != NUAN_ID_PAPER_CITIZEN)
    return g_strdup (nuan_id_paper_name (paper));

  name = nuan_region_full_name (id->region);
  if (name == NULL || !nuan_region_withdrawn (id->region, &from, &to))
    return g_steal_pointer (&name);

  /* Translators: a region whose code was withdrawn: its name, the first and the last year of the code */
  return g_strdup_printf (_("%s (%u–%u)"), name, from, to);
}

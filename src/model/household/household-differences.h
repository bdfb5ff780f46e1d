#pragma once

#include "model/household/household.h"

G_BEGIN_DECLS

/* The parts that differ, as code names ("members", "incomes", "expenses", "unit", …); owned, never NULL. MATERIAL (may be NULL) is
 * set when members, incomes, expenses or the accident choice differ: then the assessment must be confirmed again. */
char         **nuan_household_differences (const NuanHousehold *before, const NuanHousehold *after, gboolean *material);

/* What people call such a part: "members", "hardship by accident"; PART itself when unknown. Translated, borrowed. */
const char    *nuan_household_part_title  (const char *part);

G_END_DECLS

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* One file: what is known, what was typed, what comes next. Shown an id, it opens that file; shown a text, a new one with what was typed in the
 * search box as its first name, ID number or phone. */
#define NUAN_TYPE_HOUSEHOLD_PAGE (nuan_household_page_get_type ())
G_DECLARE_FINAL_TYPE (NuanHouseholdPage, nuan_household_page, NUAN, HOUSEHOLD_PAGE, AdwBin)

G_END_DECLS

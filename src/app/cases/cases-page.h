#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The register with what waits beside it. Shown a text, it opens what that names: Enter in the search box. */
#define NUAN_TYPE_CASES_PAGE (nuan_cases_page_get_type ())
G_DECLARE_FINAL_TYPE (NuanCasesPage, nuan_cases_page, NUAN, CASES_PAGE, AdwBin)

G_END_DECLS

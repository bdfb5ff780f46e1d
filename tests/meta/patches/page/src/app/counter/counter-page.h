#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NUAN_TYPE_COUNTER_PAGE (nuan_counter_page_get_type ())
G_DECLARE_FINAL_TYPE (NuanCounterPage, nuan_counter_page, NUAN, COUNTER_PAGE, AdwBin)

G_END_DECLS

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The tables, their periods, charts, papers and the rows behind their figures. */
#define NUAN_TYPE_STATISTICS_PAGE (nuan_statistics_page_get_type ())
G_DECLARE_FINAL_TYPE (NuanStatisticsPage, nuan_statistics_page, NUAN, STATISTICS_PAGE, AdwBin)

G_END_DECLS

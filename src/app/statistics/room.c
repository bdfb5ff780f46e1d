#include "config.h"

#include "app/statistics/room.h"

#include <glib/gi18n-lib.h>

#include "app/statistics/statistics-page.h"

const NuanRoom nuan_statistics_room = {
  .name = "statistics",
  .title = NC_("tab", "Statistics"),
  .icon = "x-office-spreadsheet-symbolic",
  .page = nuan_statistics_page_get_type,
};

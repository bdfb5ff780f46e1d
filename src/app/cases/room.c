#include "config.h"

#include "app/cases/room.h"

#include <glib/gi18n-lib.h>

#include "app/cases/cases-page.h"

const NuanRoom nuan_cases_room = {
  .name = "cases",
  .title = NC_("tab", "Cases"),
  .icon = "system-users-symbolic",
  .page = nuan_cases_page_get_type,
};

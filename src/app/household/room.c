#include "config.h"

#include "app/household/room.h"

#include <glib/gi18n-lib.h>

#include "app/household/household-page.h"

static const NuanWish wishes[] = {
  { .name = "open-household", .type = "x" },
  { .name = "new-household", .right = NUAN_RIGHT_EDIT_HOUSEHOLD },
  { NULL }
};

static const char *const accels[] = { "win.new-household", "F2", NULL };

const NuanRoom nuan_household_room = {
  .name = "household",
  .title = NC_("tab", "Household"),
  .icon = "avatar-default-symbolic",
  .page = nuan_household_page_get_type,
  .waits = TRUE,
  .wishes = wishes,
  .accels = accels,
};

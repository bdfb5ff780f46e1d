#include "config.h"

#include "app/ledger/room.h"

#include <glib/gi18n-lib.h>

#include "app/ledger/ledger-page.h"

static const NuanWish wishes[] = {
  { .name = "show-fund", .type = "x" },
  { NULL }
};

const NuanRoom nuan_ledger_room = {
  .name = "ledger",
  .title = NC_("tab", "Funds"),
  .icon = "accessories-calculator-symbolic",
  .page = nuan_ledger_page_get_type,
  .wishes = wishes,
};

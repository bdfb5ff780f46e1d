#include "config.h"

#include "app/counter/room.h"

#include "app/counter/counter-page.h"

const NuanRoom nuan_counter_room = {
  .name = "counter",
  .title = "Counter by patch",
  .icon = "x-office-calendar-symbolic",
  .page = nuan_counter_page_get_type,
};

#include "config.h"

#include "app/shell/rooms.h"

#include "app/cases/room.h"
#include "app/help/room.h"
#include "app/household/room.h"
#include "app/ledger/room.h"
#include "app/office/room.h"
#include "app/statistics/room.h"

const NuanRoom *const nuan_rooms[] = {
  &nuan_cases_room,
  &nuan_household_room,
  &nuan_help_room,
  &nuan_ledger_room,
  &nuan_statistics_room,
  &nuan_office_room,
  NULL
};

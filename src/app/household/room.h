#pragma once

#include "app/session/room.h"

G_BEGIN_DECLS

extern const NuanRoom nuan_household_room;

G_END_DECLS

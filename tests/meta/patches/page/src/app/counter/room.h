#pragma once

#include "app/session/room.h"

extern const NuanRoom nuan_counter_room;

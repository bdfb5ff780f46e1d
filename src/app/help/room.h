#pragma once

#include "app/session/room.h"

G_BEGIN_DECLS

extern const NuanRoom nuan_help_room;

G_END_DECLS

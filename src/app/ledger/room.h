#pragma once

#include "app/session/room.h"

G_BEGIN_DECLS

extern const NuanRoom nuan_ledger_room;

G_END_DECLS

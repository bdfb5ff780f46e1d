#pragma once

#include "app/session/room.h"

G_BEGIN_DECLS

/* The rooms of the program in the order of their tabs; NULL at the end. */
extern const NuanRoom *const nuan_rooms[];

G_END_DECLS

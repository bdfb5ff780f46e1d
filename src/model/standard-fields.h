#pragma once

#include "model/field.h"

G_BEGIN_DECLS

/* A local figure from a day on. The choices of "name" are nuan_standard_names(). */
extern const NuanField nuan_standard_fields[];

G_END_DECLS

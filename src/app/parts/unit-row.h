#pragma once

#include "app/session/context.h"
#include "app/kit/rows.h"

G_BEGIN_DECLS

/* The name of a unit, with the units that begin alike below: ↓ goes into them, Enter takes one. A name that is new is said to
 * be so. */
#define NUAN_TYPE_UNIT_ROW (nuan_unit_row_get_type ())
G_DECLARE_FINAL_TYPE (NuanUnitRow, nuan_unit_row, NUAN, UNIT_ROW, NuanTextRow)

void nuan_unit_row_set_context (NuanUnitRow *row, NuanContext *context);

G_END_DECLS

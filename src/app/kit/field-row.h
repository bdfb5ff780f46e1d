#pragma once

#include "app/kit/row.h"
#include "model/field.h"

G_BEGIN_DECLS

/* The row of one field, for a form or a page that is laid out by hand; and what the field says put onto a row of another make. */
NuanRow *nuan_field_row_new (const NuanField *field);
void     nuan_field_row_fit (NuanRow *row, const NuanField *field);

G_END_DECLS

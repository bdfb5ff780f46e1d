#pragma once

#include "exchange/household-json.h"
#include "model/household/household-fields.h"

G_BEGIN_DECLS

/* Shared by the reading and the writing of a household's JSON alone. */

const NuanField *nuan_household_json_field (const NuanField *fields, const char *name);   /* that stands by itself; NULL: NAME is none */

/* The first field of an object (SIGN is ".") or list ("[") called NAME; NULL: there is none. */
const NuanField *nuan_household_json_group (const char *name, const char *sign);

G_END_DECLS

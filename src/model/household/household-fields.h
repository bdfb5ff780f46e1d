#pragma once

#include "model/field.h"
#include "model/household/household.h"

G_BEGIN_DECLS

/* The file of a family and one of its members, field by field in the order of the paper form: what is typed, kept as a draft, blamed
 * and exchanged. The members stand before the rest of the file. A name is the path that an error carries: "incomes.wage", "causes[1]";
 * "members[1]." stands before that of a member. */
extern const NuanField nuan_household_fields[];
extern const NuanField nuan_member_fields[];

/* The value of one of nuan_household_fields, as somebody would type it; owned. Those of nuan_member_fields: nuan_field_get(). */
char *nuan_household_get_text  (const NuanHousehold *household, const NuanField *field);

/* All values as typed (NULL: not asked for, empty); members stay as they are. An amount that can't be read counts 0 and is told in
 * ERRORS (may be NULL). */
void  nuan_household_set_texts (NuanHousehold *household, NuanFieldValue value, gpointer data, GPtrArray *errors);

G_END_DECLS

#pragma once

#include <yajl/yajl_gen.h>

#include "model/household/household.h"

G_BEGIN_DECLS

/* A household as JSON, fields as README tells them. Amounts are read from their own text, never through a double. */

typedef enum {
  NUAN_HOUSEHOLD_JSON_NEW,     /* what a person fills in and nothing else */
  NUAN_HOUSEHOLD_JSON_SHOWN,   /* also what nuan_household_json_generate() adds: number, version and the members' ids are read; state, sex,
                                * birth and age are passed over, so that what was shown can be edited and given back */
} NuanHouseholdJson;

/* One object or an array of them (*IS_ARRAY, may be NULL). The result has a row for each, in order; a row that is wrong is NULL and its
 * GError (NUAN_ERROR_INVALID, field "[3].members[1].id_number", without "[3]." for a single object) is added to PROBLEMS, the first hundred,
 * one a field. Unknown and doubled fields, wrong types and NUL characters are such problems. NULL and ERROR when the text as a whole is not JSON, not
 * UTF-8 or nested too deeply. Types alone are checked here; rules are nuan_household_check(). */
GPtrArray *nuan_household_json_read  (const char *text, gsize size, NuanHouseholdJson how, gboolean *is_array, GPtrArray *problems, GError **error);

/* What was read with the problems freed: for g_ptr_array_new_with_free_func(). NULL is fine. */
void       nuan_household_json_problem_free (gpointer error);

/* The fields of HOUSEHOLD into an open map of GEN, so that a caller can add its own. MASKED shows ID numbers and cards by their ends,
 * birth as its year and the age on TODAY. */
void       nuan_household_json_generate (yajl_gen gen, const NuanHousehold *household, gboolean masked, NuanDay today);

G_END_DECLS

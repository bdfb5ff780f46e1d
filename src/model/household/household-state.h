#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* pending 待审批 · in-force 在档 · changed 变更待审 (no grant until somebody else approves) · returned 退回 · refused 不予建档 · closed 注销.
 * Codes and labels: code list "household-state". refused and closed count as "closed" for duplicates. */
typedef enum {
  NUAN_HOUSEHOLD_PENDING,
  NUAN_HOUSEHOLD_IN_FORCE,
  NUAN_HOUSEHOLD_CHANGED,
  NUAN_HOUSEHOLD_RETURNED,
  NUAN_HOUSEHOLD_REFUSED,
  NUAN_HOUSEHOLD_CLOSED,
  NUAN_N_HOUSEHOLD_STATES
} NuanHouseholdState;

const char *nuan_household_state_code  (NuanHouseholdState state);
gboolean    nuan_household_state_parse (const char *code, NuanHouseholdState *state, GError **error);

/* An ended file is kept and no longer changed; its members are free to stand in another one. */
gboolean    nuan_household_has_ended     (NuanHouseholdState state);

/* What a decision makes of a file: in-force, returned, refused or closed. NUAN_ERROR_CONFLICT at "state" where it is not the time for it. */
gboolean    nuan_household_may_become    (NuanHouseholdState state, NuanHouseholdState to, GError **error);

/* Help needs a file in force: NUAN_ERROR_RULE at "household" with the reason why it is none. */
gboolean    nuan_household_may_be_helped (NuanHouseholdState state, GError **error);

G_END_DECLS

#include "config.h"

#include "model/household/household-state.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/error.h"

static const char *const state_codes[] = { "pending", "in-force", "changed", "returned", "refused", "closed" };

G_STATIC_ASSERT (G_N_ELEMENTS (state_codes) == NUAN_N_HOUSEHOLD_STATES);

const char *
nuan_household_state_code (NuanHouseholdState state)
{
  g_return_val_if_fail (state < NUAN_N_HOUSEHOLD_STATES, "");

  return state_codes[state];
}

gboolean
nuan_household_state_parse (const char *code, NuanHouseholdState *state, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_codes); i++)
    if (g_strcmp0 (code, state_codes[i]) == 0)
      {
        *state = i;
        return TRUE;
      }

  return nuan_code_check ("household-state", NULL, "state", error);
}

gboolean
nuan_household_has_ended (NuanHouseholdState state)
{
  return state == NUAN_HOUSEHOLD_REFUSED || state == NUAN_HOUSEHOLD_CLOSED;
}

/* From each state where a decision may lead. A changed file was in force before: it is returned or closed, never refused. */
static const gboolean follows[NUAN_N_HOUSEHOLD_STATES][NUAN_N_HOUSEHOLD_STATES] = {
  [NUAN_HOUSEHOLD_PENDING] = { [NUAN_HOUSEHOLD_IN_FORCE] = TRUE, [NUAN_HOUSEHOLD_RETURNED] = TRUE, [NUAN_HOUSEHOLD_REFUSED] = TRUE,
                               [NUAN_HOUSEHOLD_CLOSED] = TRUE },
  [NUAN_HOUSEHOLD_CHANGED] = { [NUAN_HOUSEHOLD_IN_FORCE] = TRUE, [NUAN_HOUSEHOLD_RETURNED] = TRUE, [NUAN_HOUSEHOLD_CLOSED] = TRUE },
  [NUAN_HOUSEHOLD_IN_FORCE] = { [NUAN_HOUSEHOLD_CLOSED] = TRUE },
  [NUAN_HOUSEHOLD_RETURNED] = { [NUAN_HOUSEHOLD_CLOSED] = TRUE },
};

gboolean
nuan_household_may_become (NuanHouseholdState state, NuanHouseholdState to, GError **error)
{
  g_return_val_if_fail (state < NUAN_N_HOUSEHOLD_STATES && to < NUAN_N_HOUSEHOLD_STATES, FALSE);

  if (follows[state][to])
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_CONFLICT, "state", _("The file is “%s”: this step is not possible now"),
                  nuan_code_label ("household-state", nuan_household_state_code (state)));
  return FALSE;
}

gboolean
nuan_household_may_be_helped (NuanHouseholdState state, GError **error)
{
  if (state == NUAN_HOUSEHOLD_IN_FORCE)
    return TRUE;

  if (state == NUAN_HOUSEHOLD_CHANGED)
    nuan_error_set (error, NUAN_ERROR_RULE, "household",
                    _("The file was changed: another person must approve it before the next help"));
  else if (nuan_household_has_ended (state))
    nuan_error_set (error, NUAN_ERROR_RULE, "household", _("The file is closed: help needs a file in force"));
  else
    nuan_error_set (error, NUAN_ERROR_RULE, "household", _("The file is not approved yet: help needs a file in force"));
  return FALSE;
}

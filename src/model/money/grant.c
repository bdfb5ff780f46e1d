#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/error.h"
#include "base/money.h"
#include "model/money/grant.h"

static const char *const state_codes[] = { "draft", "approved", "paid", "refused", "returned", "voided" };

G_STATIC_ASSERT (G_N_ELEMENTS (state_codes) == NUAN_N_GRANT_STATES);

const char *
nuan_grant_state_code (NuanGrantState state)
{
  g_return_val_if_fail (state < NUAN_N_GRANT_STATES, "");

  return state_codes[state];
}

gboolean
nuan_grant_state_parse (const char *code, NuanGrantState *state, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_codes); i++)
    if (g_strcmp0 (code, state_codes[i]) == 0)
      {
        *state = i;
        return TRUE;
      }

  return nuan_code_check ("grant-state", NULL, "state", error);
}

NuanGrant *
nuan_grant_new (void)
{
  NuanGrant *grant = g_new0 (NuanGrant, 1);

  grant->self_paid_fen = -1;
  grant->household_number = g_strdup ("");
  grant->member_name = g_strdup ("");
  grant->fund_name = g_strdup ("");
  grant->programme = g_strdup ("");
  grant->reason = g_strdup ("");
  grant->drafted_name = g_strdup ("");
  grant->decided_name = g_strdup ("");
  grant->decision_reason = g_strdup ("");
  grant->receipt_number = g_strdup ("");
  return grant;
}

NuanGrant *
nuan_grant_copy (const NuanGrant *grant)
{
  NuanGrant *copy;

  if (grant == NULL)
    return NULL;

  copy = g_memdup2 (grant, sizeof *grant);
  copy->household_number = g_strdup (grant->household_number);
  copy->member_name = g_strdup (grant->member_name);
  copy->fund_name = g_strdup (grant->fund_name);
  copy->programme = g_strdup (grant->programme);
  copy->reason = g_strdup (grant->reason);
  copy->drafted_name = g_strdup (grant->drafted_name);
  copy->decided_name = g_strdup (grant->decided_name);
  copy->decision_reason = g_strdup (grant->decision_reason);
  copy->receipt_number = g_strdup (grant->receipt_number);
  return copy;
}

void
nuan_grant_free (NuanGrant *grant)
{
  if (grant == NULL)
    return;

  g_free (grant->household_number);
  g_free (grant->member_name);
  g_free (grant->fund_name);
  g_free (grant->programme);
  g_free (grant->reason);
  g_free (grant->drafted_name);
  g_free (grant->decided_name);
  g_free (grant->decision_reason);
  g_free (grant->receipt_number);
  g_free (grant);
}

NuanDay
nuan_grant_get_day (const NuanGrant *grant)
{
  return grant->paid_on != NUAN_DAY_NONE ? grant->paid_on : grant->decided_on;
}

gint64
nuan_grants_add_up_paid (const GPtrArray *grants)
{
  gint64 sum_fen = 0;

  for (guint i = 0; i < grants->len; i++)
    {
      const NuanGrant *grant = g_ptr_array_index (grants, i);

      if (grant->state == NUAN_GRANT_PAID)
        sum_fen = nuan_money_add_clamped (sum_fen, grant->amount_fen);
    }
  return sum_fen;
}

/* From each state the states that may follow. */
static const gboolean follows[NUAN_N_GRANT_STATES][NUAN_N_GRANT_STATES] = {
  [NUAN_GRANT_DRAFT] = { [NUAN_GRANT_APPROVED] = TRUE, [NUAN_GRANT_REFUSED] = TRUE, [NUAN_GRANT_RETURNED] = TRUE },
  [NUAN_GRANT_APPROVED] = { [NUAN_GRANT_PAID] = TRUE, [NUAN_GRANT_VOIDED] = TRUE },
  [NUAN_GRANT_PAID] = { [NUAN_GRANT_VOIDED] = TRUE },
};

static const char *
explain_state (NuanGrantState state)
{
  switch (state)
    {
    case NUAN_GRANT_DRAFT:
      return _("This grant is not approved yet");
    case NUAN_GRANT_APPROVED:
      return _("This grant is already approved");
    case NUAN_GRANT_PAID:
      return _("This grant is already paid");
    case NUAN_GRANT_REFUSED:
      return _("This grant is already refused");
    case NUAN_GRANT_RETURNED:
      return _("This grant is already returned");
    case NUAN_GRANT_VOIDED:
    case NUAN_N_GRANT_STATES:
    default:
      return _("This grant is already void");
    }
}

gboolean
nuan_grant_may_become (const NuanGrant *grant, NuanGrantState state, gint64 staff_id, GError **error)
{
  g_return_val_if_fail (grant->state < NUAN_N_GRANT_STATES && state < NUAN_N_GRANT_STATES, FALSE);

  if (!follows[grant->state][state])
    {
      nuan_error_set (error, NUAN_ERROR_CONFLICT, "state", "%s", explain_state (grant->state));
      return FALSE;
    }
  if (state == NUAN_GRANT_APPROVED && staff_id == grant->drafted_by)
    {
      nuan_error_set (error, NUAN_ERROR_RULE, "staff", _("Whoever drafted a grant never approves it: another person must"));
      return FALSE;
    }
  if (state == NUAN_GRANT_PAID && staff_id == grant->decided_by)
    {
      nuan_error_set (error, NUAN_ERROR_RULE, "staff", _("Whoever approved a grant never pays it: another person must"));
      return FALSE;
    }

  return TRUE;
}

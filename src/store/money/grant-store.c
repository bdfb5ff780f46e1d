#include "config.h"

#include "store/money/grant-store.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/error.h"
#include "base/money.h"
#include "base/text.h"
#include "store/money/grant-rules.h"
#include "store/journal/journal.h"
#include "store/office/staff-store.h"
#include "store/office/standard-store.h"
#include "store/engine/engine.h"

#define MAX_REASON 200

#define INSERT_GRANT \
  "INSERT INTO grants (id, household_id, member_id, programme, fund_id, amount_fen, self_paid_fen, reason, state, " \
  "                    drafted_by, drafted_on) " \
  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'draft', ?, ?)"

/* The assessment in force and the standards of the day stay with the decision. */
#define UPDATE_APPROVED \
  "UPDATE grants SET state = 'approved', decided_by = ?, decided_on = ?, standards = ?, " \
  "       assessment_id = (SELECT max (a.id) FROM assessment a WHERE a.household_id = grants.household_id) " \
  " WHERE id = ?"

/* Reasons stay in the rows: they may tell of somebody's health. */
static gboolean
close_journal (NuanConnection *connection, const NuanGrant *grant, GError **error)
{
  g_autofree char *subject = g_strdup_printf ("grant:%" G_GINT64_FORMAT, grant->id);
  NuanDetail *detail = nuan_detail_add (nuan_detail_add_number (nuan_detail_new (), "household", grant->household_id), "programme",
                                        grant->programme);

  nuan_detail_add_money (nuan_detail_add_number (detail, "fund", grant->fund_id), "amount", grant->amount_fen);
  nuan_journal_wrote (connection, "grants", grant->id);
  return nuan_journal_close (connection, subject, detail, error);
}

static gboolean
check_input (NuanGrant *grant, GError **error)
{
  char *reason;

  if (!nuan_code_check ("programme", grant->programme, "programme", error) || !nuan_money_need (grant->amount_fen, "amount", error))
    return FALSE;
  if (grant->self_paid_fen >= 0 && !g_str_equal (grant->programme, "medical"))
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "self_paid", _("Only medical help has a self-paid amount"));
      return FALSE;
    }
  if ((reason = nuan_text_clean (grant->reason, TRUE, FALSE, MAX_REASON, "reason", error)) == NULL)
    return FALSE;

  g_free (grant->reason);
  grant->reason = reason;
  return TRUE;
}

gboolean
nuan_grant_store_add (NuanConnection *connection, const NuanStaff *actor, NuanGrant *grant, GPtrArray *warnings, GError **error)
{
  const NuanDay today = nuan_connection_get_today (connection);
  gint64 id = 0;

  g_assert (nuan_connection_in_transaction (connection));

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_DRAFT_GRANT, error) || !check_input (grant, error))
    return FALSE;
  if (!nuan_next_id (connection, "grants", &id, error))
    return FALSE;

  grant->id = id;
  grant->state = NUAN_GRANT_DRAFT;
  grant->drafted_by = actor->id;
  grant->drafted_on = today;
  if (!nuan_grant_rules_check (connection, grant, 0, today, today, warnings, error) ||
      !nuan_grant_rules_warn_earlier (connection, grant, today, warnings, error))
    return FALSE;

  return nuan_journal_open (connection, actor, "grant.add", error) != 0
         && nuan_sql_run (connection, error, INSERT_GRANT, "iiitiiitid", grant->id, grant->household_id, grant->member_id,
                          grant->programme, grant->fund_id, grant->amount_fen, MAX (grant->self_paid_fen, (gint64) -1),
                          grant->reason, actor->id, today)
         && close_journal (connection, grant, error);
}

gboolean
nuan_grant_store_approve (NuanConnection *connection, const NuanStaff *actor, gint64 id, GPtrArray *warnings, GError **error)
{
  const NuanDay today = nuan_connection_get_today (connection);
  g_autoptr (NuanGrant) grant = NULL;
  g_autofree char *frozen = NULL;
  NuanStandards standards;

  g_assert (nuan_connection_in_transaction (connection));

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_DECIDE_GRANT, error))
    return FALSE;
  if ((grant = nuan_grant_store_read (connection, id, error)) == NULL)
    return FALSE;
  if (!nuan_grant_may_become (grant, NUAN_GRANT_APPROVED, actor->id, error))
    return FALSE;
  if (today < grant->drafted_on)
    {
      nuan_error_set (error, NUAN_ERROR_RULE, "date",
                      _("This grant was drafted on a later day than today: check the clock of the machine"));
      return FALSE;
    }
  if (!nuan_grant_rules_check (connection, grant, 0, today, today, warnings, error) ||
      !nuan_grant_rules_warn_earlier (connection, grant, today, warnings, error))
    return FALSE;

  if (!nuan_standard_store_get (connection, today, &standards, error))
    return FALSE;
  frozen = nuan_standard_store_freeze (&standards);
  return nuan_journal_open (connection, actor, "grant.approve", error) != 0
         && nuan_sql_run (connection, error, UPDATE_APPROVED, "idti", actor->id, today, frozen, id)
         && close_journal (connection, grant, error);
}

/* The action in the journal and the right that each end needs. */
static const struct {
  const char *action;
  NuanRight   right;
} ends[NUAN_N_GRANT_STATES] = {
  [NUAN_GRANT_REFUSED] = { "grant.refuse", NUAN_RIGHT_DECIDE_GRANT },
  [NUAN_GRANT_RETURNED] = { "grant.return", NUAN_RIGHT_DECIDE_GRANT },
  [NUAN_GRANT_VOIDED] = { "grant.void", NUAN_RIGHT_VOID_GRANT },
};

static gboolean
may_end (const NuanGrant *grant, NuanGrantState state, gint64 staff_id, GError **error)
{
  if (grant->state == NUAN_GRANT_PAID && state == NUAN_GRANT_VOIDED)
    {
      nuan_error_set (error, NUAN_ERROR_CONFLICT, "state", _("This grant is paid: void its payment %s"), grant->receipt_number);
      return FALSE;
    }

  return nuan_grant_may_become (grant, state, staff_id, error);
}

gboolean
nuan_grant_store_end (NuanConnection *connection, const NuanStaff *actor, gint64 id, NuanGrantState state, const char *reason,
                      GError **error)
{
  const NuanDay today = nuan_connection_get_today (connection);
  g_autoptr (NuanGrant) grant = NULL;
  g_autofree char *clean = NULL;
  gboolean done;

  g_assert (nuan_connection_in_transaction (connection));
  g_return_val_if_fail (state < NUAN_N_GRANT_STATES && ends[state].action != NULL, FALSE);

  if (!nuan_staff_store_allow (connection, actor, ends[state].right, error))
    return FALSE;
  if ((clean = nuan_text_clean (reason, TRUE, FALSE, MAX_REASON, "reason", error)) == NULL)
    return FALSE;
  if ((grant = nuan_grant_store_read (connection, id, error)) == NULL || !may_end (grant, state, actor->id, error))
    return FALSE;
  if (nuan_journal_open (connection, actor, ends[state].action, error) == 0)
    return FALSE;

  if (state == NUAN_GRANT_VOIDED)
    done = nuan_sql_run (connection, error, "UPDATE grants SET state = 'voided', decision_reason = ?, ended_on = ? WHERE id = ?",
                         "tdi", clean, today, id);
  else
    done = nuan_sql_run (connection, error,
                         "UPDATE grants SET state = ?, decided_by = ?, decided_on = ?, decision_reason = ? WHERE id = ?", "tidti",
                         nuan_grant_state_code (state), actor->id, today, clean, id);

  return done && close_journal (connection, grant, error);
}

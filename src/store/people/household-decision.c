#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "base/money.h"
#include "base/text.h"
#include "store/people/household-private.h"
#include "store/journal/journal.h"
#include "store/office/staff-store.h"
#include "store/office/standard-store.h"
#include "store/engine/engine.h"

#define MAX_REASON_CHARS 500

/* Cleaned; NULL and NUAN_ERROR_INVALID at "reason" where one is needed and missing. */
static char *
clean_reason (const char *reason, gboolean required, GError **error)
{
  return nuan_text_clean (reason, required, TRUE, MAX_REASON_CHARS, "reason", error);
}

static gboolean
keep_reason (NuanConnection *connection, gint64 journal_id, gint64 id, const char *reason, GError **error)
{
  if (*reason == '\0')
    return TRUE;
  if (!nuan_sql_run (connection, error, "INSERT INTO household_reason (journal_id, household_id, reason) VALUES (?, ?, ?)",
                     "iit", journal_id, id, reason))
    return FALSE;

  nuan_journal_wrote (connection, "household_reason", journal_id);
  return TRUE;
}

/* Approving --------------------------------------------------------------------------------------------------------------- */

gboolean
nuan_household_store_wrote (NuanConnection *connection, const NuanHousehold *household, gint64 staff_id, gboolean *wrote, GError **error)
{
  gint64 n = 0;

  if (!nuan_sql_value (connection, &n, error, "SELECT count(*) FROM household_author WHERE household_id = ? AND staff_id = ?",
                       "ii", household->id, staff_id))
    return FALSE;

  *wrote = n > 0 || household->changed_by == staff_id;
  return TRUE;
}

/* Whatever roles they hold. */
static gboolean
check_four_eyes (NuanConnection *connection, const NuanStaff *actor, const NuanHousehold *household, GError **error)
{
  gboolean wrote;

  if (!nuan_household_store_wrote (connection, household, actor->id, &wrote, error))
    return FALSE;
  if (!wrote)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_RULE, "approve", _("Somebody else must approve this file: you wrote it"));
  return FALSE;
}

static gboolean
check_reason (const NuanAssessment *assessment, const char *reason, GError **error)
{
  if (assessment->category != NUAN_CATEGORY_NONE || *reason != '\0')
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_RULE, "reason", 
                  _("By its figures this household does not qualify: approving it needs a reason"));
  return FALSE;
}

static gboolean
insert_assessment (NuanConnection *connection, const NuanStaff *actor, const NuanHousehold *household, const NuanAssessment *assessment,
                   const char *reason, gint64 journal_id, GError **error)
{
  g_autofree char *standards = nuan_standard_store_freeze (&assessment->standards);
  gint64 id;

  if (!nuan_next_id (connection, "assessment", &id, error) ||
      !nuan_sql_run (connection, error,
                     "INSERT INTO assessment (id, household_id, version, on_day, category, computed, income_fen, expense_fen,"
                     " persons, line_fen, line_from, per_capita, arithmetic, standards, reason, drafted_by, confirmed_by, "
                     "journal_id)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "iiidttiiiidttttiii",
                     id, household->id, (gint64) household->version, assessment->standards.on, nuan_category_code (assessment->category),
                     nuan_category_code (assessment->computed), assessment->income_fen, assessment->expense_fen,
                     (gint64) assessment->persons, assessment->standards.dibao_fen, assessment->standards.dibao_from,
                     assessment->per_capita, assessment->arithmetic, standards, reason, household->changed_by, actor->id,
                     journal_id))
    return FALSE;

  nuan_journal_wrote (connection, "assessment", id);
  return TRUE;
}

/* The assessment as it will be shown for ever, and the file in force by it. */
static gboolean
freeze (NuanConnection *connection, const NuanStaff *actor, const NuanHousehold *household, const NuanAssessment *assessment,
        const char *reason, GError **error)
{
  g_autofree char *subject = nuan_household_subject (household->id);
  const char *category = nuan_category_code (assessment->category);
  const gint64 journal_id = nuan_journal_open (connection, actor, "household.approve", error);

  if (journal_id == 0 ||
      !keep_reason (connection, journal_id, household->id, reason, error) ||
      !insert_assessment (connection, actor, household, assessment, reason, journal_id, error) ||
      !nuan_sql_run (connection, error, "DELETE FROM household_author WHERE household_id = ?", "i", household->id) ||
      !nuan_sql_run (connection, error, "UPDATE household SET state = 'in-force', category = ? WHERE id = ?", "ti", category,
                     household->id))
    return FALSE;

  nuan_journal_wrote (connection, "household", household->id);
  return nuan_journal_close (connection, subject,
                             nuan_detail_add (nuan_detail_add_number (nuan_detail_new (), "version", household->version), "category", category),
                             error);
}

NuanAssessment *
nuan_household_store_approve (NuanConnection *connection, const NuanStaff *actor, gint64 id, gint version, const char *reason, GError **error)
{
  g_autoptr (NuanHousehold) household = NULL;
  g_autoptr (NuanAssessment) assessment = NULL;
  g_autofree char *clean = NULL;
  NuanStandards standards;

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_DECIDE_HOUSEHOLD, error) ||
      (clean = clean_reason (reason, FALSE, error)) == NULL ||
      (household = nuan_household_store_read (connection, id, error)) == NULL ||
      (version != 0 && !nuan_household_check_version (household, version, error)) ||
      !nuan_household_may_become (household->state, NUAN_HOUSEHOLD_IN_FORCE, error) ||
      !check_four_eyes (connection, actor, household, error) ||
      !nuan_standard_store_get (connection, nuan_connection_get_today (connection), &standards, error) ||
      (assessment = nuan_assessment_compute (household, &standards, error)) == NULL ||
      !check_reason (assessment, clean, error) ||
      !freeze (connection, actor, household, assessment, clean, error))
    return NULL;

  return g_steal_pointer (&assessment);
}

gboolean
nuan_household_store_confirmed (NuanConnection *connection, gint64 id, NuanConfirmation **confirmation, GError **error)
{
  NuanConfirmation *last;
  g_autoptr (NuanStatement) row = nuan_statement (connection,
    "SELECT a.id, a.on_day, a.category, a.per_capita, a.line_fen, a.arithmetic, a.reason, s.name"
    "  FROM assessment a JOIN staff s ON s.id = a.confirmed_by WHERE a.household_id = ? ORDER BY a.id DESC LIMIT 1", "i", id);

  *confirmation = NULL;
  if (!nuan_statement_next (row, error))
    return !nuan_statement_failed (row);

  last = g_new (NuanConfirmation, 1);
  last->id = nuan_statement_int (row, 0);
  last->on = nuan_statement_day (row, 1);
  last->category = nuan_statement_dup (row, 2);
  last->per_capita = nuan_statement_dup (row, 3);
  last->line = nuan_money_format_plain (nuan_statement_int (row, 4));
  last->arithmetic = nuan_statement_dup (row, 5);
  last->reason = nuan_statement_dup (row, 6);
  last->confirmed_by = nuan_statement_dup (row, 7);
  *confirmation = last;
  return TRUE;
}

/* Returning, refusing, closing ---------------------------------------------------------------------------------------------- */

static gboolean
may_become (NuanConnection *connection, gint64 id, NuanHouseholdState to, GError **error)
{
  g_autoptr (NuanHousehold) household = nuan_household_store_read (connection, id, error);

  return household != NULL && nuan_household_may_become (household->state, to, error);
}

/* Members of an ended file are free to stand in another one; its search keys stay, so that it is still found. */
static gboolean
move (NuanConnection *connection, const NuanStaff *actor, gint64 id, NuanHouseholdState to, const char *action,
      const char *reason, GError **error)
{
  g_autofree char *subject = nuan_household_subject (id);
  const gint64 journal_id = nuan_journal_open (connection, actor, action, error);

  if (journal_id == 0 ||
      !keep_reason (connection, journal_id, id, reason, error) ||
      !nuan_sql_run (connection, error, "UPDATE household SET state = ? WHERE id = ?", "ti",
                     nuan_household_state_code (to), id) ||
      (to != NUAN_HOUSEHOLD_RETURNED &&
       !nuan_sql_run (connection, error, "UPDATE member SET open = 0 WHERE household_id = ?", "i", id)))
    return FALSE;

  nuan_journal_wrote (connection, "household", id);
  return nuan_journal_close (connection, subject, NULL, error);
}

static gboolean
check_no_grants (NuanConnection *connection, gint64 id, GError **error)
{
  gint64 n = 0;

  if (!nuan_sql_value (connection, &n, error, "SELECT count(*) FROM grants WHERE household_id = ?"
                                              " AND state IN ('draft', 'approved')", "i", id))
    return FALSE;
  if (n == 0)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_CONFLICT, "grants",
                  ngettext ("%lld grant of this household is not finished: pay, return or void it first",
                            "%lld grants of this household are not finished: pay, return or void them first",
                            (gulong) n), (long long) n);
  return FALSE;
}

gboolean
nuan_household_store_return (NuanConnection *connection, const NuanStaff *actor, gint64 id, const char *reason, GError **error)
{
  g_autofree char *clean = NULL;

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_DECIDE_HOUSEHOLD, error) ||
      (clean = clean_reason (reason, TRUE, error)) == NULL ||
      !may_become (connection, id, NUAN_HOUSEHOLD_RETURNED, error))
    return FALSE;

  return move (connection, actor, id, NUAN_HOUSEHOLD_RETURNED, "household.return", clean, error);
}

/* 不予建档. */
gboolean
nuan_household_store_refuse (NuanConnection *connection, const NuanStaff *actor, gint64 id, const char *reason, GError **error)
{
  g_autofree char *clean = NULL;

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_DECIDE_HOUSEHOLD, error) ||
      (clean = clean_reason (reason, TRUE, error)) == NULL ||
      !may_become (connection, id, NUAN_HOUSEHOLD_REFUSED, error))
    return FALSE;

  return check_no_grants (connection, id, error) &&
         move (connection, actor, id, NUAN_HOUSEHOLD_REFUSED, "household.refuse", clean, error);
}

gboolean
nuan_household_store_close (NuanConnection *connection, const NuanStaff *actor, gint64 id, const char *reason, GError **error)
{
  g_autofree char *clean = NULL;

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_DECIDE_HOUSEHOLD, error) ||
      (clean = clean_reason (reason, TRUE, error)) == NULL ||
      !may_become (connection, id, NUAN_HOUSEHOLD_CLOSED, error))
    return FALSE;

  return check_no_grants (connection, id, error) &&
         move (connection, actor, id, NUAN_HOUSEHOLD_CLOSED, "household.close", clean, error);
}

#include "config.h"

#include "store/money/grant-rules.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/error.h"
#include "base/money.h"
#include "model/household/household.h"
#include "store/money/fund-store.h"
#include "store/money/grant-store.h"
#include "store/office/standard-store.h"
#include "store/engine/engine.h"

/* Paid and approved help of the same programme in a year: of the household, and of the member. A payment counts on its day, an
 * approval on the day of the decision. */
#define SELECT_USED \
  "SELECT coalesce (sum (g.amount_fen), 0), coalesce (sum (CASE WHEN g.member_id = ?2 THEN g.amount_fen ELSE 0 END), 0) " \
  "  FROM grants g LEFT JOIN payment p ON p.grant_id = g.id " \
  " WHERE g.household_id = ?1 AND g.state IN ('approved', 'paid') AND g.programme = ?3 AND g.id <> ?4 " \
  "   AND coalesce (p.on_day, g.decided_on) BETWEEN ?5 AND ?6"

static gboolean
check_file (NuanConnection *connection, gint64 household_id, gint64 member_id, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT h.state, m.removed FROM household h "
                                                  "LEFT JOIN member m ON m.household_id = h.id AND m.id = ?2 WHERE h.id = ?1", "ii",
                                                  household_id, member_id);
  NuanHouseholdState state;
  gboolean known, removed;

  if (!nuan_statement_find (row, error, NUAN_ERROR_NOT_FOUND, "household", _("There is no such household")))
    return FALSE;
  if (!nuan_household_state_parse (nuan_statement_text (row, 0), &state, error))
    return FALSE;
  known = !nuan_statement_is_null (row, 1);
  removed = nuan_statement_int (row, 1) != 0;

  if (!nuan_household_may_be_helped (state, error))
    return FALSE;
  if (!known)
    nuan_error_set (error, NUAN_ERROR_NOT_FOUND, "member", _("This person is no member of the household"));
  else if (removed)
    nuan_error_set (error, NUAN_ERROR_RULE, "member", _("This person is no longer a member of the household"));

  return known && !removed;
}

static gboolean
read_used (NuanConnection *connection, const NuanGrant *grant, NuanDay year_of, NuanCapInput *input, GError **error)
{
  const guint year = nuan_day_year (year_of);
  g_autoptr (NuanStatement) row = nuan_statement (connection, SELECT_USED, "iitidd", grant->household_id, grant->member_id,
                                                  grant->programme, grant->id, nuan_day_new (year, 1, 1), nuan_day_new (year, 12, 31));

  if (!nuan_statement_need (row, error))
    return FALSE;

  input->used_household_fen = nuan_statement_int (row, 0);
  input->used_member_fen = nuan_statement_int (row, 1);
  return TRUE;
}

/* Of a grant that was approved, what its decision kept: a standard that is set later, even for an earlier day, changes no decision. */
static gboolean
read_standards (NuanConnection *connection, gint64 grant_id, NuanDay decided_on, NuanStandards *standards, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT standards, decided_on FROM grants WHERE id = ? AND standards <> ''", "i",
                                                  grant_id);

  if (nuan_statement_next (row, error))
    return nuan_standard_store_thaw (nuan_statement_text (row, 0), nuan_statement_day (row, 1), standards, error);

  if (nuan_statement_failed (row))
    return FALSE;

  return nuan_standard_store_get (connection, decided_on, standards, error);
}

/* GRANT is a real one or one in the making; its own id does not count as used. */
static GPtrArray *
compute_caps (NuanConnection *connection, const NuanGrant *grant, NuanDay decided_on, NuanDay year_of, GError **error)
{
  NuanCapInput input = {
    .programme = grant->programme,
    .amount_fen = grant->amount_fen,
    .self_paid_fen = grant->self_paid_fen,
  };
  NuanStandards standards;
  gint64 persons = 0;

  if (!read_standards (connection, grant->id, decided_on, &standards, error) ||
      !read_used (connection, grant, year_of, &input, error))
    return NULL;
  if (!nuan_sql_value (connection, &persons, error,
                       "SELECT count (*) FROM member WHERE household_id = ? AND removed = 0 AND counted = 1", "i",
                       grant->household_id))
    return NULL;

  input.persons = persons;
  return nuan_caps_compute (&input, &standards, error);
}

GPtrArray *
nuan_grant_store_caps (NuanConnection *connection, gint64 household_id, gint64 member_id, const char *programme,
                       gint64 amount_fen, gint64 self_paid_fen, NuanDay decided_on, NuanDay year_of, gint64 except,
                       GError **error)
{
  const NuanGrant asked = {
    .id = except,
    .household_id = household_id,
    .member_id = member_id,
    .programme = (char *) programme,
    .amount_fen = amount_fen,
    .self_paid_fen = self_paid_fen,
  };

  return compute_caps (connection, &asked, decided_on, year_of, error);
}

gboolean
nuan_grant_rules_check (NuanConnection *connection, const NuanGrant *grant, gint64 own_reserved_fen, NuanDay decided_on,
                        NuanDay day, GPtrArray *warnings, GError **error)
{
  g_autoptr (NuanFund) fund = NULL;
  g_autoptr (GPtrArray) caps = NULL;

  if (!check_file (connection, grant->household_id, grant->member_id, error))
    return FALSE;
  if ((fund = nuan_fund_store_read (connection, grant->fund_id, error)) == NULL)
    return FALSE;
  if (!nuan_fund_may_pay (fund, grant->programme, grant->amount_fen, own_reserved_fen, day, error))
    return FALSE;
  if ((caps = compute_caps (connection, grant, decided_on, day, error)) == NULL)
    return FALSE;

  return nuan_caps_check (caps, warnings, error);
}

static char *
describe_earlier (const NuanGrant *earlier)
{
  const gboolean paid = earlier->state == NUAN_GRANT_PAID;
  const char *programme = nuan_code_label ("programme", earlier->programme);
  g_autofree char *day = nuan_day_format (nuan_grant_get_day (earlier));
  g_autofree char *amount = nuan_money_format (earlier->amount_fen);

  if (paid)
    return g_strdup_printf (_("This household was helped this year: %s, %s, %s, %s"), day, earlier->member_name, programme,
                            amount);

  return g_strdup_printf (_("Help to this household is approved this year: %s, %s, %s, %s"), day, earlier->member_name, programme,
                          amount);
}

gboolean
nuan_grant_rules_warn_earlier (NuanConnection *connection, const NuanGrant *grant, NuanDay day, GPtrArray *warnings,
                               GError **error)
{
  g_autoptr (GPtrArray) earlier = NULL;

  if (warnings == NULL)
    return TRUE;
  if ((earlier = nuan_grant_store_earlier (connection, grant->household_id, day, grant->id, error)) == NULL)
    return FALSE;

  for (guint i = 0; i < earlier->len; i++)
    g_ptr_array_add (warnings, describe_earlier (g_ptr_array_index (earlier, i)));
  return TRUE;
}

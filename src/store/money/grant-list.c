#include "config.h"

#include "store/money/grant-store.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "model/money/receipt-number.h"
#include "store/engine/engine.h"

#define COLUMNS \
  "SELECT g.id, g.household_id, g.member_id, g.fund_id, h.number, m.name, f.name, g.programme, g.amount_fen, g.self_paid_fen, " \
  "       g.reason, g.state, g.drafted_by, coalesce (g.decided_by, 0), d.name, c.name, g.drafted_on, g.decided_on, " \
  "       g.decision_reason, p.on_day, r.year, r.seq "
#define JOINED \
  "  JOIN household h ON h.id = g.household_id " \
  "  JOIN member m ON m.id = g.member_id " \
  "  JOIN fund f ON f.id = g.fund_id " \
  "  JOIN staff d ON d.id = g.drafted_by " \
  "  LEFT JOIN staff c ON c.id = g.decided_by " \
  "  LEFT JOIN payment p ON p.grant_id = g.id " \
  "  LEFT JOIN receipt r ON r.payment_id = p.id "

#define SELECT_ONE COLUMNS "  FROM grants g " JOINED " WHERE g.id = ?"

#define SELECT_EARLIER \
  COLUMNS "  FROM grants g " JOINED \
          " WHERE g.household_id = ? AND g.state IN ('approved', 'paid') AND g.id <> ? " \
          "   AND coalesce (p.on_day, g.decided_on) BETWEEN ? AND ? " \
          " ORDER BY coalesce (p.on_day, g.decided_on) DESC, g.id DESC"

/* The ids of a page first: what is skipped is read from an index alone. ?1 state, ?2 household, ?3 limit, ?4 offset. */
#define SELECT_PAGE(where, order) \
  COLUMNS "  FROM (SELECT id AS page_id FROM grants WHERE (?1 = ?1 OR ?2 = ?2) " where \
          "         ORDER BY id " order " LIMIT ?3 OFFSET ?4) page " \
          "  JOIN grants g ON g.id = page.page_id " JOINED " ORDER BY g.id " order

/* Approved on a fund that was to be used by an earlier day. The pinned index holds no other grants, and all that is asked of them. */
#define PAST \
  NUAN_PIN ("grants_approved") " WHERE state = 'approved' AND fund_id IN (SELECT id FROM fund WHERE use_by < ?) "
#define SELECT_PAST \
  COLUMNS "  FROM (SELECT id AS page_id FROM grants" PAST "ORDER BY id LIMIT ? OFFSET ?) page " \
          "  JOIN grants g ON g.id = page.page_id " JOINED " ORDER BY g.id"

#define BY_STATE     " AND state = ?1"
#define BY_HOUSEHOLD " AND household_id = ?2"

static gpointer
read_row (NuanStatement *row)
{
  NuanGrant *grant = nuan_grant_new ();
  const struct { char **text; int column; } texts[] = {
    { &grant->household_number, 4 }, { &grant->member_name, 5 }, { &grant->fund_name, 6 }, { &grant->programme, 7 },
    { &grant->reason, 10 }, { &grant->drafted_name, 14 }, { &grant->decided_name, 15 }, { &grant->decision_reason, 18 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_free (*texts[i].text);
      *texts[i].text = nuan_statement_dup (row, texts[i].column);
    }
  grant->id = nuan_statement_int (row, 0);
  grant->household_id = nuan_statement_int (row, 1);
  grant->member_id = nuan_statement_int (row, 2);
  grant->fund_id = nuan_statement_int (row, 3);
  grant->amount_fen = nuan_statement_int (row, 8);
  grant->self_paid_fen = nuan_statement_int (row, 9);
  nuan_grant_state_parse (nuan_statement_text (row, 11), &grant->state, NULL);
  grant->drafted_by = nuan_statement_int (row, 12);
  grant->decided_by = nuan_statement_int (row, 13);
  grant->drafted_on = nuan_statement_day (row, 16);
  grant->decided_on = nuan_statement_day (row, 17);
  grant->paid_on = nuan_statement_day (row, 19);
  g_free (grant->receipt_number);
  grant->receipt_number = nuan_receipt_number_format (nuan_statement_int (row, 20), nuan_statement_int (row, 21));
  return grant;
}

static GPtrArray *
read_all (NuanStatement *statement, GError **error)
{
  return nuan_statement_list (statement, read_row, (GDestroyNotify) nuan_grant_free, error);
}

NuanGrant *
nuan_grant_store_read (NuanConnection *connection, gint64 id, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, SELECT_ONE, "i", id);

  if (!nuan_statement_find (row, error, NUAN_ERROR_NOT_FOUND, "grant", _("There is no grant %lld"), (long long) id))
    return NULL;

  return read_row (row);
}

GPtrArray *
nuan_grant_store_list (NuanConnection *connection, const char *state, gint64 household_id, gint64 offset, guint limit,
                       GError **error)
{
  /* [by state][by household][oldest first] */
  static const char *const pages[2][2][2] = {
    { { SELECT_PAGE ("", "DESC"), SELECT_PAGE ("", "ASC") },
      { SELECT_PAGE (BY_HOUSEHOLD, "DESC"), SELECT_PAGE (BY_HOUSEHOLD, "ASC") } },
    { { SELECT_PAGE (BY_STATE, "DESC"), SELECT_PAGE (BY_STATE, "ASC") },
      { SELECT_PAGE (BY_STATE BY_HOUSEHOLD, "DESC"), SELECT_PAGE (BY_STATE BY_HOUSEHOLD, "ASC") } },
  };
  const gboolean waits = g_strcmp0 (state, "draft") == 0 || g_strcmp0 (state, "approved") == 0;

  return read_all (nuan_statement (connection, pages[state != NULL][household_id != 0][waits], "tiii", state, household_id,
                                   (gint64) limit, offset), error);
}

gboolean
nuan_grant_store_count (NuanConnection *connection, const char *state, gint64 household_id, gint64 *n, GError **error)
{
  static const char *const counts[2][2] = {
    { "SELECT count (*) FROM grants WHERE (?1 = ?1 OR ?2 = ?2)",
      "SELECT count (*) FROM grants WHERE ?1 = ?1 AND household_id = ?2" },
    { "SELECT count (*) FROM grants WHERE state = ?1 AND ?2 = ?2",
      "SELECT count (*) FROM grants WHERE state = ?1 AND household_id = ?2" },
  };

  return nuan_sql_value (connection, n, error, counts[state != NULL][household_id != 0], "ti", state, household_id);
}

GPtrArray *
nuan_grant_store_past (NuanConnection *connection, NuanDay day, gint64 offset, guint limit, GError **error)
{
  return read_all (nuan_statement (connection, SELECT_PAST, "dii", day, (gint64) limit, offset), error);
}

gboolean
nuan_grant_store_count_past (NuanConnection *connection, NuanDay day, gint64 *n, GError **error)
{
  return nuan_sql_value (connection, n, error, "SELECT count (*) FROM grants" PAST, "d", day);
}

GPtrArray *
nuan_grant_store_earlier (NuanConnection *connection, gint64 household_id, NuanDay day, gint64 except, GError **error)
{
  const guint year = nuan_day_year (day);

  return read_all (nuan_statement (connection, SELECT_EARLIER, "iidd", household_id, except, nuan_day_new (year, 1, 1),
                                   nuan_day_new (year, 12, 31)), error);
}

gint64
nuan_grant_store_find_member (NuanConnection *connection, gint64 household_id, const char *id_number, GError **error)
{
  g_autofree char *upper = g_ascii_strup (id_number != NULL ? id_number : "", -1);
  gint64 id = 0;

  if (*upper != '\0' && !nuan_sql_find (connection, &id, error,
                                        "SELECT id FROM member WHERE household_id = ? AND id_number = ? AND removed = 0", "it",
                                        household_id, upper))
    return 0;

  if (id == 0)
    nuan_error_set (error, NUAN_ERROR_NOT_FOUND, "member", _("Nobody in this household has that ID number"));
  return id;
}

#include "config.h"

#include <sqlite3.h>

#include "desk/waiting.h"
#include "money.h"
#include "store/people/case-list.h"

#define MANY 5300   /* more than any list looks at in one go */

/* N more drafts of 1.00 each, past the commands but not past the guards. */
static void
add_drafts (Fixture *fixture, const Wish *wish, gint64 fund_id, guint n)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO grants (id, household_id, member_id, programme, fund_id, amount_fen, reason, state, drafted_by, drafted_on)"
      " WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < %u)"
      " SELECT m.last + c.n, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", 'living', %" G_GINT64_FORMAT ", 100, '生活困难', 'draft',"
      " %" G_GINT64_FORMAT ", '2025-11-19' FROM c, (SELECT coalesce (max (id), 0) AS last FROM grants) m",
      n, wish->household_id, wish->member_id, fund_id, fixture->intake->id);
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_true (nuan_connection_exec (fixture->connection, sql, &error));
  g_assert_no_error (error);
  fixture_commit (fixture);
}

static void
approve_drafts (Fixture *fixture)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE grants SET state = 'approved', decided_on = '2025-11-20', decided_by = %" G_GINT64_FORMAT
                                          " WHERE state = 'draft'", fixture->review->id);
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_true (nuan_connection_exec (fixture->connection, sql, &error));
  g_assert_no_error (error);
  fixture_commit (fixture);
}

static GPtrArray *
window (Fixture *fixture, NuanWaitingList list, gint64 offset, guint limit)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = nuan_waiting_list_window (fixture->connection, list, offset, limit, &error);

  g_assert_no_error (error);
  return rows;
}

static gint64
count (Fixture *fixture, NuanWaitingList list)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  g_assert_true (nuan_waiting_list_count (fixture->connection, list, &n, &error));
  g_assert_no_error (error);
  return n;
}

static const NuanWaitingRow *
at (GPtrArray *rows, guint i)
{
  return g_ptr_array_index (rows, i);
}

/* A fund that was to be used by the end of October, with 10,000.00. */
static gint64
add_past_fund (Fixture *fixture)
{
  const gint64 id = money_fund_of (fixture, "过期资金", "central", "living", nuan_day_new (2025, 1, 1), nuan_day_new (2025, 12, 31),
                                   nuan_day_new (2025, 10, 31));

  money_receive (fixture, id, 1000000);
  return id;
}

static void
a_long_list_is_read_to_its_last_row (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 10000000);
  const NuanWaitingList lists[] = { NUAN_WAITING_TO_APPROVE, NUAN_WAITING_TO_PAY };

  add_drafts (fixture, &wish, wish.fund_id, MANY);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GPtrArray) last = NULL;

      if (lists[i] == NUAN_WAITING_TO_PAY)
        approve_drafts (fixture);
      last = window (fixture, lists[i], MANY - 2, 128);
      g_assert_cmpint (count (fixture, lists[i]), ==, MANY);
      g_assert_cmpuint (last->len, ==, 2);
      g_assert_cmpint (at (last, 0)->grant_id, ==, MANY - 1);
      g_assert_cmpint (at (last, 1)->grant_id, ==, MANY);
      g_assert_cmpint (at (last, 1)->list, ==, lists[i]);
    }
  g_assert_cmpint (count (fixture, NUAN_WAITING_TO_APPROVE), ==, 0);
}

static void
reservations_past_are_found_behind_any_number_of_others (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 10000000);
  const gint64 past = add_past_fund (fixture);
  g_autoptr (GPtrArray) rows = NULL;

  add_drafts (fixture, &wish, wish.fund_id, MANY);
  add_drafts (fixture, &wish, past, 3);
  approve_drafts (fixture);
  rows = window (fixture, NUAN_WAITING_RESERVATIONS_PAST, 0, 128);
  g_assert_cmpint (count (fixture, NUAN_WAITING_RESERVATIONS_PAST), ==, 3);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpint (at (rows, 0)->grant_id, ==, MANY + 1);
  g_assert_cmpint (at (rows, 2)->grant_id, ==, MANY + 3);
  g_assert_cmpint (at (rows, 0)->household_id, ==, wish.household_id);
}

static void
windows_follow_each_other_without_gap (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 10000000);
  const gint64 past = add_past_fund (fixture);
  gint64 expected = 1;

  add_drafts (fixture, &wish, past, 300);
  approve_drafts (fixture);
  for (gint64 offset = 0; offset < 300; offset += 128)
    {
      g_autoptr (GPtrArray) rows = window (fixture, NUAN_WAITING_RESERVATIONS_PAST, offset, 128);

      for (guint i = 0; i < rows->len; i++)
        g_assert_cmpint (at (rows, i)->grant_id, ==, expected++);
    }
  g_assert_cmpint (expected, ==, 301);
}

static void
a_fund_waits_while_it_holds_money_near_its_date (Fixture *fixture, gconstpointer unused)
{
  const gint64 past = add_past_fund (fixture);
  const gint64 near = money_fund_of (fixture, "年底资金", "central", "living", nuan_day_new (2025, 1, 1), nuan_day_new (2025, 12, 31),
                                     nuan_day_new (2025, 12, 10));
  const gint64 far = money_fund_of (fixture, "明年资金", "central", "living", nuan_day_new (2025, 1, 1), nuan_day_new (2026, 12, 31),
                                    nuan_day_new (2026, 12, 31));
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) second = NULL;

  money_fund_of (fixture, "空资金", "central", "living", nuan_day_new (2025, 1, 1), nuan_day_new (2025, 12, 31), nuan_day_new (2025, 10, 1));
  money_receive (fixture, near, 200000);
  money_receive (fixture, far, 300000);
  rows = window (fixture, NUAN_WAITING_FUNDS_NEAR, 0, 128);
  g_assert_cmpint (count (fixture, NUAN_WAITING_FUNDS_NEAR), ==, 2);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (at (rows, 0)->fund_id, ==, past);
  g_assert_cmpint (at (rows, 0)->amount_fen, ==, 1000000);
  g_assert_cmpint (at (rows, 1)->fund_id, ==, near);
  g_assert_cmpstr (at (rows, 1)->household_number, ==, "");
  second = window (fixture, NUAN_WAITING_FUNDS_NEAR, 1, 1);
  g_assert_cmpuint (second->len, ==, 1);
  g_assert_cmpint (at (second, 0)->fund_id, ==, near);
}

static void
a_receipt_waits_until_it_is_signed (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *first = money_pay (fixture, &wish, "cash");
  g_autofree char *second = money_pay (fixture, &wish, "cash");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_cmpint (count (fixture, NUAN_WAITING_TO_SIGN), ==, 2);
  fixture_begin (fixture);
  g_assert_true (nuan_receipt_store_sign (fixture->connection, fixture->cash, first, &error));
  fixture_commit (fixture);
  rows = window (fixture, NUAN_WAITING_TO_SIGN, 0, 128);
  g_assert_cmpint (count (fixture, NUAN_WAITING_TO_SIGN), ==, 1);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (at (rows, 0)->receipt_number, ==, second);
  g_assert_cmpint (at (rows, 0)->amount_fen, ==, 100000);
  g_assert_cmpint (at (rows, 0)->household_id, ==, wish.household_id);
}

static void
the_pane_counts_what_the_lists_hold (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const gint64 past = add_past_fund (fixture);
  g_autofree char *number = money_pay (fixture, &wish, "cash");
  g_autoptr (GError) error = NULL;
  NuanWaiting waiting;

  add_drafts (fixture, &wish, past, 2);
  approve_drafts (fixture);
  add_drafts (fixture, &wish, wish.fund_id, 3);
  g_assert_true (nuan_waiting_read (fixture->connection, &waiting, &error));
  g_assert_no_error (error);
  g_assert_cmpint (waiting.to_approve_grants, ==, 3);
  g_assert_cmpint (waiting.to_pay_grants, ==, 2);
  g_assert_cmpint (waiting.to_sign, ==, 1);
  g_assert_cmpint (waiting.funds_near, ==, 1);
  g_assert_cmpint (waiting.reservations_past, ==, 2);
  g_assert_cmpint (count (fixture, NUAN_WAITING_TO_APPROVE), ==, waiting.to_approve_grants);
  g_assert_cmpint (count (fixture, NUAN_WAITING_TO_PAY), ==, waiting.to_pay_grants);
  g_assert_cmpint (count (fixture, NUAN_WAITING_TO_SIGN), ==, waiting.to_sign);
  g_assert_cmpint (count (fixture, NUAN_WAITING_FUNDS_NEAR), ==, waiting.funds_near);
  g_assert_cmpint (count (fixture, NUAN_WAITING_RESERVATIONS_PAST), ==, waiting.reservations_past);
}

/* Plans ---------------------------------------------------------------------------------------------------------------------- */

static int
note_statement (unsigned what, void *data, void *statement, void *text)
{
  g_ptr_array_add (data, g_strdup (sqlite3_sql (statement)));
  return 0;
}

/* Funds are few, a page has been cut to its window, and what is to be signed is a table of its own in the order of its list. */
static gboolean
may_be_scanned (const char *step)
{
  static const char *const small[] = { "SCAN f", "SCAN b", "SCAN fund", "SCAN page", "SCAN to_sign" };

  for (guint i = 0; i < G_N_ELEMENTS (small); i++)
    if (g_str_has_prefix (step, small[i]))
      return TRUE;
  return strstr (step, "INDEX") != NULL || strstr (step, "CONSTANT ROW") != NULL;
}

/* No table of grants or receipts is read from end to end, and nothing is sorted before it is cut. */
static void
assert_plan (Fixture *fixture, const char *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  sqlite3_stmt *row = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (fixture_handle (fixture), explain, -1, &row, NULL), ==, SQLITE_OK);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      const char *step = (const char *) sqlite3_column_text (row, 3);
      const gboolean inside = sqlite3_column_int (row, 1) != 0;

      if ((inside && strstr (step, "TEMP B-TREE") != NULL) || (g_str_has_prefix (step, "SCAN") && !may_be_scanned (step)))
        g_error ("%s: %s", step, sql);
    }
  sqlite3_finalize (row);
}

static void
lists_are_cut_before_they_are_joined (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func (g_free);
  sqlite3 *db = fixture_handle (fixture);

  sqlite3_trace_v2 (db, SQLITE_TRACE_STMT, note_statement, statements);
  for (NuanWaitingList list = NUAN_WAITING_TO_APPROVE; list <= NUAN_WAITING_RESERVATIONS_PAST; list++)
    {
      g_ptr_array_unref (window (fixture, list, 128, 128));
      count (fixture, list);
    }
  sqlite3_trace_v2 (db, 0, NULL, NULL);

  g_assert_cmpuint (statements->len, >=, 10);
  for (guint i = 0; i < statements->len; i++)
    assert_plan (fixture, g_ptr_array_index (statements, i));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  MONEY_TEST ("/waiting/a-long-list-is-read-to-its-last-row", a_long_list_is_read_to_its_last_row);
  MONEY_TEST ("/waiting/reservations-past-are-found-behind-any-number-of-others", reservations_past_are_found_behind_any_number_of_others);
  MONEY_TEST ("/waiting/windows-follow-each-other-without-gap", windows_follow_each_other_without_gap);
  MONEY_TEST ("/waiting/a-fund-waits-while-it-holds-money-near-its-date", a_fund_waits_while_it_holds_money_near_its_date);
  MONEY_TEST ("/waiting/a-receipt-waits-until-it-is-signed", a_receipt_waits_until_it_is_signed);
  MONEY_TEST ("/waiting/the-pane-counts-what-the-lists-hold", the_pane_counts_what_the_lists_hold);
  MONEY_TEST ("/waiting/lists-are-cut-before-they-are-joined", lists_are_cut_before_they_are_joined);

  return g_test_run ();
}

#include "config.h"

#include "money.h"
#include "store/people/case-list.h"
#include "store/people/household-store.h"

static void
set_text (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static GPtrArray *
history (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = nuan_household_store_history (fixture->connection, id, 100, &error);

  g_assert_no_error (error);
  return items;
}

static void
assert_kinds (const GPtrArray *items, const char *kinds)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (found, "%s%s", i > 0 ? " " : "", ((NuanHistoryItem *) items->pdata[i])->kind);
  g_assert_cmpstr (found->str, ==, kinds);
}

static const NuanHistoryItem *
item_of (const GPtrArray *items, const char *kind)
{
  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (((NuanHistoryItem *) items->pdata[i])->kind, kind))
      return items->pdata[i];

  g_error ("no %s in the history", kind);
}

static void
help_from_draft_to_void_is_told (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *number = money_pay (fixture, &wish, "cash");
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  const NuanHistoryItem *pay;

  fixture_begin (fixture);
  g_assert_cmpint (nuan_receipt_store_count_print (fixture->connection, fixture->cash, number, &error), ==, 0);
  g_assert_cmpint (nuan_receipt_store_count_print (fixture->connection, fixture->cash, number, &error), ==, 1);
  g_assert_true (nuan_receipt_store_sign (fixture->connection, fixture->intake, number, &error));
  g_assert_true (nuan_receipt_store_unsign (fixture->connection, fixture->intake, number, &error));
  g_assert_true (nuan_receipt_store_sign (fixture->connection, fixture->intake, number, &error));
  g_assert_no_error (error);
  fixture_commit (fixture);
  money_void (fixture, number);

  items = history (fixture, wish.household_id);
  assert_kinds (items, "void sign sign sign print print pay grant-approve grant approve add");
  pay = item_of (items, "pay");
  g_assert_cmpstr (pay->receipt_number, ==, "2025-000001");
  g_assert_cmpstr (pay->staff, ==, "钱出纳");
  g_assert_cmpint (pay->grant_id, ==, 1);
  g_assert_nonnull (strstr (pay->text, "1,000.00"));
  g_assert_nonnull (strstr (pay->text, "张建国"));
  g_assert_nonnull (strstr (item_of (items, "void")->text, "发放对象有误"));
}

static void
ended_grants_are_told_with_their_reason (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const gint64 refused = money_draft (fixture, &wish), returned = money_draft (fixture, &wish);
  const gint64 voided = money_approved (fixture, &wish);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (try_end (fixture, fixture->review, refused, NUAN_GRANT_REFUSED, "已有救助", &error));
  g_assert_true (try_end (fixture, fixture->review, returned, NUAN_GRANT_RETURNED, "缺票据", &error));
  g_assert_true (try_end (fixture, fixture->direct, voided, NUAN_GRANT_VOIDED, "本人放弃", &error));
  g_assert_no_error (error);

  items = history (fixture, wish.household_id);
  assert_kinds (items, "grant-void grant-approve grant-return grant-refuse grant grant grant approve add");
  g_assert_nonnull (strstr (item_of (items, "grant-void")->text, "本人放弃"));
  g_assert_cmpstr (item_of (items, "grant-void")->staff, ==, "赵主任");
  g_assert_nonnull (strstr (item_of (items, "grant-refuse")->text, "已有救助"));
  g_assert_null (strstr (item_of (items, "grant-approve")->text, "本人放弃"));
}

static void
file_with_unfinished_help_is_not_closed (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  const gint64 grant_id = money_draft (fixture, &wish);
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_false (nuan_household_store_close (fixture->connection, fixture->direct, wish.household_id, "脱困", &error));
  check_error (error, NUAN_ERROR_CONFLICT, "grants");
  fixture_rollback (fixture);
  g_assert_true (try_end (fixture, fixture->review, grant_id, NUAN_GRANT_REFUSED, "x", &error));
  fixture_begin (fixture);
  g_assert_true (nuan_household_store_close (fixture->connection, fixture->direct, wish.household_id, "脱困", &error));
  g_assert_no_error (error);
  fixture_commit (fixture);
}

static void
receipt_number_finds_its_household (Fixture *fixture, gconstpointer unused)
{
  static const char *const searches[] = { "2025-000001", "1", "000001", "2025-1" };
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *number = money_pay (fixture, &wish, "cash"), *found = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();
      g_autoptr (GPtrArray) rows = NULL;

      set_text (&query->search, searches[i]);
      rows = nuan_case_list_window (fixture->connection, query, 0, 10, -1, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (rows->len, ==, 1);   /* household 1 and receipt 1 are one row */
    }
  g_assert_cmpint (nuan_case_list_resolve (fixture->connection, number, &found, &error), ==, wish.household_id);
  g_assert_cmpstr (found, ==, number);
}

static void
scanned_receipt_resolves (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *number = money_pay (fixture, &wish, "cash"), *found = NULL, *text = NULL;
  g_autoptr (NuanReceipt) receipt = nuan_receipt_store_read (fixture->connection, number, NULL);

  text = nuan_receipt_scan_text (number, 0, receipt->code);
  g_assert_cmpint (nuan_case_list_resolve (fixture->connection, text, &found, NULL), ==, wish.household_id);
  g_assert_cmpstr (found, ==, number);
}

static void
hit_of_another_files_receipt_is_its_number (Fixture *fixture, gconstpointer unused)
{
  Wish wish = money_ready (fixture, "living", 500000);
  g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *number = NULL;

  wish.household_id = fixture_add_approved (fixture, 2);
  wish.member_id = money_member (fixture, wish.household_id, 0);
  number = money_pay (fixture, &wish, "cash");
  set_text (&query->search, "1");
  rows = nuan_case_list_window (fixture->connection, query, 0, 10, -1, NULL);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (((NuanCaseRow *) rows->pdata[0])->hit, ==, "");
  g_assert_cmpstr (((NuanCaseRow *) rows->pdata[1])->hit, ==, number);
}

static void
what_waits_is_counted (Fixture *fixture, gconstpointer unused)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *number = money_pay (fixture, &wish, "cash");
  g_autoptr (GError) error = NULL;
  NuanWaiting waiting;

  money_draft (fixture, &wish);
  money_approved (fixture, &wish);
  g_assert_true (nuan_waiting_read (fixture->connection, &waiting, &error));
  g_assert_no_error (error);
  g_assert_cmpint (waiting.to_approve_grants, ==, 1);
  g_assert_cmpint (waiting.to_pay_grants, ==, 1);
  g_assert_cmpint (waiting.to_sign, ==, 1);
  g_assert_cmpint (waiting.funds_near, ==, 0);
  nuan_connection_set_today (fixture->connection, nuan_day_new (2025, 12, 1));   /* 30 days before the use-by date */
  g_assert_true (nuan_waiting_read (fixture->connection, &waiting, &error));
  g_assert_cmpint (waiting.funds_near, ==, 1);
  g_assert_cmpint (waiting.reservations_past, ==, 0);
  nuan_connection_set_today (fixture->connection, nuan_day_new (2026, 1, 1));
  g_assert_true (nuan_waiting_read (fixture->connection, &waiting, &error));
  g_assert_cmpint (waiting.reservations_past, ==, 1);
}

#define ADD(path, test) g_test_add ("/household-history/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("help-from-draft-to-void-is-told", help_from_draft_to_void_is_told);
  ADD ("ended-grants-are-told-with-their-reason", ended_grants_are_told_with_their_reason);
  ADD ("file-with-unfinished-help-is-not-closed", file_with_unfinished_help_is_not_closed);
  ADD ("receipt-number-finds-its-household", receipt_number_finds_its_household);
  ADD ("scanned-receipt-resolves", scanned_receipt_resolves);
  ADD ("hit-of-another-files-receipt-is-its-number", hit_of_another_files_receipt_is_its_number);
  ADD ("what-waits-is-counted", what_waits_is_counted);
  return g_test_run ();
}

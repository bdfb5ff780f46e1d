#include "config.h"

#include "money.h"

static char *
paid (Fixture *fixture)
{
  const Wish wish = money_ready (fixture, "living", 500000);

  return money_pay (fixture, &wish, "cash");
}

static gint
count_print (Fixture *fixture, const NuanStaff *actor, const char *number)
{
  g_autoptr (GError) error = NULL;
  gint copy;

  fixture_begin (fixture);
  copy = nuan_receipt_store_count_print (fixture->connection, actor, number, &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
  return copy;
}

/* What the QR code of that copy holds. */
static char *
scan_text (Fixture *fixture, const char *number, gint copy)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanReceipt) receipt = nuan_receipt_store_read (fixture->connection, number, &error);
  g_autofree char *code = nuan_receipt_store_code (fixture->connection, receipt, copy, &error);

  g_assert_no_error (error);
  return nuan_receipt_scan_text (number, copy, code);
}

static void
assert_verdict (Fixture *fixture, const char *text, NuanReceiptVerdict verdict)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (nuan_receipt_verdict_code (nuan_receipt_store_verify (fixture->connection, text, NULL, &error)), ==,
                   nuan_receipt_verdict_code (verdict));
  g_assert_no_error (error);
}

static void
a_receipt_freezes_what_stood_on_the_paper (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanReceipt) receipt = nuan_receipt_store_read (fixture->connection, number, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (receipt->number, ==, "2025-000001");
  g_assert_cmpstr (receipt->centre, ==, "试点县职工服务(帮扶)中心");
  g_assert_cmpstr (receipt->payee, ==, "张建国");
  g_assert_cmpstr (receipt->unit, ==, "试点县第一纺织厂");
  g_assert_cmpstr (receipt->fund, ==, "2025年中央财政帮扶资金");
  g_assert_cmpstr (receipt->amount_words, ==, "人民币壹仟元整");
  g_assert_cmpstr (receipt->handler, ==, "王受理");
  g_assert_cmpstr (receipt->reviewer, ==, "李审核");
  g_assert_cmpstr (receipt->cashier, ==, "钱出纳");
  g_assert_nonnull (strstr (receipt->payee_id_masked, "********"));
  g_assert_cmpuint (strlen (receipt->code), ==, 10);
  g_assert_false (receipt->voided);
}

static void
a_renamed_fund_or_person_does_not_change_the_receipt (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);
  g_autofree char *text = scan_text (fixture, number, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanReceipt) receipt = NULL;

  nuan_connection_exec (fixture->connection, "UPDATE member SET name = '别人'; UPDATE staff SET name = '别人'", &error);
  g_assert_no_error (error);
  receipt = nuan_receipt_store_read (fixture->connection, number, &error);
  g_assert_cmpstr (receipt->payee, ==, "张建国");
  assert_verdict (fixture, text, NUAN_RECEIPT_VALID);
}

static void
an_unknown_number_is_not_found (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (nuan_receipt_store_read (fixture->connection, "2025-000009", &error));
  check_error (error, NUAN_ERROR_NOT_FOUND, "receipt");
  g_assert_null (nuan_receipt_store_read (fixture->connection, "2025/9", &error));
  check_error (error, NUAN_ERROR_INVALID, "receipt");
}

static void
the_first_print_is_none_and_reprints_count_up (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nuan_receipt_store_next_copy (fixture->connection, fixture->cash, number, &error), ==, 0);
  g_assert_cmpint (count_print (fixture, fixture->cash, number), ==, 0);
  g_assert_cmpint (count_print (fixture, fixture->intake, number), ==, 1);
  g_assert_cmpint (nuan_receipt_store_next_copy (fixture->connection, fixture->cash, number, &error), ==, 2);
}

static void
audit_prints_a_marked_copy_that_is_not_counted (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);

  g_assert_cmpint (count_print (fixture, fixture->audit, number), ==, NUAN_COPY_AUDIT);
  g_assert_cmpint (count_print (fixture, fixture->cash, number), ==, 0);
}

static void
an_auditor_who_also_works_at_the_desk_is_counted (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);

  g_assert_cmpint (count_print (fixture, fixture->all, number), ==, 0);
}

static void
each_copy_tells_what_it_is (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);
  g_autofree char *first = scan_text (fixture, number, 0);
  g_autofree char *reprint = scan_text (fixture, number, 12);
  g_autofree char *audit = scan_text (fixture, number, NUAN_COPY_AUDIT);

  assert_verdict (fixture, first, NUAN_RECEIPT_VALID);
  assert_verdict (fixture, reprint, NUAN_RECEIPT_REPRINT);
  assert_verdict (fixture, audit, NUAN_RECEIPT_AUDIT);
}

static void
a_reprint_does_not_pass_as_the_first_print (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);
  g_autofree char *reprint = scan_text (fixture, number, 1);
  char *copy = strstr (reprint, "-1-");

  copy[1] = '0';
  assert_verdict (fixture, reprint, NUAN_RECEIPT_ALTERED);
}

static void
a_void_receipt_says_so (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);
  g_autofree char *text = scan_text (fixture, number, 0);

  money_void (fixture, number);
  assert_verdict (fixture, text, NUAN_RECEIPT_VOID);
}

static void
a_wrong_code_is_altered_and_shows_what_is_frozen (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);
  g_autofree char *text = scan_text (fixture, number, 0);
  g_autoptr (NuanReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;
  char *last = text + strlen (text) - 1;

  *last = *last == '0' ? '2' : '0';
  g_assert_cmpint (nuan_receipt_store_verify (fixture->connection, text, &receipt, &error), ==, NUAN_RECEIPT_ALTERED);
  g_assert_no_error (error);
  g_assert_cmpstr (receipt->payee, ==, "张建国");
}

static void
a_number_never_given_is_unknown (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);

  assert_verdict (fixture, "NC1-2025-000002-0-7KQ2M9XW4T", NUAN_RECEIPT_UNKNOWN);
  assert_verdict (fixture, "NC1-2031-000001-0-7KQ2M9XW4T", NUAN_RECEIPT_UNKNOWN);
}

static void
a_row_changed_behind_our_back_is_altered (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);
  g_autofree char *text = scan_text (fixture, number, 0);

  fixture_tamper (fixture, "UPDATE receipt SET amount_fen = 900000");
  assert_verdict (fixture, text, NUAN_RECEIPT_ALTERED);
}

static void
the_code_is_read_as_people_type_it (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);
  g_autofree char *text = scan_text (fixture, number, 0);
  g_autofree char *small = g_ascii_strdown (text, -1);
  g_autoptr (GString) spaced = g_string_new (NULL), bare = g_string_new (NULL), confused = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    {
      g_string_append_printf (spaced, "%c ", *at);
      if (*at != '-')
        g_string_append_c (bare, *at);
      g_string_append_c (confused, *at == '0' ? 'O' : *at == '1' ? 'l' : *at);
    }
  assert_verdict (fixture, small, NUAN_RECEIPT_VALID);
  assert_verdict (fixture, spaced->str, NUAN_RECEIPT_VALID);
  assert_verdict (fixture, bare->str, NUAN_RECEIPT_VALID);
  assert_verdict (fixture, confused->str, NUAN_RECEIPT_VALID);
}

static void
the_number_and_the_code_alone_are_enough (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);
  g_autofree char *text = scan_text (fixture, number, 0);
  g_autofree char *typed = g_strdup_printf ("%s %s", number, text + strlen (text) - 10);

  assert_verdict (fixture, typed, NUAN_RECEIPT_VALID);
}

static void
a_text_that_is_no_code_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  nuan_receipt_store_verify (fixture->connection, "hello", NULL, &error);
  check_error (error, NUAN_ERROR_INVALID, "code");
  nuan_receipt_store_verify (fixture->connection, NULL, NULL, &error);
  check_error (error, NUAN_ERROR_INVALID, "code");
}

/* The longest text that is looked at, and one sign more: the number in it is never tried. */
static void
a_text_longer_than_any_code_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);
  g_autofree char *text = scan_text (fixture, number, 0);
  g_autofree char *full = g_strdup_printf ("%64s", text), *over = g_strdup_printf ("%65s", text), *huge = g_strnfill (20000, '1');
  g_autoptr (GError) error = NULL;

  assert_verdict (fixture, full, NUAN_RECEIPT_VALID);
  nuan_receipt_store_verify (fixture->connection, over, NULL, &error);
  check_error (error, NUAN_ERROR_INVALID, "code");
  nuan_receipt_store_verify (fixture->connection, huge, NULL, &error);
  check_error (error, NUAN_ERROR_INVALID, "code");
}

static gboolean
sign (Fixture *fixture, const NuanStaff *actor, const char *number, GError **error)
{
  fixture_begin (fixture);
  return money_end (fixture, nuan_receipt_store_sign (fixture->connection, actor, number, error));
}

static void
a_ticked_receipt_leaves_the_queue (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  g_autoptr (NuanReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;

  before = nuan_receipt_store_unsigned (fixture->connection, 0, 10, &error);
  g_assert_cmpuint (before->len, ==, 1);
  g_assert_true (sign (fixture, fixture->intake, number, &error));
  after = nuan_receipt_store_unsigned (fixture->connection, 0, 10, &error);
  g_assert_cmpuint (after->len, ==, 0);
  receipt = nuan_receipt_store_read (fixture->connection, number, &error);
  g_assert_true (receipt->is_signed);
  g_assert_cmpstr (receipt->signed_by, ==, fixture->intake->name);
  g_assert_cmpint (receipt->signed_on, ==, FIXTURE_TODAY);
}

static void
nothing_is_ticked_twice_or_after_its_void (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);
  const Wish wish = { 1, money_member (fixture, 1, 0), 1, "living", 100000, 0 };
  g_autofree char *other = money_pay (fixture, &wish, "cash");
  g_autoptr (GError) error = NULL;

  sign (fixture, fixture->cash, number, &error);
  g_assert_false (sign (fixture, fixture->cash, number, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "receipt");
  money_void (fixture, other);
  g_assert_false (sign (fixture, fixture->cash, other, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "receipt");
}

static gboolean
unsign (Fixture *fixture, const NuanStaff *actor, const char *number, GError **error)
{
  fixture_begin (fixture);
  return money_end (fixture, nuan_receipt_store_unsign (fixture->connection, actor, number, error));
}

static void
assert_signed (Fixture *fixture, const char *number, gboolean is_signed, gint64 waiting)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanReceipt) receipt = nuan_receipt_store_read (fixture->connection, number, &error);
  gint64 n = -1;

  g_assert_cmpint (receipt->is_signed, ==, is_signed);
  g_assert_true (receipt->was_signed);
  g_assert_cmpint (receipt->signed_on != NUAN_DAY_NONE, ==, is_signed);
  nuan_receipt_store_count_unsigned (fixture->connection, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, waiting);
}

static void
a_tick_is_undone_and_done_again (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);
  g_autoptr (NuanReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (sign (fixture, fixture->cash, number, &error));
      assert_signed (fixture, number, TRUE, 0);
      g_assert_true (unsign (fixture, fixture->review, number, &error));
      assert_signed (fixture, number, FALSE, 1);
    }
  nuan_connection_set_today (fixture->connection, FIXTURE_TODAY + 1);
  g_assert_true (sign (fixture, fixture->review, number, &error));
  receipt = nuan_receipt_store_read (fixture->connection, number, &error);
  g_assert_cmpstr (receipt->signed_by, ==, fixture->review->name);
  g_assert_cmpint (receipt->signed_on, ==, FIXTURE_TODAY + 1);
  g_assert_true (unsign (fixture, fixture->review, number, &error));   /* that tick is of today */
  g_assert_no_error (error);
}

static void
a_tick_is_undone_on_its_own_day_alone (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_false (unsign (fixture, fixture->cash, number, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "receipt");
  sign (fixture, fixture->cash, number, &error);
  g_assert_false (unsign (fixture, fixture->audit, number, &error));
  check_error (error, NUAN_ERROR_FORBIDDEN, "role");
  nuan_connection_set_today (fixture->connection, FIXTURE_TODAY + 1);
  g_assert_false (unsign (fixture, fixture->cash, number, &error));
  check_error (error, NUAN_ERROR_RULE, "date");
  nuan_connection_set_today (fixture->connection, FIXTURE_TODAY);
  money_void (fixture, number);
  g_assert_false (unsign (fixture, fixture->cash, number, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "receipt");
}

/* Else a cashier could let somebody sign, untick it and take the money. */
static void
what_was_ticked_once_stays_the_directors_to_void (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);
  g_autoptr (GError) error = NULL;

  sign (fixture, fixture->cash, number, &error);
  unsign (fixture, fixture->cash, number, &error);
  g_assert_no_error (error);
  g_assert_false (try_void (fixture, fixture->cash, number, &error));
  check_error (error, NUAN_ERROR_FORBIDDEN, "role");
  fixture_begin (fixture);   /* nothing is to be taken back */
  g_assert_true (money_end (fixture, nuan_payment_store_void (fixture->connection, fixture->direct, number, "填错", FALSE, &error)));
  g_assert_no_error (error);
}

static void
audit_ticks_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_false (sign (fixture, fixture->audit, number, &error));
  check_error (error, NUAN_ERROR_FORBIDDEN, "role");
}

static void
a_void_leaves_the_queue_of_receipts_to_sign (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GError) error = NULL;

  money_void (fixture, number);
  waiting = nuan_receipt_store_unsigned (fixture->connection, 0, 10, &error);
  g_assert_cmpuint (waiting->len, ==, 0);
}

static void
receipts_of_a_household_and_of_a_span_of_days_are_found (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *number = paid (fixture);
  g_autoptr (GPtrArray) own = NULL, numbers = NULL, none = NULL;
  g_autoptr (GError) error = NULL;

  own = nuan_receipt_store_of_household (fixture->connection, 1, &error);
  numbers = nuan_receipt_store_numbers (fixture->connection, nuan_day_new (2025, 11, 1), FIXTURE_TODAY, &error);
  none = nuan_receipt_store_numbers (fixture->connection, nuan_day_new (2025, 10, 1), nuan_day_new (2025, 10, 31), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (own->len, ==, 1);
  g_assert_cmpstr (numbers->pdata[0], ==, number);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  MONEY_TEST ("/receipt-store/a-receipt-freezes-what-stood-on-the-paper", a_receipt_freezes_what_stood_on_the_paper);
  MONEY_TEST ("/receipt-store/a-renamed-fund-or-person-does-not-change-the-receipt",
              a_renamed_fund_or_person_does_not_change_the_receipt);
  MONEY_TEST ("/receipt-store/an-unknown-number-is-not-found", an_unknown_number_is_not_found);
  MONEY_TEST ("/receipt-store/the-first-print-is-none-and-reprints-count-up", the_first_print_is_none_and_reprints_count_up);
  MONEY_TEST ("/receipt-store/audit-prints-a-marked-copy-that-is-not-counted", audit_prints_a_marked_copy_that_is_not_counted);
  MONEY_TEST ("/receipt-store/an-auditor-who-also-works-at-the-desk-is-counted",
              an_auditor_who_also_works_at_the_desk_is_counted);
  MONEY_TEST ("/receipt-store/each-copy-tells-what-it-is", each_copy_tells_what_it_is);
  MONEY_TEST ("/receipt-store/a-reprint-does-not-pass-as-the-first-print", a_reprint_does_not_pass_as_the_first_print);
  MONEY_TEST ("/receipt-store/a-void-receipt-says-so", a_void_receipt_says_so);
  MONEY_TEST ("/receipt-store/a-wrong-code-is-altered-and-shows-what-is-frozen",
              a_wrong_code_is_altered_and_shows_what_is_frozen);
  MONEY_TEST ("/receipt-store/a-number-never-given-is-unknown", a_number_never_given_is_unknown);
  MONEY_TEST ("/receipt-store/a-row-changed-behind-our-back-is-altered", a_row_changed_behind_our_back_is_altered);
  MONEY_TEST ("/receipt-store/the-code-is-read-as-people-type-it", the_code_is_read_as_people_type_it);
  MONEY_TEST ("/receipt-store/the-number-and-the-code-alone-are-enough", the_number_and_the_code_alone_are_enough);
  MONEY_TEST ("/receipt-store/a-text-that-is-no-code-is-refused", a_text_that_is_no_code_is_refused);
  MONEY_TEST ("/receipt-store/a-text-longer-than-any-code-is-refused", a_text_longer_than_any_code_is_refused);
  MONEY_TEST ("/receipt-store/a-ticked-receipt-leaves-the-queue", a_ticked_receipt_leaves_the_queue);
  MONEY_TEST ("/receipt-store/nothing-is-ticked-twice-or-after-its-void", nothing_is_ticked_twice_or_after_its_void);
  MONEY_TEST ("/receipt-store/a-tick-is-undone-and-done-again", a_tick_is_undone_and_done_again);
  MONEY_TEST ("/receipt-store/a-tick-is-undone-on-its-own-day-alone", a_tick_is_undone_on_its_own_day_alone);
  MONEY_TEST ("/receipt-store/what-was-ticked-once-stays-the-directors-to-void", what_was_ticked_once_stays_the_directors_to_void);
  MONEY_TEST ("/receipt-store/audit-ticks-nothing", audit_ticks_nothing);
  MONEY_TEST ("/receipt-store/a-void-leaves-the-queue-of-receipts-to-sign", a_void_leaves_the_queue_of_receipts_to_sign);
  MONEY_TEST ("/receipt-store/receipts-of-a-household-and-of-a-span-of-days-are-found",
              receipts_of_a_household_and_of_a_span_of_days_are_found);
  return g_test_run ();
}

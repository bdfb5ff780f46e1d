#include "config.h"

#include <sqlite3.h>

#include "money.h"

/* What a person with the sqlite3 program could try: each attack runs on a connection of its own with foreign keys and recursive
 * triggers off, that knows nothing of ours but the file. Where the tests run on a server, each is tried there too, by its owner, and refused in
 * the very same words. */
typedef struct {
  Fixture         base, server;   /* SERVER is not set up unless the tests run on one */
  sqlite3        *shell;
  NuanConnection *owner;          /* NULL likewise */
  Wish            wish;
} Desk;

static void
fill (Fixture *fixture, Wish *wish)
{
  g_autofree char *number = NULL, *voided = NULL;
  g_autoptr (GError) error = NULL;

  *wish = money_ready (fixture, "living", 500000);
  number = money_pay (fixture, wish, "cash");
  voided = money_pay (fixture, wish, "cash");
  money_void (fixture, voided);
  money_approved (fixture, wish);
  fixture_begin (fixture);
  nuan_receipt_store_count_print (fixture->connection, fixture->cash, number, &error);
  nuan_receipt_store_sign (fixture->connection, fixture->cash, number, &error);
  nuan_receipt_store_unsign (fixture->connection, fixture->cash, number, &error);
  nuan_receipt_store_sign (fixture->connection, fixture->cash, number, &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
}

static void
set_up (Desk *desk, gconstpointer unused)
{
  fixture_set_up_file (&desk->base);
  fill (&desk->base, &desk->wish);
  g_assert_cmpint (sqlite3_open (desk->base.path, &desk->shell), ==, SQLITE_OK);
  sqlite3_exec (desk->shell, "PRAGMA foreign_keys = OFF; PRAGMA recursive_triggers = OFF;", NULL, NULL, NULL);

  if (g_getenv ("NUAN_TEST_ENGINE") == NULL)
    return;
  fixture_set_up (&desk->server, NULL);
  fill (&desk->server, &desk->wish);
  desk->owner = desk->server.connection;
}

static void
tear_down (Desk *desk, gconstpointer unused)
{
  sqlite3_close (desk->shell);
  fixture_tear_down (&desk->base, NULL);
  if (desk->owner != NULL)
    fixture_tear_down (&desk->server, NULL);
}

/* Words that SQLite alone has say nothing about a guard of the other. */
static gboolean
is_of_sqlite (const char *sql)
{
  return strstr (sql, "OR REPLACE") != NULL || g_str_has_prefix (sql, "REPLACE");
}

static void
run_on_owner (Desk *desk, const char *sql)
{
  g_autoptr (GError) error = NULL;

  if (desk->owner != NULL && !nuan_connection_exec (desk->owner, sql, &error))
    g_error ("%s: %s", error->message, sql);
}

/* In the words WANTED, after what the program says before them. */
static void
assert_owner_refused (Desk *desk, const char *sql, const char *wanted)
{
  g_autoptr (GError) error = NULL;

  if (desk->owner == NULL || is_of_sqlite (sql))
    return;
  if (nuan_connection_exec (desk->owner, sql, &error))
    g_error ("went through on the server: %s", sql);
  if (!g_str_has_suffix (error->message, wanted) || g_utf8_strlen (error->message, -1) - g_utf8_strlen (wanted, -1) > 30)
    g_error ("\"%s\" on the server, \"%s\" in the file: %s", error->message, wanted, sql);
}

static void
assert_refused_inside (Desk *desk, const char *sql)
{
  g_autofree char *words = NULL;

  if (sqlite3_exec (desk->shell, sql, NULL, NULL, NULL) == SQLITE_OK)
    g_error ("went through: %s", sql);
  if (sqlite3_extended_errcode (desk->shell) != SQLITE_CONSTRAINT_TRIGGER && sqlite3_errcode (desk->shell) != SQLITE_CONSTRAINT)
    g_error ("%s: %s", sqlite3_errmsg (desk->shell), sql);
  words = g_strdup (sqlite3_errmsg (desk->shell));
  assert_owner_refused (desk, sql, words);
}

static void
assert_done (Desk *desk, const char *sql)
{
  if (sqlite3_exec (desk->shell, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sqlite3_errmsg (desk->shell), sql);
  run_on_owner (desk, sql);
}

static void
assert_refused (Desk *desk, const char *sql)
{
  assert_done (desk, "BEGIN");
  assert_refused_inside (desk, sql);
  assert_done (desk, "ROLLBACK");
}

/* An entry of fund 1, of KIND, under the next number of the journal; the movement after it. */
#define ENTRY(kind, reverses) \
  "INSERT INTO entry SELECT max (id) + 1, 1, '2025-11-20', '" kind "', '', " reverses ", " \
  "(SELECT max (id) + 1 FROM journal) FROM entry;"
#define MOVEMENT(debit, credit, amount, bank, cash, goods) \
  "INSERT INTO entry_movement SELECT max (id) + 1, (SELECT max (id) FROM entry), 1, " \
  "(SELECT max (fund_seq) + 1 FROM entry_movement WHERE fund_id = 1), '" debit "', '" credit "', " #amount ", " \
  #bank ", " #cash ", " #goods ", " #bank " + " #cash " + " #goods " FROM entry_movement;"

static void
no_table_of_the_ledger_takes_an_update (Desk *desk, gconstpointer unused)
{
  assert_refused (desk, "UPDATE entry SET memo = 'x' WHERE id = 1");
  assert_refused (desk, "UPDATE entry_movement SET amount_fen = 1 WHERE id = 1");
  assert_refused (desk, "UPDATE payment SET card = 'x' WHERE id = 1");
  assert_refused (desk, "UPDATE payment_void SET reason = 'x'");
  assert_refused (desk, "UPDATE receipt SET payee = 'x' WHERE id = 1");
  assert_refused (desk, "UPDATE receipt_print SET copy = 5");
  assert_refused (desk, "UPDATE receipt_signature SET on_day = '2025-01-01'");
  assert_refused (desk, "UPDATE receipt_tick SET is_signed = 1");
  assert_refused (desk, "UPDATE journal SET detail = 'x' WHERE id = 1");
  assert_refused (desk, "UPDATE fund SET use_by = '2030-12-31'");
  assert_refused (desk, "UPDATE fund_programme SET programme = 'study'");
}

static void
no_table_of_the_ledger_takes_a_delete (Desk *desk, gconstpointer unused)
{
  assert_refused (desk, "DELETE FROM entry WHERE id = 1");
  assert_refused (desk, "DELETE FROM entry_movement WHERE id = 1");
  assert_refused (desk, "DELETE FROM payment WHERE id = 1");
  assert_refused (desk, "DELETE FROM payment_void");
  assert_refused (desk, "DELETE FROM receipt WHERE id = 1");
  assert_refused (desk, "DELETE FROM receipt_print");
  assert_refused (desk, "DELETE FROM receipt_signature");
  assert_refused (desk, "DELETE FROM receipt_tick");
  assert_refused (desk, "DELETE FROM journal WHERE id = 1");
  assert_refused (desk, "DELETE FROM fund");
  assert_refused (desk, "DELETE FROM fund_programme");
  assert_refused (desk, "DELETE FROM fund_balance");
  assert_refused (desk, "DELETE FROM grants");
}

static void
insert_or_replace_takes_no_row_away (Desk *desk, gconstpointer unused)
{
  assert_refused (desk, "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE id = 1");
  assert_refused (desk, "INSERT OR REPLACE INTO entry_movement SELECT * FROM entry_movement WHERE id = 1");
  assert_refused (desk, "INSERT OR REPLACE INTO payment SELECT * FROM payment WHERE id = 1");
  assert_refused (desk, "INSERT OR REPLACE INTO payment_void SELECT * FROM payment_void");
  assert_refused (desk, "INSERT OR REPLACE INTO receipt SELECT * FROM receipt WHERE id = 1");
  assert_refused (desk, "INSERT OR REPLACE INTO receipt_print SELECT * FROM receipt_print");
  assert_refused (desk, "INSERT OR REPLACE INTO receipt_signature SELECT * FROM receipt_signature");
  assert_refused (desk, "INSERT OR REPLACE INTO receipt_tick SELECT * FROM receipt_tick");
  assert_refused (desk, "INSERT OR REPLACE INTO grants SELECT * FROM grants WHERE id = 1");
  assert_refused (desk, "INSERT OR REPLACE INTO fund SELECT * FROM fund");
  assert_refused (desk, "INSERT OR REPLACE INTO fund_programme SELECT * FROM fund_programme");
  assert_refused (desk, "INSERT OR REPLACE INTO fund_balance SELECT * FROM fund_balance");
  assert_refused (desk, "REPLACE INTO journal SELECT * FROM journal WHERE id = 1");
}

static void
replacing_by_another_unique_key_takes_no_row_away (Desk *desk, gconstpointer unused)
{
  assert_refused (desk, "INSERT OR REPLACE INTO fund SELECT 9, name, source, from_day, to_day, use_by, journal_id FROM fund");
  assert_refused (desk, "INSERT OR REPLACE INTO receipt_print SELECT 9, receipt_id, copy, printed_by, journal_id FROM "
                        "receipt_print");
  assert_refused (desk, "INSERT OR REPLACE INTO entry SELECT 99, fund_id, on_day, kind, memo, reverses, "
                        "journal_id FROM entry WHERE id = 4");
}

static void
an_upsert_changes_no_row (Desk *desk, gconstpointer unused)
{
  assert_refused (desk, "INSERT INTO entry SELECT * FROM entry WHERE id = 1 ON CONFLICT (id) DO UPDATE SET memo = 'x'");
  assert_refused (desk, "INSERT INTO receipt SELECT * FROM receipt WHERE id = 1 ON CONFLICT (id) DO UPDATE SET payee = 'x'");
  assert_refused (desk, "INSERT INTO payment SELECT * FROM payment WHERE id = 1 ON CONFLICT (id) DO UPDATE SET amount_fen = 1");
  assert_refused (desk, "INSERT INTO fund_balance SELECT * FROM fund_balance WHERE true ON CONFLICT (fund_id) DO UPDATE SET "
                        "received_fen = 999999999");
}

static void
a_row_without_its_parent_is_refused (Desk *desk, gconstpointer unused)
{
  assert_refused (desk, "INSERT INTO entry SELECT max (id) + 1, 99, '2025-11-20', 'receive', '', NULL, 1 FROM entry");
  assert_refused (desk, "INSERT INTO entry SELECT max (id) + 1, 1, '2025-11-20', 'receive', '', NULL, 9999 FROM entry");
  assert_refused (desk, "INSERT INTO receipt_print VALUES (9, 77, 0, 1, 1)");
  assert_refused (desk, "INSERT INTO receipt_signature VALUES (77, '2025-11-20', 1, 1)");
  assert_refused (desk, "INSERT INTO receipt_tick VALUES (3, 77, 0, '2025-11-20', 1, 1)");
  assert_refused (desk, "INSERT INTO fund_balance VALUES (77, 0, 0, 0, 0, 0)");
}

static void
an_entry_of_raw_sql_must_still_be_whole (Desk *desk, gconstpointer unused)
{
  assert_done (desk, "BEGIN;" ENTRY ("receive", "NULL") MOVEMENT ("bank", "income:central", 1, 400001, 0,
                                                                                  0) "ROLLBACK;");
}

static void
a_movement_that_does_not_follow_the_chain_is_refused (Desk *desk, gconstpointer unused)
{
  assert_refused (desk, ENTRY ("receive", "NULL") MOVEMENT ("bank", "income:central", 1, 999999, 0, 0));
}

static void
a_fund_never_falls_below_zero (Desk *desk, gconstpointer unused)
{
  assert_refused (desk, ENTRY ("return", "NULL") MOVEMENT ("returned", "bank", 400001, -1, 0, 0));
}

static void
promised_money_is_not_returned_by_raw_sql (Desk *desk, gconstpointer unused)
{
  assert_refused (desk, ENTRY ("return", "NULL") MOVEMENT ("returned", "bank", 300001, 99999, 0, 0));
}

static void
money_to_nobody_is_refused (Desk *desk, gconstpointer unused)
{
  assert_refused (desk, ENTRY ("payment", "NULL") MOVEMENT ("aid:living", "bank", 100000, 300000, 0, 0));
  assert_refused (desk, ENTRY ("return", "NULL") MOVEMENT ("aid:living", "bank", 100000, 300000, 0, 0));
}

static void
money_out_of_nowhere_is_refused (Desk *desk, gconstpointer unused)
{
  assert_refused (desk, ENTRY ("return", "NULL") MOVEMENT ("bank", "income:central", 100, 400100, 0, 0));
  assert_refused (desk, ENTRY ("void", "2") MOVEMENT ("cash", "aid:living", 100000, 400000, 100000, 0));
  assert_refused (desk, ENTRY ("receive", "NULL") MOVEMENT ("bank", "income:nobody", 100, 400100, 0, 0));
}

/* The third grant is approved: its payment NUMBER of AMOUNT by PAYER written by hand, and its receipt. */
#define INSERT_PAYMENT(number, amount, payer) \
  "INSERT INTO payment SELECT " number ", 3, (SELECT max (id) FROM entry), '2025-11-20', 'cash', " amount ", " \
  "'', '', '', '', '', " payer ", 1, member_id, 1, 'living', 'deep', 1, (SELECT max (id) + 1 FROM journal) FROM grants WHERE id = 3;"
#define INSERT_RECEIPT(seq) \
  "INSERT INTO receipt SELECT 3, 2025, " seq ", 3, layout, centre, on_day, household_number, payee, payee_id_masked, unit, " \
  "programme, fund, amount_fen, amount_words, method, card_tail, '', '', '', '', handler, reviewer, cashier, code, " \
  "(SELECT max (id) + 1 FROM journal) FROM receipt WHERE id = 1;"
#define PAYMENT ENTRY ("payment", "NULL") INSERT_PAYMENT ("3", "100000", "5")
#define PAID    PAYMENT MOVEMENT ("aid:living", "bank", 100000, 300000, 0, 0)

static void
aid_is_not_booked_twice_for_one_payment (Desk *desk, gconstpointer unused)
{
  assert_done (desk, "BEGIN;" PAID "ROLLBACK;");
  assert_refused (desk, PAID MOVEMENT ("aid:living", "bank", 100000, 200000, 0, 0));
}

static void
a_payment_without_its_movement_stops_the_ledger (Desk *desk, gconstpointer unused)
{
  assert_refused (desk, PAYMENT ENTRY ("receive", "NULL"));
}

static void
a_payment_without_its_receipt_stops_the_next_one (Desk *desk, gconstpointer unused)
{
  const char *next = ENTRY ("payment", "NULL") INSERT_PAYMENT ("4", "100000", "5");

  assert_done (desk, "BEGIN;" PAID);
  assert_refused_inside (desk, next);
  g_assert_nonnull (strstr (sqlite3_errmsg (desk->shell), "no receipt yet"));
  assert_done (desk, "ROLLBACK");
}

static void
whoever_approved_does_not_pay_by_raw_sql (Desk *desk, gconstpointer unused)
{
  assert_refused (desk, ENTRY ("payment", "NULL") INSERT_PAYMENT ("3", "100000", "decided_by"));
}

static void
a_payment_keeps_to_what_was_approved (Desk *desk, gconstpointer unused)
{
  assert_refused (desk, ENTRY ("payment", "NULL") INSERT_PAYMENT ("3", "100001", "5"));
}

static void
a_payment_is_voided_once (Desk *desk, gconstpointer unused)
{
  assert_refused (desk, "INSERT INTO payment_void VALUES (2, '2025-11-20', 'x', 4, 3, 1)");
  assert_refused (desk, ENTRY ("void", "3"));
}

static void
a_reversal_moves_what_its_entry_moved (Desk *desk, gconstpointer unused)
{
  assert_refused (desk, ENTRY ("reversal", "1") MOVEMENT ("income:central", "bank", 100, 399900, 0, 0));
}

static void
receipt_numbers_have_no_gap_and_no_double (Desk *desk, gconstpointer unused)
{
  assert_done (desk, "BEGIN;" PAID INSERT_RECEIPT ("3") "ROLLBACK;");
  assert_refused (desk, PAID INSERT_RECEIPT ("4"));
  assert_refused (desk, PAID INSERT_RECEIPT ("2"));
}

static void
the_terms_of_a_fund_do_not_grow (Desk *desk, gconstpointer unused)
{
  assert_refused (desk, "INSERT INTO fund_programme VALUES (1, 'study')");
}

static void
what_is_free_is_not_written_by_hand (Desk *desk, gconstpointer unused)
{
  assert_refused (desk, "UPDATE fund_balance SET received_fen = received_fen + 1");
  assert_refused (desk, "UPDATE fund_balance SET paid_fen = 0");
  assert_refused (desk, "UPDATE fund_balance SET movements = 0, received_fen = 0, paid_fen = 0, reserved_fen = 0");
}

/* A ninth grant like the first one, in STATE; APPROVE is the update that approves it. */
#define DRAFT(amount, state, decided_by, decided_on) \
  "INSERT INTO grants (id, household_id, member_id, programme, fund_id, amount_fen, reason, state, drafted_by, drafted_on, " \
  "                    decided_by, decided_on) " \
  "SELECT 9, household_id, member_id, programme, fund_id, " amount ", 'x', '" state "', 2, '2025-11-20', " decided_by ", " \
  decided_on " FROM grants WHERE id = 1;"
#define APPROVE(staff) "UPDATE grants SET state = 'approved', decided_by = " staff ", decided_on = '2025-11-20' WHERE id = 9;"

static void
an_approval_over_the_free_money_is_refused (Desk *desk, gconstpointer unused)
{
  assert_done (desk, "BEGIN;" DRAFT ("300000", "draft", "NULL", "''") APPROVE ("3") "ROLLBACK;");
  assert_refused (desk, DRAFT ("300001", "draft", "NULL", "''") APPROVE ("3"));
}

static void
a_decision_is_not_rewritten (Desk *desk, gconstpointer unused)
{
  assert_refused (desk, "UPDATE grants SET amount_fen = 1 WHERE id = 3");
  assert_refused (desk, "UPDATE grants SET state = 'draft' WHERE id = 3");
  assert_refused (desk, "UPDATE grants SET state = 'paid' WHERE id = 3");
  assert_refused (desk, "UPDATE grants SET state = 'voided' WHERE id = 1");
  assert_refused (desk, "UPDATE grants SET state = 'voided', decided_by = 5 WHERE id = 3");
  assert_refused (desk, "UPDATE grants SET state = 'voided', reason = 'x' WHERE id = 3");
}

static void
a_grant_is_not_born_approved_or_approved_by_its_drafter (Desk *desk, gconstpointer unused)
{
  assert_refused (desk, DRAFT ("100", "approved", "3", "'2025-11-20'"));
  assert_refused (desk, DRAFT ("100", "draft", "NULL", "''") APPROVE ("2"));
}

static void
a_receipt_is_signed_once (Desk *desk, gconstpointer unused)
{
  assert_refused (desk, "INSERT INTO receipt_signature SELECT 1, '2025-11-20', 5, max (id) + 1 FROM journal");
  assert_refused (desk, "INSERT INTO receipt_signature SELECT 2, '2025-11-20', 5, max (id) + 1 FROM journal");
}

#define TICK(id, receipt, is_signed, day) \
  "INSERT INTO receipt_tick SELECT " #id ", " #receipt ", " #is_signed ", '" day "', 5, max (id) + 1 FROM journal;"

/* Receipt 1 is signed, unticked and signed again; 2 is void. */
static void
a_tick_is_undone_once_and_on_its_own_day (Desk *desk, gconstpointer unused)
{
  assert_done (desk, "BEGIN;" TICK (3, 1, 0, "2025-11-20") "ROLLBACK;");
  assert_refused (desk, TICK (3, 1, 0, "2025-11-21"));
  assert_refused (desk, TICK (3, 1, 1, "2025-11-20"));
  assert_refused (desk, TICK (4, 1, 0, "2025-11-20"));
  assert_refused (desk, TICK (3, 2, 0, "2025-11-20"));
  assert_refused (desk, TICK (3, 1, 2, "2025-11-20"));
  assert_refused (desk, TICK (3, 1, 0, "2025-11-20") TICK (4, 1, 0, "2025-11-20"));
  assert_refused (desk, "INSERT INTO receipt_tick SELECT 3, 1, 0, '2025-11-20', 5, max (id) FROM journal");
}

#define VOID_OF_SIGNED(staff) \
  ENTRY ("void", "(SELECT entry_id FROM payment WHERE id = 1)") \
  "INSERT INTO payment_void SELECT 1, '2025-11-20', 'x', " #staff ", (SELECT max (id) FROM entry), max (id) + 1 FROM journal;"

static void
a_signed_receipt_is_voided_by_a_director_by_raw_sql_too (Desk *desk, gconstpointer unused)
{
  assert_done (desk, "BEGIN;" VOID_OF_SIGNED (4) "ROLLBACK;");
  assert_refused (desk, VOID_OF_SIGNED (5));
  assert_refused (desk, TICK (3, 1, 0, "2025-11-20") VOID_OF_SIGNED (5));
}

#define GUARD_TEST(path, function) g_test_add (path, Desk, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  GUARD_TEST ("/guards/no-table-of-the-ledger-takes-an-update", no_table_of_the_ledger_takes_an_update);
  GUARD_TEST ("/guards/no-table-of-the-ledger-takes-a-delete", no_table_of_the_ledger_takes_a_delete);
  GUARD_TEST ("/guards/insert-or-replace-takes-no-row-away", insert_or_replace_takes_no_row_away);
  GUARD_TEST ("/guards/replacing-by-another-unique-key-takes-no-row-away", replacing_by_another_unique_key_takes_no_row_away);
  GUARD_TEST ("/guards/an-upsert-changes-no-row", an_upsert_changes_no_row);
  GUARD_TEST ("/guards/a-row-without-its-parent-is-refused", a_row_without_its_parent_is_refused);
  GUARD_TEST ("/guards/an-entry-of-raw-sql-must-still-be-whole", an_entry_of_raw_sql_must_still_be_whole);
  GUARD_TEST ("/guards/a-movement-that-does-not-follow-the-chain-is-refused",
              a_movement_that_does_not_follow_the_chain_is_refused);
  GUARD_TEST ("/guards/a-fund-never-falls-below-zero", a_fund_never_falls_below_zero);
  GUARD_TEST ("/guards/promised-money-is-not-returned-by-raw-sql", promised_money_is_not_returned_by_raw_sql);
  GUARD_TEST ("/guards/money-to-nobody-is-refused", money_to_nobody_is_refused);
  GUARD_TEST ("/guards/money-out-of-nowhere-is-refused", money_out_of_nowhere_is_refused);
  GUARD_TEST ("/guards/aid-is-not-booked-twice-for-one-payment", aid_is_not_booked_twice_for_one_payment);
  GUARD_TEST ("/guards/a-payment-without-its-movement-stops-the-ledger", a_payment_without_its_movement_stops_the_ledger);
  GUARD_TEST ("/guards/a-payment-without-its-receipt-stops-the-next-one", a_payment_without_its_receipt_stops_the_next_one);
  GUARD_TEST ("/guards/whoever-approved-does-not-pay-by-raw-sql", whoever_approved_does_not_pay_by_raw_sql);
  GUARD_TEST ("/guards/a-payment-keeps-to-what-was-approved", a_payment_keeps_to_what_was_approved);
  GUARD_TEST ("/guards/a-payment-is-voided-once", a_payment_is_voided_once);
  GUARD_TEST ("/guards/a-reversal-moves-what-its-entry-moved", a_reversal_moves_what_its_entry_moved);
  GUARD_TEST ("/guards/receipt-numbers-have-no-gap-and-no-double", receipt_numbers_have_no_gap_and_no_double);
  GUARD_TEST ("/guards/the-terms-of-a-fund-do-not-grow", the_terms_of_a_fund_do_not_grow);
  GUARD_TEST ("/guards/what-is-free-is-not-written-by-hand", what_is_free_is_not_written_by_hand);
  GUARD_TEST ("/guards/an-approval-over-the-free-money-is-refused", an_approval_over_the_free_money_is_refused);
  GUARD_TEST ("/guards/a-decision-is-not-rewritten", a_decision_is_not_rewritten);
  GUARD_TEST ("/guards/a-grant-is-not-born-approved-or-approved-by-its-drafter",
              a_grant_is_not_born_approved_or_approved_by_its_drafter);
  GUARD_TEST ("/guards/a-receipt-is-signed-once", a_receipt_is_signed_once);
  GUARD_TEST ("/guards/a-tick-is-undone-once-and-on-its-own-day", a_tick_is_undone_once_and_on_its_own_day);
  GUARD_TEST ("/guards/a-signed-receipt-is-voided-by-a-director-by-raw-sql-too", a_signed_receipt_is_voided_by_a_director_by_raw_sql_too);
  return g_test_run ();
}

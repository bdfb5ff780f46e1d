/* bench-pay FILE: paying, beside a bare durable commit of one row on the same file system, turn by turn; and how fast the ledger takes rows
 * through its guards. What was drafted, approved and paid for it stays in the file; the rows of the ledger are rolled back. */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "measure.h"
#include "store/money/fund-store.h"
#include "store/money/grant-store.h"
#include "store/money/ledger.h"
#include "store/money/payment-store.h"
#include "store/office/staff-store.h"
#include "store/engine/engine.h"

#define N_PAYMENTS 300
#define N_ENTRIES  20000
#define AMOUNT_FEN 10000
#define PROGRAMME  "temporary"

static NuanStaff *intake, *review, *cash;

static void
must (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
find_staff (NuanConnection *connection)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = nuan_staff_store_list (connection, &error);

  must (error);
  for (guint i = 0; i < all->len; i++)
    {
      NuanStaff *staff = all->pdata[i];

      if (g_str_equal (staff->login, "intake"))
        intake = nuan_staff_copy (staff);
      else if (g_str_equal (staff->login, "review"))
        review = nuan_staff_copy (staff);
      else if (g_str_equal (staff->login, "cash"))
        cash = nuan_staff_copy (staff);
    }
  if (intake == NULL || review == NULL || cash == NULL)
    g_error ("this is not a demo file");
}

static gint64
ask (NuanConnection *connection, const char *sql, NuanDay day)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  if (!nuan_sql_value (connection, &value, &error, sql, "d", day))
    g_error ("%s", error != NULL ? error->message : sql);
  return value;
}

typedef struct
{
  gint64     fund_id;
  gint64     household_id;
  NuanGrant *grant;
  char      *number;
} Turn;

static gboolean
receive (NuanConnection *connection, gpointer data, GError **error)
{
  const Turn *turn = data;

  return nuan_ledger_receive (connection, cash, turn->fund_id, (gint64) N_PAYMENTS * AMOUNT_FEN, nuan_connection_get_today (connection), "追加拨款",
                              NUAN_HOLD_BANK, error) != 0;
}

static gboolean
draft (NuanConnection *connection, gpointer data, GError **error)
{
  Turn *turn = data;

  return nuan_grant_store_add (connection, intake, turn->grant, NULL, error);
}

static gboolean
approve (NuanConnection *connection, gpointer data, GError **error)
{
  Turn *turn = data;

  return nuan_grant_store_approve (connection, review, turn->grant->id, NULL, error);
}

static gboolean
pay (NuanConnection *connection, gpointer data, GError **error)
{
  Turn *turn = data;
  const NuanPaymentRequest request = { .grant_id = turn->grant->id, .method = (char *) "cash" };

  turn->number = nuan_payment_store_pay (connection, cash, &request, NULL, error);
  return turn->number != NULL;
}

static void
transact (NuanConnection *connection, NuanTransaction work, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!nuan_connection_transact (connection, work, data, &error))
    must (error);
}

static NuanGrant *
make_grant (NuanConnection *connection, gint64 household_id, gint64 fund_id)
{
  NuanGrant *grant = nuan_grant_new ();
  gint64 member_id = 0;

  nuan_sql_value (connection, &member_id, NULL, "SELECT id FROM member WHERE household_id = ? AND removed = 0 ORDER BY place LIMIT 1", "i", household_id);
  grant->household_id = household_id;
  grant->member_id = member_id;
  grant->fund_id = fund_id;
  g_free (grant->programme);
  grant->programme = g_strdup (PROGRAMME);
  grant->amount_fen = AMOUNT_FEN;
  grant->self_paid_fen = -1;
  g_free (grant->reason);
  grant->reason = g_strdup ("突发困难，临时救助");
  return grant;
}

/* The bare thing: a row of its own in a file of its own, durable when it returns. */
static sqlite3 *
open_bare (const char *path)
{
  sqlite3 *db = NULL;

  g_unlink (path);
  if (sqlite3_open (path, &db) != SQLITE_OK
      || sqlite3_exec (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE bare (id INTEGER PRIMARY KEY, text TEXT)", NULL, NULL,
                       NULL) != SQLITE_OK)
    g_error ("%s: %s", path, sqlite3_errmsg (db));
  return db;
}

static void
bench_payments (NuanConnection *connection, const char *path)
{
  g_autofree char *bare_path = g_strconcat (path, ".bare", NULL);
  const NuanDay today = nuan_connection_get_today (connection);
  const gint64 n_households = ask (connection, "SELECT max (id) FROM household WHERE ? <> ''", today);
  sqlite3 *bare = open_bare (bare_path);
  sqlite3_stmt *insert = NULL;
  Measure commits, drafts, approvals, payments;
  Turn turn = { .fund_id = ask (connection, "SELECT f.id FROM fund f JOIN fund_programme p ON p.fund_id = f.id WHERE p.programme = '" PROGRAMME "'"
                                            " AND ?1 BETWEEN f.from_day AND f.to_day AND ?1 <= f.use_by ORDER BY f.id LIMIT 1", today) };

  measure_init (&commits);
  measure_init (&drafts);
  measure_init (&approvals);
  measure_init (&payments);
  sqlite3_prepare_v2 (bare, "INSERT INTO bare (text) VALUES ('one row')", -1, &insert, NULL);
  transact (connection, receive, &turn);

  for (gint64 i = 0, household_id = 1; i < N_PAYMENTS; i++)
    {
      /* Files in force, far apart. */
      household_id = (household_id + 7919) % n_households + 1;
      turn.household_id = 0;
      nuan_sql_value (connection, &turn.household_id, NULL, "SELECT id FROM household WHERE id >= ? AND state = 'in-force' ORDER BY id LIMIT 1", "i",
                      household_id);
      if (turn.household_id == 0)
        continue;
      turn.grant = make_grant (connection, turn.household_id, turn.fund_id);

      measure_start (&drafts);
      transact (connection, draft, &turn);
      measure_stop (&drafts);
      measure_start (&approvals);
      transact (connection, approve, &turn);
      measure_stop (&approvals);
      measure_start (&payments);
      transact (connection, pay, &turn);
      measure_stop (&payments);
      measure_start (&commits);
      if (sqlite3_step (insert) != SQLITE_DONE)
        g_error ("%s", sqlite3_errmsg (bare));
      sqlite3_reset (insert);
      measure_stop (&commits);

      nuan_grant_free (turn.grant);
      g_free (turn.number);
    }

  measure_tell_both (&commits, "bare durable commit of one row", 0);
  measure_tell_both (&drafts, "draft a grant", 0);
  measure_tell_both (&approvals, "approve a grant", 0);
  measure_tell_both (&payments, "pay", 0);
  measure_tell ("pay / bare commit, p50", measure_ms (&payments, 50) / measure_ms (&commits, 50), "×", 3);
  measure_tell ("pay / bare commit, p95", measure_ms (&payments, 95) / measure_ms (&commits, 95), "×", 3);
  measure_clear (&commits);
  measure_clear (&drafts);
  measure_clear (&approvals);
  measure_clear (&payments);
  sqlite3_finalize (insert);
  sqlite3_close (bare);
  g_unlink (bare_path);
}

/* Each entry is a row of the journal, one of the entry, one movement, and the fund's figures. */
static gboolean
write_entries (NuanConnection *connection, gpointer data, GError **error)
{
  const gint64 fund_id = *(const gint64 *) data;
  const gint64 started = measure_now_ns ();
  double seconds;

  for (guint i = 0; i < N_ENTRIES; i++)
    if (nuan_ledger_receive (connection, cash, fund_id, AMOUNT_FEN, nuan_connection_get_today (connection), "拨款", NUAN_HOLD_BANK, error) == 0)
      return FALSE;

  seconds = (measure_now_ns () - started) / 1e9;
  measure_tell ("guarded rows of the ledger", 3.0 * N_ENTRIES / seconds, "/s", 0);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "taken back");
  return FALSE;
}

static void
bench_ledger (NuanConnection *connection)
{
  const NuanDay today = nuan_connection_get_today (connection);
  gint64 fund_id = ask (connection, "SELECT id FROM fund WHERE ? BETWEEN from_day AND to_day ORDER BY id LIMIT 1", today);
  g_autoptr (GError) error = NULL;

  nuan_connection_transact (connection, write_entries, &fund_id, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    must (error);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = NULL;

  if (argc != 2)
    g_error ("bench-pay FILE");
  connection = nuan_connection_open (argv[1], NUAN_OPEN_WRITE, &error);
  must (error);

  find_staff (connection);
  bench_payments (connection, argv[1]);
  bench_ledger (connection);
  measure_tell ("memory at most, paying", measure_peak_mb (), "MB", 250);
  nuan_staff_free (intake);
  nuan_staff_free (review);
  nuan_staff_free (cash);
  return 0;
}

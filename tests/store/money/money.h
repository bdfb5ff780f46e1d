#pragma once

#include <string.h>

#include "base/money.h"
#include "check-error.h"
#include "fixture.h"
#include "store/money/fund-store.h"
#include "store/money/grant-store.h"
#include "store/money/ledger.h"
#include "store/money/payment-store.h"
#include "store/money/receipt-store.h"
#include "store/engine/engine.h"

/* The steps from a fund to a receipt, a transaction each. money_… must succeed; try_… gives the error, and what failed is
 * rolled back. */

static inline gboolean
money_end (Fixture *fixture, gboolean done)
{
  if (done)
    fixture_commit (fixture);
  else
    fixture_rollback (fixture);
  return done;
}

static inline gint64
money_fund_of (Fixture *fixture, const char *name, const char *source, const char *programmes, NuanDay from, NuanDay to,
               NuanDay use_by)
{
  g_autoptr (NuanFund) fund = nuan_fund_new ();
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_free (fund->name);
  g_free (fund->source);
  g_strfreev (fund->programmes);
  fund->name = g_strdup (name);
  fund->source = g_strdup (source);
  fund->programmes = g_strsplit (programmes, ",", -1);
  fund->from = from;
  fund->to = to;
  fund->use_by = use_by;
  fixture_begin (fixture);
  id = nuan_fund_store_add (fixture->connection, fixture->direct, fund, &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
  return id;
}

/* For 2025, to be used by its end. */
static inline gint64
money_fund (Fixture *fixture, const char *name, const char *programmes)
{
  return money_fund_of (fixture, name, "central", programmes, nuan_day_new (2025, 1, 1), nuan_day_new (2025, 12, 31),
                        nuan_day_new (2025, 12, 31));
}

static inline gint64
try_receive (Fixture *fixture, gint64 fund_id, gint64 amount_fen, NuanDay day, NuanHolding into, GError **error)
{
  gint64 entry_id;

  fixture_begin (fixture);
  entry_id = nuan_ledger_receive (fixture->connection, fixture->cash, fund_id, amount_fen, day, "拨款", into, error);
  money_end (fixture, entry_id != 0);
  return entry_id;
}

static inline gint64
money_receive_into (Fixture *fixture, gint64 fund_id, gint64 amount_fen, NuanHolding into)
{
  g_autoptr (GError) error = NULL;
  const gint64 entry_id = try_receive (fixture, fund_id, amount_fen, nuan_day_new (2025, 1, 10), into, &error);

  g_assert_no_error (error);
  return entry_id;
}

static inline gint64
money_receive (Fixture *fixture, gint64 fund_id, gint64 amount_fen)
{
  return money_receive_into (fixture, fund_id, amount_fen, NUAN_HOLD_BANK);
}

static inline gint64
try_return (Fixture *fixture, gint64 fund_id, gint64 amount_fen, NuanDay day, NuanHolding from, GError **error)
{
  gint64 entry_id;

  fixture_begin (fixture);
  entry_id = nuan_ledger_return (fixture->connection, fixture->cash, fund_id, amount_fen, day, "结余上缴", from, error);
  money_end (fixture, entry_id != 0);
  return entry_id;
}

static inline gint64
try_reverse (Fixture *fixture, gint64 entry_id, GError **error)
{
  gint64 reversal_id;

  fixture_begin (fixture);
  reversal_id = nuan_ledger_reverse (fixture->connection, fixture->direct, entry_id, "金额录错", error);
  money_end (fixture, reversal_id != 0);
  return reversal_id;
}

/* The PLACEth member of a household, the head first. */
static inline gint64
money_member (Fixture *fixture, gint64 household_id, guint place)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM member WHERE household_id = %" G_GINT64_FORMAT " ORDER BY place LIMIT 1 OFFSET %u",
                                          household_id, place);

  return fixture_value (fixture, sql);
}

typedef struct {
  gint64      household_id, member_id, fund_id;
  const char *programme;
  gint64      amount_fen;
  gint64      self_paid_fen;   /* 0: not given */
} Wish;

static inline NuanGrant *
money_grant_new (const Wish *wish)
{
  NuanGrant *grant = nuan_grant_new ();

  grant->household_id = wish->household_id;
  grant->member_id = wish->member_id;
  grant->fund_id = wish->fund_id;
  g_free (grant->programme);
  grant->programme = g_strdup (wish->programme);
  grant->amount_fen = wish->amount_fen;
  grant->self_paid_fen = wish->self_paid_fen > 0 ? wish->self_paid_fen : -1;
  g_free (grant->reason);
  grant->reason = g_strdup ("生活困难");
  return grant;
}

static inline gint64
try_draft (Fixture *fixture, const Wish *wish, GPtrArray *warnings, GError **error)
{
  g_autoptr (NuanGrant) grant = money_grant_new (wish);

  fixture_begin (fixture);
  return money_end (fixture, nuan_grant_store_add (fixture->connection, fixture->intake, grant, warnings, error)) ? grant->id : 0;
}

static inline gint64
money_draft (Fixture *fixture, const Wish *wish)
{
  g_autoptr (GError) error = NULL;
  const gint64 id = try_draft (fixture, wish, NULL, &error);

  g_assert_no_error (error);
  return id;
}

static inline gboolean
try_approve (Fixture *fixture, const NuanStaff *actor, gint64 grant_id, GPtrArray *warnings, GError **error)
{
  fixture_begin (fixture);
  return money_end (fixture, nuan_grant_store_approve (fixture->connection, actor, grant_id, warnings, error));
}

static inline gint64
money_approved (Fixture *fixture, const Wish *wish)
{
  g_autoptr (GError) error = NULL;
  const gint64 id = money_draft (fixture, wish);

  try_approve (fixture, fixture->review, id, NULL, &error);
  g_assert_no_error (error);
  return id;
}

static inline gboolean
try_end (Fixture *fixture, const NuanStaff *actor, gint64 grant_id, NuanGrantState state, const char *reason, GError **error)
{
  fixture_begin (fixture);
  return money_end (fixture, nuan_grant_store_end (fixture->connection, actor, grant_id, state, reason, error));
}

static inline char *
try_pay (Fixture *fixture, const NuanStaff *actor, const NuanPaymentRequest *request, GPtrArray *warnings, GError **error)
{
  char *number;

  fixture_begin (fixture);
  number = nuan_payment_store_pay (fixture->connection, actor, request, warnings, error);
  money_end (fixture, number != NULL);
  return number;
}

/* The receipt number; owned. */
static inline char *
money_pay_grant (Fixture *fixture, gint64 grant_id, const char *method)
{
  const NuanPaymentRequest request = { .grant_id = grant_id, .method = (char *) method, .card = (char *) "6228480000000000018" };
  g_autoptr (GError) error = NULL;
  char *number = try_pay (fixture, fixture->cash, &request, NULL, &error);

  g_assert_no_error (error);
  return number;
}

static inline char *
money_pay (Fixture *fixture, const Wish *wish, const char *method)
{
  return money_pay_grant (fixture, money_approved (fixture, wish), method);
}

static inline gboolean
try_void (Fixture *fixture, const NuanStaff *actor, const char *number, GError **error)
{
  fixture_begin (fixture);
  return money_end (fixture, nuan_payment_store_void (fixture->connection, actor, number, "发放对象有误", TRUE, error));
}

static inline void
money_void (Fixture *fixture, const char *number)
{
  g_autoptr (GError) error = NULL;

  try_void (fixture, fixture->direct, number, &error);
  g_assert_no_error (error);
}

/* One household in force, one fund with MONEY in the bank. */
static inline Wish
money_ready (Fixture *fixture, const char *programmes, gint64 money_fen)
{
  const gint64 household_id = fixture_add_approved (fixture, 1);
  const gint64 fund_id = money_fund (fixture, "2025年中央财政帮扶资金", programmes);

  if (money_fen > 0)
    money_receive (fixture, fund_id, money_fen);
  return (Wish) { household_id, money_member (fixture, household_id, 0), fund_id, "living", 100000, 0 };
}

/* received, returned, reserved, paid and free of a fund, one after another. */
static inline void
money_assert_fund (Fixture *fixture, gint64 fund_id, gint64 received, gint64 returned, gint64 reserved, gint64 paid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanFund) fund = nuan_fund_store_read (fixture->connection, fund_id, &error);

  g_assert_no_error (error);
  g_assert_cmpint (fund->received_fen, ==, received);
  g_assert_cmpint (fund->returned_fen, ==, returned);
  g_assert_cmpint (fund->reserved_fen, ==, reserved);
  g_assert_cmpint (fund->paid_fen, ==, paid);
  g_assert_cmpint (nuan_fund_get_free (fund), ==, received - returned - reserved - paid);
  g_assert_cmpint (fund->bank_fen + fund->cash_fen + fund->goods_fen, ==, received - returned - paid);
}

static inline void
money_assert_held (Fixture *fixture, gint64 fund_id, gint64 bank, gint64 cash, gint64 goods)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanFund) fund = nuan_fund_store_read (fixture->connection, fund_id, &error);

  g_assert_no_error (error);
  g_assert_cmpint (fund->bank_fen, ==, bank);
  g_assert_cmpint (fund->cash_fen, ==, cash);
  g_assert_cmpint (fund->goods_fen, ==, goods);
}

static inline void
money_on (Fixture *fixture, guint year, guint month, guint day)
{
  nuan_connection_set_today (fixture->connection, nuan_day_new (year, month, day));
}

#define MONEY_TEST(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

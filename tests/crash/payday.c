#include "payday.h"

#include "store/money/fund-store.h"
#include "store/money/grant-store.h"
#include "store/money/ledger.h"
#include "store/money/payment-store.h"

#define N_HOUSEHOLDS 4
#define AMOUNT_FEN   10000

static gint64
add_fund (Fixture *fixture, gint64 amount_fen)
{
  g_autoptr (NuanFund) fund = nuan_fund_new ();
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_free (fund->name);
  fund->name = g_strdup ("县级财政帮扶资金");
  g_free (fund->source);
  fund->source = g_strdup ("county");
  g_strfreev (fund->programmes);
  fund->programmes = g_strsplit ("temporary", ",", -1);
  fund->from = nuan_day_new (2025, 1, 1);
  fund->to = fund->use_by = nuan_day_new (2025, 12, 31);

  id = nuan_fund_store_add (fixture->connection, fixture->direct, fund, &error);
  g_assert_no_error (error);
  nuan_ledger_receive (fixture->connection, fixture->cash, id, amount_fen, FIXTURE_TODAY, "拨款", NUAN_HOLD_BANK, &error);
  g_assert_no_error (error);
  return id;
}

static void
add_grant (Fixture *fixture, gint64 household_id, gint64 fund_id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT min (id) FROM member WHERE household_id = %" G_GINT64_FORMAT, household_id);
  g_autoptr (NuanGrant) grant = nuan_grant_new ();
  g_autoptr (GError) error = NULL;

  grant->household_id = household_id;
  grant->member_id = fixture_value (fixture, sql);
  grant->fund_id = fund_id;
  g_free (grant->programme);
  grant->programme = g_strdup ("temporary");
  grant->amount_fen = AMOUNT_FEN;
  grant->self_paid_fen = -1;
  g_free (grant->reason);
  grant->reason = g_strdup ("突发困难");

  nuan_grant_store_add (fixture->connection, fixture->intake, grant, NULL, &error);
  g_assert_no_error (error);
  nuan_grant_store_approve (fixture->connection, fixture->review, grant->id, NULL, &error);
  g_assert_no_error (error);
}

void
payday_prepare (Fixture *fixture, guint n_grants)
{
  gint64 households[N_HOUSEHOLDS], fund_id;

  for (guint i = 0; i < N_HOUSEHOLDS; i++)
    households[i] = fixture_add_approved (fixture, i);

  fixture_begin (fixture);
  fund_id = add_fund (fixture, (gint64) n_grants * AMOUNT_FEN);
  for (guint i = 0; i < n_grants; i++)
    add_grant (fixture, households[i % N_HOUSEHOLDS], fund_id);
  fixture_commit (fixture);
}

typedef struct
{
  const NuanStaff *cashier;
  gint64           grant_id;
  char            *number;
} Paying;

static gboolean
pay (NuanConnection *connection, gpointer data, GError **error)
{
  Paying *paying = data;
  const NuanPaymentRequest request = { .grant_id = paying->grant_id, .method = (char *) "cash" };

  paying->number = nuan_payment_store_pay (connection, paying->cashier, &request, NULL, error);
  return paying->number != NULL;
}

char *
payday_pay (NuanConnection *connection, const NuanStaff *cashier, gint64 grant_id)
{
  Paying paying = { .cashier = cashier, .grant_id = grant_id };

  if (nuan_connection_transact (connection, pay, &paying, NULL))
    return paying.number;

  g_free (paying.number);
  return NULL;
}

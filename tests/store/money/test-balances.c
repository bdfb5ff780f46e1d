#include "config.h"

#include "money.h"

/* Whatever happens in whatever order, the three figures of a fund are what the movements and the grants add up to. */
#define STEPS      400
#define HOUSEHOLDS 3

#define HELD "(CASE WHEN m.debit IN ('bank', 'cash', 'goods') THEN m.amount_fen ELSE 0 END) - " \
             "(CASE WHEN m.credit IN ('bank', 'cash', 'goods') THEN m.amount_fen ELSE 0 END)"

/* Each counts what is wrong. */
static const char *const invariants[] = {
  "SELECT count (*) FROM fund_balance b WHERE received_fen <> (SELECT coalesce (sum ( "
  "CASE WHEN substr (credit, 1, 7) = 'income:' THEN amount_fen WHEN substr (debit, 1, 7) = 'income:' THEN - amount_fen ELSE "
  "0 END), 0) FROM entry_movement m WHERE m.fund_id = b.fund_id)",
  "SELECT count (*) FROM fund_balance b WHERE returned_fen <> (SELECT coalesce (sum ( "
  "CASE WHEN debit = 'returned' THEN amount_fen "
  "WHEN credit = 'returned' THEN - amount_fen ELSE 0 END), 0) FROM entry_movement m WHERE m.fund_id = b.fund_id)",
  "SELECT count (*) FROM fund_balance b WHERE reserved_fen <> (SELECT coalesce (sum (amount_fen), 0) "
  "FROM grants g WHERE g.fund_id = b.fund_id AND state = 'approved')",
  "SELECT count (*) FROM fund_balance b WHERE paid_fen <> (SELECT coalesce (sum (p.amount_fen), 0) "
  "FROM payment p WHERE p.fund_id = b.fund_id "
  "AND p.id NOT IN (SELECT payment_id FROM payment_void))",
  "SELECT count (*) FROM fund_balance b WHERE received_fen - returned_fen - paid_fen "
  "<> (SELECT coalesce (sum (" HELD "), 0) FROM entry_movement m WHERE m.fund_id = b.fund_id)",
  "SELECT count (*) FROM (SELECT balance_fen, sum (" HELD ") OVER (PARTITION BY fund_id ORDER BY fund_seq) AS reckoned "
  "FROM entry_movement m) m WHERE balance_fen <> reckoned",
  "SELECT count (*) FROM (SELECT sum (sum (" HELD ")) OVER (PARTITION BY e.fund_id ORDER BY e.on_day) AS total "
  "FROM entry e JOIN entry_movement m ON m.entry_id = e.id "
  "GROUP BY e.fund_id, e.on_day) d WHERE total < 0",
  "SELECT count (*) FROM (SELECT entry_id FROM posting GROUP BY entry_id HAVING sum (amount_fen) <> 0) p",
  "SELECT count (*) FROM payment p LEFT JOIN receipt r ON r.payment_id = p.id WHERE r.id IS NULL OR r.amount_fen <> p.amount_fen",
  "SELECT count (*) FROM (SELECT seq, row_number () OVER (PARTITION BY year ORDER BY id) AS n FROM receipt) r WHERE seq <> n",
};

typedef struct {
  Fixture *fixture;
  gint64   households[HOUSEHOLDS], funds[2];
  guint    done, refused;
} Desk;

static NuanDay
some_day (Desk *desk)
{
  return nuan_connection_get_today (desk->fixture->connection) - (NuanDay) g_test_rand_int_range (0, 3);
}

static gint64
some_grant (Desk *desk, const char *state)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM grants WHERE state = '%s' ORDER BY id * %d %% 17 LIMIT 1", state,
                                          g_test_rand_int_range (1, 17));

  return fixture_value (desk->fixture, sql);
}

static void
receive (Desk *desk, GError **error)
{
  try_receive (desk->fixture, desk->funds[g_test_rand_int_range (0, 2)], g_test_rand_int_range (1, 400000), some_day (desk),
               g_test_rand_int_range (0, 3), error);
}

static void
give_back (Desk *desk, GError **error)
{
  try_return (desk->fixture, desk->funds[g_test_rand_int_range (0, 2)], g_test_rand_int_range (1, 100000), some_day (desk),
              g_test_rand_int_range (0, 3), error);
}

static void
reverse (Desk *desk, GError **error)
{
  const gint64 n = fixture_value (desk->fixture, "SELECT count (*) FROM entry");

  try_reverse (desk->fixture, g_test_rand_int_range (1, (gint) n + 2), error);
}

static void
draft (Desk *desk, GError **error)
{
  static const char *const programmes[] = { "living", "temporary", "warmth" };
  const gint64 household = desk->households[g_test_rand_int_range (0, HOUSEHOLDS)];
  const Wish wish = { household, money_member (desk->fixture, household, g_test_rand_int_range (0, 3)),
                      desk->funds[g_test_rand_int_range (0, 2)],
                      programmes[g_test_rand_int_range (0, 3)], g_test_rand_int_range (1, 90000), 0 };

  try_draft (desk->fixture, &wish, NULL, error);
}

static void
approve (Desk *desk, GError **error)
{
  try_approve (desk->fixture, desk->fixture->review, some_grant (desk, "draft"), NULL, error);
}

static void
release (Desk *desk, GError **error)
{
  try_end (desk->fixture, desk->fixture->direct, some_grant (desk, "approved"), NUAN_GRANT_VOIDED, "放弃", error);
}

static void
pay (Desk *desk, GError **error)
{
  static const char *const methods[] = { "cash", "card", "goods" };
  const NuanPaymentRequest request = { .grant_id = some_grant (desk, "approved"),
                                       .method = (char *) methods[g_test_rand_int_range (0, 3)],
                                       .card = (char *) "6228480000000000018", .day = some_day (desk) };

  g_free (try_pay (desk->fixture, desk->fixture->cash, &request, NULL, error));
}

static void
take_back (Desk *desk, GError **error)
{
  const gint64 n = fixture_value (desk->fixture, "SELECT count (*) FROM receipt");
  g_autofree char *number = g_strdup_printf ("2025-%06d", g_test_rand_int_range (1, (gint) n + 2));

  try_void (desk->fixture, desk->fixture->direct, number, error);
}

static void
next_day (Desk *desk, GError **error)
{
  nuan_connection_set_today (desk->fixture->connection,
                             MIN (nuan_connection_get_today (desk->fixture->connection) + 1, nuan_day_new (2025, 12, 30)));
}

static void (*const acts[]) (Desk *desk, GError **error) = {
  receive, receive, give_back, reverse, draft, draft, draft, approve, approve, approve, release, pay, pay, pay, take_back,
    next_day,
};

static void
step (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  acts[g_test_rand_int_range (0, G_N_ELEMENTS (acts))] (desk, &error);
  if (error == NULL)
    {
      desk->done++;
      return;
    }

  /* Refused by a rule that says where, never by a trigger or the disk. */
  desk->refused++;
  g_test_message ("%s", error->message);
  g_assert_true (error->domain == NUAN_ERROR);
  g_assert_cmpint (error->code, !=, NUAN_ERROR_STORAGE);
  g_assert_nonnull (nuan_error_get_field (error));
}

static void
figures_follow_whatever_happens (Fixture *fixture, gconstpointer unused)
{
  Desk desk = { .fixture = fixture };

  for (guint i = 0; i < HOUSEHOLDS; i++)
    desk.households[i] = fixture_add_approved (fixture, i + 1);
  desk.funds[0] = money_fund (fixture, "甲", "living,temporary");
  desk.funds[1] = money_fund (fixture, "乙", "living,warmth");

  for (guint i = 0; i < STEPS; i++)
    {
      step (&desk);
      for (guint k = 0; k < G_N_ELEMENTS (invariants); k++)
        if (fixture_value (fixture, invariants[k]) != 0)
          g_error ("after step %u: %s", i, invariants[k]);
    }

  g_test_message ("%u done, %u refused", desk.done, desk.refused);
  g_assert_cmpuint (desk.done, >, STEPS / 3);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM payment"), >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  MONEY_TEST ("/balances/figures-follow-whatever-happens", figures_follow_whatever_happens);
  return g_test_run ();
}

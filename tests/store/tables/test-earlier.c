#include "config.h"

#include <sqlite3.h>

#include "filled.h"

/* 冲减以前期间: what was paid before a period and voided in it. Two families, two funds of three years. */
typedef struct {
  Fixture base;
  Wish    living, warmth;
} Desk;

#define FROM nuan_day_new (2025, 1, 1)
#define TO   nuan_day_new (2027, 12, 31)

static void
set_up (Desk *desk, gconstpointer unused)
{
  Fixture *fixture = &desk->base;
  gint64 first, second;

  fixture_set_up (fixture, NULL);
  first = fixture_add_approved (fixture, 1);
  second = fixture_add_approved (fixture, 2);
  desk->living = (Wish) { first, money_member (fixture, first, 0), money_fund_of (fixture, "中央财政", "central", "living,warmth", FROM, TO, TO),
                          "living", 10000, 0 };
  desk->warmth = (Wish) { second, money_member (fixture, second, 1), money_fund_of (fixture, "工会经费", "union", "living,warmth", FROM, TO, TO),
                          "warmth", 5000, 0 };
  money_receive (fixture, desk->living.fund_id, 100000000);
  money_receive (fixture, desk->warmth.fund_id, 100000000);
}

static void
tear_down (Desk *desk, gconstpointer unused)
{
  fixture_tear_down (&desk->base, NULL);
}

/* 100 paid on 2026-12-20 and voided on 2027-01-10. */
static void
pay_and_void (Desk *desk)
{
  g_autofree char *number = NULL;

  money_on (&desk->base, 2026, 12, 20);
  number = money_pay (&desk->base, &desk->living, "cash");
  money_on (&desk->base, 2027, 1, 10);
  money_void (&desk->base, number);
}

#define Y2026 nuan_day_new (2026, 1, 1), nuan_day_new (2026, 12, 31)
#define Y2027 nuan_day_new (2027, 1, 1), nuan_day_new (2027, 12, 31)
#define BOTH  nuan_day_new (2026, 1, 1), nuan_day_new (2027, 12, 31)
#define COUNTED "[table]\ntitle=t\nsource=payments\nrows=programme;fund\n" \
                "columns=payments;households;household-times;persons;person-times;amount;amount-wan\ntotal=true\n"

static void
assert_totals (Desk *desk, NuanDay from, NuanDay to, gint64 fen, gint64 times, guint n_rows)
{
  g_autoptr (NuanTable) help = filled (&desk->base, COUNTED, from, to);
  g_autoptr (NuanTable) funds = filled (&desk->base, FUNDS, from, to);

  g_assert_cmpuint (help->rows->len, ==, n_rows);
  g_assert_cmpint (total (help, "amount"), ==, fen);
  g_assert_cmpint (total (help, "amount-wan"), ==, fen);
  g_assert_cmpint (total (help, "payments"), ==, times);
  g_assert_cmpint (total (help, "household-times"), ==, times);
  g_assert_cmpint (total (help, "person-times"), ==, times);
  g_assert_cmpint (total (funds, "paid"), ==, fen);
}

static void
each_period_has_what_its_ledger_says (Desk *desk, gconstpointer unused)
{
  pay_and_void (desk);
  assert_totals (desk, Y2026, 10000, 1, 1);
  assert_totals (desk, Y2027, -10000, -1, 1);
  assert_totals (desk, BOTH, 0, 0, 0);
}

static void
its_row_is_the_last_one_and_counts_nobody (Desk *desk, gconstpointer unused)
{
  static const char *const empty[] = { "fund", "households", "persons" };
  g_autoptr (NuanTable) table = NULL;
  g_autofree char *number = NULL;

  pay_and_void (desk);
  number = money_pay (&desk->base, &desk->warmth, "cash");
  table = filled (&desk->base, COUNTED, Y2027);
  g_assert_cmpuint (table->rows->len, ==, 2);
  g_assert_cmpstr (table->keys->pdata[1], ==, NUAN_TABLE_EARLIER);
  g_assert_cmpstr (text (table, 1, "programme"), ==, "冲减以前期间");
  g_assert_cmpint (figure (table, 1, "payments"), ==, -1);
  g_assert_cmpint (figure (table, 1, "amount"), ==, -10000);
  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      const guint column = find_column (table, empty[i]);
      g_autofree char *shown = nuan_cell_format ((NuanCell *) table->rows->pdata[1] + column, ((NuanColumn *) table->definition->columns->pdata[column])->kind);

      g_assert_cmpstr (shown, ==, "");
    }
  g_assert_cmpint (total (table, "households"), ==, 1);
  g_assert_cmpint (total (table, "persons"), ==, 1);
  g_assert_cmpint (total (table, "household-times"), ==, 0);
}

static void
a_payment_voided_in_its_own_period_is_in_no_row (Desk *desk, gconstpointer unused)
{
  g_autofree char *number = NULL;

  money_on (&desk->base, 2026, 12, 20);
  number = money_pay (&desk->base, &desk->living, "cash");
  money_void (&desk->base, number);
  assert_totals (desk, Y2026, 0, 0, 0);
  assert_totals (desk, nuan_day_new (2026, 12, 20), nuan_day_new (2026, 12, 20), 0, 0, 0);
  assert_totals (desk, Y2027, 0, 0, 0);
}

static void
both_ends_of_the_period_are_in_it (Desk *desk, gconstpointer unused)
{
  pay_and_void (desk);
  assert_totals (desk, nuan_day_new (2026, 12, 21), nuan_day_new (2027, 1, 9), 0, 0, 0);
  assert_totals (desk, nuan_day_new (2026, 12, 21), nuan_day_new (2027, 1, 10), -10000, -1, 1);
  assert_totals (desk, nuan_day_new (2027, 1, 10), nuan_day_new (2027, 1, 10), -10000, -1, 1);
  assert_totals (desk, nuan_day_new (2026, 12, 20), nuan_day_new (2027, 1, 10), 0, 0, 0);
  assert_totals (desk, nuan_day_new (2027, 1, 11), nuan_day_new (2027, 1, 31), 0, 0, 0);
}

static void
the_filters_hold_for_it_too (Desk *desk, gconstpointer unused)
{
  static const struct { const char *filter; gint64 fen; } filters[] = {
    { "programme=living", -10000 }, { "programme=warmth", 0 },     { "fund=中央财政", -10000 },      { "fund=工会经费", 0 },
    { "source=central", -10000 },   { "source=union;city", 0 },    { "method=cash;card", -10000 }, { "method=goods", 0 },
    { "month=2026-12", -10000 },    { "month=2027-01", 0 },
  };

  pay_and_void (desk);
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autofree char *definition = g_strconcat (COUNTED "[filter]\n", filters[i].filter, "\n", NULL);
      g_autoptr (NuanTable) table = filled (&desk->base, definition, Y2027);

      g_assert_cmpint (total (table, "amount"), ==, filters[i].fen);
      g_assert_cmpint (nuan_table_has_earlier (table), ==, filters[i].fen != 0);
    }
}

/* Its heading stands where rows have theirs, be that a day; where they have none, in a figure that is empty. */
static void
its_heading_stands_in_every_table (Desk *desk, gconstpointer unused)
{
  static const char *const rows[] = { "programme", "unit", "month", "day", "household", "cashier" };
  g_autoptr (NuanTable) headless = NULL, nobody = NULL;

  pay_and_void (desk);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *definition = g_strdup_printf ("[table]\ntitle=t\nsource=payments\nrows=%s\ncolumns=amount\n", rows[i]);
      g_autoptr (NuanTable) table = filled (&desk->base, definition, Y2027);

      g_assert_cmpuint (table->rows->len, ==, 1);
      g_assert_cmpstr (text (table, 0, rows[i]), ==, "冲减以前期间");
      g_assert_cmpint (figure (table, 0, "amount"), ==, -10000);
    }

  headless = filled (&desk->base, "[table]\ntitle=t\nsource=payments\ncolumns=households;amount\n", Y2027);
  g_assert_cmpstr (text (headless, headless->rows->len - 1, "households"), ==, "冲减以前期间");
  g_assert_cmpint (figure (headless, headless->rows->len - 1, "amount"), ==, -10000);
  nobody = filled (&desk->base, "[table]\ntitle=t\nsource=payments\nrows=fund\ncolumns=households;persons\n", Y2027);
  g_assert_cmpuint (nobody->rows->len, ==, 0);
}

static void
behind_it_stand_the_voids (Desk *desk, gconstpointer unused)
{
  static const char *const columns[] = { "payments", "amount", "households", "persons" };
  g_autoptr (NuanTable) table = NULL;

  pay_and_void (desk);
  table = filled (&desk->base, COUNTED, Y2027);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (NuanTable) rows = filled_rows (&desk->base, table, NUAN_TABLE_EARLIER, columns[i]);

      g_assert_cmpuint (rows->rows->len, ==, 1);
      g_assert_cmpstr (text (rows, 0, "number"), ==, "2026-000001");
      g_assert_cmpint (figure (rows, 0, "date"), ==, nuan_day_new (2026, 12, 20));
      g_assert_cmpint (figure (rows, 0, "voided"), ==, nuan_day_new (2027, 1, 10));
      g_assert_cmpint (figure (rows, 0, "amount"), ==, -10000);
      g_assert_cmpstr (text (rows, 0, "programme"), ==, "生活救助");
      g_assert_cmpstr (rows->keys->pdata[0], ==, "household=1;receipt=2026-000001");
    }
}

static void
behind_a_total_stands_all_that_it_adds_up (Desk *desk, gconstpointer unused)
{
  static const char *const definitions[] = { COUNTED, RECEIPTS };
  g_autofree char *number = NULL;

  pay_and_void (desk);
  number = money_pay (&desk->base, &desk->warmth, "cash");
  for (guint i = 0; i < G_N_ELEMENTS (definitions); i++)
    {
      g_autoptr (NuanTable) table = filled (&desk->base, definitions[i], Y2027);
      g_autoptr (NuanTable) all = filled_rows (&desk->base, table, NULL, "amount");
      g_autoptr (NuanTable) paid = filled_rows (&desk->base, table, table->keys->pdata[0], "amount");
      g_autoptr (GError) error = NULL;
      g_autoptr (NuanTable) cut = nuan_statistics_rows (desk->base.connection, table, NULL, "amount", 1, &error);

      g_assert_cmpint (total (table, "amount"), ==, -5000);
      g_assert_cmpuint (all->rows->len, ==, 2);
      g_assert_cmpint (sum (all, "amount"), ==, -5000);
      g_assert_cmpint (figure (all, 0, "voided"), ==, NUAN_DAY_NONE);
      g_assert_cmpuint (paid->rows->len, ==, 1);
      g_assert_cmpint (sum (paid, "amount"), ==, 5000);
      g_assert_cmpuint (cut->rows->len, ==, 1);
      g_assert_cmpint (sum (cut, "amount"), ==, 5000);
    }
}

static void
the_register_takes_back_and_tells_the_numbers (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) former = NULL, table = NULL, rows = NULL, valid = NULL, voided = NULL;
  guint last;

  pay_and_void (desk);
  former = filled (&desk->base, RECEIPTS, Y2026);
  g_assert_cmpuint (former->rows->len, ==, 1);
  g_assert_cmpint (total (former, "amount"), ==, 10000);

  table = filled (&desk->base, RECEIPTS, Y2027);
  last = table->rows->len - 1;
  g_assert_cmpuint (last, ==, 0);
  g_assert_cmpstr (text (table, last, "number"), ==, "冲减以前期间");
  g_assert_cmpint (figure (table, last, "amount"), ==, -10000);
  g_assert_cmpstr (text (table, last, "state"), ==, "作废 1 笔");
  g_assert_cmpint (total (table, "amount"), ==, -10000);
  g_assert_nonnull (strstr (table->definition->note, "2026-000001"));

  rows = filled_rows (&desk->base, table, NUAN_TABLE_EARLIER, "amount");
  g_assert_cmpuint (rows->rows->len, ==, 1);
  g_assert_cmpstr (text (rows, 0, "number"), ==, "2026-000001");

  valid = filled (&desk->base, RECEIPTS "[filter]\nstate=valid\n", Y2027);
  g_assert_cmpuint (valid->rows->len, ==, 0);
  voided = filled (&desk->base, RECEIPTS "[filter]\nstate=void\n", Y2027);
  g_assert_cmpuint (voided->rows->len, ==, 1);
}

static void
rounded_parts_that_do_not_add_up_say_so (Desk *desk, gconstpointer unused)
{
  g_autofree char *first = NULL, *second = NULL, *third = NULL;
  g_autoptr (NuanTable) whole = NULL, parts = NULL;

  money_on (&desk->base, 2026, 3, 1);
  first = money_pay (&desk->base, &desk->living, "cash");   /* 100 and 50 are 0.01 and 0.01, and together 0.02 */
  second = money_pay (&desk->base, &desk->warmth, "cash");
  whole = filled (&desk->base, HELP, Y2026);
  g_assert_null (strstr (whole->definition->note, "四舍五入"));

  desk->living.amount_fen = 5000;
  desk->living.programme = "warmth";
  third = money_pay (&desk->base, &desk->living, "cash");   /* 0.01 three times, and together 0.02 */
  parts = filled (&desk->base, HELP, Y2026);
  g_assert_nonnull (strstr (parts->definition->note, "四舍五入"));
}

/* Random histories -------------------------------------------------------------------------------------------------------------- */

#define PERIODS 80

static NuanDay
some_day (void)
{
  return (NuanDay) g_test_rand_int_range ((gint32) FROM, (gint32) TO + 1);
}

/* Half of them voided, sooner or later; numbers only ever go on. */
static void
live_through (Desk *desk, guint payments)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  NuanDay today = FROM + 11;

  for (guint i = 0; i < payments; i++)
    {
      Wish wish = g_test_rand_bit () ? desk->living : desk->warmth;

      wish.amount_fen = g_test_rand_int_range (1, 30000);
      wish.programme = g_test_rand_bit () ? "living" : "warmth";
      today = MIN (today + (NuanDay) g_test_rand_int_range (0, 20), TO);
      nuan_connection_set_today (desk->base.connection, today);
      g_ptr_array_add (open, money_pay (&desk->base, &wish, g_test_rand_bit () ? "cash" : "card"));
      if (g_test_rand_bit ())
        {
          const guint place = (guint) g_test_rand_int_range (0, (gint32) open->len);

          money_void (&desk->base, open->pdata[place]);
          g_ptr_array_remove_index (open, place);
        }
    }
}

/* What the ledger says was paid less what it says was taken back, by the day of the entries alone; FUND 0: of all. */
static gint64
ledger (Desk *desk, const char *what, gint64 fund, NuanDay from, NuanDay to)
{
  g_autofree char *first = nuan_day_format (from), *last = nuan_day_format (to);
  g_autofree char *sql = g_strdup_printf ("SELECT coalesce (sum (CASE WHEN m.debit LIKE 'aid:%%' THEN %s WHEN m.credit LIKE 'aid:%%' THEN - %s ELSE 0 END), 0)"
                                          "  FROM entry e JOIN entry_movement m ON m.entry_id = e.id"
                                          " WHERE e.on_day >= '%s' AND e.on_day <= '%s' AND (%d = 0 OR m.fund_id = %d)",
                                          what, what, first, last, (int) fund, (int) fund);

  return fixture_value (&desk->base, sql);
}

typedef struct {
  gint64 fen, times, received;
} Sums;

/* What the tables say of a period, which is what the ledger says of it. */
static Sums
sums_of (Desk *desk, NuanDay from, NuanDay to)
{
  g_autoptr (NuanTable) help = filled (&desk->base, COUNTED, from, to);
  g_autoptr (NuanTable) funds = filled (&desk->base, FUNDS, from, to);
  g_autoptr (NuanTable) receipts = filled (&desk->base, RECEIPTS, from, to);
  const Sums sums = { total (help, "amount"), total (help, "payments"), total (receipts, "amount") };

  g_assert_cmpint (sums.fen, ==, ledger (desk, "m.amount_fen", 0, from, to));
  g_assert_cmpint (sums.times, ==, ledger (desk, "1", 0, from, to));
  g_assert_cmpint (sums.received, ==, sums.fen);
  g_assert_cmpint (total (funds, "paid"), ==, sums.fen);
  g_assert_cmpint (sum (help, "amount"), ==, sums.fen);
  g_assert_cmpint (sum (help, "person-times"), ==, sums.times);
  return sums;
}

static void
assert_fund (Desk *desk, const char *name, gint64 id, NuanDay from, NuanDay to)
{
  g_autofree char *definition = g_strdup_printf (COUNTED "[filter]\nfund=%s\n", name);
  g_autoptr (NuanTable) table = filled (&desk->base, definition, from, to);

  g_assert_cmpint (total (table, "amount"), ==, ledger (desk, "m.amount_fen", id, from, to));
}

static void
assert_drilled_down (Desk *desk, NuanDay from, NuanDay to)
{
  g_autoptr (NuanTable) table = filled (&desk->base, COUNTED, from, to);

  for (guint row = 0; row <= table->rows->len; row++)
    {
      const char *key = row < table->rows->len ? table->keys->pdata[row] : NULL;
      g_autoptr (NuanTable) rows = filled_rows (&desk->base, table, key, "amount");

      g_assert_cmpint (sum (rows, "amount"), ==, key != NULL ? figure (table, row, "amount") : total (table, "amount"));
    }
}

static void
any_period_is_the_sum_of_its_parts_and_what_the_ledger_says (Desk *desk, gconstpointer unused)
{
  live_through (desk, 100);

  for (guint i = 0; i < PERIODS; i++)
    {
      NuanDay days[] = { some_day (), some_day () };
      const NuanDay from = MIN (days[0], days[1]), to = MAX (days[0], days[1]);
      const NuanDay middle = (NuanDay) g_test_rand_int_range ((gint32) from, (gint32) to + 1);
      const Sums whole = sums_of (desk, from, to), first = sums_of (desk, from, middle);

      assert_fund (desk, "中央财政", desk->living.fund_id, from, to);
      assert_fund (desk, "工会经费", desk->warmth.fund_id, from, to);
      if (i % 8 == 0)
        assert_drilled_down (desk, from, to);
      if (middle < to)
        {
          const Sums second = sums_of (desk, middle + 1, to);

          g_assert_cmpint (whole.fen, ==, first.fen + second.fen);
          g_assert_cmpint (whole.times, ==, first.times + second.times);
          g_assert_cmpint (whole.received, ==, first.received + second.received);
        }
    }
}

/* Plans ------------------------------------------------------------------------------------------------------------------------- */

static int
note_statement (unsigned what, void *data, void *statement, void *text)
{
  if (strstr (sqlite3_sql (statement), "payment_void v CROSS JOIN") != NULL)
    g_ptr_array_add (data, sqlite3_expanded_sql (statement));
  return 0;
}

/* Among a million payments, the few voids of a period are read by their day, and their payments and receipts by number. */
static void
assert_plan (Desk *desk, const char *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  sqlite3_stmt *row = NULL;
  guint by_day = 0;

  g_assert_cmpint (sqlite3_prepare_v2 (fixture_handle (&desk->base), explain, -1, &row, NULL), ==, SQLITE_OK);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      const char *step = (const char *) sqlite3_column_text (row, 3);

      by_day += strstr (step, "payment_void_day (on_day>? AND on_day<?)") != NULL;
      if (g_str_has_prefix (step, "SCAN"))
        g_error ("%s: %s", step, sql);
    }
  sqlite3_finalize (row);
  g_assert_cmpuint (by_day, ==, 1);
}

static void
voids_are_found_by_their_day (Desk *desk, gconstpointer unused)
{
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func (sqlite3_free);
  static const char *const definitions[] = { COUNTED, RECEIPTS };
  sqlite3 *db = fixture_handle (&desk->base);

  pay_and_void (desk);
  sqlite3_trace_v2 (db, SQLITE_TRACE_STMT, note_statement, statements);
  for (guint i = 0; i < G_N_ELEMENTS (definitions); i++)
    {
      g_autoptr (NuanTable) table = filled (&desk->base, definitions[i], Y2027);
      g_autoptr (NuanTable) rows = filled_rows (&desk->base, table, NUAN_TABLE_EARLIER, "amount");
    }
  sqlite3_trace_v2 (db, 0, NULL, NULL);
  g_assert_cmpuint (statements->len, ==, 4);
  for (guint i = 0; i < statements->len; i++)
    assert_plan (desk, statements->pdata[i]);
}

#define EARLIER_TEST(path, function) g_test_add (path, Desk, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  EARLIER_TEST ("/earlier/each-period-has-what-its-ledger-says", each_period_has_what_its_ledger_says);
  EARLIER_TEST ("/earlier/its-row-is-the-last-one-and-counts-nobody", its_row_is_the_last_one_and_counts_nobody);
  EARLIER_TEST ("/earlier/a-payment-voided-in-its-own-period-is-in-no-row", a_payment_voided_in_its_own_period_is_in_no_row);
  EARLIER_TEST ("/earlier/both-ends-of-the-period-are-in-it", both_ends_of_the_period_are_in_it);
  EARLIER_TEST ("/earlier/the-filters-hold-for-it-too", the_filters_hold_for_it_too);
  EARLIER_TEST ("/earlier/its-heading-stands-in-every-table", its_heading_stands_in_every_table);
  EARLIER_TEST ("/earlier/behind-it-stand-the-voids", behind_it_stand_the_voids);
  EARLIER_TEST ("/earlier/behind-a-total-stands-all-that-it-adds-up", behind_a_total_stands_all_that_it_adds_up);
  EARLIER_TEST ("/earlier/the-register-takes-back-and-tells-the-numbers", the_register_takes_back_and_tells_the_numbers);
  EARLIER_TEST ("/earlier/rounded-parts-that-do-not-add-up-say-so", rounded_parts_that_do_not_add_up_say_so);
  EARLIER_TEST ("/earlier/any-period-is-the-sum-of-its-parts-and-what-the-ledger-says",
                any_period_is_the_sum_of_its_parts_and_what_the_ledger_says);
  EARLIER_TEST ("/earlier/voids-are-found-by-their-day", voids_are_found_by_their_day);
  return g_test_run ();
}

#include "config.h"

#include <gio/gio.h>

#include "base/code-list.h"
#include "filled.h"

/* Two families, two funds, payments of March, June and November, one voided later, one waiting. */
typedef struct {
  Fixture base;
  Wish    living, warmth;
  char   *march, *june, *november, *second;   /* receipt numbers */
} Desk;

static void
set_up (Desk *desk, gconstpointer unused)
{
  Fixture *fixture = &desk->base;
  g_autoptr (GError) error = NULL;
  gint64 other;

  fixture_set_up (fixture, NULL);
  money_on (fixture, 2025, 2, 1);
  desk->living = money_ready (fixture, "living,warmth", 900000);
  other = fixture_add_approved (fixture, 2);
  desk->warmth = (Wish) { other, money_member (fixture, other, 1),
                          money_fund_of (fixture, "2025年送温暖资金", "union", "warmth", nuan_day_new (2025, 1, 1), nuan_day_new (2025,
                                                                                                                            12,
                                                                                                                              31),
                                         nuan_day_new (2025, 12, 31)), "warmth", 50000, 0 };
  money_receive (fixture, desk->warmth.fund_id, 300000);

  money_on (fixture, 2025, 3, 10);
  desk->march = money_pay (fixture, &desk->living, "cash");
  money_on (fixture, 2025, 6, 10);
  desk->june = money_pay (fixture, &desk->warmth, "card");
  desk->living.member_id = money_member (fixture, desk->living.household_id, 1);
  desk->second = money_pay (fixture, &desk->living, "cash");
  try_return (fixture, desk->living.fund_id, 200000, nuan_day_new (2025, 6, 10), NUAN_HOLD_BANK, &error);
  g_assert_no_error (error);
  money_on (fixture, 2025, 11, 3);
  money_void (fixture, desk->june);
  money_on (fixture, 2025, 11, 10);
  desk->warmth.household_id = desk->living.household_id;
  desk->warmth.member_id = desk->living.member_id;
  desk->november = money_pay (fixture, &desk->warmth, "goods");
  money_approved (fixture, &desk->warmth);
  money_on (fixture, 2025, 11, 20);
}

static void
tear_down (Desk *desk, gconstpointer unused)
{
  g_free (desk->march);
  g_free (desk->june);
  g_free (desk->november);
  g_free (desk->second);
  fixture_tear_down (&desk->base, NULL);
}

static NuanTable *
fill (Desk *desk, const char *text, NuanDay from, NuanDay to)
{
  return filled (&desk->base, text, from, to);
}

#define YEAR nuan_day_new (2025, 1, 1), nuan_day_new (2025, 12, 31)
static guint
find_row (const NuanTable *table, const char *key)
{
  for (guint i = 0; i < table->keys->len; i++)
    if (g_str_equal (table->keys->pdata[i], key))
      return i;

  g_error ("no row %s", key);
}

static NuanTable *
open_rows (Desk *desk, const NuanTable *table, const char *key, const char *column)
{
  return filled_rows (&desk->base, table, key, column);
}

static void
rows_go_by_programme_in_the_order_of_the_list (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) table = fill (desk, HELP, YEAR);

  g_assert_cmpuint (table->rows->len, ==, 2);
  g_assert_cmpstr (text (table, 0, "programme"), ==, "生活救助");
  g_assert_cmpstr (text (table, 0, "fund"), ==, "2025年中央财政帮扶资金");
  g_assert_cmpstr (text (table, 1, "programme"), ==, "送温暖");
  g_assert_cmpstr (table->keys->pdata[0], ==, "programme=living;fund=1");
  g_assert_cmpstr (table->centre, ==, "试点县职工服务(帮扶)中心");
}

static void
households_and_persons_count_once_and_times_each (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) table = fill (desk, HELP, YEAR);

  g_assert_cmpint (figure (table, 0, "households"), ==, 1);
  g_assert_cmpint (figure (table, 0, "household-times"), ==, 2);
  g_assert_cmpint (figure (table, 0, "persons"), ==, 2);
  g_assert_cmpint (figure (table, 0, "person-times"), ==, 2);
  g_assert_cmpint (figure (table, 0, "amount"), ==, 200000);
  g_assert_cmpint (figure (table, 0, "amount-wan"), ==, 200000);
}

static void
the_total_counts_a_family_once_over_all_rows (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) table = fill (desk, HELP, YEAR);

  g_assert_cmpint (total (table, "households"), ==, 1);
  g_assert_cmpint (total (table, "household-times"), ==, 3);
  g_assert_cmpint (total (table, "persons"), ==, 2);
  g_assert_cmpint (total (table, "amount"), ==, 250000);
}

static void
a_payment_counts_until_the_period_in_which_it_was_voided (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) before = fill (desk, HELP, nuan_day_new (2025, 6, 1), nuan_day_new (2025, 11, 2));
  g_autoptr (NuanTable) after = fill (desk, HELP, nuan_day_new (2025, 6, 1), nuan_day_new (2025, 11, 3));

  g_assert_cmpint (total (before, "households"), ==, 2);
  g_assert_cmpint (total (before, "amount"), ==, 150000);
  g_assert_cmpint (total (after, "households"), ==, 1);
  g_assert_cmpint (total (after, "amount"), ==, 100000);
}

static void
the_period_is_inclusive_on_both_ends (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) day = fill (desk, HELP, nuan_day_new (2025, 3, 10), nuan_day_new (2025, 3, 10));
  g_autoptr (NuanTable) next = fill (desk, HELP, nuan_day_new (2025, 3, 11), nuan_day_new (2025, 3, 31));

  g_assert_cmpint (total (day, "household-times"), ==, 1);
  g_assert_cmpuint (next->rows->len, ==, 0);
  g_assert_cmpint (total (next, "amount"), ==, 0);
}

/* Each cell against SQL of another make: no joins, one question a cell. */
static void
every_cell_of_the_help_table_equals_plain_sql (Desk *desk, gconstpointer unused)
{
  static const struct { const char *column, *sql; } cells[] = {
    { "households", "count (DISTINCT household_id)" }, { "household-times", "count (id)" },
    { "persons", "count (DISTINCT member_id)" }, { "person-times", "count (id)" }, { "amount", "coalesce (sum (amount_fen), 0)" },
  };
  g_autoptr (NuanTable) table = fill (desk, HELP, YEAR);

  for (guint row = 0; row < table->rows->len; row++)
    for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
      {
        g_auto (GStrv) key = g_strsplit_set (table->keys->pdata[row], "=;", -1);
        g_autofree char *sql = g_strdup_printf ("SELECT %s FROM payment WHERE programme = '%s' AND fund_id = %s AND on_day "
                                                ">= '2025-01-01' AND on_day < '2026' "
                                                "AND id NOT IN (SELECT payment_id FROM payment_void WHERE on_day < '2026')",
                                                cells[i].sql, key[1], key[3]);

        g_assert_cmpint (figure (table, row, cells[i].column), ==, fixture_value (&desk->base, sql));
      }
}

static void
every_dimension_groups_and_adds_up_to_the_total (Desk *desk, gconstpointer unused)
{
  static const char *const dimensions[] = {
    "programme", "fund", "source", "unit", "category", "method", "cashier", "month", "year", "day", "household",
  };

  for (guint i = 0; i < G_N_ELEMENTS (dimensions); i++)
    {
      g_autofree char *definition = g_strdup_printf ("[table]\ntitle=t\nsource=payments\nrows=%s\n"
                                                     "columns=person-times;amount\ntotal=true\n", dimensions[i]);
      g_autoptr (NuanTable) table = fill (desk, definition, YEAR);

      g_assert_cmpuint (table->rows->len, >, 0);
      g_assert_cmpint (sum (table, "amount"), ==, 250000);
      g_assert_cmpint (sum (table, "person-times"), ==, total (table, "person-times"));
    }
}

static void
a_filter_by_code_or_by_name_keeps_the_others_out (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) warmth = fill (desk, HELP "[filter]\nprogramme=warmth\n", YEAR);
  g_autoptr (NuanTable) named = fill (desk, HELP "[filter]\nfund=2025年中央财政帮扶资金\n", YEAR);
  g_autoptr (NuanTable) by_source = fill (desk, HELP "[filter]\nsource=union;city\n", YEAR);

  g_assert_cmpint (total (warmth, "amount"), ==, 50000);
  g_assert_cmpint (total (named, "amount"), ==, 200000);
  g_assert_cmpint (total (by_source, "amount"), ==, 50000);
}

static void
the_rows_behind_an_amount_are_its_payments (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) table = fill (desk, HELP, YEAR);
  g_autoptr (NuanTable) rows = open_rows (desk, table, "programme=living;fund=1", "amount");

  g_assert_cmpuint (rows->rows->len, ==, 2);
  g_assert_cmpint (sum (rows, "amount"), ==, 200000);
  g_assert_cmpstr (text (rows, 0, "number"), ==, desk->march);
  g_assert_cmpstr (text (rows, 0, "programme"), ==, "生活救助");
  g_assert_cmpstr (rows->keys->pdata[0], ==, "household=1;receipt=2025-000001");
}

static void
behind_a_distinct_count_stands_one_row_each (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) table = fill (desk, HELP, YEAR);
  g_autoptr (NuanTable) households = open_rows (desk, table, "programme=living;fund=1", "households");
  g_autoptr (NuanTable) persons = open_rows (desk, table, NULL, "persons");

  g_assert_cmpuint (households->rows->len, ==, 1);
  g_assert_cmpint (figure (households, 0, "times"), ==, 2);
  g_assert_cmpuint (persons->rows->len, ==, 2);
  g_assert_cmpint (sum (persons, "amount"), ==, 250000);
}

static void
behind_every_cell_of_the_help_table_stands_what_it_says (Desk *desk, gconstpointer unused)
{
  static const char *const counts[] = { "households", "household-times", "persons", "person-times" };
  g_autoptr (NuanTable) table = fill (desk, HELP, YEAR);

  for (guint row = 0; row <= table->rows->len; row++)
    for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
      {
        const char *key = row < table->rows->len ? table->keys->pdata[row] : NULL;
        g_autoptr (NuanTable) rows = open_rows (desk, table, key, counts[i]);

        g_assert_cmpint (rows->rows->len, ==, key != NULL ? figure (table, row, counts[i]) : total (table, counts[i]));
      }
}

static void
a_limit_cuts_the_rows (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) table = fill (desk, HELP, YEAR);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanTable) rows = nuan_statistics_rows (desk->base.connection, table, NULL, "amount", 2, &error);

  g_assert_cmpuint (rows->rows->len, ==, 2);
}

/* "IN ()" is no SQL on a server. */
static void
a_table_without_a_fund_has_no_rows_behind_it (Desk *desk, gconstpointer unused)
{
  static const char *const columns[] = { "paid", "reserved", "free" };
  g_autoptr (NuanTable) table = fill (desk, FUNDS, YEAR);

  g_ptr_array_set_size (table->keys, 0);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (NuanTable) rows = open_rows (desk, table, NULL, columns[i]);

      g_assert_cmpuint (rows->rows->len, ==, 0);
    }
}

static void
a_key_that_is_none_is_refused (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) table = fill (desk, HELP, YEAR);
  g_autoptr (GError) error = NULL;

  g_assert_null (nuan_statistics_rows (desk->base.connection, table, "programme=living;fund=1 OR 1=1", "amount", 0, &error));
  check_error (error, NUAN_ERROR_INVALID, "key");
  g_assert_null (nuan_statistics_rows (desk->base.connection, table, "shoe=42", "amount", 0, &error));
  check_error (error, NUAN_ERROR_INVALID, "key");
}

static void
the_fund_table_is_by_the_day_of_the_entry (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) table = fill (desk, FUNDS, nuan_day_new (2025, 6, 1), nuan_day_new (2025, 6, 30));
  const guint first = find_row (table, "fund=1"), second = find_row (table, "fund=2");

  g_assert_cmpint (figure (table, first, "opening"), ==, 800000);
  g_assert_cmpint (figure (table, first, "received"), ==, 0);
  g_assert_cmpint (figure (table, first, "returned"), ==, 200000);
  g_assert_cmpint (figure (table, first, "paid"), ==, 100000);
  g_assert_cmpint (figure (table, first, "closing"), ==, 500000);
  g_assert_cmpint (figure (table, second, "opening"), ==, 300000);
  g_assert_cmpint (figure (table, second, "paid"), ==, 50000);
  g_assert_cmpint (figure (table, second, "use-by"), ==, nuan_day_new (2025, 12, 31));
  g_assert_cmpstr (text (table, second, "source"), ==, "工会经费");
  g_assert_cmpint (total (table, "closing"), ==, 750000);
}

static void
a_void_comes_back_in_its_own_period (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) table = fill (desk, FUNDS, nuan_day_new (2025, 11, 1), nuan_day_new (2025, 11, 5));

  g_assert_cmpint (figure (table, find_row (table, "fund=2"), "paid"), ==, -50000);
  g_assert_cmpint (figure (table, find_row (table, "fund=2"), "closing"), ==, 300000);
}

static void
reserved_is_what_was_approved_and_not_yet_paid_on_the_last_day (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) before = fill (desk, FUNDS, nuan_day_new (2025, 11, 1), nuan_day_new (2025, 11, 9));
  g_autoptr (NuanTable) after = fill (desk, FUNDS, nuan_day_new (2025, 11, 1), nuan_day_new (2025, 11, 30));

  g_assert_cmpint (total (before, "reserved"), ==, 0);
  g_assert_cmpint (figure (after, find_row (after, "fund=2"), "reserved"), ==, 50000);
  g_assert_cmpint (figure (after, find_row (after, "fund=2"), "free"), ==, 200000);
}

static void
a_grant_paid_or_released_later_was_reserved_then (Desk *desk, gconstpointer unused)
{
  Fixture *fixture = &desk->base;
  gint64 released, paid;
  g_autoptr (NuanTable) table = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;

  released = money_approved (fixture, &desk->warmth);
  paid = money_approved (fixture, &desk->warmth);
  money_on (fixture, 2025, 11, 25);
  try_end (fixture, fixture->direct, released, NUAN_GRANT_VOIDED, "放弃", &error);
  g_assert_no_error (error);
  number = money_pay_grant (fixture, paid, "cash");
  money_void (fixture, number);
  table = fill (desk, FUNDS, nuan_day_new (2025, 11, 1), nuan_day_new (2025, 11, 24));
  g_assert_cmpint (figure (table, find_row (table, "fund=2"), "reserved"), ==, 150000);
}

static void
today_the_fund_table_agrees_with_the_ledger (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) table = fill (desk, FUNDS, nuan_day_new (2025, 1, 1), FIXTURE_TODAY);

  for (guint row = 0; row < table->rows->len; row++)
    {
      const gint64 id = g_ascii_strtoll ((char *) table->keys->pdata[row] + strlen ("fund="), NULL, 10);
      g_autoptr (GError) error = NULL;
      g_autoptr (NuanFund) fund = nuan_fund_store_read (desk->base.connection, id, &error);

      g_assert_cmpint (figure (table, row, "received"), ==, fund->received_fen);
      g_assert_cmpint (figure (table, row, "returned"), ==, fund->returned_fen);
      g_assert_cmpint (figure (table, row, "paid"), ==, fund->paid_fen);
      g_assert_cmpint (figure (table, row, "reserved"), ==, fund->reserved_fen);
      g_assert_cmpint (figure (table, row, "free"), ==, nuan_fund_get_free (fund));
    }
}

static void
behind_every_cell_of_the_fund_table_stands_what_it_says (Desk *desk, gconstpointer unused)
{
  static const char *const columns[] = { "opening", "received", "returned", "paid", "closing", "reserved", "free" };
  g_autoptr (NuanTable) table = fill (desk, FUNDS, nuan_day_new (2025, 6, 1), FIXTURE_TODAY);

  for (guint row = 0; row <= table->rows->len; row++)
    for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
      {
        const char *key = row < table->rows->len ? table->keys->pdata[row] : NULL;
        g_autoptr (NuanTable) rows = open_rows (desk, table, key, columns[i]);

        g_assert_cmpint (sum (rows, "amount"), ==, key != NULL ? figure (table, row, columns[i]) : total (table, columns[i]));
      }
}

static void
a_fund_of_another_year_without_figures_is_left_out (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) table = NULL;

  money_fund_of (&desk->base, "2023年旧资金", "city", "living", nuan_day_new (2023, 1, 1), nuan_day_new (2023, 12, 31),
                 nuan_day_new (2023, 12, 31));
  table = fill (desk, FUNDS, YEAR);
  g_assert_cmpuint (table->rows->len, ==, 2);
}

static void
every_receipt_of_the_period_has_its_row_voided_ones_too (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) table = fill (desk, RECEIPTS, YEAR);

  g_assert_cmpuint (table->rows->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *number = g_strdup_printf ("2025-%06u", i + 1);

      g_assert_cmpstr (text (table, i, "number"), ==, number);
    }
  g_assert_cmpint (figure (table, 0, "date"), ==, nuan_day_new (2025, 3, 10));
  g_assert_cmpstr (text (table, 1, "method"), ==, "转账");
  g_assert_cmpstr (text (table, 0, "payee"), ==, "张建国");
}

static void
a_void_receipt_does_not_add_to_the_total (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) table = fill (desk, RECEIPTS, YEAR);

  g_assert_cmpint (sum (table, "amount"), ==, 300000);
  g_assert_cmpint (total (table, "amount"), ==, 250000);
  g_assert_cmpstr (text (table, 1, "state"), !=, text (table, 0, "state"));
}

static void
receipts_are_filtered_by_state_and_by_number (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) voided = fill (desk, RECEIPTS "[filter]\nstate=void\n", YEAR);
  g_autoptr (NuanTable) numbered = fill (desk, RECEIPTS "[filter]\nnumber=2025-000003;2025-000004\n", YEAR);

  g_assert_cmpuint (voided->rows->len, ==, 1);
  g_assert_cmpuint (numbered->rows->len, ==, 2);
}

static void
behind_a_receipt_stands_its_payment (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) table = fill (desk, RECEIPTS, YEAR);
  g_autoptr (NuanTable) voided = open_rows (desk, table, "receipt=2025-000002", "amount");
  g_autoptr (NuanTable) all = open_rows (desk, table, NULL, "amount");

  g_assert_cmpuint (voided->rows->len, ==, 1);
  g_assert_cmpint (sum (all, "amount"), ==, total (table, "amount"));
}

static void
grants_stand_in_the_period_of_their_draft (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) table = fill (desk,
                                      "[table]\ntitle=t\nsource=grants\n"
                                      "columns=household;member;programme;fund;amount;state;drafted;decided\ntotal=true\n",
                                      nuan_day_new (2025, 6, 1), nuan_day_new (2025, 11, 30));
  g_autoptr (NuanTable) rows = open_rows (desk, table, "grant=5", "amount");

  g_assert_cmpuint (table->rows->len, ==, 4);
  g_assert_cmpint (total (table, "amount"), ==, 250000);
  g_assert_cmpstr (text (table, 3, "state"), ==, nuan_code_label ("grant-state", "approved"));
  g_assert_cmpuint (rows->rows->len, ==, 1);
  g_assert_cmpstr (rows->keys->pdata[0], ==, "household=1");
}

static void
households_are_counted_with_their_members (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanTable) table = fill (desk,
                                      "[table]\ntitle=t\nsource=households\nrows=state;category;unit;cause\n"
                                      "columns=households;persons\ntotal=true\n", YEAR);
  g_autoptr (NuanTable) rows = open_rows (desk, table, table->keys->pdata[0], "households");

  g_assert_cmpuint (table->rows->len, ==, 1);
  g_assert_cmpint (figure (table, 0, "households"), ==, 2);
  g_assert_cmpint (total (table, "persons"), ==, 6);
  g_assert_cmpstr (text (table, 0, "cause"), ==, "患重特大疾病");
  g_assert_cmpstr (text (table, 0, "unit"), ==, "试点县第一纺织厂");
  g_assert_cmpuint (rows->rows->len, ==, 2);
}

static void
shipped_tables_are_filled (Desk *desk, gconstpointer unused)
{
  g_auto (GStrv) ids = nuan_table_definition_list ();

  g_assert_cmpuint (g_strv_length (ids), >=, 3);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      NuanTableDefinition *definition = nuan_table_definition_load (ids[i], &error);
      g_autoptr (NuanTable) table = nuan_statistics_fill (desk->base.connection, definition, YEAR, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (table->rows->len, >, 0);
    }
}

static void
a_period_that_ends_before_it_begins_is_refused (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  NuanTableDefinition *definition = nuan_table_definition_load ("receipts", &error);

  g_assert_null (nuan_statistics_fill (desk->base.connection, definition, FIXTURE_TODAY, FIXTURE_TODAY - 1, NULL, NULL, &error));
  check_error (error, NUAN_ERROR_INVALID, "to");
}

static void
a_read_only_connection_is_enough (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) reader = nuan_connection_open (desk->base.path, NUAN_OPEN_READ, &error);
  g_autoptr (NuanTable) table = NULL;

  g_assert_no_error (error);
  table = nuan_statistics_fill (reader, nuan_table_definition_load ("help-by-programme-fund", &error), YEAR, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (table->rows->len, ==, 2);
}

static void
a_cancelled_table_says_so_and_frees_the_connection (Desk *desk, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) sql = g_string_new ("BEGIN;");

  /* Enough rows that the progress handler is asked. */
  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (sql, "INSERT INTO unit (name, sort_key) VALUES ('单位%u', 'u%u'); INSERT INTO household (number, "
                                 "state, unit_id, changed_by, "
                                 "changed_on, head_name, head_key, member_count) SELECT 'T%u', 'pending', id, 2, '2025-01-01', "
                                 "'x', 'x', 1 FROM unit WHERE name = '单位%u';",
                            i, i, i, i);
  g_string_append (sql, "COMMIT;");
  nuan_connection_exec (desk->base.connection, sql->str, &error);
  g_assert_no_error (error);

  g_cancellable_cancel (cancellable);
  nuan_connection_set_cancellable (desk->base.connection, cancellable);
  {
    const char *definition = "[table]\ntitle=t\nsource=households\nrows=unit\ncolumns=households\n";
    g_autoptr (GBytes) bytes = g_bytes_new_static (definition, strlen (definition));

    g_assert_null (nuan_statistics_fill (desk->base.connection, nuan_table_definition_parse ("test", bytes, NULL), YEAR, NULL,
                                         NULL, &error));
  }
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  nuan_connection_set_cancellable (desk->base.connection, NULL);
  g_assert_false (nuan_connection_in_transaction (desk->base.connection));
}

#define TABLE_TEST(path, function) g_test_add (path, Desk, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TABLE_TEST ("/statistics/rows-go-by-programme-in-the-order-of-the-list", rows_go_by_programme_in_the_order_of_the_list);
  TABLE_TEST ("/statistics/households-and-persons-count-once-and-times-each", households_and_persons_count_once_and_times_each);
  TABLE_TEST ("/statistics/the-total-counts-a-family-once-over-all-rows", the_total_counts_a_family_once_over_all_rows);
  TABLE_TEST ("/statistics/a-payment-counts-until-the-period-in-which-it-was-voided",
              a_payment_counts_until_the_period_in_which_it_was_voided);
  TABLE_TEST ("/statistics/the-period-is-inclusive-on-both-ends", the_period_is_inclusive_on_both_ends);
  TABLE_TEST ("/statistics/every-cell-of-the-help-table-equals-plain-sql", every_cell_of_the_help_table_equals_plain_sql);
  TABLE_TEST ("/statistics/every-dimension-groups-and-adds-up-to-the-total", every_dimension_groups_and_adds_up_to_the_total);
  TABLE_TEST ("/statistics/a-filter-by-code-or-by-name-keeps-the-others-out", a_filter_by_code_or_by_name_keeps_the_others_out);
  TABLE_TEST ("/statistics/the-rows-behind-an-amount-are-its-payments", the_rows_behind_an_amount_are_its_payments);
  TABLE_TEST ("/statistics/behind-a-distinct-count-stands-one-row-each", behind_a_distinct_count_stands_one_row_each);
  TABLE_TEST ("/statistics/behind-every-cell-of-the-help-table-stands-what-it-says",
              behind_every_cell_of_the_help_table_stands_what_it_says);
  TABLE_TEST ("/statistics/a-limit-cuts-the-rows", a_limit_cuts_the_rows);
  TABLE_TEST ("/statistics/a-table-without-a-fund-has-no-rows-behind-it", a_table_without_a_fund_has_no_rows_behind_it);
  TABLE_TEST ("/statistics/a-key-that-is-none-is-refused", a_key_that_is_none_is_refused);
  TABLE_TEST ("/statistics/the-fund-table-is-by-the-day-of-the-entry", the_fund_table_is_by_the_day_of_the_entry);
  TABLE_TEST ("/statistics/a-void-comes-back-in-its-own-period", a_void_comes_back_in_its_own_period);
  TABLE_TEST ("/statistics/reserved-is-what-was-approved-and-not-yet-paid-on-the-last-day",
              reserved_is_what_was_approved_and_not_yet_paid_on_the_last_day);
  TABLE_TEST ("/statistics/a-grant-paid-or-released-later-was-reserved-then", a_grant_paid_or_released_later_was_reserved_then);
  TABLE_TEST ("/statistics/today-the-fund-table-agrees-with-the-ledger", today_the_fund_table_agrees_with_the_ledger);
  TABLE_TEST ("/statistics/behind-every-cell-of-the-fund-table-stands-what-it-says",
              behind_every_cell_of_the_fund_table_stands_what_it_says);
  TABLE_TEST ("/statistics/a-fund-of-another-year-without-figures-is-left-out",
              a_fund_of_another_year_without_figures_is_left_out);
  TABLE_TEST ("/statistics/every-receipt-of-the-period-has-its-row-voided-ones-too",
              every_receipt_of_the_period_has_its_row_voided_ones_too);
  TABLE_TEST ("/statistics/a-void-receipt-does-not-add-to-the-total", a_void_receipt_does_not_add_to_the_total);
  TABLE_TEST ("/statistics/receipts-are-filtered-by-state-and-by-number", receipts_are_filtered_by_state_and_by_number);
  TABLE_TEST ("/statistics/behind-a-receipt-stands-its-payment", behind_a_receipt_stands_its_payment);
  TABLE_TEST ("/statistics/grants-stand-in-the-period-of-their-draft", grants_stand_in_the_period_of_their_draft);
  TABLE_TEST ("/statistics/households-are-counted-with-their-members", households_are_counted_with_their_members);
  TABLE_TEST ("/statistics/shipped-tables-are-filled", shipped_tables_are_filled);
  TABLE_TEST ("/statistics/a-period-that-ends-before-it-begins-is-refused", a_period_that_ends_before_it_begins_is_refused);
  TABLE_TEST ("/statistics/a-read-only-connection-is-enough", a_read_only_connection_is_enough);
  TABLE_TEST ("/statistics/a-cancelled-table-says-so-and-frees-the-connection",
              a_cancelled_table_says_so_and_frees_the_connection);
  return g_test_run ();
}

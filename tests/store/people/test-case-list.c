#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "check-error.h"
#include "fixture.h"
#include "store/people/case-list.h"
#include "store/people/household-store.h"
#include "store/engine/engine.h"

/* Ten files with heads, units and states that differ. */
static const char *const heads[] = { "张建国", "李建军", "王秀兰", "单雄信", "阿不都热合曼·买买提江", "吕小布", "欧阳建国", "赵 明", "钱多多", "孙建" };

static void
set_text (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static void
add_files (Fixture *fixture)
{
  for (guint n = 0; n < G_N_ELEMENTS (heads); n++)
    {
      g_autoptr (NuanHousehold) household = fixture_household (n + 1);
      g_autoptr (GError) error = NULL;

      set_text (&nuan_household_get_head (household)->name, heads[n]);
      set_text (&household->unit, n % 2 == 0 ? "第一纺织厂" : "安通物流");
      household->incomes_fen[NUAN_INCOME_WAGE] = n < 5 ? 7200000 : 9000000;
      if (n == 9)
        g_ptr_array_set_size (household->members, 1);
      if (n > 6)
        {
          g_strfreev (household->causes);
          household->causes = g_strsplit ("disaster", ",", -1);
        }
      fixture_begin (fixture);
      nuan_household_store_add (fixture->connection, fixture->intake, household, NULL, &error);
      g_assert_no_error (error);
      if (n >= 3 && n < 9)
        nuan_assessment_free (nuan_household_store_approve (fixture->connection, fixture->review, household->id, 0, "x", &error));
      g_assert_no_error (error);
      fixture_commit (fixture);
    }
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture_set_up (fixture, unused);
  add_files (fixture);
}

static GPtrArray *
window (Fixture *fixture, const NuanCaseQuery *query, gint64 offset, guint limit, gint64 n_total)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = nuan_case_list_window (fixture->connection, query, offset, limit, n_total, &error);

  g_assert_no_error (error);
  return rows;
}

static gint64
count (Fixture *fixture, const NuanCaseQuery *query)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  g_assert_true (nuan_case_list_count (fixture->connection, query, &n, &error));
  g_assert_no_error (error);
  return n;
}

/* Ids of the whole list as "1 2 3"; the count agrees. Owned. */
static char *
ids_of (Fixture *fixture, const NuanCaseQuery *query)
{
  g_autoptr (GPtrArray) rows = window (fixture, query, 0, 100, -1);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", ((NuanCaseRow *) rows->pdata[i])->id);
  g_assert_cmpint (count (fixture, query), ==, rows->len);
  return g_string_free (ids, FALSE);
}

static void
assert_found (Fixture *fixture, const char *search, const char *wanted)
{
  g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();
  g_autofree char *ids = NULL;

  set_text (&query->search, search);
  ids = ids_of (fixture, query);
  if (g_strcmp0 (ids, wanted) != 0)
    g_test_message ("search %s", search);
  g_assert_cmpstr (ids, ==, wanted);
}

/* Orders --------------------------------------------------------------------------------------------------------------------- */

static void
assert_order (Fixture *fixture, NuanCaseOrder order, gboolean descending, const char *wanted)
{
  g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();
  g_autofree char *ids = NULL;

  query->order = order;
  query->descending = descending;
  ids = ids_of (fixture, query);
  g_assert_cmpstr (ids, ==, wanted);
}

static void
orders_are_as_people_read_them (Fixture *fixture, gconstpointer unused)
{
  g_assert_true (nuan_connection_exec (fixture->connection,
    "UPDATE household SET last_help = '2025-01-0' || id, help_year = 2025, help_fen = id * 100 WHERE id < 4;"
    "UPDATE household SET last_help = '2024-12-30', help_year = 2024, help_fen = 999999 WHERE id = 4", NULL));
  assert_order (fixture, NUAN_CASE_BY_NUMBER, FALSE, "1 2 3 4 5 6 7 8 9 10");
  assert_order (fixture, NUAN_CASE_BY_NUMBER, TRUE, "10 9 8 7 6 5 4 3 2 1");
  assert_order (fixture, NUAN_CASE_BY_HEAD, FALSE, "5 2 6 7 9 4 10 3 1 8");
  assert_order (fixture, NUAN_CASE_BY_MEMBERS, FALSE, "10 1 2 3 4 5 6 7 8 9");
  assert_order (fixture, NUAN_CASE_BY_UNIT, FALSE, "2 4 6 8 10 1 3 5 7 9");
  assert_order (fixture, NUAN_CASE_BY_UNIT, TRUE, "9 7 5 3 1 10 8 6 4 2");
  assert_order (fixture, NUAN_CASE_BY_CATEGORY, FALSE, "1 2 3 4 5 6 7 8 9 10");   /* 1-5 deep, 6-9 relative, 10 none */
  assert_order (fixture, NUAN_CASE_BY_STATE, FALSE, "1 2 3 10 4 5 6 7 8 9");      /* pending before in force */
  assert_order (fixture, NUAN_CASE_BY_LAST_HELP, TRUE, "3 2 1 4 10 9 8 7 6 5");
  assert_order (fixture, NUAN_CASE_BY_YEAR_SUM, TRUE, "3 2 1 4 10 9 8 7 6 5");
}

static void
window_from_the_end_is_the_same_list (Fixture *fixture, gconstpointer unused)
{
  for (guint order = 0; order < NUAN_N_CASE_ORDERS; order++)
    {
      g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();
      g_autoptr (GPtrArray) all = NULL;

      query->order = order;
      all = window (fixture, query, 0, 100, 10);
      for (guint offset = 0; offset < 12; offset++)
        {
          g_autoptr (GPtrArray) rows = window (fixture, query, offset, 3, 10);

          g_assert_cmpuint (rows->len, ==, offset < 10 ? MIN (3, 10 - offset) : 0);
          for (guint i = 0; i < rows->len; i++)
            g_assert_cmpint (((NuanCaseRow *) rows->pdata[i])->id, ==, ((NuanCaseRow *) all->pdata[offset + i])->id);
        }
    }
}

static void
row_shows_what_the_list_needs (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();
  g_autoptr (GPtrArray) rows = NULL;
  const NuanCaseRow *row;

  g_assert_true (nuan_connection_exec (fixture->connection,
    "UPDATE household SET last_help = '2025-03-04', help_year = 2025, help_fen = 900000 WHERE id = 1;"
    "UPDATE household SET last_help = '2024-03-04', help_year = 2024, help_fen = 800000 WHERE id = 2", NULL));
  rows = window (fixture, query, 0, 2, -1);
  row = rows->pdata[0];
  g_assert_cmpstr (row->number, ==, "H2025-000001");
  g_assert_cmpstr (row->head, ==, "张建国");
  g_assert_cmpstr (row->unit, ==, "第一纺织厂");
  g_assert_cmpstr (row->category, ==, "deep");
  g_assert_cmpstr (row->state, ==, "pending");
  g_assert_cmpint (row->members, ==, 3);
  g_assert_cmpuint (row->last_help, ==, nuan_day_new (2025, 3, 4));
  g_assert_cmpint (row->year_fen, ==, 900000);
  g_assert_cmpstr (row->hit, ==, "");
  row = rows->pdata[1];
  g_assert_cmpint (row->year_fen, ==, 0);
}

/* Filters -------------------------------------------------------------------------------------------------------------------- */

static void
filters_combine (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();
  g_autofree char *state = NULL, *category = NULL, *unit = NULL, *cause = NULL, *nowhere = NULL;

  set_text (&query->state, "in-force");
  state = ids_of (fixture, query);
  g_assert_cmpstr (state, ==, "4 5 6 7 8 9");
  set_text (&query->category, "relative");
  category = ids_of (fixture, query);
  g_assert_cmpstr (category, ==, "6 7 8 9");
  set_text (&query->unit, "安通物流");
  unit = ids_of (fixture, query);
  g_assert_cmpstr (unit, ==, "6 8");
  set_text (&query->cause, "disaster");
  cause = ids_of (fixture, query);
  g_assert_cmpstr (cause, ==, "8");
  set_text (&query->unit, "no such unit");
  nowhere = ids_of (fixture, query);
  g_assert_cmpstr (nowhere, ==, "");
}

static void
every_filter_counts_alone (Fixture *fixture, gconstpointer unused)
{
  const struct { gsize place; const char *value, *wanted; } cases[] = {
    { G_STRUCT_OFFSET (NuanCaseQuery, state), "pending", "1 2 3 10" },
    { G_STRUCT_OFFSET (NuanCaseQuery, category), "deep", "1 2 3 4 5" },
    { G_STRUCT_OFFSET (NuanCaseQuery, unit), "第一纺织厂", "1 3 5 7 9" },
    { G_STRUCT_OFFSET (NuanCaseQuery, cause), "disaster", "8 9 10" },
    { G_STRUCT_OFFSET (NuanCaseQuery, waiting), "approve-household", "1 2 3 10" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();
      g_autofree char *ids = NULL;

      set_text (&G_STRUCT_MEMBER (char *, query, cases[i].place), cases[i].value);
      ids = ids_of (fixture, query);
      g_assert_cmpstr (ids, ==, cases[i].wanted);
    }
}

static void
search_and_filters_combine (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();
  g_autofree char *ids = NULL, *digits = NULL;

  set_text (&query->search, "建");
  set_text (&query->state, "pending");
  ids = ids_of (fixture, query);
  g_assert_cmpstr (ids, ==, "10 2 1");
  set_text (&query->search, "8");
  set_text (&query->cause, "illness");
  digits = ids_of (fixture, query);
  g_assert_cmpstr (digits, ==, "");
}

/* Search --------------------------------------------------------------------------------------------------------------------- */

static void
part_of_any_name_finds_the_file (Fixture *fixture, gconstpointer unused)
{
  assert_found (fixture, "建国", "1 7");
  assert_found (fixture, "建", "10 2 1 7");
  assert_found (fixture, "阳建", "7");
  assert_found (fixture, "买买提", "5");
  assert_found (fixture, "阿不都热合曼 买买提江", "5");
  assert_found (fixture, "张小明", "1 2 3 4 5 6 7 8 9");   /* a son in nine of the ten */
  assert_found (fixture, "赵明", "8");
  assert_found (fixture, "没有", "");
}

static void
pinyin_and_initials_find_the_file (Fixture *fixture, gconstpointer unused)
{
  assert_found (fixture, "zhangjianguo", "1");
  assert_found (fixture, "ZhangJianGuo", "1");
  assert_found (fixture, "zjg", "1");
  assert_found (fixture, "oyjg", "7");
  assert_found (fixture, "lvxiaobu", "6");
  assert_found (fixture, "luxiaobu", "6");
}

static void
surname_is_found_under_both_readings (Fixture *fixture, gconstpointer unused)
{
  assert_found (fixture, "shanxiongxin", "4");
  assert_found (fixture, "danxiongxin", "4");
}

static void
tails_find_the_file (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *id_number = fixture_id_number ("19700215", 1 + 2 * 7);
  g_autofree char *lower = g_ascii_strdown (id_number, -1);

  assert_found (fixture, id_number, "7");
  assert_found (fixture, lower, "7");
  assert_found (fixture, id_number + 14, "7");   /* 0152: sequence, check */
  assert_found (fixture, "13800000007", "7");
  assert_found (fixture, "00000007", "7");
  assert_found (fixture, "+86 138-0000-0007", "7");
  assert_found (fixture, "8613800000007", "7");
}

/* Whoever knows a part of a number is not to learn the rest by trying. */
static void
a_part_of_an_id_number_finds_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *id_number = fixture_id_number ("19700215", 1 + 2 * 7);
  g_autofree char *pasted = g_strconcat ("\u202d", id_number, "\u202c", NULL);

  for (guint n = 5; n < 18; n++)
    {
      g_autofree char *front = g_strndup (id_number, n);

      assert_found (fixture, id_number + 18 - n, "");
      assert_found (fixture, front, "");
    }
  assert_found (fixture, id_number, "7");
  assert_found (fixture, pasted, "7");
  assert_found (fixture, id_number + 14, "7");
  assert_found (fixture, "511102", "");
}

static void
household_numbers_find_the_file (Fixture *fixture, gconstpointer unused)
{
  assert_found (fixture, "H2025-000007", "7");
  assert_found (fixture, "h2025-00001", "10");
  assert_found (fixture, "2025-000007", "7");
  assert_found (fixture, "2025-7", "7");
  assert_found (fixture, "000007", "7");
  assert_found (fixture, "７", "7");
  assert_found (fixture, "11", "");
}

static void
closed_files_are_found (Fixture *fixture, gconstpointer unused)
{
  fixture_begin (fixture);
  g_assert_true (nuan_household_store_close (fixture->connection, fixture->review, 7, "脱困", NULL));
  fixture_commit (fixture);
  assert_found (fixture, "阳建", "7");
}

static void
windows_of_a_search_follow_each_other (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();
  g_autoptr (GPtrArray) first = NULL, second = NULL;

  set_text (&query->search, "建");
  first = window (fixture, query, 0, 2, 4);
  second = window (fixture, query, 2, 2, 4);
  g_assert_cmpuint (first->len + second->len, ==, 4);
  g_assert_cmpint (((NuanCaseRow *) first->pdata[1])->id, ==, 2);
  g_assert_cmpint (((NuanCaseRow *) second->pdata[0])->id, ==, 1);
}

static void
assert_hit (Fixture *fixture, const char *search, guint row_index, const char *hit, gint start, gint length)
{
  g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();
  g_autoptr (GPtrArray) rows = NULL;
  const NuanCaseRow *row;

  set_text (&query->search, search);
  rows = window (fixture, query, 0, 10, -1);
  g_assert_cmpuint (rows->len, >, row_index);
  row = rows->pdata[row_index];
  g_assert_cmpstr (row->hit, ==, hit);
  g_assert_cmpint (row->hit_start, ==, start);
  g_assert_cmpint (row->hit_length, ==, length);
}

static void
hit_is_marked (Fixture *fixture, gconstpointer unused)
{
  assert_hit (fixture, "建国", 0, "", 1, 2);
  assert_hit (fixture, "建", 3, "", 2, 1);
  assert_hit (fixture, "赵明", 0, "", 0, 3);   /* 赵 明: the blank between is part of what is marked */
  assert_hit (fixture, "买买", 0, "", 7, 2);
  assert_hit (fixture, "zj", 0, "", 0, 2);
  assert_hit (fixture, "zhangjian", 0, "", 0, 3);
  assert_hit (fixture, "shanx", 0, "", 0, 3);
  assert_hit (fixture, "chanx", 0, "", 0, 3);
  assert_hit (fixture, "小明", 0, "张小明 — 子", 0, 0);
  assert_hit (fixture, "张", 0, "", 0, 1);     /* the head is meant as well as the son, whose key comes first */
  assert_hit (fixture, "张", 1, "张小明 — 子", 0, 0);
  assert_hit (fixture, "13800000007", 0, "…0007", 0, 0);
  assert_hit (fixture, "H2025-000007", 0, "", 0, 0);
}

static void
complete_codes_resolve (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *id_number = fixture_id_number ("19700215", 1 + 2 * 7);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nuan_case_list_resolve (fixture->connection, " h2025-000007 ", NULL, &error), ==, 7);
  g_assert_cmpint (nuan_case_list_resolve (fixture->connection, id_number, NULL, &error), ==, 7);
  g_assert_cmpint (nuan_case_list_resolve (fixture->connection, "H2025-000099", NULL, &error), ==, 0);
  g_assert_cmpint (nuan_case_list_resolve (fixture->connection, "建国", NULL, &error), ==, 0);
  g_assert_cmpint (nuan_case_list_resolve (fixture->connection, "2025-000001", NULL, &error), ==, 0);
  g_assert_cmpint (nuan_case_list_resolve (fixture->connection, "", NULL, &error), ==, 0);
  g_assert_no_error (error);
}

static void
a_text_longer_than_any_code_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *full = g_strdup_printf ("%64s", "h2025-000007"), *over = g_strdup_printf ("%65s", "h2025-000007");
  g_autofree char *huge = g_strnfill (20000, '1');
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nuan_case_list_resolve (fixture->connection, full, NULL, &error), ==, 7);
  g_assert_no_error (error);
  g_assert_cmpint (nuan_case_list_resolve (fixture->connection, over, NULL, &error), ==, 0);
  check_error (error, NUAN_ERROR_INVALID, "code");
  g_assert_cmpint (nuan_case_list_resolve (fixture->connection, huge, NULL, &error), ==, 0);
  check_error (error, NUAN_ERROR_INVALID, "code");
}

static void
odd_searches_do_no_harm (Fixture *fixture, gconstpointer unused)
{
  static const char *const odd[] = { "'", "%", "_", "#", "-", "+", "x", "h", "H2", "\"; DROP", "—", "1234-", "0", "2025-9999999",
                                     "99999999999999999999" };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();
      g_autofree char *ids = NULL;

      set_text (&query->search, odd[i]);
      ids = ids_of (fixture, query);
    }
}

/* Plans ---------------------------------------------------------------------------------------------------------------------- */

static int
note_statement (unsigned what, void *data, void *statement, void *text)
{
  g_ptr_array_add (data, g_strdup (sqlite3_sql (statement)));
  return 0;
}

/* No sort, and no table read from end to end: each step of the plan of each statement walks an index that has all it needs. */
static void
assert_plan (Fixture *fixture, const char *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  sqlite3_stmt *row = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (fixture_handle (fixture), explain, -1, &row, NULL), ==, SQLITE_OK);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      const char *step = (const char *) sqlite3_column_text (row, 3);

      if (strstr (step, "TEMP B-TREE") != NULL || (g_str_has_prefix (step, "SCAN") && strstr (step, "INDEX") == NULL &&
                                                   strstr (step, "CONSTANT ROW") == NULL))
        g_error ("%s: %s", step, sql);
    }
  sqlite3_finalize (row);
}

static void
assert_plans_of (Fixture *fixture, const NuanCaseQuery *query)
{
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func (g_free);
  sqlite3 *db = fixture_handle (fixture);

  sqlite3_trace_v2 (db, SQLITE_TRACE_STMT, note_statement, statements);
  g_ptr_array_unref (window (fixture, query, 0, 5, -1));
  g_ptr_array_unref (window (fixture, query, 8, 5, 10));
  count (fixture, query);
  sqlite3_trace_v2 (db, 0, NULL, NULL);
  g_assert_cmpuint (statements->len, >, 0);
  for (guint i = 0; i < statements->len; i++)
    assert_plan (fixture, statements->pdata[i]);
}

static void
plain_orders_need_no_sort (Fixture *fixture, gconstpointer unused)
{
  for (guint order = 0; order < NUAN_N_CASE_ORDERS; order++)
    {
      g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();

      query->order = order;
      assert_plans_of (fixture, query);
      query->descending = TRUE;
      assert_plans_of (fixture, query);
      set_text (&query->state, "in-force");
      set_text (&query->category, "deep");
      set_text (&query->unit, "安通物流");
      set_text (&query->cause, "illness");
      assert_plans_of (fixture, query);
    }
}

static void
searches_need_no_sort (Fixture *fixture, gconstpointer unused)
{
  static const char *const searches[] = { "建", "zjg", "0007", "00007", "511102197002150152", "H2025", "318", "2025-7" };

  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();

      set_text (&query->search, searches[i]);
      assert_plans_of (fixture, query);
      set_text (&query->state, "in-force");
      assert_plans_of (fixture, query);
    }
}

static void
waiting_counts_what_waits (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  NuanWaiting waiting;

  g_assert_true (nuan_waiting_read (fixture->connection, &waiting, &error));
  g_assert_no_error (error);
  g_assert_cmpint (waiting.households, ==, 10);
  g_assert_cmpint (waiting.to_approve_households, ==, 4);
  g_assert_cmpint (waiting.in_force, ==, 6);
  g_assert_cmpint (waiting.to_approve_grants, ==, 0);
  g_assert_cmpint (waiting.to_sign, ==, 0);
  g_assert_cmpint (waiting.funds_near, ==, 0);
}

static void
queries_compare_by_value (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanCaseQuery) query = nuan_case_query_new (), copy = NULL;

  set_text (&query->search, "建国");
  copy = nuan_case_query_copy (query);
  g_assert_true (nuan_case_query_equal (query, copy));
  copy->descending = TRUE;
  g_assert_false (nuan_case_query_equal (query, copy));
}

/* Households and receipts of a shell, which has no guards. */
static void
numbers_that_nobody_gave_do_no_harm (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();
  g_autofree char *ids = NULL;

  fixture_tamper (fixture, "UPDATE household SET id = -3 WHERE id = 1; UPDATE search_key SET household_id = -3 WHERE household_id = 1;"
                           "UPDATE member SET household_id = -3 WHERE household_id = 1");
  set_text (&query->search, "建");
  set_text (&query->state, "pending");
  ids = ids_of (fixture, query);
  g_assert_cmpstr (ids, ==, "10 2");

  fixture_tamper (fixture, "INSERT INTO receipt SELECT id, year, 3, id, 1, '', '2025-01-01', '', '', '', '', '', '', 1, '', '', '', '', '', '', '', '', '', '',"
                           " '0000000000', 1 FROM (SELECT 1 AS id, -5 AS year UNION SELECT 2, 4294967295) AS odd");
  assert_found (fixture, "3", "3");
}

#define ADD(path, test) g_test_add ("/case-list/" path, Fixture, NULL, set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("orders-are-as-people-read-them", orders_are_as_people_read_them);
  ADD ("window-from-the-end-is-the-same-list", window_from_the_end_is_the_same_list);
  ADD ("row-shows-what-the-list-needs", row_shows_what_the_list_needs);
  ADD ("filters-combine", filters_combine);
  ADD ("every-filter-counts-alone", every_filter_counts_alone);
  ADD ("search-and-filters-combine", search_and_filters_combine);
  ADD ("part-of-any-name-finds-the-file", part_of_any_name_finds_the_file);
  ADD ("pinyin-and-initials-find-the-file", pinyin_and_initials_find_the_file);
  ADD ("surname-is-found-under-both-readings", surname_is_found_under_both_readings);
  ADD ("tails-find-the-file", tails_find_the_file);
  ADD ("a-part-of-an-id-number-finds-nothing", a_part_of_an_id_number_finds_nothing);
  ADD ("household-numbers-find-the-file", household_numbers_find_the_file);
  ADD ("closed-files-are-found", closed_files_are_found);
  ADD ("windows-of-a-search-follow-each-other", windows_of_a_search_follow_each_other);
  ADD ("hit-is-marked", hit_is_marked);
  ADD ("complete-codes-resolve", complete_codes_resolve);
  ADD ("a-text-longer-than-any-code-is-refused", a_text_longer_than_any_code_is_refused);
  ADD ("odd-searches-do-no-harm", odd_searches_do_no_harm);
  ADD ("plain-orders-need-no-sort", plain_orders_need_no_sort);
  ADD ("searches-need-no-sort", searches_need_no_sort);
  ADD ("waiting-counts-what-waits", waiting_counts_what_waits);
  ADD ("numbers-that-nobody-gave-do-no-harm", numbers_that_nobody_gave_do_no_harm);
  ADD ("queries-compare-by-value", queries_compare_by_value);
  return g_test_run ();
}

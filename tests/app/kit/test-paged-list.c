#include "config.h"

#include "display.h"

#include "app/kit/paged-list.h"

/* A row that only knows its number. */
#define TEST_TYPE_ROW (test_row_get_type ())
G_DECLARE_FINAL_TYPE (TestRow, test_row, TEST, ROW, GObject)

struct _TestRow
{
  GObject parent_instance;
  gint64  value;     /* -1 while loading */
  guint   n_fills;
};

G_DEFINE_FINAL_TYPE (TestRow, test_row, G_TYPE_OBJECT)

static void
test_row_class_init (TestRowClass *klass)
{
}

static void
test_row_init (TestRow *self)
{
}

/* The made-up table: rows BASE, BASE + 1, … The query is how many and from where. */
typedef struct {
  gint64 n;
  gint64 base;
  gint   slow_ms;       /* the first window */
  gint   slow_count_ms;
} Query;

static gint n_reads;         /* atomic */
static gint first_limit;     /* of the first of them, atomic */
static gint64 grown_to = -1;   /* what the table has grown to since; -1: as the query says */

static gint64
rows_in (const Query *query)
{
  return grown_to >= 0 ? grown_to : query->n;
}

static GPtrArray *
read_rows (NuanConnection *connection, gconstpointer data, gint64 offset, guint limit, gint64 n_total, GError **error)
{
  const Query *query = data;
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);

  if (g_atomic_int_add (&n_reads, 1) == 0)
    g_atomic_int_set (&first_limit, (gint) limit);
  if (query->slow_ms > 0)
    g_usleep ((gulong) query->slow_ms * 1000);
  for (gint64 i = offset; i < MIN (offset + (gint64) limit, rows_in (query)); i++)
    {
      gint64 value = query->base + i;

      g_ptr_array_add (rows, g_memdup2 (&value, sizeof value));
    }

  return rows;
}

static gboolean
count_rows (NuanConnection *connection, gconstpointer data, gint64 *n, GError **error)
{
  const Query *query = data;

  if (query->slow_count_ms > 0)
    g_usleep ((gulong) query->slow_count_ms * 1000);
  *n = rows_in (query);
  return TRUE;
}

static void
fill_row (GObject *object, gpointer record, gpointer user_data)
{
  TestRow *row = TEST_ROW (object);

  row->value = record != NULL ? *(gint64 *) record : -1;
  row->n_fills++;
}

static gpointer
copy_query (gpointer query)
{
  return g_memdup2 (query, sizeof (Query));
}

static gboolean
same_rows (gconstpointer a, gconstpointer b)
{
  return ((const Query *) a)->n == ((const Query *) b)->n;
}

static NuanPagedSource source = {
  .read = read_rows, .count = count_rows, .fill = fill_row,
  .copy_query = copy_query, .free_query = g_free, .same_rows = same_rows,
};

typedef struct {
  NuanDatabase  *database;
  NuanPagedList *list;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->database = nuan_database_open (display_demo (), NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  source.row_type = TEST_TYPE_ROW;
  grown_to = -1;
  n_reads = 0;
  fixture->list = nuan_paged_list_new (fixture->database, &source, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  nuan_database_close (fixture->database);   /* what is still under way holds the list */
  display_settle ();
  g_assert_finalize_object (fixture->list);
  g_object_unref (fixture->database);
}

static guint
n_items (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

static gboolean
has_rows (gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (data)) > 0;
}

/* Counted, and grown to that. */
static gboolean
is_counted (gpointer data)
{
  return nuan_paged_list_get_count (data) >= 0 && g_list_model_get_n_items (data) == (guint) nuan_paged_list_get_count (data);
}

static gboolean
is_filled (gpointer data)
{
  return TEST_ROW (data)->value >= 0;
}

static void
rows_come_first_and_the_count_after (Fixture *fixture, gconstpointer unused)
{
  nuan_paged_list_set_query (fixture->list, &(Query) { .n = 1000, .slow_count_ms = 200 });
  g_assert_true (nuan_paged_list_is_busy (fixture->list));

  display_wait (has_rows, fixture->list, "the first rows are there");
  g_assert_cmpint (nuan_paged_list_get_count (fixture->list), ==, -1);
  g_assert_false (nuan_paged_list_is_busy (fixture->list));

  display_wait (is_counted, fixture->list, "the rows are counted");
  g_assert_cmpint (nuan_paged_list_get_count (fixture->list), ==, 1000);
  g_assert_cmpuint (n_items (fixture), ==, 1000);
}

static gboolean
has_last_of_window (gpointer data)
{
  g_autoptr (TestRow) row = g_list_model_get_item (G_LIST_MODEL (data), 127);

  return row != NULL && is_filled (row);
}

static void
a_screenful_is_read_before_the_whole_window_and_the_count (Fixture *fixture, gconstpointer unused)
{
  nuan_paged_list_set_query (fixture->list, &(Query) { .n = 1000, .slow_count_ms = 200 });

  display_wait (has_rows, fixture->list, "the first rows are there");
  g_assert_cmpint (g_atomic_int_get (&first_limit), <, 128);

  display_wait (has_last_of_window, fixture->list, "the rest of the window is there");
  g_assert_cmpint (nuan_paged_list_get_count (fixture->list), ==, -1);
  g_assert_cmpint (g_atomic_int_get (&n_reads), ==, 2);
}

static void
a_list_of_exactly_a_screenful_ends_there (Fixture *fixture, gconstpointer unused)
{
  nuan_paged_list_set_query (fixture->list, &(Query) { .n = 16 });

  display_wait (is_counted, fixture->list, "the rows are counted");
  g_assert_cmpuint (n_items (fixture), ==, 16);
}

static void
a_short_list_needs_no_count (Fixture *fixture, gconstpointer unused)
{
  nuan_paged_list_set_query (fixture->list, &(Query) { .n = 5, .slow_count_ms = 300 });

  display_wait (has_rows, fixture->list, "the first rows are there");
  display_settle ();
  g_assert_cmpint (nuan_paged_list_get_count (fixture->list), ==, 5);
  g_assert_cmpuint (n_items (fixture), ==, 5);
}

static void
the_last_of_a_million_rows_takes_few_reads (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TestRow) row = NULL;

  nuan_paged_list_set_query (fixture->list, &(Query) { .n = 1000000, .base = 7 });
  display_wait (is_counted, fixture->list, "the rows are counted");

  row = g_list_model_get_item (G_LIST_MODEL (fixture->list), 999999);
  g_assert_cmpint (row->value, ==, -1);
  display_wait (is_filled, row, "the last row is read");
  g_assert_cmpint (row->value, ==, 1000006);
  g_assert_cmpint (g_atomic_int_get (&n_reads), <=, 3);
}

static void
a_row_nobody_looks_at_is_forgotten (Fixture *fixture, gconstpointer unused)
{
  TestRow *row;

  nuan_paged_list_set_query (fixture->list, &(Query) { .n = 500 });
  display_wait (is_counted, fixture->list, "the rows are counted");

  row = g_list_model_get_item (G_LIST_MODEL (fixture->list), 3);
  g_assert_true (nuan_paged_list_peek (fixture->list, 3) == row);
  g_assert_finalize_object (row);
  g_assert_null (nuan_paged_list_peek (fixture->list, 3));
}

static void
a_position_keeps_its_row (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TestRow) row = NULL;
  g_autoptr (TestRow) again = NULL;

  nuan_paged_list_set_query (fixture->list, &(Query) { .n = 500 });
  display_wait (is_counted, fixture->list, "the rows are counted");
  row = g_list_model_get_item (G_LIST_MODEL (fixture->list), 4);
  g_assert_cmpint (row->value, ==, 4);

  nuan_paged_list_set_query (fixture->list, &(Query) { .n = 400, .base = 100 });
  display_wait (is_counted, fixture->list, "the rows are counted again");
  again = g_list_model_get_item (G_LIST_MODEL (fixture->list), 4);
  g_assert_true (again == row);
  g_assert_cmpint (row->value, ==, 104);
}

static void
an_answer_to_an_older_question_is_dropped (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TestRow) row = NULL;

  nuan_paged_list_set_query (fixture->list, &(Query) { .n = 300, .base = 1000, .slow_ms = 100 });
  nuan_paged_list_set_query (fixture->list, &(Query) { .n = 200, .base = 5000 });
  display_wait (is_counted, fixture->list, "the rows are counted");
  display_settle ();

  g_assert_cmpuint (n_items (fixture), ==, 200);
  row = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  g_assert_cmpint (row->value, ==, 5000);
}

static void
another_order_keeps_the_count (Fixture *fixture, gconstpointer unused)
{
  nuan_paged_list_set_query (fixture->list, &(Query) { .n = 600 });
  display_wait (is_counted, fixture->list, "the rows are counted");

  nuan_paged_list_set_query (fixture->list, &(Query) { .n = 600, .base = 9, .slow_count_ms = 2000 });
  g_assert_cmpint (nuan_paged_list_get_count (fixture->list), ==, 600);
  g_assert_cmpuint (n_items (fixture), ==, 600);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  guint *changes = data;

  changes[0] = position;
  changes[1] = removed;
  changes[2] = added;
}

static gboolean
has_grown (gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (data)) == 510;
}

static void
a_reload_changes_only_the_tail (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TestRow) row = NULL;
  guint changes[3] = { 0 };

  nuan_paged_list_set_query (fixture->list, &(Query) { .n = 500 });
  display_wait (is_counted, fixture->list, "the rows are counted");
  row = g_list_model_get_item (G_LIST_MODEL (fixture->list), 10);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), changes);

  grown_to = 510;
  nuan_paged_list_reload (fixture->list);
  g_assert_cmpint (row->value, ==, 10);   /* shown until the new content is there */
  display_wait (has_grown, fixture->list, "the new rows are there");
  g_assert_cmpuint (changes[0], ==, 500);
  g_assert_cmpuint (changes[1], ==, 0);
  g_assert_cmpuint (changes[2], ==, 10);
}

static void
scrolling_back_reads_nothing_again (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TestRow) row = NULL;
  gint before;

  nuan_paged_list_set_query (fixture->list, &(Query) { .n = 2000 });
  display_wait (is_counted, fixture->list, "the rows are counted");
  row = g_list_model_get_item (G_LIST_MODEL (fixture->list), 1000);
  display_wait (is_filled, row, "the row is read");
  before = g_atomic_int_get (&n_reads);

  g_clear_object (&row);
  row = g_list_model_get_item (G_LIST_MODEL (fixture->list), 1001);
  g_assert_cmpint (row->value, ==, 1001);
  g_assert_cmpint (g_atomic_int_get (&n_reads), ==, before);
}

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/paged-list/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("rows-come-first-and-the-count-after", rows_come_first_and_the_count_after);
  ADD ("a-screenful-is-read-before-the-whole-window-and-the-count", a_screenful_is_read_before_the_whole_window_and_the_count);
  ADD ("a-list-of-exactly-a-screenful-ends-there", a_list_of_exactly_a_screenful_ends_there);
  ADD ("a-short-list-needs-no-count", a_short_list_needs_no_count);
  ADD ("the-last-of-a-million-rows-takes-few-reads", the_last_of_a_million_rows_takes_few_reads);
  ADD ("a-row-nobody-looks-at-is-forgotten", a_row_nobody_looks_at_is_forgotten);
  ADD ("a-position-keeps-its-row", a_position_keeps_its_row);
  ADD ("an-answer-to-an-older-question-is-dropped", an_answer_to_an_older_question_is_dropped);
  ADD ("another-order-keeps-the-count", another_order_keeps_the_count);
  ADD ("a-reload-changes-only-the-tail", a_reload_changes_only_the_tail);
  ADD ("scrolling-back-reads-nothing-again", scrolling_back_reads_nothing_again);
#undef ADD

  return g_test_run ();
}

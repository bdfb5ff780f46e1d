/* bench-list FILE: searching, listing, counting and opening households, as the reader threads of the window do it: a read-only connection,
 * one snapshot a job. Queries are drawn from the people in the file. */
#include "config.h"

#include <string.h>

#include "base/pinyin.h"
#include "measure.h"
#include "store/people/case-list.h"
#include "store/money/grant-store.h"
#include "store/people/household-store.h"
#include "store/money/receipt-store.h"
#include "store/engine/engine.h"

#define FIRST_ROWS  16     /* as src/app/kit/paged-reader.c begins a list */
#define WINDOW_ROWS 128    /* and goes on */
#define N_QUERIES   300
#define N_COUNTS    100
#define N_OPENED    300
#define N_JUMPS     15

static GRand *dice;

static gint64
ask (NuanConnection *connection, const char *sql)
{
  gint64 value = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanStatement) row = nuan_statement_once (connection, sql, "");

  if (!nuan_statement_next (row, &error))
    g_error ("%s", error != NULL ? error->message : sql);
  value = nuan_statement_int (row, 0);
  return value;
}

typedef struct
{
  char *name, *id_number, *phone, *number;
} Person;

static Person
draw_person (NuanConnection *connection, gint64 n_members)
{
  NuanStatement *row = nuan_statement (connection,
                                       "SELECT m.name, m.id_number, h.phone, h.number FROM member m JOIN household h ON h.id = m.household_id WHERE m.id = ?",
                                       "i", (gint64) (g_rand_double (dice) * n_members) + 1);
  Person person;

  if (!nuan_statement_next (row, NULL))
    g_error ("the file has no members");
  person = (Person) { nuan_statement_dup (row, 0), nuan_statement_dup (row, 1), nuan_statement_dup (row, 2), nuan_statement_dup (row, 3) };
  nuan_statement_end (row);
  return person;
}

static void
person_clear (Person *person)
{
  g_free (person->name);
  g_free (person->id_number);
  g_free (person->phone);
  g_free (person->number);
}

/* What people type, by kind; NULL: this person gives no such query. */
static char *
characters (const Person *person, glong n)
{
  const glong length = g_utf8_strlen (person->name, -1);

  return length < n ? NULL : g_utf8_substring (person->name, length - n, length);
}

static char *two_characters (const Person *person) { return characters (person, 2); }
static char *one_character (const Person *person) { return characters (person, 1); }
static char *tail (const Person *person) { return g_strdup (person->id_number + strlen (person->id_number) - 4); }
static char *phone_tail (const Person *person) { return *person->phone != '\0' ? g_strdup (person->phone + 7) : NULL; }
static char *whole_number (const Person *person) { return g_strdup (person->id_number); }
static char *household_number (const Person *person) { return g_strdup (person->number); }

/* Initials are the shortest key of Latin letters, the full reading the longest. */
static char *
latin_key (const Person *person, gboolean longest)
{
  g_auto (GStrv) keys = nuan_search_name_keys (person->name);
  const char *best = NULL;

  for (guint i = 0; keys[i] != NULL; i++)
    if (g_ascii_isalpha (keys[i][0]) && (best == NULL || (strlen (keys[i]) > strlen (best)) == longest))
      best = keys[i];
  return g_strdup (best);
}

static char *initials (const Person *person) { return latin_key (person, FALSE); }
static char *pinyin (const Person *person) { return latin_key (person, TRUE); }

static char *
two_letters (const Person *person)
{
  char *key = latin_key (person, FALSE);

  if (key != NULL && strlen (key) > 2)
    key[2] = '\0';
  return key;
}

static const struct { const char *name; char *(*make) (const Person *person); gboolean aim; } kinds[] = {
  { "two characters", two_characters, TRUE },
  { "initials", initials, TRUE },
  { "ID tail", tail, TRUE },
  { "one character", one_character, FALSE },
  { "two initials", two_letters, FALSE },
  { "full pinyin", pinyin, FALSE },
  { "phone tail", phone_tail, FALSE },
  { "whole ID number", whole_number, FALSE },
  { "household number", household_number, FALSE },
};

typedef struct
{
  const NuanCaseQuery *query;
  gint64               offset, n_total, n;
  guint                n_asked, n_rows;
} Read;

static gboolean
read_window (NuanConnection *connection, gpointer data, GError **error)
{
  Read *read = data;
  const guint n = read->n_asked != 0 ? read->n_asked : WINDOW_ROWS;
  g_autoptr (GPtrArray) rows = nuan_case_list_window (connection, read->query, read->offset, n, read->n_total, error);

  read->n_rows = rows != NULL ? rows->len : 0;
  return rows != NULL;
}

static gboolean
read_count (NuanConnection *connection, gpointer data, GError **error)
{
  Read *read = data;

  return nuan_case_list_count (connection, read->query, &read->n, error);
}

static void
snapshot (NuanConnection *connection, NuanTransaction work, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!nuan_connection_snapshot (connection, work, data, &error))
    g_error ("%s", error->message);
}

static void
bench_search (NuanConnection *connection, gint64 n_members, guint kind)
{
  Measure rows, windows, counts;
  g_autofree char *rows_name = g_strdup_printf ("search, %s: first rows", kinds[kind].name);
  g_autofree char *window_name = g_strdup_printf ("search, %s: whole window, after them", kinds[kind].name);
  g_autofree char *count_name = g_strdup_printf ("search, %s: exact count", kinds[kind].name);
  gint64 n_found = 0;

  measure_init (&rows);
  measure_init (&windows);
  measure_init (&counts);
  for (guint i = 0; i < N_QUERIES; i++)
    {
      g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();
      Person person = draw_person (connection, n_members);
      char *text = kinds[kind].make (&person);
      Read read = { .query = query, .n_total = -1, .n_asked = FIRST_ROWS };

      person_clear (&person);
      if (text == NULL || *text == '\0')
        {
          g_free (text);
          continue;
        }
      g_free (query->search);
      query->search = text;
      measure_start (&rows);
      snapshot (connection, read_window, &read);
      measure_stop (&rows);
      if (read.n_rows == 0)
        g_error ("nobody was found");
      read.n_asked = WINDOW_ROWS;
      measure_start (&windows);
      snapshot (connection, read_window, &read);
      measure_stop (&windows);
      if (i >= N_COUNTS)
        continue;
      measure_start (&counts);
      snapshot (connection, read_count, &read);
      measure_stop (&counts);
      n_found += read.n;
    }
  measure_tell_both (&rows, rows_name, kinds[kind].aim ? 5 : 0);
  measure_tell_both (&windows, window_name, 0);
  measure_tell_both (&counts, count_name, 300);
  g_print ("# %s: %.0f households on the average\n", kinds[kind].name, (double) n_found / counts.clock->len);
  measure_clear (&rows);
  measure_clear (&windows);
  measure_clear (&counts);
}

static const char *const orders[NUAN_N_CASE_ORDERS] = { "number", "head", "members", "unit", "category", "state", "last help", "year's sum" };

/* Opening: the first window and the exact count. Then the scroll bar is dragged to the end, and somewhere into the middle. */
static void
bench_order (NuanConnection *connection, NuanCaseOrder order)
{
  g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();
  Measure opening, jump, middle;
  g_autofree char *open_name = g_strdup_printf ("list by %s: open", orders[order]);
  g_autofree char *jump_name = g_strdup_printf ("list by %s: jump to the end", orders[order]);
  g_autofree char *middle_name = g_strdup_printf ("list by %s: jump anywhere", orders[order]);

  query->order = order;
  measure_init (&opening);
  measure_init (&jump);
  measure_init (&middle);
  for (guint i = 0; i < N_JUMPS; i++)
    {
      Read read = { .query = query, .n_total = -1 };

      query->descending = i % 2;
      measure_start (&opening);
      snapshot (connection, read_window, &read);
      snapshot (connection, read_count, &read);
      measure_stop (&opening);
      read.n_total = read.n;
      read.offset = (read.n - 1) / WINDOW_ROWS * WINDOW_ROWS;
      measure_start (&jump);
      snapshot (connection, read_window, &read);
      measure_stop (&jump);
      read.offset = (gint64) (g_rand_double (dice) * read.n) / WINDOW_ROWS * WINDOW_ROWS;
      measure_start (&middle);
      snapshot (connection, read_window, &read);
      measure_stop (&middle);
    }
  measure_tell_both (&opening, open_name, 100);
  measure_tell_both (&jump, jump_name, 100);
  measure_tell_both (&middle, middle_name, 0);
  measure_clear (&opening);
  measure_clear (&jump);
  measure_clear (&middle);
}

static void
bench_filter (NuanConnection *connection, const char *name, NuanCaseQuery *query)
{
  Measure rows, count;
  g_autofree char *rows_name = g_strdup_printf ("list filtered by %s: first rows", name);
  g_autofree char *count_name = g_strdup_printf ("list filtered by %s: exact count", name);

  measure_init (&rows);
  measure_init (&count);
  for (guint i = 0; i < N_JUMPS; i++)
    {
      Read read = { .query = query, .n_total = -1 };

      query->order = i % NUAN_N_CASE_ORDERS;
      measure_start (&rows);
      snapshot (connection, read_window, &read);
      measure_stop (&rows);
      measure_start (&count);
      snapshot (connection, read_count, &read);
      measure_stop (&count);
    }
  measure_tell_both (&rows, rows_name, 100);
  measure_tell_both (&count, count_name, 300);
  measure_clear (&rows);
  measure_clear (&count);
}

static void
set (char **field, const char *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

static void
bench_filters (NuanConnection *connection)
{
  static const struct { const char *name, *state, *category, *cause, *waiting; } filters[] = {
    { "state in force", "in-force", "", "", "" },
    { "state closed", "closed", "", "", "" },
    { "category deep", "", "deep", "", "" },
    { "cause disaster", "", "", "disaster", "" },
    { "what waits", "", "", "", "approve-household" },
    { "state, category and cause", "in-force", "deep", "schooling", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();

      set (&query->state, filters[i].state);
      set (&query->category, filters[i].category);
      set (&query->cause, filters[i].cause);
      set (&query->waiting, filters[i].waiting);
      bench_filter (connection, filters[i].name, query);
    }
}

/* Everything that the page of a household reads. */
static gboolean
open_household (NuanConnection *connection, gpointer data, GError **error)
{
  const gint64 id = *(const gint64 *) data;
  const NuanDay today = nuan_connection_get_today (connection);
  g_autoptr (NuanHousehold) household = nuan_household_store_read (connection, id, error);
  g_autoptr (NuanAssessment) assessment = household != NULL ? nuan_household_store_assess (connection, id, today, error) : NULL;
  g_autoptr (NuanConfirmation) confirmation = NULL;
  const gboolean confirmed = assessment != NULL && nuan_household_store_confirmed (connection, id, &confirmation, error);
  g_autoptr (GPtrArray) history = confirmed ? nuan_household_store_history (connection, id, 200, error) : NULL;
  g_autoptr (GPtrArray) receipts = history != NULL ? nuan_receipt_store_of_household (connection, id, error) : NULL;
  g_autoptr (GPtrArray) grants = receipts != NULL ? nuan_grant_store_list (connection, NULL, id, 0, 100, error) : NULL;
  g_autoptr (GPtrArray) earlier = grants != NULL ? nuan_grant_store_earlier (connection, id, today, 0, error) : NULL;

  return earlier != NULL;
}

static void
bench_households (NuanConnection *connection, gint64 n_households)
{
  Measure opened;

  measure_init (&opened);
  for (guint i = 0; i < N_OPENED; i++)
    {
      gint64 id = (gint64) (g_rand_double (dice) * n_households) + 1;

      measure_start (&opened);
      snapshot (connection, open_household, &id);
      measure_stop (&opened);
    }
  measure_tell_both (&opened, "open a household", 50);
  measure_clear (&opened);
}

static gboolean
read_waiting (NuanConnection *connection, gpointer data, GError **error)
{
  return nuan_waiting_read (connection, data, error);
}

static void
bench_waiting (NuanConnection *connection)
{
  Measure waiting;
  NuanWaiting counts;

  measure_init (&waiting);
  for (guint i = 0; i < N_JUMPS; i++)
    {
      measure_start (&waiting);
      snapshot (connection, read_waiting, &counts);
      measure_stop (&waiting);
    }
  measure_tell_both (&waiting, "what waits for me, all counts", 100);
  measure_clear (&waiting);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = NULL;
  gint64 n_households, n_members;

  if (argc != 2 || (connection = nuan_connection_open (argv[1], NUAN_OPEN_READ, &error)) == NULL)
    g_error ("bench-list FILE: %s", error != NULL ? error->message : "");

  dice = g_rand_new_with_seed (20251122);
  n_households = ask (connection, "SELECT max (id) FROM household");
  n_members = ask (connection, "SELECT max (id) FROM member");
  g_print ("# %" G_GINT64_FORMAT " households, %" G_GINT64_FORMAT " members\n", n_households, n_members);
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    bench_search (connection, n_members, kind);
  for (NuanCaseOrder order = 0; order < NUAN_N_CASE_ORDERS; order++)
    bench_order (connection, order);
  bench_filters (connection);
  bench_households (connection, n_households);
  bench_waiting (connection);
  measure_tell ("memory at most, reading", measure_peak_mb (), "MB", 250);
  g_rand_free (dice);
  return 0;
}

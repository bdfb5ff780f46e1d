#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "check-error.h"
#include "fixture.h"
#include "store/engine/changed.h"
#include "store/engine/database.h"
#include "store/engine/engine.h"
#include "store/journal/journal.h"
#include "store/office/form-draft.h"

#define LOOK_MS 300   /* longer than between two looks for news */

/* The fixture's own connection is the other program that writes to the same file. */
typedef struct
{
  Fixture       fixture;
  NuanDatabase *database;
  GString      *order;      /* a letter for each job that ended */
  guint         waiting;    /* callbacks still to come */
  GError       *error;      /* of the last job that failed */
  guint         n_changed;
  gint64        newest;     /* line of the journal, as the last change told */
} Window;

static void
note_change (Window *window, gint64 newest)
{
  window->n_changed++;
  window->newest = newest;
}

static void
window_set_up (Window *window, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up (&window->fixture, NULL);
  window->database = nuan_database_open (window->fixture.path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  window->order = g_string_new ("");
  g_signal_connect_swapped (window->database, "changed", G_CALLBACK (note_change), window);
}

static void
window_tear_down (Window *window, gconstpointer unused)
{
  nuan_database_close (window->database);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (window->database);
  g_string_free (window->order, TRUE);
  g_clear_error (&window->error);
  fixture_tear_down (&window->fixture, NULL);
}

static void
ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Window *window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *letter = nuan_database_finish (NUAN_DATABASE (source), result, &error);

  g_string_append (window->order, letter != NULL ? letter : "!");
  if (error != NULL)
    {
      g_clear_error (&window->error);
      window->error = g_steal_pointer (&error);
    }
  window->waiting--;
}

static void
wait_for_all (Window *window)
{
  while (window->waiting > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
write_job (Window *window, NuanWork work, const char *input, GCancellable *cancellable)
{
  window->waiting++;
  nuan_database_write (window->database, work, g_strdup (input), g_free, g_free, cancellable, ended, window);
}

static void
read_job (Window *window, NuanRead how, NuanWork work, const char *input, GCancellable *cancellable)
{
  window->waiting++;
  nuan_database_read (window->database, how, work, g_strdup (input), g_free, g_free, cancellable, ended, window);
}

/* Each job writes its letter behind those before it. */
static gpointer
append_letter (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  g_assert_true (nuan_connection_in_transaction (connection));
  return nuan_sql_run (connection, error,
                       "INSERT INTO counter (name, value) VALUES (? || (SELECT count (*) FROM counter WHERE name LIKE '_:%'), 1)", "t", input)
             ? g_strndup (input, 1)
             : NULL;
}

static void
jobs_are_done_in_their_order (Window *window, gconstpointer unused)
{
  const char *const inputs[] = { "a:", "b:", "c:", "d:", "e:" };

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    write_job (window, append_letter, inputs[i], NULL);
  wait_for_all (window);
  g_assert_cmpstr (window->order->str, ==, "abcde");
  g_assert_cmpint (fixture_value (&window->fixture, "SELECT count (*) FROM counter WHERE name IN ('a:0', 'b:1', 'c:2', 'd:3', 'e:4')"), ==, 5);
}

static gpointer
append_and_fail (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  g_autofree char *letter = append_letter (connection, input, cancellable, error);

  g_assert_nonnull (letter);
  nuan_error_set (error, NUAN_ERROR_RULE, "test", "This was not to be");
  return NULL;
}

static void
failing_job_takes_back_its_own_work_alone (Window *window, gconstpointer unused)
{
  write_job (window, append_letter, "a:", NULL);
  write_job (window, append_and_fail, "b:", NULL);
  write_job (window, append_letter, "c:", NULL);
  wait_for_all (window);
  g_assert_cmpstr (window->order->str, ==, "a!c");
  check_error (window->error, NUAN_ERROR_RULE, "test");
  g_assert_cmpint (fixture_value (&window->fixture, "SELECT count (*) FROM counter WHERE name IN ('a:0', 'c:1')"), ==, 2);
  g_assert_cmpint (fixture_value (&window->fixture, "SELECT count (*) FROM counter WHERE name LIKE 'b:%'"), ==, 0);
}

static gpointer
count_for_minutes (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  gint64 n = 0;

  return nuan_sql_value (connection, &n, error,
                         "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) SELECT count (*) FROM n", "")
             ? g_strdup (input)
             : NULL;
}

static gboolean
cancel (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

static void
cancelled_read_stops (Window *window, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  read_job (window, NUAN_READ_LONG, count_for_minutes, "l", cancellable);
  g_timeout_add (50, cancel, cancellable);
  wait_for_all (window);
  g_assert_error (window->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  read_job (window, NUAN_READ_LONG, count_for_minutes, "l", cancellable);   /* and one that is cancelled already never begins */
  wait_for_all (window);
  g_assert_cmpstr (window->order->str, ==, "!!");
}

static gpointer
count_counters (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  gint64 n = -1;

  return nuan_sql_value (connection, &n, error, "SELECT count (*) FROM counter", "") ? g_strdup (input) : NULL;
}

static void
quick_read_answers_while_a_long_one_runs (Window *window, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  read_job (window, NUAN_READ_LONG, count_for_minutes, "l", cancellable);
  read_job (window, NUAN_READ_QUICK, count_counters, "q", NULL);
  write_job (window, append_letter, "w:", NULL);
  while (window->waiting > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (window->order->len, ==, 2);
  g_assert_null (window->error);
  g_cancellable_cancel (cancellable);
  wait_for_all (window);
  g_assert_cmpuint (window->order->len, ==, 3);
}

static gpointer
append_and_cancel (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  char *letter = append_letter (connection, input, cancellable, error);

  g_cancellable_cancel (cancellable);   /* the clerk is too late: all is written but the commit */
  return letter;
}

static void
late_cancelling_does_not_unsay_a_commit (Window *window, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  write_job (window, append_and_cancel, "a:", cancellable);
  wait_for_all (window);
  g_assert_null (window->error);
  g_assert_cmpstr (window->order->str, ==, "a");
  g_assert_cmpint (fixture_value (&window->fixture, "SELECT count (*) FROM counter WHERE name = 'a:0'"), ==, 1);
}

static gboolean
give_up (gpointer data)
{
  g_assert_not_reached ();
}

static void
wait_for_change (Window *window)
{
  const guint before = window->n_changed;
  const guint guard = g_timeout_add_seconds (20, give_up, NULL);

  while (window->n_changed == before)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (guard);
}

/* The look for news is a read of the quick thread, started by a timer that is older than the one here: when this one fires, a look has been
 * asked for, and what is asked of the same thread behind it is answered later. */
static gboolean
pass (gpointer passed)
{
  *(gboolean *) passed = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_for_look (Window *window)
{
  gboolean passed = FALSE;

  g_timeout_add (LOOK_MS, pass, &passed);
  while (!passed)
    g_main_context_iteration (NULL, TRUE);
  read_job (window, NUAN_READ_QUICK, count_counters, "q", NULL);
  wait_for_all (window);
}

static gpointer
write_journal (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  const NuanStaff actor = { .id = 1, .login = (char *) "admin" };

  return nuan_journal_write (connection, &actor, "test", "", nuan_detail_add (nuan_detail_new (), "text", input), error) > 0 ? g_strdup ("j") : NULL;
}

static void
commits_of_others_and_of_our_own_are_told (Window *window, gconstpointer unused)
{
  gint64 number;

  read_job (window, NUAN_READ_QUICK, count_counters, "q", NULL);   /* behind the first look at the version */
  wait_for_all (window);
  g_assert_cmpuint (window->n_changed, ==, 0);

  fixture_begin (&window->fixture);
  number = nuan_journal_write (window->fixture.connection, window->fixture.admin, "test", "", nuan_detail_add (nuan_detail_new (), "text", "of nuanctl"), NULL);
  fixture_commit (&window->fixture);
  wait_for_change (window);
  g_assert_cmpint (window->newest, ==, number);

  write_job (window, write_journal, "of our own", NULL);
  wait_for_change (window);
  wait_for_all (window);
  g_assert_cmpint (window->newest, ==, number + 1);
}

static gpointer
save_draft (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  return nuan_form_draft_save (connection, 2, "household", 0, input, error) ? g_strdup ("d") : NULL;
}

/* A form saves its text with every key: those who look at lists meanwhile are not to be made to read them anew. */
static void
half_typed_form_is_no_change (Window *window, gconstpointer unused)
{
  read_job (window, NUAN_READ_QUICK, count_counters, "q", NULL);
  wait_for_all (window);

  for (guint i = 0; i < 20; i++)
    write_job (window, save_draft, "张", NULL);
  wait_for_all (window);
  wait_for_look (window);
  g_assert_cmpuint (window->n_changed, ==, 0);

  write_job (window, write_journal, "at last", NULL);
  wait_for_change (window);
  wait_for_all (window);
  g_assert_cmpuint (window->n_changed, ==, 1);
}

/* What another connection committed moves its stamp; the journal's number alone is news. */
static void
newest_line_of_the_journal_moves_with_the_journal_alone (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanConnection) reader = nuan_connection_open (fixture->path, NUAN_OPEN_READ, NULL);
  gint64 before = 0, drafted = 0, written = 0;

  g_assert_true (nuan_changed_newest (reader, &before, NULL));
  g_assert_cmpint (before, ==, fixture_value (fixture, "SELECT max (id) FROM journal"));

  fixture_begin (fixture);
  g_assert_true (nuan_form_draft_save (fixture->connection, 2, "household", 0, "张", NULL));
  fixture_commit (fixture);
  g_assert_true (nuan_changed_newest (reader, &drafted, NULL));
  g_assert_cmpint (drafted, ==, before);

  fixture_begin (fixture);
  nuan_journal_write (fixture->connection, fixture->admin, "test", "", NULL, NULL);
  nuan_journal_write (fixture->connection, fixture->admin, "test", "", NULL, NULL);
  fixture_commit (fixture);
  g_assert_true (nuan_changed_newest (reader, &written, NULL));
  g_assert_cmpint (written, ==, before + 2);
}

static void
closed_database_refuses_work (Window *window, gconstpointer unused)
{
  nuan_database_close (window->database);
  write_job (window, append_letter, "a:", NULL);
  read_job (window, NUAN_READ_QUICK, count_counters, "q", NULL);
  wait_for_all (window);
  g_assert_cmpstr (window->order->str, ==, "!!");
  check_error (window->error, NUAN_ERROR_STORAGE, NULL);
}

static void
queue_is_finished_before_closing (Window *window, gconstpointer unused)
{
  for (guint i = 0; i < 20; i++)
    write_job (window, append_letter, "a:", NULL);
  nuan_database_close (window->database);
  g_assert_cmpint (fixture_value (&window->fixture, "SELECT count (*) FROM counter WHERE name LIKE 'a:%'"), ==, 20);
  wait_for_all (window);
}

/* Nobody waits minutes for a report that nobody will see. */
static void
what_is_read_is_given_up_by_closing (Window *window, gconstpointer unused)
{
  const gint64 began = g_get_monotonic_time ();

  read_job (window, NUAN_READ_LONG, count_for_minutes, "l", NULL);
  read_job (window, NUAN_READ_LONG, count_for_minutes, "m", NULL);
  read_job (window, NUAN_READ_QUICK, count_for_minutes, "q", NULL);
  write_job (window, append_letter, "a:", NULL);
  nuan_database_close (window->database);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 5 * G_USEC_PER_SEC);
  wait_for_all (window);
  g_assert_error (window->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (fixture_value (&window->fixture, "SELECT count (*) FROM counter WHERE name LIKE 'a:%'"), ==, 1);
}

static void
note_end (gpointer data, GObject *where)
{
  *(gboolean *) data = TRUE;
}

static void
forget (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_free (nuan_database_finish (NUAN_DATABASE (source), result, NULL));
}

/* The last reference may be the one that a thread holds on its job. */
static void
dropped_with_work_under_way_it_ends_by_itself (Fixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < 30; i++)
    {
      NuanDatabase *database = nuan_database_open (fixture->path, NULL, NULL, NULL, NULL);
      gboolean gone = FALSE;

      g_object_weak_ref (G_OBJECT (database), note_end, &gone);
      nuan_database_write (database, append_letter, g_strdup ("a:"), g_free, g_free, NULL, forget, NULL);
      nuan_database_read (database, NUAN_READ_LONG, count_counters, g_strdup ("l"), g_free, g_free, NULL, forget, NULL);
      g_object_unref (database);
      while (!gone)
        g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM counter WHERE name LIKE 'a:%'"), ==, 30);
}

static void
missing_file_is_not_opened (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (nuan_database_open (path, NULL, NULL, NULL, &error));
  check_error (error, NUAN_ERROR_NOT_FOUND, "db");
}

static void
note_lost (GError **lost, const GError *error)
{
  g_assert_null (*lost);   /* told once */
  *lost = g_error_copy (error);
}

static void
file_moved_away_is_told_within_a_second (Window *window, gconstpointer unused)
{
  g_autofree char *away = g_strconcat (window->fixture.path, ".away", NULL);
  g_autoptr (GError) lost = NULL;
  gint64 moved_at;

  g_signal_connect_swapped (window->database, "lost", G_CALLBACK (note_lost), &lost);
  g_assert_cmpint (g_rename (window->fixture.path, away), ==, 0);
  moved_at = g_get_monotonic_time ();
  while (lost == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_get_monotonic_time () - moved_at, <, G_USEC_PER_SEC);
  check_error (lost, NUAN_ERROR_STORAGE, "db");
}

#define ADD(path, test) g_test_add ("/database/" path, Window, NULL, window_set_up, test, window_tear_down)
#define ADD_PLAIN(path, test) g_test_add ("/database/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("jobs-are-done-in-their-order", jobs_are_done_in_their_order);
  ADD ("failing-job-takes-back-its-own-work-alone", failing_job_takes_back_its_own_work_alone);
  ADD ("cancelled-read-stops", cancelled_read_stops);
  ADD ("quick-read-answers-while-a-long-one-runs", quick_read_answers_while_a_long_one_runs);
  ADD ("late-cancelling-does-not-unsay-a-commit", late_cancelling_does_not_unsay_a_commit);
  ADD ("commits-of-others-and-of-our-own-are-told", commits_of_others_and_of_our_own_are_told);
  ADD ("half-typed-form-is-no-change", half_typed_form_is_no_change);
  ADD_PLAIN ("newest-line-of-the-journal-moves-with-the-journal-alone", newest_line_of_the_journal_moves_with_the_journal_alone);
  ADD ("file-moved-away-is-told-within-a-second", file_moved_away_is_told_within_a_second);
  ADD ("closed-database-refuses-work", closed_database_refuses_work);
  ADD ("queue-is-finished-before-closing", queue_is_finished_before_closing);
  ADD ("what-is-read-is-given-up-by-closing", what_is_read_is_given_up_by_closing);
  ADD_PLAIN ("dropped-with-work-under-way-it-ends-by-itself", dropped_with_work_under_way_it_ends_by_itself);
  ADD_PLAIN ("missing-file-is-not-opened", missing_file_is_not_opened);
  return g_test_run ();
}

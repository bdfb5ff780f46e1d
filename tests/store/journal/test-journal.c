#include "config.h"

#include <string.h>

#include "fixture.h"
#include "store/journal/journal.h"
#include "store/engine/engine.h"

static gint64
write_row (Fixture *fixture, const char *detail)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  fixture_begin (fixture);
  id = nuan_journal_write (fixture->connection, fixture->intake, "test", "household:1", nuan_detail_add (nuan_detail_new (), "text", detail), &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
  return id;
}

static GPtrArray *
verify (Fixture *fixture, gint64 *rows)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_journal_problem_free);
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  nuan_journal_verify (fixture->connection, problems, &n, NULL, &error);
  g_assert_no_error (error);
  if (rows != NULL)
    *rows = n;
  return problems;
}

static void
assert_problems (Fixture *fixture, const char *first, const char *second)
{
  g_autoptr (GPtrArray) problems = verify (fixture, NULL);

  g_assert_cmpuint (problems->len, ==, second != NULL ? 2 : 1);
  g_assert_nonnull (strstr (((NuanJournalProblem *) problems->pdata[0])->text, first));
  if (second != NULL)
    g_assert_nonnull (strstr (((NuanJournalProblem *) problems->pdata[1])->text, second));
}

static void
intact_chain_has_no_problems (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) problems = NULL;
  gint64 before, rows;

  g_ptr_array_unref (verify (fixture, &before));
  write_row (fixture, "version 1");
  write_row (fixture, "two\nlines and a \\ and 张");
  problems = verify (fixture, &rows);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpint (rows, ==, before + 2);
}

#define OF_NOTHING "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static void
hash_is_of_the_documented_form (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GString) form = g_string_new (NULL);
  g_autofree char *hash = NULL;
  const gint64 id = write_row (fixture, "a\nb\\c");
  NuanStatement *row = nuan_statement (fixture->connection, "SELECT at, previous, hash, day FROM journal WHERE id = ?", "i", id);

  g_assert_true (nuan_statement_next (row, NULL));
  g_string_printf (form, "2\n%" G_GINT64_FORMAT "\n%s\n%s\n2\nintake\ntest\nhousehold:1\n/2 text=a\\\\nb\\\\\\\\c\n" OF_NOTHING "\n0\n%s", id,
                   nuan_statement_text (row, 0), nuan_statement_text (row, 3), nuan_statement_text (row, 1));
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, form->str, -1);
  g_assert_cmpstr (hash, ==, nuan_statement_text (row, 2));
  nuan_statement_end (row);
}

static void
changed_row_is_named (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = write_row (fixture, "one");
  g_autofree char *sql = g_strdup_printf ("UPDATE journal SET detail = 'two' WHERE id = %" G_GINT64_FORMAT, id);
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  write_row (fixture, "after");
  fixture_tamper (fixture, sql);
  assert_problems (fixture, name, NULL);
}

static void
removed_row_is_named (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = write_row (fixture, "one");
  g_autofree char *sql = g_strdup_printf ("DELETE FROM journal WHERE id = %" G_GINT64_FORMAT, id);
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  write_row (fixture, "after");
  fixture_tamper (fixture, sql);
  assert_problems (fixture, name, NULL);
}

static void
removed_and_renumbered_row_is_named (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = write_row (fixture, "one");
  g_autofree char *sql = g_strdup_printf ("DELETE FROM journal WHERE id = %" G_GINT64_FORMAT
                                          "; UPDATE journal SET id = id - 1 WHERE id > %" G_GINT64_FORMAT, id, id);
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  write_row (fixture, "after");
  fixture_tamper (fixture, sql);
  assert_problems (fixture, name, name);
}

static void
swapped_rows_are_named (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = write_row (fixture, "one");
  const gint64 next = write_row (fixture, "two");
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *sql = g_strdup_printf ("UPDATE journal SET id = -1 WHERE id = %" G_GINT64_FORMAT
                                          "; UPDATE journal SET id = %" G_GINT64_FORMAT
                                          " WHERE id = %" G_GINT64_FORMAT "; UPDATE journal SET id = %" G_GINT64_FORMAT " WHERE id = -1",
                                          id, id, next, next);

  write_row (fixture, "after");
  fixture_tamper (fixture, sql);
  problems = verify (fixture, NULL);
  g_assert_cmpuint (problems->len, >=, 2);
}

static void
cut_tail_shows_in_what_names_it (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, fixture_value (fixture, "SELECT max(journal_id) FROM standard"));

  fixture_tamper (fixture, "DELETE FROM journal WHERE id >= (SELECT max(journal_id) FROM standard)");
  assert_problems (fixture, name, NULL);
}

static void
guards_refuse_a_shell (Fixture *fixture, gconstpointer unused)
{
  static const char *const attempts[] = {
    "UPDATE journal SET detail = ''",
    "DELETE FROM journal",
    "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE id = 1",
    "REPLACE INTO journal SELECT id, at, staff_id, login, action, subject, 'x', previous, hash, day, digest, key_id FROM journal WHERE id = 2",
    "INSERT INTO journal SELECT * FROM journal WHERE id = 1 ON CONFLICT (id) DO UPDATE SET detail = 'x'",
    "INSERT INTO journal SELECT 99, at, staff_id, login, action, subject, detail, previous, hash, day, digest, key_id FROM journal WHERE id = 1",
    "INSERT INTO journal SELECT max (id) + 1, '2025-11-20T00:00:00Z', 1, 'admin', 'test', '', '', (SELECT hash FROM journal ORDER BY id DESC LIMIT 1),"
    " hash, '2025-11-20', '', 0 FROM journal",
    "UPDATE OR IGNORE journal SET detail = 'x'",
  };

  write_row (fixture, "one");
  fixture_loosen (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    g_assert_false (nuan_connection_exec (fixture->connection, attempts[i], NULL));
}

static void
list_is_newest_first_and_by_subject (Fixture *fixture, gconstpointer unused)
{
  const gint64 first = write_row (fixture, "one");
  const gint64 second = write_row (fixture, "two");
  g_autoptr (GPtrArray) all = nuan_journal_list (fixture->connection, NULL, 0, 1, NULL);
  g_autoptr (GPtrArray) of_household = nuan_journal_list (fixture->connection, "household:1", second, 10, NULL);
  NuanJournalRow *row = all->pdata[0];

  g_assert_cmpint (row->id, ==, second);
  g_assert_cmpstr (row->name, ==, "王受理");
  g_assert_cmpuint (of_household->len, ==, 1);
  row = of_household->pdata[0];
  g_assert_cmpint (row->id, ==, first);
}

static void
cancelled_verification_stops (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_journal_problem_free);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (nuan_journal_verify (fixture->connection, problems, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, test) g_test_add ("/journal/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("intact-chain-has-no-problems", intact_chain_has_no_problems);
  ADD ("hash-is-of-the-documented-form", hash_is_of_the_documented_form);
  ADD ("changed-row-is-named", changed_row_is_named);
  ADD ("removed-row-is-named", removed_row_is_named);
  ADD ("removed-and-renumbered-row-is-named", removed_and_renumbered_row_is_named);
  ADD ("swapped-rows-are-named", swapped_rows_are_named);
  ADD ("cut-tail-shows-in-what-names-it", cut_tail_shows_in_what_names_it);
  ADD ("guards-refuse-a-shell", guards_refuse_a_shell);
  ADD ("list-is-newest-first-and-by-subject", list_is_newest_first_and_by_subject);
  ADD ("cancelled-verification-stops", cancelled_verification_stops);
  return g_test_run ();
}

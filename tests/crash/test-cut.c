#include <gio/gio.h>
#include <glib/gstdio.h>

#include "cutting-vfs.h"
#include "payday.h"
#include "store/journal/check.h"
#include "store/money/payment-store.h"
#include "store/engine/engine.h"

/* Power cuts at random writes: nothing acknowledged is lost, no number doubled or skipped, `check` passes. And the same test sees it when
 * COMMIT does not sync, or when a payment is two transactions. */

/* With NUAN_TEST_LONG, as `check --long` sets it, the full number. */
#define N_CUTS       (g_getenv ("NUAN_TEST_LONG") != NULL ? 1000u : 50u)
#define N_GRANTS     8      /* paid in a run */
#define SMALL_WAL    "PRAGMA wal_autocheckpoint = 40"   /* so that cuts fall into checkpoints too */
#define MOST_TRIES   300    /* for a broken variant to show itself */

typedef struct
{
  Fixture     fixture;
  GBytes     *template;     /* the file as prepared, closed */
  const char *pragma;       /* a variant's own setting */
  guint       acknowledged, in_payment;
} Cuts;

static void
prepare (Cuts *cuts)
{
  g_autofree char *content = NULL;
  gsize length;

  fixture_set_up (&cuts->fixture, NULL);
  payday_prepare (&cuts->fixture, N_GRANTS);
  nuan_connection_exec (cuts->fixture.connection, "PRAGMA journal_mode = DELETE", NULL);
  g_clear_pointer (&cuts->fixture.connection, nuan_connection_close);
  g_assert_true (g_file_get_contents (cuts->fixture.path, &content, &length, NULL));
  cuts->template = g_bytes_new (content, length);
}

static void
finish (Cuts *cuts)
{
  g_bytes_unref (cuts->template);
  fixture_tear_down (&cuts->fixture, NULL);
}

static void
lay_out_file (Cuts *cuts)
{
  gsize length;
  const char *content = g_bytes_get_data (cuts->template, &length);
  g_autofree char *wal = g_strconcat (cuts->fixture.path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (cuts->fixture.path, "-shm", NULL);

  g_unlink (wal);
  g_unlink (shm);
  g_assert_true (g_file_set_contents_full (cuts->fixture.path, content, length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* Pays until the power goes or all is paid; returns the numbers that were reported as paid. */
static GPtrArray *
pay_until_cut (Cuts *cuts, guint after)
{
  GPtrArray *numbers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NuanConnection) connection = nuan_connection_open (cuts->fixture.path, NUAN_OPEN_WRITE, NULL);
  gboolean paying = TRUE;

  g_assert_nonnull (connection);
  nuan_connection_set_today (connection, FIXTURE_TODAY);
  nuan_connection_exec (connection, SMALL_WAL, NULL);
  if (cuts->pragma != NULL)
    nuan_connection_exec (connection, cuts->pragma, NULL);

  cutting_vfs_arm (after);
  for (gint64 grant = 1; grant <= N_GRANTS && paying; grant++)
    {
      char *number = payday_pay (connection, cuts->fixture.cash, grant);

      paying = number != NULL;
      if (paying)
        g_ptr_array_add (numbers, number);
    }
  return numbers;
}

static char *
find_problem (Cuts *cuts, GPtrArray *acknowledged)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (cuts->fixture.path, NUAN_OPEN_WRITE, &error);
  g_autoptr (GPtrArray) lines = NULL;
  gint64 receipts = 0;

  if (connection == NULL)
    return g_strdup (error->message);
  lines = nuan_check_run (connection, NUAN_CHECK_ALL, NULL, NULL, NULL, &error);
  if (lines == NULL)
    return g_strdup (error->message);
  for (guint i = 0; i < lines->len; i++)
    {
      const NuanCheckLine *line = g_ptr_array_index (lines, i);

      if (!line->passed)
        return g_strdup_printf ("%s: %s", line->code, line->detail);
    }

  /* Numbers run from 1, so what was acknowledged is there when the count is; one more may have been committed unheard. */
  nuan_sql_value (connection, &receipts, NULL, "SELECT count (*) FROM receipt WHERE seq <= ?", "i", (gint64) acknowledged->len);
  if (receipts < acknowledged->len)
    return g_strdup_printf ("%u receipts were acknowledged, %d are there", acknowledged->len, (int) receipts);
  nuan_sql_value (connection, &receipts, NULL, "SELECT count (*) FROM receipt", "");
  if (receipts > acknowledged->len + 1)
    return g_strdup_printf ("%u receipts were acknowledged, %d are there", acknowledged->len, (int) receipts);
  return NULL;
}

static guint
count_writes (Cuts *cuts)
{
  g_autoptr (GPtrArray) numbers = NULL;

  lay_out_file (cuts);
  numbers = pay_until_cut (cuts, 0);
  g_assert_cmpuint (numbers->len, ==, N_GRANTS);
  return cutting_vfs_count ();
}

/* One cut; what is wrong afterwards, or NULL. */
static char *
cut_once (Cuts *cuts, guint n_writes)
{
  g_autoptr (GPtrArray) numbers = NULL;
  guint keep;

  lay_out_file (cuts);
  numbers = pay_until_cut (cuts, g_random_int_range (1, n_writes));
  g_assert_true (cutting_vfs_is_off ());
  keep = g_random_boolean () ? 0 : g_random_int_range (0, 6);
  cutting_vfs_restore (keep);
  cuts->acknowledged += numbers->len;
  cuts->in_payment += numbers->len < N_GRANTS;
  return find_problem (cuts, numbers);
}

static void
nothing_acknowledged_is_lost_at_a_power_cut (void)
{
  const guint n_cuts = N_CUTS;
  Cuts cuts = { 0 };
  guint n_writes;

  prepare (&cuts);
  n_writes = count_writes (&cuts);
  cutting_vfs_restore (0);
  for (guint i = 0; i < n_cuts; i++)
    {
      g_autofree char *problem = cut_once (&cuts, n_writes);

      if (problem != NULL)
        g_error ("cut %u: %s", i, problem);
    }
  g_test_message ("%u cuts among %u writes: %u payments acknowledged, %u runs cut before their end", n_cuts, n_writes, cuts.acknowledged,
                  cuts.in_payment);
  finish (&cuts);
}

static gboolean
some_cut_shows_it (Cuts *cuts)
{
  gboolean shown = FALSE;
  guint n_writes;

  prepare (cuts);
  n_writes = count_writes (cuts);
  cutting_vfs_restore (0);
  for (guint i = 0; i < MOST_TRIES && !shown; i++)
    {
      g_autofree char *problem = cut_once (cuts, n_writes);

      shown = problem != NULL;
      if (shown)
        g_test_message ("cut %u: %s", i + 1, problem);
    }
  finish (cuts);
  return shown;
}

static void
a_commit_that_does_not_sync_is_caught (void)
{
  Cuts cuts = { .pragma = "PRAGMA synchronous = OFF" };

  g_assert_true (some_cut_shows_it (&cuts));
}

static gboolean
split (NuanConnection *connection, GError **error)
{
  return nuan_connection_exec (connection, "COMMIT; BEGIN IMMEDIATE", error);
}

static void
a_payment_in_two_transactions_is_caught (void)
{
  Cuts cuts = { .pragma = "PRAGMA foreign_keys = OFF" };

  nuan_payment_between_steps = split;
  g_assert_true (some_cut_shows_it (&cuts));
  nuan_payment_between_steps = NULL;
}

/* The row of the journal is the last of an act: what names it can't be committed without it. */
static void
a_payment_in_two_transactions_is_refused_by_the_file (void)
{
  Cuts cuts = { 0 };
  g_autoptr (GPtrArray) numbers = NULL;

  prepare (&cuts);
  lay_out_file (&cuts);
  nuan_payment_between_steps = split;
  numbers = pay_until_cut (&cuts, 0);
  nuan_payment_between_steps = NULL;
  g_assert_cmpuint (numbers->len, ==, 0);
  g_assert_null (find_problem (&cuts, numbers));
  finish (&cuts);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  cutting_vfs_register ();

  g_test_add_func ("/cut/nothing-acknowledged-is-lost-at-a-power-cut", nothing_acknowledged_is_lost_at_a_power_cut);
  g_test_add_func ("/cut/a-commit-that-does-not-sync-is-caught", a_commit_that_does_not_sync_is_caught);
  g_test_add_func ("/cut/a-payment-in-two-transactions-is-caught", a_payment_in_two_transactions_is_caught);
  g_test_add_func ("/cut/a-payment-in-two-transactions-is-refused-by-the-file", a_payment_in_two_transactions_is_refused_by_the_file);
  return g_test_run ();
}

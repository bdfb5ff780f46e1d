#include "config.h"

#include "display.h"

#include "store/journal/journal.h"

/* A page that hears of people, one that hears of money, and every change. */
typedef struct {
  char        *path;
  NuanContext *context;
  GObject     *page;
  guint        n_people, n_money, n_changes;
  gint64       newest;
} Fixture;

static Fixture *counting;

static void
people_changed (gpointer page)
{
  g_assert_true (page == counting->page);
  counting->n_people++;
}

static void
money_changed (gpointer page)
{
  counting->n_money++;
}

static void
changed_cb (NuanContext *context, gint64 newest, guint themes, gpointer data)
{
  counting->n_changes++;
  counting->newest = newest;
}

static gpointer
write_line (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  const NuanStaff nobody = { .login = (char *) "desk" };

  return nuan_journal_write (connection, &nobody, input, "", NULL, error) != 0 ? input : NULL;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  nuan_database_finish (NUAN_DATABASE (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_heard (gpointer before)
{
  return counting->n_changes > *(guint *) before;
}

/* ACTION is a constant. */
static void
act (Fixture *fixture, const char *action)
{
  guint before = fixture->n_changes;

  nuan_database_write (nuan_context_get_database (fixture->context), write_line, (gpointer) action, NULL, NULL, NULL, written_cb, NULL);
  display_wait (is_heard, &before, action);
}

static void
forget (Fixture *fixture)
{
  fixture->n_people = fixture->n_money = fixture->n_changes = 0;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  counting = fixture;
  fixture->path = display_copy ("context.db");
  fixture->context = display_context (fixture->path);
  fixture->page = g_object_new (G_TYPE_OBJECT, NULL);
  nuan_context_follow (fixture->context, NUAN_THEME_PEOPLE, fixture->page, people_changed);
  nuan_context_follow (fixture->context, NUAN_THEME_MONEY, fixture->page, money_changed);
  g_signal_connect (fixture->context, "changed", G_CALLBACK (changed_cb), NULL);
  display_settle ();          /* the first look at the journal tells nothing: it is over */
  act (fixture, "sign-in");   /* the first is about everything */
  forget (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  display_close (fixture->context);
  g_clear_object (&fixture->page);
  g_free (fixture->path);
}

static void
a_page_hears_of_its_own_themes_only (Fixture *fixture, gconstpointer unused)
{
  act (fixture, "household.change");
  g_assert_cmpuint (fixture->n_people, ==, 1);
  g_assert_cmpuint (fixture->n_money, ==, 0);

  act (fixture, "payment.pay");
  g_assert_cmpuint (fixture->n_people, ==, 1);
  g_assert_cmpuint (fixture->n_money, ==, 1);

  act (fixture, "sign-in");
  g_assert_cmpuint (fixture->n_people, ==, 1);
  g_assert_cmpuint (fixture->n_money, ==, 1);
  g_assert_cmpuint (fixture->n_changes, ==, 3);
}

static void
a_change_tells_the_newest_line_of_the_journal (Fixture *fixture, gconstpointer unused)
{
  gint64 before;

  act (fixture, "grant.add");
  before = fixture->newest;
  act (fixture, "grant.approve");
  g_assert_cmpint (fixture->newest, ==, before + 1);
}

static gboolean
has_passed (gpointer end)
{
  return g_get_monotonic_time () >= *(gint64 *) end;
}

/* Changes are told four times a second. */
static void
wait_twice_as_long (void)
{
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 2;

  display_settle ();
  display_wait (has_passed, &end, "a change is told");
}

static void
a_half_typed_form_is_no_change (Fixture *fixture, gconstpointer unused)
{
  display_keep_form (fixture->context, 1, "household", 0, "[]");
  wait_twice_as_long ();
  g_assert_cmpuint (fixture->n_changes, ==, 0);

  display_keep_form (fixture->context, 1, "household", 0, NULL);
  wait_twice_as_long ();
  g_assert_cmpuint (fixture->n_changes, ==, 0);
}

static gboolean
write_elsewhere (NuanConnection *connection, gpointer action, GError **error)
{
  return write_line (connection, action, NULL, error) != NULL;
}

static void
what_another_program_writes_is_heard (Fixture *fixture, gconstpointer unused)
{
  guint before = 0;
  g_autoptr (GError) error = NULL;
  NuanConnection *other = nuan_connection_open (fixture->path, NUAN_OPEN_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (nuan_connection_transact (other, write_elsewhere, (gpointer) "fund.receive", &error));
  nuan_connection_close (other);
  display_wait (is_heard, &before, "the other program's payment is heard");
  g_assert_cmpuint (fixture->n_people, ==, 0);
  g_assert_cmpuint (fixture->n_money, ==, 1);
}

static void
a_page_that_is_gone_hears_nothing (Fixture *fixture, gconstpointer unused)
{
  g_clear_object (&fixture->page);
  act (fixture, "household.change");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (fixture->n_people, ==, 0);
}

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/context/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("a-page-hears-of-its-own-themes-only", a_page_hears_of_its_own_themes_only);
  ADD ("a-change-tells-the-newest-line-of-the-journal", a_change_tells_the_newest_line_of_the_journal);
  ADD ("a-half-typed-form-is-no-change", a_half_typed_form_is_no_change);
  ADD ("what-another-program-writes-is-heard", what_another_program_writes_is_heard);
  ADD ("a-page-that-is-gone-hears-nothing", a_page_that_is_gone_hears_nothing);
#undef ADD

  return g_test_run ();
}

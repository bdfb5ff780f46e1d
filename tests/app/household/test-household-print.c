#include "config.h"

#include "display.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/household/household-page.h"
#include "app/session/wishes.h"
#include "app/shell/window-actions.h"
#include "store/money/receipt-store.h"

#define HOLDING "FROM payment p JOIN receipt r ON r.payment_id = p.id WHERE p.id NOT IN (SELECT payment_id FROM payment_void)"

/* Ctrl+P where a file is open: what it wants on paper is noted, and nothing is printed. */
typedef struct {
  DisplayPage      page;
  NuanConnection  *beside;
  char           **wished;   /* NULL: nothing since it was looked at last */
} Fixture;

static void
wished_cb (GSimpleAction *action, GVariant *what, Fixture *fixture)
{
  g_strfreev (fixture->wished);
  fixture->wished = g_variant_dup_strv (what, NULL);
}

static GtkApplication *application;   /* whose the keys are */

static void
take_keys (Fixture *fixture)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new ("print-receipts", G_VARIANT_TYPE ("as"));

  gtk_window_set_application (GTK_WINDOW (fixture->page.window), application);
  g_signal_connect (action, "activate", G_CALLBACK (wished_cb), fixture);
  g_action_map_add_action (G_ACTION_MAP (fixture->page.window), G_ACTION (action));
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  display_page_open (&fixture->page, "print.db", NUAN_ROLE_CASH, 2, NUAN_TYPE_HOUSEHOLD_PAGE);
  take_keys (fixture);
  fixture->beside = nuan_connection_open (nuan_database_get_path (nuan_context_get_database (fixture->page.context)), NUAN_OPEN_WRITE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  nuan_connection_close (fixture->beside);
  g_strfreev (fixture->wished);
  display_page_close (&fixture->page, NULL);
}

static gint64
ask (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  nuan_sql_value (fixture->beside, &value, &error, sql, "");
  g_assert_no_error (error);
  return value;
}

/* Of the household, newest first, and only those that hold. */
static GPtrArray *
holding (Fixture *fixture, gint64 household_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) receipts = nuan_receipt_store_of_household (fixture->beside, household_id, &error);
  GPtrArray *numbers = g_ptr_array_new_with_free_func (g_free);

  g_assert_no_error (error);
  for (guint i = 0; i < receipts->len; i++)
    {
      const NuanReceipt *receipt = g_ptr_array_index (receipts, i);

      if (!receipt->voided)
        g_ptr_array_add (numbers, g_strdup (receipt->number));
    }
  return numbers;
}

static void
run (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;

  nuan_connection_exec (fixture->beside, sql, &error);
  g_assert_no_error (error);
}

/* As if the paper had never been drawn. */
static void
forget_print (Fixture *fixture, const char *number)
{
  const char *seq = strchr (number, '-') + 1;
  g_autofree char *sql = g_strdup_printf ("DELETE FROM receipt_print WHERE receipt_id IN (SELECT id FROM receipt WHERE year = %.4s AND seq = %" G_GINT64_FORMAT ")",
                                          number, g_ascii_strtoll (seq, NULL, 10));

  run (fixture, "DROP TRIGGER receipt_print_delete");
  run (fixture, sql);
}

static void
press (Fixture *fixture, gint64 household_id)
{
  nuan_wish_household (GTK_WIDGET (fixture->page.window), household_id);
  display_settle ();
  g_clear_pointer (&fixture->wished, g_strfreev);
  display_key (GTK_WIDGET (fixture->page.window), "ctrl+p");
  display_settle ();
}

static gint64
other_than (gint64 id)
{
  return id == 1 ? 2 : 1;
}

static gboolean
has_wished (gpointer data)
{
  return ((Fixture *) data)->wished != NULL;
}

/* At closing time all is on paper: then it is the newest one, once more. */
static void
what_was_never_on_paper_is_printed_and_else_the_newest (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = ask (fixture, "SELECT p.household_id " HOLDING " GROUP BY p.household_id ORDER BY count (*) DESC, p.household_id LIMIT 1");
  g_autoptr (GPtrArray) numbers = holding (fixture, id);
  const char *oldest = g_ptr_array_index (numbers, numbers->len - 1);

  g_assert_cmpuint (numbers->len, >=, 2);   /* else the newest is the oldest */
  press (fixture, id);
  display_wait (has_wished, fixture, "the key has reached the page");
  g_assert_cmpuint (g_strv_length (fixture->wished), ==, 1);
  g_assert_cmpstr (fixture->wished[0], ==, g_ptr_array_index (numbers, 0));

  forget_print (fixture, oldest);
  nuan_wish_household (GTK_WIDGET (fixture->page.window), other_than (id));
  press (fixture, id);
  display_wait (has_wished, fixture, "the key has reached the page");
  g_assert_cmpuint (g_strv_length (fixture->wished), ==, 1);
  g_assert_cmpstr (fixture->wished[0], ==, oldest);
}

/* As if what the first household got had been another's. */
static void
without_a_receipt_it_is_said_that_there_is_none (Fixture *fixture, gconstpointer unused)
{
  run (fixture, "DROP TRIGGER payment_update");
  run (fixture, "UPDATE payment SET household_id = 2 WHERE household_id = 1");
  press (fixture, 1);
  g_assert_null (fixture->wished);
  g_assert_true (display_has_text (GTK_WIDGET (fixture->page.window), _("This household has no receipt yet")));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int code;

  display_init (&argc, &argv);
  application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  nuan_window_set_keys (application);

#define ADD(path, function) g_test_add ("/household-print/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("what-was-never-on-paper-is-printed-and-else-the-newest", what_was_never_on_paper_is_printed_and_else_the_newest);
  ADD ("without-a-receipt-it-is-said-that-there-is-none", without_a_receipt_it_is_said_that_there_is_none);
#undef ADD

  code = g_test_run ();
  g_object_unref (application);
  return code;
}

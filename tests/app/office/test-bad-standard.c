#include "config.h"

#include "display.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/kit/list-window.h"
#include "app/office/dialogs.h"
#include "app/shell/start-page.h"
#include "model/standard.h"
#include "store/engine/engine.h"

/* One row of the standards was written by another hand: that is no damaged file, nor the end of the day's work. */
typedef struct {
  char        *path;
  NuanWindow  *window;
  NuanContext *context;
} Fixture;

static void
run (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (fixture->path, NUAN_OPEN_WRITE, &error);

  g_assert_no_error (error);
  nuan_connection_exec (connection, "PRAGMA foreign_keys = OFF", &error);   /* it names a row of the journal that nobody wrote */
  g_assert_no_error (error);
  nuan_connection_exec (connection, sql, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer sql)
{
  fixture->path = display_copy ("standards.db");
  run (fixture, sql);
  fixture->context = display_context (fixture->path);
  fixture->window = nuan_window_new (NULL, fixture->context);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1366, 720);
  gtk_window_present (GTK_WINDOW (fixture->window));
  display_settle ();
}

static void
close_dialogs (void)
{
  GtkWidget *dialog;

  while ((dialog = display_window (ADW_TYPE_MESSAGE_DIALOG)) != NULL)
    gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  close_dialogs ();
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  display_close (fixture->context);
  g_free (fixture->path);
}

static const char *
shown (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (display_find (GTK_WIDGET (fixture->window), GTK_TYPE_STACK)));
}

/* Of all that was said in dialogs. */
static char *
said (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        g_string_append_printf (text, "%s\n", adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (window)));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
open_list (Fixture *fixture)
{
  GtkWidget *list;

  nuan_show_standards (GTK_WIDGET (fixture->window), fixture->context);
  display_settle ();
  list = display_window (NUAN_TYPE_LIST_WINDOW);
  g_assert_nonnull (list);
  return list;
}

static void
a_value_that_is_none_is_named_and_mended (Fixture *fixture, gconstpointer sql)
{
  GtkWidget *list;
  g_autofree char *text = NULL, *after = NULL;

  g_assert_cmpstr (shown (fixture), ==, "sign-in");
  g_assert_null (display_window (ADW_TYPE_MESSAGE_DIALOG));
  display_sign_in (fixture->context, NUAN_ROLE_ADMIN | NUAN_ROLE_DIRECT);
  display_settle ();
  g_assert_cmpstr (shown (fixture), ==, "main");
  g_assert_false (display_has_text (GTK_WIDGET (fixture->window), _("The data file is damaged")));
  text = said ();
  g_assert_nonnull (strstr (text, nuan_standard_title ("income-months")));
  close_dialogs ();

  list = open_list (fixture);
  g_assert_true (display_has_text (list, nuan_standard_title ("income-months")));
  gtk_window_destroy (GTK_WINDOW (list));

  run (fixture, "INSERT INTO standard (id, name, value, from_day, journal_id) SELECT max (id) + 1, 'income-months', '12', '2015-01-01', (SELECT max (id) + 1 FROM journal) FROM standard");
  for (int tab = 1; tab <= 4; tab++)
    {
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.tab", "i", tab);
      display_settle ();
    }
  after = said ();
  g_assert_cmpstr (after, ==, "");
}

/* Its row stands in the list all the same. */
static void
a_day_that_is_none_stands_in_the_list (Fixture *fixture, gconstpointer sql)
{
  GtkWidget *list;

  display_sign_in (fixture->context, NUAN_ROLE_ADMIN);
  display_settle ();
  g_assert_null (display_window (ADW_TYPE_MESSAGE_DIALOG));
  list = open_list (fixture);
  g_assert_true (display_has_text (list, "99.00"));
  gtk_window_destroy (GTK_WINDOW (list));
}

#define BAD(name, value, day) \
  "INSERT INTO standard (id, name, value, from_day, journal_id) SELECT max (id) + 1, '" name "', '" value "', '" day "', (SELECT max (id) + 1 FROM journal) FROM standard"

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);

#define ADD(path, sql, function) g_test_add ("/bad-standard/" path, Fixture, sql, set_up, function, tear_down)
  ADD ("a-value-that-is-none-is-named-and-mended/letters", BAD ("income-months", "zz", "2015-01-01"), a_value_that_is_none_is_named_and_mended);
  ADD ("a-value-that-is-none-is-named-and-mended/negative", BAD ("income-months", "-5", "2015-01-01"), a_value_that_is_none_is_named_and_mended);
  ADD ("a-day-that-is-none-stands-in-the-list", BAD ("warmth-each", "99.00", "9999-99-99"), a_day_that_is_none_stands_in_the_list);
#undef ADD

  return g_test_run ();
}

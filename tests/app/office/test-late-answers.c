#include "config.h"

#include "display.h"

#include <glib/gi18n-lib.h>

#include "app/kit/form-dialog.h"
#include "app/kit/list-window.h"
#include "app/office/dialogs.h"

/* Lists that are closed before what they asked for has come: it comes all the same, and finds nobody. A criticism of GTK ends the test. */
static void
set_up (DisplayPage *fixture, gconstpointer unused)
{
  display_page_open (fixture, "late.db", NUAN_ROLE_ADMIN, 1, GTK_TYPE_WIDGET);
}

typedef void (*Show) (GtkWidget *parent, NuanContext *context);
static const Show lists[] = { nuan_show_staff, nuan_show_standards, nuan_show_journal };

static GtkWidget *
show (DisplayPage *fixture, Show list)
{
  list (GTK_WIDGET (fixture->window), fixture->context);
  return display_window (NUAN_TYPE_LIST_WINDOW);
}

static void
a_list_that_is_closed_at_once_is_filled_no_more (DisplayPage *fixture, gconstpointer unused)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      GtkWidget *list = show (fixture, lists[i]);
      GtkWidget *rows = g_object_ref (display_find (list, GTK_TYPE_LIST_BOX));

      g_object_add_weak_pointer (G_OBJECT (list), (gpointer *) &list);
      gtk_window_destroy (GTK_WINDOW (list));
      g_assert_nonnull (list);   /* the answer that is on its way holds it */
      display_settle ();
      g_assert_null (list);
      g_assert_null (gtk_widget_get_first_child (rows));
      g_object_unref (rows);
    }
  g_assert_null (display_window (NUAN_TYPE_LIST_WINDOW));
}

static gpointer
break_it (NuanConnection *connection, gpointer table, GCancellable *cancellable, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("ALTER TABLE %s RENAME TO elsewhere", (const char *) table);

  return nuan_connection_exec (connection, sql, error) ? table : NULL;
}

static void
broken_cb (GObject *source, GAsyncResult *result, gpointer done)
{
  *(gboolean *) done = nuan_database_finish (NUAN_DATABASE (source), result, NULL) != NULL;
}

static gboolean
is_done (gpointer done)
{
  return *(gboolean *) done;
}

/* Nobody asks any more why it could not be read. */
static void
a_list_that_is_closed_before_it_fails_says_nothing (DisplayPage *fixture, gconstpointer table)
{
  const Show list = g_str_equal (table, "staff") ? nuan_show_staff : nuan_show_standards;
  GtkWidget *closed;
  gboolean done = FALSE;

  nuan_database_write (nuan_context_get_database (fixture->context), break_it, (gpointer) table, NULL, NULL, NULL, broken_cb, &done);
  display_wait (is_done, &done, "the table is gone");
  closed = g_object_ref (show (fixture, list));   /* else a dialog would go with it */
  gtk_window_destroy (GTK_WINDOW (closed));
  display_settle ();
  g_assert_null (display_window (ADW_TYPE_MESSAGE_DIALOG));
  g_object_unref (closed);
}

/* The write goes on, and its answer comes when form and list are gone. */
static void
a_form_that_goes_with_its_list_is_answered_no_more (DisplayPage *fixture, gconstpointer unused)
{
  static const struct { Show list; const char *button, *name, *value, *other, *text; } forms[] = {
    { nuan_show_standards, "设定(_S)…", "name", "dibao", "value", "1234.5" },
    { nuan_show_staff, "密码…", "password", "a-long-password", "again", "a-long-password" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      GtkWidget *list = show (fixture, forms[i].list);
      NuanFormDialog *dialog;

      display_settle ();
      display_press (display_labelled (list, forms[i].button));
      dialog = NUAN_FORM_DIALOG (display_window (NUAN_TYPE_FORM_DIALOG));
      nuan_form_set (nuan_form_dialog_get_form (dialog), forms[i].name, forms[i].value);
      nuan_form_set (nuan_form_dialog_get_form (dialog), forms[i].other, forms[i].text);
      g_signal_emit_by_name (display_styled (GTK_WIDGET (dialog), "suggested-action"), "clicked");
      gtk_window_destroy (GTK_WINDOW (list));   /* and the form with it */
      display_settle ();
      g_assert_null (display_window (NUAN_TYPE_FORM_DIALOG));
      g_assert_null (display_window (NUAN_TYPE_LIST_WINDOW));
    }
}

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);

#define ADD(path, data, function) g_test_add ("/late-answers/" path, DisplayPage, data, set_up, function, display_page_close)
  ADD ("a-list-that-is-closed-at-once-is-filled-no-more", NULL, a_list_that_is_closed_at_once_is_filled_no_more);
  ADD ("a-list-that-is-closed-before-it-fails-says-nothing/staff", "staff", a_list_that_is_closed_before_it_fails_says_nothing);
  ADD ("a-list-that-is-closed-before-it-fails-says-nothing/standard", "standard", a_list_that_is_closed_before_it_fails_says_nothing);
  ADD ("a-form-that-goes-with-its-list-is-answered-no-more", NULL, a_form_that_goes_with_its_list_is_answered_no_more);
#undef ADD

  return g_test_run ();
}

#include "config.h"

#include "display.h"

#include <glib/gi18n-lib.h>

#include "app/shell/opening.h"
#include "app/shell/sign-in-page.h"
#include "app/shell/start-page.h"

/* A window on a data file that another program works with, which lets nobody in for as long as it likes. */
typedef struct {
  NuanWindow *window;
  char *path;
  NuanConnection *other;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->path = display_copy ("slow.db");
  fixture->other = nuan_connection_open (fixture->path, NUAN_OPEN_WRITE, &error);
  g_assert_no_error (error);
  nuan_connection_exec (fixture->other, "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT", &error);
  g_assert_no_error (error);

  fixture->window = nuan_window_new (NULL, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  nuan_opening_start (fixture->window, fixture->path, FALSE);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  NuanContext *context = nuan_window_get_context (fixture->window);

  g_clear_pointer (&fixture->other, nuan_connection_close);
  if (context != NULL)
    g_object_ref (context);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  if (context != NULL)
    display_close (context);
  display_settle ();
  g_free (fixture->path);
}

static const char *
shown (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (display_find (GTK_WIDGET (fixture->window), GTK_TYPE_STACK)));
}

static gboolean
is_said (gpointer data)
{
  return g_strcmp0 (shown (data), "start") == 0;
}

static gboolean
is_open (gpointer data)
{
  return nuan_window_get_context (((Fixture *) data)->window) != NULL;
}

static gboolean
has_failed (gpointer data)
{
  return display_has_text (GTK_WIDGET (((Fixture *) data)->window), _("The data file can’t be opened"));
}

static gboolean
has_focus_in (Fixture *fixture, GtkWidget *page)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, page);
}

static void
the_page_of_a_slow_opening_makes_room_for_the_sign_in (Fixture *fixture, gconstpointer unused)
{
  display_wait (is_said, fixture, "it is said that the file is being opened");
  g_clear_pointer (&fixture->other, nuan_connection_close);
  display_wait (is_open, fixture, "the file is open");
  g_assert_cmpstr (shown (fixture), ==, "sign-in");
  display_settle ();
  g_assert_true (has_focus_in (fixture, display_find (GTK_WIDGET (fixture->window), NUAN_TYPE_SIGN_IN_PAGE)));
}

/* Whoever is typing a password when the page comes over it goes on with Enter, which must not fall on a button. */
static void
the_page_of_a_slow_opening_takes_no_key_for_an_answer (Fixture *fixture, gconstpointer unused)
{
  display_wait (is_said, fixture, "it is said that the file is being opened");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == display_find (GTK_WIDGET (fixture->window), NUAN_TYPE_START_PAGE));
  display_key (GTK_WIDGET (fixture->window), "Return");
  display_key (GTK_WIDGET (fixture->window), "space");
  display_settle ();
  g_clear_pointer (&fixture->other, nuan_connection_close);
  display_wait (is_open, fixture, "the file is open");
}

static gboolean
is_on_the_page (gpointer data)
{
  Fixture *fixture = data;

  return has_focus_in (fixture, display_find (GTK_WIDGET (fixture->window), NUAN_TYPE_START_PAGE));
}

static gboolean
is_on_a_button (gpointer data)
{
  return GTK_IS_BUTTON (gtk_window_get_focus (GTK_WINDOW (((Fixture *) data)->window)));
}

/* A criticism of GTK ends the test. */
static void
the_page_of_a_slow_opening_makes_room_for_what_went_wrong (Fixture *fixture, gconstpointer unused)
{
  display_wait (is_said, fixture, "it is said that the file is being opened");
  display_key (GTK_WIDGET (fixture->window), "Tab");
  display_wait (is_on_a_button, fixture, "what will go has the keyboard");

  display_wait (has_failed, fixture, "it is said that the file can't be opened");
  display_settle ();
  g_assert_cmpstr (shown (fixture), ==, "start");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == display_find (GTK_WIDGET (fixture->window), NUAN_TYPE_START_PAGE));
  display_key (GTK_WIDGET (fixture->window), "Tab");
  display_wait (is_on_the_page, fixture, "what can be selected has the keyboard");
}

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/slow-opening/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("the-page-makes-room-for-the-sign-in", the_page_of_a_slow_opening_makes_room_for_the_sign_in);
  ADD ("the-page-takes-no-key-for-an-answer", the_page_of_a_slow_opening_takes_no_key_for_an_answer);
  ADD ("the-page-makes-room-for-what-went-wrong", the_page_of_a_slow_opening_makes_room_for_what_went_wrong);
#undef ADD

  return g_test_run ();
}

#include "config.h"

#include "display.h"

#include "app/kit/desk-dialog.h"
#include "app/kit/form-dialog.h"
#include "app/kit/job.h"
#include "base/error.h"
#include "app/kit/list-window.h"
#include "app/kit/saving.h"
#include "app/kit/toast.h"

#define SAID "Ticked <all> & signed"

static GtkWidget *
show (GtkWidget *dialog)
{
  gtk_window_present (GTK_WINDOW (dialog));
  display_settle ();
  return dialog;
}

static GtkWidget *
desk_dialog (GtkWidget *parent)
{
  return GTK_WIDGET (nuan_desk_dialog_new (parent, "Decide", NULL, NULL));
}

static GtkWidget *
form_dialog (GtkWidget *parent)
{
  return GTK_WIDGET (nuan_form_dialog_new (parent, "Receive", "_Receive"));
}

static GtkWidget *
list_window (GtkWidget *parent)
{
  return GTK_WIDGET (nuan_list_window_new (parent, "Staff", "Who works here", NULL, NULL));
}

static gboolean
says_nothing (gpointer window)
{
  return !display_has_text (window, SAID);
}

static void
a_toast_shows_in_the_window_when_there_is_no_dialog (DisplayPage *fixture, gconstpointer unused)
{
  nuan_toast (fixture->page, SAID);
  display_settle ();
  g_assert_true (display_has_text (GTK_WIDGET (fixture->window), SAID));
}

/* What GTK does with a key that is nobody's text: from the widget upwards, the first shortcut that acts takes it. */
static void
press_escape (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

      for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
        {
          g_autoptr (GtkEventController) keys = g_list_model_get_item (controllers, i);

          for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (keys) && j < g_list_model_get_n_items (G_LIST_MODEL (keys)); j++)
            {
              g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (keys), j);
              g_autofree char *trigger = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

              if (g_str_equal (trigger, "Escape") &&
                  gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, gtk_shortcut_get_arguments (shortcut)))
                return;
            }
        }
    }
}

static void
escape_closes_a_dialog_that_says_something (DisplayPage *fixture, gconstpointer unused)
{
  GtkWidget *(*const dialogs[]) (GtkWidget *) = { desk_dialog, form_dialog, list_window };

  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      GtkWidget *dialog = show (dialogs[i] (fixture->page));
      GtkWidget *inside = display_find (dialog, GTK_TYPE_SCROLLED_WINDOW);

      g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
      nuan_toast (fixture->page, SAID);
      display_settle ();
      g_assert_true (display_has_text (dialog, SAID));
      press_escape (inside);
      display_settle ();
      g_assert_null (dialog);
    }
}

static void
escape_does_not_close_the_window (DisplayPage *fixture, gconstpointer unused)
{
  nuan_toast (fixture->page, SAID);
  display_settle ();
  press_escape (fixture->page);
  display_settle ();
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->window)));
}

/* Work that the page began ends while a dialog covers the page. */
static void
a_toast_shows_in_the_dialog_in_front (DisplayPage *fixture, gconstpointer unused)
{
  GtkWidget *(*const dialogs[]) (GtkWidget *) = { desk_dialog, form_dialog, list_window };

  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      GtkWidget *dialog = show (dialogs[i] (fixture->page));

      nuan_toast (fixture->page, SAID);
      display_settle ();
      g_assert_true (display_has_text (dialog, SAID));
      g_assert_false (display_has_text (GTK_WIDGET (fixture->window), SAID));
      gtk_window_close (GTK_WINDOW (dialog));
      display_settle ();
    }
}

static void
a_toast_shows_in_the_dialog_that_opens (DisplayPage *fixture, gconstpointer unused)
{
  GtkWidget *dialog = desk_dialog (fixture->page);

  gtk_window_present (GTK_WINDOW (dialog));
  nuan_toast (dialog, SAID);
  g_assert_false (gtk_window_is_active (GTK_WINDOW (dialog)));   /* the keyboard comes later */
  while (g_main_context_iteration (NULL, FALSE) && !display_has_text (dialog, SAID))
    g_assert_false (display_has_text (GTK_WIDGET (fixture->window), SAID));
  g_assert_true (display_has_text (dialog, SAID));
  gtk_window_close (GTK_WINDOW (dialog));
  display_settle ();
}

/* It is no answer to what is submitted. */
static void
what_a_dialog_said_goes_when_it_is_submitted (DisplayPage *fixture, gconstpointer unused)
{
  GtkWidget *dialog = show (desk_dialog (fixture->page));

  nuan_toast (dialog, SAID);
  display_settle ();
  g_assert_true (display_has_text (dialog, SAID));
  nuan_desk_dialog_set_busy (NUAN_DESK_DIALOG (dialog), TRUE);
  display_wait (says_nothing, dialog, "the toast goes");
  nuan_desk_dialog_set_busy (NUAN_DESK_DIALOG (dialog), FALSE);
  gtk_window_close (GTK_WINDOW (dialog));
  display_settle ();
}

static void
a_toast_shows_in_the_last_of_two_dialogs (DisplayPage *fixture, gconstpointer unused)
{
  GtkWidget *list = show (list_window (fixture->page));
  GtkWidget *form = show (form_dialog (list));

  nuan_toast (fixture->page, SAID);
  display_settle ();
  g_assert_true (display_has_text (form, SAID));
  g_assert_false (display_has_text (list, SAID));
  gtk_window_close (GTK_WINDOW (form));
  gtk_window_close (GTK_WINDOW (list));
  display_settle ();
}

static void
a_dialog_that_says_it_and_closes_leaves_it_to_the_window_behind (DisplayPage *fixture, gconstpointer unused)
{
  GtkWidget *list = show (list_window (fixture->page));
  GtkWidget *form = show (form_dialog (list));

  nuan_toast (form, SAID);
  gtk_window_close (GTK_WINDOW (form));
  display_settle ();
  g_assert_true (display_has_text (list, SAID));
  gtk_window_close (GTK_WINDOW (list));
  display_settle ();

  nuan_toast (fixture->page, "The grant is drafted");
  display_settle ();
  g_assert_true (display_has_text (GTK_WIDGET (fixture->window), "The grant is drafted"));
}

/* As when the window is locked in the same moment. */
static void
a_toast_of_a_dialog_outlives_the_windows_it_stood_on (DisplayPage *fixture, gconstpointer unused)
{
  GtkWidget *list = show (list_window (fixture->page));
  GtkWidget *form = show (form_dialog (list));

  nuan_toast (form, SAID);
  gtk_window_destroy (GTK_WINDOW (form));
  gtk_window_destroy (GTK_WINDOW (list));
  display_settle ();
  g_assert_true (display_has_text (GTK_WIDGET (fixture->window), SAID));
}

/* Printing ends when it ends. */
static void
a_dialog_that_is_gone_still_says_it_in_the_window (DisplayPage *fixture, gconstpointer unused)
{
  g_autoptr (GtkWidget) dialog = g_object_ref (show (desk_dialog (fixture->page)));

  gtk_window_close (GTK_WINDOW (dialog));
  display_settle ();
  nuan_toast (dialog, SAID);
  display_settle ();
  g_assert_true (display_has_text (GTK_WIDGET (fixture->window), SAID));
}

static gboolean
wait_for_cancel (NuanJob *job, gpointer data, GError **error)
{
  GPollFD fd;

  if (!g_cancellable_make_pollfd (nuan_job_get_cancellable (job), &fd))
    return TRUE;
  g_poll (&fd, 1, -1);
  g_cancellable_release_fd (nuan_job_get_cancellable (job));
  return !g_cancellable_set_error_if_cancelled (nuan_job_get_cancellable (job), error);
}

static gboolean
nothing_is_under_way (gpointer data)
{
  return nuan_job_count () == 0;
}

static void
work_begun_in_a_dialog_has_its_banner_in_the_window (DisplayPage *fixture, gconstpointer unused)
{
  GtkWidget *dialog = show (desk_dialog (fixture->page));

  nuan_job_start (dialog, "Drawing the paper", wait_for_cancel, NULL, NULL, NULL);
  display_settle ();
  g_assert_false (display_has_text (dialog, "Drawing the paper"));
  gtk_window_close (GTK_WINDOW (dialog));
  display_settle ();
  g_assert_true (display_has_text (GTK_WIDGET (fixture->window), "Drawing the paper"));

  nuan_job_cancel_all ();
  display_wait (nothing_is_under_way, NULL, "the work is cancelled");
  g_assert_false (display_has_text (GTK_WIDGET (fixture->window), "Drawing the paper"));
}

static gboolean
fail_without_a_word (NuanJob *job, gpointer data, GError **error)
{
  return FALSE;
}

static void
note_end (gboolean success, const GError *error, gpointer ended)
{
  g_assert_false (success);
  *(GError **) ended = g_error_copy (error);
}

/* A cancelled job is passed over in silence; one that failed is not. */
static void
work_that_fails_without_a_word_is_told_all_the_same (DisplayPage *fixture, gconstpointer unused)
{
  g_autoptr (GError) ended = NULL;

  nuan_job_start (GTK_WIDGET (fixture->window), "Drawing the paper", fail_without_a_word, note_end, &ended, NULL);
  display_wait (nothing_is_under_way, NULL, "the work ends");
  g_assert_error (ended, NUAN_ERROR, NUAN_ERROR_STORAGE);
}

static void
open_cases (DisplayPage *fixture, gconstpointer unused)
{
  display_page_open (fixture, "notices.db", NUAN_ROLE_INTAKE, 1, GTK_TYPE_SEARCH_ENTRY);
}

static void
a_place_elsewhere_is_said (DisplayPage *fixture, gconstpointer unused)
{
  g_autoptr (GFile) here = g_file_new_for_path ("/tmp/a.pdf"), there = g_file_new_for_uri ("resource:///elsewhere/a.pdf");
  g_autofree char *path = nuan_local_path (fixture->page, here);
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean told = FALSE;

  g_assert_cmpstr (path, ==, "/tmp/a.pdf");
  g_assert_null (nuan_local_path (fixture->page, there));
  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i - 1);

      if (!ADW_IS_MESSAGE_DIALOG (window))
        continue;
      told = display_has_text (window, "elsewhere/a.pdf");
      gtk_window_destroy (GTK_WINDOW (window));
    }
  g_assert_true (told);
}

/* The chooser asks about the file that it sees; one that comes after that stays. */
static void
a_file_that_came_after_the_question_stays (DisplayPage *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "came.pdf", NULL);
  g_autoptr (GError) error = NULL;
  const gint64 before = g_get_real_time () - G_USEC_PER_SEC;

  g_assert_cmpint (nuan_save_mode (path, before), ==, NUAN_FILE_NEW);
  g_file_set_contents (path, "a paper", -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (nuan_save_mode (path, before), ==, NUAN_FILE_NEW);
  g_assert_cmpint (nuan_save_mode (path, g_get_real_time () + G_USEC_PER_SEC), ==, NUAN_FILE_REPLACE);
}

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/notices/" path, DisplayPage, NULL, open_cases, function, display_page_close)
  ADD ("a-toast-shows-in-the-window-when-there-is-no-dialog", a_toast_shows_in_the_window_when_there_is_no_dialog);
  ADD ("a-toast-shows-in-the-dialog-in-front", a_toast_shows_in_the_dialog_in_front);
  ADD ("a-toast-shows-in-the-dialog-that-opens", a_toast_shows_in_the_dialog_that_opens);
  ADD ("what-a-dialog-said-goes-when-it-is-submitted", what_a_dialog_said_goes_when_it_is_submitted);
  ADD ("escape-closes-a-dialog-that-says-something", escape_closes_a_dialog_that_says_something);
  ADD ("escape-does-not-close-the-window", escape_does_not_close_the_window);
  ADD ("a-toast-shows-in-the-last-of-two-dialogs", a_toast_shows_in_the_last_of_two_dialogs);
  ADD ("a-dialog-that-says-it-and-closes-leaves-it-to-the-window-behind", a_dialog_that_says_it_and_closes_leaves_it_to_the_window_behind);
  ADD ("a-toast-of-a-dialog-outlives-the-windows-it-stood-on", a_toast_of_a_dialog_outlives_the_windows_it_stood_on);
  ADD ("a-dialog-that-is-gone-still-says-it-in-the-window", a_dialog_that_is_gone_still_says_it_in_the_window);
  ADD ("a-place-elsewhere-is-said", a_place_elsewhere_is_said);
  ADD ("a-file-that-came-after-the-question-stays", a_file_that_came_after_the_question_stays);
  ADD ("work-begun-in-a-dialog-has-its-banner-in-the-window", work_begun_in_a_dialog_has_its_banner_in_the_window);
  ADD ("work-that-fails-without-a-word-is-told-all-the-same", work_that_fails_without_a_word_is_told_all_the_same);
#undef ADD

  return g_test_run ();
}

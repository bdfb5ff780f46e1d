#include "config.h"

#include "display.h"

#include <linux/capability.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "app/shell/assistant-page.h"
#include "app/shell/opening.h"
#include "app/kit/rows.h"
#include "app/shell/restoring.h"
#include "app/shell/sign-in-page.h"
#include "app/shell/start-page.h"
#include "store/engine/holder.h"
#include "store/office/backup.h"

typedef struct {
  NuanWindow *window;
  char       *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->path = g_build_filename (g_getenv ("HOME"), "opening.db", NULL);
  fixture->window = nuan_window_new (NULL, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  NuanContext *context = nuan_window_get_context (fixture->window);
  const char *endings[] = { "", "-wal", "-shm", ".lock" };

  if (context != NULL)
    g_object_ref (context);
  display_settle ();
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  if (context != NULL)
    display_close (context);
  display_settle ();

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (fixture->path, endings[i], NULL);

      g_unlink (file);
    }
  g_free (fixture->path);
}

static GtkWidget *
below (Fixture *fixture, GType type)
{
  return display_find (GTK_WIDGET (fixture->window), type);
}

static gboolean
is_open (gpointer data)
{
  return nuan_window_get_context (((Fixture *) data)->window) != NULL;
}

static NuanRow *
row_titled (GtkWidget *widget, const char *part)
{
  if (NUAN_IS_ROW (widget) && strstr (nuan_row_get_title (NUAN_ROW (widget)), part) != NULL)
    return NUAN_ROW (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      NuanRow *row = row_titled (child, part);

      if (row != NULL)
        return row;
    }

  return NULL;
}

/* The rows of the assistant in their order on the page. */
static void
collect_rows (GtkWidget *widget, GPtrArray *rows)
{
  if (NUAN_IS_ROW (widget))
    {
      g_ptr_array_add (rows, widget);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_rows (child, rows);
}

enum { CENTRE, UNIT, REGION, LINE, FROM, NAME, LOGIN, ROLES, PASSWORD, AGAIN, N_ROWS };

static void
fill (Fixture *fixture, const char *const values[N_ROWS])
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  collect_rows (below (fixture, NUAN_TYPE_ASSISTANT_PAGE), rows);
  g_assert_cmpuint (rows->len, ==, N_ROWS);
  for (guint i = 0; i < N_ROWS; i++)
    nuan_row_put_value (g_ptr_array_index (rows, i), values[i]);
}

/* The last button of the page makes the file. */
static GtkWidget *
last_button (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *button = GTK_IS_BUTTON (child) ? child : last_button (child);

      if (button != NULL)
        found = button;
    }

  return found;
}

static void
press_begin (Fixture *fixture)
{
  g_signal_emit_by_name (last_button (below (fixture, NUAN_TYPE_ASSISTANT_PAGE)), "clicked");
}

static void
without_a_file_the_assistant_asks (Fixture *fixture, gconstpointer unused)
{
  nuan_opening_start (fixture->window, fixture->path, FALSE);
  g_assert_true (gtk_widget_get_mapped (below (fixture, NUAN_TYPE_ASSISTANT_PAGE)));
  g_assert_null (nuan_window_get_context (fixture->window));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
the_assistant_makes_the_file_and_goes_to_the_sign_in (Fixture *fixture, gconstpointer unused)
{
  static const char *const values[N_ROWS] = { "试点县职工服务中心", "试点县总工会", "511102", "1062", "2025-01-01", "陈管理", "chen", "intake", "long enough",
                                              "long enough" };

  nuan_opening_start (fixture->window, fixture->path, FALSE);
  fill (fixture, values);
  press_begin (fixture);
  display_wait (is_open, fixture, "the new file is open");
  display_settle ();

  g_assert_true (gtk_widget_get_mapped (below (fixture, NUAN_TYPE_SIGN_IN_PAGE)));
  g_assert_cmpstr (nuan_context_get_centre (nuan_window_get_context (fixture->window)), ==, "试点县职工服务中心");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (below (fixture, ADW_TYPE_ENTRY_ROW))), ==, "chen");
}

static void
nobody_can_read_the_password_over_a_shoulder (Fixture *fixture, gconstpointer unused)
{
  static const char *const values[N_ROWS] = { "", "", "", "", "", "", "", "", "long enough", "long enouhg" };
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  nuan_opening_start (fixture->window, fixture->path, FALSE);
  fill (fixture, values);
  press_begin (fixture);

  collect_rows (below (fixture, NUAN_TYPE_ASSISTANT_PAGE), rows);
  g_assert_true (gtk_entry_get_visibility (nuan_text_row_get_entry (g_ptr_array_index (rows, NAME))));
  g_assert_false (gtk_entry_get_visibility (nuan_text_row_get_entry (g_ptr_array_index (rows, PASSWORD))));
  g_assert_false (gtk_entry_get_visibility (nuan_text_row_get_entry (g_ptr_array_index (rows, AGAIN))));
}

static void
what_is_wrong_is_said_at_its_field_and_nothing_is_made (Fixture *fixture, gconstpointer unused)
{
  static const char *const values[N_ROWS] = { "试点县职工服务中心", "试点县总工会", "511102", "1062", "2025-01-01", "陈管理", "chen", "intake", "long enough",
                                              "long enouhg" };
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GtkWidget *page;

  nuan_opening_start (fixture->window, fixture->path, FALSE);
  fill (fixture, values);
  press_begin (fixture);
  display_settle ();

  page = below (fixture, NUAN_TYPE_ASSISTANT_PAGE);
  collect_rows (page, rows);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), g_ptr_array_index (rows, AGAIN)));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_nonnull (row_titled (page, nuan_row_get_title (g_ptr_array_index (rows, AGAIN))));
}

static void
everything_wrong_is_said_at_once (Fixture *fixture, gconstpointer unused)
{
  static const char *const values[N_ROWS] = { "", "", "999999", "0", "", "", "C", "", "short", "" };
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  nuan_opening_start (fixture->window, fixture->path, FALSE);
  fill (fixture, values);
  press_begin (fixture);
  display_settle ();

  collect_rows (below (fixture, NUAN_TYPE_ASSISTANT_PAGE), rows);
  for (guint i = 0; i < N_ROWS; i++)
    gtk_test_accessible_assert_state (GTK_ACCESSIBLE (g_ptr_array_index (rows, i)), GTK_ACCESSIBLE_STATE_INVALID,
                                      i == ROLES ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), g_ptr_array_index (rows, CENTRE)));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  display_shot (GTK_WIDGET (fixture->window), "assistant-wrong");
}

static gboolean
start_page_is_shown (gpointer data)
{
  GtkWidget *stack = display_find (GTK_WIDGET (((Fixture *) data)->window), GTK_TYPE_STACK);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "start") == 0;
}

static void
a_file_that_another_window_holds_is_not_opened (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = display_copy ("held.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanHolder) holder = nuan_holder_take (path, &error);

  g_assert_no_error (error);
  nuan_opening_start (fixture->window, path, FALSE);
  display_wait (start_page_is_shown, fixture, "it is said who holds the file");
  g_assert_true (display_has_text (below (fixture, NUAN_TYPE_START_PAGE), path));
  g_assert_null (nuan_window_get_context (fixture->window));
}

static void
a_broken_file_is_left_alone (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *after = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "this is no data file", -1, NULL));
  nuan_opening_start (fixture->window, fixture->path, FALSE);
  display_wait (start_page_is_shown, fixture, "it is said that the file is broken");

  g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, "this is no data file");
}

static char *
make_backup (const char *of, const char *name)
{
  char *backup = g_build_filename (g_getenv ("HOME"), name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (of, NUAN_OPEN_COPY, &error);

  g_assert_no_error (error);
  nuan_backup_write (connection, NULL, backup, NUAN_FILE_NEW, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return backup;
}

/* Opens PATH, and moves it away under the window. Owned: where it is. */
static char *
lose (Fixture *fixture, const char *path)
{
  char *away = g_strconcat (path, ".away", NULL);

  nuan_opening_start (fixture->window, path, FALSE);
  display_wait (is_open, fixture, "the file is open");
  display_sign_in (nuan_window_get_context (fixture->window), NUAN_ROLE_CASH);
  display_settle ();
  g_assert_cmpint (g_rename (path, away), ==, 0);
  display_wait (start_page_is_shown, fixture, "it is said that the file was moved");
  return away;
}

static gboolean
other_is_open (gpointer data)
{
  NuanWindow *other = display_other (((Fixture *) data)->window);

  return other != NULL && nuan_window_get_context (other) != NULL;
}

static void
a_file_that_is_back_is_opened_again (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = display_copy ("back.db"), *away = lose (fixture, path);

  g_assert_false (nuan_holder_is_held (path));   /* by ourselves, that is */
  g_assert_cmpint (g_rename (away, path), ==, 0);
  display_press (display_labelled (GTK_WIDGET (fixture->window), _("_Open Again")));
  display_wait (other_is_open, fixture, "the file is open in a new window");
  fixture->window = display_other (fixture->window);   /* the old one is gone */
  g_assert_true (nuan_holder_is_held (path));
}

static gboolean
other_says_so (gpointer data)
{
  Fixture other = { .window = display_other (((Fixture *) data)->window) };

  return other.window != NULL && start_page_is_shown (&other);
}

/* What was moved away can be moved back: a new centre in its place would be in the way. */
static void
no_new_centre_is_founded_where_a_file_was_moved_away (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = display_copy ("gone.db"), *away = lose (fixture, path);

  display_press (display_labelled (GTK_WIDGET (fixture->window), _("_Open Again")));
  display_wait (other_says_so, fixture, "the new window says that there is no file");
  fixture->window = display_other (fixture->window);
  g_assert_true (display_has_text (below (fixture, NUAN_TYPE_START_PAGE), path));
  g_assert_nonnull (display_labelled (GTK_WIDGET (fixture->window), _("_Open Again")));
  g_assert_nonnull (display_labelled (GTK_WIDGET (fixture->window), _("R_estore a Backup…")));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  g_assert_cmpint (g_rename (away, path), ==, 0);
  display_press (display_labelled (GTK_WIDGET (fixture->window), _("_Open Again")));
  display_wait (other_is_open, fixture, "the file that was moved back is open");
  fixture->window = display_other (fixture->window);
}

static gboolean
is_gone (gpointer pointer)
{
  return *(gpointer *) pointer == NULL;
}

static gboolean
is_free (gpointer path)
{
  return !nuan_holder_is_held (path);
}

static void
a_window_that_is_closed_while_it_opens_lets_the_file_go (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = display_copy ("closed.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanHolder) holder = NULL;
  NuanWindow *window = nuan_window_new (NULL, NULL);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_present (GTK_WINDOW (window));
  nuan_opening_start (window, path, FALSE);
  gtk_window_destroy (GTK_WINDOW (window));
  display_wait (is_gone, &window, "the closed window is gone");
  display_wait (is_free, path, "nobody holds the file");
  holder = nuan_holder_take (path, &error);
  g_assert_no_error (error);
}

static void
a_file_that_is_moved_away_stops_the_window_within_a_second (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = display_copy ("moved.db"), *away = g_strconcat (path, ".away", NULL);
  gint64 moved_at;

  nuan_opening_start (fixture->window, path, FALSE);
  display_wait (is_open, fixture, "the file is open");
  display_sign_in (nuan_window_get_context (fixture->window), NUAN_ROLE_CASH);
  display_settle ();

  g_assert_cmpint (g_rename (path, away), ==, 0);
  moved_at = g_get_monotonic_time ();
  display_wait (start_page_is_shown, fixture, "it is said that the file was moved");
  g_assert_cmpint (g_get_monotonic_time () - moved_at, <, G_USEC_PER_SEC);
  g_assert_true (display_has_text (below (fixture, NUAN_TYPE_START_PAGE), path));
  g_assert_null (nuan_context_get_staff (nuan_window_get_context (fixture->window)));
}

static void
a_broken_file_is_restored_without_a_sign_in (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *backup = make_backup (display_demo (), "for-broken.db");
  g_auto (GStrv) label = g_strsplit (_("R_estore a Backup…"), "_", 2);   /* without the mark of its key */
  g_autofree char *shown = g_strjoinv ("", label);

  g_assert_true (g_file_set_contents (fixture->path, "this is no data file", -1, NULL));
  nuan_opening_start (fixture->window, fixture->path, FALSE);
  display_wait (start_page_is_shown, fixture, "it is said that the file is broken");
  g_assert_true (display_has_text (below (fixture, NUAN_TYPE_START_PAGE), shown));

  nuan_restoring_start (fixture->window, fixture->path, backup);
  display_wait (is_open, fixture, "the restored file is open");
  g_assert_cmpstr (nuan_database_get_path (nuan_context_get_database (nuan_window_get_context (fixture->window))), ==, fixture->path);
}

static void
an_open_file_is_restored_and_a_new_window_takes_its_place (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = display_copy ("restored.db"), *backup = make_backup (path, "for-open.db");

  nuan_opening_start (fixture->window, path, FALSE);
  display_wait (is_open, fixture, "the file is open");
  nuan_restoring_start (fixture->window, path, backup);
  display_wait (other_is_open, fixture, "the restored file is open in a new window");

  fixture->window = display_other (fixture->window);   /* the old one is gone */
}

/* Root becomes nobody, who may look everywhere (the root folder itself may be closed to others) and write nowhere. */
static void
be_nobody (void)
{
  struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
  struct __user_cap_data_struct rights[2];

  g_assert_cmpint (seteuid (65534), ==, 0);
  g_assert_cmpint (syscall (SYS_capget, &header, rights), ==, 0);
  rights[0].effective = 1u << CAP_DAC_READ_SEARCH;
  rights[1].effective = 0;
  g_assert_cmpint (syscall (SYS_capset, &header, rights), ==, 0);
}

/* Neither the file nor its folder can be written to by who opens it, root least of all. */
static NuanContext *
open_read_only (const char *path)
{
  NuanContext *context;

  if (geteuid () == 0)
    be_nobody ();
  context = display_context (path);
  if (getuid () == 0)
    g_assert_cmpint (seteuid (0), ==, 0);
  return context;
}

static void
a_file_that_can_only_be_read_is_shown_and_said_to_be_so (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *medium = g_dir_make_tmp ("nuan-medium-XXXXXX", NULL), *path = g_build_filename (medium, "centre.db", NULL);
  g_autofree char *backup = make_backup (display_demo (), "for-medium.db");
  NuanContext *context;
  NuanWindow *window;

  g_assert_cmpint (g_rename (backup, path), ==, 0);
  g_assert_cmpint (g_chmod (path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (medium, 0555), ==, 0);
  context = open_read_only (path);
  window = nuan_window_new (NULL, context);
  gtk_window_present (GTK_WINDOW (window));
  display_sign_in (context, NUAN_ROLE_CASH);
  display_settle ();

  g_assert_true (nuan_context_is_read_only (context));
  g_assert_false (nuan_context_may (context, NUAN_RIGHT_PAY));
  g_assert_true (display_has_text (GTK_WIDGET (window), _("This data file can only be read: nothing is journalled here, signing in neither")));

  gtk_window_destroy (GTK_WINDOW (window));
  display_close (context);
  g_assert_cmpint (g_chmod (medium, 0700), ==, 0);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (medium), ==, 0);
}

static void
half_typed_forms_of_last_month_are_forgotten (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = display_copy ("opening.db");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc (), old = g_date_time_add_days (now, -31), recent = g_date_time_add_days (now, -29);
  g_autofree char *old_at = g_date_time_format (old, "%Y-%m-%dT%H:%M:%SZ"), *recent_at = g_date_time_format (recent, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *sql = g_strdup_printf ("INSERT INTO form_draft VALUES (1, 'grant', 1, 'half', '%s'), (1, 'grant', 2, 'half', '%s')", old_at, recent_at);
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_WRITE, NULL);
  gint64 left = 0;

  g_assert_cmpstr (path, ==, fixture->path);
  g_assert_true (nuan_connection_exec (connection, sql, NULL));
  nuan_opening_start (fixture->window, path, FALSE);
  display_wait (is_open, fixture, "the data file is open");
  g_assert_true (nuan_sql_value (connection, &left, NULL, "SELECT sum (subject) FROM form_draft", ""));
  g_assert_cmpint (left, ==, 2);
}

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/opening/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("without-a-file-the-assistant-asks", without_a_file_the_assistant_asks);
  ADD ("the-assistant-makes-the-file-and-goes-to-the-sign-in", the_assistant_makes_the_file_and_goes_to_the_sign_in);
  ADD ("nobody-can-read-the-password-over-a-shoulder", nobody_can_read_the_password_over_a_shoulder);
  ADD ("what-is-wrong-is-said-at-its-field-and-nothing-is-made", what_is_wrong_is_said_at_its_field_and_nothing_is_made);
  ADD ("everything-wrong-is-said-at-once", everything_wrong_is_said_at_once);
  ADD ("a-file-that-another-window-holds-is-not-opened", a_file_that_another_window_holds_is_not_opened);
  ADD ("a-broken-file-is-left-alone", a_broken_file_is_left_alone);
  ADD ("a-file-that-is-moved-away-stops-the-window-within-a-second", a_file_that_is_moved_away_stops_the_window_within_a_second);
  ADD ("a-file-that-is-back-is-opened-again", a_file_that_is_back_is_opened_again);
  ADD ("no-new-centre-is-founded-where-a-file-was-moved-away", no_new_centre_is_founded_where_a_file_was_moved_away);
  ADD ("a-window-that-is-closed-while-it-opens-lets-the-file-go", a_window_that_is_closed_while_it_opens_lets_the_file_go);
  ADD ("a-broken-file-is-restored-without-a-sign-in", a_broken_file_is_restored_without_a_sign_in);
  ADD ("an-open-file-is-restored-and-a-new-window-takes-its-place", an_open_file_is_restored_and_a_new_window_takes_its_place);
  ADD ("a-file-that-can-only-be-read-is-shown-and-said-to-be-so", a_file_that_can_only_be_read_is_shown_and_said_to_be_so);
  ADD ("half-typed-forms-of-last-month-are-forgotten", half_typed_forms_of_last_month_are_forgotten);
#undef ADD

  return g_test_run ();
}

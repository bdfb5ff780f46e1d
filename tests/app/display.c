#include "config.h"

#include "display.h"

#include <glib/gstdio.h>

#include "app/kit/plain-labels.h"
#include "app/session/form-keeper.h"
#include "base/language.h"
#include "store/demo/demo.h"
#include "store/office/staff-store.h"

#define WAIT_SECONDS 60

#define TURNS_US     (50 * 1000)

static char *home;
static NuanDatabase *opened;   /* of the context under test, while it is open */

static gboolean
has_message_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean found = FALSE;

  for (guint i = 0; !found && gtk_get_minor_version () > 8 && i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      found = ADW_IS_MESSAGE_DIALOG (window);
    }
  return found;
}

/* libadwaita 1.7 measures the heading of its own message dialog, and with it the dialog, a pixel or two too small, and GTK, which rounds anew, warns
 * of it. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer unused)
{
  for (gsize i = 0; i < n_fields && has_message_dialog (); i++)
    if (g_str_equal (fields[i].key, "MESSAGE")
        && (g_str_has_prefix (fields[i].value, "Trying to measure GtkLabel ") || g_str_has_prefix (fields[i].value, "Trying to measure AdwMessageDialog ")))
      return G_LOG_WRITER_HANDLED;

  return g_log_writer_default (level, fields, n_fields, NULL);
}

void
display_init (int *argc, char ***argv)
{
  g_log_set_writer_func (write_log, NULL, NULL);

  home = g_dir_make_tmp ("nuan-display-XXXXXX", NULL);
  g_assert_nonnull (home);
  g_setenv ("HOME", home, TRUE);
  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_CACHE_HOME", home, TRUE);
  g_setenv ("XDG_STATE_HOME", home, TRUE);
  g_unsetenv ("NUAN_DATA_DIR");

  nuan_language_init ();
  gtk_test_init (argc, argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);   /* GTK 4.8 warns of cursors that blink where no window manager runs */
  adw_init ();
  nuan_plain_labels ();
}

const char *
display_demo (void)
{
  static char *path;

  if (path == NULL)
    {
      const NuanDemoOptions options = { .households = 60, .years = 1, .seed = 7 };
      g_autoptr (GError) error = NULL;

      path = g_build_filename (home, "demo.db", NULL);
      nuan_demo_fill (path, &options, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }

  return path;
}

char *
display_copy (const char *name)
{
  char *path = g_build_filename (home, name, NULL);
  g_autoptr (GFile) from = g_file_new_for_path (display_demo ());
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return path;
}

NuanContext *
display_context (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanDatabase) database = nuan_database_open (path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_set_object (&opened, database);
  return nuan_context_new (database);
}

void
display_close (NuanContext *context)
{
  g_autoptr (NuanDatabase) database = g_object_ref (nuan_context_get_database (context));

  display_settle ();
  g_clear_object (&opened);
  nuan_database_close (database);
  display_settle ();
  g_object_unref (context);
}

typedef struct {
  guint      role;
  gboolean   done;
  NuanStaff *staff;
} Search;

static gpointer
read_staff (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  return nuan_staff_store_list (connection, error);
}

static void
staff_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Search *search = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = nuan_database_finish (NUAN_DATABASE (source), result, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const NuanStaff *staff = g_ptr_array_index (list, i);

      if (search->staff == NULL && (staff->roles & search->role) != 0)
        search->staff = nuan_staff_copy (staff);
    }
  search->done = TRUE;
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

void
display_sign_in (NuanContext *context, guint role)
{
  Search search = { .role = role };

  nuan_database_read (nuan_context_get_database (context), NUAN_READ_QUICK, read_staff, NULL, NULL,
                      (GDestroyNotify) g_ptr_array_unref,
                      NULL, staff_read_cb, &search);
  display_wait (is_set, &search.done, "the staff is read");
  g_assert_nonnull (search.staff);
  nuan_context_set_staff (context, search.staff);
  nuan_staff_free (search.staff);
}

static char *
copy_text (gpointer content)
{
  return g_strdup (content);
}

void
display_keep_form (NuanContext *context, gint64 staff_id, const char *kind, gint64 subject, const char *content)
{
  NuanFormKeeper *keeper = nuan_form_keeper_new (context, staff_id, kind, subject, TRUE, copy_text, (gpointer) content);

  nuan_form_keeper_changed (keeper);
  nuan_form_keeper_flush (keeper);
  nuan_form_keeper_free (keeper);
}

static gboolean
wake (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
display_wait (DisplayCondition condition, gpointer data, const char *what)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;
  guint source = g_timeout_add (20, wake, NULL);

  while (!condition (data) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);

  if (!condition (data))
    g_error ("waited in vain until %s", what);
}

static void
take_turns (void)
{
  const gint64 end = g_get_monotonic_time () + TURNS_US;
  guint source = g_timeout_add (10, wake, NULL);

  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, TRUE);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_source_remove (source);
}

static gpointer
no_work (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  return input;
}

static void
passed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  nuan_database_finish (NUAN_DATABASE (source), result, NULL);
  ++*(guint *) user_data;
}

static gboolean
all_passed (gpointer data)
{
  return *(guint *) data == 3;
}

/* Jobs end in order: when one that does nothing is back from each thread, so is what was asked before it. */
static void
wait_for_jobs (void)
{
  guint n_passed = 0;

  if (opened == NULL)
    return;
  nuan_database_write (opened, no_work, opened, NULL, NULL, NULL, passed_cb, &n_passed);
  nuan_database_read (opened, NUAN_READ_QUICK, no_work, opened, NULL, NULL, NULL, passed_cb, &n_passed);
  nuan_database_read (opened, NUAN_READ_LONG, no_work, opened, NULL, NULL, NULL, passed_cb, &n_passed);
  display_wait (all_passed, &n_passed, "the jobs of the data file are done");
}

/* What a job brings may ask for another one. */
void
display_settle (void)
{
  for (guint i = 0; i < 3; i++)
    {
      take_turns ();
      wait_for_jobs ();
    }
  take_turns ();
}

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

void
display_key (GtkWidget *window, const char *key)
{
  const char *const command[] = { "xdotool", "key", "--clearmodifiers", key, NULL };
  g_autoptr (GError) error = NULL;

  if (!is_active (window))
    {
      gtk_window_present (GTK_WINDOW (window));   /* no window manager gives it the keyboard */
      display_wait (is_active, window, "the window has the keyboard");
    }
  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

void
display_shot (GtkWidget *widget, const char *name)
{
  const char *folder = g_getenv ("NUAN_SHOTS");
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *file = NULL;

  if (folder == NULL)
    return;

  paintable = gtk_widget_paintable_new (widget);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    return;

  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node, NULL);
  file = g_strdup_printf ("%s/%s.png", folder, name);
  gdk_texture_save_to_png (texture, file);
}

void
display_page_open (DisplayPage *fixture, const char *name, guint role, int tab, GType type)
{
  g_autofree char *path = display_copy (name);

  fixture->context = display_context (path);
  fixture->window = nuan_window_new (NULL, fixture->context);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1366, 720);
  gtk_window_present (GTK_WINDOW (fixture->window));
  display_sign_in (fixture->context, role);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.tab", "i", tab);
  display_settle ();
  fixture->page = display_find (GTK_WIDGET (fixture->window), type);
}

void
display_page_close (DisplayPage *fixture, gconstpointer unused)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  display_close (fixture->context);
}

#include "config.h"

#include "app/shell/opening.h"

#include <errno.h>

#include <glib/gi18n-lib.h>

#include "app/kit/job.h"
#include "app/kit/toplevel.h"
#include "app/shell/assistant-page.h"
#include "app/shell/failure.h"
#include "app/shell/start-page.h"
#include "base/code-list.h"
#include "base/day.h"
#include "base/error.h"
#include "base/reading.h"
#include "base/region.h"
#include "store/demo/demo.h"
#include "store/engine/holder.h"
#include "store/office/form-draft.h"

#define DEMO_HOUSEHOLDS 300
#define DEMO_YEARS      5
#define PATIENCE_MS     500
#define HOLDER          "holder"   /* of a window: its NuanHolder */

typedef struct {
  char         *path;
  NuanWindow   *window;          /* NULL once it is closed */
  gulong        closed;
  NuanStartPage *page;           /* how far it is; shown when it takes long */
  guint         patience_source;
  NuanHolder   *holder;
  NuanDatabase *database;
  gboolean      held;            /* by another window */
  gboolean      is_demo;
} Opening;

static void
opening_free (Opening *opening)
{
  g_clear_handle_id (&opening->patience_source, g_source_remove);
  if (opening->window != NULL)
    g_signal_handler_disconnect (opening->window, opening->closed);
  g_clear_pointer (&opening->holder, nuan_holder_release);
  g_clear_object (&opening->database);
  g_object_unref (opening->page);
  g_free (opening->path);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

/* Nobody waits for the file any more. */
static void
closed_cb (Opening *opening)
{
  g_clear_handle_id (&opening->patience_source, g_source_remove);
  opening->window = NULL;
  g_cancellable_cancel (nuan_start_page_get_cancellable (opening->page));
}

/* A file of an older version is copied and brought up to date: with many households that takes its time. */
static gboolean
show_page (gpointer data)
{
  Opening *opening = data;

  opening->patience_source = 0;
  nuan_window_show_start (opening->window, GTK_WIDGET (opening->page));
  return G_SOURCE_REMOVE;
}

static Opening *
opening_new (NuanWindow *window, const char *path)
{
  Opening *opening = g_new0 (Opening, 1);
  GtkWidget *page = nuan_start_page_new_progress (_("Opening the data file"),
                                                  _("Another program may be working with it. A file of an older version is copied "
                                                    "first and then brought up to date. Cancelled, it stays as it was."));

  opening->path = g_strdup (path);
  opening->window = window;
  opening->closed = g_signal_connect_swapped (window, "destroy", G_CALLBACK (closed_cb), opening);
  opening->page = g_object_ref_sink (NUAN_START_PAGE (page));
  opening->patience_source = g_timeout_add (PATIENCE_MS, show_page, opening);
  return opening;
}

/* What is wrong with the centre's own lists is known before anybody works with them, and nobody waits for them later. */
static void
read_lists (void)
{
  const gunichar name = 0x5F20;   /* 张 */
  guint n_used;

  nuan_code_list ("method", NULL);
  nuan_region_name ("110000");
  nuan_day_is_working (nuan_day_new (2025, 1, 1), NULL);
  nuan_reading_list (name);
  nuan_reading_find_surname (&name, 1, &n_used);
}

/* Where that fails nothing is lost: it is tried again the next time, and what is wrong with the file is told by whatever needs it. */
static void
forget_old_forms (const char *path)
{
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_WRITE, NULL);

  if (connection != NULL)
    nuan_form_draft_tidy (connection, NULL);
}

static void
open_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Opening *opening = task_data;
  g_autoptr (GError) error = NULL;

  opening->holder = nuan_holder_take (opening->path, &error);
  opening->held = opening->holder == NULL && g_error_matches (error, NUAN_ERROR, NUAN_ERROR_CONFLICT);
  if (opening->holder != NULL)
    opening->database = nuan_database_open (opening->path, nuan_start_page_progress, opening->page,
                                            nuan_start_page_get_cancellable (opening->page), &error);

  if (opening->database == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  forget_old_forms (opening->path);
  read_lists ();
  opening->is_demo = nuan_demo_is (opening->path);
  g_task_return_boolean (task, TRUE);
}

/* Nobody can sign in on a file that can't be opened. */
static void
show_failure (NuanWindow *window, const Opening *opening, const GError *error)
{
  if (opening->held)
    nuan_window_show_start (window, nuan_start_page_new (_("The data file is in use"), error->message, opening->path));
  else
    nuan_failure_show_opening (window, error, opening->path);
}

/* The file under the path is another one, or gone: nothing of what stands in the window can be written any more. */
static void
lost_cb (NuanWindow *window, const GError *error)
{
  NuanContext *context = nuan_window_get_context (window);

  if (context != NULL)   /* else the window was closed meanwhile */
    nuan_failure_show (window, _("The data file was moved or replaced"), error, nuan_database_get_path (nuan_context_get_database (context)));
}

/* The holder is let go last: whoever waits for it finds nothing of ours. */
void
nuan_opening_let_go (NuanWindow *window)
{
  g_return_if_fail (NUAN_IS_WINDOW (window));

  if (nuan_window_get_context (window) != NULL)
    nuan_context_let_go (nuan_window_get_context (window));
  g_object_set_data (G_OBJECT (window), HOLDER, NULL);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NuanWindow *window = NUAN_WINDOW (source);
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanContext) context = NULL;
  const gboolean opened = g_task_propagate_boolean (G_TASK (result), &error);

  g_clear_handle_id (&opening->patience_source, g_source_remove);
  if (opening->window == NULL)
    return;
  if (!opened)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        gtk_window_destroy (GTK_WINDOW (window));
      else
        show_failure (window, opening, error);
      return;
    }

  /* The file stays ours as long as the window lives. */
  g_object_set_data_full (G_OBJECT (window), HOLDER, g_steal_pointer (&opening->holder), (GDestroyNotify) nuan_holder_release);
  g_signal_connect_object (opening->database, "lost", G_CALLBACK (lost_cb), window, G_CONNECT_SWAPPED);
  context = nuan_context_new (opening->database);
  nuan_window_set_context (window, context);
  if (gtk_widget_get_root (GTK_WIDGET (opening->page)) != NULL)   /* how far it was */
    nuan_window_show_start (window, NULL);
  if (opening->is_demo)
    nuan_sign_in_page_show_demo (nuan_window_get_sign_in (window));
}

static void
open_file (NuanWindow *window, const char *path)
{
  Opening *opening = opening_new (window, path);
  g_autoptr (GTask) task = g_task_new (window, NULL, opened_cb, opening);

  nuan_window_show_start (window, NULL);
  g_task_set_task_data (task, opening, NULL);   /* freed by opened_cb(), never on the thread */
  g_task_run_in_thread (task, open_thread);
}

typedef struct {
  NuanWindow    *window;
  NuanStartPage *page;
  char          *path;
} Inventing;

static void
inventing_free (gpointer data)
{
  Inventing *inventing = data;

  g_object_unref (inventing->window);
  g_object_unref (inventing->page);
  g_free (inventing->path);
  g_free (inventing);
}

static gboolean
invent (NuanJob *job, gpointer data, GError **error)
{
  Inventing *inventing = data;
  const NuanDemoOptions options = { .households = DEMO_HOUSEHOLDS, .years = DEMO_YEARS, .seed = 1 };

  return nuan_demo_fill (inventing->path, &options, nuan_start_page_progress, inventing->page,
                         nuan_start_page_get_cancellable (inventing->page), error);
}

static void
invented_cb (gboolean success, const GError *error, gpointer data)
{
  Inventing *inventing = data;

  if (!nuan_toplevel_is_open (GTK_WINDOW (inventing->window)))
    return;

  if (success)
    open_file (inventing->window, inventing->path);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_window_destroy (GTK_WINDOW (inventing->window));
  else
    nuan_window_show_start (inventing->window, nuan_start_page_new (_("The invented centre could not be made"), error->message,
                                                                    inventing->path));
}

static void
make_demo (NuanWindow *window, const char *path)
{
  Inventing *inventing = g_new0 (Inventing, 1);
  GtkWidget *page = nuan_start_page_new_progress (_("Inventing a centre"),
                                                  _("300 households and five years of help, none of it real. This takes a "
                                                    "moment, once."));

  inventing->window = g_object_ref (window);
  inventing->page = g_object_ref_sink (NUAN_START_PAGE (page));
  inventing->path = g_strdup (path);
  nuan_window_show_start (window, page);
  nuan_job_start (NULL, "", invent, invented_cb, inventing, inventing_free);
}

static char *
path_of (const char *path, gboolean demo)
{
  if (path != NULL)
    return g_strdup (path);
  if (demo)
    return g_build_filename (g_get_user_data_dir (), "nuanchuang", "demo.db", NULL);
  return nuan_default_path ();
}

void
nuan_opening_start (NuanWindow *window, const char *path, gboolean demo)
{
  g_autofree char *file = path_of (path, demo);
  g_autofree char *folder = g_path_get_dirname (file);

  g_return_if_fail (NUAN_IS_WINDOW (window));

  if (g_file_test (file, G_FILE_TEST_EXISTS))
    {
      open_file (window, file);
      return;
    }

  if (path == NULL && g_mkdir_with_parents (folder, 0700) != 0)
    {
      nuan_window_show_start (window, nuan_start_page_new (_("The data file can’t be made"), g_strerror (errno), file));
      return;
    }

  if (demo)
    make_demo (window, file);
  else
    nuan_window_show_start (window, nuan_assistant_page_new (file));
}

void
nuan_opening_made (NuanWindow *window, const char *path)
{
  g_return_if_fail (NUAN_IS_WINDOW (window));

  open_file (window, path);
}

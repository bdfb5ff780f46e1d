#include "config.h"

#include "app/kit/saving.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "app/kit/state.h"
#include "app/kit/toast.h"
#include "app/kit/toplevel.h"
#include "base/error.h"

#define STATE_GROUP "printing"

const char *
nuan_papers_folder (void)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  return documents != NULL ? documents : g_get_home_dir ();
}

typedef struct {
  GtkWidget   *parent;
  GBytes      *content;
  NuanFileMode mode;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_object_unref (save->parent);
  g_bytes_unref (save->content);
  g_free (save);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Save *save = data;
  GError *error = NULL;

  if (nuan_atomic_file_save (g_object_get_data (G_OBJECT (task), "path"), save->mode, save->content, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
nuan_show_saved (GtkWidget *parent, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = g_strdup_printf (_("Saved as “%s”"), name);

  nuan_toast (parent, text);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GtkWidget *parent = GTK_WIDGET (source);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      nuan_show_error (parent, _("The file could not be saved"), error);
      return;
    }
  nuan_show_saved (parent, g_object_get_data (G_OBJECT (result), "path"));
}

void
nuan_write_file (GtkWidget *parent, GBytes *content, const char *path, NuanFileMode mode)
{
  g_autoptr (GTask) task = NULL;
  Save *save;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (content != NULL);

  save = g_new0 (Save, 1);
  save->parent = g_object_ref (parent);
  save->content = g_bytes_ref (content);
  save->mode = mode;
  task = g_task_new (parent, NULL, written_cb, NULL);
  g_object_set_data_full (G_OBJECT (task), "path", g_strdup (path), g_free);
  g_task_set_task_data (task, save, save_free);
  g_task_run_in_thread (task, write_thread);
}

typedef struct {
  GtkWidget     *parent;
  gint64         asked_at;
  NuanSaveChosen chosen;
  gpointer       data;
} Choice;

/* The chooser asks about a file that it sees. One that came, or was written, since it was opened stays: nobody can say whether that one was meant. */
NuanFileMode
nuan_save_mode (const char *path, gint64 asked_at)
{
  GStatBuf found;

  if (g_stat (path, &found) != 0)
    return NUAN_FILE_NEW;

  return (gint64) found.st_ctim.tv_sec * G_USEC_PER_SEC + found.st_ctim.tv_nsec / 1000 < asked_at ? NUAN_FILE_REPLACE : NUAN_FILE_NEW;
}

char *
nuan_local_path (GtkWidget *parent, GFile *file)
{
  char *path = g_file_get_path (file);
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  if (path != NULL)
    return path;

  name = g_file_get_parse_name (file);
  nuan_error_set (&error, NUAN_ERROR_INVALID, NULL, _("“%s” is not a folder of this machine. Choose one that is, a USB stick among them"), name);
  nuan_show_error (parent, _("The file can’t be chosen"), error);
  return NULL;
}

static void
save_response_cb (GtkNativeDialog *chooser, int response, gpointer data)
{
  Choice *choice = data;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    path = nuan_local_path (choice->parent, file);
  if (path != NULL)
    {
      g_autofree char *folder = g_path_get_dirname (path);

      nuan_state_set_text (STATE_GROUP, "folder", folder);
    }
  choice->chosen (path, path != NULL ? nuan_save_mode (path, choice->asked_at) : NUAN_FILE_NEW, choice->data);
  g_object_unref (choice->parent);
  g_free (choice);
  g_object_unref (chooser);
}

void
nuan_choose_save_file (GtkWidget *parent, const char *title, const char *suggested, NuanSaveChosen chosen, gpointer data)
{
  g_autofree char *last = nuan_state_get_text (STATE_GROUP, "folder");
  g_autoptr (GFile) folder = g_file_new_for_path (g_file_test (last, G_FILE_TEST_IS_DIR) ? last : nuan_papers_folder ());
  GtkFileChooserNative *chooser;
  Choice *choice;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  choice = g_new0 (Choice, 1);
  choice->parent = g_object_ref (parent);
  choice->asked_at = g_get_real_time ();
  choice->chosen = chosen;
  choice->data = data;
  chooser = gtk_file_chooser_native_new (title, nuan_toplevel_of (parent), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), suggested);
  g_signal_connect (chooser, "response", G_CALLBACK (save_response_cb), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) parent = data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    nuan_show_error (parent, _("No program opens the paper; save it as a PDF instead"), error);
}

/* The viewer reads the file after we return, so it stays until the system clears its temporary files. */
void
nuan_open_file (GtkWidget *parent, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_filename_to_uri (path, NULL, &error);

  g_return_if_fail (GTK_IS_WIDGET (parent));

  if (uri == NULL)
    nuan_show_error (parent, _("The paper could not be opened"), error);
  else
    g_app_info_launch_default_for_uri_async (uri, NULL, NULL, shown_cb, g_object_ref (parent));
}

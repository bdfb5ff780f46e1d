#include "config.h"

#include "app/shell/restoring.h"

#include <glib/gi18n-lib.h>

#include "app/kit/job.h"
#include "app/kit/saving.h"
#include "app/kit/toast.h"
#include "app/kit/toplevel.h"
#include "app/shell/opening.h"
#include "app/shell/start-page.h"
#include "base/error.h"
#include "store/engine/engine.h"
#include "store/office/backup.h"

/* One restoring, from the choice of the backup to its end. */
typedef struct {
  NuanWindow    *window;
  NuanStartPage *page;      /* how far it is; NULL before it begins */
  char          *path, *backup, *aside;
} Restoring;

static Restoring *
restoring_new (NuanWindow *window, const char *path)
{
  Restoring *restoring = g_new0 (Restoring, 1);

  restoring->window = g_object_ref (window);
  restoring->path = g_strdup (path);
  return restoring;
}

static Restoring *
restoring_copy (const Restoring *restoring)
{
  Restoring *copy = restoring_new (restoring->window, restoring->path);

  copy->backup = g_strdup (restoring->backup);
  return copy;
}

static void
restoring_free (gpointer data)
{
  Restoring *restoring = data;

  g_object_unref (restoring->window);
  g_clear_object (&restoring->page);
  g_free (restoring->path);
  g_free (restoring->backup);
  g_free (restoring->aside);
  g_free (restoring);
}

static gboolean
restore (NuanJob *job, gpointer data, GError **error)
{
  Restoring *restoring = data;

  return nuan_backup_replace (restoring->backup, restoring->path, NULL, &restoring->aside, nuan_start_page_progress, restoring->page,
                              nuan_start_page_get_cancellable (restoring->page), error);
}

NuanWindow *
nuan_restoring_open_anew (NuanWindow *window, const char *path)
{
  NuanWindow *anew = nuan_window_new (gtk_window_get_application (GTK_WINDOW (window)), NULL);

  nuan_opening_let_go (window);
  gtk_window_present (GTK_WINDOW (anew));
  gtk_window_destroy (GTK_WINDOW (window));
  nuan_opening_made (anew, path);
  return anew;
}

/* A window that had the file open is done with it for good. */
static NuanWindow *
open_again (Restoring *restoring)
{
  if (nuan_window_get_context (restoring->window) != NULL)
    return nuan_restoring_open_anew (restoring->window, restoring->path);

  nuan_opening_made (restoring->window, restoring->path);
  return restoring->window;
}

static void
restored_cb (gboolean success, const GError *error, gpointer data)
{
  Restoring *restoring = data;
  NuanWindow *window;
  g_autofree char *text = NULL;

  if (!nuan_toplevel_is_open (GTK_WINDOW (restoring->window)))   /* closed: given up */
    return;

  window = open_again (restoring);
  if (!success)
    {
      nuan_show_error (GTK_WIDGET (window), restoring->aside != NULL ? _("The backup is restored, but the disk may be failing") : _("The backup was not restored"),
                       error);
      return;
    }

  text = restoring->aside != NULL ? g_strdup_printf (_("The backup is restored. The old data file stands in %s"), restoring->aside)
                                  : g_strdup (_("The backup is restored"));
  nuan_toast (GTK_WIDGET (window), text);
}

static void
begin (Restoring *restoring)
{
  GtkWidget *page = nuan_start_page_new_progress (_("Restoring a backup"), _("It is copied, and proven, before it takes the place of the data file."));

  restoring->page = g_object_ref_sink (NUAN_START_PAGE (page));
  nuan_opening_let_go (restoring->window);
  nuan_window_show_start (restoring->window, page);
  nuan_job_start (NULL, "", restore, restored_cb, restoring, restoring_free);
}

void
nuan_restoring_start (NuanWindow *window, const char *path, const char *backup)
{
  Restoring *restoring = restoring_new (window, path);

  restoring->backup = g_strdup (backup);
  begin (restoring);
}

static void
agreed_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Restoring *restoring = data;

  if (g_strcmp0 (response, "restore") == 0)
    begin (restoring_copy (restoring));
}

static void
free_answer (gpointer restoring, GClosure *closure)
{
  restoring_free (restoring);
}

static void
ask (const Restoring *restoring)
{
  g_autofree char *name = g_path_get_basename (restoring->backup);
  g_autofree char *body = g_strdup_printf (_("“%s” takes the place of the data file. What was entered after it was made is not in it. "
                                             "The data file of now is not lost: it is moved aside under a dated name."), name);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (restoring->window), _("Restore This Backup?"), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "restore", _("_Restore"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "restore", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (agreed_cb), restoring_copy (restoring), free_answer, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
look (NuanJob *job, gpointer data, GError **error)
{
  Restoring *restoring = data;
  g_autoptr (NuanConnection) connection = nuan_connection_open (restoring->backup, NUAN_OPEN_COPY, error);

  return connection != NULL;
}

/* It is not the data file of this window that may be damaged. */
static void
refuse (Restoring *restoring, const GError *error)
{
  g_autofree char *name = g_path_get_basename (restoring->backup);
  g_autofree char *title = g_strdup_printf (_("“%s” is no backup that can be restored"), name);
  g_autoptr (GError) told = NULL;

  nuan_error_set (&told, NUAN_ERROR_INVALID, "backup", "%s", error->message);
  nuan_show_error (GTK_WIDGET (restoring->window), title, told);
}

static void
looked_cb (gboolean success, const GError *error, gpointer data)
{
  Restoring *restoring = data;

  if (!nuan_toplevel_is_open (GTK_WINDOW (restoring->window)))
    return;
  if (!success)
    refuse (restoring, error);
  else
    ask (restoring);
}

void
nuan_restoring_propose (NuanWindow *window, const char *path, const char *backup)
{
  Restoring *restoring = restoring_new (window, path);

  restoring->backup = g_strdup (backup);
  nuan_job_start (NULL, "", look, looked_cb, restoring, restoring_free);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, gpointer data)
{
  Restoring *restoring = data;
  g_autofree char *backup = NULL;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;

  g_object_unref (chooser);
  backup = file != NULL ? nuan_local_path (GTK_WIDGET (restoring->window), file) : NULL;
  if (backup != NULL)
    nuan_restoring_propose (restoring->window, restoring->path, backup);
  restoring_free (restoring);
}

void
nuan_restoring_choose (NuanWindow *window, const char *path)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Choose the Backup"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_OPEN,
                                                               _("_Choose"), _("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), restoring_new (window, path));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

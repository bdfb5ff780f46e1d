#include "config.h"

#include "app/shell/ask-to-close.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/kit/job.h"

typedef void (*Close) (gpointer window);

static void
response_cb (GtkWindow *dialog, const char *response, gpointer data)
{
  Close close = (Close) data;

  if (g_strcmp0 (response, "close") != 0)
    return;

  nuan_job_cancel_all ();
  close (gtk_window_get_transient_for (dialog));
}

void
nuan_ask_to_close (GtkWindow *window, void (*close) (gpointer window))
{
  GtkWidget *dialog = adw_message_dialog_new (window, _("Work is still under way"),
                                              _("Closing cancels it; nothing half done is left behind."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", _("_Stay"), "close", _("_Cancel Work and Close"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "close", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), close);
  gtk_window_present (GTK_WINDOW (dialog));
}

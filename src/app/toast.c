#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/window.h"

typedef struct {
  void         (*undo) (gpointer);
  gpointer       user_data;
  GDestroyNotify destroy;
} Undo;

static void
undo_free (gpointer data, GClosure *closure)
{
  Undo *undo = data;

  if (undo->destroy != NULL)
    undo->destroy (undo->user_data);
  g_free (undo);
}

static void
undo_clicked_cb (AdwToast *toast, gpointer data)
{
  Undo *undo = data;

  undo->undo (undo->user_data);
}

NuanWindow *
nuan_window_of (GtkWidget *widget)
{
  GtkRoot *root = GTK_IS_ROOT (widget) ? GTK_ROOT (widget) : gtk_widget_get_root (widget);
  GtkWindow *window = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;

  while (window != NULL && !NUAN_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);

  return window != NULL ? NUAN_WINDOW (window) : NULL;
}

void
nuan_toast (GtkWidget *widget, const char *text)
{
  nuan_toast_undo (widget, text, NULL, NULL, NULL);
}

void
nuan_toast_undo (GtkWidget *widget, const char *text, void (*undo) (gpointer), gpointer user_data, GDestroyNotify destroy)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);   /* a toast's title is markup */
  NuanWindow *window;
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  window = nuan_window_of (widget);
  if (window == NULL)
    {
      g_debug ("nowhere to say: %s", text);
      if (destroy != NULL)
        destroy (user_data);
      return;
    }

  toast = adw_toast_new (escaped);
  if (undo != NULL)
    {
      Undo *data = g_new (Undo, 1);

      *data = (Undo) { .undo = undo, .user_data = user_data, .destroy = destroy };
      adw_toast_set_button_label (toast, _("Undo"));
      adw_toast_set_timeout (toast, 8);
      g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), data, undo_free, 0);
    }
  else if (destroy != NULL)
    {
      destroy (user_data);
    }

  adw_toast_overlay_add_toast (nuan_window_get_toasts (window), toast);
  gtk_accessible_update_property (GTK_ACCESSIBLE (nuan_window_get_toasts (window)), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

void
nuan_show_error (GtkWidget *widget, const char *what_failed, const GError *error)
{
  GtkRoot *root;
  GtkWidget *dialog;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      nuan_toast (widget, _("Cancelled; nothing was changed"));
      return;
    }

  root = GTK_IS_ROOT (widget) ? GTK_ROOT (widget) : gtk_widget_get_root (widget);
  dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, what_failed,
                                   error != NULL ? error->message : _("The reason is unknown."));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}

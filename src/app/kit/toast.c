#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/kit/accessible.h"
#include "app/shell/window.h"

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

static void
name_buttons (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL)
    nuan_accessible_name (widget, _("Close"));
  for (GtkWidget *inside = gtk_widget_get_first_child (widget); inside != NULL; inside = gtk_widget_get_next_sibling (inside))
    name_buttons (inside);
}

static void
shown_cb (GListModel *children, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) child = g_list_model_get_item (children, i);

      if (g_str_equal (G_OBJECT_TYPE_NAME (child), "AdwToastWidget"))
        name_buttons (child);
    }
}

/* libadwaita gives the button that closes a toast a picture and no name. Toasts wait for each other: each is named when it comes. */
static void
watch_toasts (AdwToastOverlay *overlay)
{
  GListModel *children;

  if (g_object_get_data (G_OBJECT (overlay), "children") != NULL)
    return;

  children = gtk_widget_observe_children (GTK_WIDGET (overlay));
  g_signal_connect (children, "items-changed", G_CALLBACK (shown_cb), NULL);
  g_object_set_data_full (G_OBJECT (overlay), "children", children, g_object_unref);
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

  watch_toasts (nuan_window_get_toasts (window));
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

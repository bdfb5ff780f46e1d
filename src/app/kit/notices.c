#include "config.h"

#include "app/kit/notices.h"

#include <glib/gi18n-lib.h>

#include "app/kit/accessible.h"
#include "app/kit/toplevel.h"

#define LAST "last-toast"   /* of an overlay */

G_DEFINE_INTERFACE (NuanNotices, nuan_notices, GTK_TYPE_WINDOW)

static void
nuan_notices_default_init (NuanNoticesInterface *interface)
{
}

static GtkWindow *
lowest (GtkWindow *window)
{
  while (window != NULL && gtk_window_get_transient_for (window) != NULL)
    window = gtk_window_get_transient_for (window);

  return window;
}

/* A dialog that was closed meanwhile has left the others: then any window is as good. */
static gboolean
speaks_for (GtkWindow *window, GtkWindow *of)
{
  return NUAN_IS_NOTICES (window) && gtk_widget_get_mapped (GTK_WIDGET (window))
         && (of == NULL || !gtk_widget_get_mapped (GTK_WIDGET (of)) || lowest (window) == of);
}

GtkWindow *
nuan_notices_get_lowest (GtkWidget *widget)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  return lowest (nuan_toplevel_of (widget));
}

/* Our dialogs are modal: the newest one is in front, also while the one that opens has no keyboard yet. Who has no window at all is heard where
 * somebody looks. */
NuanNotices *
nuan_notices_in_front (GtkWidget *widget)
{
  GListModel *windows = gtk_window_get_toplevels ();   /* in the order in which they were opened */
  GtkWindow *of = widget != NULL ? nuan_notices_get_lowest (widget) : NULL;
  GtkWindow *last = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (!speaks_for (window, of))
        continue;
      last = window;   /* the list keeps it */
      if (of == NULL && gtk_window_is_active (window))
        break;
    }

  return last != NULL ? NUAN_NOTICES (last) : NULL;
}

gboolean
nuan_notices_add_banner (GtkWidget *widget, GtkWidget *banner)
{
  g_autoptr (GtkWidget) taken = g_object_ref_sink (banner);

  for (GtkWindow *window = nuan_toplevel_of (widget); window != NULL; window = gtk_window_get_transient_for (window))
    if (NUAN_IS_NOTICES (window) && NUAN_NOTICES_GET_IFACE (window)->add_banner != NULL
        && NUAN_NOTICES_GET_IFACE (window)->add_banner (NUAN_NOTICES (window), taken))
      return TRUE;

  return FALSE;
}

gboolean
nuan_notices_take_error (GtkWidget *widget, const char *what_failed, const GError *error)
{
  GtkWindow *window = nuan_notices_get_lowest (widget);

  return error != NULL && NUAN_IS_NOTICES (window) && NUAN_NOTICES_GET_IFACE (window)->take_error != NULL
         && NUAN_NOTICES_GET_IFACE (window)->take_error (NUAN_NOTICES (window), what_failed, error);
}

/* Toasts */

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

static gboolean
escape_cb (GtkWidget *content, GVariant *arguments, gpointer unused)
{
  GtkRoot *root = gtk_widget_get_root (content);

  if (!GTK_IS_WINDOW (root) || GTK_IS_APPLICATION_WINDOW (root))
    return GDK_EVENT_PROPAGATE;

  gtk_window_close (GTK_WINDOW (root));
  return GDK_EVENT_STOP;
}

/* libadwaita dismisses a toast at Escape, and the dialog under it would stay: the key is for the dialog, below the toasts already. */
static void
keep_escape (AdwToastOverlay *toasts)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                                                          gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (adw_toast_overlay_get_child (toasts), keys);
}

/* libadwaita gives the button that closes a toast a picture and no name. Toasts wait for each other: each is named when it comes. */
static void
watch_toasts (AdwToastOverlay *toasts)
{
  GListModel *children;

  if (g_object_get_data (G_OBJECT (toasts), "children") != NULL)
    return;

  children = gtk_widget_observe_children (GTK_WIDGET (toasts));
  g_signal_connect (children, "items-changed", G_CALLBACK (shown_cb), NULL);
  g_object_set_data_full (G_OBJECT (toasts), "children", children, g_object_unref);
  keep_escape (toasts);
}

static void
dismissed_cb (AdwToastOverlay *toasts, AdwToast *toast)
{
  if (g_object_get_data (G_OBJECT (toasts), LAST) == toast)
    g_object_set_data (G_OBJECT (toasts), LAST, NULL);
}

void
nuan_toasts_dismiss (AdwToastOverlay *toasts)
{
  AdwToast *last = g_object_get_data (G_OBJECT (toasts), LAST);

  if (last != NULL)
    adw_toast_dismiss (last);
}

void
nuan_toasts_add (AdwToastOverlay *toasts, AdwToast *toast)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (toasts));

  pango_parse_markup (adw_toast_get_title (toast), -1, 0, NULL, &text, NULL, NULL);   /* a toast's title is markup */
  watch_toasts (toasts);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), toasts, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (toasts), LAST, g_object_ref (toast), g_object_unref);
  adw_toast_overlay_add_toast (toasts, toast);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toasts), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "", -1);
}

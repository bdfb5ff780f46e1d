#include "config.h"

#include "app/kit/list-window.h"

#include "app/kit/notices.h"
#include "app/kit/toplevel.h"
#include "app/kit/wish.h"

struct _NuanListWindow
{
  AdwWindow       parent_instance;

  gpointer        data;
  GDestroyNotify  free_data;

  AdwToastOverlay *toasts;
  AdwHeaderBar   *bar;
  AdwWindowTitle *title;
  GtkListBox     *list;
  GtkLabel       *description, *note;
};

static void nuan_list_window_init_notices (NuanNoticesInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NuanListWindow, nuan_list_window, ADW_TYPE_WINDOW,
                               G_IMPLEMENT_INTERFACE (NUAN_TYPE_NOTICES, nuan_list_window_init_notices))

enum {
  NEAR_END,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

static void
edge_reached_cb (NuanListWindow *self, GtkPositionType edge)
{
  if (edge == GTK_POS_BOTTOM)
    g_signal_emit (self, signals[NEAR_END], 0);
}

static void
nuan_list_window_finalize (GObject *object)
{
  NuanListWindow *self = NUAN_LIST_WINDOW (object);

  if (self->free_data != NULL)
    self->free_data (self->data);

  G_OBJECT_CLASS (nuan_list_window_parent_class)->finalize (object);
}

static void
nuan_list_window_add_toast (NuanNotices *notices, AdwToast *toast)
{
  nuan_toasts_add (NUAN_LIST_WINDOW (notices)->toasts, toast);
}

static void
nuan_list_window_init_notices (NuanNoticesInterface *interface)
{
  interface->add_toast = nuan_list_window_add_toast;
}

static void
nuan_list_window_class_init (NuanListWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nuan_list_window_finalize;

  signals[NEAR_END] = g_signal_new ("near-end", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                    0);

  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/list-window.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanListWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, NuanListWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, NuanListWindow, title);
  gtk_widget_class_bind_template_child (widget_class, NuanListWindow, list);
  gtk_widget_class_bind_template_child (widget_class, NuanListWindow, description);
  gtk_widget_class_bind_template_child (widget_class, NuanListWindow, note);
  gtk_widget_class_bind_template_callback (widget_class, edge_reached_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F8, 0, "win.private", NULL);
}

static void
nuan_list_window_init (NuanListWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

NuanListWindow *
nuan_list_window_new (GtkWidget *parent, const char *title, const char *description, gpointer data, GDestroyNotify free_data)
{
  NuanListWindow *self = g_object_new (NUAN_TYPE_LIST_WINDOW, "title", title, NULL);
  GtkWindow *below = nuan_toplevel_of (parent);

  self->data = data;
  self->free_data = free_data;
  if (below != NULL)
    {
      gtk_window_set_transient_for (GTK_WINDOW (self), below);
      nuan_wish_share (GTK_WIDGET (self), parent, "private");   /* F8 hides here too */
    }
  adw_window_title_set_title (self->title, title);
  gtk_label_set_text (self->description, description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return self;
}

gpointer
nuan_list_window_get_data (NuanListWindow *window)
{
  g_return_val_if_fail (NUAN_IS_LIST_WINDOW (window), NULL);

  return window->data;
}

GtkWidget *
nuan_list_window_add_button (NuanListWindow *window, const char *label, GCallback clicked, gpointer data)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect (button, "clicked", clicked, data);
  adw_header_bar_pack_start (window->bar, button);
  return button;
}

void
nuan_list_window_clear (NuanListWindow *window)
{
  GtkWidget *row;

  g_return_if_fail (NUAN_IS_LIST_WINDOW (window));

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (window->list))) != NULL)
    gtk_list_box_remove (window->list, row);
}

void
nuan_list_window_set_subtitle (AdwActionRow *row, const char *subtitle)
{
  g_autofree char *markup = g_markup_escape_text (subtitle, -1);

  adw_action_row_set_subtitle (row, markup);
}

AdwActionRow *
nuan_list_window_add_row (NuanListWindow *window, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title_markup = g_markup_escape_text (title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  nuan_list_window_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  gtk_list_box_append (window->list, row);
  return ADW_ACTION_ROW (row);
}

GtkWidget *
nuan_list_window_add_to_row (AdwActionRow *row, const char *label, const char *name, GCallback clicked, gpointer data)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (button, name);
  g_signal_connect (button, "clicked", clicked, data);
  adw_action_row_add_suffix (row, button);
  return button;
}

void
nuan_list_window_set_description (NuanListWindow *window, const char *description)
{
  g_return_if_fail (NUAN_IS_LIST_WINDOW (window));

  gtk_label_set_text (window->description, description);
}

void
nuan_list_window_set_note (NuanListWindow *window, const char *note)
{
  g_return_if_fail (NUAN_IS_LIST_WINDOW (window));

  gtk_label_set_text (window->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (window->note), note != NULL);
}

#include "config.h"

#include "app/shell/start-page.h"

#include <glib/gi18n-lib.h>

#include "app/kit/how-far.h"

#define LOOK_MS 100

struct _NuanStartPage
{
  AdwBin          parent_instance;

  GCancellable   *cancellable;
  NuanHowFar      how_far;
  guint           look_source;    /* only while something is made */

  AdwStatusPage  *status;
  GtkProgressBar *bar;
  GtkLabel       *path;
  GtkBox         *ways;
  GtkButton      *button;
};

G_DEFINE_FINAL_TYPE (NuanStartPage, nuan_start_page, ADW_TYPE_BIN)

static gboolean
look (gpointer data)
{
  NuanStartPage *self = data;

  nuan_how_far_show (&self->how_far, self->bar);
  return G_SOURCE_CONTINUE;
}

static void
leave_cb (NuanStartPage *self)
{
  if (self->look_source == 0)
    {
      gtk_window_close (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
      return;
    }

  gtk_widget_set_sensitive (GTK_WIDGET (self->button), FALSE);
  g_cancellable_cancel (self->cancellable);
}

/* The page itself, no button of it: it comes over a sign-in in which somebody may be typing, whose space or Enter must not answer it. Without any
 * focus at all GTK 4.8 stumbles over the label that can be selected. */
static gboolean
nuan_start_page_grab_focus (GtkWidget *widget)
{
  gtk_root_set_focus (gtk_widget_get_root (widget), widget);
  return TRUE;
}

/* Its window is closed, or what it waited for has come. */
static void
nuan_start_page_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (NUAN_START_PAGE (widget)->cancellable);
  GTK_WIDGET_CLASS (nuan_start_page_parent_class)->unroot (widget);
}

static void
nuan_start_page_dispose (GObject *object)
{
  g_clear_handle_id (&NUAN_START_PAGE (object)->look_source, g_source_remove);

  G_OBJECT_CLASS (nuan_start_page_parent_class)->dispose (object);
}

static void
nuan_start_page_finalize (GObject *object)
{
  NuanStartPage *self = NUAN_START_PAGE (object);

  g_object_unref (self->cancellable);
  nuan_how_far_clear (&self->how_far);

  G_OBJECT_CLASS (nuan_start_page_parent_class)->finalize (object);
}

static void
nuan_start_page_class_init (NuanStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_start_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = nuan_start_page_finalize;
  widget_class->grab_focus = nuan_start_page_grab_focus;
  widget_class->unroot = nuan_start_page_unroot;

  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/start-page.ui");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, NuanStartPage, status);
  gtk_widget_class_bind_template_child (widget_class, NuanStartPage, bar);
  gtk_widget_class_bind_template_child (widget_class, NuanStartPage, path);
  gtk_widget_class_bind_template_child (widget_class, NuanStartPage, ways);
  gtk_widget_class_bind_template_child (widget_class, NuanStartPage, button);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
nuan_start_page_init (NuanStartPage *self)
{
  self->cancellable = g_cancellable_new ();
  nuan_how_far_init (&self->how_far);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
say (NuanStartPage *self, const char *title, const char *description)
{
  g_autofree char *escaped = g_markup_escape_text (description, -1);

  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, escaped);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

GtkWidget *
nuan_start_page_new (const char *title, const char *reason, const char *path)
{
  NuanStartPage *self = g_object_new (NUAN_TYPE_START_PAGE, NULL);

  say (self, title, reason);
  gtk_label_set_text (self->path, path);
  return GTK_WIDGET (self);
}

GtkWidget *
nuan_start_page_new_progress (const char *title, const char *description)
{
  NuanStartPage *self = g_object_new (NUAN_TYPE_START_PAGE, NULL);

  adw_status_page_set_icon_name (self->status, APPLICATION_ID);
  say (self, title, description);
  gtk_button_set_label (self->button, _("_Cancel"));
  gtk_widget_hide (GTK_WIDGET (self->path));
  gtk_widget_show (GTK_WIDGET (self->bar));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  self->look_source = g_timeout_add (LOOK_MS, look, self);
  return GTK_WIDGET (self);
}

void
nuan_start_page_offer (NuanStartPage *page, const char *label, GCallback clicked, gpointer data)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_return_if_fail (NUAN_IS_START_PAGE (page));

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  g_signal_connect_object (button, "clicked", clicked, data, 0);
  gtk_box_append (page->ways, button);
  gtk_widget_show (GTK_WIDGET (page->ways));
}

/* A line may end behind a word, and not within "--anyway". */
static PangoAttrList *
keep_options_whole (const char *command)
{
  PangoAttrList *list = pango_attr_list_new ();

  for (const char *option = strstr (command, " -"); option != NULL; option = strstr (option + 1, " -"))
    {
      PangoAttribute *attribute = pango_attr_allow_breaks_new (FALSE);

      attribute->start_index = (guint) (option + 1 - command);
      attribute->end_index = attribute->start_index + (guint) strcspn (option + 1, " ");
      pango_attr_list_insert (list, attribute);
    }
  return list;
}

void
nuan_start_page_add_command (NuanStartPage *page, const char *command)
{
  GtkWidget *label = gtk_label_new (command);
  g_autoptr (PangoAttrList) whole = keep_options_whole (command);

  g_return_if_fail (NUAN_IS_START_PAGE (page));

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_attributes (GTK_LABEL (label), whole);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_insert_before (label, gtk_widget_get_parent (GTK_WIDGET (page->path)), GTK_WIDGET (page->path));
}

GCancellable *
nuan_start_page_get_cancellable (NuanStartPage *page)
{
  return page->cancellable;
}

void
nuan_start_page_progress (gint64 done, gint64 total, gpointer data)
{
  NuanStartPage *self = data;

  nuan_how_far_tell (&self->how_far, done, total);
}

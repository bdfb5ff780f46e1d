#include "config.h"

#include "app/shell/main-view.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/kit/accessible.h"
#include "base/code-list.h"

struct _NuanMainView
{
  AdwBin          parent_instance;

  NuanContext    *context;
  NuanTabs       *tabs;
  gboolean        taken;     /* what is searched is in a file already */

  AdwViewStack   *stack;
  GtkSearchEntry *search;
  GtkBox         *banners;
  GtkMenuButton  *menu_button, *staff_button;
  GtkLabel       *staff_label;
};

G_DEFINE_FINAL_TYPE (NuanMainView, nuan_main_view, ADW_TYPE_BIN)

enum {
  TAB_SHOWN,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

/* GTK's own key capture takes Return from the lists as well, before they see it. This takes what nobody wanted: letters and
 * digits. */
static gboolean
typed_cb (NuanMainView *self, guint keyval, guint keycode, GdkModifierType modifiers, GtkEventController *controller)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->search));

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0
      || !g_unichar_isgraph (gdk_keyval_to_unicode (keyval))
      || (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL))
    return GDK_EVENT_PROPAGATE;

  gtk_text_grab_focus_without_selecting (GTK_TEXT (text));
  gtk_editable_set_position (text, -1);
  return gtk_event_controller_key_forward (GTK_EVENT_CONTROLLER_KEY (controller), GTK_WIDGET (text));
}

static void
capture_typing (NuanMainView *self, GtkWidget *page)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (page, controller);
}

static const char *
get_search (NuanMainView *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search));
}

static void
built_cb (guint tab, NuanPage *page, gpointer data)
{
  NuanMainView *self = data;

  if (tab != nuan_tabs_get_home (self->tabs))
    return;

  capture_typing (self, GTK_WIDGET (page));
  nuan_page_search (page, get_search (self));
}

static void
tab_shown_cb (NuanMainView *self)
{
  if (self->context == NULL)
    return;

  nuan_tabs_shown (self->tabs);
  g_signal_emit (self, signals[TAB_SHOWN], 0);
}

static NuanPage *
home_page (NuanMainView *self)
{
  return nuan_tabs_get_page (self->tabs, nuan_tabs_get_home (self->tabs));
}

static gboolean
shows_home (NuanMainView *self)
{
  return nuan_tabs_get_shown (self->tabs) == nuan_tabs_get_home (self->tabs);
}

/* Searching shows the list wherever one was. */
static void
search_changed_cb (NuanMainView *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  self->taken = FALSE;
  if (self->context == NULL)
    return;   /* the entry tells once more while the window is taken apart */
  if (*text != '\0' && !shows_home (self))
    nuan_tabs_show (self->tabs, nuan_tabs_get_home (self->tabs));
  if (home_page (self) != NULL)
    nuan_page_search (home_page (self), text);
}

static void
search_activate_cb (NuanMainView *self)
{
  nuan_tabs_give (self->tabs, nuan_tabs_get_home (self->tabs), g_variant_new_string (get_search (self)));
}

static void
focus_hits (NuanMainView *self)
{
  if (home_page (self) != NULL)
    nuan_page_focus (home_page (self));
}

static void
search_stopped_cb (NuanMainView *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    nuan_main_view_clear_search (self);
  else if (!nuan_tabs_fold (self->tabs) && shows_home (self))
    focus_hits (self);
}

static gboolean
search_key_cb (NuanMainView *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  if ((keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down) || (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  nuan_tabs_show (self->tabs, nuan_tabs_get_home (self->tabs));
  focus_hits (self);
  return GDK_EVENT_STOP;
}

static void
nuan_main_view_dispose (GObject *object)
{
  NuanMainView *self = NUAN_MAIN_VIEW (object);

  nuan_tabs_set_context (self->tabs, NULL);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (nuan_main_view_parent_class)->dispose (object);
}

static void
nuan_main_view_finalize (GObject *object)
{
  nuan_tabs_free (NUAN_MAIN_VIEW (object)->tabs);

  G_OBJECT_CLASS (nuan_main_view_parent_class)->finalize (object);
}

static void
nuan_main_view_class_init (NuanMainViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nuan_main_view_dispose;
  object_class->finalize = nuan_main_view_finalize;

  signals[TAB_SHOWN] = g_signal_new ("tab-shown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                     0);

  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/main-view.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanMainView, stack);
  gtk_widget_class_bind_template_child (widget_class, NuanMainView, search);
  gtk_widget_class_bind_template_child (widget_class, NuanMainView, banners);
  gtk_widget_class_bind_template_child (widget_class, NuanMainView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, NuanMainView, staff_button);
  gtk_widget_class_bind_template_child (widget_class, NuanMainView, staff_label);
  gtk_widget_class_bind_template_callback (widget_class, tab_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
}

static void
nuan_main_view_init (NuanMainView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->tabs = nuan_tabs_new (self->stack, built_cb, self);
  nuan_accessible_name (GTK_WIDGET (self->menu_button), _("Menu"));
  nuan_accessible_name (GTK_WIDGET (self->staff_button), _("Who is signed in"));
}

NuanMainView *
nuan_main_view_new (NuanContext *context)
{
  NuanMainView *self;

  g_return_val_if_fail (NUAN_IS_CONTEXT (context), NULL);

  self = g_object_new (NUAN_TYPE_MAIN_VIEW, NULL);
  self->context = g_object_ref (context);
  nuan_tabs_set_context (self->tabs, context);
  return self;
}

NuanTabs *
nuan_main_view_get_tabs (NuanMainView *view)
{
  g_return_val_if_fail (NUAN_IS_MAIN_VIEW (view), NULL);

  return view->tabs;
}

void
nuan_main_view_focus_search (NuanMainView *view)
{
  g_return_if_fail (NUAN_IS_MAIN_VIEW (view));

  gtk_widget_grab_focus (GTK_WIDGET (view->search));
}

const char *
nuan_main_view_take_search (NuanMainView *view)
{
  const gboolean taken = view->taken;

  g_return_val_if_fail (NUAN_IS_MAIN_VIEW (view), "");

  view->taken = TRUE;
  return taken ? "" : get_search (view);
}

void
nuan_main_view_clear_search (NuanMainView *view)
{
  g_return_if_fail (NUAN_IS_MAIN_VIEW (view));

  gtk_editable_set_text (GTK_EDITABLE (view->search), "");
}

GtkBox *
nuan_main_view_get_banners (NuanMainView *view)
{
  g_return_val_if_fail (NUAN_IS_MAIN_VIEW (view), NULL);

  return view->banners;
}

void
nuan_main_view_show_staff (NuanMainView *view)
{
  const NuanStaff *staff;
  g_autofree char *text = NULL;
  g_autofree char *first = NULL;
  g_autofree char *codes = NULL;
  char *comma;

  g_return_if_fail (NUAN_IS_MAIN_VIEW (view));

  staff = nuan_context_get_staff (view->context);
  if (staff == NULL)
    return;

  nuan_tabs_show_rights (view->tabs);
  codes = nuan_roles_format (staff->roles);
  first = g_strdup (codes);
  comma = strchr (first, ',');
  if (comma != NULL)
    *comma = '\0';
  text = g_strdup_printf (comma != NULL ? _("%s (%s…)") : _("%s (%s)"), staff->name, nuan_code_label ("role", first));
  gtk_label_set_text (view->staff_label, text);
  nuan_accessible_name (GTK_WIDGET (view->staff_button), text);
}

#include "config.h"

#include "app/shell/main-view.h"

#include "app/kit/accessible.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/code-list.h"

struct _NuanMainView
{
  AdwBin          parent_instance;

  NuanContext    *context;
  GtkWidget      *pages[NUAN_N_TABS];   /* NULL until built; owned by their bins */

  AdwViewStack   *tabs;
  GtkSearchEntry *search;
  GtkBox         *banners;
  GtkMenuButton  *menu_button, *staff_button;
  GtkLabel       *staff_label;
  AdwBin         *cases_bin, *household_bin, *ledger_bin, *statistics_bin;
};

G_DEFINE_FINAL_TYPE (NuanMainView, nuan_main_view, ADW_TYPE_BIN)

enum {
  TAB_SHOWN,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

static const char *const tab_names[NUAN_N_TABS] = { "cases", "household", "ledger", "statistics" };

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

static GtkWidget *
build_page (NuanMainView *self, NuanTab tab)
{
  AdwBin *bins[NUAN_N_TABS] = { self->cases_bin, self->household_bin, self->ledger_bin, self->statistics_bin };
  GType types[NUAN_N_TABS] = { NUAN_TYPE_CASES_PAGE, NUAN_TYPE_HOUSEHOLD_PAGE, NUAN_TYPE_LEDGER_PAGE, NUAN_TYPE_STATISTICS_PAGE };
  GtkWidget *page = g_object_new (types[tab], NULL);

  self->pages[tab] = page;
  adw_bin_set_child (bins[tab], page);

  switch (tab)
    {
    case NUAN_TAB_CASES:
      nuan_cases_page_set_context (NUAN_CASES_PAGE (page), self->context);
      capture_typing (self, page);
      break;
    case NUAN_TAB_HOUSEHOLD:
      nuan_household_page_set_context (NUAN_HOUSEHOLD_PAGE (page), self->context);
      break;
    case NUAN_TAB_LEDGER:
      nuan_ledger_page_set_context (NUAN_LEDGER_PAGE (page), self->context);
      break;
    case NUAN_TAB_STATISTICS:
      nuan_statistics_page_set_context (NUAN_STATISTICS_PAGE (page), self->context);
      break;
    case NUAN_N_TABS:
      g_assert_not_reached ();
    }

  return page;
}

static void
tab_shown_cb (NuanMainView *self)
{
  if (self->context == NULL)
    return;

  nuan_main_view_get_page (self, nuan_main_view_get_tab (self));
  g_signal_emit (self, signals[TAB_SHOWN], 0);
}

/* Searching shows the list wherever one was. */
static void
search_changed_cb (NuanMainView *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (self->context == NULL)
    return;   /* the entry tells once more while the window is taken apart */
  if (*text != '\0' && nuan_main_view_get_tab (self) != NUAN_TAB_CASES)
    nuan_main_view_show_tab (self, NUAN_TAB_CASES);
  nuan_cases_page_search (NUAN_CASES_PAGE (nuan_main_view_get_page (self, NUAN_TAB_CASES)), text);
}

static void
search_activate_cb (NuanMainView *self)
{
  nuan_cases_page_activate (NUAN_CASES_PAGE (nuan_main_view_get_page (self, NUAN_TAB_CASES)),
                            gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
search_stopped_cb (NuanMainView *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    nuan_main_view_clear_search (self);
  else if (nuan_main_view_get_tab (self) == NUAN_TAB_CASES)
    nuan_cases_page_focus_list (NUAN_CASES_PAGE (nuan_main_view_get_page (self, NUAN_TAB_CASES)));
}

static gboolean
search_key_cb (NuanMainView *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  if ((keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down) || (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  nuan_main_view_show_tab (self, NUAN_TAB_CASES);
  nuan_cases_page_focus_list (NUAN_CASES_PAGE (nuan_main_view_get_page (self, NUAN_TAB_CASES)));
  return GDK_EVENT_STOP;
}

static void
nuan_main_view_dispose (GObject *object)
{
  NuanMainView *self = NUAN_MAIN_VIEW (object);

  g_clear_object (&self->context);

  G_OBJECT_CLASS (nuan_main_view_parent_class)->dispose (object);
}

static void
nuan_main_view_class_init (NuanMainViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nuan_main_view_dispose;

  signals[TAB_SHOWN] = g_signal_new ("tab-shown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                     0);

  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/main-view.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanMainView, tabs);
  gtk_widget_class_bind_template_child (widget_class, NuanMainView, search);
  gtk_widget_class_bind_template_child (widget_class, NuanMainView, banners);
  gtk_widget_class_bind_template_child (widget_class, NuanMainView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, NuanMainView, staff_button);
  gtk_widget_class_bind_template_child (widget_class, NuanMainView, staff_label);
  gtk_widget_class_bind_template_child (widget_class, NuanMainView, cases_bin);
  gtk_widget_class_bind_template_child (widget_class, NuanMainView, household_bin);
  gtk_widget_class_bind_template_child (widget_class, NuanMainView, ledger_bin);
  gtk_widget_class_bind_template_child (widget_class, NuanMainView, statistics_bin);
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
  return self;
}

gboolean
nuan_main_view_build_next (NuanMainView *view)
{
  g_return_val_if_fail (NUAN_IS_MAIN_VIEW (view), FALSE);

  for (NuanTab tab = NUAN_TAB_CASES; tab < NUAN_N_TABS; tab++)
    if (view->pages[tab] == NULL)
      {
        build_page (view, tab);
        return TRUE;
      }

  return FALSE;
}

GtkWidget *
nuan_main_view_get_page (NuanMainView *view, NuanTab tab)
{
  g_return_val_if_fail (NUAN_IS_MAIN_VIEW (view), NULL);
  g_return_val_if_fail (tab < NUAN_N_TABS, NULL);

  return view->pages[tab] != NULL ? view->pages[tab] : build_page (view, tab);
}

NuanTab
nuan_main_view_get_tab (NuanMainView *view)
{
  const char *name;

  g_return_val_if_fail (NUAN_IS_MAIN_VIEW (view), NUAN_TAB_CASES);

  name = adw_view_stack_get_visible_child_name (view->tabs);
  for (NuanTab tab = NUAN_TAB_CASES; tab < NUAN_N_TABS; tab++)
    if (g_strcmp0 (name, tab_names[tab]) == 0)
      return tab;

  return NUAN_TAB_CASES;
}

void
nuan_main_view_show_tab (NuanMainView *view, NuanTab tab)
{
  g_return_if_fail (NUAN_IS_MAIN_VIEW (view));
  g_return_if_fail (tab < NUAN_N_TABS);

  nuan_main_view_get_page (view, tab);
  adw_view_stack_set_visible_child_name (view->tabs, tab_names[tab]);
}

void
nuan_main_view_focus_search (NuanMainView *view)
{
  g_return_if_fail (NUAN_IS_MAIN_VIEW (view));

  gtk_widget_grab_focus (GTK_WIDGET (view->search));
}

const char *
nuan_main_view_get_search (NuanMainView *view)
{
  g_return_val_if_fail (NUAN_IS_MAIN_VIEW (view), "");

  return gtk_editable_get_text (GTK_EDITABLE (view->search));
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

  codes = nuan_roles_format (staff->roles);
  first = g_strdup (codes);
  comma = strchr (first, ',');
  if (comma != NULL)
    *comma = '\0';
  text = g_strdup_printf (comma != NULL ? _("%s (%s…)") : _("%s (%s)"), staff->name, nuan_code_label ("role", first));
  gtk_label_set_text (view->staff_label, text);
  nuan_accessible_name (GTK_WIDGET (view->staff_button), text);
}

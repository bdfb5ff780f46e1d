#include "config.h"

#include "app/shell/tabs.h"

#include "app/shell/rooms.h"

typedef struct {
  const NuanRoom   *room;
  AdwBin           *bin;
  AdwViewStackPage *stack_page;
  NuanPage         *page;    /* NULL until built; owned by the bin */
  GVariant         *what;    /* to be shown once it is built; NULL: nothing */
  gboolean          focus;   /* gets the keyboard once it is built, if it is shown then */
} Tab;

struct _NuanTabs
{
  AdwViewStack *stack;       /* that of the window, which outlives us */
  NuanContext  *context;
  GArray       *all;         /* Tab */
  guint         home;
  guint         build_source;
  NuanTabBuilt  built;
  gpointer      data;
};

static Tab *
tab_at (NuanTabs *tabs, guint tab)
{
  g_assert (tab < tabs->all->len);

  return &g_array_index (tabs->all, Tab, tab);
}

static void
tab_clear (gpointer data)
{
  g_clear_pointer (&((Tab *) data)->what, g_variant_unref);
}

static void
add (NuanTabs *tabs, const NuanRoom *room)
{
  Tab tab = { .room = room, .bin = ADW_BIN (adw_bin_new ()) };

  tab.stack_page = adw_view_stack_add_titled (tabs->stack, GTK_WIDGET (tab.bin), room->name,
                                              g_dpgettext2 (GETTEXT_PACKAGE, "tab", room->title));
  adw_view_stack_page_set_icon_name (tab.stack_page, room->icon);
  if (nuan_page_type_searches (room->page ()))
    tabs->home = tabs->all->len;
  g_array_append_val (tabs->all, tab);
}

NuanTabs *
nuan_tabs_new (AdwViewStack *stack, NuanTabBuilt built, gpointer data)
{
  NuanTabs *tabs = g_new0 (NuanTabs, 1);

  tabs->stack = stack;
  tabs->built = built;
  tabs->data = data;
  tabs->all = g_array_new (FALSE, FALSE, sizeof (Tab));
  g_array_set_clear_func (tabs->all, tab_clear);
  for (const NuanRoom *const *room = nuan_rooms; *room != NULL; room++)
    if ((*room)->page != NULL)
      add (tabs, *room);

  return tabs;
}

void
nuan_tabs_free (NuanTabs *tabs)
{
  g_clear_handle_id (&tabs->build_source, g_source_remove);
  g_clear_object (&tabs->context);
  g_array_unref (tabs->all);
  g_free (tabs);
}

void
nuan_tabs_set_context (NuanTabs *tabs, NuanContext *context)
{
  g_set_object (&tabs->context, context);
}

static void
build (NuanTabs *tabs, guint number)
{
  Tab *tab = tab_at (tabs, number);
  g_autoptr (GVariant) what = g_steal_pointer (&tab->what);

  tab->page = g_object_new (tab->room->page (), "context", tabs->context, NULL);
  adw_bin_set_child (tab->bin, GTK_WIDGET (tab->page));
  tabs->built (number, tab->page, tabs->data);
  if (what != NULL)
    nuan_page_show (tab->page, what);
  if (tab->focus && number == nuan_tabs_get_shown (tabs))
    nuan_page_focus (tab->page);
}

static gboolean
build_wanted (gpointer data)
{
  NuanTabs *tabs = data;

  tabs->build_source = 0;
  for (guint i = 0; i < tabs->all->len; i++)
    if (tab_at (tabs, i)->page == NULL && (tab_at (tabs, i)->what != NULL || i == nuan_tabs_get_shown (tabs)))
      build (tabs, i);

  return G_SOURCE_REMOVE;
}

/* Before anything is drawn again, but not within the key that asked for it. */
static void
build_soon (NuanTabs *tabs)
{
  if (tabs->build_source == 0 && tabs->context != NULL)
    tabs->build_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, build_wanted, tabs, NULL);
}

gboolean
nuan_tabs_build_next (NuanTabs *tabs)
{
  for (guint i = 0; i < tabs->all->len; i++)
    if (tab_at (tabs, i)->page == NULL)
      {
        build (tabs, i);
        return TRUE;
      }

  return FALSE;
}

void
nuan_tabs_build_shown (NuanTabs *tabs)
{
  if (tab_at (tabs, nuan_tabs_get_shown (tabs))->page == NULL)
    build (tabs, nuan_tabs_get_shown (tabs));
}

void
nuan_tabs_shown (NuanTabs *tabs)
{
  if (tab_at (tabs, nuan_tabs_get_shown (tabs))->page == NULL)
    build_soon (tabs);
}

void
nuan_tabs_show (NuanTabs *tabs, guint tab)
{
  adw_view_stack_set_visible_child_name (tabs->stack, tab_at (tabs, tab)->room->name);
}

void
nuan_tabs_focus (NuanTabs *tabs, guint number)
{
  Tab *tab = tab_at (tabs, number);

  tab->focus = TRUE;
  if (tab->page != NULL)
    nuan_page_focus (tab->page);
}

void
nuan_tabs_give (NuanTabs *tabs, guint number, GVariant *what)
{
  g_autoptr (GVariant) taken = g_variant_ref_sink (what);
  Tab *tab = tab_at (tabs, number);

  if (tab->page != NULL)
    {
      nuan_page_show (tab->page, taken);
      return;
    }

  tab_clear (tab);
  tab->what = g_steal_pointer (&taken);
  build_soon (tabs);
}

guint
nuan_tabs_count (NuanTabs *tabs)
{
  return tabs->all->len;
}

const NuanRoom *
nuan_tabs_get_room (NuanTabs *tabs, guint tab)
{
  return tab_at (tabs, tab)->room;
}

guint
nuan_tabs_find (NuanTabs *tabs, const char *name)
{
  for (guint i = 0; i < tabs->all->len; i++)
    if (g_strcmp0 (tab_at (tabs, i)->room->name, name) == 0)
      return i;

  return 0;
}

guint
nuan_tabs_get_home (NuanTabs *tabs)
{
  return tabs->home;
}

guint
nuan_tabs_get_shown (NuanTabs *tabs)
{
  return nuan_tabs_find (tabs, adw_view_stack_get_visible_child_name (tabs->stack));
}

NuanPage *
nuan_tabs_get_page (NuanTabs *tabs, guint tab)
{
  return tab_at (tabs, tab)->page;
}

void
nuan_tabs_show_rights (NuanTabs *tabs)
{
  for (guint i = 0; i < tabs->all->len; i++)
    adw_view_stack_page_set_visible (tab_at (tabs, i)->stack_page, nuan_context_may (tabs->context, tab_at (tabs, i)->room->right));
}

gboolean
nuan_tabs_may_leave (NuanTabs *tabs)
{
  for (guint i = 0; i < tabs->all->len; i++)
    if (tab_at (tabs, i)->page != NULL && !nuan_page_may_leave (tab_at (tabs, i)->page))
      return FALSE;

  return TRUE;
}

gboolean
nuan_tabs_fold (NuanTabs *tabs)
{
  NuanPage *page = nuan_tabs_get_page (tabs, nuan_tabs_get_shown (tabs));

  return page != NULL && nuan_page_fold (page);
}

void
nuan_tabs_forget (NuanTabs *tabs)
{
  nuan_tabs_show (tabs, tabs->home);
  for (guint i = 0; i < tabs->all->len; i++)
    {
      tab_clear (tab_at (tabs, i));
      if (tab_at (tabs, i)->page != NULL)
        nuan_page_forget (tab_at (tabs, i)->page);
    }
}

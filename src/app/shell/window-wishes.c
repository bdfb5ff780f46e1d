#include "config.h"

#include "app/shell/rooms.h"
#include "app/shell/window-actions.h"

typedef struct {
  const NuanRoom *room;
  const NuanWish *wish;
} Promise;

static void
promise_free (gpointer promise, GClosure *closure)
{
  g_free (promise);
}

/* A new file begins with what was searched; a file that was found has taken it. */
static gboolean
takes_search (const NuanRoom *room)
{
  for (const NuanWish *wish = room->wishes; wish != NULL && wish->name != NULL; wish++)
    if (wish->type == NULL && wish->fulfil == NULL)
      return TRUE;

  return FALSE;
}

static void
show_page (NuanWindow *window, const NuanRoom *room, GVariant *what)
{
  NuanMainView *view = nuan_window_get_view (window);
  const char *searched = takes_search (room) ? nuan_main_view_take_search (view) : "";

  nuan_places_show (nuan_window_get_places (window), nuan_tabs_find (nuan_main_view_get_tabs (view), room->name),
                    what != NULL ? what : g_variant_new_string (searched));
  nuan_window_update_actions (window);
}

static void
wished_cb (GSimpleAction *action, GVariant *what, gpointer data)
{
  const Promise *promise = data;
  NuanWindow *window = g_object_get_data (G_OBJECT (action), "window");

  if (promise->wish->fulfil != NULL)
    promise->wish->fulfil (GTK_WIDGET (window), nuan_window_get_context (window), what);
  else
    show_page (window, promise->room, what);
}

static void
add_wish (NuanWindow *window, const NuanRoom *room, const NuanWish *wish)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new (wish->name, wish->type != NULL ? G_VARIANT_TYPE (wish->type) : NULL);
  Promise *promise = g_new (Promise, 1);

  *promise = (Promise) { .room = room, .wish = wish };
  g_object_set_data (G_OBJECT (action), "window", window);   /* which owns the action */
  g_signal_connect_data (action, "activate", G_CALLBACK (wished_cb), promise, promise_free, 0);
  g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (action));
}

void
nuan_window_add_wishes (NuanWindow *window)
{
  for (const NuanRoom *const *room = nuan_rooms; *room != NULL; room++)
    for (const NuanWish *wish = (*room)->wishes; wish != NULL && wish->name != NULL; wish++)
      add_wish (window, *room, wish);
}

static gboolean
may_wish (NuanContext *context, const NuanWish *wish)
{
  return wish->before_sign_in || (context != NULL && nuan_context_may (context, wish->right));
}

void
nuan_window_update_wishes (NuanWindow *window)
{
  for (const NuanRoom *const *room = nuan_rooms; *room != NULL; room++)
    for (const NuanWish *wish = (*room)->wishes; wish != NULL && wish->name != NULL; wish++)
      g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (window), wish->name)),
                                   may_wish (nuan_window_get_context (window), wish));
}

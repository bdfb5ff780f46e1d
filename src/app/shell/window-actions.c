#include "config.h"

#include "app/shell/window-actions.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/kit/toast.h"
#include "app/shell/restoring.h"
#include "app/shell/rooms.h"

static GAction *
action_of (NuanWindow *window, const char *name)
{
  return g_action_map_lookup_action (G_ACTION_MAP (window), name);
}

static void
show_tab (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  NuanTabs *tabs = nuan_window_get_tabs (window);
  gint32 tab = g_variant_get_int32 (parameter);

  if (tab >= 1 && (guint) tab <= nuan_tabs_count (tabs))
    {
      nuan_tabs_show (tabs, (guint) tab - 1);
      nuan_tabs_focus (tabs, (guint) tab - 1);
    }
}

static void
search (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  nuan_main_view_focus_search (nuan_window_get_view (window));
}

static void
back (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  nuan_places_back (nuan_window_get_places (window));
  nuan_window_update_actions (window);
}

/* Escape: first what lies open in front. */
static void
leave (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  if (!nuan_tabs_fold (nuan_window_get_tabs (window)))
    back (action, parameter, window);
}

static void
forward (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  nuan_places_forward (nuan_window_get_places (window));
  nuan_window_update_actions (window);
}

static void
lock (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  nuan_window_lock (window, g_str_equal (g_action_get_name (G_ACTION (action)), "switch-staff"));
}

static void
sign_out (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  nuan_window_forget (window);
  nuan_window_lock (window, TRUE);
}

static void
hide_private (GSimpleAction *action, GVariant *state, gpointer window)
{
  gboolean hide = g_variant_get_boolean (state);

  nuan_context_set_private (nuan_window_get_context (window), hide);
  g_simple_action_set_state (action, state);
  nuan_toast (window, hide ? _("ID numbers, phones and amounts are hidden") : _("Everything is shown again"));
}

/* Not a room's: it lets the data file go and opens it anew. */
static void
restore (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  nuan_restoring_choose (window, nuan_database_get_path (nuan_context_get_database (nuan_window_get_context (window))));
}

/* The shown page knows what the key means there. */
static void
page_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  NuanTabs *tabs = nuan_window_get_tabs (window);
  NuanPage *page = nuan_tabs_get_page (tabs, nuan_tabs_get_shown (tabs));
  g_autofree char *full = g_strconcat ("page.", g_action_get_name (G_ACTION (action)), NULL);

  if (page == NULL || !gtk_widget_activate_action (GTK_WIDGET (page), full, NULL))
    nuan_toast (GTK_WIDGET (window), _("Choose a household first"));
}

/* Built when first asked for; from then on GTK's own action of this name, which takes the place of this one, shows it. */
static void
show_help_overlay (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  g_autoptr (GError) error = NULL;
  GtkWindow *shortcuts;

  gtk_builder_set_translation_domain (builder, GETTEXT_PACKAGE);
  if (!gtk_builder_add_from_resource (builder, "/cn/nuanchuang/Nuanchuang/shortcuts.ui", &error))
    g_error ("%s", error->message);

  shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));
  gtk_application_window_set_help_overlay (window, GTK_SHORTCUTS_WINDOW (shortcuts));
  gtk_window_present (shortcuts);
}

static const GActionEntry entries[] = {
  { "search", search },
  { "tab", show_tab, "i" },
  { "back", back },
  { "leave", leave },
  { "forward", forward },
  { "contact", page_action },
  { "print", page_action },
  { "save", page_action },
  { "private", NULL, NULL, "false", hide_private },
  { "lock", lock },
  { "switch-staff", lock },
  { "sign-out", sign_out },
  { "restore", restore },
  { "show-help-overlay", show_help_overlay },
};

static const struct { const char *action; const char *keys[3]; } keys[] = {
  { "win.show-help-overlay", { "F1", "<Control>question" } },
  { "win.search", { "F3", "<Control>f" } },
  { "win.private", { "F8" } },
  { "win.print", { "<Control>p" } },
  { "win.save", { "<Control>s" } },
  { "win.back", { "<Alt>Left" } },
  { "win.forward", { "<Alt>Right" } },
  { "win.lock", { "<Control>l" } },
  { "win.switch-staff", { "<Control><Shift>l" } },
  { "app.quit", { "<Control>q" } },
};

/* A room's key for the shown page: "page.grant" becomes an action of the window that hands it on. NULL: it is none. */
static const char *
page_action_of (const char *accel)
{
  return g_str_has_prefix (accel, "page.") ? accel + strlen ("page.") : NULL;
}

typedef void (*AccelFunc) (const char *action, const char *key, gpointer data);

static void
each_accel (AccelFunc function, gpointer data)
{
  for (const NuanRoom *const *room = nuan_rooms; *room != NULL; room++)
    for (const char *const *accel = (*room)->accels; accel != NULL && *accel != NULL; accel += 2)
      function (accel[0], accel[1], data);
}

static void
add_page_action (const char *name, const char *key, gpointer window)
{
  const GActionEntry entry = { page_action_of (name), page_action };

  if (entry.name != NULL)
    g_action_map_add_action_entries (window, &entry, 1, window);
}

static void
enable_page_action (const char *name, const char *key, gpointer window)
{
  NuanContext *context = nuan_window_get_context (window);

  if (page_action_of (name) != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action_of (window, page_action_of (name))),
                                 context != NULL && nuan_context_get_staff (context) != NULL);
}

void
nuan_window_add_actions (NuanWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  each_accel (add_page_action, window);
  nuan_window_add_wishes (window);
}

void
nuan_window_update_actions (NuanWindow *window)
{
  NuanContext *context = nuan_window_get_context (window);
  gboolean signed_in = context != NULL && nuan_context_get_staff (context) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (!g_str_equal (entries[i].name, "show-help-overlay"))
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action_of (window, entries[i].name)), signed_in);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action_of (window, "restore")), signed_in && nuan_context_may (context, NUAN_RIGHT_BACKUP));
  if (signed_in)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action_of (window, "forward")), nuan_places_can_forward (nuan_window_get_places (window)));
  each_accel (enable_page_action, window);
  nuan_window_update_wishes (window);
}

static void
set_room_key (const char *action, const char *key, gpointer application)
{
  g_autofree char *name = page_action_of (action) != NULL ? g_strconcat ("win.", page_action_of (action), NULL) : g_strdup (action);
  const char *const accels[] = { key, NULL };

  gtk_application_set_accels_for_action (application, name, accels);
}

static void
set_tab_keys (GtkApplication *application)
{
  guint n = 0;

  for (const NuanRoom *const *room = nuan_rooms; *room != NULL; room++)
    if ((*room)->page != NULL && n < 9)
      {
        g_autofree char *action = g_strdup_printf ("win.tab(%u)", ++n);
        g_autofree char *key = g_strdup_printf ("<Control>%u", n);

        gtk_application_set_accels_for_action (application, action, (const char *const[]) { key, NULL });
      }
}

void
nuan_window_set_keys (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (application, keys[i].action, keys[i].keys);
  set_tab_keys (application);
  each_accel (set_room_key, application);
}

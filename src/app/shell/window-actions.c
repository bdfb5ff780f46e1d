#include "config.h"

#include "app/shell/window-actions.h"

#include <glib/gi18n-lib.h>

#include "app/kit/toast.h"
#include "app/office/dialogs.h"
#include "app/session/finding.h"

static GAction *
action_of (NuanWindow *window, const char *name)
{
  return g_action_map_lookup_action (G_ACTION_MAP (window), name);
}

static void
open_household (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  nuan_window_open_household (window, g_variant_get_int64 (parameter));
}

static void
show_fund (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  nuan_window_show_fund (window, g_variant_get_int64 (parameter));
}

static void
show_tab (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  gint32 tab = g_variant_get_int32 (parameter);

  if (tab >= 1 && tab <= NUAN_N_TABS)
    nuan_main_view_show_tab (nuan_window_get_view (window), tab - 1);
}

static void
search (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  nuan_main_view_focus_search (nuan_window_get_view (window));
}

/* Going about in the window: this, and no more, is what each of these actions does. */
static void
move (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  static const struct { const char *name; void (*go) (NuanWindow *window); } moves[] = {
    { "back", nuan_window_back },
    { "forward", nuan_window_forward },
    { "new-household", nuan_window_new_household },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if (g_str_equal (moves[i].name, g_action_get_name (G_ACTION (action))))
      moves[i].go (window);
}

static void
lock (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  nuan_window_lock (window, g_str_equal (g_action_get_name (G_ACTION (action)), "switch-staff"));
}

static void
sign_out (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  nuan_trail_clear (nuan_window_get_trail (window));
  nuan_main_view_clear_search (nuan_window_get_view (window));
  nuan_main_view_show_tab (nuan_window_get_view (window), NUAN_TAB_CASES);
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

/* The shown page knows what the key means there. */
static void
hand_to_page (NuanWindow *window, const char *name)
{
  NuanMainView *view = nuan_window_get_view (window);
  GtkWidget *page = nuan_main_view_get_page (view, nuan_main_view_get_tab (view));
  g_autofree char *full = g_strconcat ("page.", name, NULL);

  if (!gtk_widget_activate_action (page, full, NULL))
    nuan_toast (GTK_WIDGET (window), _("Choose a household first"));
}

static void
page_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  hand_to_page (window, g_action_get_name (G_ACTION (action)));
}

static void
receipt_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NuanWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanFinding) finding = nuan_finding_finish (source, result, &error);
  GtkWidget *page;

  if (finding == NULL)
    {
      nuan_show_error (GTK_WIDGET (window), _("The receipt could not be opened"), error);
      return;
    }
  if (finding->household_id == 0)
    {
      nuan_toast (GTK_WIDGET (window), _("There is no such receipt"));
      return;
    }

  nuan_window_open_household (window, finding->household_id);
  page = nuan_main_view_get_page (nuan_window_get_view (window), NUAN_TAB_HOUSEHOLD);
  gtk_widget_activate_action (page, "page.open-receipt", "s", finding->text);
}

static void
open_receipt (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  nuan_finding_read (nuan_window_get_context (window), g_variant_get_string (parameter, NULL), receipt_found_cb,
                     g_object_ref (window));
}

static void
show_dialog (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  static const struct { const char *name; void (*show) (GtkWidget *parent, NuanContext *context); } dialogs[] = {
    { "staff", nuan_show_staff },
    { "standards", nuan_show_standards },
    { "journal", nuan_show_journal },
    { "check", nuan_show_check },
    { "backup", nuan_choose_backup },
  };

  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    if (g_str_equal (dialogs[i].name, g_action_get_name (G_ACTION (action))))
      dialogs[i].show (window, nuan_window_get_context (window));
}

static void
password (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  NuanContext *context = nuan_window_get_context (window);

  nuan_show_password (window, context, nuan_context_get_staff (context)->login);
}

static void
preferences (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  nuan_show_preferences (window);
}

static void
about (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  nuan_show_about (window);
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
  { "open-household", open_household, "x" },
  { "open-receipt", open_receipt, "s" },
  { "show-fund", show_fund, "x" },
  { "new-household", move },
  { "search", search },
  { "tab", show_tab, "i" },
  { "back", move },
  { "forward", move },
  { "grant", page_action },
  { "pay", page_action },
  { "receipt", page_action },
  { "contact", page_action },
  { "print", page_action },
  { "save", page_action },
  { "private", NULL, NULL, "false", hide_private },
  { "lock", lock },
  { "switch-staff", lock },
  { "sign-out", sign_out },
  { "password", password },
  { "staff", show_dialog },
  { "standards", show_dialog },
  { "journal", show_dialog },
  { "check", show_dialog },
  { "backup", show_dialog },
  { "preferences", preferences },
  { "about", about },
  { "show-help-overlay", show_help_overlay },
};

void
nuan_window_add_actions (NuanWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}

void
nuan_window_update_actions (NuanWindow *window)
{
  static const struct { const char *name; NuanRight right; } rights[] = {
    { "new-household", NUAN_RIGHT_EDIT_HOUSEHOLD },
    { "staff", NUAN_RIGHT_MANAGE_STAFF },
    { "backup", NUAN_RIGHT_BACKUP },
  };
  static const char *const always[] = { "preferences", "about", "show-help-overlay" };
  NuanContext *context = nuan_window_get_context (window);
  gboolean signed_in = context != NULL && nuan_context_get_staff (context) != NULL;
  NuanTrail *trail = nuan_window_get_trail (window);

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (!g_strv_contains (always, entries[i].name))
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action_of (window, entries[i].name)), signed_in);

  if (!signed_in)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (rights); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action_of (window, rights[i].name)),
                                 nuan_context_may (context, rights[i].right));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action_of (window, "forward")), nuan_trail_can_forward (trail));
}

void
nuan_window_set_keys (GtkApplication *application)
{
  static const struct { const char *action; const char *keys[3]; } keys[] = {
    { "win.show-help-overlay", { "F1", "<Control>question" } },
    { "win.new-household", { "F2" } },
    { "win.search", { "F3", "<Control>f" } },
    { "win.grant", { "F4" } },
    { "win.pay", { "F5" } },
    { "win.receipt", { "F6" } },
    { "win.private", { "F8" } },
    { "win.tab(1)", { "<Control>1" } },
    { "win.tab(2)", { "<Control>2" } },
    { "win.tab(3)", { "<Control>3" } },
    { "win.tab(4)", { "<Control>4" } },
    { "win.print", { "<Control>p" } },
    { "win.save", { "<Control>s" } },
    { "win.back", { "<Alt>Left" } },
    { "win.forward", { "<Alt>Right" } },
    { "win.lock", { "<Control>l" } },
    { "win.switch-staff", { "<Control><Shift>l" } },
    { "win.preferences", { "<Control>comma" } },
    { "app.quit", { "<Control>q" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (application, keys[i].action, keys[i].keys);
}

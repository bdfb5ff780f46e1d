#include "config.h"

#include "app/office/dialogs.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/kit/state.h"
#include "app/session/preferences.h"

static const guint idle_choices[] = { 2, 5, 10, 15, 30, 60, 0 };
static const guint text_choices[] = { 100, 110, 125, 150, 175, 200 };

static void
idle_chosen_cb (AdwComboRow *row)
{
  nuan_state_set_int ("preferences", "idle-minutes", (int) idle_choices[adw_combo_row_get_selected (row)]);
}

static void
text_chosen_cb (AdwComboRow *row)
{
  nuan_state_set_int ("preferences", "text-percent", (int) text_choices[adw_combo_row_get_selected (row)]);
  nuan_preferences_apply ();
}

static void
style_chosen_cb (AdwComboRow *row)
{
  nuan_state_set_int ("preferences", "style", (int) adw_combo_row_get_selected (row));
  nuan_preferences_apply ();
}

static guint
index_of (const guint *choices, gsize n, guint value)
{
  for (gsize i = 0; i < n; i++)
    if (choices[i] == value)
      return i;

  return 0;
}

static void
add_choice (AdwPreferencesGroup *group, const char *title, const char *subtitle, GtkStringList *labels, guint selected,
            GCallback chosen)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_signal_connect (row, "notify::selected", chosen, NULL);
  adw_preferences_group_add (group, row);
}

static GtkStringList *
idle_labels (void)
{
  GtkStringList *labels = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (idle_choices); i++)
    {
      g_autofree char *label = idle_choices[i] == 0 ? g_strdup (_("Never"))
                                                    : g_strdup_printf (ngettext ("%u minute", "%u minutes", idle_choices[i]),
                                                                       idle_choices[i]);

      gtk_string_list_append (labels, label);
    }

  return labels;
}

static GtkStringList *
text_labels (void)
{
  GtkStringList *labels = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (text_choices); i++)
    {
      g_autofree char *label = g_strdup_printf ("%u %%", text_choices[i]);

      gtk_string_list_append (labels, label);
    }

  return labels;
}

void
nuan_show_preferences (GtkWidget *parent)
{
  const char *styles[] = { _("Like the desktop"), _("Light"), _("Dark"), NULL };
  g_autoptr (GtkStringList) idle = idle_labels ();
  g_autoptr (GtkStringList) text = text_labels ();
  g_autoptr (GtkStringList) style = gtk_string_list_new (styles);
  GtkWidget *window = adw_preferences_window_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  add_choice (ADW_PREFERENCES_GROUP (group), _("Lock after"), _("When nobody has touched the keyboard or the mouse for so long"),
              idle,
              index_of (idle_choices, G_N_ELEMENTS (idle_choices), nuan_preferences_get_idle_minutes ()), G_CALLBACK (idle_chosen_cb));
  add_choice (ADW_PREFERENCES_GROUP (group), _("Text size"), "", text,
              index_of (text_choices, G_N_ELEMENTS (text_choices), nuan_preferences_get_text_percent ()), G_CALLBACK (text_chosen_cb));
  add_choice (ADW_PREFERENCES_GROUP (group), _("Colours"), "", style, nuan_preferences_get_style (), G_CALLBACK (style_chosen_cb));

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _("Preferences"));   /* its tab has a name, seen or not */
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 400);
  gtk_window_set_title (GTK_WINDOW (window), _("Preferences"));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (parent)));
  gtk_window_present (GTK_WINDOW (window));
}

void
nuan_show_about (GtkWidget *parent)
{
  adw_show_about_window (GTK_WINDOW (gtk_widget_get_root (parent)),
                         "application-name", _("Nuanchuang"),
                         "application-icon", APPLICATION_ID,
                         "version", VERSION,
                         "comments", _("The front desk of a help centre for workers in hardship: from walk-in to signed "
                                       "receipt."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

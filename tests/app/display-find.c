#include "config.h"

#include "display.h"

#include <string.h>

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
display_find (GtkWidget *below, GType type)
{
  GtkWidget *found = find (below, type);

  if (found == NULL)
    g_error ("there is no %s", g_type_name (type));
  return found;
}

typedef gboolean (*Matches) (GtkWidget *button, const char *word);

static GtkWidget *
find_button (GtkWidget *below, Matches matches, const char *word)
{
  if (GTK_IS_BUTTON (below) && matches (below, word))
    return below;
  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, matches, word);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_action (GtkWidget *button, const char *action)
{
  return g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), action) == 0;
}

static gboolean
has_label (GtkWidget *button, const char *label)
{
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0;
}

GtkWidget *
display_button (GtkWidget *below, const char *action)
{
  return find_button (below, has_action, action);
}

GtkWidget *
display_labelled (GtkWidget *below, const char *label)
{
  return find_button (below, has_label, label);
}

GtkWidget *
display_styled (GtkWidget *below, const char *style)
{
  return find_button (below, gtk_widget_has_css_class, style);
}

void
display_press (GtkWidget *button)
{
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  display_settle ();
}

GtkWidget *
display_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        found = window;
    }
  return found;
}

NuanWindow *
display_other (gconstpointer window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) found = g_list_model_get_item (windows, i);

      if (NUAN_IS_WINDOW (found) && found != window)
        return NUAN_WINDOW (found);
    }
  return NULL;
}

gboolean
display_has_text (GtkWidget *below, const char *text)
{
  if (!gtk_widget_get_child_visible (below) || !gtk_widget_get_visible (below))
    return FALSE;
  if (GTK_IS_LABEL (below) && strstr (gtk_label_get_text (GTK_LABEL (below)), text) != NULL)
    return TRUE;
  if (GTK_IS_INSCRIPTION (below))
    {
      const char *shown = gtk_inscription_get_text (GTK_INSCRIPTION (below));

      if (shown != NULL && strstr (shown, text) != NULL)
        return TRUE;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (display_has_text (child, text))
      return TRUE;

  return FALSE;
}

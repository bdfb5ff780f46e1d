#include "config.h"

#include "app/kit/columns.h"

#include "app/kit/state.h"

#define NARROWEST 16
#define WIDEST    4000   /* what else a state file holds is a slip */

static const char *
name_of (GtkColumnViewColumn *column)
{
  return g_object_get_data (G_OBJECT (column), "name");
}

void
nuan_column_set_name (GtkColumnViewColumn *column, const char *name)
{
  g_object_set_data_full (G_OBJECT (column), "name", g_strdup (name), g_free);
}

GtkColumnViewColumn *
nuan_columns_find (GtkColumnView *view, const char *name)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (name_of (column), name) == 0)
        return column;   /* the view keeps it */
    }

  return NULL;
}

/* Order */

static void
order_changed_cb (GListModel *columns, guint position, guint removed, guint added, gpointer group)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      g_string_append_printf (names, "%s%s", i == 0 ? "" : ",", name_of (column));
    }
  nuan_state_set_text (group, "columns", names->str);
}

static void
free_group (gpointer group, GClosure *closure)
{
  g_free (group);
}

void
nuan_columns_remember_order (GtkColumnView *view, const char *group)
{
  g_autofree char *text = nuan_state_get_text (group, "columns");
  g_auto (GStrv) names = g_strsplit (text, ",", -1);
  guint position = 0;

  for (char **name = names; *name != NULL; name++)
    {
      GtkColumnViewColumn *column = nuan_columns_find (view, *name);

      if (column != NULL)
        gtk_column_view_insert_column (view, position++, column);
    }
  g_signal_connect_data (gtk_column_view_get_columns (view), "items-changed", G_CALLBACK (order_changed_cb), g_strdup (group),
                         free_group, 0);
}

/* Widths: "number=120,head=96" */

static gboolean
tells_width_of (const char *word, const char *name)
{
  const char *equal = strchr (word, '=');

  return equal != NULL && (gsize) (equal - word) == strlen (name) && g_str_has_prefix (word, name);
}

static int
read_width (const char *group, const char *name)
{
  g_autofree char *text = nuan_state_get_text (group, "widths");
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  for (char **word = words; *word != NULL; word++)
    if (tells_width_of (*word, name))
      {
        const gint64 width = g_ascii_strtoll (strchr (*word, '=') + 1, NULL, 10);

        return width >= NARROWEST && width <= WIDEST ? (int) width : -1;
      }

  return -1;
}

static void
width_changed_cb (GtkColumnViewColumn *column, GParamSpec *pspec, gpointer group)
{
  g_autofree char *text = nuan_state_get_text (group, "widths");
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  g_autoptr (GString) now = g_string_new (NULL);
  const int width = gtk_column_view_column_get_fixed_width (column);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0' && !tells_width_of (*word, name_of (column)))
      g_string_append_printf (now, "%s%s", now->len == 0 ? "" : ",", *word);
  if (width >= 0)
    g_string_append_printf (now, "%s%s=%d", now->len == 0 ? "" : ",", name_of (column), MAX (width, NARROWEST));
  nuan_state_set_text (group, "widths", now->len > 0 ? now->str : NULL);
}

void
nuan_column_remember_width (GtkColumnViewColumn *column, const char *group)
{
  g_return_if_fail (name_of (column) != NULL);

  gtk_column_view_column_set_fixed_width (column, read_width (group, name_of (column)));
  g_signal_connect_data (column, "notify::fixed-width", G_CALLBACK (width_changed_cb), g_strdup (group), free_group, 0);
}

/* Sort: "number down" */

void
nuan_columns_restore_sort (GtkColumnView *view, const char *group, const char *preset)
{
  g_autofree char *text = nuan_state_get_text (group, "sort");
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  GtkColumnViewColumn *column = words[0] != NULL ? nuan_columns_find (view, words[0]) : NULL;
  gboolean down = words[0] != NULL && g_strcmp0 (words[1], "down") == 0;

  gtk_column_view_sort_by_column (view, column != NULL ? column : nuan_columns_find (view, preset),
                                  down ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

void
nuan_columns_note_sort (const char *group, const char *name, gboolean descending)
{
  g_autofree char *text = g_strdup_printf ("%s %s", name, descending ? "down" : "up");

  nuan_state_set_text (group, "sort", text);
}

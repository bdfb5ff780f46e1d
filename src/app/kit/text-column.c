#include "config.h"

#include "app/kit/text-column.h"

#include "app/kit/columns.h"
#include "app/kit/text-tip.h"

typedef struct {
  char    *property;
  gboolean figures, expand;
  guint    natural_chars;
} Column;

static void
column_free (gpointer data, GClosure *closure)
{
  Column *column = data;

  g_free (column->property);
  g_free (column);
}

static void
text_changed_cb (GtkInscription *cell)
{
  const char *text = gtk_inscription_get_text (cell);

  if (text != NULL && g_str_has_prefix (text, "−"))
    gtk_widget_add_css_class (GTK_WIDGET (cell), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (cell), "error");
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const Column *column = data;
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), column->expand ? MIN (column->natural_chars, 8) : column->natural_chars);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), column->natural_chars);
  if (column->figures)
    {
      gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), 1);
      gtk_widget_add_css_class (cell, "numeric");
    }
  nuan_text_tip_add (cell, GTK_INSCRIPTION (cell));
  g_signal_connect (cell, "notify::text", G_CALLBACK (text_changed_cb), NULL);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const Column *column = data;
  GBinding *binding = g_object_bind_property (gtk_list_item_get_item (item), column->property, gtk_list_item_get_child (item), "text",
                                              G_BINDING_SYNC_CREATE);

  g_object_set_data (G_OBJECT (item), "binding", binding);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GBinding *binding = g_object_steal_data (G_OBJECT (item), "binding");

  if (binding != NULL)
    g_binding_unbind (binding);
}

static GtkWidget *
find_label (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *label = find_label (child);

      if (label != NULL)
        return label;
    }
  return NULL;
}

/* The first child of a column view is its row of heads, one child a column. Another shape than in 4.8 leaves the head where it is. */
void
nuan_text_column_align_head (GtkColumnView *view, guint index)
{
  GtkWidget *heads = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *head = heads != NULL ? gtk_widget_get_first_child (heads) : NULL;
  GtkWidget *label;

  while (head != NULL && index-- > 0)
    head = gtk_widget_get_next_sibling (head);
  label = head != NULL ? find_label (head) : NULL;
  if (label == NULL)
    return;
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
}

GtkColumnViewColumn *
nuan_text_column_append (GtkColumnView *view, const char *title, const char *property, gboolean figures, guint natural_chars, gboolean expand)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *made = gtk_column_view_column_new (title, factory);
  Column *column = g_new0 (Column, 1);

  column->property = g_strdup (property);
  column->figures = figures;
  column->expand = expand;
  column->natural_chars = natural_chars;
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), column);
  g_signal_connect_data (factory, "unbind", G_CALLBACK (unbind_cb), column, column_free, 0);
  nuan_column_set_name (made, property);
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_column_set_expand (made, expand);
  gtk_column_view_append_column (view, made);
  if (figures)
    nuan_text_column_align_head (view, g_list_model_get_n_items (gtk_column_view_get_columns (view)) - 1);
  g_object_unref (made);
  return made;
}

#include "config.h"

#include "app/statistics/catalogue-list.h"

#define ID_KEY "nuan-table-id"
#define UNREADABLE "nuan-table-unreadable"

static GtkListBoxRow *
make_row (const char *id, const char *title, const char *problem)
{
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (*problem != '\0')
    {
      gtk_widget_add_css_class (label, "error");
      gtk_widget_set_tooltip_text (row, problem);
      g_object_set_data (G_OBJECT (row), UNREADABLE, row);
    }
  g_object_set_data_full (G_OBJECT (row), ID_KEY, g_strdup (id), g_free);
  return GTK_LIST_BOX_ROW (row);
}

void
nuan_catalogue_list_fill (GtkListBox *list, const NuanTableCatalogue *catalogue, const char *chosen)
{
  if (gtk_list_box_get_row_at_index (list, 0) != NULL)
    return;

  for (guint i = 0; i < catalogue->ids->len; i++)
    {
      const char *id = g_ptr_array_index (catalogue->ids, i);
      GtkListBoxRow *row = make_row (id, g_ptr_array_index (catalogue->titles, i), g_ptr_array_index (catalogue->problems, i));

      gtk_list_box_append (list, GTK_WIDGET (row));
      if (g_str_equal (id, chosen))
        gtk_list_box_select_row (list, row);
    }
  if (gtk_list_box_get_selected_row (list) == NULL)
    nuan_catalogue_list_choose_first (list);
}

void
nuan_catalogue_list_choose_first (GtkListBox *list)
{
  GtkListBoxRow *row, *first = gtk_list_box_get_row_at_index (list, 0);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (g_object_get_data (G_OBJECT (row), UNREADABLE) == NULL)
      break;
  gtk_list_box_select_row (list, row != NULL ? row : first);
}

const char *
nuan_catalogue_list_get_chosen (GtkListBox *list)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (list);

  return row != NULL ? g_object_get_data (G_OBJECT (row), ID_KEY) : NULL;
}

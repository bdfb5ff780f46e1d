#include "config.h"

#include "app/kit/column-sort.h"

/* GTK 4.8 does not tell which head was clicked; but the view's sorter asks the sorters of its columns in turn, the clicked one first, and turns
 * the answer round when it sorts downwards. */
typedef struct {
  GType      row;
  NuanSorted sorted;
  gpointer   data;
  int        asked;   /* column, -1 */
} Watch;

/* What the sorter of a column knows. */
typedef struct {
  Watch *watch;   /* a reference */
  int    column;
} Probe;

static void
probe_free (gpointer data)
{
  Probe *probe = data;

  g_rc_box_release (probe->watch);
  g_free (probe);
}

static int
probe_compare (gconstpointer a, gconstpointer b, gpointer data)
{
  Probe *probe = data;

  if (probe->watch->asked < 0)
    probe->watch->asked = probe->column;
  return -1;
}

static void
changed_cb (GtkSorter *sorter, GtkSorterChange change, gpointer data)
{
  Watch *watch = data;
  g_autoptr (GObject) a = g_object_new (watch->row, NULL);
  g_autoptr (GObject) b = g_object_new (watch->row, NULL);
  GtkOrdering ordering;

  watch->asked = -1;
  ordering = gtk_sorter_compare (sorter, a, b);
  if (watch->asked >= 0)
    watch->sorted (watch->asked, ordering == GTK_ORDERING_LARGER, watch->data);
}

static void
release_watch (gpointer watch, GClosure *closure)
{
  g_rc_box_release (watch);
}

void
nuan_column_sort_watch (GtkColumnView *view, GType row, NuanSorted sorted, gpointer data)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  Watch *watch = g_rc_box_new0 (Watch);

  watch->row = row;
  watch->sorted = sorted;
  watch->data = data;
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      g_autoptr (GtkSorter) sorter = NULL;
      Probe *probe = g_new (Probe, 1);

      *probe = (Probe) { .watch = g_rc_box_acquire (watch), .column = (int) i };
      sorter = GTK_SORTER (gtk_custom_sorter_new (probe_compare, probe, probe_free));
      gtk_column_view_column_set_sorter (column, sorter);
    }
  g_signal_connect_data (gtk_column_view_get_sorter (view), "changed", G_CALLBACK (changed_cb), watch, release_watch, 0);
}

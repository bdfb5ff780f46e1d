#include "config.h"

#include "app/cases/case-table.h"

#include "app/cases/case-item.h"
#include "app/kit/column-sort.h"
#include "app/kit/columns.h"
#include "app/kit/one-stop.h"
#include "app/kit/toast.h"

#include <glib/gi18n-lib.h>

#define STATE_GROUP "cases"

struct _NuanCaseTable
{
  AdwBin              parent_instance;

  NuanContext        *context;
  NuanPagedList      *list;
  GtkSingleSelection *selection;
  NuanCaseQuery      *query;
  gint64              selected_id;
  gint64              sought_id;     /* was selected, and is no longer where it stood; 0: none */
  gboolean            from_top;      /* a new query: its first rows come to the top */
  gboolean            open_first;

  GtkScrolledWindow  *scroller;
  GtkColumnView      *view;
};

G_DEFINE_FINAL_TYPE (NuanCaseTable, nuan_case_table, ADW_TYPE_BIN)

enum {
  SELECTED,
  ACTIVATED,
  COUNTED,
  READ,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

/* The columns in the order of NuanCaseOrder; the names stand in the remembered state. */
static const char *const column_names[NUAN_N_CASE_ORDERS] = {
  "number", "head", "members", "unit", "category", "state", "last-help", "year-sum",
};

/* Closures of ui/cells. */

static char **
classes_for (gboolean loading, const char *class)
{
  const char *classes[] = { class, loading ? "skeleton" : NULL, NULL };

  return g_strdupv ((char **) (class != NULL ? classes : classes + 1));
}

static char **
text_classes (gpointer item, gboolean loading)
{
  return classes_for (loading, NULL);
}

static char **
figure_classes (gpointer item, gboolean loading)
{
  return classes_for (loading, "numeric");
}

static char **
state_classes (gpointer item, const char *state)
{
  g_autofree char *of_state = g_strconcat ("state-", state != NULL ? state : "none", NULL);
  const char *classes[] = { "state-pill", of_state, NULL };

  return g_strdupv ((char **) classes);
}

/* Selection */

static void
tell_selected (NuanCaseTable *self)
{
  NuanCaseItem *item = gtk_single_selection_get_selected_item (self->selection);

  self->selected_id = item != NULL ? nuan_case_item_get_id (item) : 0;
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
selected_cb (NuanCaseTable *self)
{
  self->sought_id = 0;
  tell_selected (self);
}

static void
scroll_to_top (NuanCaseTable *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/* GTK_INVALID_LIST_POSITION: not among these rows. */
static guint
find_row (NuanCaseTable *self, gint64 id, guint first, guint n)
{
  for (guint i = first; i < first + n; i++)
    {
      NuanCaseItem *item = nuan_paged_list_peek (self->list, i);

      if (item != NULL && nuan_case_item_get_id (item) == id)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* After a reload the selected household may stand elsewhere: the selection follows it, to rows that are filled later too. Where it left the list nothing is
 * selected, and not the household that took its place. */
static void
keep_selected (NuanCaseTable *self, guint first, guint n)
{
  const guint selected = gtk_single_selection_get_selected (self->selection);
  NuanCaseItem *item = gtk_single_selection_get_selected_item (self->selection);
  const gboolean concerned = selected >= first && selected < first + n;
  const gint64 was = concerned && self->selected_id != 0 ? self->selected_id : self->sought_id;
  guint found;

  if (concerned && item != NULL && was == nuan_case_item_get_id (item))
    {
      tell_selected (self);
      return;
    }
  if (was == 0)
    return;

  found = find_row (self, was, first, n);
  if (found == GTK_INVALID_LIST_POSITION && !concerned)
    return;
  gtk_single_selection_set_selected (self->selection, found);
  self->sought_id = found == GTK_INVALID_LIST_POSITION ? was : 0;
}

static void
activate_row (NuanCaseTable *self, guint position)
{
  g_autoptr (NuanCaseItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  gint64 id = item != NULL ? nuan_case_item_get_id (item) : 0;

  if (id != 0)
    g_signal_emit (self, signals[ACTIVATED], 0, id);
}

static void
filled_cb (NuanCaseTable *self, guint first, guint n)
{
  const gboolean read = first == 0 && self->from_top;

  if (read)
    {
      self->from_top = FALSE;
      scroll_to_top (self);
      self->selected_id = self->sought_id = 0;
      gtk_single_selection_set_selected (self->selection, n > 0 ? 0 : GTK_INVALID_LIST_POSITION);
      tell_selected (self);
    }
  else
    {
      keep_selected (self, first, n);
    }

  if (first == 0 && self->open_first)
    {
      self->open_first = FALSE;
      if (n > 0)
        activate_row (self, 0);
    }
  if (read)
    g_signal_emit (self, signals[READ], 0);
}

static void
counted_cb (NuanCaseTable *self)
{
  g_signal_emit (self, signals[COUNTED], 0);
}

/* The rows of the query before are no answer to this one. */
static void
give_up (NuanCaseTable *self)
{
  self->from_top = FALSE;
  self->open_first = FALSE;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_emit (self, signals[READ], 0);
}

static void
failed_cb (NuanCaseTable *self, const GError *error)
{
  if (self->from_top && !nuan_paged_list_is_busy (self->list))
    give_up (self);
  nuan_show_error (GTK_WIDGET (self), _("The list could not be read"), error);
}

static void
activated_cb (NuanCaseTable *self, guint position)
{
  activate_row (self, position);
}

static void
sorted_cb (int column, gboolean descending, gpointer data)
{
  NuanCaseTable *self = data;

  /* GTK 4.18 changes the sorter once more when the table goes. */
  if (self->view == NULL)
    return;

  self->query->order = column;
  self->query->descending = descending;
  nuan_columns_note_sort (STATE_GROUP, column_names[column], descending);

  if (self->list != NULL)
    {
      self->from_top = TRUE;
      nuan_paged_list_set_query (self->list, self->query);
    }
}

/* By keyboard: heads take no focus in GTK 4.8. The same column again turns the order round. */
static void
sort_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NuanCaseTable *self = NUAN_CASE_TABLE (widget);
  const char *name = g_variant_get_string (parameter, NULL);
  GtkColumnViewColumn *column = nuan_columns_find (self->view, name);
  gboolean again = g_str_equal (name, column_names[self->query->order]);

  if (column != NULL)
    gtk_column_view_sort_by_column (self->view, column,
                                    again && !self->query->descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

static void
name_columns (NuanCaseTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  g_assert (g_list_model_get_n_items (columns) == NUAN_N_CASE_ORDERS);

  for (guint i = 0; i < NUAN_N_CASE_ORDERS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      nuan_column_set_name (column, column_names[i]);
      nuan_column_remember_width (column, STATE_GROUP);
    }
}

static void
refill_cb (NuanCaseTable *self)
{
  nuan_paged_list_refill (self->list);
}

static void
nuan_case_table_dispose (GObject *object)
{
  NuanCaseTable *self = NUAN_CASE_TABLE (object);

  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->context);
  g_clear_pointer (&self->query, nuan_case_query_free);

  G_OBJECT_CLASS (nuan_case_table_parent_class)->dispose (object);
}

static void
nuan_case_table_class_init (NuanCaseTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nuan_case_table_dispose;

  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                    0);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                     1, G_TYPE_INT64);
  signals[COUNTED] = g_signal_new ("counted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[READ] = g_signal_new ("read", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/case-table.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanCaseTable, scroller);
  gtk_widget_class_bind_template_child (widget_class, NuanCaseTable, view);
  gtk_widget_class_bind_template_callback (widget_class, text_classes);
  gtk_widget_class_bind_template_callback (widget_class, figure_classes);
  gtk_widget_class_bind_template_callback (widget_class, state_classes);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "table.sort", "s", sort_cb);
}

static void
nuan_case_table_init (NuanCaseTable *self)
{
  self->query = nuan_case_query_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  nuan_one_stop (GTK_WIDGET (self->view));

  name_columns (self);
  nuan_column_sort_watch (self->view, NUAN_TYPE_CASE_ITEM, sorted_cb, self);
  nuan_columns_remember_order (self->view, STATE_GROUP);
  nuan_columns_restore_sort (self->view, STATE_GROUP, "number");
}

void
nuan_case_table_set_context (NuanCaseTable *table, NuanContext *context)
{
  g_return_if_fail (NUAN_IS_CASE_TABLE (table));
  g_return_if_fail (table->context == NULL);

  table->context = g_object_ref (context);
  table->list = nuan_paged_list_new (nuan_context_get_database (context), nuan_case_source (), context);
  g_signal_connect_object (table->list, "filled", G_CALLBACK (filled_cb), table, G_CONNECT_SWAPPED);
  g_signal_connect_object (table->list, "failed", G_CALLBACK (failed_cb), table, G_CONNECT_SWAPPED);
  g_signal_connect_object (table->list, "notify::count", G_CALLBACK (counted_cb), table, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::private", G_CALLBACK (refill_cb), table, G_CONNECT_SWAPPED);

  table->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (table->selection, FALSE);
  gtk_single_selection_set_can_unselect (table->selection, TRUE);
  gtk_single_selection_set_model (table->selection, G_LIST_MODEL (table->list));
  g_signal_connect_object (table->selection, "notify::selected-item", G_CALLBACK (selected_cb), table, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (table->view, GTK_SELECTION_MODEL (table->selection));
}

void
nuan_case_table_set_query (NuanCaseTable *table, const NuanCaseQuery *query)
{
  NuanCaseQuery *ours;

  g_return_if_fail (NUAN_IS_CASE_TABLE (table));
  g_return_if_fail (table->list != NULL);

  ours = nuan_case_query_copy (query);
  ours->order = table->query->order;
  ours->descending = table->query->descending;
  nuan_case_query_free (table->query);
  table->query = ours;
  table->from_top = TRUE;
  table->open_first = FALSE;
  nuan_paged_list_set_query (table->list, ours);
}

void
nuan_case_table_reload (NuanCaseTable *table)
{
  g_return_if_fail (NUAN_IS_CASE_TABLE (table));

  nuan_paged_list_reload (table->list);
}

NuanPagedList *
nuan_case_table_get_list (NuanCaseTable *table)
{
  g_return_val_if_fail (NUAN_IS_CASE_TABLE (table), NULL);

  return table->list;
}

gint64
nuan_case_table_get_selected (NuanCaseTable *table)
{
  g_return_val_if_fail (NUAN_IS_CASE_TABLE (table), 0);

  return table->selected_id;
}

/* The rows are inside the view's private list widget, after its heads. */
void
nuan_case_table_focus_rows (NuanCaseTable *table)
{
  GtkWidget *rows;

  g_return_if_fail (NUAN_IS_CASE_TABLE (table));

  rows = gtk_widget_get_last_child (GTK_WIDGET (table->view));
  while (rows != NULL && !gtk_widget_is_visible (rows))
    rows = gtk_widget_get_prev_sibling (rows);
  if (rows == NULL || table->list == NULL || g_list_model_get_n_items (G_LIST_MODEL (table->list)) == 0)
    return;

  if (gtk_single_selection_get_selected (table->selection) == GTK_INVALID_LIST_POSITION)
    gtk_single_selection_set_selected (table->selection, 0);
  gtk_widget_child_focus (rows, GTK_DIR_TAB_FORWARD);
}

void
nuan_case_table_open_first (NuanCaseTable *table)
{
  guint selected;

  g_return_if_fail (NUAN_IS_CASE_TABLE (table));

  if (nuan_paged_list_is_busy (table->list))
    {
      table->open_first = TRUE;
      return;
    }

  selected = gtk_single_selection_get_selected (table->selection);
  if (selected != GTK_INVALID_LIST_POSITION)
    activate_row (table, selected);
}

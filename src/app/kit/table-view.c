#include "config.h"

#include "app/kit/table-view.h"

#include <glib/gi18n-lib.h>

#include "app/kit/columns.h"
#include "app/kit/figure-cell.h"
#include "app/kit/one-stop.h"
#include "app/kit/secret.h"
#include "app/kit/table-rows.h"
#include "app/kit/text-column.h"

#define MEASURED_ROWS 200   /* that tell how wide a column is */
#define WIDEST        12    /* of a column of text, in text sizes */
#define OPENS_MAX     400   /* rows: in a longer list each row is its own thing and Enter opens it */

struct _NuanTableView
{
  AdwBin           parent_instance;

  NuanSharedTable *shared;      /* shown; NULL: none */
  NuanTableRows   *rows;        /* of it */
  gboolean         closing;     /* its rows are leaving for those of `next` */
  NuanSharedTable *next;        /* NULL: none */
  guint            step;
  gboolean         opens;
  gboolean         hide;        /* persons and amounts */
  int              text_size;   /* pixels, that the columns were measured with */
  guint            rebuild;

  GtkColumnView   *view;
};

G_DEFINE_FINAL_TYPE (NuanTableView, nuan_table_view, ADW_TYPE_BIN)

static gboolean rebuild_cb (gpointer data);

enum { OPEN, ROW_ACTIVATED, LAST_SIGNAL };
static guint signals[LAST_SIGNAL];

/* What the factory of a column knows. */
typedef struct {
  NuanTableView *view;     /* borrowed: it owns the column */
  guint          index;
  int            width;    /* that its cells ask for */
} Column;

static int
text_pixels (NuanTableView *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self->view));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  const double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  return (int) (pango_font_description_get_size_is_absolute (font) ? size : size * pango_cairo_context_get_resolution (context) / 72.0);
}

static gboolean
figures_open (NuanTableView *self)
{
  return self->opens && self->shared->table->rows->len <= OPENS_MAX;
}

static const NuanColumn *
definition_of (NuanTableView *self, guint column)
{
  return g_ptr_array_index (self->shared->table->definition->columns, column);
}

/* Roughly: to find the widest text of a column, which alone is measured. */
static guint
count_places (const char *text)
{
  guint places = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    places += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return places;
}

/* Pixels that the column needs for what its first rows and the total hold; long text is cut at WIDEST and shown in the tooltip. */
static int
measure_column (NuanTableView *self, guint index)
{
  const NuanTable *table = self->shared->table;
  const NuanColumn *column = definition_of (self, index);
  g_autofree char *widest = g_strdup ("00");
  g_autoptr (PangoLayout) layout = NULL;
  int width;

  for (guint i = 0; i < MIN (table->rows->len, MEASURED_ROWS) + 1; i++)
    {
      const NuanCell *cells = i < MIN (table->rows->len, MEASURED_ROWS) ? g_ptr_array_index (table->rows, i) : table->total;
      g_autofree char *text = cells != NULL ? nuan_cell_format (&cells[index], column->kind) : NULL;

      if (text != NULL && count_places (text) > count_places (widest))
        {
          g_free (widest);
          widest = g_steal_pointer (&text);
        }
    }
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), widest);
  pango_layout_get_pixel_size (layout, &width, NULL);
  width += width / 5;   /* the total is bold */
  return column->kind == NUAN_CELL_TEXT ? MIN (width, WIDEST * text_pixels (self)) : width;
}

static void
cell_activated_cb (NuanFigureCell *cell, GtkListItem *item)
{
  const Column *column = g_object_get_data (G_OBJECT (cell), "column");
  NuanTableRow *row = gtk_list_item_get_item (item);

  if (row != NULL && !column->view->closing)
    g_signal_emit (column->view, signals[OPEN], 0, nuan_table_row_get_index (row), definition_of (column->view, column->index)->code);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Column *column = data;
  const NuanColumn *definition = definition_of (column->view, column->index);
  const gboolean figure = definition->kind != NUAN_CELL_TEXT && definition->kind != NUAN_CELL_DAY;
  GtkWidget *cell = nuan_figure_cell_new (figure, figure && figures_open (column->view), column->width);

  g_object_set_data (G_OBJECT (cell), "column", column);
  g_signal_connect_object (cell, "activated", G_CALLBACK (cell_activated_cb), item, 0);
  gtk_list_item_set_child (item, cell);
}

static gboolean
is_person (const NuanColumn *column)
{
  return g_str_equal (column->code, "payee") || g_str_equal (column->code, "name") || g_str_equal (column->code, "head");
}

static gboolean
is_hidden (NuanTableView *self, const NuanColumn *column)
{
  return self->hide && (is_person (column) || column->kind == NUAN_CELL_MONEY || column->kind == NUAN_CELL_WAN);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Column *column = data;
  const NuanTable *table = column->view->shared->table;
  const NuanColumn *definition = definition_of (column->view, column->index);
  const int index = nuan_table_row_get_index (gtk_list_item_get_item (item));
  const NuanCell *cells = index >= 0 ? g_ptr_array_index (table->rows, index) : table->total;
  const gboolean words = definition->kind == NUAN_CELL_TEXT && (cells[column->index].text == NULL || *cells[column->index].text == '\0');
  g_autofree char *text = nuan_cell_format (&cells[column->index], definition->kind);

  nuan_figure_cell_show (NUAN_FIGURE_CELL (gtk_list_item_get_child (item)),
                         is_hidden (column->view, definition) ? NUAN_VEIL
                         : index < 0 && column->index == 0 && words ? C_("table", "Total") : text,
                         definition->title, index < 0);
}

static void
column_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
append_column (NuanTableView *self, guint index)
{
  const NuanColumn *definition = definition_of (self, index);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new (definition->title, factory);
  Column *data = g_new0 (Column, 1);
  g_autofree char *group = g_strdup_printf ("table-%s", self->shared->table->definition->id);

  data->view = self;
  data->index = index;
  data->width = measure_column (self, index);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), data);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), data, column_free, 0);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, definition->kind == NUAN_CELL_TEXT);
  nuan_column_set_name (column, definition->code);
  nuan_column_remember_width (column, group);
  gtk_column_view_append_column (self->view, column);
  g_object_unref (column);
}

static void
align_heads (NuanTableView *self)
{
  for (guint i = 0; i < self->shared->table->definition->columns->len; i++)
    {
      const NuanCellKind kind = definition_of (self, i)->kind;

      if (kind != NUAN_CELL_TEXT && kind != NUAN_CELL_DAY)
        nuan_text_column_align_head (self->view, i);
    }
}

static void
remove_columns (NuanTableView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  gtk_column_view_set_model (self->view, NULL);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
}

static void
row_activated_cb (NuanTableView *self, guint position)
{
  const NuanTable *table = self->shared != NULL ? self->shared->table : NULL;

  if (table != NULL && !self->closing && position < table->rows->len)
    g_signal_emit (self, signals[ROW_ACTIVATED], 0, (int) position);
}

void
nuan_table_view_set_opens (NuanTableView *view, gboolean opens)
{
  g_return_if_fail (NUAN_IS_TABLE_VIEW (view));

  view->opens = opens;
}

static void
show_table (NuanTableView *self, NuanSharedTable *table)
{
  g_autoptr (GtkSingleSelection) selection = NULL;
  guint n_rows;

  remove_columns (self);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->shared, nuan_shared_table_unref);
  self->shared = table;
  if (table == NULL)
    return;

  self->text_size = text_pixels (self);
  for (guint i = 0; i < table->table->definition->columns->len; i++)
    append_column (self, i);
  align_heads (self);
  n_rows = table->table->rows->len;
  self->rows = nuan_table_rows_new (n_rows, table->table->total != NULL && n_rows > 0);
  selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_selected (selection, GTK_INVALID_LIST_POSITION);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
}

/* The rows of the table that was shown leave, then those of the next one come. Out of sight nothing is built: it would be measured and drawn
 * all at once when it comes into sight. */
static gboolean
step (gpointer data)
{
  NuanTableView *self = data;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->step = 0;
      return G_SOURCE_REMOVE;
    }

  if (self->closing && (self->rows == NULL || !nuan_table_rows_step (self->rows, TRUE)))
    {
      self->closing = FALSE;
      show_table (self, g_steal_pointer (&self->next));
    }
  else if (!self->closing && (self->rows == NULL || !nuan_table_rows_step (self->rows, FALSE)))
    {
      self->step = 0;
      return G_SOURCE_REMOVE;
    }
  return G_SOURCE_CONTINUE;
}

static void
begin_steps (NuanTableView *self)
{
  if (self->step == 0)
    self->step = g_idle_add (step, self);
}

void
nuan_table_view_set_table (NuanTableView *view, NuanSharedTable *table)
{
  g_return_if_fail (NUAN_IS_TABLE_VIEW (view));

  if (table != NULL)
    nuan_shared_table_ref (table);
  g_clear_pointer (&view->next, nuan_shared_table_unref);
  view->next = table;
  view->closing = TRUE;
  begin_steps (view);
}

void
nuan_table_view_set_private (NuanTableView *view, gboolean hide)
{
  g_return_if_fail (NUAN_IS_TABLE_VIEW (view));

  if (view->hide == hide)
    return;
  view->hide = hide;
  if (nuan_table_view_get_table (view) != NULL && view->rebuild == 0)
    view->rebuild = g_idle_add (rebuild_cb, view);
}

NuanSharedTable *
nuan_table_view_get_table (NuanTableView *view)
{
  g_return_val_if_fail (NUAN_IS_TABLE_VIEW (view), NULL);

  return view->closing ? view->next : view->shared;
}

static gboolean
rebuild_cb (gpointer data)
{
  NuanTableView *self = data;
  NuanSharedTable *shared = nuan_table_view_get_table (self);

  self->rebuild = 0;
  nuan_table_view_set_table (self, shared);
  return G_SOURCE_REMOVE;
}

/* Another text size wants other columns. */
static void
nuan_table_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  NuanTableView *self = NUAN_TABLE_VIEW (widget);

  GTK_WIDGET_CLASS (nuan_table_view_parent_class)->css_changed (widget, change);
  if (self->view != NULL && self->shared != NULL && self->rebuild == 0 && text_pixels (self) != self->text_size)
    self->rebuild = g_idle_add (rebuild_cb, self);
}

static void
nuan_table_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (nuan_table_view_parent_class)->map (widget);
  begin_steps (NUAN_TABLE_VIEW (widget));
}

static void
nuan_table_view_dispose (GObject *object)
{
  NuanTableView *self = NUAN_TABLE_VIEW (object);

  g_clear_handle_id (&self->rebuild, g_source_remove);
  g_clear_handle_id (&self->step, g_source_remove);

  if (self->view != NULL)
    remove_columns (self);
  self->view = NULL;
  g_clear_object (&self->rows);
  g_clear_pointer (&self->shared, nuan_shared_table_unref);
  g_clear_pointer (&self->next, nuan_shared_table_unref);

  G_OBJECT_CLASS (nuan_table_view_parent_class)->dispose (object);
}

static void
nuan_table_view_class_init (NuanTableViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nuan_table_view_dispose;
  GTK_WIDGET_CLASS (klass)->css_changed = nuan_table_view_css_changed;
  GTK_WIDGET_CLASS (klass)->map = nuan_table_view_map;

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
  signals[ROW_ACTIVATED] = g_signal_new ("row-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
nuan_table_view_init (NuanTableView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  nuan_one_stop (GTK_WIDGET (self->view));
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_column_view_set_show_column_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "figures");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Table"), -1);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (row_activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_hexpand (scrolled, TRUE);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

GtkWidget *
nuan_table_view_new (gboolean opens)
{
  NuanTableView *view = g_object_new (NUAN_TYPE_TABLE_VIEW, NULL);

  view->opens = opens;
  return GTK_WIDGET (view);
}

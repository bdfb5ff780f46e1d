#include "config.h"

#include "app/kit/table-rows.h"

#include "app/kit/pace.h"

struct _NuanTableRow
{
  GObject parent_instance;

  int     index;
};

G_DEFINE_FINAL_TYPE (NuanTableRow, nuan_table_row, G_TYPE_OBJECT)

static void
nuan_table_row_class_init (NuanTableRowClass *klass)
{
}

static void
nuan_table_row_init (NuanTableRow *self)
{
}

int
nuan_table_row_get_index (NuanTableRow *row)
{
  g_return_val_if_fail (NUAN_IS_TABLE_ROW (row), -1);

  return row->index;
}

struct _NuanTableRows
{
  GObject parent_instance;

  guint   n_rows;    /* without the total */
  guint   n_all;     /* with it */
  guint   n_shown;
};

static GType
get_item_type (GListModel *model)
{
  return NUAN_TYPE_TABLE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return NUAN_TABLE_ROWS (model)->n_shown;
}

static gpointer
get_item (GListModel *model, guint position)
{
  NuanTableRows *self = NUAN_TABLE_ROWS (model);
  NuanTableRow *row;

  if (position >= self->n_shown)
    return NULL;
  row = g_object_new (NUAN_TYPE_TABLE_ROW, NULL);
  row->index = position < self->n_rows ? (int) position : -1;
  return row;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (NuanTableRows, nuan_table_rows, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
nuan_table_rows_class_init (NuanTableRowsClass *klass)
{
}

static void
nuan_table_rows_init (NuanTableRows *self)
{
}

NuanTableRows *
nuan_table_rows_new (guint n_rows, gboolean total)
{
  NuanTableRows *self = g_object_new (NUAN_TYPE_TABLE_ROWS, NULL);

  self->n_rows = n_rows;
  self->n_all = n_rows + (total ? 1 : 0);
  return self;
}

gboolean
nuan_table_rows_step (NuanTableRows *rows, gboolean closing)
{
  guint before, wanted;

  g_return_val_if_fail (NUAN_IS_TABLE_ROWS (rows), FALSE);

  before = rows->n_shown;
  wanted = closing ? 0 : rows->n_all;
  rows->n_shown = nuan_pace_next (before, wanted);
  if (rows->n_shown > before)
    g_list_model_items_changed (G_LIST_MODEL (rows), before, 0, rows->n_shown - before);
  else if (rows->n_shown < before)
    g_list_model_items_changed (G_LIST_MODEL (rows), rows->n_shown, before - rows->n_shown, 0);
  return rows->n_shown != wanted;
}

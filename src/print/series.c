#include "config.h"

#include "print/series.h"

#include "base/money.h"
#include "print/labels.h"

/* From here on money reads better in 万元: ten of them. */
#define WAN_FROM G_GINT64_CONSTANT (10000000)

static const char *const stacked_parts[] = { "paid", "reserved", "free", NULL };

static int
find_column (const NuanTableDefinition *definition, const char *code)
{
  for (guint i = 0; i < definition->columns->len; i++)
    if (g_strcmp0 (((NuanColumn *) g_ptr_array_index (definition->columns, i))->code, code) == 0)
      return i;

  return -1;
}

/* The value columns of KIND. A stack needs all its parts; without them it is bars. */
static GArray *
find_values (const NuanTableDefinition *definition, const char *kind)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (int));
  int column;

  if (g_strcmp0 (kind, "stacked") == 0)
    {
      for (guint i = 0; stacked_parts[i] != NULL; i++)
        {
          column = find_column (definition, stacked_parts[i]);
          if (column >= 0)
            g_array_append_val (found, column);
        }
      if (found->len == g_strv_length ((char **) stacked_parts))
        return found;
      g_array_set_size (found, 0);
    }

  column = find_column (definition, definition->chart_value);
  if (column >= 0)
    g_array_append_val (found, column);
  return found;
}

typedef struct {
  char   *label;
  guint   order;
  gint64  total;
  gint64 *values;
} Item;

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->label);
  g_free (item->values);
  g_free (item);
}

static Item *
find_item (GPtrArray *items, GHashTable *by_label, const char *label, guint n_parts)
{
  Item *item = g_hash_table_lookup (by_label, label);

  if (item != NULL)
    return item;

  item = g_new0 (Item, 1);
  item->label = g_strdup (label);
  item->order = items->len;
  item->values = g_new0 (gint64, n_parts);
  g_ptr_array_add (items, item);
  g_hash_table_insert (by_label, item->label, item);
  return item;
}

static GPtrArray *
sum_items (const NuanTable *table, int label_column, const GArray *columns)
{
  const NuanColumn *label = g_ptr_array_index (table->definition->columns, label_column);
  GPtrArray *items = g_ptr_array_new_with_free_func (item_free);
  g_autoptr (GHashTable) by_label = g_hash_table_new (g_str_hash, g_str_equal);
  const guint n_rows = table->rows->len - (nuan_table_has_earlier (table) ? 1 : 0);

  for (guint i = 0; i < n_rows; i++)
    {
      const NuanCell *cells = g_ptr_array_index (table->rows, i);
      g_autofree char *text = nuan_cell_format (&cells[label_column], label->kind);
      Item *item = find_item (items, by_label, text, columns->len);

      for (guint k = 0; k < columns->len; k++)
        {
          const gint64 value = cells[g_array_index (columns, int, k)].number;

          item->values[k] = nuan_money_add_clamped (item->values[k], value);
          item->total = nuan_money_add_clamped (item->total, value);
        }
    }

  return items;
}

static gint
compare_totals (gconstpointer a, gconstpointer b)
{
  const Item *const *x = a, *const *y = b;

  if ((*x)->total != (*y)->total)
    return (*x)->total > (*y)->total ? -1 : 1;
  return (*x)->order < (*y)->order ? -1 : 1;
}

static gint
compare_orders (gconstpointer a, gconstpointer b)
{
  const Item *const *x = a, *const *y = b;

  return (*x)->order < (*y)->order ? -1 : 1;
}

/* The largest keep their own bar, in the order of the table; the others share the last one. */
static void
gather_small (GPtrArray *items, guint max_items, const char *others, guint n_parts)
{
  Item *rest;

  if (items->len <= max_items || max_items < 2)
    return;

  g_ptr_array_sort (items, compare_totals);
  rest = g_ptr_array_index (items, max_items - 1);
  for (guint i = max_items; i < items->len; i++)
    {
      const Item *item = g_ptr_array_index (items, i);

      for (guint k = 0; k < n_parts; k++)
        rest->values[k] = nuan_money_add_clamped (rest->values[k], item->values[k]);
      rest->total = nuan_money_add_clamped (rest->total, item->total);
    }

  g_free (rest->label);
  rest->label = g_strdup_printf ("%s（%u）", others, items->len - max_items + 1);
  rest->order = G_MAXUINT;
  g_ptr_array_set_size (items, max_items);
  g_ptr_array_sort (items, compare_orders);
}

static void
choose_measure (NuanSeries *series, NuanCellKind kind, const NuanLabels *labels)
{
  gint64 largest = 0;

  for (guint i = 0; i < series->n_items; i++)
    largest = MAX (largest, series->totals[i] < 0 ? -(series->totals[i] + 1) : series->totals[i]);

  series->kind = kind == NUAN_CELL_MONEY && largest >= WAN_FROM ? NUAN_CELL_WAN : kind;
  series->measure = g_strdup (series->kind == NUAN_CELL_WAN     ? nuan_labels_get (labels, "wan")
                              : series->kind == NUAN_CELL_MONEY ? nuan_labels_get (labels, "yuan")
                                                                : "");
}

/* A column may say its own unit, as in "金额（元）"; scaled figures have another. */
static void
drop_unit (NuanSeries *series, const NuanLabels *labels)
{
  g_autofree char *unit = g_strdup_printf ("（%s）", nuan_labels_get (labels, "yuan"));

  for (guint k = 0; k < series->n_parts; k++)
    if (g_str_has_suffix (series->parts[k], unit))
      series->parts[k][strlen (series->parts[k]) - strlen (unit)] = '\0';
}

static NuanSeries *
fill (GPtrArray *items, const GArray *columns, const NuanTableDefinition *definition, const NuanLabels *labels)
{
  NuanSeries *series = g_new0 (NuanSeries, 1);

  series->n_items = items->len;
  series->n_parts = columns->len;
  series->items = g_new0 (char *, items->len + 1);
  series->parts = g_new0 (char *, columns->len + 1);
  series->values = g_new0 (gint64, (gsize) items->len * columns->len);
  series->totals = g_new0 (gint64, items->len);

  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = g_ptr_array_index (items, i);

      series->items[i] = g_strdup (item->label);
      series->totals[i] = item->total;
      for (guint k = 0; k < columns->len; k++)
        series->values[i * columns->len + k] = item->values[k];
    }
  for (guint k = 0; k < columns->len; k++)
    series->parts[k] = g_strdup (((NuanColumn *) g_ptr_array_index (definition->columns, g_array_index (columns, int,
                                                                                                        k)))->title);

  choose_measure (series, ((NuanColumn *) g_ptr_array_index (definition->columns, g_array_index (columns, int, 0)))->kind,
                  labels);
  if (series->kind == NUAN_CELL_WAN)
    drop_unit (series, labels);
  return series;
}

static char *
describe_earlier (const NuanTable *table, int column, const NuanLabels *labels)
{
  const NuanColumn *definition = g_ptr_array_index (table->definition->columns, column);
  const NuanCell *cells = nuan_table_has_earlier (table) ? g_ptr_array_index (table->rows, table->rows->len - 1) : NULL;
  g_autofree char *figure = NULL;

  if (cells == NULL || cells[column].empty)
    return g_strdup ("");

  figure = nuan_cell_format (&cells[column], definition->kind);
  return g_strdup_printf ("未含" NUAN_TABLE_EARLIER_TITLE "：%s%s", figure,
                          definition->kind == NUAN_CELL_MONEY ? nuan_labels_get (labels, "yuan")
                          : definition->kind == NUAN_CELL_WAN ? nuan_labels_get (labels, "wan")
                                                              : "");
}

NuanSeries *
nuan_series_new (const NuanTable *table, const char *kind, guint max_items)
{
  static const char *const keys[] = { "yuan", "wan", "others", NULL };
  const NuanTableDefinition *definition = table->definition;
  const int label_column = find_column (definition, definition->chart_label);
  g_autoptr (GArray) columns = find_values (definition, kind);
  g_autoptr (NuanLabels) labels = nuan_labels_load ("chart", NULL, keys, NULL);
  g_autoptr (GPtrArray) items = NULL;
  NuanSeries *series;

  if (label_column < 0 || columns->len == 0 || labels == NULL)
    return NULL;

  items = sum_items (table, label_column, columns);
  if (items->len == 0)
    return NULL;

  if (g_strcmp0 (kind, "line") != 0)
    gather_small (items, max_items, nuan_labels_get (labels, "others"), columns->len);

  series = fill (items, columns, definition, labels);
  series->note = describe_earlier (table, g_array_index (columns, int, 0), labels);
  return series;
}

void
nuan_series_free (NuanSeries *series)
{
  g_strfreev (series->items);
  g_strfreev (series->parts);
  g_free (series->values);
  g_free (series->totals);
  g_free (series->measure);
  g_free (series->note);
  g_free (series);
}

gint64
nuan_series_value (const NuanSeries *series, guint item, guint part)
{
  g_return_val_if_fail (item < series->n_items && part < series->n_parts, 0);

  return series->values[item * series->n_parts + part];
}

char *
nuan_series_format (const NuanSeries *series, gint64 value)
{
  const NuanCell cell = { .number = value };

  return nuan_cell_format (&cell, series->kind);
}

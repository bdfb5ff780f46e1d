#include "config.h"

#include "store/tables/statistics-private.h"

#include <glib/gi18n-lib.h>

/* The files as they are today: what they were on another day is not kept. A file counts under its primary cause. */
static const NuanDimension dimensions[] = {
  { "state", "h.state", "household-state" },
  { "category", "h.category", "category" },
  { "unit", "h.unit_id", NULL, "unit", "name", "sort_key" },
  { "cause", "coalesce (c.cause, '')", "cause" },
};

static const NuanMeasure measures[] = {
  { "households", "count (*)" },
  { "persons", "coalesce (sum (h.member_count), 0)" },
};

static void
add_where (NuanQuery *query, const NuanTable *table)
{
  nuan_query_append (query, " WHERE h.id > 0");
}

#define FROM " FROM household h LEFT JOIN household_cause c ON c.household_id = h.id AND c.place = 0"

#define SELECT_HOUSEHOLDS \
  "SELECT h.number, h.head_name, h.member_count, u.name, h.category, h.state, h.id, 0, 0" FROM " JOIN unit u ON u.id = h.unit_id"

static const NuanGrouping grouping = {
  dimensions, G_N_ELEMENTS (dimensions), measures, G_N_ELEMENTS (measures), FROM, add_where,
};

gboolean
nuan_statistics_fill_households (NuanConnection *connection, NuanTable *table, GError **error)
{
  return nuan_statistics_fill_grouped (connection, &grouping, table, error);
}

NuanTable *
nuan_statistics_rows_households (NuanConnection *connection, const NuanTable *table, const char *key, const char *column,
                                 guint limit, GError **error)
{
  g_autoptr (NuanTable) rows = nuan_statistics_rows_new (table, _("Households"));
  g_autoptr (NuanQuery) query = nuan_query_new (SELECT_HOUSEHOLDS);

  nuan_statistics_rows_add (rows, "household", _("Household"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "head", _("Head"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "members", _("Members"), NUAN_CELL_COUNT);
  nuan_statistics_rows_add (rows, "unit", _("Unit"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "category", _("Category"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "state", _("State"), NUAN_CELL_TEXT);

  if (!nuan_statistics_add_where (query, &grouping, table, key, error))
    return NULL;
  nuan_query_append (query, " ORDER BY h.number");
  nuan_statistics_add_limit (query, limit);

  return nuan_statistics_rows_read (rows, nuan_query_prepare (query, connection), error) ? g_steal_pointer (&rows) : NULL;
}

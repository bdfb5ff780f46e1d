#include "config.h"

#include "store/tables/statistics-private.h"

#include <glib/gi18n-lib.h>

static const NuanDimension dimensions[] = {
  { "programme", "p.programme", "programme" },
  { "fund", "p.fund_id", NULL, "fund", "name", "from_day || ' ' || name" },
  { "source", "f.source", "source" },
  { "unit", "p.unit_id", NULL, "unit", "name", "sort_key" },
  { "category", "p.category", "category" },
  { "method", "p.method", "method" },
  { "cashier", "p.paid_by", NULL, "staff", "name", "name" },
  { "month", "substr (p.on_day, 1, 7)" },
  { "year", "substr (p.on_day, 1, 4)" },
  { "day", "p.on_day" },
  { "household", "p.household_id", NULL, "household", "number", "number" },
};

/* 户 and 人 count each one once, 户次 and 人次 each payment (domain.md §6.2). */
static const NuanMeasure measures[] = {
  { "households", "count (DISTINCT p.household_id)" },
  { "household-times", "count (*)" },
  { "persons", "count (DISTINCT p.member_id)" },
  { "person-times", "count (*)" },
  { "amount", "coalesce (sum (p.amount_fen), 0)" },
  { "amount-wan", "coalesce (sum (p.amount_fen), 0)" },
};

/* Paid in the period and not voided by its end: a table of a closed period stays as it was reported. */
static void
add_where (NuanQuery *query, const NuanTable *table)
{
  nuan_query_append (query, " WHERE p.on_day BETWEEN ");
  nuan_query_add_day (query, table->from);
  nuan_query_append (query, " AND ");
  nuan_query_add_day (query, table->to);
  nuan_query_append (query, " AND NOT EXISTS (SELECT 1 FROM payment_void v WHERE v.payment_id = p.id AND v.on_day <= ");
  nuan_query_add_day (query, table->to);
  nuan_query_append (query, ")");
}

static const NuanGrouping plain = {
  dimensions, G_N_ELEMENTS (dimensions), measures, G_N_ELEMENTS (measures), " FROM payment p", add_where,
};
static const NuanGrouping with_fund = {
  dimensions, G_N_ELEMENTS (dimensions), measures, G_N_ELEMENTS (measures),
  " FROM payment p JOIN fund f ON f.id = p.fund_id", add_where,
};

static gboolean
asks_for_source (const NuanTableDefinition *definition)
{
  for (guint i = 0; i < definition->columns->len; i++)
    if (g_str_equal (((const NuanColumn *) g_ptr_array_index (definition->columns, i))->code, "source"))
      return TRUE;

  return g_hash_table_contains (definition->filters, "source");
}

gboolean
nuan_statistics_fill_payments (NuanConnection *connection, NuanTable *table, GError **error)
{
  return nuan_statistics_fill_grouped (connection, asks_for_source (table->definition) ? &with_fund : &plain, table, error);
}

/* One row for each that a distinct count counted, with what it got. */
static NuanQuery *
ask_for_households (NuanTable *rows)
{
  nuan_statistics_rows_add (rows, "household", _("Household"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "head", _("Head"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "unit", _("Unit"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "times", _("Times"), NUAN_CELL_COUNT);
  nuan_statistics_rows_add (rows, "amount", _("Amount"), NUAN_CELL_MONEY);
  return nuan_query_new ("SELECT h.number, h.head_name, u.name, count (*), sum (p.amount_fen), h.id, 0, 0 "
                         "  FROM payment p JOIN fund f ON f.id = p.fund_id JOIN household h ON h.id = p.household_id "
                         "  JOIN unit u ON u.id = h.unit_id");
}

static NuanQuery *
ask_for_persons (NuanTable *rows)
{
  nuan_statistics_rows_add (rows, "household", _("Household"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "name", _("Name"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "times", _("Times"), NUAN_CELL_COUNT);
  nuan_statistics_rows_add (rows, "amount", _("Amount"), NUAN_CELL_MONEY);
  return nuan_query_new ("SELECT h.number, m.name, count (*), sum (p.amount_fen), h.id, 0, 0 "
                         "  FROM payment p JOIN fund f ON f.id = p.fund_id JOIN household h ON h.id = p.household_id "
                         "  JOIN member m ON m.id = p.member_id");
}

NuanTable *
nuan_statistics_rows_payments (NuanConnection *connection, const NuanTable *table, const char *key, const char *column,
                               guint limit, GError **error)
{
  g_autoptr (NuanTable) rows = nuan_statistics_rows_new (table, _("Payments"));
  g_autoptr (NuanQuery) query = NULL;
  const char *ending = " ORDER BY r.year, r.seq";

  if (g_str_equal (column, "households"))
    {
      query = ask_for_households (rows);
      ending = " GROUP BY h.id, h.number, h.head_name, u.name ORDER BY h.number";
    }
  else if (g_str_equal (column, "persons"))
    {
      query = ask_for_persons (rows);
      ending = " GROUP BY h.id, h.number, m.id, m.name ORDER BY h.number, m.id";
    }
  else
    {
      nuan_statistics_rows_add_payments (rows);
      query = nuan_query_new (NUAN_PAYMENT_COLUMNS
                              "  FROM payment p JOIN receipt r ON r.payment_id = p.id JOIN fund f ON f.id = p.fund_id");
    }

  if (!nuan_statistics_add_where (query, &with_fund, table, key, error))
    return NULL;
  nuan_query_append (query, ending);
  nuan_statistics_add_limit (query, limit);

  return nuan_statistics_rows_read (rows, nuan_query_prepare (query, connection), error) ? g_steal_pointer (&rows) : NULL;
}

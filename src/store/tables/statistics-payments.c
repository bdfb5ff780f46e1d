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
  { "payments", "count (*)" },
  { "households", "count (DISTINCT p.household_id)" },
  { "household-times", "count (*)" },
  { "persons", "count (DISTINCT p.member_id)" },
  { "person-times", "count (*)" },
  { "amount", "coalesce (sum (p.amount_fen), 0)" },
  { "amount-wan", "coalesce (sum (p.amount_fen), 0)" },
};

/* Who was helped before was helped: a household or person is not taken back. */
static const NuanMeasure measures_taken_back[] = {
  { "payments", "- count (*)" },
  { "households", "NULL" },
  { "household-times", "- count (*)" },
  { "persons", "NULL" },
  { "person-times", "- count (*)" },
  { "amount", "- coalesce (sum (p.amount_fen), 0)" },
  { "amount-wan", "- coalesce (sum (p.amount_fen), 0)" },
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

static const NuanGrouping earlier = {
  dimensions, G_N_ELEMENTS (dimensions), measures_taken_back, G_N_ELEMENTS (measures_taken_back),
  NUAN_TAKEN_BACK_FROM " JOIN fund f ON f.id = p.fund_id", nuan_statistics_where_taken_back, NULL,
};
static const NuanGrouping plain = {
  dimensions, G_N_ELEMENTS (dimensions), measures, G_N_ELEMENTS (measures), " FROM payment p", add_where, &earlier,
};
static const NuanGrouping with_fund = {
  dimensions, G_N_ELEMENTS (dimensions), measures, G_N_ELEMENTS (measures),
  " FROM payment p JOIN fund f ON f.id = p.fund_id", add_where, &earlier,
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

/* The payments behind a figure; behind a total, what it takes back after them. */
static gboolean
read_payments (NuanConnection *connection, NuanTable *rows, const NuanTable *table, const char *key, guint limit, GError **error)
{
  const char *columns = nuan_statistics_shows_taken_back (table, key) ? NUAN_PAID_AMONG_COLUMNS : NUAN_PAID_COLUMNS;
  g_autoptr (NuanQuery) query = nuan_query_new (columns);

  nuan_query_append (query, "  FROM payment p JOIN receipt r ON r.payment_id = p.id JOIN fund f ON f.id = p.fund_id");
  if (!nuan_statistics_add_where (query, &with_fund, table, key, error))
    return FALSE;
  nuan_query_append (query, " ORDER BY r.year, r.seq");
  nuan_statistics_add_limit (query, limit);

  return nuan_statistics_rows_read (rows, nuan_query_prepare (query, connection), error);
}

static gboolean
read_taken_back (NuanConnection *connection, NuanTable *rows, const NuanTable *table, guint limit, GError **error)
{
  g_autoptr (NuanQuery) query = nuan_query_new (NUAN_TAKEN_BACK_COLUMNS NUAN_TAKEN_BACK_FROM
                                                " JOIN receipt r ON r.payment_id = p.id JOIN fund f ON f.id = p.fund_id");

  if (!nuan_statistics_left_of (rows, &limit))
    return TRUE;
  if (!nuan_statistics_add_where (query, &earlier, table, NULL, error))
    return FALSE;
  nuan_query_append (query, " ORDER BY r.year, r.seq");
  nuan_statistics_add_limit (query, limit);

  return nuan_statistics_rows_read (rows, nuan_query_prepare (query, connection), error);
}

static gboolean
read_distinct (NuanConnection *connection, NuanTable *rows, const NuanTable *table, const char *key, const char *column, guint limit,
               GError **error)
{
  const gboolean households = g_str_equal (column, "households");
  g_autoptr (NuanQuery) query = households ? ask_for_households (rows) : ask_for_persons (rows);

  if (!nuan_statistics_add_where (query, &with_fund, table, key, error))
    return FALSE;
  nuan_query_append (query, households ? " GROUP BY h.id, h.number, h.head_name, u.name ORDER BY h.number"
                                       : " GROUP BY h.id, h.number, m.id, m.name ORDER BY h.number, m.id");
  nuan_statistics_add_limit (query, limit);

  return nuan_statistics_rows_read (rows, nuan_query_prepare (query, connection), error);
}

NuanTable *
nuan_statistics_rows_payments (NuanConnection *connection, const NuanTable *table, const char *key, const char *column,
                               guint limit, GError **error)
{
  const gboolean taken_back = nuan_statistics_shows_taken_back (table, key), paid = key == NULL || !taken_back;
  g_autoptr (NuanTable) rows = nuan_statistics_rows_new (table, paid ? C_("table", "Payments") : _("Voids of earlier periods"));

  if (paid && (g_str_equal (column, "households") || g_str_equal (column, "persons")))
    return read_distinct (connection, rows, table, key, column, limit, error) ? g_steal_pointer (&rows) : NULL;

  nuan_statistics_rows_add_payments (rows, taken_back);
  if (paid && !read_payments (connection, rows, table, key, limit, error))
    return NULL;
  if (taken_back && !read_taken_back (connection, rows, table, limit, error))
    return NULL;

  return g_steal_pointer (&rows);
}

#include "config.h"

/* What SQLite alone understands: which index walks through the list. Every order has its own, with the filters' columns in it, so that
 * neither sorting nor the table itself is needed to find the ids of a window. */

#include "store/case-list-private.h"

typedef struct {
  const char *from, *up, *down;
} Order;

#define ONE_INDEX(name, column) \
  { "household h INDEXED BY " name, column ", h.id", column " DESC, h.id DESC" }

static const Order orders[NUAN_N_CASE_ORDERS] = {
  [NUAN_CASE_BY_NUMBER] = ONE_INDEX ("household_by_number", "h.number"),
  [NUAN_CASE_BY_HEAD] = ONE_INDEX ("household_by_head", "h.head_key"),
  [NUAN_CASE_BY_MEMBERS] = ONE_INDEX ("household_by_members", "h.member_count"),
  [NUAN_CASE_BY_UNIT] = { "unit u INDEXED BY unit_sort CROSS JOIN household h INDEXED BY household_by_unit ON h.unit_id = u.id",
                          "u.sort_key, u.id, h.id", "u.sort_key DESC, u.id DESC, h.id DESC" },
  [NUAN_CASE_BY_CATEGORY] = ONE_INDEX ("household_by_category", NUAN_CATEGORY_RANK),
  [NUAN_CASE_BY_STATE] = ONE_INDEX ("household_by_state", NUAN_STATE_RANK),
  [NUAN_CASE_BY_LAST_HELP] = ONE_INDEX ("household_by_help", "h.last_help"),
  /* Sums of an earlier year count as nothing and stand together, whatever they were. */
  [NUAN_CASE_BY_YEAR_SUM] = { "household h INDEXED BY household_by_sum", "h.help_year, h.help_fen, h.id", "h.help_year DESC, h.help_fen DESC, h.id DESC" },
};

/* Within one unit there is nothing to order units by. */
static const Order in_one_unit = { "household h INDEXED BY household_by_unit", "h.id", "h.id DESC" };

static gboolean
is_set (const char *filter)
{
  return filter != NULL && *filter != '\0';
}

static gboolean
read_ids (NuanConnection *connection, NuanCaseSql *sql, GArray *ids, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (NuanStatement) statement = nuan_case_sql_prepare (sql, connection, error);

  if (statement == NULL)
    return FALSE;

  while (nuan_statement_next (statement, &local))
    {
      const gint64 id = nuan_statement_int (statement, 0);

      g_array_append_val (ids, id);
    }
  if (local == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
reverse (GArray *ids)
{
  for (guint i = 0; i < ids->len / 2; i++)
    {
      const gint64 id = g_array_index (ids, gint64, i);

      g_array_index (ids, gint64, i) = g_array_index (ids, gint64, ids->len - 1 - i);
      g_array_index (ids, gint64, ids->len - 1 - i) = id;
    }
}

gboolean
nuan_case_order_window (NuanConnection *connection, const NuanCaseQuery *query, gint64 offset, guint limit, gint64 n_total, GArray *ids,
                        GError **error)
{
  const Order *order = query->order == NUAN_CASE_BY_UNIT && is_set (query->unit) ? &in_one_unit : &orders[query->order];
  const gboolean from_end = n_total >= 0 && offset > n_total / 2;
  const gint64 n = from_end ? MIN ((gint64) limit, n_total - offset) : (gint64) limit;
  g_autoptr (NuanCaseSql) sql = NULL;

  if (n <= 0)
    return TRUE;

  sql = nuan_case_sql_new ("SELECT h.id FROM ");
  g_string_append_printf (sql->sql, "%s WHERE 1", order->from);
  nuan_case_sql_filter (sql, query);
  g_string_append_printf (sql->sql, " ORDER BY %s LIMIT %" G_GINT64_FORMAT " OFFSET %" G_GINT64_FORMAT,
                          (query->descending != FALSE) != from_end ? order->down : order->up, n,
                          from_end ? n_total - offset - n : offset);
  if (!read_ids (connection, sql, ids, error))
    return FALSE;

  if (from_end)
    reverse (ids);
  return TRUE;
}

/* The smallest index that knows the answer. A state or category is named by its rank as well: that is what its index begins with. */
static void
count_from (NuanCaseSql *sql, const NuanCaseQuery *query)
{
  if (is_set (query->cause))
    {
      g_string_append (sql->sql, "household_cause o CROSS JOIN household h ON h.id = o.household_id WHERE o.cause = ?");
      nuan_case_sql_bind (sql, query->cause);
    }
  else if (is_set (query->unit))
    g_string_append (sql->sql, "household h INDEXED BY household_by_unit WHERE 1");
  else if (is_set (query->waiting))
    g_string_append (sql->sql, "household h INDEXED BY household_by_state WHERE " NUAN_STATE_RANK " IN (0, 1)");
  else if (is_set (query->state))
    {
      g_string_append (sql->sql, "household h INDEXED BY household_by_state WHERE " NUAN_STATE_RANK " = (SELECT");
      g_string_append (sql->sql, " CASE ? WHEN 'pending' THEN 0 WHEN 'changed' THEN 1 WHEN 'returned' THEN 2 WHEN 'in-force' THEN 3"
                                 " WHEN 'refused' THEN 4 ELSE 5 END)");
      nuan_case_sql_bind (sql, query->state);
    }
  else if (is_set (query->category))
    {
      g_string_append (sql->sql, "household h INDEXED BY household_by_category WHERE " NUAN_CATEGORY_RANK " = (SELECT");
      g_string_append (sql->sql, " CASE ? WHEN 'deep' THEN 0 WHEN 'relative' THEN 1 WHEN 'accident' THEN 2 ELSE 3 END)");
      nuan_case_sql_bind (sql, query->category);
    }
  else
    g_string_append (sql->sql, "household h WHERE 1");
}

gboolean
nuan_case_order_count (NuanConnection *connection, const NuanCaseQuery *query, gint64 *n, GError **error)
{
  g_autoptr (NuanCaseSql) sql = NULL;
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  const gboolean plain = !nuan_case_query_has_filter (query);

  sql = nuan_case_sql_new (plain ? "SELECT count(*) FROM household" : "SELECT count(*) FROM ");
  if (!plain)
    {
      count_from (sql, query);
      nuan_case_sql_filter (sql, query);
    }
  if (!read_ids (connection, sql, numbers, error))
    return FALSE;

  *n = g_array_index (numbers, gint64, 0);
  return TRUE;
}

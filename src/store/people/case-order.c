#include "config.h"

/* Which index walks through the list. Every order has its own, with the filters' columns in it, so that neither sorting nor the table itself
 * is needed to find the ids of a window. */

#include "store/people/case-list-private.h"

typedef struct {
  const char *from, *up, *down;
} Order;

#define ONE_INDEX(name, column) \
  { "household h" NUAN_PIN (name), column ", h.id", column " DESC, h.id DESC" }

static const Order orders[NUAN_N_CASE_ORDERS] = {
  [NUAN_CASE_BY_NUMBER] = ONE_INDEX ("household_by_number", "h.number"),
  [NUAN_CASE_BY_HEAD] = ONE_INDEX ("household_by_head", "h.head_key"),
  [NUAN_CASE_BY_MEMBERS] = ONE_INDEX ("household_by_members", "h.member_count"),
  [NUAN_CASE_BY_UNIT] = { "unit u" NUAN_PIN ("unit_sort") NUAN_JOIN_AFTER "household h" NUAN_PIN ("household_by_unit") " ON h.unit_id = u.id",
                          "u.sort_key, u.id, h.id", "u.sort_key DESC, u.id DESC, h.id DESC" },
  [NUAN_CASE_BY_CATEGORY] = ONE_INDEX ("household_by_category", NUAN_CATEGORY_RANK),
  [NUAN_CASE_BY_STATE] = ONE_INDEX ("household_by_state", NUAN_STATE_RANK),
  [NUAN_CASE_BY_LAST_HELP] = ONE_INDEX ("household_by_help", "h.last_help"),
  /* Sums of an earlier year count as nothing and stand together, whatever they were. */
  [NUAN_CASE_BY_YEAR_SUM] = { "household h" NUAN_PIN ("household_by_sum"), "h.help_year, h.help_fen, h.id",
                              "h.help_year DESC, h.help_fen DESC, h.id DESC" },
};

/* Within one unit there is nothing to order units by. */
static const Order in_one_unit = { "household h" NUAN_PIN ("household_by_unit"), "h.id", "h.id DESC" };

static gboolean
is_set (const char *filter)
{
  return filter != NULL && *filter != '\0';
}

static gboolean
read_ids (NuanConnection *connection, NuanQuery *sql, GArray *ids, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_query_prepare (sql, connection);

  while (nuan_statement_next (row, error))
    {
      const gint64 id = nuan_statement_int (row, 0);

      g_array_append_val (ids, id);
    }

  return !nuan_statement_failed (row);
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
nuan_case_order_window (NuanConnection *connection, const NuanCaseQuery *query, gint64 offset, guint limit, gint64 n_total,
                        GArray *ids, GError **error)
{
  const Order *order = query->order == NUAN_CASE_BY_UNIT && is_set (query->unit) ? &in_one_unit : &orders[query->order];
  const gboolean from_end = n_total >= 0 && offset > n_total / 2;
  const gint64 n = from_end ? MIN ((gint64) limit, n_total - offset) : (gint64) limit;
  g_autoptr (NuanQuery) sql = NULL;

  if (n <= 0)
    return TRUE;

  sql = nuan_query_new ("SELECT h.id FROM ");
  g_string_append_printf (sql->sql, "%s WHERE 1 = 1", order->from);
  nuan_case_query_filter (sql, query);
  g_string_append_printf (sql->sql, " ORDER BY %s LIMIT %" G_GINT64_FORMAT " OFFSET %" G_GINT64_FORMAT,
                          (query->descending != FALSE) != from_end ? order->down : order->up, n,
                          from_end ? n_total - offset - n : offset);
  if (!read_ids (connection, sql, ids, error))
    return FALSE;

  if (from_end)
    reverse (ids);
  return TRUE;
}

/* Where a code stands in the order of the work; an unknown one nowhere. */
static int
rank_of (const char *code, const char *const *codes, int n_codes)
{
  for (int i = 0; i < n_codes; i++)
    if (g_str_equal (codes[i], code))
      return i;

  return -1;
}

static const char *const states[] = { "pending", "changed", "returned", "in-force", "refused", "closed" };
static const char *const categories[] = { "deep", "relative", "accident", "none" };

/* FROM and WHERE of everything that passes the filters, in no order: the index of the filter that leaves least. What it answers
 * is taken out of REST, a shallow copy. */
static void
filter_from (NuanQuery *sql, NuanCaseQuery *rest)
{
  if (is_set (rest->unit))
    nuan_query_append (sql, "household h" NUAN_PIN ("household_by_unit") " WHERE 1 = 1");
  else if (is_set (rest->waiting))
    nuan_query_append (sql, "household h" NUAN_PIN ("household_by_state") " WHERE " NUAN_STATE_RANK " IN (0, 1)");
  else if (is_set (rest->state) && !(is_set (rest->cause) && g_str_equal (rest->state, "in-force")))
    {
      g_string_append_printf (sql->sql, "household h" NUAN_PIN ("household_by_state") " WHERE " NUAN_STATE_RANK " = %d",
                              rank_of (rest->state, states, G_N_ELEMENTS (states)));
      rest->state = NULL;
    }
  else if (is_set (rest->cause) && !is_set (rest->state) && !is_set (rest->category))
    {
      nuan_query_append (sql, "(SELECT o.household_id AS id FROM household_cause o WHERE o.cause = ?) h WHERE 1 = 1");
      nuan_query_bind_text (sql, rest->cause);
      rest->cause = NULL;
    }
  else if (is_set (rest->cause))
    {
      nuan_query_append (sql, "household_cause o" NUAN_JOIN_AFTER "household h ON h.id = o.household_id WHERE o.cause = ?");
      nuan_query_bind_text (sql, rest->cause);
      rest->cause = NULL;
    }
  else if (is_set (rest->category))
    {
      g_string_append_printf (sql->sql, "household h" NUAN_PIN ("household_by_category") " WHERE " NUAN_CATEGORY_RANK " = %d",
                              rank_of (rest->category, categories, G_N_ELEMENTS (categories)));
      rest->category = NULL;
    }
  else
    nuan_query_append (sql, "household h WHERE 1 = 1");
}

static NuanQuery *
filter_sql (const char *start, const NuanCaseQuery *query)
{
  NuanCaseQuery rest = *query;
  NuanQuery *sql = nuan_query_new (start);

  filter_from (sql, &rest);
  nuan_case_query_filter (sql, &rest);
  return sql;
}

gboolean
nuan_case_order_count (NuanConnection *connection, const NuanCaseQuery *query, gint64 *n, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (NuanQuery) sql = nuan_case_query_has_filter (query) ? filter_sql ("SELECT count(*) FROM ", query)
                                                                 : nuan_query_new ("SELECT count(*) FROM household");

  if (!read_ids (connection, sql, numbers, error))
    return FALSE;

  *n = g_array_index (numbers, gint64, 0);
  return TRUE;
}

gboolean
nuan_case_order_passing (NuanConnection *connection, const NuanCaseQuery *query, gint64 limit, GArray *ids, GError **error)
{
  g_autoptr (NuanQuery) sql = filter_sql ("SELECT h.id FROM ", query);

  g_string_append_printf (sql->sql, " LIMIT %" G_GINT64_FORMAT, limit);
  return read_ids (connection, sql, ids, error);
}

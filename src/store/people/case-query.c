#include "config.h"

#include "store/people/case-list.h"

#include "store/people/case-list-private.h"

NuanCaseQuery *
nuan_case_query_new (void)
{
  NuanCaseQuery *query = g_new0 (NuanCaseQuery, 1);

  query->search = g_strdup ("");
  query->state = g_strdup ("");
  query->category = g_strdup ("");
  query->unit = g_strdup ("");
  query->cause = g_strdup ("");
  query->waiting = g_strdup ("");
  return query;
}

NuanCaseQuery *
nuan_case_query_copy (const NuanCaseQuery *query)
{
  NuanCaseQuery *copy = g_memdup2 (query, sizeof *query);

  copy->search = g_strdup (query->search);
  copy->state = g_strdup (query->state);
  copy->category = g_strdup (query->category);
  copy->unit = g_strdup (query->unit);
  copy->cause = g_strdup (query->cause);
  copy->waiting = g_strdup (query->waiting);
  return copy;
}

void
nuan_case_query_free (NuanCaseQuery *query)
{
  if (query == NULL)
    return;

  g_free (query->search);
  g_free (query->state);
  g_free (query->category);
  g_free (query->unit);
  g_free (query->cause);
  g_free (query->waiting);
  g_free (query);
}

gboolean
nuan_case_query_equal (const NuanCaseQuery *a, const NuanCaseQuery *b)
{
  return g_strcmp0 (a->search, b->search) == 0 && g_strcmp0 (a->state, b->state) == 0 &&
         g_strcmp0 (a->category, b->category) == 0 && g_strcmp0 (a->unit, b->unit) == 0 &&
         g_strcmp0 (a->cause, b->cause) == 0 && g_strcmp0 (a->waiting, b->waiting) == 0 &&
         a->order == b->order && !a->descending == !b->descending;
}

static gboolean
is_set (const char *filter)
{
  return filter != NULL && *filter != '\0';
}

gboolean
nuan_case_query_has_filter (const NuanCaseQuery *query)
{
  return is_set (query->state) || is_set (query->category) || is_set (query->unit) || is_set (query->cause) ||
         is_set (query->waiting);
}

static void
filter (NuanQuery *sql, const char *condition, const char *value)
{
  if (!is_set (value))
    return;

  nuan_query_append (sql, condition);
  nuan_query_bind_text (sql, value);
}

void
nuan_case_query_filter (NuanQuery *sql, const NuanCaseQuery *query)
{
  filter (sql, " AND h.state = ?", query->state);
  filter (sql, " AND h.category = ?", query->category);
  filter (sql, " AND h.unit_id = (SELECT f.id FROM unit f WHERE f.name = ?)", query->unit);
  filter (sql, " AND EXISTS (SELECT 1 FROM household_cause c WHERE c.household_id = h.id AND c.cause = ?)", query->cause);
  if (g_strcmp0 (query->waiting, "approve-household") == 0)
    nuan_query_append (sql, " AND h.state IN ('pending', 'changed')");
}

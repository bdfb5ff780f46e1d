#include "config.h"

#include "store/engine/query.h"

NuanQuery *
nuan_query_new (const char *sql)
{
  NuanQuery *query = g_new (NuanQuery, 1);

  query->sql = g_string_new (sql);
  query->values = g_ptr_array_new_with_free_func (g_free);
  query->types = g_array_new (FALSE, FALSE, sizeof (char));
  return query;
}

void
nuan_query_free (NuanQuery *query)
{
  if (query == NULL)
    return;

  g_string_free (query->sql, TRUE);
  g_ptr_array_unref (query->values);
  g_array_unref (query->types);
  g_free (query);
}

void
nuan_query_append (NuanQuery *query, const char *sql)
{
  g_string_append (query->sql, sql);
}

static void
add (NuanQuery *query, char type, char *value)
{
  g_string_append_c (query->sql, '?');
  g_ptr_array_add (query->values, value);
  g_array_append_val (query->types, type);
}

void
nuan_query_add_text (NuanQuery *query, const char *value)
{
  add (query, 't', g_strdup (value));
}

void
nuan_query_add_int (NuanQuery *query, gint64 value)
{
  add (query, 'i', g_strdup_printf ("%" G_GINT64_FORMAT, value));
}

void
nuan_query_add_day (NuanQuery *query, NuanDay value)
{
  add (query, 't', nuan_day_format (value));
}

void
nuan_query_add_list (NuanQuery *query, char **values)
{
  nuan_query_append (query, " IN (");
  for (guint i = 0; values[i] != NULL; i++)
    {
      if (i > 0)
        nuan_query_append (query, ", ");
      nuan_query_add_text (query, values[i]);
    }
  nuan_query_append (query, ")");
}

NuanStatement *
nuan_query_prepare (NuanQuery *query, NuanConnection *connection, GError **error)
{
  NuanStatement *statement = nuan_statement_prepare (connection, query->sql->str, error);

  if (statement == NULL)
    return NULL;

  g_assert ((int) query->values->len == sqlite3_bind_parameter_count (statement));
  for (guint i = 0; i < query->values->len; i++)
    {
      const char *value = g_ptr_array_index (query->values, i);

      if (g_array_index (query->types, char, i) == 'i')
        sqlite3_bind_int64 (statement, i + 1, g_ascii_strtoll (value, NULL, 10));
      else
        sqlite3_bind_text (statement, i + 1, value, -1, SQLITE_TRANSIENT);
    }

  return statement;
}

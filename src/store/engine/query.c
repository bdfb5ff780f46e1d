#include "config.h"

#include "store/engine/query.h"

#include "store/engine/engine-private.h"

NuanQuery *
nuan_query_new (const char *sql)
{
  NuanQuery *query = g_new (NuanQuery, 1);

  query->sql = g_string_new (sql);
  query->values = g_ptr_array_new_with_free_func (g_free);
  query->types = g_array_new (TRUE, TRUE, sizeof (char));
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
bind (NuanQuery *query, char type, char *value)
{
  g_ptr_array_add (query->values, value);
  g_array_append_val (query->types, type);
}

static void
add (NuanQuery *query, char type, char *value)
{
  g_string_append_c (query->sql, '?');
  bind (query, type, value);
}

void
nuan_query_bind_text (NuanQuery *query, const char *value)
{
  bind (query, 't', g_strdup (value));
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
nuan_query_prepare (NuanQuery *query, NuanConnection *connection)
{
  return nuan_statement_with_values (connection, query->sql->str, query->types->data, (char **) query->values->pdata);
}

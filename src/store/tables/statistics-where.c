#include "config.h"

#include "store/tables/statistics-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "base/money.h"

const NuanDimension *
nuan_statistics_find_dimension (const NuanGrouping *grouping, const char *code)
{
  for (guint i = 0; i < grouping->n_dimensions; i++)
    if (g_str_equal (grouping->dimensions[i].code, code))
      return &grouping->dimensions[i];

  return NULL;
}

gboolean
nuan_statistics_refuse (const char *field, const char *code, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_INVALID, field, _("“%s” is nothing that this table can show"), code);
  return FALSE;
}

void
nuan_statistics_add_up (NuanCell *total, gint64 fen, GError **error)
{
  if (error == NULL || *error == NULL)
    nuan_money_add (total->number, fen, "total", &total->number, error);
}

/* The filters speak of names, the rows of ids. */
static void
add_filter (NuanQuery *query, const NuanDimension *dimension, char **values)
{
  nuan_query_append (query, " AND ");
  nuan_query_append (query, dimension->sql);
  if (dimension->table == NULL)
    {
      nuan_query_add_list (query, values);
      return;
    }

  nuan_query_append (query, " IN (SELECT id FROM ");
  nuan_query_append (query, dimension->table);
  nuan_query_append (query, " WHERE ");
  nuan_query_append (query, dimension->name);
  nuan_query_add_list (query, values);
  nuan_query_append (query, ")");
}

static gboolean
add_key_part (NuanQuery *query, const NuanGrouping *grouping, const char *part, GError **error)
{
  const char *equals = strchr (part, '=');
  g_autofree char *code = equals != NULL ? g_strndup (part, equals - part) : g_strdup (part);
  const NuanDimension *dimension = nuan_statistics_find_dimension (grouping, code);
  gint64 id = 0;

  if (equals == NULL || dimension == NULL)
    return nuan_statistics_refuse ("key", part, error);

  nuan_query_append (query, " AND ");
  nuan_query_append (query, dimension->sql);
  nuan_query_append (query, " = ");
  if (dimension->table == NULL)
    nuan_query_add_text (query, equals + 1);
  else if (g_ascii_string_to_signed (equals + 1, 10, 0, G_MAXINT64, &id, NULL))
    nuan_query_add_int (query, id);
  else
    return nuan_statistics_refuse ("key", part, error);

  return TRUE;
}

gboolean
nuan_statistics_add_where (NuanQuery *query, const NuanGrouping *grouping, const NuanTable *table, const char *key,
                           GError **error)
{
  g_auto (GStrv) parts = g_strsplit (key != NULL ? key : "", ";", -1);
  GHashTableIter iter;
  gpointer code, values;

  grouping->add_where (query, table);

  g_hash_table_iter_init (&iter, table->definition->filters);
  while (g_hash_table_iter_next (&iter, &code, &values))
    {
      const NuanDimension *dimension = nuan_statistics_find_dimension (grouping, code);

      if (dimension == NULL)
        return nuan_statistics_refuse ("filter", code, error);
      add_filter (query, dimension, values);
    }

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0' && !add_key_part (query, grouping, parts[i], error))
      return FALSE;

  return TRUE;
}

#include "config.h"

#include "store/tables/statistics-private.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"

typedef gboolean   (*Fill) (NuanConnection *connection, NuanTable *table, GError **error);
typedef NuanTable *(*Rows) (NuanConnection *connection, const NuanTable *table, const char *key, const char *column, guint limit,
                            GError **error);

static const struct {
  const char *code;
  Fill        fill;
  Rows        rows;
} sources[] = {
  { "payments", nuan_statistics_fill_payments, nuan_statistics_rows_payments },
  { "households", nuan_statistics_fill_households, nuan_statistics_rows_households },
  { "funds", nuan_statistics_fill_funds, nuan_statistics_rows_funds },
  { "receipts", nuan_statistics_fill_receipts, nuan_statistics_rows_receipts },
  { "grants", nuan_statistics_fill_grants, nuan_statistics_rows_grants },
};

static int
find_source (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_strcmp0 (sources[i].code, code) == 0)
      return i;

  return -1;
}

static char *
read_centre (NuanConnection *connection, GError **error)
{
  NuanStatement *row = nuan_statement (connection, "SELECT name FROM centre WHERE id = 1", "");
  GError *local = NULL;
  char *name;

  if (!nuan_statement_next (row, &local))
    {
      if (local == NULL)
        return g_strdup ("");
      g_propagate_error (error, local);
      return NULL;
    }

  name = nuan_statement_dup (row, 0);
  sqlite3_reset (row);
  return name;
}

/* Several statements that see one state of the file: BEGIN and the first read pin it. */
static gboolean
begin (NuanConnection *connection, gboolean *own, GError **error)
{
  *own = !nuan_connection_in_transaction (connection);
  return !*own || nuan_connection_exec (connection, "BEGIN", error);
}

static void
end (NuanConnection *connection, gboolean own)
{
  if (own && nuan_connection_in_transaction (connection))
    nuan_connection_exec (connection, "ROLLBACK", NULL);   /* nothing was written */
}

static NuanTable *
fill (NuanConnection *connection, Fill fill_source, NuanTableDefinition *definition, NuanDay from, NuanDay to, GError **error)
{
  g_autofree char *centre = read_centre (connection, error);
  g_autoptr (NuanTable) table = NULL;

  if (centre == NULL)
    {
      nuan_table_definition_free (definition);
      return NULL;
    }

  table = nuan_table_new (definition, from, to, centre);
  return fill_source (connection, table, error) ? g_steal_pointer (&table) : NULL;
}

NuanTable *
nuan_statistics_fill (NuanConnection *connection, NuanTableDefinition *definition, NuanDay from, NuanDay to,
                      NuanProgress progress, gpointer progress_data, GError **error)
{
  const int source = find_source (definition->source);
  NuanTable *table = NULL;
  gboolean own;

  if (source < 0)
    nuan_error_set (error, NUAN_ERROR_INVALID, "source", _("This source is unknown: %s"), definition->source);
  else if (from == NUAN_DAY_NONE || to == NUAN_DAY_NONE || to < from)
    nuan_error_set (error, NUAN_ERROR_INVALID, "to", _("The period ends on its first day or later"));
  else if (begin (connection, &own, error))
    {
      if (progress != NULL)
        progress (0, 0, progress_data);
      table = fill (connection, sources[source].fill, definition, from, to, error);
      end (connection, own);
      if (progress != NULL && table != NULL)
        progress (table->rows->len, table->rows->len, progress_data);
      return table;
    }

  nuan_table_definition_free (definition);
  return NULL;
}

NuanTable *
nuan_statistics_rows (NuanConnection *connection, const NuanTable *table, const char *key, const char *column, guint limit,
                      GError **error)
{
  const int source = find_source (table->definition->source);
  NuanTable *rows = NULL;
  gboolean own;

  if (source < 0)
    nuan_error_set (error, NUAN_ERROR_INVALID, "source", _("This source is unknown: %s"), table->definition->source);
  else if (begin (connection, &own, error))
    {
      rows = sources[source].rows (connection, table, key, column != NULL ? column : "", limit, error);
      end (connection, own);
    }

  return rows;
}

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
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT name FROM centre WHERE id = 1", "");

  if (!nuan_statement_next (row, error) && nuan_statement_failed (row))
    return NULL;

  return nuan_statement_dup (row, 0);
}

/* What is to be read in one snapshot: a table, or the rows behind a figure of it. */
typedef struct {
  int              source;
  NuanTable       *table;      /* to fill; its centre's name is not read yet */
  const NuanTable *behind;
  const char      *key, *column;
  guint            limit;
  NuanTable       *result;
} Reading;

static gboolean
fill (NuanConnection *connection, gpointer data, GError **error)
{
  Reading *reading = data;

  g_free (reading->table->centre);
  reading->table->centre = read_centre (connection, error);
  return reading->table->centre != NULL && sources[reading->source].fill (connection, reading->table, error);
}

NuanTable *
nuan_statistics_fill (NuanConnection *connection, NuanTableDefinition *definition, NuanDay from, NuanDay to,
                      NuanProgress progress, gpointer progress_data, GError **error)
{
  g_autoptr (NuanTable) table = nuan_table_new (definition, from, to, "");
  Reading reading = { .source = find_source (definition->source), .table = table };

  if (reading.source < 0)
    nuan_error_set (error, NUAN_ERROR_INVALID, "source", _("This source is unknown: %s"), definition->source);
  else if (from == NUAN_DAY_NONE || to == NUAN_DAY_NONE || to < from)
    nuan_error_set (error, NUAN_ERROR_INVALID, "to", _("The period ends on its first day or later"));
  else
    {
      if (progress != NULL)
        progress (0, 0, progress_data);
      if (!nuan_connection_snapshot (connection, fill, &reading, error))
        return NULL;
      nuan_table_note_rounding (table);
      if (progress != NULL)
        progress (table->rows->len, table->rows->len, progress_data);
      return g_steal_pointer (&table);
    }

  return NULL;
}

static gboolean
find_rows (NuanConnection *connection, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->result = sources[reading->source].rows (connection, reading->behind, reading->key, reading->column, reading->limit, error);
  return reading->result != NULL;
}

NuanTable *
nuan_statistics_rows (NuanConnection *connection, const NuanTable *table, const char *key, const char *column, guint limit,
                      GError **error)
{
  Reading reading = { .source = find_source (table->definition->source), .behind = table, .key = key,
                      .column = column != NULL ? column : "", .limit = limit };

  if (reading.source < 0)
    nuan_error_set (error, NUAN_ERROR_INVALID, "source", _("This source is unknown: %s"), table->definition->source);
  else
    nuan_connection_snapshot (connection, find_rows, &reading, error);

  return reading.result;
}

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "cli/kit/command.h"
#include "desk/table-file.h"
#include "store/tables/statistics.h"

/* The table that the command line asks for, filled. */
static NuanTable *
fill (NuanSession *session, GError **error)
{
  g_autoptr (NuanTableDefinition) definition = NULL;
  NuanDay from = NUAN_DAY_NONE, to = NUAN_DAY_NONE;

  if (!nuan_arguments_period (session->arguments, &from, &to, error))
    return NULL;
  definition = nuan_table_definition_load (nuan_arguments_at (session->arguments, 0), error);
  if (definition == NULL)
    return NULL;

  return nuan_statistics_fill (session->connection, g_steal_pointer (&definition), from, to, nuan_session_progress, session,
                               error);
}

static gboolean
write_table (NuanSession *session, const NuanTable *table, NuanTableFormat format, GError **error)
{
  return nuan_table_file_write (table, format, nuan_session_get_output (session), nuan_session_get_file_mode (session), nuan_session_progress,
                                session, session->cancellable, error);
}

static gboolean
report (NuanSession *session, GError **error)
{
  g_autoptr (NuanTable) table = NULL;
  NuanTableFormat format;

  if (!nuan_table_format_of_file (nuan_session_get_output (session), &format, "-o", error))
    return FALSE;
  table = fill (session, error);

  return table != NULL && write_table (session, table, format, error);
}

/* --key as the program keeps it, or --row counted from 1 as on paper; neither is the total. *KEY is borrowed from TABLE. */
static gboolean
find_key (NuanSession *session, const NuanTable *table, const char **key, GError **error)
{
  const char *given = nuan_arguments_get (session->arguments, "key");
  gint64 row = 0;

  *key = given;
  if (!nuan_arguments_number (session->arguments, "row", 1, G_MAXINT64, &row, error))
    return FALSE;
  if (row == 0)
    return TRUE;
  if (given != NULL)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "--row", _("Give either --row or --key"));
      return FALSE;
    }
  if (row > table->keys->len)
    {
      nuan_error_set (error, NUAN_ERROR_NOT_FOUND, "row",
                      g_dngettext (GETTEXT_PACKAGE, "The table has %u row", "The table has %u rows", table->keys->len),
                      table->keys->len);
      return FALSE;
    }

  *key = g_ptr_array_index (table->keys, row - 1);
  return TRUE;
}

/* --column, else the first figure. */
static const char *
find_column (NuanSession *session, const NuanTable *table, GError **error)
{
  const char *code = nuan_arguments_get (session->arguments, "column");

  for (guint i = 0; i < table->definition->columns->len; i++)
    {
      const NuanColumn *column = g_ptr_array_index (table->definition->columns, i);

      if (code != NULL ? strcmp (column->code, code) == 0 : !column->is_key)
        return column->code;
    }

  nuan_error_set (error, NUAN_ERROR_NOT_FOUND, "column", _("This table has no such column"));
  return NULL;
}

static gboolean
rows (NuanSession *session, GError **error)
{
  g_autoptr (NuanTable) table = NULL;
  g_autoptr (NuanTable) behind = NULL;
  const char *key = NULL, *column;
  NuanTableFormat format;

  if (!nuan_table_format_of_file (nuan_session_get_output (session), &format, "-o", error))
    return FALSE;
  table = fill (session, error);
  if (table == NULL || !find_key (session, table, &key, error))
    return FALSE;
  column = find_column (session, table, error);
  if (column == NULL)
    return FALSE;
  behind = nuan_statistics_rows (session->connection, table, key, column, 0, error);

  return behind != NULL && write_table (session, behind, format, error);
}

/* A definition that can't be read is told and left out. */
static gboolean
list (NuanSession *session, GError **error)
{
  static const NuanOutputColumn columns[] = {
    { "id", N_("Table") }, { "title", N_("Title") }, { "source", N_("Source") }, { NULL }
  };
  g_auto (GStrv) ids = nuan_table_definition_list ();
  g_autoptr (NuanOutput) output = nuan_output_new (nuan_session_is_json (session));

  nuan_output_begin_list (output, columns);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (NuanTableDefinition) definition = nuan_table_definition_load (ids[i], &problem);

      if (definition == NULL)
        {
          g_ptr_array_add (session->warnings, g_strdup_printf ("%s: %s", ids[i], problem->message));
          continue;
        }
      nuan_output_begin (output, NULL);
      nuan_output_text (output, "id", definition->id);
      nuan_output_text (output, "title", definition->title);
      nuan_output_text (output, "source", definition->source);
      nuan_output_end (output);
    }
  nuan_output_end_list (output);

  return nuan_output_finish (output, error);
}

const NuanCommand nuan_report_commands[] = {
  { "report", "list", "[--json]", N_("the statistical tables that there are"), NUAN_NEEDS_STAFF, NUAN_COMMAND_READS, list },
  { "report", NULL, "TABLE --from D --to D -o FILE.pdf|.xlsx|.csv|.json [--force]", N_("a table over a period"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_READS, report },
  { "report", "rows", "TABLE --from D --to D [--row N] [--key KEY] [--column CODE] -o FILE.pdf|.xlsx|.csv|.json [--force]",
    N_("the rows behind a figure of a table, or behind its total"), NUAN_NEEDS_STAFF, NUAN_COMMAND_READS, rows },
  { NULL }
};

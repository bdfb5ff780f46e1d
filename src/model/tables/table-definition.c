#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/data-file.h"
#include "base/error.h"
#include "base/key-file.h"
#include "model/tables/table-words.h"

#define MAX_COLUMNS 24   /* more do not fit on a landscape page */

static const NuanColumn *
find_column (const NuanTableDefinition *definition, const char *code)
{
  for (guint i = 0; i < definition->columns->len; i++)
    {
      const NuanColumn *column = g_ptr_array_index (definition->columns, i);

      if (g_str_equal (column->code, code))
        return column;
    }

  return NULL;
}

static gboolean
add_column (NuanTableDefinition *definition, const NuanTableSource *source, GKeyFile *file, NuanTablePlace place,
            const char *code, GError **error)
{
  const char *key = place == NUAN_TABLE_ROWS ? "rows" : "columns";
  const NuanTableWord *word = nuan_table_source_get_word (source, place, code, error);
  g_autofree char *title = g_key_file_get_string (file, "titles", code, NULL);
  NuanColumn *column;

  if (word == NULL)
    return FALSE;
  if (find_column (definition, code) != NULL)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, key, _("“%s” stands twice in the table"), code);
      return FALSE;
    }
  if (definition->columns->len == MAX_COLUMNS)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, key, _("A table has at most %d columns"), MAX_COLUMNS);
      return FALSE;
    }

  column = nuan_table_definition_add (definition, code, title != NULL ? title : word->title, word->kind);
  column->is_key = column->is_key || place == NUAN_TABLE_ROWS;
  return TRUE;
}

static char **
get_list (GKeyFile *file, const char *group, const char *key)
{
  char **list = g_key_file_get_string_list (file, group, key, NULL, NULL);

  if (list == NULL)
    return g_new0 (char *, 1);
  for (guint i = 0; list[i] != NULL; i++)
    g_strstrip (list[i]);

  return list;
}

static gboolean
read_columns (NuanTableDefinition *definition, const NuanTableSource *source, GKeyFile *file, GError **error)
{
  g_auto (GStrv) rows = get_list (file, "table", "rows");
  g_auto (GStrv) columns = get_list (file, "table", "columns");

  /* A row of "funds" is a fund: its name heads the row even where nobody asks for it. */
  if (g_str_equal (source->code, "funds") && rows[0] == NULL && !g_strv_contains ((const char *const *) columns, "fund") &&
      !add_column (definition, source, file, NUAN_TABLE_ROWS, "fund", error))
    return FALSE;

  for (guint i = 0; rows[i] != NULL; i++)
    if (!add_column (definition, source, file, NUAN_TABLE_ROWS, rows[i], error))
      return FALSE;
  for (guint i = 0; columns[i] != NULL; i++)
    if (!add_column (definition, source, file, NUAN_TABLE_COLUMNS, columns[i], error))
      return FALSE;

  if (columns[0] == NULL)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "columns", _("A table needs at least one column"));
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_titles (const NuanTableDefinition *definition, GKeyFile *file, GError **error)
{
  g_auto (GStrv) codes = g_key_file_get_keys (file, "titles", NULL, NULL);

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    if (find_column (definition, codes[i]) == NULL)
      {
        nuan_error_set (error, NUAN_ERROR_INVALID, "titles", _("“%s” has a title but is no column of the table"), codes[i]);
        return FALSE;
      }

  return TRUE;
}

static gboolean
read_filters (NuanTableDefinition *definition, const NuanTableSource *source, GKeyFile *file, GError **error)
{
  g_auto (GStrv) dimensions = g_key_file_get_keys (file, "filter", NULL, NULL);

  for (guint i = 0; dimensions != NULL && dimensions[i] != NULL; i++)
    {
      const NuanTableWord *word = nuan_table_source_get_word (source, NUAN_TABLE_FILTER, dimensions[i], error);
      g_auto (GStrv) codes = get_list (file, "filter", dimensions[i]);

      if (word == NULL)
        return FALSE;
      if (codes[0] == NULL)
        {
          nuan_error_set (error, NUAN_ERROR_INVALID, "filter", _("The filter “%s” names no code"), dimensions[i]);
          return FALSE;
        }
      for (guint code = 0; word->list != NULL && codes[code] != NULL; code++)
        if (!nuan_code_check (word->list, codes[code], "filter", error))
          return FALSE;
      g_hash_table_insert (definition->filters, g_strdup (dimensions[i]), g_steal_pointer (&codes));
    }

  return TRUE;
}

static gboolean
check_chart_column (const NuanTableDefinition *definition, const char *key, const char *code, gboolean label, GError **error)
{
  const NuanColumn *column = find_column (definition, code);
  const gboolean figure = column != NULL && column->kind != NUAN_CELL_TEXT && column->kind != NUAN_CELL_DAY;

  if (column != NULL && label == !figure)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_INVALID, key, "%s",
                  label ? _("The labels of the chart are a row heading of the table")
                        : _("The values of the chart are a figure of the table"));
  return FALSE;
}

/* 户 and 人 are counted once in each row: bars that add rows up would count them again. */
static gboolean
check_chart_adds_up (const NuanTableDefinition *definition, GError **error)
{
  static const char *const distinct[] = { "households", "persons", NULL };
  guint keys = 0;

  for (guint i = 0; i < definition->columns->len; i++)
    keys += ((NuanColumn *) g_ptr_array_index (definition->columns, i))->is_key;
  if (keys <= 1 || !g_strv_contains (distinct, definition->chart_value))
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_INVALID, "chart-value",
                  _("“%s” can be drawn only where the chart's label is the one row heading: whoever stands in several rows is counted once"),
                  definition->chart_value);
  return FALSE;
}

/* A stack is paid, reserved and free, one on another. */
static gboolean
check_stack (const NuanTableDefinition *definition, GError **error)
{
  if (!g_str_equal (definition->chart, "stacked")
      || (find_column (definition, "paid") != NULL && find_column (definition, "reserved") != NULL && find_column (definition, "free") != NULL))
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_INVALID, "chart", _("A “stacked” chart needs the columns paid, reserved and free"));
  return FALSE;
}

static gboolean
check_chart (const NuanTableDefinition *definition, GError **error)
{
  static const char *const charts[] = { "bars", "stacked", "line", NULL };

  if (*definition->chart == '\0')
    return TRUE;
  if (!g_strv_contains (charts, definition->chart))
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "chart", _("A chart is “bars”, “stacked” or “line”"));
      return FALSE;
    }

  return check_chart_column (definition, "chart-value", definition->chart_value, FALSE, error) &&
         check_chart_column (definition, "chart-label", definition->chart_label, TRUE, error) &&
         check_chart_adds_up (definition, error) && check_stack (definition, error);
}

/* Keys that nobody reads are slips of the pen: "colums" would lose all columns silently. */
static gboolean
check_keys (GKeyFile *file, GError **error)
{
  static const char *const keys[] = { "id", "title", "measure", "note", "source", "rows", "columns", "total",
                                      "chart", "chart-value", "chart-label", NULL };
  g_auto (GStrv) found = g_key_file_get_keys (file, "table", NULL, NULL);

  if (found == NULL)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "table", _("A table definition begins with [table]"));
      return FALSE;
    }

  for (guint i = 0; found[i] != NULL; i++)
    if (!g_strv_contains (keys, found[i]))
      {
        g_autofree char *known = g_strjoinv (", ", (char **) keys);

        nuan_error_set (error, NUAN_ERROR_INVALID, found[i], _("The key “%s” is unknown; the keys are %s"), found[i], known);
        return FALSE;
      }

  return TRUE;
}

static char *
get_text (GKeyFile *file, const char *key)
{
  char *text = g_key_file_get_string (file, "table", key, NULL);

  return text != NULL ? g_strstrip (text) : g_strdup ("");
}

static void
take_text (char **place, GKeyFile *file, const char *key)
{
  g_free (*place);
  *place = get_text (file, key);
}

static gboolean
check_id (const char *id, GKeyFile *file, GError **error)
{
  g_autofree char *said = get_text (file, "id");
  const gsize length = strlen (id);

  if (length == 0 || length > 64 || strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") != length)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "id", _("A table is named by small letters, digits and dashes"));
      return FALSE;
    }
  if (*said != '\0' && !g_str_equal (said, id))
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "id", _("The id of a table is its file name without “.ini”: %s"), id);
      return FALSE;
    }

  return TRUE;
}

static NuanTableDefinition *
read_definition (const char *id, const NuanTableSource *source, GKeyFile *file, GError **error)
{
  g_autofree char *title = get_text (file, "title");
  g_autoptr (NuanTableDefinition) definition = nuan_table_definition_new (id, title, source->code);
  g_autofree char *total = get_text (file, "total");

  take_text (&definition->measure, file, "measure");
  take_text (&definition->note, file, "note");
  take_text (&definition->chart, file, "chart");
  take_text (&definition->chart_value, file, "chart-value");
  take_text (&definition->chart_label, file, "chart-label");
  definition->total = g_str_equal (total, "true");

  /* Files have a state, not a history of states: who reads the paper must know. */
  if (g_str_equal (source->code, "households") && *definition->note == '\0')
    {
      g_free (definition->note);
      definition->note = g_strdup (_("Files as they stand today, whatever the period."));
    }
  if (*definition->title == '\0')
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "title", _("A table has a title"));
      return NULL;
    }
  if (*total != '\0' && !definition->total && !g_str_equal (total, "false"))
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "total", _("The total of a table is “true” or “false”"));
      return NULL;
    }
  if (!read_columns (definition, source, file, error) || !check_titles (definition, file, error) ||
      !read_filters (definition, source, file, error) || !check_chart (definition, error))
    return NULL;

  return g_steal_pointer (&definition);
}

NuanTableDefinition *
nuan_table_definition_parse (const char *id, GBytes *text, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GKeyFile) file = nuan_key_file_read (text, &problem);
  g_autofree char *source_code = NULL;
  const NuanTableSource *source;

  if (file == NULL)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "table", _("The table definition tables/%s.ini cannot be read: %s"), id, problem->message);
      return NULL;
    }
  if (!check_keys (file, error) || !check_id (id, file, error))
    return NULL;

  source_code = get_text (file, "source");
  source = nuan_table_source_find (source_code, error);
  return source != NULL ? read_definition (id, source, file, error) : NULL;
}

NuanTableDefinition *
nuan_table_definition_load (const char *id, GError **error)
{
  g_autofree char *name = g_strdup_printf ("tables/%s.ini", id);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) text = strchr (id, '/') == NULL ? nuan_data_file_load (name, &problem) : NULL;

  if (g_error_matches (problem, NUAN_ERROR, NUAN_ERROR_STORAGE))
    {
      nuan_error_set (error, NUAN_ERROR_STORAGE, "table", "%s", problem->message);
      return NULL;
    }
  if (text == NULL)
    {
      g_auto (GStrv) known = nuan_table_definition_list ();
      g_autofree char *names = g_strjoinv (", ", known);

      nuan_error_set (error, NUAN_ERROR_NOT_FOUND, "table", _("There is no table “%s”; the tables are %s"), id, names);
      return NULL;
    }

  return nuan_table_definition_parse (id, text, error);
}

char **
nuan_table_definition_list (void)
{
  char **names = nuan_data_file_list ("tables", ".ini");

  for (guint i = 0; names[i] != NULL; i++)
    names[i][strlen (names[i]) - strlen (".ini")] = '\0';

  return names;
}

#include "config.h"

#include <errno.h>
#include <stdio.h>

#include <glib/gi18n-lib.h>
#include <yajl/yajl_gen.h>

#include "base/code-list.h"
#include "base/error.h"
#include "base/money.h"
#include "cli/kit/output.h"
#include "cli/kit/text-table.h"

struct _NuanOutput
{
  yajl_gen                json;        /* NULL: text */

  const NuanOutputColumn *columns;     /* of a list, else NULL */
  NuanTextTable          *table;       /* of a list as text */
  char                  **row;         /* the row being filled, a cell a column */
  guint                   depth;       /* objects and arrays that are open, without the list */
};

static void
print_json (void *unused, const char *text, size_t length)
{
  fwrite (text, 1, length, stdout);
}

NuanOutput *
nuan_output_new (gboolean json)
{
  NuanOutput *output = g_new0 (NuanOutput, 1);

  if (json)
    {
      output->json = yajl_gen_alloc (NULL);
      yajl_gen_config (output->json, yajl_gen_beautify, 1);
      yajl_gen_config (output->json, yajl_gen_indent_string, "  ");
      yajl_gen_config (output->json, yajl_gen_print_callback, print_json, NULL);
    }

  return output;
}

void
nuan_output_free (NuanOutput *output)
{
  g_clear_pointer (&output->json, yajl_gen_free);
  g_clear_pointer (&output->row, g_strfreev);
  g_clear_pointer (&output->table, nuan_text_table_free);
  g_free (output);
}

void
nuan_output_begin_list (NuanOutput *output, const NuanOutputColumn *columns)
{
  output->columns = columns;
  if (output->json != NULL)
    {
      yajl_gen_array_open (output->json);
      return;
    }

  output->table = nuan_text_table_new ();
  for (guint i = 0; columns[i].key != NULL; i++)
    nuan_text_table_add_column (output->table, _(columns[i].title));
}

void
nuan_output_end_list (NuanOutput *output)
{
  if (output->json != NULL)
    yajl_gen_array_close (output->json);
  else
    nuan_text_table_print (output->table);
}

/* Strings are UTF-8: they come from the store or from arguments that were checked. */
static void
json_text (NuanOutput *output, const char *text)
{
  yajl_gen_string (output->json, (const unsigned char *) text, strlen (text));
}

static void
json_key (NuanOutput *output, const char *key)
{
  if (key != NULL)
    json_text (output, key);
}

/* Lines of a lone object: indented by depth; an element of an array has a dash instead of a key. */
static void
print_line (NuanOutput *output, const char *key, const char *value)
{
  const int indent = (int) MAX (output->depth, 1) * 2 - 2;

  if (key == NULL)
    printf ("%*s-%s%s\n", indent, "", *value != '\0' ? " " : "", value);
  else
    printf ("%*s%s:%s%s\n", indent, "", key, *value != '\0' ? " " : "", value);
}

static void
fill_cell (NuanOutput *output, const char *key, const char *value, gboolean is_figure)
{
  if (output->depth != 1)
    return;

  for (guint i = 0; output->columns[i].key != NULL; i++)
    {
      const NuanOutputColumn *column = &output->columns[i];

      if (g_strcmp0 (column->key, key) != 0)
        continue;
      g_free (output->row[i]);
      output->row[i] = g_strdup (column->code_list != NULL && *value != '\0' ? nuan_code_label (column->code_list,
                                                                                                value) : value);
      if (is_figure)
        nuan_text_table_align_right (output->table, i);
    }
}

static void
put_value (NuanOutput *output, const char *key, const char *value, gboolean is_figure)
{
  if (output->columns != NULL)
    fill_cell (output, key, value, is_figure);
  else
    print_line (output, key, value);
}

void
nuan_output_begin (NuanOutput *output, const char *key)
{
  if (output->json != NULL)
    {
      json_key (output, key);
      yajl_gen_map_open (output->json);
    }
  else if (output->columns != NULL && output->depth == 0)
    {
      const guint n_columns = nuan_text_table_count_columns (output->table);

      output->row = g_new0 (char *, n_columns + 1);
      for (guint i = 0; i < n_columns; i++)
        output->row[i] = g_strdup ("");
    }
  else if (output->columns == NULL && output->depth > 0)
    {
      print_line (output, key, "");
    }

  output->depth++;
}

void
nuan_output_end (NuanOutput *output)
{
  output->depth--;
  if (output->json != NULL)
    {
      yajl_gen_map_close (output->json);
      return;
    }
  if (output->columns == NULL || output->depth > 0)
    return;

  nuan_text_table_add_row (output->table, g_steal_pointer (&output->row));
}

void
nuan_output_begin_array (NuanOutput *output, const char *key)
{
  if (output->json != NULL)
    {
      json_key (output, key);
      yajl_gen_array_open (output->json);
    }
  else if (output->columns == NULL && output->depth > 0)
    {
      print_line (output, key, "");
    }

  output->depth++;
}

void
nuan_output_end_array (NuanOutput *output)
{
  output->depth--;
  if (output->json != NULL)
    yajl_gen_array_close (output->json);
}

void
nuan_output_text (NuanOutput *output, const char *key, const char *value)
{
  const char *text = value != NULL ? value : "";

  if (output->json == NULL)
    {
      put_value (output, key, text, FALSE);
      return;
    }

  json_key (output, key);
  json_text (output, text);
}

void
nuan_output_texts (NuanOutput *output, const char *key, const char *const *values)
{
  if (output->json == NULL)
    {
      g_autofree char *joined = g_strjoinv (", ", (char **) values);

      put_value (output, key, joined, FALSE);
      return;
    }

  nuan_output_begin_array (output, key);
  for (guint i = 0; values[i] != NULL; i++)
    json_text (output, values[i]);
  nuan_output_end_array (output);
}

void
nuan_output_integer (NuanOutput *output, const char *key, gint64 value)
{
  if (output->json == NULL)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

      put_value (output, key, text, TRUE);
      return;
    }

  json_key (output, key);
  yajl_gen_integer (output->json, value);
}

void
nuan_output_boolean (NuanOutput *output, const char *key, gboolean value)
{
  if (output->json == NULL)
    {
      put_value (output, key, value ? _("yes") : _("no"), FALSE);
      return;
    }

  json_key (output, key);
  yajl_gen_bool (output->json, value);
}

void
nuan_output_money (NuanOutput *output, const char *key, gint64 fen)
{
  g_autofree char *plain = nuan_money_format_plain (fen);

  if (output->json == NULL)
    put_value (output, key, plain, TRUE);
  else
    nuan_output_text (output, key, plain);
}

void
nuan_output_day (NuanOutput *output, const char *key, NuanDay day)
{
  g_autofree char *text = nuan_day_format (day);

  nuan_output_text (output, key, text);
}

void
nuan_output_field (NuanOutput *output, const NuanField *fields, const char *name, gconstpointer thing)
{
  const NuanField *field = nuan_fields_find (fields, name);
  gconstpointer place;

  g_return_if_fail (field != NULL && field->place != 0);

  place = (const char *) thing + field->place;
  if (field->kind == NUAN_FIELD_MONEY)
    nuan_output_money (output, name, *(const gint64 *) place);
  else if (field->kind == NUAN_FIELD_DAY)
    nuan_output_day (output, name, *(const NuanDay *) place);
  else if (field->kind == NUAN_FIELD_FLAG)
    nuan_output_boolean (output, name, *(const gboolean *) place);
  else
    nuan_output_text (output, name, *(char *const *) place);
}

gpointer
nuan_output_get_json (NuanOutput *output)
{
  return output->json;
}

gboolean
nuan_output_flush (GError **error)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_STORAGE, "output", "%s", g_strerror (errno));
  return FALSE;
}

gboolean
nuan_output_finish (NuanOutput *output, GError **error)
{
  /* yajl ends indented JSON with a line break of its own. */
  return nuan_output_flush (error);
}

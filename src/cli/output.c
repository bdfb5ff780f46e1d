#include "config.h"

#include <errno.h>
#include <stdio.h>

#include <glib/gi18n-lib.h>
#include <yajl/yajl_gen.h>

#include "base/code-list.h"
#include "base/error.h"
#include "base/money.h"
#include "cli/output.h"

#define ROWS_MEASURED 500   /* columns are as wide as these rows need; what comes later is no longer waited for */

struct _NuanOutput
{
  yajl_gen                json;        /* NULL: text */

  const NuanOutputColumn *columns;     /* of a list, else NULL */
  guint                   n_columns;
  guint                   depth;       /* objects and arrays that are open, without the list */
  GPtrArray              *rows;        /* char **, cells that wait for their width */
  char                  **row;         /* the row being filled */
  guint                  *widths;
  gboolean               *right;       /* a column of figures */
  gboolean                head_printed;
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

  output->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
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
  g_ptr_array_unref (output->rows);
  g_free (output->widths);
  g_free (output->right);
  g_free (output);
}

/* Columns on a terminal: a Han character takes two, a combining mark none. */
static guint
text_width (const char *text)
{
  guint width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }

  return width;
}

static void
append_cell (GString *line, const NuanOutput *output, guint column, const char *text)
{
  const guint width = text_width (text);
  const int padding = output->widths[column] > width ? (int) (output->widths[column] - width) : 0;

  if (output->right[column])
    g_string_append_printf (line, "%*s%s  ", padding, "", text);
  else
    g_string_append_printf (line, "%s%*s  ", text, padding, "");
}

/* No blanks at the end of a line, whatever cells are empty there. */
static void
print_line_of (GString *line)
{
  while (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate (line, line->len - 1);
  puts (line->str);
  g_string_truncate (line, 0);
}

static void
print_rows (NuanOutput *output)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < output->rows->len; i++)
    {
      char **cells = g_ptr_array_index (output->rows, i);

      for (guint column = 0; column < output->n_columns; column++)
        output->widths[column] = MAX (output->widths[column], text_width (cells[column]));
    }

  if (!output->head_printed && output->rows->len > 0)
    {
      for (guint column = 0; column < output->n_columns; column++)
        append_cell (line, output, column, _(output->columns[column].title));
      print_line_of (line);
      output->head_printed = TRUE;
    }

  for (guint i = 0; i < output->rows->len; i++)
    {
      char **cells = g_ptr_array_index (output->rows, i);

      for (guint column = 0; column < output->n_columns; column++)
        append_cell (line, output, column, cells[column]);
      print_line_of (line);
    }

  g_ptr_array_set_size (output->rows, 0);
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

  while (columns[output->n_columns].key != NULL)
    output->n_columns++;
  output->widths = g_new0 (guint, output->n_columns);
  output->right = g_new0 (gboolean, output->n_columns);
  for (guint i = 0; i < output->n_columns; i++)
    output->widths[i] = text_width (_(columns[i].title));
}

void
nuan_output_end_list (NuanOutput *output)
{
  if (output->json != NULL)
    yajl_gen_array_close (output->json);
  else
    print_rows (output);
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

  for (guint i = 0; i < output->n_columns; i++)
    {
      const NuanOutputColumn *column = &output->columns[i];

      if (g_strcmp0 (column->key, key) != 0)
        continue;
      g_free (output->row[i]);
      output->row[i] = g_strdup (column->code_list != NULL && *value != '\0' ? nuan_code_label (column->code_list, value) : value);
      output->right[i] = is_figure;
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
      output->row = g_new0 (char *, output->n_columns + 1);
      for (guint i = 0; i < output->n_columns; i++)
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

  g_ptr_array_add (output->rows, g_steal_pointer (&output->row));
  if (output->rows->len >= ROWS_MEASURED)
    print_rows (output);
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

/* The last guard: whatever was typed into the wrong place, no ID number reaches a screen or a log through a message. */
static void
hide_id_numbers (char *text)
{
  guint run = 0;

  for (char *at = text; *at != '\0'; at++)
    {
      const gboolean sign = g_ascii_isdigit (*at) || (run >= 17 && (*at == 'X' || *at == 'x'));

      run = sign ? run + 1 : 0;
      if (run == 18)
        memset (at - 11, '*', 8);
    }
}

static void
print_message (const char *prefix, const char *field, const char *message)
{
  g_autofree char *line = g_strconcat (prefix, field != NULL ? field : "", field != NULL ? ": " : "", message, NULL);

  for (char *at = line; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  hide_id_numbers (line);
  fprintf (stderr, "%s\n", line);
}

void
nuan_output_error (const GError *error)
{
  print_message ("nuanctl: ", nuan_error_get_field (error), error->message);
}

void
nuan_output_warning (const char *message)
{
  print_message ("nuanctl: warning: ", NULL, message);   /* the word is fixed: scripts look for it */
}

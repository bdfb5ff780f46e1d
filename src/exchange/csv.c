#include "config.h"

#include "exchange/csv.h"

#include <string.h>

#include "base/atomic-file.h"
#include "exchange/table-text.h"

/* As it stands in a line: in quotes where it must be, and where a spreadsheet might part it, by semicolons or tabs as elsewhere lists are. */
static void
append_field (GString *line, const char *text)
{
  const gsize length = strlen (text);

  if (strpbrk (text, ",;\t\"\r\n") == NULL && !(length > 0 && (text[0] == ' ' || text[length - 1] == ' ')))
    {
      g_string_append (line, text);
      return;
    }
  g_string_append_c (line, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *text);
    }
  g_string_append_c (line, '"');
}

/* A spreadsheet would take the text for a formula: blanks before the sign and the wide signs of Chinese keyboards count as well. */
static gboolean
looks_like_formula (const char *text)
{
  if (*text != '\0' && strchr ("\t\r\n", *text) != NULL)
    return TRUE;
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return *text != '\0' && g_utf8_strchr ("=+-@＝＋－＠", -1, g_utf8_get_char (text)) != NULL;
}

void
nuan_csv_append_text (GString *line, const char *text)
{
  g_autofree char *harmless = NULL;

  if (!looks_like_formula (text + strspn (text, "'")))
    {
      append_field (line, text);
      return;
    }
  harmless = g_strconcat ("'", text, NULL);
  append_field (line, harmless);
}

static gboolean
write_heads (NuanAtomicFile *file, const NuanTable *table, GString *line, GError **error)
{
  const GPtrArray *columns = table->definition->columns;

  g_string_assign (line, "\xEF\xBB\xBF");
  for (guint i = 0; i < columns->len; i++)
    {
      const NuanColumn *column = g_ptr_array_index (columns, i);

      if (i > 0)
        g_string_append_c (line, ',');
      nuan_csv_append_text (line, column->title);
    }
  g_string_append (line, "\r\n");
  return nuan_atomic_file_write (file, line->str, line->len, error);
}

static gboolean
write_cells (NuanAtomicFile *file, const NuanTable *table, const NuanCell *cells, GString *line, GError **error)
{
  g_string_truncate (line, 0);
  for (guint i = 0; i < table->definition->columns->len; i++)
    {
      const NuanColumn *column = g_ptr_array_index (table->definition->columns, i);
      g_autofree char *text = nuan_table_text (table, cells, i);

      if (i > 0)
        g_string_append_c (line, ',');
      if (column->kind == NUAN_CELL_TEXT)
        nuan_csv_append_text (line, text);
      else
        append_field (line, text);
    }
  g_string_append (line, "\r\n");
  return nuan_atomic_file_write (file, line->str, line->len, error);
}

gboolean
nuan_csv_write (const NuanTable *table, const char *file, NuanFileMode mode, NuanProgress progress, gpointer progress_data,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (NuanAtomicFile) out = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  g_return_val_if_fail (table != NULL, FALSE);

  out = nuan_atomic_file_begin (file, mode, error);
  if (out == NULL || !write_heads (out, table, line, error))
    return FALSE;
  for (guint i = 0; i < table->rows->len; i++)
    {
      if (!nuan_table_step (table, i, progress, progress_data, cancellable, error)
          || !write_cells (out, table, g_ptr_array_index (table->rows, i), line, error))
        return FALSE;
    }
  if (table->total != NULL && !write_cells (out, table, table->total, line, error))
    return FALSE;
  return nuan_table_step (table, table->rows->len, progress, progress_data, cancellable, error)
         && nuan_atomic_file_commit (g_steal_pointer (&out), error);
}

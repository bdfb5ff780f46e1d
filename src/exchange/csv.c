#include "config.h"

#include "exchange/csv.h"

#include <string.h>

#include "base/atomic-file.h"
#include "exchange/table-text.h"

void
nuan_csv_append_field (GString *line, const char *text)
{
  const gsize length = strlen (text);

  if (strpbrk (text, ",\"\r\n") == NULL && !(length > 0 && (text[0] == ' ' || text[length - 1] == ' ')))
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
      nuan_csv_append_field (line, column->title);
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
      g_autofree char *text = nuan_table_text (table, cells, i);

      if (i > 0)
        g_string_append_c (line, ',');
      nuan_csv_append_field (line, text);
    }
  g_string_append (line, "\r\n");
  return nuan_atomic_file_write (file, line->str, line->len, error);
}

gboolean
nuan_csv_write (const NuanTable *table, const char *file, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NuanAtomicFile) out = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  g_return_val_if_fail (table != NULL, FALSE);

  out = nuan_atomic_file_begin (file, error);
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

#include "config.h"

#include "exchange/json-table.h"

#include "base/atomic-file.h"
#include "exchange/json.h"
#include "exchange/table-text.h"

static void
write_text (yajl_gen gen, const char *key, const char *text)
{
  nuan_json_key (gen, key);
  nuan_json_text (gen, text);
}

static void
write_cells (yajl_gen gen, const NuanTable *table, const NuanCell *cells, const char *key)
{
  yajl_gen_map_open (gen);
  if (key != NULL)
    write_text (gen, "key", key);
  for (guint i = 0; i < table->definition->columns->len; i++)
    {
      const NuanColumn *column = g_ptr_array_index (table->definition->columns, i);
      g_autofree char *text = NULL;

      nuan_json_key (gen, column->code);
      if (cells[i].text == NULL && cells[i].empty && column->kind != NUAN_CELL_TEXT)
        {
          yajl_gen_null (gen);
          continue;
        }
      if (cells[i].text == NULL && column->kind == NUAN_CELL_COUNT)
        {
          nuan_json_number (gen, cells[i].number);
          continue;
        }
      text = nuan_table_text (table, cells, i);
      nuan_json_text (gen, text);
    }
  yajl_gen_map_close (gen);
}

static void
write_head (yajl_gen gen, const NuanTable *table)
{
  const NuanTableDefinition *definition = table->definition;

  write_text (gen, "table", definition->id);
  write_text (gen, "title", definition->title);
  write_text (gen, "measure", definition->measure);
  write_text (gen, "note", definition->note);
  write_text (gen, "centre", table->centre);
  nuan_json_key (gen, "from");
  nuan_json_day (gen, table->from);
  nuan_json_key (gen, "to");
  nuan_json_day (gen, table->to);

  nuan_json_key (gen, "columns");
  yajl_gen_array_open (gen);
  for (guint i = 0; i < definition->columns->len; i++)
    {
      const NuanColumn *column = g_ptr_array_index (definition->columns, i);

      yajl_gen_map_open (gen);
      write_text (gen, "code", column->code);
      write_text (gen, "title", column->title);
      write_text (gen, "kind", nuan_cell_kind_code (column->kind));
      yajl_gen_map_close (gen);
    }
  yajl_gen_array_close (gen);
}

static gboolean
write_table (yajl_gen gen, const NuanTable *table, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  yajl_gen_map_open (gen);
  write_head (gen, table);
  nuan_json_key (gen, "rows");
  yajl_gen_array_open (gen);
  for (guint i = 0; i < table->rows->len; i++)
    {
      if (!nuan_table_step (table, i, progress, progress_data, cancellable, error))
        return FALSE;
      write_cells (gen, table, g_ptr_array_index (table->rows, i), i < table->keys->len ? g_ptr_array_index (table->keys, i) : NULL);
    }
  yajl_gen_array_close (gen);
  nuan_json_key (gen, "total");
  if (table->total != NULL)
    write_cells (gen, table, table->total, NULL);
  else
    yajl_gen_null (gen);
  yajl_gen_map_close (gen);
  return nuan_table_step (table, table->rows->len, progress, progress_data, cancellable, error);
}

typedef struct {
  NuanAtomicFile *file;
  GError         *error;   /* the first one */
} Output;

static void
print_cb (void *data, const char *text, size_t size)
{
  Output *output = data;

  if (output->error == NULL)
    nuan_atomic_file_write (output->file, text, size, &output->error);
}

gboolean
nuan_json_table_write (const NuanTable *table, const char *file, NuanFileMode mode, NuanProgress progress, gpointer progress_data,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (NuanAtomicFile) out = NULL;
  Output output = { NULL };
  yajl_gen gen;
  gboolean written;

  g_return_val_if_fail (table != NULL, FALSE);

  out = nuan_atomic_file_begin (file, mode, error);
  if (out == NULL)
    return FALSE;
  output.file = out;
  gen = nuan_json_begin ();
  yajl_gen_config (gen, yajl_gen_print_callback, print_cb, &output);
  written = write_table (gen, table, progress, progress_data, cancellable, error);
  yajl_gen_free (gen);

  if (output.error != NULL)
    {
      if (error != NULL)
        g_clear_error (error);
      g_propagate_error (error, output.error);
      return FALSE;
    }
  return written && nuan_atomic_file_commit (g_steal_pointer (&out), error);
}

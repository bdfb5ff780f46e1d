#include "config.h"

#include "desk/table-file.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "exchange/csv.h"
#include "exchange/json-table.h"
#include "exchange/xlsx.h"
#include "print/table.h"

typedef gboolean (*Write) (const NuanTable *table, const char *path, NuanFileMode mode, NuanProgress progress, gpointer progress_data,
                           GCancellable *cancellable, GError **error);

/* On paper with its chart. */
static gboolean
write_pdf (const NuanTable *table, const char *path, NuanFileMode mode, NuanProgress progress, gpointer progress_data,
           GCancellable *cancellable, GError **error)
{
  return nuan_table_print_to_file (table, nuan_table_definition_has_chart (table->definition), path, mode, progress, progress_data,
                                   cancellable, error);
}

static const struct { const char *suffix; Write write; } formats[] = {
  [NUAN_TABLE_PDF] = { "pdf", write_pdf },
  [NUAN_TABLE_XLSX] = { "xlsx", nuan_xlsx_write },
  [NUAN_TABLE_CSV] = { "csv", nuan_csv_write },
  [NUAN_TABLE_JSON] = { "json", nuan_json_table_write },
};

const char *
nuan_table_format_suffix (NuanTableFormat format)
{
  return formats[format].suffix;
}

gboolean
nuan_table_format_of_file (const char *path, NuanTableFormat *format, const char *field, GError **error)
{
  const char *dot = strrchr (path, '.');

  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (dot + 1, formats[i].suffix))
      {
        *format = i;
        return TRUE;
      }

  nuan_error_set (error, NUAN_ERROR_INVALID, field, _("The file's name must end in .pdf, .xlsx, .csv or .json"));
  return FALSE;
}

gboolean
nuan_table_file_write (const NuanTable *table, NuanTableFormat format, const char *path, NuanFileMode mode, NuanProgress progress,
                       gpointer progress_data, GCancellable *cancellable, GError **error)
{
  return formats[format].write (table, path, mode, progress, progress_data, cancellable, error);
}

GBytes *
nuan_table_file_draw (const NuanTable *table, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  return nuan_table_print (table, nuan_table_definition_has_chart (table->definition), progress, progress_data, cancellable, error);
}

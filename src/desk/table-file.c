#include "config.h"

#include "desk/table-file.h"

#include "exchange/csv.h"
#include "exchange/xlsx.h"
#include "print/table.h"

const char *
nuan_table_format_suffix (NuanTableFormat format)
{
  static const char *const suffixes[] = { [NUAN_TABLE_PDF] = "pdf", [NUAN_TABLE_XLSX] = "xlsx", [NUAN_TABLE_CSV] = "csv" };

  return suffixes[format];
}

static gboolean
has_chart (const NuanTable *table)
{
  return table->definition->chart != NULL && *table->definition->chart != '\0';
}

gboolean
nuan_table_file_write (const NuanTable *table, NuanTableFormat format, const char *path, NuanFileMode mode, NuanProgress progress,
                       gpointer progress_data, GCancellable *cancellable, GError **error)
{
  switch (format)
    {
    case NUAN_TABLE_PDF:
      return nuan_table_print_to_file (table, has_chart (table), path, mode, progress, progress_data, cancellable, error);
    case NUAN_TABLE_XLSX:
      return nuan_xlsx_write (table, path, mode, progress, progress_data, cancellable, error);
    case NUAN_TABLE_CSV:
      return nuan_csv_write (table, path, mode, progress, progress_data, cancellable, error);
    default:
      g_assert_not_reached ();
    }
}

GBytes *
nuan_table_file_draw (const NuanTable *table, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  return nuan_table_print (table, has_chart (table), progress, progress_data, cancellable, error);
}

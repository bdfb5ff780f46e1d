#include "config.h"

#include "exchange/table-text.h"

/* Paper and files carry the field's own words in Chinese, whatever the language of the window. */
#define TOTAL_LABEL "合计"

#define STEP_ROWS 256

char *
nuan_table_text (const NuanTable *table, const NuanCell *cells, guint column)
{
  const NuanColumn *definition = g_ptr_array_index (table->definition->columns, column);

  if (definition->kind != NUAN_CELL_TEXT)
    return nuan_cell_format_plain (&cells[column], definition->kind);
  if (cells == table->total && column == 0 && (cells[0].text == NULL || *cells[0].text == '\0'))
    return g_strdup (TOTAL_LABEL);
  return g_strdup (cells[column].text != NULL ? cells[column].text : "");
}

const char *
nuan_cell_kind_code (NuanCellKind kind)
{
  switch (kind)
    {
    case NUAN_CELL_TEXT:
      return "text";
    case NUAN_CELL_COUNT:
      return "count";
    case NUAN_CELL_MONEY:
      return "money";
    case NUAN_CELL_WAN:
      return "wan";
    case NUAN_CELL_DAY:
      return "day";
    default:
      g_assert_not_reached ();
    }
}

gboolean
nuan_table_step (const NuanTable *table, guint done, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  if (done % STEP_ROWS != 0 && done != table->rows->len)
    return TRUE;
  if (progress != NULL)
    progress (done, table->rows->len, progress_data);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

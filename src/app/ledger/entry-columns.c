#include "config.h"

#include "app/ledger/entry-columns.h"

#include <glib/gi18n-lib.h>

#include "app/kit/columns.h"
#include "app/kit/text-column.h"

void
nuan_entry_columns_append (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  nuan_text_column_append (view, C_("column", "Day"), "day", FALSE, 11, FALSE);
  nuan_text_column_append (view, C_("column", "Kind"), "kind", FALSE, 12, FALSE);
  nuan_text_column_append (view, C_("column", "Memo"), "memo", FALSE, 16, TRUE);
  nuan_text_column_append (view, C_("column", "Debit"), "debit", FALSE, 15, FALSE);
  nuan_text_column_append (view, C_("column", "Credit"), "credit", FALSE, 15, FALSE);
  nuan_text_column_append (view, C_("column", "Change"), "change", TRUE, 13, FALSE);
  nuan_text_column_append (view, C_("column", "Balance"), "balance", TRUE, 13, FALSE);
  nuan_text_column_append (view, C_("column", "Receipt"), "receipt", FALSE, 11, FALSE);

  nuan_columns_remember_order (view, "entries");
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      nuan_column_remember_width (column, "entries");
    }
}

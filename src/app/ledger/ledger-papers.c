#include "config.h"

#include "app/ledger/ledger-papers.h"

#include <glib/gi18n-lib.h>

#include "desk/ledger-tables.h"
#include "app/parts/table-files.h"
#include "app/kit/toast.h"

#define ENTRIES_MAX 20000   /* the newest so many go on paper; all of them go to hledger */

typedef struct {
  GtkWidget      *page;
  NuanLedgerPaper what;
} Reading;

static gpointer
read_account (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  NuanTable *table = nuan_entry_table_read (connection, *(gint64 *) input, ENTRIES_MAX, error);

  return table != NULL ? nuan_shared_table_new (table) : NULL;
}

static void
account_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Reading *reading = data;
  g_autoptr (GtkWidget) page = reading->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanSharedTable) table = nuan_database_finish (NUAN_DATABASE (source), result, &error);

  if (table == NULL)
    nuan_show_error (page, _("The account of the fund could not be read"), error);
  else
    nuan_ledger_paper_put (page, table, reading->what);
}

void
nuan_ledger_paper_account (GtkWidget *page, NuanContext *context, gint64 fund_id, NuanLedgerPaper what)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->page = g_object_ref (page);
  reading->what = what;
  nuan_database_read (nuan_context_get_database (context), NUAN_READ_LONG, read_account, g_memdup2 (&fund_id, sizeof fund_id), g_free,
                      (GDestroyNotify) nuan_shared_table_unref, NULL, account_read_cb, reading);
}

void
nuan_ledger_paper_put (GtkWidget *page, NuanSharedTable *table, NuanLedgerPaper what)
{
  if (what == NUAN_LEDGER_PAPER_PRINT)
    nuan_table_print_dialog (page, table);
  else
    nuan_table_save (page, table, what == NUAN_LEDGER_PAPER_PDF ? NUAN_TABLE_PDF : NUAN_TABLE_XLSX);
}

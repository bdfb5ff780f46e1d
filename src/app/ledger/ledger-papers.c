#include "config.h"

#include "app/ledger/ledger-papers.h"

#include <glib/gi18n-lib.h>

#include "desk/ledger-tables.h"
#include "app/parts/table-files.h"
#include "app/kit/job.h"
#include "app/kit/toast.h"

#define ENTRIES_MOST 1000000   /* so many rows a spreadsheet holds; all of them go to hledger */

typedef struct {
  GtkWidget       *page;
  char            *database;
  gint64           fund_id;
  NuanLedgerPaper  what;
  NuanSharedTable *table;   /* once read */
} Account;

static void
account_free (gpointer data)
{
  Account *account = data;

  g_object_unref (account->page);
  g_clear_pointer (&account->table, nuan_shared_table_unref);
  g_free (account->database);
  g_free (account);
}

static gboolean
read_work (NuanJob *job, gpointer data, GError **error)
{
  Account *account = data;
  g_autoptr (NuanConnection) connection = nuan_connection_open (account->database, NUAN_OPEN_READ, error);
  NuanTable *table;

  if (connection == NULL)
    return FALSE;

  nuan_connection_set_cancellable (connection, nuan_job_get_cancellable (job));
  table = nuan_entry_table_read (connection, account->fund_id, ENTRIES_MOST, nuan_job_progress, job, nuan_job_get_cancellable (job), error);
  if (table == NULL)
    return FALSE;

  account->table = nuan_shared_table_new (table);
  return TRUE;
}

static void
read_done (gboolean success, const GError *error, gpointer data)
{
  Account *account = data;

  if (success)
    nuan_ledger_paper_put (account->page, account->table, account->what);
  else
    nuan_show_error (account->page, _("The account of the fund could not be read"), error);
}

void
nuan_ledger_paper_account (GtkWidget *page, NuanContext *context, gint64 fund_id, NuanLedgerPaper what)
{
  Account *account = g_new0 (Account, 1);

  account->page = g_object_ref (page);
  account->database = g_strdup (nuan_database_get_path (nuan_context_get_database (context)));
  account->fund_id = fund_id;
  account->what = what;
  nuan_job_start (page, _("Reading the account"), read_work, read_done, account, account_free);
}

void
nuan_ledger_paper_put (GtkWidget *page, NuanSharedTable *table, NuanLedgerPaper what)
{
  if (what == NUAN_LEDGER_PAPER_PRINT)
    nuan_table_print_dialog (page, table);
  else
    nuan_table_save (page, table, what == NUAN_LEDGER_PAPER_PDF ? NUAN_TABLE_PDF : NUAN_TABLE_XLSX);
}

#include "config.h"

#include "desk/ledger-tables.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/error.h"
#include "model/money/entry.h"
#include "print/labels.h"
#include "store/office/centre.h"
#include "store/money/fund-store.h"
#include "store/money/ledger.h"
#include "store/money/payment-store.h"

#define STEP 500   /* movements read at one go */

typedef struct {
  const char  *code;
  NuanCellKind kind;
} ColumnSpec;

static const ColumnSpec day_columns[] = {
  { "cashier", NUAN_CELL_TEXT },  { "method", NUAN_CELL_TEXT },         { "payments", NUAN_CELL_COUNT }, { "amount", NUAN_CELL_MONEY },
  { "voids", NUAN_CELL_COUNT },   { "voided", NUAN_CELL_MONEY },        { "net", NUAN_CELL_MONEY },
};

static const ColumnSpec entry_columns[] = {
  { "day", NUAN_CELL_DAY },     { "entry", NUAN_CELL_COUNT }, { "kind", NUAN_CELL_TEXT },     { "memo", NUAN_CELL_TEXT },    { "debit", NUAN_CELL_TEXT },
  { "credit", NUAN_CELL_TEXT }, { "receipt", NUAN_CELL_TEXT }, { "change", NUAN_CELL_MONEY }, { "balance", NUAN_CELL_MONEY },
};

/* GROUP of papers.ini holds title, measure and the head of each column. */
static NuanTableDefinition *
make_definition (const char *group, const ColumnSpec *specs, guint n_specs, gboolean total, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (NuanLabels) labels = NULL;
  NuanTableDefinition *definition;

  g_ptr_array_add (keys, (gpointer) "title");
  g_ptr_array_add (keys, (gpointer) "measure");
  for (guint i = 0; i < n_specs; i++)
    g_ptr_array_add (keys, (gpointer) specs[i].code);
  g_ptr_array_add (keys, NULL);
  labels = nuan_labels_load (group, NULL, (const char *const *) keys->pdata, error);
  if (labels == NULL)
    return NULL;

  definition = nuan_table_definition_new (group, nuan_labels_get (labels, "title"), "");
  g_free (definition->measure);
  definition->measure = g_strdup (nuan_labels_get (labels, "measure"));
  definition->total = total;
  for (guint i = 0; i < n_specs; i++)
    nuan_table_definition_add (definition, specs[i].code, nuan_labels_get (labels, specs[i].code), specs[i].kind);
  return definition;
}

static NuanCell *
make_day_cells (const char *cashier, const char *method, const NuanDayTotal *total)
{
  NuanCell *cells = g_new0 (NuanCell, G_N_ELEMENTS (day_columns));

  cells[0].text = g_strdup (cashier);
  cells[1].text = g_strdup (method);
  cells[2].number = total->n;
  cells[3].number = total->amount_fen;
  cells[4].number = total->n_voided;
  cells[5].number = total->voided_fen;
  cells[6].number = total->amount_fen - total->voided_fen;
  return cells;
}

NuanTable *
nuan_day_table_read (NuanConnection *connection, NuanDay day, GError **error)
{
  g_autoptr (NuanCentre) centre = nuan_centre_read (connection, error);
  g_autoptr (GPtrArray) totals = NULL;
  NuanTableDefinition *definition;
  NuanDayTotal sum = { 0 };
  NuanTable *table;

  if (centre == NULL || (totals = nuan_payment_store_day (connection, day, error)) == NULL)
    return NULL;
  definition = make_definition ("day-payments", day_columns, G_N_ELEMENTS (day_columns), TRUE, error);
  if (definition == NULL)
    return NULL;

  table = nuan_table_new (definition, day, day, centre->name);
  for (guint i = 0; i < totals->len; i++)
    {
      const NuanDayTotal *total = g_ptr_array_index (totals, i);

      nuan_table_add (table, make_day_cells (total->cashier, nuan_code_label ("method", total->method), total), NULL);
      sum.n += total->n;
      sum.amount_fen += total->amount_fen;
      sum.n_voided += total->n_voided;
      sum.voided_fen += total->voided_fen;
    }
  table->total = make_day_cells ("", "", &sum);
  return table;
}

static NuanCell *
make_entry_cells (const NuanEntryRow *row)
{
  NuanCell *cells = g_new0 (NuanCell, G_N_ELEMENTS (entry_columns));

  cells[0].number = row->day;
  cells[1].number = row->entry_id;
  cells[2].text = g_strdup (nuan_entry_kind_label (row->kind, row->debit));
  cells[3].text = g_strdup (row->memo);
  cells[4].text = nuan_account_label (row->debit);
  cells[5].text = nuan_account_label (row->credit);
  cells[6].text = g_strdup (row->receipt_number);
  cells[7].number = row->change_fen;
  cells[8].number = row->balance_fen;
  return cells;
}

/* What an account is read by, and into. */
typedef struct {
  gint64        fund_id, most;
  NuanProgress  progress;   /* may be NULL */
  gpointer      progress_data;
  GCancellable *cancellable;
  NuanTable    *table;
} Account;

static gboolean
begin_account (NuanConnection *connection, Account *account, GError **error)
{
  g_autoptr (NuanCentre) centre = nuan_centre_read (connection, error);
  g_autoptr (NuanFund) fund = centre != NULL ? nuan_fund_store_read (connection, account->fund_id, error) : NULL;
  NuanTableDefinition *definition = NULL;
  g_autofree char *title = NULL;

  if (fund == NULL || (definition = make_definition ("fund-account", entry_columns, G_N_ELEMENTS (entry_columns), FALSE, error)) == NULL)
    return FALSE;

  title = g_strdup_printf ("%s　%s", definition->title, fund->name);
  g_free (definition->title);
  definition->title = g_steal_pointer (&title);
  account->table = nuan_table_new (definition, fund->from, fund->to, centre->name);
  return TRUE;
}

/* The days are those of its first and last row. */
static gboolean
add_rows (NuanConnection *connection, Account *account, gint64 offset, GError **error)
{
  g_autoptr (GPtrArray) rows = nuan_ledger_entries (connection, account->fund_id, offset, STEP, FALSE, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const NuanEntryRow *row = g_ptr_array_index (rows, i);

      if (offset + i == 0)
        account->table->from = row->day;
      account->table->to = row->day;
      nuan_table_add (account->table, make_entry_cells (row), NULL);
    }
  return rows != NULL;
}

static gboolean
read_account (NuanConnection *connection, gpointer data, GError **error)
{
  Account *account = data;
  gint64 n = 0;

  if (!nuan_ledger_count (connection, account->fund_id, &n, error))
    return FALSE;
  if (n > account->most)
    {
      nuan_error_set (error, NUAN_ERROR_RULE, "fund",
                      _("The account has %lld movements, more than the %lld that a table takes; export the ledger instead"), (long long) n,
                      (long long) account->most);
      return FALSE;
    }
  if (!begin_account (connection, account, error))
    return FALSE;

  for (gint64 offset = 0; offset < n; offset += STEP)
    {
      if (account->progress != NULL)
        account->progress (offset, n, account->progress_data);
      if (g_cancellable_set_error_if_cancelled (account->cancellable, error) || !add_rows (connection, account, offset, error))
        return FALSE;
    }
  return TRUE;
}

NuanTable *
nuan_entry_table_read (NuanConnection *connection, gint64 fund_id, gint64 most, NuanProgress progress, gpointer progress_data,
                       GCancellable *cancellable, GError **error)
{
  Account account = { .fund_id = fund_id, .most = most, .progress = progress, .progress_data = progress_data, .cancellable = cancellable };

  if (nuan_connection_snapshot (connection, read_account, &account, error))
    return account.table;

  g_clear_pointer (&account.table, nuan_table_free);
  return NULL;
}

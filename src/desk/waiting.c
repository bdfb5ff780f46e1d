#include "config.h"

#include "desk/waiting.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "store/money/fund-store.h"
#include "store/money/grant-store.h"
#include "store/money/receipt-store.h"
#include "store/office/standard-store.h"

NuanWaitingRow *
nuan_waiting_row_copy (const NuanWaitingRow *row)
{
  NuanWaitingRow *copy = g_memdup2 (row, sizeof *row);

  copy->title = g_strdup (row->title);
  copy->subtitle = g_strdup (row->subtitle);
  copy->household_number = g_strdup (row->household_number);
  copy->receipt_number = g_strdup (row->receipt_number);
  return copy;
}

void
nuan_waiting_row_free (NuanWaitingRow *row)
{
  if (row == NULL)
    return;

  g_free (row->title);
  g_free (row->subtitle);
  g_free (row->household_number);
  g_free (row->receipt_number);
  g_free (row);
}

/* In words ------------------------------------------------------------------------------------------------------------------- */

static NuanWaitingRow *
row_new (char *title, char *subtitle, gint64 amount_fen, const char *household_number, const char *receipt_number)
{
  NuanWaitingRow *row = g_new0 (NuanWaitingRow, 1);

  row->title = title;
  row->subtitle = subtitle;
  row->amount_fen = amount_fen;
  row->household_number = g_strdup (household_number);
  row->receipt_number = g_strdup (receipt_number);
  return row;
}

static NuanWaitingRow *
row_of_grant (gconstpointer record, NuanDay today)
{
  const NuanGrant *grant = record;
  const gboolean approved = grant->state == NUAN_GRANT_APPROVED;
  g_autofree char *since = nuan_day_format (approved ? grant->decided_on : grant->drafted_on);
  NuanWaitingRow *row = row_new (g_strdup_printf ("%s · %s", grant->member_name, nuan_code_label ("programme", grant->programme)),
                                 g_strdup_printf ("%s · %s · %s %s", grant->household_number, grant->fund_name, since,
                                                  approved ? grant->decided_name : grant->drafted_name),
                                 grant->amount_fen, grant->household_number, "");

  row->household_id = grant->household_id;
  row->grant_id = grant->id;
  return row;
}

static NuanWaitingRow *
row_of_receipt (gconstpointer record, NuanDay today)
{
  const NuanReceipt *receipt = record;
  g_autofree char *day = nuan_day_format (receipt->date);
  NuanWaitingRow *row = row_new (g_strdup_printf ("%s · %s", receipt->payee, nuan_code_label ("programme", receipt->programme)),
                                 g_strdup_printf ("%s · %s · %s · %s", receipt->number, receipt->household_number, day, receipt->cashier),
                                 receipt->amount_fen, receipt->household_number, receipt->number);

  row->household_id = receipt->household_id;
  return row;
}

static NuanWaitingRow *
row_of_fund (gconstpointer record, NuanDay today)
{
  const NuanFund *fund = record;
  g_autofree char *day = nuan_day_format (fund->use_by);
  NuanWaitingRow *row = row_new (g_strdup (fund->name),
                                 g_strdup_printf (nuan_fund_is_past (fund, today) ? _("To be used by %s: past; what is free:")
                                                                       : _("To be used by %s; what is free:"), day),
                                 nuan_fund_get_free (fund), "", "");

  row->fund_id = fund->id;
  return row;
}

typedef NuanWaitingRow *(*InWords) (gconstpointer record, NuanDay today);

/* RECORDS are taken; NULL is handed on. */
static GPtrArray *
put_in_words (NuanConnection *connection, GPtrArray *records, NuanWaitingList list, InWords in_words)
{
  g_autoptr (GPtrArray) taken = records;
  GPtrArray *rows;

  if (records == NULL)
    return NULL;

  rows = g_ptr_array_new_full (records->len, (GDestroyNotify) nuan_waiting_row_free);
  for (guint i = 0; i < records->len; i++)
    {
      NuanWaitingRow *row = in_words (g_ptr_array_index (records, i), nuan_connection_get_today (connection));

      row->list = list;
      g_ptr_array_add (rows, row);
    }

  return rows;
}

/* Windows -------------------------------------------------------------------------------------------------------------------- */

/* The last day of the warning that a fund must be used up. */
static gboolean
get_warned (NuanConnection *connection, NuanDay *by, GError **error)
{
  const NuanDay today = nuan_connection_get_today (connection);
  NuanStandards standards;

  if (!nuan_standard_store_get (connection, today, &standards, error))
    return FALSE;

  *by = today + (NuanDay) standards.use_by_warning_days;
  return TRUE;
}

static GPtrArray *
read_funds (NuanConnection *connection, gint64 offset, guint limit, GError **error)
{
  NuanDay by;

  return get_warned (connection, &by, error) ? nuan_fund_store_near (connection, by, offset, limit, error) : NULL;
}

GPtrArray *
nuan_waiting_list_window (NuanConnection *connection, NuanWaitingList list, gint64 offset, guint limit, GError **error)
{
  const NuanDay today = nuan_connection_get_today (connection);

  switch (list)
    {
    case NUAN_WAITING_TO_APPROVE:
      return put_in_words (connection, nuan_grant_store_list (connection, "draft", 0, offset, limit, error), list, row_of_grant);
    case NUAN_WAITING_TO_PAY:
      return put_in_words (connection, nuan_grant_store_list (connection, "approved", 0, offset, limit, error), list, row_of_grant);
    case NUAN_WAITING_TO_SIGN:
      return put_in_words (connection, nuan_receipt_store_unsigned (connection, offset, limit, error), list, row_of_receipt);
    case NUAN_WAITING_FUNDS_NEAR:
      return put_in_words (connection, read_funds (connection, offset, limit, error), list, row_of_fund);
    case NUAN_WAITING_RESERVATIONS_PAST:
      return put_in_words (connection, nuan_grant_store_past (connection, today, offset, limit, error), list, row_of_grant);
    }

  g_return_val_if_reached (NULL);
}

gboolean
nuan_waiting_list_count (NuanConnection *connection, NuanWaitingList list, gint64 *n, GError **error)
{
  NuanDay by;

  switch (list)
    {
    case NUAN_WAITING_TO_APPROVE:
      return nuan_grant_store_count (connection, "draft", 0, n, error);
    case NUAN_WAITING_TO_PAY:
      return nuan_grant_store_count (connection, "approved", 0, n, error);
    case NUAN_WAITING_TO_SIGN:
      return nuan_receipt_store_count_unsigned (connection, n, error);
    case NUAN_WAITING_FUNDS_NEAR:
      return get_warned (connection, &by, error) && nuan_fund_store_count_near (connection, by, n, error);
    case NUAN_WAITING_RESERVATIONS_PAST:
      return nuan_grant_store_count_past (connection, nuan_connection_get_today (connection), n, error);
    }

  g_return_val_if_reached (FALSE);
}

#include "config.h"

#include "app/cases/waiting-read.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "model/money/fund.h"
#include "model/money/grant.h"
#include "model/money/receipt.h"
#include "store/money/fund-store.h"
#include "store/money/grant-store.h"
#include "store/money/receipt-store.h"
#include "store/office/standard-store.h"

#define GRANTS_LOOKED_AT 5000   /* for reservations: those past their date are few, and old */

void
nuan_waiting_row_free (NuanWaitingRow *row)
{
  g_free (row->title);
  g_free (row->subtitle);
  g_free (row->household_number);
  g_free (row->receipt_number);
  g_free (row);
}

static NuanWaitingRow *
row_new (char *title, char *subtitle, gint64 amount_fen)
{
  NuanWaitingRow *row = g_new0 (NuanWaitingRow, 1);

  row->title = title;
  row->subtitle = subtitle;
  row->amount_fen = amount_fen;
  row->household_number = g_strdup ("");
  row->receipt_number = g_strdup ("");
  return row;
}

static NuanWaitingRow *
grant_row (const NuanGrant *grant)
{
  g_autofree char *drafted = nuan_day_format (grant->drafted_on);
  g_autofree char *decided = nuan_day_format (grant->decided_on);
  gboolean approved = grant->state == NUAN_GRANT_APPROVED;
  NuanWaitingRow *row;

  row = row_new (g_strdup_printf ("%s · %s", grant->member_name, nuan_code_label ("programme", grant->programme)),
                 g_strdup_printf ("%s · %s · %s %s", grant->household_number, grant->fund_name,
                                  approved ? decided : drafted, approved ? grant->decided_name : grant->drafted_name),
                 grant->amount_fen);
  row->household_id = grant->household_id;
  row->grant_id = grant->id;
  g_free (row->household_number);
  row->household_number = g_strdup (grant->household_number);
  return row;
}

static GPtrArray *
read_grants (NuanConnection *connection, NuanGrantState state, guint limit, GError **error)
{
  g_autoptr (GPtrArray) grants = nuan_grant_store_list (connection, nuan_grant_state_code (state), 0, 0, limit, error);
  GPtrArray *rows;

  if (grants == NULL)
    return NULL;

  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_waiting_row_free);
  for (guint i = 0; i < grants->len; i++)
    g_ptr_array_add (rows, grant_row (g_ptr_array_index (grants, i)));
  return rows;
}

static GPtrArray *
read_receipts (NuanConnection *connection, guint limit, GError **error)
{
  g_autoptr (GPtrArray) receipts = nuan_receipt_store_unsigned (connection, 0, limit, error);
  GPtrArray *rows;

  if (receipts == NULL)
    return NULL;

  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_waiting_row_free);
  for (guint i = 0; i < receipts->len; i++)
    {
      const NuanReceipt *receipt = g_ptr_array_index (receipts, i);
      g_autofree char *day = nuan_day_format (receipt->date);
      NuanWaitingRow *row;

      row = row_new (g_strdup_printf ("%s · %s", receipt->payee, nuan_code_label ("programme", receipt->programme)),
                     g_strdup_printf ("%s · %s · %s · %s", receipt->number, receipt->household_number, day, receipt->cashier),
                     receipt->amount_fen);
      g_free (row->receipt_number);
      row->receipt_number = g_strdup (receipt->number);
      g_free (row->household_number);
      row->household_number = g_strdup (receipt->household_number);
      g_ptr_array_add (rows, row);
    }

  return rows;
}

static GPtrArray *
read_funds_near (NuanConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) funds = nuan_fund_store_list (connection, error);
  NuanDay today = nuan_connection_get_today (connection);
  NuanStandards standards;
  GPtrArray *rows;

  if (funds == NULL || !nuan_standard_store_get (connection, today, &standards, error))
    return NULL;

  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_waiting_row_free);
  for (guint i = 0; i < funds->len; i++)
    {
      const NuanFund *fund = g_ptr_array_index (funds, i);
      NuanFundAlert alert = nuan_fund_alert (fund, &standards, today);
      gint64 left = nuan_fund_get_free (fund);
      g_autofree char *day = nuan_day_format (fund->use_by);
      NuanWaitingRow *row;

      if ((alert != NUAN_FUND_NEAR && alert != NUAN_FUND_PAST) || left + fund->reserved_fen <= 0)
        continue;

      row = row_new (g_strdup (fund->name),
                     g_strdup_printf (alert == NUAN_FUND_PAST ? _("To be used by %s: past; what is free:")
                                      : _("To be used by %s; what is free:"), day),
                     left);
      row->fund_id = fund->id;
      g_ptr_array_add (rows, row);
    }

  return rows;
}

static const NuanFund *
fund_of (GPtrArray *funds, gint64 id)
{
  for (guint i = 0; i < funds->len; i++)
    if (((const NuanFund *) g_ptr_array_index (funds, i))->id == id)
      return g_ptr_array_index (funds, i);

  return NULL;
}

static GPtrArray *
read_reservations_past (NuanConnection *connection, guint limit, GError **error)
{
  g_autoptr (GPtrArray) funds = nuan_fund_store_list (connection, error);
  g_autoptr (GPtrArray) grants = NULL;
  NuanDay today = nuan_connection_get_today (connection);
  GPtrArray *rows;

  if (funds == NULL)
    return NULL;
  grants = nuan_grant_store_list (connection, nuan_grant_state_code (NUAN_GRANT_APPROVED), 0, 0, GRANTS_LOOKED_AT, error);
  if (grants == NULL)
    return NULL;

  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_waiting_row_free);
  for (guint i = 0; i < grants->len && rows->len < limit; i++)
    {
      const NuanGrant *grant = g_ptr_array_index (grants, i);
      const NuanFund *fund = fund_of (funds, grant->fund_id);

      if (fund != NULL && fund->use_by < today)
        g_ptr_array_add (rows, grant_row (grant));
    }

  return rows;
}

static GPtrArray *
read_list (NuanConnection *connection, NuanShow show, guint limit, GError **error)
{
  switch (show)
    {
    case NUAN_SHOW_APPROVE_GRANTS:
      return read_grants (connection, NUAN_GRANT_DRAFT, limit, error);
    case NUAN_SHOW_PAY_GRANTS:
      return read_grants (connection, NUAN_GRANT_APPROVED, limit, error);
    case NUAN_SHOW_SIGN_RECEIPTS:
      return read_receipts (connection, limit, error);
    case NUAN_SHOW_FUNDS_NEAR:
      return read_funds_near (connection, error);
    case NUAN_SHOW_RESERVATIONS_PAST:
      return read_reservations_past (connection, limit, error);
    case NUAN_SHOW_ALL:
    case NUAN_SHOW_APPROVE_HOUSEHOLDS:
    case NUAN_SHOW_IN_FORCE:
    case NUAN_SHOW_SAVED:
    case NUAN_N_SHOWS:
    default:
      return g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_waiting_row_free);
    }
}

GPtrArray *
nuan_waiting_rows_read (NuanConnection *connection, NuanShow show, guint limit, GError **error)
{
  GPtrArray *rows = read_list (connection, show, limit, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    ((NuanWaitingRow *) g_ptr_array_index (rows, i))->show = show;

  return rows;
}

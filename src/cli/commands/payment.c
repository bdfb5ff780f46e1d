#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/money.h"
#include "cli/kit/command.h"
#include "store/money/payment-store.h"
#include "store/money/receipt-store.h"

/* The help tells what comes back first; who voids a signed one is reminded of it by name and amount. */
static gboolean
void_payment (NuanSession *session, GError **error)
{
  const char *given = nuan_arguments_at (session->arguments, 0);
  g_autoptr (NuanReceipt) receipt = NULL;
  g_autofree char *amount = NULL;

  if (!nuan_payment_store_void (session->connection, session->actor, given, nuan_arguments_get (session->arguments, "reason"), TRUE, error)
      || (receipt = nuan_receipt_store_read (session->connection, given, error)) == NULL)
    return FALSE;
  if (!receipt->is_signed)
    return TRUE;

  amount = nuan_money_format (receipt->amount_fen);
  g_ptr_array_add (session->warnings, g_strdup_printf (_("Receipt %s was signed: the paper and ¥%s in money or goods must be back"),
                                                       receipt->number, amount));
  return TRUE;
}

/* The cash box at closing time. */
static gboolean
day (NuanSession *session, GError **error)
{
  static const NuanOutputColumn columns[] = {
    { "cashier", N_("Cashier") }, { "method", N_("Method"), "method" }, { "payments", N_("Payments") },
    { "amount", N_("Amount") },
    { "voided", N_("Voided") }, { "voided_amount", N_("Amount voided") }, { NULL }
  };
  NuanDay on = nuan_connection_get_today (session->connection);
  g_autoptr (GPtrArray) totals = NULL;
  g_autoptr (NuanOutput) output = NULL;

  if (!nuan_arguments_day (session->arguments, "date", &on, error))
    return FALSE;
  totals = nuan_payment_store_day (session->connection, on, error);
  if (totals == NULL)
    return FALSE;

  output = nuan_output_new (nuan_session_is_json (session));
  nuan_output_begin_list (output, columns);
  for (guint i = 0; i < totals->len; i++)
    {
      const NuanDayTotal *total = g_ptr_array_index (totals, i);

      nuan_output_begin (output, NULL);
      nuan_output_text (output, "cashier", total->cashier);
      nuan_output_text (output, "method", total->method);
      nuan_output_integer (output, "payments", total->n);
      nuan_output_money (output, "amount", total->amount_fen);
      nuan_output_integer (output, "voided", total->n_voided);
      nuan_output_money (output, "voided_amount", total->voided_fen);
      nuan_output_end (output);
    }
  nuan_output_end_list (output);

  return nuan_output_finish (output, error);
}

const NuanCommand nuan_payment_commands[] = {
  { "payment", "void", "RECEIPT --reason TEXT", N_("the money is free again, the grant voided; a signed receipt by a director, once the paper and the money are back"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_WRITES, void_payment },
  { "payment", "day", "[--date D] [--json]", N_("payments of a day by cashier and method"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_READS, day },
  { NULL }
};

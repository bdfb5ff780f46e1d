#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "cli/kit/command.h"
#include "store/money/payment-store.h"

static gboolean
void_payment (NuanSession *session, GError **error)
{
  return nuan_payment_store_void (session->connection, session->actor, nuan_arguments_at (session->arguments, 0),
                                  nuan_arguments_get (session->arguments, "reason"), error);
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
  { "payment", "void", "RECEIPT --reason TEXT", N_("the money is free again, the grant voided"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_WRITES, void_payment },
  { "payment", "day", "[--date D] [--json]", N_("payments of a day by cashier and method"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_READS, day },
  { NULL }
};

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/money.h"
#include "cli/kit/command.h"
#include "cli/commands/receipt-print.h"
#include "store/money/receipt-store.h"

static void
say_verdict (NuanSession *session, const char *verdict, const NuanReceipt *receipt)
{
  g_autofree char *amount = NULL;
  g_autofree char *date = NULL;

  nuan_session_say (session, "%s", verdict);
  if (receipt == NULL)
    return;

  amount = nuan_money_format_plain (receipt->amount_fen);
  date = nuan_day_format (receipt->date);
  nuan_session_say (session, "%s", receipt->number);
  nuan_session_say (session, "%s", receipt->payee);
  nuan_session_say (session, "%s", amount);
  nuan_session_say (session, "%s", date);
}

static gboolean
print_verdict (const char *verdict, const NuanReceipt *receipt, GError **error)
{
  g_autoptr (NuanOutput) output = nuan_output_new (TRUE);

  nuan_output_begin (output, NULL);
  nuan_output_text (output, "verdict", verdict);
  if (receipt != NULL)
    {
      nuan_output_text (output, "number", receipt->number);
      nuan_output_text (output, "payee", receipt->payee);
      nuan_output_money (output, "amount", receipt->amount_fen);
      nuan_output_day (output, "date", receipt->date);
    }
  nuan_output_end (output);

  return nuan_output_finish (output, error);
}

/* What the verdict means for the exit code; the frozen values went to stdout already. */
static void
judge (NuanSession *session, NuanReceiptVerdict verdict)
{
  g_autoptr (GError) problem = NULL;

  switch (verdict)
    {
    case NUAN_RECEIPT_VOID:
      nuan_error_set (&problem, NUAN_ERROR_CONFLICT, "code", _("The payment of this receipt was voided"));
      break;
    case NUAN_RECEIPT_ALTERED:
      nuan_error_set (&problem, NUAN_ERROR_CONFLICT, "code",
                      _("The code does not belong to this receipt: the paper was altered"));
      break;
    case NUAN_RECEIPT_UNKNOWN:
      nuan_error_set (&problem, NUAN_ERROR_NOT_FOUND, "code", _("This centre has no such receipt"));
      break;
    case NUAN_RECEIPT_VALID:
    case NUAN_RECEIPT_REPRINT:
    case NUAN_RECEIPT_AUDIT:
    default:
      return;
    }

  nuan_session_complain (session, problem);
}

static gboolean
verify (NuanSession *session, GError **error)
{
  g_autoptr (NuanReceipt) receipt = NULL;
  g_autoptr (GError) problem = NULL;
  const char *code;
  const NuanReceiptVerdict verdict = nuan_receipt_store_verify (session->connection, nuan_arguments_at (session->arguments, 0),
                                                                &receipt, &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  code = nuan_receipt_verdict_code (verdict);
  if (!nuan_session_is_json (session))
    say_verdict (session, code, receipt);
  else if (!print_verdict (code, receipt, error))
    return FALSE;

  judge (session, verdict);
  return TRUE;
}

static void
print_receipt (NuanOutput *output, const NuanReceipt *receipt)
{
  nuan_output_begin (output, NULL);
  nuan_output_text (output, "number", receipt->number);
  nuan_output_text (output, "centre", receipt->centre);
  nuan_output_day (output, "date", receipt->date);
  nuan_output_text (output, "household", receipt->household_number);
  nuan_output_text (output, "payee", receipt->payee);
  nuan_output_text (output, "payee_id", receipt->payee_id_masked);
  nuan_output_text (output, "unit", receipt->unit);
  nuan_output_text (output, "programme", receipt->programme);
  nuan_output_text (output, "fund", receipt->fund);
  nuan_output_money (output, "amount", receipt->amount_fen);
  nuan_output_text (output, "amount_words", receipt->amount_words);
  nuan_output_text (output, "method", receipt->method);
  nuan_output_text (output, "card_tail", receipt->card_tail);
  nuan_output_text (output, "proxy", receipt->proxy_name);
  nuan_output_text (output, "proxy_id", receipt->proxy_id_masked);
  nuan_output_text (output, "proxy_relation", receipt->proxy_relation);
  nuan_output_text (output, "proxy_reason", receipt->proxy_reason);
  nuan_output_text (output, "handler", receipt->handler);
  nuan_output_text (output, "reviewer", receipt->reviewer);
  nuan_output_text (output, "cashier", receipt->cashier);
  nuan_output_boolean (output, "voided", receipt->voided);
  nuan_output_boolean (output, "signed", receipt->is_signed);
  nuan_output_text (output, "signed_by", receipt->signed_by);
  nuan_output_day (output, "signed_on", receipt->signed_on);
  nuan_output_integer (output, "prints", receipt->prints);
  nuan_output_end (output);
}

static gboolean
show (NuanSession *session, GError **error)
{
  g_autoptr (NuanReceipt) receipt = nuan_receipt_store_read (session->connection, nuan_arguments_at (session->arguments, 0),
                                                             error);
  g_autoptr (NuanOutput) output = NULL;

  if (receipt == NULL)
    return FALSE;

  output = nuan_output_new (nuan_session_is_json (session));
  print_receipt (output, receipt);

  return nuan_output_finish (output, error);
}

static gboolean
print_receipts (NuanSession *session, GPtrArray *numbers, GError **error)
{
  g_autoptr (NuanOutput) output = nuan_output_new (TRUE);

  nuan_output_begin_list (output, NULL);
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (NuanReceipt) receipt = nuan_receipt_store_read (session->connection, g_ptr_array_index (numbers, i), error);

      if (receipt == NULL)
        return FALSE;
      print_receipt (output, receipt);
    }
  nuan_output_end_list (output);
  return nuan_output_finish (output, error);
}

/* Numbers, one a line: for a batch. */
static gboolean
list (NuanSession *session, GError **error)
{
  NuanDay from, to;
  g_autoptr (GPtrArray) numbers = NULL;

  if (!nuan_arguments_span (session->arguments, nuan_connection_get_today (session->connection), &from, &to, error)
      || (numbers = nuan_receipt_store_numbers (session->connection, from, to, error)) == NULL)
    return FALSE;
  if (nuan_session_is_json (session))
    return print_receipts (session, numbers, error);

  for (guint i = 0; i < numbers->len; i++)
    nuan_session_say (session, "%s", (const char *) g_ptr_array_index (numbers, i));
  return TRUE;
}

static gboolean
tick_signed (NuanSession *session, GError **error)
{
  return nuan_receipt_store_sign (session->connection, session->actor, nuan_arguments_at (session->arguments, 0), error);
}

static gboolean
untick_signed (NuanSession *session, GError **error)
{
  return nuan_receipt_store_unsign (session->connection, session->actor, nuan_arguments_at (session->arguments, 0), error);
}

const NuanCommand nuan_receipt_commands[] = {
  { "receipt", "pdf", "NUMBER [NUMBER…] -o FILE [--force]", N_("receipts on paper, counted; from the second time on marked as reprints"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_LONG, nuan_receipt_print_pdf },
  { "receipt", "verify", "CODE [--json]",
    N_("whether a paper is what was printed, with payee, amount and date to hold beside it"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_READS, verify },
  { "receipt", "signed", "NUMBER", N_("ticks a receipt as signed"), NUAN_NEEDS_STAFF, NUAN_COMMAND_WRITES, tick_signed },
  { "receipt", "unsign", "NUMBER", N_("undoes that tick on the same day"), NUAN_NEEDS_STAFF, NUAN_COMMAND_WRITES, untick_signed },
  { "receipt", "show", "NUMBER [--json]", N_("what is frozen on a receipt and what became of it"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_READS, show },
  { "receipt", "list", "[--from D] [--to D] [--json]", N_("the numbers of a span of days, one a line; without --from, of the year of --to"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_READS, list },
  { NULL }
};

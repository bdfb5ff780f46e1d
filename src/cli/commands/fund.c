#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/money.h"
#include "cli/kit/command.h"
#include "cli/kit/options.h"
#include "model/money/fund-fields.h"
#include "store/money/fund-store.h"
#include "store/money/ledger.h"
#include "store/office/standard-store.h"

#define ENTRIES_A_READ 20000

static gboolean
add (NuanSession *session, GError **error)
{
  NuanOptions options = { .session = session, .fields = nuan_fund_fields };
  g_autoptr (GPtrArray) errors = nuan_options_check (&options, nuan_options_value);
  g_autoptr (NuanFund) fund = nuan_fund_from_fields (nuan_options_value, &options);
  gint64 id;

  nuan_fund_check_days (fund, errors);
  if (!nuan_options_done (&options, errors, error))
    return FALSE;

  id = nuan_fund_store_add (session->connection, session->actor, fund, error);
  if (id == 0)
    {
      nuan_options_name (&options, error);
      return FALSE;
    }

  nuan_session_say (session, "%" G_GINT64_FORMAT, id);
  return TRUE;
}

static const char *
alert_code (NuanFundAlert alert)
{
  static const char *const codes[] = {
    [NUAN_FUND_FINE] = "", [NUAN_FUND_LOW] = "low", [NUAN_FUND_NEAR] = "near", [NUAN_FUND_PAST] = "past"
  };

  return codes[alert];
}

static void
print_fund (NuanOutput *output, const NuanFund *fund, NuanFundAlert alert)
{
  nuan_output_begin (output, NULL);
  nuan_output_integer (output, "id", fund->id);
  nuan_output_field (output, nuan_fund_fields, "name", fund);
  nuan_output_field (output, nuan_fund_fields, "source", fund);
  nuan_output_texts (output, "programmes", (const char *const *) fund->programmes);
  nuan_output_field (output, nuan_fund_fields, "from", fund);
  nuan_output_field (output, nuan_fund_fields, "to", fund);
  nuan_output_field (output, nuan_fund_fields, "use_by", fund);
  nuan_output_money (output, "received", fund->received_fen);
  nuan_output_money (output, "returned", fund->returned_fen);
  nuan_output_money (output, "reserved", fund->reserved_fen);
  nuan_output_money (output, "paid", fund->paid_fen);
  nuan_output_money (output, "free", nuan_fund_get_free (fund));
  nuan_output_money (output, "bank", fund->bank_fen);
  nuan_output_money (output, "cash", fund->cash_fen);
  nuan_output_money (output, "goods", fund->goods_fen);
  nuan_output_text (output, "alert", alert_code (alert));
  nuan_output_end (output);
}

static gboolean
list (NuanSession *session, GError **error)
{
  static const NuanOutputColumn columns[] = {
    { "id", N_("Id") }, { "name", N_("Fund") }, { "source", N_("Source"), "source" }, { "use_by", N_("Use by") },
    { "received", N_("Received") }, { "returned", N_("Returned") }, { "reserved", N_("Reserved") }, { "paid", N_("Paid") },
    { "free", N_("Free") }, { "alert", N_("Alert") }, { NULL }
  };
  const NuanDay today = nuan_connection_get_today (session->connection);
  g_autoptr (GPtrArray) funds = nuan_fund_store_list (session->connection, error);
  g_autoptr (NuanOutput) output = NULL;
  NuanStandards standards;

  if (funds == NULL || !nuan_standard_store_get (session->connection, today, &standards, error))
    return FALSE;

  output = nuan_output_new (nuan_session_is_json (session));
  nuan_output_begin_list (output, columns);
  for (guint i = 0; i < funds->len; i++)
    {
      const NuanFund *fund = g_ptr_array_index (funds, i);

      print_fund (output, fund, nuan_fund_alert (fund, &standards, today));
    }
  nuan_output_end_list (output);

  return nuan_output_finish (output, error);
}

static void
print_entry (NuanOutput *output, const NuanEntryRow *row)
{
  nuan_output_begin (output, NULL);
  nuan_output_integer (output, "entry", row->entry_id);
  nuan_output_day (output, "date", row->day);
  nuan_output_text (output, "kind", row->kind);
  nuan_output_text (output, "memo", row->memo);
  nuan_output_text (output, "debit", row->debit);
  nuan_output_text (output, "credit", row->credit);
  nuan_output_money (output, "amount", row->amount_fen);
  nuan_output_money (output, "change", row->change_fen);
  nuan_output_money (output, "balance", row->balance_fen);
  nuan_output_integer (output, "reverses", row->reverses);
  nuan_output_boolean (output, "reversed", row->reversed);
  nuan_output_text (output, "receipt", row->receipt_number);
  nuan_output_end (output);
}

static gboolean
entries (NuanSession *session, GError **error)
{
  static const NuanOutputColumn columns[] = {
    { "entry", N_("Entry") }, { "date", N_("Date") }, { "kind", N_("Kind") }, { "debit", N_("Debit") },
    { "credit", N_("Credit") },
    { "amount", N_("Amount") }, { "balance", N_("Balance") }, { "receipt", N_("Receipt") }, { "memo", N_("Memo") }, { NULL }
  };
  g_autoptr (NuanFund) fund = NULL;
  g_autoptr (NuanOutput) output = NULL;
  gint64 id = 0, offset = 0;
  guint n_read;

  if (!nuan_arguments_id (session->arguments, 0, "fund", &id, error))
    return FALSE;
  fund = nuan_fund_store_read (session->connection, id, error);
  if (fund == NULL)
    return FALSE;

  output = nuan_output_new (nuan_session_is_json (session));
  nuan_output_begin_list (output, columns);
  do
    {
      g_autoptr (GPtrArray) rows = nuan_ledger_entries (session->connection, id, offset, ENTRIES_A_READ, FALSE, error);

      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        print_entry (output, g_ptr_array_index (rows, i));
      n_read = rows->len;
      offset += n_read;
    }
  while (n_read == ENTRIES_A_READ);
  nuan_output_end_list (output);

  return nuan_output_finish (output, error);
}

typedef gint64 (*Move) (NuanConnection *connection, const NuanStaff *actor, gint64 fund_id, gint64 amount_fen, NuanDay day,
                        const char *memo, NuanHolding holding, GError **error);

typedef struct {
  gint64      fund_id, amount_fen;
  NuanDay     day;
  NuanHolding holding;
} Movement;

/* The amount stands behind the fund. */
static const char *
movement_value (const NuanField *field, gpointer data)
{
  const NuanOptions *options = data;

  return strcmp (field->name, "amount") == 0 ? nuan_arguments_at (options->session->arguments, 1) : nuan_options_value (field, data);
}

/* What goes back must be there. */
static void
add_rules (const NuanOptions *options, const Movement *movement, GPtrArray *errors)
{
  const char *amount = nuan_arguments_at (options->session->arguments, 1);
  const char *typed = nuan_arguments_get (options->session->arguments, "account");
  const char *account = typed != NULL ? typed : "bank";
  g_autoptr (NuanFund) fund = nuan_fund_store_read (options->session->connection, movement->fund_id, NULL);
  gint64 amount_fen = 0;
  GError *error = NULL;

  if (fund != NULL && amount != NULL && nuan_money_parse (amount, "amount", &amount_fen, NULL) &&
      !nuan_fund_may_give (nuan_fund_get_free (fund), nuan_fund_get_held (fund, account), account, amount_fen, &error))
    nuan_fields_add_error (errors, error);
}

static gboolean
read_movement (const NuanOptions *options, Move move, Movement *movement, GError **error)
{
  NuanArguments *arguments = options->session->arguments;
  const char *account = nuan_arguments_get (arguments, "account");
  g_autoptr (GPtrArray) errors = nuan_options_check (options, movement_value);
  GError *wrong_fund = NULL, *wrong_account = NULL, *wrong_day = NULL;
  NuanDay day = NUAN_DAY_NONE;

  if (nuan_arguments_day (arguments, "date", &day, NULL) && day != NUAN_DAY_NONE &&
      !nuan_fund_check_day (day, nuan_connection_get_today (options->session->connection), &wrong_day))
    nuan_fields_add_error (errors, wrong_day);
  if (!nuan_arguments_id (arguments, 0, "fund", &movement->fund_id, &wrong_fund))
    nuan_fields_add_error (errors, wrong_fund);
  if (account != NULL && !nuan_holding_parse (account, &movement->holding, &wrong_account))
    nuan_fields_add_error (errors, wrong_account);
  else if (move == nuan_ledger_return)
    add_rules (options, movement, errors);

  return nuan_options_done (options, errors, error)
         && nuan_money_parse (nuan_arguments_at (arguments, 1), "amount", &movement->amount_fen, error)
         && nuan_arguments_day (arguments, "date", &movement->day, error);
}

static gboolean
move_money (NuanSession *session, const NuanField *fields, Move move, Movement *movement, GError **error)
{
  NuanOptions options = { .session = session, .fields = fields };
  gint64 entry;

  *movement = (Movement) { .holding = NUAN_HOLD_BANK, .day = nuan_connection_get_today (session->connection) };
  if (!read_movement (&options, move, movement, error))
    return FALSE;

  entry = move (session->connection, session->actor, movement->fund_id, movement->amount_fen, movement->day,
                nuan_arguments_get (session->arguments, "memo"), movement->holding, error);
  if (entry == 0)
    return FALSE;

  nuan_session_say (session, "%" G_GINT64_FORMAT, entry);
  return TRUE;
}

static gboolean
receive (NuanSession *session, GError **error)
{
  g_autoptr (NuanFund) fund = NULL;
  Movement movement;
  char *warning;

  if (!move_money (session, nuan_receive_fields, nuan_ledger_receive, &movement, error)
      || (fund = nuan_fund_store_read (session->connection, movement.fund_id, error)) == NULL)
    return FALSE;

  warning = nuan_fund_warn_received (fund, movement.day);
  if (warning != NULL)
    g_ptr_array_add (session->warnings, warning);
  return TRUE;
}

static gboolean
give_back (NuanSession *session, GError **error)
{
  Movement movement;

  return move_money (session, nuan_return_fields, nuan_ledger_return, &movement, error);
}

static gboolean
reverse (NuanSession *session, GError **error)
{
  gint64 id = 0, entry;

  if (!nuan_arguments_id (session->arguments, 0, "entry", &id, error))
    return FALSE;

  entry = nuan_ledger_reverse (session->connection, session->actor, id, nuan_arguments_get (session->arguments, "reason"), error);
  if (entry == 0)
    return FALSE;

  nuan_session_say (session, "%" G_GINT64_FORMAT, entry);
  return TRUE;
}

const NuanCommand nuan_fund_commands[] = {
  { "fund", "add", "--name NAME --source CODE --programmes A,B --from D --to D --use-by D", N_("a new fund; prints its id"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_WRITES, add },
  { "fund", "list", "[--json]", N_("funds with what was received, returned, reserved and paid, and what is free"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_READS, list },
  { "fund", "entries", "ID [--json]", N_("the entries of a fund with the running balance"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_READS, entries },
  { "fund", "receive", "ID AMOUNT --date D --memo TEXT [--account bank|cash|goods]", N_("money received; prints the entry"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_WRITES, receive },
  { "fund", "return", "ID AMOUNT --date D --memo TEXT [--account bank|cash|goods]",
    N_("money given back to its source; prints the entry"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_WRITES, give_back },
  { "fund", "reverse", "ENTRY --reason TEXT", N_("takes a received or returned amount back; prints the entry"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_WRITES, reverse },
  { NULL }
};

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/error.h"
#include "base/id-number.h"
#include "cli/kit/command.h"
#include "cli/kit/input.h"
#include "cli/kit/options.h"
#include "desk/grant-work.h"
#include "model/money/grant-fields.h"
#include "model/money/payment-fields.h"
#include "store/money/fund-store.h"
#include "store/money/grant-store.h"

#define GRANTS_A_READ 20000
#define ROW_DIGITS    3

/* Who is helped: by the row in the household, or (ROW is 0) by ID number. */
typedef struct {
  NuanOptions   options;
  char         *text;      /* of --member */
  guint64       row;
  NuanIdNumber  id;
} Addition;

static void
addition_clear (Addition *addition)
{
  nuan_options_clear (&addition->options);
  g_free (addition->text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Addition, addition_clear)

/* An ID number is never so short. */
static gboolean
is_row (const char *text)
{
  const gsize length = strlen (text);

  return length > 0 && length <= ROW_DIGITS && strspn (text, "0123456789") == length;
}

static gboolean
read_member (Addition *addition, NuanDay today, GError **error)
{
  if (!is_row (addition->text))
    return nuan_id_number_parse (addition->text, TRUE, today, "member", &addition->id, error);
  if (g_ascii_string_to_unsigned (addition->text, 10, 1, G_MAXUINT, &addition->row, NULL))
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_INVALID, "member", _("The first member of a household is 1"));
  return FALSE;
}

static gint64
member_in_row (NuanConnection *connection, gint64 household_id, guint64 row, GError **error)
{
  g_autoptr (NuanHousehold) household = nuan_household_store_read (connection, household_id, error);

  if (household == NULL)
    return 0;
  if (row <= household->members->len)
    return ((const NuanMember *) g_ptr_array_index (household->members, row - 1))->id;

  nuan_error_set (error, NUAN_ERROR_NOT_FOUND, "member", _("This household has %u members"), household->members->len);
  return 0;
}

/* Household and member by what is printed on their papers. */
static gboolean
find_member (const Addition *addition, NuanGrant *grant, GError **error)
{
  NuanSession *session = addition->options.session;
  NuanConnection *connection = session->connection;

  grant->household_id = nuan_household_store_find (connection, nuan_arguments_get (session->arguments, "household"), error);
  if (grant->household_id == 0)
    return FALSE;

  grant->member_id = addition->row > 0 ? member_in_row (connection, grant->household_id, addition->row, error)
                                       : nuan_grant_store_find_member (connection, grant->household_id, addition->id.number, error);
  return grant->member_id != 0;
}

/* What the fund does not pay. */
static void
add_rules (const NuanOptions *options, const NuanGrant *grant, GPtrArray *errors)
{
  NuanConnection *connection = options->session->connection;
  g_autoptr (NuanFund) fund = nuan_fund_store_read (connection, grant->fund_id, NULL);
  GError *error = NULL;

  if (fund != NULL && nuan_code_check ("programme", grant->programme, "programme", NULL) &&
      !nuan_fund_may_pay (fund, grant->programme, grant->amount_fen, 0, nuan_connection_get_today (connection), &error))
    nuan_fields_add_error (errors, error);
}

static gboolean
check_grant (Addition *addition, NuanGrant *grant, GError **error)
{
  const NuanOptions *options = &addition->options;
  NuanArguments *arguments = options->session->arguments;
  g_autoptr (GPtrArray) errors = nuan_options_check (options, nuan_options_value);
  GError *wrong_fund = NULL, *wrong_member = NULL;

  if (!nuan_arguments_id_of (arguments, "fund", &grant->fund_id, &wrong_fund))
    nuan_fields_add_error (errors, wrong_fund);
  else
    add_rules (options, grant, errors);
  if (!read_member (addition, nuan_connection_get_today (options->session->connection), &wrong_member))
    nuan_fields_add_error (errors, wrong_member);

  return nuan_options_done (options, errors, error);
}

static gboolean
add_work (NuanConnection *connection, gpointer data, GError **error)
{
  Addition *addition = data;
  NuanSession *session = addition->options.session;
  g_autoptr (NuanGrant) grant = nuan_grant_from_fields (nuan_options_value, &addition->options);

  if (!check_grant (addition, grant, error) || !find_member (addition, grant, error))
    return FALSE;
  if (!nuan_grant_work_add (connection, session->actor, grant, FALSE, session->warnings, error))
    {
      nuan_options_name (&addition->options, error);
      return FALSE;
    }

  nuan_session_say (session, "%" G_GINT64_FORMAT, grant->id);
  return TRUE;
}

static gboolean
add (NuanSession *session, GError **error)
{
  const char *member = nuan_arguments_get (session->arguments, "member");
  g_auto (Addition) addition = { .options = { .session = session, .fields = nuan_grant_fields } };

  addition.text = strcmp (member, "-") == 0 ? nuan_input_line (session, "--member", error) : g_strdup (member);
  if (addition.text == NULL || !nuan_connection_transact (session->connection, add_work, &addition, error))
    return FALSE;

  if (addition.row == 0 && strcmp (member, "-") != 0)
    nuan_session_warn_of_number (session, "--member", "--member ROW|-");
  return TRUE;
}

static void
print_grant (NuanOutput *output, const NuanGrant *grant)
{
  nuan_output_begin (output, NULL);
  nuan_output_integer (output, "id", grant->id);
  nuan_output_text (output, "household", grant->household_number);
  nuan_output_text (output, "member", grant->member_name);
  nuan_output_field (output, nuan_grant_fields, "programme", grant);
  nuan_output_integer (output, "fund_id", grant->fund_id);
  nuan_output_text (output, "fund", grant->fund_name);
  nuan_output_field (output, nuan_grant_fields, "amount", grant);
  if (grant->self_paid_fen >= 0)
    nuan_output_money (output, "self_paid", grant->self_paid_fen);
  nuan_output_field (output, nuan_grant_fields, "reason", grant);
  nuan_output_text (output, "state", nuan_grant_state_code (grant->state));
  nuan_output_text (output, "drafted_by", grant->drafted_name);
  nuan_output_day (output, "drafted_on", grant->drafted_on);
  nuan_output_text (output, "decided_by", grant->decided_name);
  nuan_output_day (output, "decided_on", grant->decided_on);
  nuan_output_text (output, "decision_reason", grant->decision_reason);
  nuan_output_text (output, "receipt", grant->receipt_number);
  nuan_output_end (output);
}

static gboolean
list (NuanSession *session, GError **error)
{
  static const NuanOutputColumn columns[] = {
    { "id", N_("Id") }, { "household", N_("Household") }, { "member", N_("Member") },
    { "programme", N_("Programme"), "programme" },
    { "fund", N_("Fund") }, { "amount", N_("Amount") }, { "state", N_("State"), "grant-state" }, { "drafted_on", N_("Drafted") },
    { "decided_on", N_("Decided") }, { "receipt", N_("Receipt") }, { NULL }
  };
  const char *state = nuan_arguments_get (session->arguments, "state");
  const char *number = nuan_arguments_get (session->arguments, "household");
  g_autoptr (NuanOutput) output = NULL;
  NuanGrantState parsed;
  gint64 household_id = 0, offset = 0, limit = G_MAXINT64;
  guint n_read = GRANTS_A_READ;

  if (state != NULL && !nuan_grant_state_parse (state, &parsed, error))
    return FALSE;
  if (!nuan_arguments_number (session->arguments, "limit", 0, G_MAXINT64, &limit, error))
    return FALSE;
  if (number != NULL && (household_id = nuan_household_store_find (session->connection, number, error)) == 0)
    return FALSE;

  output = nuan_output_new (nuan_session_is_json (session));
  nuan_output_begin_list (output, columns);
  while (n_read == GRANTS_A_READ && limit > 0)
    {
      g_autoptr (GPtrArray) grants = nuan_grant_store_list (session->connection, state, household_id, offset,
                                                            (guint) MIN (limit, GRANTS_A_READ), error);

      if (grants == NULL)
        return FALSE;
      for (guint i = 0; i < grants->len; i++)
        print_grant (output, g_ptr_array_index (grants, i));
      n_read = grants->len;
      offset += n_read;
      limit -= n_read;
    }
  nuan_output_end_list (output);

  return nuan_output_finish (output, error);
}

static gboolean
show (NuanSession *session, GError **error)
{
  g_autoptr (NuanGrant) grant = NULL;
  g_autoptr (NuanOutput) output = NULL;
  gint64 id = 0;

  if (!nuan_arguments_id (session->arguments, 0, "grant", &id, error))
    return FALSE;
  grant = nuan_grant_store_read (session->connection, id, error);
  if (grant == NULL)
    return FALSE;

  output = nuan_output_new (nuan_session_is_json (session));
  print_grant (output, grant);

  return nuan_output_finish (output, error);
}

static gboolean
decide (NuanSession *session, NuanGrantState state, GError **error)
{
  gint64 id = 0;

  return nuan_arguments_id (session->arguments, 0, "grant", &id, error)
         && nuan_grant_work_decide (session->connection, session->actor, id, state, nuan_arguments_get (session->arguments, "reason"),
                                    session->warnings, error);
}

static gboolean
approve (NuanSession *session, GError **error)
{
  return decide (session, NUAN_GRANT_APPROVED, error);
}

static gboolean
give_back (NuanSession *session, GError **error)
{
  return decide (session, NUAN_GRANT_RETURNED, error);
}

static gboolean
refuse (NuanSession *session, GError **error)
{
  return decide (session, NUAN_GRANT_REFUSED, error);
}

static gboolean
void_grant (NuanSession *session, GError **error)
{
  return decide (session, NUAN_GRANT_VOIDED, error);
}

/* Old options, which are still read. */
static const NuanFieldName payment_names[] = { { "proxy_name", "proxy" }, { NULL } };

/* Whether somebody else comes follows from what is told of them. */
static const NuanFieldName payment_paths[] = {
  { "proxy", NULL }, { "proxy_name", "proxy.name" }, { "proxy_id", "proxy.id_number" }, { "proxy_relation", "proxy.relation" },
  { "proxy_reason", "proxy.reason" }, { NULL }
};

/* Whoever tells something of a proxy has ticked that one comes: then all of it is asked for. */
static const char *
payment_value (const NuanField *field, gpointer data)
{
  const NuanOptions *options = data;
  const char *value;
  gboolean by_proxy = options->json != NULL && nuan_fields_json_has (options->json, "proxy");

  if (field->kind == NUAN_FIELD_FLAG)
    return NULL;
  if ((value = nuan_options_value (field, data)) != NULL || !nuan_payment_asks_proxy (field->name))
    return value;

  for (const NuanField *other = options->fields; other->name != NULL; other++)
    by_proxy |= nuan_payment_asks_proxy (other->name) && nuan_options_value (other, data) != NULL;
  return by_proxy ? "" : NULL;
}

/* None where none is given, nor where it can't be read, which is told elsewhere. */
static NuanDay
payment_day (const NuanOptions *options)
{
  const char *text = nuan_options_get (options, "date");
  NuanDay day = NUAN_DAY_NONE;

  return text != NULL && nuan_day_parse (text, "date", &day, NULL) ? day : NUAN_DAY_NONE;
}

static gboolean
check_payment (const NuanOptions *options, gint64 *id, GError **error)
{
  const char *day = nuan_options_get (options, "date");
  g_autoptr (GPtrArray) errors = nuan_options_check (options, payment_value);
  GError *wrong_id = NULL, *wrong_card = NULL;

  if (!nuan_arguments_id (options->session->arguments, 0, "grant", id, &wrong_id))
    nuan_fields_add_error (errors, wrong_id);
  else if (day == NULL || payment_day (options) != NUAN_DAY_NONE)
    nuan_grant_work_find_payment_errors (options->session->connection, *id, payment_day (options), errors);
  if (nuan_options_get (options, "card") != NULL && !nuan_payment_asks_card (nuan_options_get (options, "method")))
    nuan_error_set (&wrong_card, NUAN_ERROR_INVALID, "card", _("A card belongs to the method card alone"));
  nuan_fields_add_error (errors, wrong_card);

  return nuan_options_done (options, errors, error);
}

static gboolean
pay_work (NuanConnection *connection, gpointer data, GError **error)
{
  NuanOptions *options = data;
  NuanSession *session = options->session;
  g_autofree char *number = NULL;
  NuanPaymentRequest request = {
    .method = (char *) nuan_options_get (options, "method"),
    .card = (char *) nuan_options_get (options, "card"),
    .proxy_name = (char *) nuan_options_get (options, "proxy_name"),
    .proxy_id = (char *) nuan_options_get (options, "proxy_id"),
    .proxy_relation = (char *) nuan_options_get (options, "proxy_relation"),
    .proxy_reason = (char *) nuan_options_get (options, "proxy_reason"),
    .day = payment_day (options),
  };

  if (!check_payment (options, &request.grant_id, error))
    return FALSE;

  number = nuan_grant_work_pay (connection, session->actor, &request, session->warnings, error);
  if (number == NULL)
    {
      nuan_options_name (options, error);
      return FALSE;
    }

  nuan_session_say (session, "%s", number);
  return TRUE;
}

/* What is not shown any more. */
static void
warn_of_old (NuanSession *session)
{
  static const char *const old[] = { "card", "proxy", "proxy-id", "proxy-relation", "proxy-reason" };

  for (guint i = 0; i < G_N_ELEMENTS (old); i++)
    if (nuan_arguments_has (session->arguments, old[i]))
      {
        g_autofree char *option = g_strconcat ("--", old[i], NULL);

        nuan_session_warn_of_number (session, option, "--json FILE|-");
      }
}

static gboolean
pay (NuanSession *session, GError **error)
{
  g_auto (NuanOptions) options = { .session = session, .fields = nuan_payment_fields, .names = payment_names, .paths = payment_paths };

  if (!nuan_arguments_has (session->arguments, "json") && !nuan_arguments_has (session->arguments, "method"))
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "--method", _("This option is needed"));
      return FALSE;
    }
  if (!nuan_options_load (&options, error) || !nuan_connection_transact (session->connection, pay_work, &options, error))
    return FALSE;

  warn_of_old (session);
  return TRUE;
}

const NuanCommand nuan_grant_commands[] = {
  { "grant", "add", "--household NO --member ROW|- --programme CODE --fund ID --amount A --reason TEXT [--self-paid A]",
    N_("drafts help for a member of a household in force, by the row there or an ID number on standard input; prints its id"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_PLAIN, add },
  { "grant", "list", "[--state CODE] [--household NO] [--limit N] [--json]", N_("grants"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_READS, list },
  { "grant", "show", "ID [--json]", N_("a grant"), NUAN_NEEDS_STAFF, NUAN_COMMAND_READS, show },
  { "grant", "approve", "ID", N_("reserves the money"), NUAN_NEEDS_STAFF, NUAN_COMMAND_WRITES, approve },
  { "grant", "return", "ID --reason TEXT", N_("a draft back to whoever made it"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_WRITES, give_back },
  { "grant", "refuse", "ID --reason TEXT", N_("no help"), NUAN_NEEDS_STAFF, NUAN_COMMAND_WRITES, refuse },
  { "grant", "void", "ID --reason TEXT", N_("takes an approval back and releases the money"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_WRITES, void_grant },
  { "grant", "pay", "ID [--method cash|card|goods] [--date D] [--json FILE|-]",
    N_("pays an approved grant, card or proxy by JSON; prints the receipt number"), NUAN_NEEDS_STAFF, NUAN_COMMAND_PLAIN, pay,
    "ID [--method cash|card|goods] [--date D] [--json FILE|-]"
    " [--card NUMBER] [--proxy NAME] [--proxy-id ID] [--proxy-relation CODE] [--proxy-reason TEXT]" },
  { NULL }
};

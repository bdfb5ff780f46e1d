#include "config.h"

#include <string.h>

#include "base/mask.h"
#include "base/money.h"
#include "base/seal.h"
#include "model/money/receipt.h"
#include "model/money/receipt-number.h"
#include "store/demo/demo-people.h"
#include "store/demo/demo-private.h"
#include "store/money/fund-store.h"
#include "store/journal/journal.h"
#include "store/money/ledger.h"
#include "store/engine/engine.h"

/* The invented help of the demo. Amounts stay below every cap whatever a household draws: at most five helps a year. */

enum { USE_PROGRAMME = 1000, USE_AMOUNT, USE_FUND, USE_METHOD, USE_PROXY, USE_VOID, USE_PER_EVENT };

/* The funds of each year: what they are for, and under which name. */
static const struct { const char *name, *source, *programmes; } funds[] = {
  { "中央财政困难职工帮扶资金", "central", "living,medical,study" },
  { "省级财政帮扶资金", "province", "living,study" },
  { "市级财政帮扶资金", "city", "medical,temporary" },
  { "县级财政帮扶资金", "county", "living,temporary" },
  { "工会经费送温暖资金", "union", "warmth" },
  { "职工一日捐", "workers", "warmth,medical" },
  { "社会捐助金秋助学金", "society", "study" },
  { "对口援助资金", "paired", "living,medical,warmth" },
};

#define N_FUNDS   G_N_ELEMENTS (funds)
#define N_WAITING 11

static const struct { const char *code, *reason; guint weight, lowest, steps, step; } helps[] = {
  { "living",    "家庭收入低，基本生活困难", 35, 300, 8, 100 },    /* 元: lowest + 0…steps−1 steps */
  { "warmth",    "春节走访慰问", 25, 500, 2, 500 },
  { "medical",   "住院自付费用较高", 18, 1000, 15, 500 },
  { "study",     "子女在校就读，学费负担重", 14, 600, 3, 200 },
  { "temporary", "突发困难，临时救助", 8, 500, 4, 500 },
};

static guint
draw (const NuanDemo *demo, const NuanDemoEvent *event, guint use, guint bound)
{
  return nuan_demo_below (demo->seed, event->household, use + event->nth * 16, bound);
}

typedef struct
{
  const char *programme, *reason;
  gint64      amount_fen, self_paid_fen;
  guint       fund;             /* index into funds */
} Help;

static Help
invent (const NuanDemo *demo, const NuanDemoEvent *event)
{
  guint dice = draw (demo, event, USE_PROGRAMME, 100), which = 0, nth;
  Help help = { .self_paid_fen = -1 };

  while (dice >= helps[which].weight)
    dice -= helps[which++].weight;
  help.programme = helps[which].code;
  help.reason = helps[which].reason;
  help.amount_fen = (gint64) (helps[which].lowest + draw (demo, event, USE_AMOUNT, helps[which].steps) * helps[which].step) * 100;
  if (g_str_equal (help.programme, "medical"))
    help.self_paid_fen = help.amount_fen * 3 / 2;

  /* The nth of the funds that allow the programme. */
  for (nth = draw (demo, event, USE_FUND, 8); ; help.fund = (help.fund + 1) % N_FUNDS)
    if (strstr (funds[help.fund].programmes, help.programme) != NULL && nth-- == 0)
      return help;
}

static char *
fund_name (guint which, guint year)
{
  return g_strdup_printf ("%u年%s", year, funds[which].name);
}

static gint64
find_fund (NuanDemo *demo, guint which, guint year)
{
  g_autofree char *name = fund_name (which, year);
  gint64 id = 0;

  nuan_sql_find (demo->connection, &id, NULL, "SELECT id FROM fund WHERE name = ?", "t", name);
  return id;
}

static gboolean
open_fund (NuanDemo *demo, guint which, guint year, gint64 need_fen, GError **error)
{
  g_autoptr (NuanFund) fund = nuan_fund_new ();
  const gint64 round_fen = 2000000;
  const gint64 amount_fen = (need_fen / round_fen + 2) * round_fen;
  gint64 id;

  g_free (fund->name);
  fund->name = fund_name (which, year);
  g_free (fund->source);
  fund->source = g_strdup (funds[which].source);
  g_strfreev (fund->programmes);
  fund->programmes = g_strsplit (funds[which].programmes, ",", -1);
  fund->from = nuan_day_new (year, 1, 1);
  fund->to = nuan_day_new (year, 12, 31);
  fund->use_by = fund->to;

  id = nuan_fund_store_add (demo->connection, demo->direct, fund, error);
  return id != 0
         && nuan_ledger_receive (demo->connection, demo->cash, id, amount_fen, nuan_connection_get_today (demo->connection), "年度拨款到账",
                                 NUAN_HOLD_BANK, error) != 0;
}

gboolean
nuan_demo_open_year (NuanDemo *demo, guint year, const NuanDemoEvent *events, gsize n_events, GError **error)
{
  gint64 need_fen[N_FUNDS] = { 0 };

  for (gsize i = 0; i < n_events; i++)
    {
      const Help help = invent (demo, &events[i]);

      need_fen[help.fund] += help.amount_fen;
    }
  for (guint which = 0; which < N_FUNDS; which++)
    if (!open_fund (demo, which, year, need_fen[which] * 21 / 20, error))
      return FALSE;

  return TRUE;
}

/* 专款 that was not used up goes back. */
gboolean
nuan_demo_close_year (NuanDemo *demo, guint year, GError **error)
{
  for (guint which = 0; which < N_FUNDS; which++)
    {
      g_autoptr (NuanFund) fund = nuan_fund_store_read (demo->connection, find_fund (demo, which, year), error);

      if (fund == NULL)
        return FALSE;
      if (fund->bank_fen > 0
          && nuan_ledger_return (demo->connection, demo->cash, fund->id, fund->bank_fen, nuan_connection_get_today (demo->connection),
                                 "年末结余上缴", NUAN_HOLD_BANK, error) == 0)
        return FALSE;
    }

  return TRUE;
}

/* What a grant and its payment need of the household: one row. */
typedef struct
{
  gint64 household_id, member_id, unit_id, assessment_id;
  char  *number, *unit, *category, *name, *id_number, *card;
} Person;

static void
person_clear (Person *person)
{
  g_free (person->number);
  g_free (person->unit);
  g_free (person->category);
  g_free (person->name);
  g_free (person->id_number);
  g_free (person->card);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Person, person_clear)

static gboolean
find_person (NuanDemo *demo, const NuanDemoEvent *event, Person *person, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (demo->connection,
                                       "SELECT h.id, m.id, h.unit_id, (SELECT max (a.id) FROM assessment a WHERE a.household_id = h.id), h.number, u.name,"
                                       " h.category, m.name, m.id_number, m.card FROM household h JOIN unit u ON u.id = h.unit_id"
                                       " JOIN member m ON m.household_id = h.id AND m.place = 0 WHERE h.id = ?", "i", (gint64) event->household + 1);

  if (!nuan_statement_need (row, error))
    return FALSE;

  person->household_id = nuan_statement_int (row, 0);
  person->member_id = nuan_statement_int (row, 1);
  person->unit_id = nuan_statement_int (row, 2);
  person->assessment_id = nuan_statement_int (row, 3);
  person->number = nuan_statement_dup (row, 4);
  person->unit = nuan_statement_dup (row, 5);
  person->category = nuan_statement_dup (row, 6);
  person->name = nuan_statement_dup (row, 7);
  person->id_number = nuan_statement_dup (row, 8);
  person->card = nuan_statement_dup (row, 9);
  return TRUE;
}

static NuanDetail *
describe (const Person *person, const Help *help, gint64 fund_id)
{
  NuanDetail *detail = nuan_detail_add (nuan_detail_add_number (nuan_detail_new (), "household", person->household_id), "programme", help->programme);

  return nuan_detail_add_money (nuan_detail_add_number (detail, "fund", fund_id), "amount", help->amount_fen);
}

static gboolean
close_grant (NuanDemo *demo, const Person *person, const Help *help, gint64 fund_id, GError **error)
{
  g_autofree char *subject = g_strdup_printf ("grant:%" G_GINT64_FORMAT, demo->grant_id);

  nuan_journal_wrote (demo->connection, "grants", demo->grant_id);
  return nuan_journal_close (demo->connection, subject, describe (person, help, fund_id), error);
}

static gboolean
draft_grant (NuanDemo *demo, const Person *person, const Help *help, gint64 fund_id, NuanDay day, GError **error)
{
  demo->grant_id++;
  return nuan_journal_open (demo->connection, demo->intake, "grant.add", error) != 0
         && nuan_sql_run (demo->connection, error,
                          "INSERT INTO grants (id, household_id, member_id, programme, fund_id, amount_fen, self_paid_fen, reason, state, drafted_by,"
                          " drafted_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'draft', ?, ?)", "iiitiiitid",
                          demo->grant_id, person->household_id, person->member_id, help->programme, fund_id, help->amount_fen,
                          help->self_paid_fen, help->reason, demo->intake->id, day)
         && close_grant (demo, person, help, fund_id, error);
}

static gboolean
approve_grant (NuanDemo *demo, const Person *person, const Help *help, gint64 fund_id, NuanDay day, GError **error)
{
  return nuan_journal_open (demo->connection, demo->review, "grant.approve", error) != 0
         && nuan_sql_run (demo->connection, error,
                          "UPDATE grants SET state = 'approved', decided_by = ?, decided_on = ?, assessment_id = ?, standards = ? WHERE id = ?", "iditi",
                          demo->review->id, day, person->assessment_id, demo->standards, demo->grant_id)
         && close_grant (demo, person, help, fund_id, error);
}

typedef struct
{
  const char *method, *card;
  const char *proxy_name, *proxy_id, *proxy_relation, *proxy_reason;
} Manner;

static Manner
invent_manner (const NuanDemo *demo, const NuanDemoEvent *event, const Person *person)
{
  const guint dice = draw (demo, event, USE_METHOD, 100);
  const gboolean proxy = dice >= 70 && draw (demo, event, USE_PROXY, 100) < 10;

  return (Manner) {
    .method = dice < 70 ? "card" : dice < 95 ? "cash" : "goods",
    .card = dice < 70 ? person->card : "",
    .proxy_name = proxy ? "李代领" : "",
    .proxy_id = proxy ? "511102198001010047" : "",
    .proxy_relation = proxy ? "71" : "",
    .proxy_reason = proxy ? "本人住院" : "",
  };
}

static gboolean
freeze_receipt (NuanDemo *demo, const Person *person, const Help *help, const Manner *manner, const char *fund, NuanDay day,
                gint64 journal_id, GError **error)
{
  g_autofree char *number = nuan_receipt_number_format (demo->receipt_year, demo->receipt_seq);
  g_autofree char *masked = nuan_mask_id_number (person->id_number);
  g_autofree char *proxy_masked = nuan_mask_id_number (manner->proxy_id);
  g_autofree char *words = nuan_money_words (help->amount_fen, FALSE, error);
  const gsize card_length = strlen (manner->card);
  const NuanReceipt receipt = {
    .number = number, .layout = 1, .centre = demo->centre, .date = day, .household_number = person->number, .payee = person->name,
    .payee_id_masked = masked, .unit = person->unit, .programme = (char *) help->programme, .fund = (char *) fund,
    .amount_fen = help->amount_fen, .amount_words = words, .method = (char *) manner->method,
    .card_tail = (char *) manner->card + (card_length > 4 ? card_length - 4 : 0),
    .proxy_name = (char *) manner->proxy_name, .proxy_id_masked = proxy_masked, .proxy_relation = (char *) manner->proxy_relation,
    .proxy_reason = (char *) manner->proxy_reason,
    .handler = demo->intake->name, .reviewer = demo->review->name, .cashier = demo->cash->name,
  };
  g_autofree char *canonical = nuan_receipt_canonical (&receipt);
  g_autofree char *code = nuan_seal_code (demo->seal_key, canonical, strlen (canonical));

  if (!nuan_sql_run (demo->connection, error,
                     "INSERT INTO receipt (id, year, seq, payment_id, layout, centre, on_day, household_number, payee, payee_id_masked, unit, programme,"
                     " fund, amount_fen, amount_words, method, card_tail, proxy_name, proxy_id_masked, proxy_relation, proxy_reason, handler, reviewer,"
                     " cashier, code, journal_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     "iiiiitdttttttittttttttttti",
                     ++demo->receipt_id, (gint64) demo->receipt_year, demo->receipt_seq, demo->payment_id, (gint64) receipt.layout, receipt.centre,
                     day, receipt.household_number, receipt.payee, receipt.payee_id_masked, receipt.unit, receipt.programme, receipt.fund,
                     receipt.amount_fen, receipt.amount_words, receipt.method, receipt.card_tail, receipt.proxy_name, receipt.proxy_id_masked,
                     receipt.proxy_relation, receipt.proxy_reason, receipt.handler, receipt.reviewer, receipt.cashier, code, journal_id))
    return FALSE;

  nuan_journal_wrote (demo->connection, "receipt", demo->receipt_id);
  return TRUE;
}

static gboolean
sum_up (NuanDemo *demo, const Person *person, const Help *help, NuanDay day, GError **error)
{
  const gint64 year = nuan_day_year (day);

  return nuan_sql_run (demo->connection, error,
                       "UPDATE household SET last_help = ?, help_fen = CASE WHEN help_year = ? THEN help_fen ELSE 0 END + ?, help_year = ? WHERE id = ?",
                       "diiii", day, year, help->amount_fen, year, person->household_id);
}

static gboolean
pay_grant (NuanDemo *demo, const Person *person, const Help *help, const Manner *manner, gint64 fund_id, NuanDay day, gint64 *entry_id,
           GError **error)
{
  g_autofree char *fund = fund_name (help->fund, nuan_day_year (day));
  g_autofree char *number = NULL, *subject = NULL;
  NuanDetail *detail;
  gint64 journal_id;

  if (demo->receipt_year != nuan_day_year (day))
    demo->receipt_seq = 0;
  demo->receipt_year = nuan_day_year (day);
  demo->receipt_seq++;
  demo->payment_id++;
  number = nuan_receipt_number_format (demo->receipt_year, demo->receipt_seq);
  journal_id = nuan_journal_open (demo->connection, demo->cash, "payment.pay", error);
  if (journal_id == 0)
    return FALSE;
  *entry_id = nuan_ledger_open_payment (demo->connection, fund_id, day, number, journal_id, error);
  if (*entry_id == 0)
    return FALSE;

  if (!nuan_sql_run (demo->connection, error,
                     "INSERT INTO payment (id, grant_id, entry_id, on_day, method, amount_fen, card, proxy_name, proxy_id, proxy_relation, proxy_reason,"
                       " paid_by, household_id, member_id, fund_id, programme, category, unit_id, journal_id)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "iiidtitttttiiiittii",
                       demo->payment_id, demo->grant_id, *entry_id, day, manner->method, help->amount_fen, manner->card, manner->proxy_name,
                       manner->proxy_id, manner->proxy_relation, manner->proxy_reason, demo->cash->id, person->household_id, person->member_id,
                     fund_id, help->programme, person->category, person->unit_id, journal_id)
      || !nuan_ledger_pay (demo->connection, *entry_id, fund_id, help->programme, manner->method, help->amount_fen, error)
      || !freeze_receipt (demo, person, help, manner, fund, day, journal_id, error))
    return FALSE;

  nuan_journal_wrote (demo->connection, "payment", demo->payment_id);
  nuan_journal_wrote (demo->connection, "grants", demo->grant_id);
  subject = g_strdup_printf ("receipt:%s", number);
  detail = nuan_detail_add (nuan_detail_add_day (nuan_detail_add_number (nuan_detail_new (), "grant", demo->grant_id), "date", day), "method", manner->method);
  nuan_detail_add_money (nuan_detail_add_number (detail, "fund", fund_id), "amount", help->amount_fen);
  return nuan_journal_close (demo->connection, subject, detail, error);
}

static gboolean
void_payment (NuanDemo *demo, gint64 entry_id, NuanDay day, GError **error)
{
  g_autofree char *number = nuan_receipt_number_format (demo->receipt_year, demo->receipt_seq);
  g_autofree char *subject = g_strdup_printf ("receipt:%s", number);
  const gint64 journal_id = nuan_journal_open (demo->connection, demo->direct, "payment.void", error);
  const gint64 void_id = journal_id != 0 ? nuan_ledger_open_void (demo->connection, entry_id, day, "填错资金", journal_id, error) : 0;

  if (void_id == 0
      || !nuan_sql_run (demo->connection, error,
                        "INSERT INTO payment_void (payment_id, on_day, reason, voided_by, entry_id, journal_id) VALUES (?, ?, ?, ?, ?, ?)", "idtiii",
                        demo->payment_id, day, "填错资金", demo->direct->id, void_id, journal_id)
      || !nuan_ledger_unpay (demo->connection, void_id, entry_id, error))
    return FALSE;

  nuan_journal_wrote (demo->connection, "payment_void", demo->payment_id);
  nuan_journal_wrote (demo->connection, "grants", demo->grant_id);
  return nuan_journal_close (demo->connection, subject, NULL, error);
}

gboolean
nuan_demo_help (NuanDemo *demo, const NuanDemoEvent *event, NuanDay day, GError **error)
{
  g_auto (Person) person = { 0 };
  const Help help = invent (demo, event);
  const gint64 fund_id = find_fund (demo, help.fund, nuan_day_year (day));
  Manner manner;
  gint64 entry_id = 0;

  if (!find_person (demo, event, &person, error))
    return FALSE;

  manner = invent_manner (demo, event, &person);
  if (!draft_grant (demo, &person, &help, fund_id, day, error)
      || !approve_grant (demo, &person, &help, fund_id, day, error)
      || !pay_grant (demo, &person, &help, &manner, fund_id, day, &entry_id, error))
    return FALSE;
  /* Only a fourth or fifth help is ever voided: three stay for each household. */
  if (event->nth >= 3 && draw (demo, event, USE_VOID, 100) < 2)
    return void_payment (demo, entry_id, day, error);

  return sum_up (demo, &person, &help, day, error);
}

static gboolean
print_day (NuanDemo *demo, gint64 first_receipt, GError **error)
{
  const gint64 journal_id = nuan_journal_open (demo->connection, demo->cash, "receipt.print", error);

  if (journal_id == 0
      || !nuan_sql_run (demo->connection, error,
                        "INSERT INTO receipt_print (id, receipt_id, copy, printed_by, journal_id) SELECT id, id, 0, ?, ? FROM receipt WHERE id >= ?",
                        "iii", demo->cash->id, journal_id, first_receipt))
    return FALSE;

  for (gint64 id = first_receipt; id <= demo->receipt_id; id++)
    nuan_journal_wrote (demo->connection, "receipt_print", id);
  return nuan_journal_close (demo->connection, "", nuan_detail_add_number (nuan_detail_new (), "receipts", demo->receipt_id - first_receipt + 1), error);
}

static gboolean
note_signature (NuanStatement *row, gpointer data, GError **error)
{
  const NuanDemo *demo = data;

  nuan_journal_wrote (demo->connection, "receipt_signature", nuan_statement_int (row, 0));
  return TRUE;
}

static gboolean
sign_day (NuanDemo *demo, gint64 first_receipt, gint64 last_signed, GError **error)
{
  const gint64 journal_id = nuan_journal_open (demo->connection, demo->intake, "receipt.sign", error);

  return journal_id != 0
         && nuan_sql_run (demo->connection, error,
                          "INSERT INTO receipt_signature (receipt_id, on_day, ticked_by, journal_id) SELECT id, on_day, ?, ? FROM receipt"
                          " WHERE id BETWEEN ? AND ? AND NOT EXISTS (SELECT 1 FROM payment_void v WHERE v.payment_id = receipt.payment_id)",
                          "iiii", demo->intake->id, journal_id, first_receipt, last_signed)
         && nuan_statement_each (nuan_statement (demo->connection, "SELECT receipt_id FROM receipt_signature WHERE receipt_id BETWEEN ? AND ?", "ii",
                                                 first_receipt, last_signed),
                                 note_signature, demo, error)
         && nuan_journal_close (demo->connection, "",
                                nuan_detail_add_number (nuan_detail_new (), "receipts", demo->receipt_id - first_receipt + 1), error);
}

/* At closing time: printed in one batch, signed over the day. */
gboolean
nuan_demo_sign_day (NuanDemo *demo, gint64 first_receipt, gint64 last_signed, GError **error)
{
  return demo->receipt_id < first_receipt
         || (print_day (demo, first_receipt, error) && sign_day (demo, first_receipt, last_signed, error));
}

static guint32
waiting_household (const NuanDemo *demo, guint i)
{
  return nuan_demo_below (demo->seed, i, USE_PER_EVENT, demo->n_households - demo->n_changed);
}

gboolean
nuan_demo_is_waiting (const NuanDemo *demo, guint32 household)
{
  for (guint i = 0; i < N_WAITING; i++)
    if (waiting_household (demo, i) == household)
      return TRUE;

  return FALSE;
}

/* A desk on an ordinary day: some grants to approve, some to pay. */
gboolean
nuan_demo_waiting (NuanDemo *demo, GError **error)
{
  for (guint i = 0; i < N_WAITING; i++)
    {
      const NuanDemoEvent event = { .household = waiting_household (demo, i), .nth = 60 + i };
      g_auto (Person) person = { 0 };
      const Help help = invent (demo, &event);
      const gint64 fund_id = find_fund (demo, help.fund, nuan_day_year (demo->last));

      if (!find_person (demo, &event, &person, error) || !draft_grant (demo, &person, &help, fund_id, demo->last, error))
        return FALSE;
      if (i % 2 == 0 && !approve_grant (demo, &person, &help, fund_id, demo->last, error))
        return FALSE;
    }

  return TRUE;
}

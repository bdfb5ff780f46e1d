#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/code-list.h"
#include "base/money.h"
#include "model/household/household-differences.h"
#include "model/money/receipt-number.h"
#include "store/journal/detail.h"
#include "store/office/clock.h"
#include "store/people/household-private.h"
#include "store/engine/engine.h"

void
nuan_history_item_free (NuanHistoryItem *item)
{
  if (item == NULL)
    return;

  g_free (item->kind);
  g_free (item->text);
  g_free (item->staff);
  g_free (item->receipt_number);
  g_free (item);
}

/* Items of one day stand in the order of the work: file, grant, payment, paper, void. */
typedef enum { STEP_FILE, STEP_GRANT, STEP_DECISION, STEP_PAYMENT, STEP_PRINT, STEP_SIGN, STEP_TICK, STEP_VOID } Step;

typedef struct {
  NuanHistoryItem *item;
  Step             step;
  gint64           id;
} Event;

static void
event_clear (gpointer data)
{
  nuan_history_item_free (((Event *) data)->item);
}

static gint
newest_first (gconstpointer a, gconstpointer b)
{
  const Event *one = a, *other = b;

  if (one->item->day != other->item->day)
    return one->item->day > other->item->day ? -1 : 1;
  if (one->step != other->step)
    return one->step > other->step ? -1 : 1;

  return one->id > other->id ? -1 : one->id < other->id;
}

/* TEXT is taken. */
static NuanHistoryItem *
add (GArray *events, Step step, gint64 id, NuanDay day, const char *kind, char *text, const char *staff)
{
  NuanHistoryItem *item = g_new0 (NuanHistoryItem, 1);
  const Event event = { item, step, id };

  item->day = day;
  item->kind = g_strdup (kind);
  item->text = text;
  item->staff = g_strdup (staff);
  item->receipt_number = g_strdup ("");
  g_array_append_val (events, event);
  return item;
}

/* The file itself, from the journal --------------------------------------------------------------------------------------- */

static const NuanDetailField *
field_of (GPtrArray *fields, const char *key)
{
  for (guint i = 0; i < fields->len; i++)
    if (g_str_equal (((NuanDetailField *) g_ptr_array_index (fields, i))->key, key))
      return g_ptr_array_index (fields, i);

  return NULL;
}

static char *
tell_change (const char *detail)
{
  g_autoptr (GPtrArray) fields = nuan_detail_read ("household.change", detail);
  const NuanDetailField *parts = field_of (fields, "parts"), *category = field_of (fields, "category");
  g_autoptr (GString) titles = g_string_new (NULL);
  const char *const *step = category != NULL ? (const char *const *) category->items : NULL;

  for (guint i = 0; parts != NULL && parts->items[i] != NULL; i++)
    if (*parts->items[i] != '\0')
      g_string_append_printf (titles, "%s%s", i > 0 ? _(", ") : "", nuan_household_part_title (parts->items[i]));

  if (titles->len == 0)
    return g_strdup (_("File handed in again"));
  if (step == NULL || !category->is_step || g_str_equal (step[0], step[1]))
    return g_strdup_printf (_("File changed: %s"), titles->str);
  return g_strdup_printf (_("File changed: %s; category %s → %s"), titles->str, nuan_code_label ("category", step[0]),
                          nuan_code_label ("category", step[1]));
}

static char *
tell_approval (const char *detail, const char *reason)
{
  g_autoptr (GPtrArray) fields = nuan_detail_read ("household.approve", detail);
  const char *category = nuan_detail_find (fields, "category");
  const char *label = nuan_code_label ("category", category != NULL ? category : "");

  if (*reason == '\0')
    return g_strdup_printf (_("File approved: %s"), label);
  return g_strdup_printf (_("File approved: %s, because: %s"), label, reason);
}

/* NULL: not a thing of the story (somebody looked at a number). */
static char *
tell_action (const char *action, const char *detail, const char *reason)
{
  if (g_str_equal (action, "household.add"))
    return g_strdup (_("File opened"));
  if (g_str_equal (action, "household.change"))
    return tell_change (detail);
  if (g_str_equal (action, "household.approve"))
    return tell_approval (detail, reason);
  if (g_str_equal (action, "household.return"))
    return g_strdup_printf (_("File returned: %s"), reason);
  if (g_str_equal (action, "household.refuse"))
    return g_strdup_printf (_("File refused: %s"), reason);
  if (g_str_equal (action, "household.close"))
    return g_strdup_printf (_("File closed: %s"), reason);

  return NULL;
}

static void
tell_file (GArray *events, NuanStatement *row)
{
  const char *action = nuan_statement_text (row, 2);
  char *text = tell_action (action, nuan_statement_text (row, 3), nuan_statement_text (row, 5));

  if (text != NULL)
    add (events, STEP_FILE, nuan_statement_int (row, 0), nuan_clock_day (nuan_statement_text (row, 1)), strchr (action, '.') + 1,
         text, nuan_statement_text (row, 4));
}

/* Grants ------------------------------------------------------------------------------------------------------------------- */

static void
tell_grant (GArray *events, NuanStatement *row)
{
  g_autofree char *amount = nuan_money_format (nuan_statement_int (row, 2));
  const char *programme = nuan_code_label ("programme", nuan_statement_text (row, 1));

  add (events, STEP_GRANT, nuan_statement_int (row, 0), nuan_statement_day (row, 4), "grant",
       g_strdup_printf (_("%s %s drafted for %s"), programme, amount, nuan_statement_text (row, 3)),
       nuan_statement_text (row, 5))->grant_id = nuan_statement_int (row, 0);
}

static void
tell_decision (GArray *events, NuanStatement *row)
{
  g_autofree char *amount = nuan_money_format (nuan_statement_int (row, 2));
  const char *programme = nuan_code_label ("programme", nuan_statement_text (row, 1));
  const char *state = nuan_statement_text (row, 3), *reason = nuan_statement_text (row, 4);
  const char *kind = "grant-approve";
  char *text;

  if (g_str_equal (state, "refused"))
    {
      kind = "grant-refuse";
      text = g_strdup_printf (_("%s %s refused: %s"), programme, amount, reason);
    }
  else if (g_str_equal (state, "returned"))
    {
      kind = "grant-return";
      text = g_strdup_printf (_("%s %s returned: %s"), programme, amount, reason);
    }
  else
    text = g_strdup_printf (_("%s %s approved"), programme, amount);

  add (events, STEP_DECISION, nuan_statement_int (row, 0), nuan_statement_day (row, 5), kind, text,
       nuan_statement_text (row, 6))->grant_id = nuan_statement_int (row, 0);
}

/* An approved grant that ended unpaid: its money is free again. */
static void
tell_release (GArray *events, NuanStatement *row)
{
  g_autofree char *amount = nuan_money_format (nuan_statement_int (row, 2));

  add (events, STEP_VOID, nuan_statement_int (row, 0), nuan_statement_day (row, 4), "grant-void",
       g_strdup_printf (_("%s %s voided: %s"), nuan_code_label ("programme", nuan_statement_text (row, 1)), amount,
                        nuan_statement_text (row, 3)),
       nuan_statement_text (row, 5))->grant_id = nuan_statement_int (row, 0);
}

/* Payments and their papers: id, grant, day, staff, year and number of the receipt first --------------------------- */

static char *
receipt_number (NuanStatement *row)
{
  return nuan_receipt_number_format (nuan_statement_int (row, 4), nuan_statement_int (row, 5));
}

/* TEXT and NUMBER are taken. */
static void
add_paper (GArray *events, Step step, NuanStatement *row, const char *kind, char *text, NuanDay day, char *number)
{
  NuanHistoryItem *item = add (events, step, nuan_statement_int (row, 0), day, kind, text, nuan_statement_text (row, 3));

  item->grant_id = nuan_statement_int (row, 1);
  g_free (item->receipt_number);
  item->receipt_number = number;
}

static void
tell_payment (GArray *events, NuanStatement *row)
{
  g_autofree char *amount = nuan_money_format (nuan_statement_int (row, 6));
  char *number = receipt_number (row);

  add_paper (events, STEP_PAYMENT, row, "pay",
             g_strdup_printf (_("%s paid (%s) to %s, receipt %s"), amount,
                              nuan_code_label ("method", nuan_statement_text (row, 7)),
                              nuan_statement_text (row, 8), number), nuan_statement_day (row, 2), number);
}

static void
tell_print (GArray *events, NuanStatement *row)
{
  const gint64 copy = nuan_statement_int (row, 6);
  char *number = receipt_number (row);

  add_paper (events, STEP_PRINT, row, "print",
             copy == 0 ? g_strdup_printf (_("Receipt %s printed"), number)
                       : g_strdup_printf (_("Receipt %s printed again, reprint %lld"), number, (long long) copy),
             nuan_clock_day (nuan_statement_text (row, 2)), number);
}

static void
tell_signature (GArray *events, NuanStatement *row)
{
  char *number = receipt_number (row);

  add_paper (events, STEP_SIGN, row, "sign", g_strdup_printf (_("Receipt %s signed"), number), nuan_statement_day (row, 2),
             number);
}

/* After the first tick: undone, or ticked again. */
static void
tell_tick (GArray *events, NuanStatement *row)
{
  char *number = receipt_number (row);

  add_paper (events, STEP_TICK, row, "sign",
             g_strdup_printf (nuan_statement_int (row, 6) != 0 ? _("Receipt %s signed") : _("Receipt %s is not signed: the tick was undone"), number),
             nuan_statement_day (row, 2), number);
}

static void
tell_void (GArray *events, NuanStatement *row)
{
  char *number = receipt_number (row);

  add_paper (events, STEP_VOID, row, "void", g_strdup_printf (_("Receipt %s voided: %s"), number, nuan_statement_text (row, 6)),
             nuan_statement_day (row, 2), number);
}

/* Each source newest first, so that LIMIT cuts off the oldest ---------------------------------------------------------------- */

#define NUMBER "r.year, r.seq"
#define OF_GRANTS "FROM grants g JOIN member m ON m.id = g.member_id "

static const struct {
  const char *sql;
  gboolean    of_subject;   /* the parameter is the journal's "household:12" */
  void      (*tell) (GArray *events, NuanStatement *row);
} sources[] = {
  { "SELECT j.id, j.at, j.action, j.detail, coalesce (s.name, j.login), coalesce (w.reason, '')"
    "  FROM journal j LEFT JOIN staff s ON s.id = j.staff_id LEFT JOIN household_reason w ON w.journal_id = j.id"
    " WHERE j.subject = ? AND j.action <> 'household.reveal' ORDER BY j.id DESC LIMIT ?", TRUE, tell_file },
  { "SELECT g.id, g.programme, g.amount_fen, m.name, g.drafted_on, s.name " OF_GRANTS "JOIN staff s ON s.id = g.drafted_by"
    " WHERE g.household_id = ? ORDER BY g.id DESC LIMIT ?", FALSE, tell_grant },
  { "SELECT g.id, g.programme, g.amount_fen, g.state, g.decision_reason, g.decided_on, s.name " OF_GRANTS
    " JOIN staff s ON s.id = g.decided_by"
    " WHERE g.household_id = ? ORDER BY g.id DESC LIMIT ?", FALSE, tell_decision },
  { "SELECT g.id, g.programme, g.amount_fen, g.decision_reason, g.ended_on, coalesce ((SELECT s.name FROM journal j"
    " JOIN staff s ON s.id = j.staff_id"
    "   WHERE j.subject = 'grant:' || g.id ORDER BY j.id DESC LIMIT 1), '') " OF_GRANTS
    " WHERE g.household_id = ? AND g.state = 'voided' AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.grant_id = g.id)"
    " ORDER BY g.id DESC LIMIT ?", FALSE, tell_release },
  { "SELECT p.id, p.grant_id, p.on_day, s.name, " NUMBER ", p.amount_fen, p.method, r.payee FROM payment p"
    " JOIN receipt r ON r.payment_id = p.id"
    " JOIN staff s ON s.id = p.paid_by WHERE p.household_id = ? ORDER BY p.id DESC LIMIT ?", FALSE, tell_payment },
  { "SELECT c.id, p.grant_id, j.at, s.name, " NUMBER ", c.copy FROM payment p JOIN receipt r ON r.payment_id = p.id"
    " JOIN receipt_print c ON c.receipt_id = r.id JOIN journal j ON j.id = c.journal_id JOIN staff s ON s.id = c.printed_by"
    " WHERE p.household_id = ? ORDER BY c.id DESC LIMIT ?", FALSE, tell_print },
  { "SELECT r.id, p.grant_id, g.on_day, s.name, " NUMBER " FROM payment p JOIN receipt r ON r.payment_id = p.id"
    " JOIN receipt_signature g ON g.receipt_id = r.id JOIN staff s ON s.id = g.ticked_by"
    " WHERE p.household_id = ? ORDER BY r.id DESC LIMIT ?", FALSE, tell_signature },
  { "SELECT t.id, p.grant_id, t.on_day, s.name, " NUMBER ", t.is_signed FROM payment p JOIN receipt r ON r.payment_id = p.id"
    " JOIN receipt_tick t ON t.receipt_id = r.id JOIN staff s ON s.id = t.ticked_by"
    " WHERE p.household_id = ? ORDER BY t.id DESC LIMIT ?", FALSE, tell_tick },
  { "SELECT p.id, p.grant_id, v.on_day, s.name, " NUMBER ", v.reason FROM payment p JOIN receipt r ON r.payment_id = p.id"
    " JOIN payment_void v ON v.payment_id = p.id JOIN staff s ON s.id = v.voided_by"
    " WHERE p.household_id = ? ORDER BY p.id DESC LIMIT ?", FALSE, tell_void },
};

static gboolean
tell_source (NuanConnection *connection, guint source, gint64 id, guint limit, GArray *events, GError **error)
{
  g_autofree char *subject = nuan_household_subject (id);
  g_autoptr (NuanStatement) row = sources[source].of_subject ? nuan_statement (connection, sources[source].sql, "ti", subject,
                                                                               (gint64) limit)
                                                             : nuan_statement (connection, sources[source].sql, "ii", id, (gint64) limit);

  while (nuan_statement_next (row, error))
    sources[source].tell (events, row);
  return !nuan_statement_failed (row);
}

GPtrArray *
nuan_household_store_history (NuanConnection *connection, gint64 id, guint limit, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_history_item_free);
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (Event));

  g_array_set_clear_func (events, event_clear);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (!tell_source (connection, i, id, limit, events, error))
      return NULL;

  g_array_sort (events, newest_first);
  for (guint i = 0; i < MIN (events->len, limit); i++)
    g_ptr_array_add (items, g_steal_pointer (&g_array_index (events, Event, i).item));

  return g_steal_pointer (&items);
}

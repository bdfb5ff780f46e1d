#include "config.h"

#include "store/money/fund-store.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/name-form.h"
#include "store/journal/journal.h"
#include "store/office/staff-store.h"
#include "store/engine/engine.h"

#define SELECT_FUND \
  "SELECT f.id, f.name, f.source, f.from_day, f.to_day, f.use_by, b.received_fen, b.returned_fen, b.reserved_fen, b.paid_fen, " \
  "       coalesce (m.bank_fen, 0), coalesce (m.cash_fen, 0), coalesce (m.goods_fen, 0) " \
  "  FROM fund f " \
  "  JOIN fund_balance b ON b.fund_id = f.id " \
  "  LEFT JOIN entry_movement m ON m.fund_id = b.fund_id AND m.fund_seq = b.movements "

#define SELECT_ONE SELECT_FUND "WHERE f.id = ?"
#define SELECT_ALL SELECT_FUND "ORDER BY f.use_by, f.id"

/* An emptied fund has nothing left to lose: as nuan_fund_alert() says. */
#define NEAR "WHERE f.use_by <= ? AND b.received_fen - b.returned_fen - b.paid_fen > 0 "
#define SELECT_NEAR SELECT_FUND NEAR "ORDER BY f.use_by, f.id LIMIT ? OFFSET ?"

static gpointer
read_row (NuanStatement *row)
{
  NuanFund *fund = nuan_fund_new ();

  fund->id = nuan_statement_int (row, 0);
  g_free (fund->name);
  fund->name = nuan_statement_dup (row, 1);
  g_free (fund->source);
  fund->source = nuan_statement_dup (row, 2);
  fund->from = nuan_statement_day (row, 3);
  fund->to = nuan_statement_day (row, 4);
  fund->use_by = nuan_statement_day (row, 5);
  fund->received_fen = nuan_statement_int (row, 6);
  fund->returned_fen = nuan_statement_int (row, 7);
  fund->reserved_fen = nuan_statement_int (row, 8);
  fund->paid_fen = nuan_statement_int (row, 9);
  fund->bank_fen = nuan_statement_int (row, 10);
  fund->cash_fen = nuan_statement_int (row, 11);
  fund->goods_fen = nuan_statement_int (row, 12);
  return fund;
}

static gboolean
read_programmes (NuanConnection *connection, NuanFund *fund, GError **error)
{
  g_autoptr (GStrvBuilder) programmes = g_strv_builder_new ();
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT programme FROM fund_programme WHERE fund_id = ? ORDER BY programme",
                                                  "i", fund->id);

  while (nuan_statement_next (row, error))
    g_strv_builder_add (programmes, nuan_statement_text (row, 0));
  if (nuan_statement_failed (row))
    return FALSE;

  g_strfreev (fund->programmes);
  fund->programmes = g_strv_builder_end (programmes);
  return TRUE;
}

static gboolean
insert_fund (NuanConnection *connection, const NuanFund *fund, gint64 journal_id, GError **error)
{
  if (!nuan_sql_run (connection, error,
                     "INSERT INTO fund (id, name, source, from_day, to_day, use_by, journal_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
                     "ittdddi", fund->id, fund->name, fund->source, fund->from, fund->to, fund->use_by, journal_id))
    return FALSE;

  for (guint i = 0; fund->programmes[i] != NULL; i++)
    if (!nuan_sql_run (connection, error, "INSERT INTO fund_programme (fund_id, programme) VALUES (?, ?)", "it", fund->id,
                       fund->programmes[i]))
      return FALSE;

  return TRUE;
}

/* Its ledger would be taken for the other's. */
static gboolean
check_name (NuanConnection *connection, const char *name, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT name FROM fund ORDER BY id", "");

  while (nuan_statement_next (row, error))
    if (nuan_name_alike (name, nuan_statement_text (row, 0)))
      {
        nuan_error_set (error, NUAN_ERROR_CONFLICT, "name", _("There is a fund of this name already, %s: add the year or the batch"), nuan_statement_text (row, 0));
        return FALSE;
      }

  return !nuan_statement_failed (row);
}

gint64
nuan_fund_store_add (NuanConnection *connection, const NuanStaff *actor, NuanFund *fund, GError **error)
{
  g_autofree char *subject = NULL;
  NuanDetail *detail;
  gint64 id = 0, journal_id;

  g_assert (nuan_connection_in_transaction (connection));

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_ADD_FUND, error) || !nuan_fund_check (fund, error) || !check_name (connection, fund->name, error))
    return 0;
  if (!nuan_next_id (connection, "fund", &id, error) || (journal_id = nuan_journal_open (connection, actor, "fund.add", error)) == 0)
    return 0;

  fund->id = id;
  if (!insert_fund (connection, fund, journal_id, error))
    return 0;

  nuan_journal_wrote (connection, "fund", id);
  subject = g_strdup_printf ("fund:%" G_GINT64_FORMAT, id);
  detail = nuan_detail_add (nuan_detail_add (nuan_detail_new (), "name", fund->name), "source", fund->source);
  nuan_detail_add_list (detail, "programmes", (const char *const *) fund->programmes);
  return nuan_journal_close (connection, subject, detail, error) ? id : 0;
}

NuanFund *
nuan_fund_store_read (NuanConnection *connection, gint64 id, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, SELECT_ONE, "i", id);
  g_autoptr (NuanFund) fund = NULL;

  if (!nuan_statement_find (row, error, NUAN_ERROR_NOT_FOUND, "fund", _("There is no fund %lld"), (long long) id))
    return NULL;
  fund = read_row (row);

  return read_programmes (connection, fund, error) ? g_steal_pointer (&fund) : NULL;
}

static GPtrArray *
read_all (NuanConnection *connection, NuanStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) funds = nuan_statement_list (statement, read_row, (GDestroyNotify) nuan_fund_free, error);

  for (guint i = 0; funds != NULL && i < funds->len; i++)
    if (!read_programmes (connection, g_ptr_array_index (funds, i), error))
      return NULL;
  return g_steal_pointer (&funds);
}

GPtrArray *
nuan_fund_store_list (NuanConnection *connection, GError **error)
{
  return read_all (connection, nuan_statement (connection, SELECT_ALL, ""), error);
}

GPtrArray *
nuan_fund_store_near (NuanConnection *connection, NuanDay by, gint64 offset, guint limit, GError **error)
{
  return read_all (connection, nuan_statement (connection, SELECT_NEAR, "dii", by, (gint64) limit, offset), error);
}

gboolean
nuan_fund_store_count_near (NuanConnection *connection, NuanDay by, gint64 *n, GError **error)
{
  return nuan_sql_value (connection, n, error, "SELECT count (*) FROM fund f JOIN fund_balance b ON b.fund_id = f.id " NEAR, "d", by);
}

GPtrArray *
nuan_fund_store_choices (NuanConnection *connection, const char *programme, gint64 amount_fen, NuanDay day, GPtrArray **reasons,
                         GError **error)
{
  GPtrArray *funds = nuan_fund_store_list (connection, error);

  if (funds == NULL)
    return NULL;

  *reasons = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < funds->len; i++)
    {
      g_autoptr (GError) refusal = NULL;

      nuan_fund_may_pay (g_ptr_array_index (funds, i), programme, amount_fen, 0, day, &refusal);
      g_ptr_array_add (*reasons, refusal != NULL ? g_strdup (refusal->message) : NULL);
    }

  return funds;
}

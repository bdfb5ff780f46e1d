#include "config.h"

#include "store/tables/statistics-private.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"

/* What a movement changes of a fund's three figures. */
#define RECEIVED "CASE WHEN m.credit LIKE 'income:%' THEN m.amount_fen " \
                 "WHEN m.debit LIKE 'income:%' THEN - m.amount_fen ELSE 0 END"
#define RETURNED "CASE WHEN m.debit IN ('returned', 'allocated') THEN m.amount_fen " \
                 "WHEN m.credit IN ('returned', 'allocated') THEN - m.amount_fen ELSE 0 END"
#define PAID     "CASE WHEN m.debit LIKE 'aid:%' THEN m.amount_fen WHEN m.credit LIKE 'aid:%' THEN - m.amount_fen ELSE 0 END"
#define HELD     "(" RECEIVED ") - (" RETURNED ") - (" PAID ")"

/* By the day of the entry. What was held before is reckoned back from today's balance, so that a table of this year reads this
 * year's entries alone. ?1 from, ?2 to. */
#define MOVED \
  "SELECT m.fund_id, sum (CASE WHEN e.on_day <= ?2 THEN " RECEIVED " ELSE 0 END) AS received, " \
  "       sum (CASE WHEN e.on_day <= ?2 THEN " RETURNED " ELSE 0 END) AS returned, " \
  "       sum (CASE WHEN e.on_day <= ?2 THEN " PAID " ELSE 0 END) AS paid, " \
  "       sum (" HELD ") AS since " \
  "  FROM entry e JOIN entry_movement m ON m.entry_id = e.id WHERE e.on_day >= ?1 GROUP BY m.fund_id"

/* Approved by the end of the period, and by then neither paid nor voided. */
#define RESERVED_GRANTS \
  "SELECT g.id, g.fund_id, g.amount_fen FROM grants g WHERE g.state = 'approved' AND g.decided_on <= ?2 " \
  "UNION ALL " \
  "SELECT g.id, g.fund_id, g.amount_fen FROM payment p JOIN grants g ON g.id = p.grant_id " \
  " WHERE p.on_day > ?2 AND g.decided_on <= ?2 " \
  "UNION ALL " \
  "SELECT g.id, g.fund_id, g.amount_fen FROM grants g WHERE g.state = 'voided' AND g.decided_on <= ?2 AND g.ended_on > ?2 " \
  "   AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.grant_id = g.id)"

/* A fund is in the table when its period touches the one of the table or when it has any figure. */
#define SELECT_FUNDS \
  "SELECT x.id, x.name, x.source, x.from_day, x.to_day, x.use_by, x.opening, x.received, x.returned, x.paid, x.reserved FROM ( " \
  "  SELECT f.id, f.name, f.source, f.from_day, f.to_day, f.use_by, " \
  "         b.received_fen - b.returned_fen - b.paid_fen - coalesce (d.since, 0) AS opening, " \
  "         coalesce (d.received, 0) AS received, " \
  "         coalesce (d.returned, 0) AS returned, coalesce (d.paid, 0) AS paid, coalesce (r.reserved, 0) AS reserved " \
  "    FROM fund f JOIN fund_balance b ON b.fund_id = f.id " \
  "    LEFT JOIN (" MOVED ") d ON d.fund_id = f.id " \
  "    LEFT JOIN (SELECT fund_id, sum (amount_fen) AS reserved FROM (" RESERVED_GRANTS ") a GROUP BY fund_id) r " \
  "           ON r.fund_id = f.id) x " \
  " WHERE (x.from_day <= ?2 AND x.to_day >= ?1) OR x.opening <> 0 OR x.received <> 0 OR x.returned <> 0 " \
  "    OR x.paid <> 0 OR x.reserved <> 0 " \
  " ORDER BY x.from_day, x.name"

typedef struct {
  gint64      id;
  const char *name, *source;
  NuanDay     from, to, use_by;
  gint64      opening, received, returned, paid, reserved;
} State;

static State
read_state (NuanStatement *row)
{
  return (State) {
    .id = nuan_statement_int (row, 0), .name = nuan_statement_text (row, 1), .source = nuan_statement_text (row, 2),
    .from = nuan_statement_day (row, 3), .to = nuan_statement_day (row, 4), .use_by = nuan_statement_day (row, 5),
    .opening = nuan_statement_int (row, 6), .received = nuan_statement_int (row, 7), .returned = nuan_statement_int (row, 8),
    .paid = nuan_statement_int (row, 9), .reserved = nuan_statement_int (row, 10),
  };
}

static gint64
get_figure (const State *state, const char *column)
{
  const gint64 closing = state->opening + state->received - state->returned - state->paid;
  const struct { const char *code; gint64 value; } figures[] = {
    { "period-from", state->from }, { "period-to", state->to }, { "use-by", state->use_by }, { "opening", state->opening },
    { "received", state->received }, { "returned", state->returned }, { "paid", state->paid }, { "closing", closing },
    { "reserved", state->reserved }, { "free", closing - state->reserved },
  };

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    if (g_str_equal (figures[i].code, column))
      return figures[i].value;

  return 0;
}

static gboolean
passes (const NuanTable *table, const State *state)
{
  char **funds = g_hash_table_lookup (table->definition->filters, "fund");
  char **codes = g_hash_table_lookup (table->definition->filters, "source");

  return (funds == NULL || g_strv_contains ((const char *const *) funds, state->name)) &&
         (codes == NULL || g_strv_contains ((const char *const *) codes, state->source));
}

static void
add_row (NuanTable *table, const State *state, GError **error)
{
  const GPtrArray *columns = table->definition->columns;
  NuanCell *cells = g_new0 (NuanCell, columns->len);
  g_autofree char *key = g_strdup_printf ("fund=%" G_GINT64_FORMAT, state->id);

  for (guint i = 0; i < columns->len; i++)
    {
      const NuanColumn *column = g_ptr_array_index (columns, i);

      if (column->kind == NUAN_CELL_TEXT)
        cells[i].text = g_strdup (g_str_equal (column->code, "source") ? nuan_code_label ("source", state->source) : state->name);
      else
        cells[i].number = get_figure (state, column->code);
      if (table->total != NULL && column->kind == NUAN_CELL_MONEY)
        nuan_statistics_add_up (&table->total[i], cells[i].number, error);
    }

  nuan_table_add (table, cells, key);
}

gboolean
nuan_statistics_fill_funds (NuanConnection *connection, NuanTable *table, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, SELECT_FUNDS, "dd", table->from, table->to);
  GError *local = NULL;

  if (table->definition->total)
    table->total = g_new0 (NuanCell, table->definition->columns->len);

  while (local == NULL && nuan_statement_next (row, &local))
    {
      const State state = read_state (row);

      if (passes (table, &state))
        add_row (table, &state, &local);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }

  return TRUE;
}

/* Behind a figure stand the movements that it adds up; behind "reserved" the grants, which also stand, taken off,
 * behind "free". */
static const struct { const char *column; const char *change, *where; gboolean movements, grants; } behind[] = {
  { "opening", HELD, "e.on_day < ?1", TRUE, FALSE },
  { "received", RECEIVED, "e.on_day BETWEEN ?1 AND ?2", TRUE, FALSE },
  { "returned", RETURNED, "e.on_day BETWEEN ?1 AND ?2", TRUE, FALSE },
  { "paid", PAID, "e.on_day BETWEEN ?1 AND ?2", TRUE, FALSE },
  { "closing", HELD, "e.on_day <= ?2", TRUE, FALSE },
  { "reserved", "g.amount_fen", "", FALSE, TRUE },
  { "free", HELD, "e.on_day <= ?2", TRUE, TRUE },
};

/* The fund of the row, or every fund in the table; none: NULL, which is in no list, where an empty list is no SQL. */
static char *
list_funds (const NuanTable *table, const char *key)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < table->keys->len; i++)
    {
      const char *of_row = g_ptr_array_index (table->keys, i);

      if (g_str_has_prefix (of_row, "fund=") && (key == NULL || g_str_equal (of_row, key)))
        g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, ids->len > 0 ? ", " : "",
                                g_ascii_strtoll (of_row + strlen ("fund="), NULL, 10));
    }

  return ids->len > 0 ? g_string_free (g_steal_pointer (&ids), FALSE) : g_strdup ("NULL");
}

static void
append_movements (GString *sql, const char *change, const char *where, const char *funds)
{
  g_string_append_printf (sql, "SELECT e.on_day AS on_day, f.name AS fund, e.kind AS kind, e.memo AS memo, %s AS change_fen, "
                               "       coalesce (p.household_id, 0) AS household_id, coalesce (r.year, 0) AS year, "
                               "       coalesce (r.seq, 0) AS seq, "
                               "       m.id AS place "
                               "  FROM entry e JOIN entry_movement m ON m.entry_id = e.id JOIN fund f ON f.id = m.fund_id "
                               "  LEFT JOIN payment p ON p.entry_id = coalesce (e.reverses, e.id) "
                               "  LEFT JOIN receipt r ON r.payment_id = p.id "
                               " WHERE %s AND (%s) <> 0 AND m.fund_id IN (%s)", change, where, change, funds);
}

static void
append_grants (GString *sql, const char *change, const char *funds)
{
  g_string_append_printf (sql, "SELECT g.decided_on AS on_day, f.name AS fund, 'reserved' AS kind, m.name AS memo, "
                               "       %s AS change_fen, g.household_id AS household_id, 0 AS year, 0 AS seq, g.id AS place "
                               "  FROM (" RESERVED_GRANTS ") a JOIN grants g ON g.id = a.id JOIN fund f ON f.id = g.fund_id "
                               "  JOIN member m ON m.id = g.member_id WHERE g.fund_id IN (%s)", change, funds);
}

static char *
compose_rows (guint which, const char *funds, guint limit)
{
  g_autoptr (GString) sql = g_string_new ("SELECT on_day, fund, kind, memo, change_fen, household_id, year, seq FROM (");

  if (behind[which].movements)
    append_movements (sql, behind[which].change, behind[which].where, funds);
  if (behind[which].movements && behind[which].grants)
    g_string_append (sql, " UNION ALL ");
  if (behind[which].grants)
    append_grants (sql, behind[which].movements ? "- g.amount_fen" : behind[which].change, funds);
  g_string_append (sql, ") x WHERE ?1 = ?1 AND ?2 = ?2 ORDER BY on_day, place");
  if (limit > 0)
    g_string_append_printf (sql, " LIMIT %u", limit);

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static guint
find_behind (const char *column)
{
  for (guint i = 0; i < G_N_ELEMENTS (behind); i++)
    if (g_str_equal (behind[i].column, column))
      return i;

  return 4;   /* a heading: what the fund holds */
}

NuanTable *
nuan_statistics_rows_funds (NuanConnection *connection, const NuanTable *table, const char *key, const char *column, guint limit,
                            GError **error)
{
  g_autoptr (NuanTable) rows = nuan_statistics_rows_new (table, _("Entries"));
  g_autofree char *funds = list_funds (table, key);
  g_autofree char *sql = compose_rows (find_behind (column), funds, limit);

  nuan_statistics_rows_add (rows, "date", _("Date"), NUAN_CELL_DAY);
  nuan_statistics_rows_add (rows, "fund", _("Fund"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "kind", _("Kind"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "memo", _("Memo"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "amount", _("Amount"), NUAN_CELL_MONEY);
  return nuan_statistics_rows_read (rows, nuan_statement_once (connection, sql, "dd", table->from, table->to), error) ? g_steal_pointer (&rows)
                                                                                                                      : NULL;
}

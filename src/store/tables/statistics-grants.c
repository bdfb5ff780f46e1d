#include "config.h"

#include "store/tables/statistics-private.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"

enum { ID_FIELD = 8 };

static const NuanField fields[] = {
  { "household", "h.number" },
  { "member", "m.name" },
  { "programme", "g.programme" },
  { "fund", "f.name" },
  { "amount", "g.amount_fen" },
  { "state", "g.state" },
  { "drafted", "g.drafted_on" },
  { "decided", "g.decided_on" },
  { "", "g.id" },
};

/* Grants drafted in the period, in the state they are in today. */
static void
add_from (NuanQuery *query, const NuanTable *table)
{
  nuan_query_append (query, " FROM grants g JOIN household h ON h.id = g.household_id JOIN member m ON m.id = g.member_id "
                            " JOIN fund f ON f.id = g.fund_id LEFT JOIN payment p ON p.grant_id = g.id "
                            " LEFT JOIN receipt r ON r.payment_id = p.id "
                            " WHERE g.drafted_on BETWEEN ");
  nuan_query_add_day (query, table->from);
  nuan_query_append (query, " AND ");
  nuan_query_add_day (query, table->to);
  nuan_statistics_add_filters (query, fields, G_N_ELEMENTS (fields), table);
}

/* As printed. */
static char *
label (const char *code, const char *raw)
{
  if (g_str_equal (code, "state"))
    return g_strdup (nuan_code_label ("grant-state", raw));
  if (g_str_equal (code, "programme"))
    return g_strdup (nuan_code_label ("programme", raw));

  return g_strdup (raw);
}

static const NuanListing listing = {
  .fields = fields, .n_fields = G_N_ELEMENTS (fields), .key_field = ID_FIELD, .key_name = "grant", .order = " ORDER BY g.id",
  .add_from = add_from, .label = label,
};

gboolean
nuan_statistics_fill_grants (NuanConnection *connection, NuanTable *table, GError **error)
{
  return nuan_statistics_fill_listing (connection, &listing, table, error);
}

NuanTable *
nuan_statistics_rows_grants (NuanConnection *connection, const NuanTable *table, const char *key, const char *column, guint limit,
                             GError **error)
{
  g_autoptr (NuanTable) rows = nuan_statistics_rows_new (table, _("Grants"));
  g_autoptr (NuanQuery) query = nuan_query_new ("SELECT h.number, m.name, g.programme, f.name, g.amount_fen, g.drafted_on, "
                                                "       g.decided_on, g.state, h.id, r.year, r.seq ");

  nuan_statistics_rows_add (rows, "household", _("Household"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "name", _("Name"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "programme", _("Programme"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "fund", _("Fund"), NUAN_CELL_TEXT);
  nuan_statistics_rows_add (rows, "amount", _("Amount"), NUAN_CELL_MONEY);
  nuan_statistics_rows_add (rows, "drafted", _("Drafted"), NUAN_CELL_DAY);
  nuan_statistics_rows_add (rows, "decided", _("Decided"), NUAN_CELL_DAY);
  nuan_statistics_rows_add (rows, "state", _("State"), NUAN_CELL_TEXT);

  add_from (query, table);
  if (key != NULL && g_str_has_prefix (key, "grant="))
    {
      nuan_query_append (query, " AND g.id = ");
      nuan_query_add_int (query, g_ascii_strtoll (key + strlen ("grant="), NULL, 10));
    }
  nuan_query_append (query, " ORDER BY g.id");
  nuan_statistics_add_limit (query, limit);

  return nuan_statistics_rows_read (rows, nuan_query_prepare (query, connection), error) ? g_steal_pointer (&rows) : NULL;
}
